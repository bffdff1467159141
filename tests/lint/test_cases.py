"""Every rule that sees one pair, on the examples in `cases/`: it marks what they say, and no other rule speaks."""

from pathlib import Path

import pytest

from tm.errors import Place
from tm.languages import get
from tm.lint.cases import CaseMaker
from tm.lint.engine import Linter
from tm.lint.rule import Subject, Text
from tm.lint.rules import OPT_IN, RULES

FOLDER = Path(__file__).parent / "cases"
FILES = sorted(FOLDER.glob("*.tsv"))
NAMED = {"<blank>": " ", "<blanks>": "  ", "<hyphen>": "-"}


def _examples():
    for file in FILES:
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            if line and not line.startswith("#"):
                yield pytest.param(file.name[:5], line.replace("\\n", "\n").split("\t"), id=f"{file.name[:5]}:{number}")


def _text(code, text):
    return Text(language=get(code), text=text, locate=lambda span: (Place("t", 1, span.start), Place("t", 1, span.end)))


@pytest.mark.parametrize(("code", "fields"), list(_examples()))
def test_a_rule_marks_what_the_example_says(code, fields):
    languages, source, target, marked = fields
    from_, to = languages.split()
    rules = [rule for rule in RULES if rule.code not in OPT_IN or rule.code == code]
    subject = Subject(target=_text(to, target), source=_text(from_, source))
    found = [(one.code, target[one.span.start : one.span.end]) for one in Linter(rules, ()).check([subject])]
    if marked == "-":
        assert found == []
    elif marked == "...":
        assert [code for code, _ in found] == [code]
    else:
        assert found == [(code, target if marked == "*" else NAMED.get(marked, marked))]


@pytest.mark.parametrize(("code", "fields"), list(_examples()))
def test_a_rule_that_is_not_set_off_by_an_example_would_find_nothing(code, fields):  # noqa: ARG001 - one list for both
    from_, to = fields[0].split()
    [case] = CaseMaker(RULES, ()).cases([Subject(target=_text(to, fields[2]), source=_text(from_, fields[1]))])
    others = [rule for number, rule in enumerate(RULES) if number not in case.rules]
    assert [rule.code for rule in others if list(rule.check(case))] == []


def test_every_rule_that_sees_one_pair_has_cases():
    with_cases = {file.name.removesuffix(".tsv") for file in FILES}
    assert {f"{rule.code}-{rule.slug}" for rule in RULES if not rule.code.startswith("TM1")} == with_cases


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_case_file_has_good_and_bad_examples(file):
    marks = {line.rpartition("\t")[2] for line in file.read_text(encoding="utf-8").split("\n")[1:] if line}
    assert "-" in marks
    assert marks != {"-"}
