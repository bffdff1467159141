from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from tm.text.tokens import word_count, word_spans, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qanun qəbul edildi.", ["Qanun", "qəbul", "edildi"]),
        ("don’t stop", ["don’t", "stop"]),
        ("a well-known law", ["a", "well-known", "law"]),
        ("7-ci maddə", ["7-ci", "maddə"]),
        ("BMT-nin qərarı", ["BMT-nin", "qərarı"]),
        ("1,5 faiz", ["1,5", "faiz"]),
        ("20.01.1990", ["20.01.1990"]),
        ("one, two", ["one", "two"]),
        ("law.Then", ["law", "Then"]),
        ("‘quoted’", ["quoted"]),
        ("ё and е\u0308", ["ё", "and", "е\u0308"]),
        ("— … !", []),
        ("____", []),
        ("", []),
    ],
)
def test_words_are_what_a_reader_calls_words(text, expected):
    assert words(text) == expected


def test_word_count_counts_a_hyphenated_word_once():
    assert word_count("a well-known law") == 3


@given(st.one_of(st.text(), st.text("aб1.,'-_ \n\u00a0\u0301\u001c")))
def test_spans_stand_where_the_words_are(text):
    assert [text[span.start : span.end] for span in word_spans(text)] == words(text)


@given(st.text())
def test_spans_rise_and_do_not_touch(text):
    spans = word_spans(text)
    assert all(left.end <= right.start for left, right in pairwise(spans))
