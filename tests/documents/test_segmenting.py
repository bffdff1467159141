"""Documents into segments, with spans and places in the file."""

import pytest
from hypothesis import given, settings, strategies as st

from tm.documents import parse, segments
from tm.languages import get
from tm.model import BlockKind
from tm.segment.segmenter import Segmenter

SEGMENTER = Segmenter(get("en"))
TEXT = """---
title: The sale
---
The sale

GANJA: The mill is  sold. Orr
bought it.

“He came. He saw it.

He bought it,” they say.

1. The mill.
"""
WORDS = st.sampled_from(
    [
        "The mill",
        "is sold.",
        "Mr.",
        "Orr",
        "“Why?”",
        "\n",
        "\n\n",
        "- a",
        "GANJA: It",
        "# A",
        "He came. Follow us on X",
        "  ",
    ]
)


def cut(text, kind="txt"):
    return segments(parse(text, file="a", format=kind), SEGMENTER)


def test_sentences_are_segments_and_titles_stay_whole():
    assert [(one.kind, one.text) for one in cut(TEXT)] == [
        (BlockKind.HEADING, "The sale"),
        (BlockKind.DATELINE, "GANJA:"),
        (BlockKind.PARAGRAPH, "The mill is sold."),
        (BlockKind.PARAGRAPH, "Orr bought it."),
        (BlockKind.PARAGRAPH, "“He came."),
        (BlockKind.PARAGRAPH, "He saw it."),
        (BlockKind.PARAGRAPH, "He bought it,” they say."),
        (BlockKind.ITEM, "1. The mill."),
    ]


def test_a_span_points_into_the_file():
    one = cut(TEXT)[3]
    assert TEXT[one.span.start : one.span.end] == "Orr\nbought it."


def test_a_place_is_the_line_of_the_first_character():
    assert [(one.place.line, one.place.column) for one in cut(TEXT)][:5] == [(4, 0), (6, 0), (6, 0), (6, 0), (9, 0)]


def test_a_segment_knows_its_block():
    assert [one.paragraph for one in cut(TEXT)] == [0, 1, 2, 2, 3, 3, 4, 5]


def test_an_abbreviation_at_the_end_of_a_line_does_not_cut():
    assert [one.text for one in cut("The mill was sold by Mr.\nOrr.", "md")] == ["The mill was sold by Mr. Orr."]


@pytest.mark.parametrize("kind", ["txt", "md"])
@settings(max_examples=100, deadline=None)
@given(words=st.lists(WORDS, max_size=12))
def test_segments_and_marks_hold_everything_but_white_space(kind, words):
    text = "\n" + " ".join(words)
    document = parse(text, file="a", format=kind)
    found = segments(document, SEGMENTER)
    spans = sorted([one.span for one in found] + list(document.marks))
    inner = "".join(text[span.start : span.end] for span in spans)
    assert set("".join(text.split())) == set("".join(inner.split()))
    assert sum(len(one.text.replace(" ", "")) for one in found) + sum(
        len("".join(document.source.slice(mark).split())) for mark in document.marks
    ) == len("".join(text.split()))


@settings(max_examples=100, deadline=None)
@given(words=st.lists(WORDS, max_size=12))
def test_in_plain_text_the_spans_hold_the_words_of_their_segments(words):
    text = "\n" + " ".join(words)
    for one in cut(text):
        assert " ".join(text[one.span.start : one.span.end].split()) == one.text
