"""The rules' pages: each rule has one, its examples hold, and `docs/rules` shows the same pages."""

import re
from pathlib import Path

import pytest

from tm.lint.pages import page_of
from tm.lint.rules import ALL, OPT_IN
from tm.operations.lint import lint_files

DOCS = Path(__file__).parents[2] / "docs" / "rules"
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
NEEDS_A_MEMORY = {"TM603"}
HEADER = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
CODES = [rule.code for rule in ALL]


def _blocks(code, heading):
    section = page_of(code).partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return BLOCK.findall(section)


def _found(desk, code, heading):
    (desk.root / "glossary" / "institutions.toml").unlink(missing_ok=True)
    desk.write("tm.toml", f'source = "en"\ntargets = ["az", "ru"]\n[lint]\nselect = ["{code}"]\n')
    for kind, text in _blocks(code, "Bad"):
        if kind == "toml":
            desk.write("glossary/example.toml", text)
    blocks = [text for kind, text in _blocks(code, heading) if kind == "po"]
    for number, text in enumerate(blocks):
        named = re.match(r"# (\w\w)\n", text)
        content = HEADER.format(named[1]) + text[named.end() :] if named else text
        desk.write(f"locales/az/{number}.po", content)
    checked = lint_files([desk.root / "locales"], desk.workspace, cached=False)
    assert not checked.errors
    return [finding.code for finding in checked.findings]


@pytest.mark.parametrize("code", CODES)
def test_a_page_begins_with_code_and_name(code):
    slug = next(rule.slug for rule in ALL if rule.code == code)
    assert page_of(code).startswith(f"# {code} {slug}\n")


@pytest.mark.parametrize("code", sorted(set(CODES) - NEEDS_A_MEMORY))
def test_the_bad_example_is_found(empty_desk, code):
    assert code in _found(empty_desk, code, "Bad")


@pytest.mark.parametrize("code", sorted(set(CODES) - NEEDS_A_MEMORY))
def test_the_good_example_is_clean(empty_desk, code):
    assert _found(empty_desk, code, "Good") == []


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_whether_the_rule_runs_by_default(code):
    assert ("Opt-in" in page_of(code).partition("## Why")[0]) == (code in OPT_IN)


def test_docs_show_the_same_pages():
    shown = {path.stem: path.read_text(encoding="utf-8") for path in DOCS.glob("TM*.md")}
    assert shown == {code: page_of(code) for code in CODES}
