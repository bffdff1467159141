"""The commands in the documentation do what it says they print."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tm.cli import COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def sessions():
    """Yield page, command and expected output for each `$ tm …` in a console block."""
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = piece.partition("\n")
                yield page.name, command, output.rstrip("\n")


CASES = [case for case in sessions() if case[1].startswith("tm ")]


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A copy of this repository's workspace."""
    folder = tmp_path_factory.mktemp("repository")
    for name in ("sources", "glossary", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "tm.toml", folder)
    return folder


@pytest.mark.parametrize(("page", "command", "output"), CASES, ids=[f"{page}: {command}" for page, command, _ in CASES])
def test_a_command_prints_what_the_page_says(repository, page, command, output):
    code = "from tm.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *shlex.split(command)[1:]],
        cwd=repository,
        env={**os.environ, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    pattern = "\n".join(".*" if line == "…" else re.escape(line) for line in output.split("\n")).replace(
        "\n.*", "(?:\n.*)*"
    )
    assert re.fullmatch(pattern, done.stdout.rstrip("\n")), f"{page} is out of date; now it prints:\n{done.stdout}"


def test_the_readme_shows_at_least_build_lint_and_lookup():
    shown = {command.split()[1] for page, command, _ in CASES if page == "README.md"}
    assert {"build", "lint", "lookup"} <= shown


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command):
    assert f"tm {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_inside_the_repository_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
