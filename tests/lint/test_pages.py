"""The pages of all codes: each has one, its examples hold, and `docs/rules` shows the same pages."""

import re
from pathlib import Path

import pytest

from tm.lint.pages import page_of
from tm.lint.rules import ALL, ELSEWHERE, OPT_IN
from tm.operations import glossary
from tm.operations.lint import lint_files

DOCS = Path(__file__).parents[2] / "docs" / "rules"
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
WITHOUT_EXAMPLES = {"TM603", "TM605"}
"""What a memory says, and what an alignment does, is no example of a few lines."""
HEADER = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
CODES = [rule.code for rule in ALL]
OF_LINT = sorted(set(CODES) - set(ELSEWHERE) - WITHOUT_EXAMPLES)
OF_OTHERS = sorted(set(ELSEWHERE) - WITHOUT_EXAMPLES)


def _blocks(code, heading):
    section = page_of(code).partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return BLOCK.findall(section)


def _found_by_others(desk, code, heading):
    (desk.root / "glossary" / "institutions.toml").unlink()
    for _, text in _blocks(code, heading):
        name = re.match(r"<!-- (\S+) -->\n", text)
        desk.write(name[1] if name else "glossary/example.toml", text)
    findings = desk.build().versions if ELSEWHERE[code] == "tm build" else glossary.check(desk.workspace).findings
    return [finding.code for finding in findings]


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


@pytest.mark.parametrize("code", OF_LINT)
def test_the_bad_example_is_found(empty_desk, code):
    assert code in _found(empty_desk, code, "Bad")


@pytest.mark.parametrize("code", OF_LINT)
def test_the_good_example_is_clean(empty_desk, code):
    assert _found(empty_desk, code, "Good") == []


@pytest.mark.parametrize("code", OF_OTHERS)
def test_the_bad_example_of_another_command_is_found(empty_desk, code):
    assert code in _found_by_others(empty_desk, code, "Bad")


@pytest.mark.parametrize("code", OF_OTHERS)
def test_the_good_example_of_another_command_is_clean(empty_desk, code):
    assert code not in _found_by_others(empty_desk, code, "Good")


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_who_reports_and_whether_by_default(code):
    by_default = f"Reported by `{ELSEWHERE[code]}`." if code in ELSEWHERE else "Runs by default."
    assert page_of(code).split("\n")[2].partition(". ")[2].startswith("Opt-in: " if code in OPT_IN else by_default)


def test_the_list_of_rules_has_them_all():
    shown = [line for line in (DOCS / "README.md").read_text(encoding="utf-8").split("\n") if line.startswith("| [")]
    assert shown == [_row(rule) for rule in ALL]


def _row(rule):
    more = ", opt-in" if rule.code in OPT_IN else f", {ELSEWHERE[rule.code]}" if rule.code in ELSEWHERE else ""
    return f"| [{rule.code}]({rule.code}.md) | {rule.slug} | {rule.severity}{more} | {rule.summary} |"


def test_docs_show_the_same_pages():
    shown = {path.stem: path.read_text(encoding="utf-8") for path in DOCS.glob("TM*.md")}
    assert shown == {code: page_of(code) for code in CODES}
