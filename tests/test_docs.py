"""The commands in the documentation do what it says they print."""

import re
from pathlib import Path

import click
import command_reference
import pytest
from sessions import Step, agrees, run, steps, workspace_in

from tm.cli import COMMANDS, cli

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TUTORIALS = [page for page in PAGES if page.name.startswith("tutorial-")]
CASES = [
    (page.name, step)
    for page in PAGES
    if page not in TUTORIALS
    for step in steps(page.read_text(encoding="utf-8"))
    if step.command.startswith("tm ")
]


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A copy of this repository's workspace, built."""
    folder = workspace_in(tmp_path_factory.mktemp("repository"))
    list(run([Step("tm build", "", 0, 0)], folder))
    return folder


@pytest.mark.parametrize(("page", "step"), CASES, ids=[f"{page}: {step.command}" for page, step in CASES])
def test_a_command_prints_what_the_page_says(repository, page, step):
    (printed,) = run([step], repository)
    assert agrees(step.output, printed), f"{page} is out of date; now it prints:\n{printed}"


@pytest.mark.parametrize("page", TUTORIALS, ids=lambda page: page.name)
def test_a_tutorial_prints_what_it_says_from_beginning_to_end(tmp_path, page):
    (tmp_path / "tm").mkdir()
    told = steps(page.read_text(encoding="utf-8"))
    printed = list(run(told, workspace_in(tmp_path / "tm")))
    wrong = [(step.command, now) for step, now in zip(told, printed, strict=True) if not agrees(step.output, now)]
    assert wrong == [], f"{page.name} is out of date: python docs/sessions.py {page}"


def test_the_readme_shows_at_least_build_lint_and_lookup():
    shown = {step.command.split()[1] for page, step in CASES if page == "README.md"}
    assert {"build", "lint", "lookup"} <= shown


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command):
    assert f"tm {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_inside_the_repository_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_page_of_commands_is_made_from_the_commands():
    now = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert now == command_reference.page(), "run: python docs/command_reference.py"


COMMAND_TREE = dict(command_reference.leaves(cli))


@pytest.mark.parametrize("name", COMMAND_TREE)
def test_every_option_says_what_it_does_in_a_sentence(name):
    options = [one for one in COMMAND_TREE[name].params if isinstance(one, click.Option)]
    assert [one.opts for one in options if not (one.help or "").partition("  [")[0].rstrip().endswith((".", ")"))] == []


def test_an_option_has_the_same_short_name_in_every_command():
    short = {}
    for command in COMMAND_TREE.values():
        for option in command.params:
            names = sorted(name for name in option.opts if name.startswith("-") and not name.startswith("--"))
            long = max(option.opts, key=len)
            if isinstance(option, click.Option):
                short.setdefault(long, set()).add(tuple(names))
    assert {name: found for name, found in short.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", ["--json", "--workspace", "--jsonl"])
def test_what_is_the_same_everywhere_is_said_in_the_same_words(name):
    said = {
        option.help
        for command in COMMAND_TREE.values()
        for option in command.params
        if isinstance(option, click.Option) and name in option.opts
    }
    assert len(said) == 1
