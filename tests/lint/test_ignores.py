import pytest

from tm.errors import Place
from tm.lint.finding import Finding, Severity
from tm.lint.ignores import Ignore, apply, ignored_codes

HERE = Ignore(codes=("TM301",), place=Place("a.po", 4, 4), first=4, last=8)


def _finding(code="TM301", line=7):
    return Finding(code=code, slug="x", severity=Severity.ERROR, place=Place("a.po", line, 9), message="m")


def _applied(findings, ignore=HERE, runs=lambda code: True):  # noqa: ARG005 - every rule runs
    return [one.code for one in apply(findings, [ignore], runs=runs)]


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("tm:ignore[TM301] the number is in the picture", ("TM301",)),
        ("#. tm:ignore[TM301, TM405]", ("TM301", "TM405")),
        ("<!-- tm:ignore TM301 why -->", ("TM301",)),
        ("<!-- tm:ignore TM301 TM405 why -->", ("TM301", "TM405")),
        ("tm:ignore", ()),
        ("an ordinary comment", None),
        ("tm: aligned 0.98", None),
    ],
)
def test_a_comment_names_its_rules(comment, codes):
    assert ignored_codes(comment) == codes


def test_a_finding_in_the_unit_is_dropped():
    assert _applied([_finding()]) == []


def test_a_finding_of_another_rule_stays():
    assert _applied([_finding(), _finding("TM405")]) == ["TM405"]


def test_a_finding_outside_the_unit_stays_and_the_comment_is_stale():
    assert _applied([_finding(line=9)]) == ["TM301", "TM001"]


def test_a_comment_for_a_rule_that_does_not_run_is_not_stale():
    assert _applied([], runs=lambda code: code != "TM301") == []


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        ("TM3O1", "Did you mean TM301?"),
        ("tm301", "Did you mean TM301?"),
        ("numbers-differ", "Did you mean TM301?"),
        ("TM3", "Name the rules one by one; a family is switched off in tm.toml."),
        ("everything", "`tm lint --explain all` lists the rules."),
    ],
)
def test_an_unknown_rule_gets_a_suggestion(word, advice):
    ignore = Ignore(codes=(word,), place=Place("a.po", 4, 4), first=4, last=8)
    (finding,) = apply([], [ignore], runs=lambda _: True)
    assert (finding.code, finding.message, finding.advice) == ("TM002", f"there is no rule {word}.", advice)


def test_a_comment_without_a_rule_is_an_error():
    assert _applied([], Ignore(codes=(), place=Place("a.po", 4, 4), first=4, last=8)) == ["TM002"]
