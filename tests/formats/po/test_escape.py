import re

import pytest
from hypothesis import given, strategies as st

from tm.formats.po.escape import bad_escape, escape, pieces, unescape

texts = st.text(st.characters(blacklist_categories=["Cs"]))
bodies = st.text(alphabet='\\nt"xC39İ😀a0 ', max_size=20)


@given(texts)
def test_unescaping_gives_back_what_was_escaped(text):
    assert unescape(escape(text)) == text


@given(texts)
def test_an_escaped_text_has_no_bare_quotation_mark(text):
    assert not re.search(r'(?<!\\)(?:\\\\)*"', escape(text))


@given(bodies)
def test_pieces_cover_the_body_without_gaps(body):
    end = 0
    for _, start, stop in pieces(body):
        assert start == end
        end = stop
    assert end == len(body)


@given(bodies)
def test_pieces_say_what_the_body_says(body):
    assert "".join(text for text, _, _ in pieces(body)) == unescape(body)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\xc9\x99", "ə"),
        (r"\311\231", "ə"),
        (r"\xf0\x9f\x98\x80!", "😀!"),
        (r"a\x41b", "aAb"),
        (r"\\n", r"\n"),
        (r"\a\b\f\v\r", "\a\b\f\v\r"),
    ],
)
def test_bytes_and_letters_are_unescaped(body, text):
    assert unescape(body) == text


def test_what_is_no_escape_stays_as_written():
    assert unescape(r"C:\dir \xff") == r"C:\dir \xff"


@pytest.mark.parametrize(
    ("body", "bad"),
    [(r"a\d", (1, r"\d")), (r"\n\xff", (2, r"\xff")), ("a\\", (1, "\\")), (r"\\d", None), (r"\xc9\x99", None)],
)
def test_the_first_bad_escape_is_found(body, bad):
    assert bad_escape(body) == bad
