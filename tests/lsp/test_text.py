"""Texts as editors count them."""

import pytest
from hypothesis import given, settings, strategies as st
from lsprotocol import types

from tm.lsp.text import EditedText, changed_lines, split

LETTERS = st.text(alphabet="aəİ😀\n\r \u2028", max_size=30)
ENCODINGS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
SIZES = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


def place(text, offset, encoding):
    """Return the position of an offset, found the slow way."""
    before = split(text[:offset])
    return types.Position(len(before) - 1, len(before[-1].encode(ENCODINGS[encoding])) // SIZES[encoding])


def between(text, offset):
    """Tell whether an offset lies between carriage return and line feed."""
    return text[offset - 1 : offset + 1] == "\r\n"


@pytest.mark.parametrize("encoding", list(ENCODINGS))
@settings(max_examples=60, deadline=None)
@given(text=LETTERS, new=st.text(alphabet="aə😀\n", max_size=5), data=st.data())
def test_a_change_gives_the_text_that_the_editor_has(encoding, text, new, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if between(text, start) or between(text, end):
        return
    edited = EditedText(text, encoding)
    where = types.Range(place(text, start, encoding), place(text, end, encoding))
    splice = edited.change(types.TextDocumentContentChangePartial(range=where, text=new))
    wanted = text[:start] + new + text[end:]
    assert edited.text == wanted
    if "\r" not in wanted:
        assert edited.lines == split(wanted)
    kept = split(text)[splice.old_end :]
    assert edited.lines[splice.new_end :] == kept


@pytest.mark.parametrize("encoding", list(ENCODINGS))
@given(text=LETTERS.filter(lambda text: not set("\r\n") & set(text)))
def test_positions_lead_back_to_where_they_come_from(encoding, text):
    edited = EditedText(text, encoding)
    assert [edited.point(edited.position(0, column)) for column in range(len(text) + 1)] == [
        (0, column) for column in range(len(text) + 1)
    ]


def test_a_place_beyond_the_text_is_brought_back_into_it():
    edited = EditedText("ab\ncd", "utf-16")
    assert edited.point(types.Position(0, 99)) == (0, 2)
    assert edited.point(types.Position(99, 0)) == (1, 2)


def test_a_column_inside_a_character_is_before_it():
    assert EditedText("😀a", "utf-16").point(types.Position(0, 1)) == (0, 0)


def test_only_line_feeds_and_carriage_returns_end_lines():
    assert split("a\x0bb\u2028c\x85d\r\ne\rf") == ["a\x0bb\u2028c\x85d\r\n", "e\r", "f"]


@given(old=st.lists(st.sampled_from("abc"), max_size=6), new=st.lists(st.sampled_from("abc"), max_size=6))
def test_the_lines_that_differ_make_one_text_of_the_other(old, new):
    first, end, put = changed_lines(old, new)
    assert [*old[:first], *put, *old[end:]] == new
