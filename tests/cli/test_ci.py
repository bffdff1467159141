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

from tm.cli import COMMANDS
from tm.operations.checkable import SUFFIXES

ROOT = Path(__file__).parents[2]
PO = """\
msgid ""
msgstr "Language: az\\nContent-Type: text/plain; charset=UTF-8\\n"

msgid "Page 7"
msgstr "Səhifə 8"
"""
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
        given = {"PATHS": "", "WORKSPACE": "texts", "ARGS": "", "FAIL_ON": "warning", "UPLOAD": "false", **inputs}
        env = {
            **os.environ,
            **given,
            "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}",
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


def test_the_hooks_are_commands():
    entries = re.findall(r"^  entry: tm (\w+)", HOOKS, re.MULTILINE)
    assert entries == ["lint", "build"]
    assert set(entries) <= set(COMMANDS)


def test_the_lint_hook_runs_for_every_kind_of_file_that_is_checked():
    pattern = re.findall(r"^  files: (.*)$", HOOKS, re.MULTILINE)[0]
    assert [suffix for suffix in sorted(SUFFIXES) if not re.search(pattern, f"locales/az/a{suffix}")] == []
