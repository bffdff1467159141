"""What CI systems run: the step of `action.yml` as GitHub would run it, and the hooks for pre-commit."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from tm.cli import COMMANDS
from tm.operations.checkable import SUFFIXES

ROOT = Path(__file__).parents[2]
PO = """\
msgid ""
msgstr "Language: az\\nContent-Type: text/plain; charset=UTF-8\\n"

msgid "Page 7"
msgstr "Səhifə 8"
"""
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")


def _script():
    """Return the shell script of the action's step that checks."""
    step = (ROOT / "action.yml").read_text(encoding="utf-8").partition("    - name: Check\n")[2]
    block = step.partition("      run: |\n")[2].partition("\n    - name:")[0]
    return "\n".join(line.removeprefix("        ") for line in block.split("\n"))


@pytest.fixture
def job(empty_desk, tmp_path_factory):
    """A checkout with its workspace in the folder `texts`, and a runner."""
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    empty_desk.write("locales/az/a.po", PO)
    checkout = tmp_path_factory.mktemp("checkout")
    shutil.copytree(empty_desk.root, checkout / "texts")
    runner = tmp_path_factory.mktemp("runner")
    bin_ = runner / "bin"
    bin_.mkdir()
    (bin_ / "tm").write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c "from tm.cli import main; main()" "$@"\n'
    )
    (bin_ / "tm").chmod(0o755)

    def run(**inputs):
        given = {"PATHS": "", "WORKSPACE": "texts", "ARGS": "", "FAIL_ON": "", "UPLOAD": "false", **inputs}
        env = {
            **os.environ,
            **given,
            "BIN": str(bin_),
            "RUNNER_TEMP": str(runner),
            "GITHUB_OUTPUT": str(runner / "output"),
            "GITHUB_STEP_SUMMARY": str(runner / "summary"),
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", _script()],
            cwd=checkout,
            env=env,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        files = {path.name: path.read_text(encoding="utf-8") for path in runner.iterdir() if path.is_file()}
        return SimpleNamespace(code=done.returncode, out=done.stdout, err=done.stderr, files=files)

    return run


@pytest.mark.external
def test_the_action_annotates_the_file_where_it_lies_in_the_checkout(job):
    done = job(PATHS="texts/locales/az texts/sources", ARGS="--no-cache --strict")
    assert "\n::error file=texts/locales/az/a.po,line=5," in done.out
    assert (done.code, list(done.files)) == (1, ["summary"])
    assert "`texts/locales/az/a.po:5:" in done.files["summary"]


@pytest.mark.external
def test_the_action_says_why_a_strict_run_failed_and_so_does_its_file_for_code_scanning(job):
    done = job(ARGS="--no-cache --strict", FAIL_ON="never", UPLOAD="true")
    (call,) = json.loads(done.files["tm-lint.sarif"])["runs"][0]["invocations"]
    assert done.out.startswith("::error file=texts/tm.toml,title=tm unused-glossary::")
    assert (done.code, call["executionSuccessful"]) == (1, False)


@pytest.mark.external
def test_the_action_hands_code_scanning_a_file(job):
    done = job(UPLOAD="true", FAIL_ON="never")
    (result,) = json.loads(done.files["tm-lint.sarif"])["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "texts/locales/az/a.po"
    assert (done.code, done.files["output"].endswith("tm-lint.sarif\n")) == (0, True)


@pytest.mark.external
def test_the_action_fails_where_something_is_misspelt(job):
    done = job(ARGS="--srict", UPLOAD="true")
    assert (done.code, "--srict" in done.err, "output" in done.files) == (2, True, False)


@pytest.mark.external
@pytest.mark.parametrize(("inputs", "code"), [({}, 1), ({"ARGS": "--fail-on never"}, 0), ({"FAIL_ON": "never"}, 0)])
def test_the_action_fails_for_what_its_input_says_else_for_what_its_options_say(job, inputs, code):
    assert job(**inputs).code == code


@pytest.mark.external
def test_the_input_of_the_action_wins_over_its_options(job):
    assert job(ARGS="--fail-on never", FAIL_ON="error").code == 1


@pytest.mark.external
@pytest.mark.parametrize("option", ["--output=x", "-o x", "--format json", "--json", "--fix"])
def test_the_action_refuses_options_that_would_take_its_report(job, option):
    done = job(ARGS=f"--strict {option}")
    assert (done.code, done.out.startswith(f"::error title=tm::{option.split()[0]} does not fit")) == (2, True)


@pytest.mark.external
def test_the_action_fails_and_says_why_where_code_scanning_gets_no_file(job):
    done = job(UPLOAD="true", FAIL_ON="never", ARGS="--baseline known.json", BASELINE="[]")
    assert (done.code, "known.json" in done.err, "output" in done.files) == (2, True, False)


def test_nothing_is_sent_for_a_pull_request_from_a_fork():
    step = ACTION["runs"]["steps"][-1]
    assert (step["name"], "head.repo.full_name == github.repository" in step["if"]) == ("Upload", True)


def _blocks():
    """Return the YAML blocks of the page, read."""
    return [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)]


def test_the_page_shows_a_whole_workflow():
    (workflow,) = [block for block in _blocks() if "jobs" in block]
    assert set(workflow) == {"name", True, "permissions", "jobs"}  # `on` is true in YAML 1.1
    (job,) = workflow["jobs"].values()
    assert set(job["steps"][-1]["with"]) <= set(ACTION["inputs"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_takes_the_package_from_an_index(page):
    commands = re.findall(r"pip install (.*)", page.read_text(encoding="utf-8"))
    assert [one for one in commands if "yaddash" in one and "git+" not in one] == []


def test_the_hooks_are_commands():
    entries = re.findall(r"^  entry: tm (\w+)", HOOKS, re.MULTILINE)
    assert entries == ["lint", "build"]
    assert set(entries) <= set(COMMANDS)


def test_the_lint_hook_runs_for_every_kind_of_file_that_is_checked():
    pattern = re.findall(r"^  files: (.*)$", HOOKS, re.MULTILINE)[0]
    assert [suffix for suffix in sorted(SUFFIXES) if not re.search(pattern, f"locales/az/a{suffix}")] == []


def test_the_lint_hook_runs_for_a_baseline():
    pattern = re.findall(r"^  files: (.*)$", HOOKS, re.MULTILINE)[0]
    assert re.search(pattern, "tm-baseline.json")
