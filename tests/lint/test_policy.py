import pytest

from tm.errors import Place
from tm.lint.finding import Finding, Severity
from tm.lint.policy import Policy, Scope, meant


def _finding(code="TM405", file="locales/az/a.po"):
    return Finding(code=code, slug="x", severity=Severity.WARNING, place=Place(file, 1, 1), message="m")


def test_an_opt_in_rule_does_not_run_by_itself():
    assert not Policy().runs("TM501")


def test_select_turns_on_a_family():
    assert Policy(select=("TM5",)).runs("TM501")


def test_ignore_wins_over_select():
    assert not Policy(select=("TM501",), ignore=("TM5",)).runs("TM501")


def test_a_scope_turns_a_rule_off_for_its_files_only():
    policy = Policy(scopes=(Scope(path="locales/az/**", ignore=("TM405",)),))
    assert (policy.judged(_finding()), policy.judged(_finding(file="locales/ru/a.po")) is None) == (None, False)


def test_a_scope_turns_an_opt_in_rule_on_for_its_files_only():
    policy = Policy(scopes=(Scope(path="locales/az", select=("TM501",)),))
    assert policy.allows("TM501", "locales/az/a.po")
    assert not policy.allows("TM501", "locales/ru/a.po")


def test_the_longest_selector_decides_the_severity():
    policy = Policy(severity={"TM4": Severity.INFO, "TM405": Severity.ERROR})
    assert policy.judged(_finding()).severity is Severity.ERROR


def test_a_scope_decides_the_severity_last():
    policy = Policy(
        severity={"TM405": Severity.ERROR}, scopes=(Scope(path="*/az/*.po", severity={"TM4": Severity.INFO}),)
    )
    assert policy.judged(_finding()).severity is Severity.INFO


@pytest.mark.parametrize(
    ("pattern", "file", "fits"),
    [
        ("locales", "locales/az/a.po", True),
        ("locales/*", "locales/az/a.po", True),
        ("*.po", "a.po", True),
        ("*.po", "locales/a.po", False),
        ("**/*.po", "locales/az/a.po", True),
        ("**/*.po", "a.po", True),
        ("loc", "locales/a.po", False),
    ],
)
def test_globs_mean_files_and_folders(pattern, file, fits):
    policy = Policy(scopes=(Scope(path=pattern, ignore=("TM405",)),))
    assert policy.allows("TM405", file) is not fits


@pytest.mark.parametrize(
    ("word", "selector"),
    [
        ("tm4", "TM4"),
        ("TM1011", "TM101"),
        ("double-space", "TM405"),
        ("forbiden-term", "TM101"),
        ("TM999", ""),
        ("x", ""),
    ],
)
def test_an_unknown_selector_is_a_slip_for_the_nearest_or_for_none(word, selector):
    assert meant(word) == selector


def test_a_scope_that_holds_for_no_file_is_idle():
    policy = Policy(scopes=(Scope(path="locales/az"), Scope(path="locales/rus/**"), Scope(path="**/b.po")))
    assert policy.idle(["locales/az/a.po", "locales/ru/b.po"]) == [1]


def test_without_files_every_scope_is_idle():
    assert Policy(scopes=(Scope(path="**"),)).idle([]) == [0]
