import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from tm.languages import get
from tm.memory.signatures import bounds, containing, merge, sign, signature
from tm.memory.similarity import at_most, prepare, similarities

WORDS = st.sampled_from("the law Law not peace of people 1992 1993 {0} <b> , . — a an assembly".split())
TEXTS = (st.lists(WORDS, min_size=1, max_size=12).map(" ".join) | st.text(min_size=1, max_size=12)).filter(
    lambda text: prepare(text, get("en")).normal
)


def tabled(texts):
    return sign((row, prepare(text, get("en"))) for row, text in enumerate(texts))


@settings(max_examples=300)
@given(st.lists(TEXTS, max_size=40), TEXTS, st.integers(0, 102))
def test_every_text_that_reaches_the_threshold_is_a_candidate(texts, asked, threshold):
    sought = prepare(asked, get("en"))
    found = set(bounds(tabled(texts), signature(sought), threshold).rows.tolist())
    scores = {row: at_most(sought, prepare(text, get("en"))) for row, text in enumerate(texts)}
    assert {row for row, score in scores.items() if score >= threshold} <= found


@settings(max_examples=300)
@given(st.lists(TEXTS, max_size=40), TEXTS)
def test_no_score_is_above_its_bound(texts, asked):
    sought = prepare(asked, get("en"))
    found = bounds(tabled(texts), signature(sought), 0)
    for row, bound, words in zip(found.rows.tolist(), found.scores, found.words, strict=True):
        stored = prepare(texts[row], get("en"))
        assert at_most(sought, stored) <= bound
        assert sought.words == stored.words == () or similarities(sought, stored)[0] <= words + 1e-6


def test_an_equal_text_may_gain_two_points_of_context(en):
    assert bounds(tabled(["The law."]), signature(prepare("The law.", en)), 102).scores.tolist() == [102]


def test_a_text_with_the_same_words_is_found_however_many_placeholders_it_has(en):
    found = bounds(tabled(["{0}" * 50 + "Yes" + "%s" * 50]), signature(prepare("Yes", en)), 95)
    assert found.rows.tolist() == [0]


def test_most_strangers_are_no_candidates(en):
    texts = [f"word{number} and word{number + 1} stand before word{number + 2}" for number in range(1000)]
    assert len(bounds(tabled(texts), signature(prepare("A law on the budget was adopted today", en)), 70).rows) < 10


def test_an_empty_table_has_no_candidates(en):
    assert bounds(tabled([]), signature(prepare("The law.", en)), 0).rows.tolist() == []


def test_a_count_of_characters_may_pass_what_a_byte_holds(en):
    text = "e" * 1000
    assert bounds(tabled([text + "!"]), signature(prepare(text, en)), 95).rows.tolist() == [0]


@given(st.lists(TEXTS, max_size=10), st.lists(TEXTS, max_size=10))
def test_merged_tables_hold_what_one_table_would(left, right):
    two = [(row, prepare(text, get("en"))) for row, text in enumerate([*left, *right])]
    merged = merge([sign(two[: len(left)]), sign(two[len(left) :])])
    assert merged.columns.rows.tolist() == sign(two).columns.rows.tolist()


@given(st.lists(TEXTS, max_size=20))
def test_a_table_is_sorted_by_words_then_characters(texts):
    table = tabled(texts)
    order = list(zip(table.word_counts().tolist(), table.columns.characters.tolist(), strict=True))
    assert order == sorted(order)


def test_a_signature_takes_at_most_64_bytes():
    columns = tabled(["The law.", "The other law."]).columns
    sizes = [columns.characters, columns.low, columns.high, columns.histogram, columns.rows]
    assert sum(array.nbytes for array in sizes) / 2 <= 64


@given(st.lists(TEXTS, max_size=20), st.text("thelaw ", min_size=1, max_size=6))
def test_every_text_that_contains_the_letters_is_named(texts, letters):
    folded = [prepare(text, get("en")).folded for text in texts]
    named = set(containing(tabled(texts), letters, ()).tolist())
    assert {row for row, text in enumerate(folded) if letters in text} <= named


@pytest.mark.parametrize("text", ["the law's end", "the law-abiding", "(the law)", "The LAW"])
def test_a_word_is_named_whatever_is_joined_to_its_end(text):
    assert containing(tabled([text]), "the law", ("law",)).tolist() == [0]


def test_a_text_without_the_word_is_not_named():
    assert containing(tabled(["the wal"]), "the law", ("law",)).tolist() == []


def test_signatures_do_not_depend_on_the_process(en):
    columns = sign([(7, prepare("The law.", en))]).columns
    assert (columns.low[0], columns.high[0], np.flatnonzero(columns.histogram[0]).tolist()) == (
        1 << 47,
        1 << 38,
        [0, 1, 5, 8, 12, 14, 20, 23],
    )
