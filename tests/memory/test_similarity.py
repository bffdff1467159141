import json
import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, strategies as st

from tm.languages import get
from tm.memory.similarity import (
    Criteria,
    Difference,
    Kind,
    Penalty,
    at_most,
    compare,
    prepare,
    prepare_normal,
    score,
    similarities,
    with_context,
    with_penalties,
)
from tm.memory.tags import same
from tm.model import Tag, TagKind
from tm.text.normalize import fold, normalize

CASES = [json.loads(line) for line in (Path(__file__).parent / "scores.jsonl").read_text(encoding="utf-8").splitlines()]
PAGE = (Path(__file__).parents[2] / "docs" / "matching.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?:number \| )?([^|…]+) \| ([^|…]+) \| `([^|`]+)` \|$", PAGE.replace("\\<", "<"), re.MULTILINE)
WORDS = st.sampled_from("The the law LAW not 1992 1993 <b> </b> {0} , . — no-one ё е ıİ".split())
TEXTS = st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=20)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['asked']} | {case['stored']}")
def test_scores_are_those_of_the_golden_file(case):
    result = score(case["asked"], case["stored"], get(case["language"]))
    assert (result.total, [str(difference) for difference in result.differences]) == (
        case["score"],
        case["differences"],
    )


@pytest.mark.parametrize(("asked", "stored", "shown"), ROWS)
def test_the_examples_of_the_page_are_true(asked, stored, shown):
    language = get("ru" if "о" in asked else "en")
    assert score(asked, stored, language).explain() == shown


def test_the_page_has_examples():
    assert len(ROWS) >= 6


@given(TEXTS, TEXTS)
def test_a_hundred_means_equal_after_normalisation_and_nothing_else(one, other):
    result = score(one, other, get("en"))
    here, there = prepare(one, get("en")), prepare(other, get("en"))
    assert (result.total == 100) == (here.normal == there.normal and same(here.marks, there.marks))
    assert result.total == 100 or normalize(one) != normalize(other)


@given(TEXTS, TEXTS)
def test_the_score_is_the_same_in_both_directions(one, other):
    assert score(one, other, get("ru")).total == score(other, one, get("ru")).total


@given(TEXTS, TEXTS)
def test_the_parts_of_a_score_are_percentages(one, other):
    result = score(one, other, get("az"))
    assert 0 <= result.words <= 100
    assert 0 <= result.characters <= 100


@given(TEXTS, TEXTS)
def test_no_score_is_above_what_was_promised(one, other):
    asked, stored = prepare(one, get("en")), prepare(other, get("en"))
    assert compare(asked, stored, get("en")).total <= at_most(asked, stored)


@given(TEXTS, TEXTS)
def test_two_texts_of_one_score_below_a_hundred_have_a_mean_that_explains_it(one, other):
    result = score(one, other, get("en"))
    assert (
        result.total in {100, 84}
        or result.total == int((result.words + result.characters) / 2 + 1e-9)
        or (95 <= result.total <= 99 and result.words == 100)
    )


def test_a_long_text_is_compared_to_its_end(en):
    text = "The assembly has adopted the law on the budget. " * 200
    assert score(text + "Yes", text + "No", en).differences != () or score(text + "Yes", text + "No", en).total < 100


def test_a_differing_concept_caps_the_score(en):
    concepts = {"commissioner": "C1", "commission": "C2"}
    criteria = Criteria(concepts=lambda text: {concepts[word] for word in text.split() if word in concepts})
    stored = "On this day we all remember with sorrow what the commission said of the events in the city"
    result = score(stored.replace("commission", "commissioner"), stored, en, criteria=criteria)
    assert (result.total, result.differences) == (84, (Difference(Kind.CONCEPT, ("C1",), ("C2",)),))


def test_two_terms_of_one_concept_do_not_cap(en):
    criteria = Criteria(concepts=lambda text: {"C1"} if "ombuds" in text.lower() else set())
    stored = "On this day we all remember with sorrow what the Ombudsman said of the events in the city"
    assert score(stored.replace("Ombudsman", "Ombudsperson"), stored, en, criteria=criteria).total > 84


def test_a_negation_inside_a_word_caps_where_the_caller_knows_it(az):
    criteria = Criteria(negates=lambda one, other: {one, other} == {"edir", "etmir"})
    stored = "Müvəkkil bu gün bütün dünya ölkələrinin rəhbərlərinə və beynəlxalq təşkilatlara müraciət edir"
    result = score(stored.replace("edir", "etmir"), stored, az, criteria=criteria)
    assert (result.total, str(result.differences[0])) == (84, "negation etmir → edir")


@pytest.mark.parametrize(
    ("before", "after", "total"), [(False, False, 100), (True, False, 101), (False, True, 101), (True, True, 102)]
)
def test_each_equal_neighbour_is_a_point(en, before, after, total):
    assert with_context(score("The law.", "The law.", en), before=before, after=after).total == total


def test_context_does_not_lift_a_fuzzy_match(en):
    fuzzy = score("The law.", "The laws.", en)
    assert with_context(fuzzy, before=True, after=True) == fuzzy


def test_a_penalty_is_shown_as_a_sum(en):
    result = with_penalties(score("The law!", "The law.", en), [Penalty(5, "unreviewed")])
    assert result.explain() == f"{result.base - 5} = {result.base} − 5 (unreviewed) (punctuation)"


def test_penalties_replace_each_other(en):
    once = with_penalties(score("The law.", "The law.", en), [Penalty(5, "unreviewed")])
    assert with_penalties(once, [Penalty(3, "foreign")]).total == 97


def test_a_score_never_falls_below_nothing(en):
    assert with_penalties(score("Yes.", "The law.", en), [Penalty(100, "foreign")]).total == 0


def test_a_penalty_of_no_points_is_not_shown(en):
    assert with_penalties(score("The law.", "The law.", en), [Penalty(0, "own")]).explain() == "100"


def test_context_is_explained(en):
    assert with_context(score("a", "a", en), before=True, after=True).explain() == "102 (same context before and after)"


def test_an_explanation_takes_its_words_from_whoever_says_it(en):
    found = with_penalties(score("In 1993.", "In 1992.", en), [Penalty(5, "aligned")])
    assert found.explain(str.upper) == found.explain().replace("number", "NUMBER")


def test_texts_without_words_are_compared_by_their_characters(en):
    assert similarities(prepare("***", en), prepare("**", en)) == (pytest.approx(66.67, abs=0.01),) * 2


def test_markup_and_placeholders_are_no_words(en):
    assert prepare("<b>The</b> law %(name)s {0} &amp;", en).words == ("the", "law")


@given(TEXTS)
def test_a_prepared_text_is_folded_and_normalised(text):
    prepared = prepare(text, get("az"))
    assert prepared == prepare_normal(normalize(text), get("az"))
    assert prepared.folded == fold(prepared.normal, get("az"))
    assert prepared.normal == normalize(prepared.normal)


BOLD = (Tag(at=4, kind=TagKind.OPEN, pair=1, code="<b>"), Tag(at=7, kind=TagKind.CLOSE, pair=1, code="</b>"))


def test_a_tag_in_a_text_is_the_same_as_one_beside_it(en):
    asked, stored = prepare("The <b>law</b> was adopted.", en), prepare("The law was adopted.", en, BOLD)
    assert compare(asked, stored, en).explain() == "100"


def test_tags_beside_a_text_that_the_other_lacks_cost_one_point(en):
    asked, stored = prepare("The law was adopted.", en), prepare("The law was adopted.", en, BOLD)
    assert compare(asked, stored, en).explain() == "99 (tags – → <b>, </b>)"


def test_a_tag_of_unknown_code_is_the_same_as_any_of_its_kind(en):
    unknown = tuple(msgspec.structs.replace(tag, code="") for tag in BOLD)
    stored = prepare("The law was adopted.", en, unknown)
    assert compare(prepare("The <i>law</i> was adopted.", en), stored, en).total == 100
    assert compare(prepare("The law was adopted.", en), stored, en).explain() == "99 (tags – → open, close)"


def test_the_points_of_a_capped_score_are_not_raised_by_tags(en):
    asked = prepare("The assembly met in 1993.", en, BOLD)
    assert compare(asked, prepare("The assembly met in 1992.", en), en).total == 84
