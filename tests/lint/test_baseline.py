import msgspec
import pytest
from hypothesis import given, strategies as st

from tm.errors import Place, TmError
from tm.lint.baseline import fingerprint, make, parse, serialize, split
from tm.lint.finding import Finding, Severity
from tm.model import Span

BASE = Finding(
    code="TM301",
    slug="numbers-differ",
    severity=Severity.ERROR,
    place=Place("a.po", 7, 9),
    message="the translation has 21, the source has not.",
    unit="January 20",
    text="21 yanvar",
    span=Span(0, 2),
)
WORDS = st.text(alphabet="abc 21", min_size=1, max_size=8)
FINDINGS = st.lists(
    st.builds(
        lambda unit, text: msgspec.structs.replace(BASE, unit=unit, text=text, span=Span(0, len(text))), WORDS, WORDS
    ),
    max_size=12,
)


def _other(**changes):
    return msgspec.structs.replace(BASE, **changes)


@pytest.mark.parametrize(
    "same",
    [
        _other(place=Place("b.po", 70, 1)),
        _other(message="said in other words"),
        _other(severity=Severity.INFO),
        _other(unit="January  20"),
    ],
)
def test_moving_and_rewrapping_change_nothing(same):
    assert fingerprint(same) == fingerprint(BASE)


@pytest.mark.parametrize(
    "different",
    [
        _other(code="TM405"),
        _other(concept="x"),
        _other(unit="January 21"),
        _other(text="22 yanvar"),
        _other(span=Span(3, 9)),
    ],
)
def test_another_rule_concept_text_or_place_in_it_is_another_finding(different):
    assert fingerprint(different) != fingerprint(BASE)


def test_a_finding_without_text_is_known_by_its_file():
    header = _other(unit="", text="", span=Span(0, 0))
    assert fingerprint(header) != fingerprint(_other(unit="", text="", span=Span(0, 0), place=Place("b.po")))


def test_one_more_of_the_same_is_new():
    assert len(split([BASE, BASE, BASE], make([BASE, BASE])).new) == 1


def test_what_is_gone_can_be_removed():
    result = split([BASE], make([BASE, BASE, _other(unit="x")]))
    assert sorted(known.count for known in result.gone) == [1, 1]


@given(FINDINGS)
def test_a_baseline_holds_back_exactly_what_it_was_made_of(findings):
    result = split(findings, make(findings))
    assert (result.new, result.gone, result.known) == ((), (), len(findings))


@given(FINDINGS)
def test_a_baseline_is_read_as_it_was_written(findings):
    assert parse(serialize(make(findings)), file="b.json") == make(findings)


@pytest.mark.parametrize("data", [b"", b"[]", b'{"version": 2, "findings": []}', b'{"findings": [{"x": 1}]}', b"\xff"])
def test_anything_else_is_an_error_with_its_file(data):
    with pytest.raises(TmError) as caught:
        parse(data, file="b.json")
    assert str(caught.value).startswith("b.json: ")
