"""The rules' own examples, and the runner that checks them."""

import msgspec
import pytest

from tm.languages import LANGUAGES, get
from tm.model import Span
from tm.segment.examples import check_rules, unexplained, word_lists
from tm.segment.srx import Rule, parse_srx

STOP = Rule(
    name="stop",
    reason="a full stop ends",
    breaks=True,
    before=r"\.",
    after=r"\s",
    needs=("A came.| |B left.",),
    keeps=("A came, B left.",),
)
TITLE = Rule(
    name="title",
    reason="a title goes on",
    breaks=False,
    before=r"(?:Mr|Dr)\.",
    after=r"\s",
    needs=("Mr. A and Dr. B came.",),
    keeps=("A came.| |B left.",),
)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_rule_is_needed_and_keeps_its_hands_off(code):
    rules = parse_srx(get(code).segmentation(), file=f"{code}/segmentation.srx").rules(code)
    assert [str(fault) for fault in check_rules(rules)] == []


def test_good_rules_have_no_faults():
    assert check_rules([TITLE, STOP]) == []


def test_a_rule_without_examples_is_a_fault():
    bare = msgspec.structs.replace(TITLE, needs=())
    assert [fault.rule for fault in check_rules([bare, STOP])] == [bare]


def test_an_example_that_comes_out_otherwise_is_a_fault():
    wrong = msgspec.structs.replace(STOP, keeps=("A came. B left.",))
    assert "comes out as 'A came.| |B left.'" in check_rules([wrong])[0].message


def test_an_example_that_does_not_need_the_rule_is_a_fault():
    idle = msgspec.structs.replace(TITLE, needs=("Mr. A and Dr. B came.", "A came.| |B left."))
    assert [fault.message for fault in check_rules([idle, STOP])] == [
        "without the rule 'A came.| |B left.' comes out the same.",
    ]


def test_an_example_that_another_rule_must_keep_is_a_fault():
    greedy = msgspec.structs.replace(TITLE, keeps=("Mr. A came.",))
    assert "comes out otherwise" in check_rules([greedy, STOP])[0].message


def test_an_abbreviation_without_a_phrase_is_a_fault():
    longer = msgspec.structs.replace(TITLE, before=r"(?:Mr|Dr|Prof)\.")
    assert unexplained(longer) == ["Prof"]


def test_an_expression_that_other_engines_read_otherwise_is_a_fault():
    ascii_only = msgspec.structs.replace(TITLE, before=r"\b(?:Mr|Dr)\.")
    assert "is not read alike" in check_rules([ascii_only, STOP])[0].message


@pytest.mark.parametrize(
    ("pattern", "lists"),
    [
        (r"(?:a|b)\.", [(Span(0, 7), ["a", "b"])]),
        (r"(?:a(?:b|c)|[|)])d", [(Span(0, 17), ["a(?:b|c)", "[|)]"])]),
        (r"(?<=(?:a|b))\.", [(Span(4, 11), ["a", "b"])]),
        (r"(?:ab)\|c|d", []),
    ],
)
def test_word_lists_are_the_outermost_alternatives(pattern, lists):
    assert word_lists(pattern) == lists
