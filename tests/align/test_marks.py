"""What is measured of one version."""

from __future__ import annotations

import pytest

from tm.align.marks import FAMILIES, PUNCTUATION, measure, stems
from tm.languages import get

EN, AZ, RU = get("en"), get("az"), get("ru")


def marks(text, language, family):
    return set(measure([text], language).marks[FAMILIES.index(family)][0])


def test_a_number_is_the_same_whatever_the_separators():
    assert marks("3,890.5 tons", EN, "numbers") & marks("3 890,5 ton", AZ, "numbers")


def test_a_dotted_capital_is_folded_as_in_any_language():
    assert marks("INTERNET", EN, "words") == marks("İnternet", AZ, "words")


def test_a_latin_word_in_russian_text_is_the_word_itself():
    assert "wi" in marks("сеть Wi-Fi", RU, "words")


def test_only_capitalised_words_are_names():
    assert marks("in the capital", EN, "names") == set()


def test_a_concept_is_a_name():
    side = measure(["a", "b"], EN, [["ombudsman"], []])
    assert side.marks[FAMILIES.index("names")] == (("concept ombudsman",), ())


def test_lengths_are_running_sums_of_letters_and_digits():
    assert measure(["ab, c!", "12"], EN).lengths.tolist() == [0, 3, 5]


def test_punctuation_is_counted_by_class():
    signs = measure(["Why (not)?"], EN).signs[1]
    assert (signs[PUNCTUATION.index("?")], signs[PUNCTUATION.index("brackets")]) == (1, 2)


@pytest.mark.parametrize(
    ("text", "end"), [("Yes.", 1), ("Why?”", 2), ("No!", 3), ("List:", 4), ("one,", 5), ("Title", 0), ("", 0)]
)
def test_how_a_sentence_ends(text, end):
    assert measure([text], EN).ends.tolist() == [end]


def test_an_inner_sentence_end_is_counted():
    assert measure(["He left. She stayed. vs. them"], EN).inner.tolist() == [0, 1]


def test_stems_are_folded_by_the_language_and_distinct():
    assert stems("QIZIL qızılı qız", AZ) == ("qızıl", "qız")


def test_no_sentences_measure_as_nothing():
    assert len(measure([], EN)) == 0
