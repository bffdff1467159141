"""Units of bare texts are read without an XML parser: to nobody's notice."""

import io
from importlib import import_module
from unittest.mock import patch

import pytest
from hypothesis import given, strategies as st

from tm.errors import FormatError
from tm.formats import tmx

READER = import_module("tm.formats.tmx.read")._Reader
TEXTS = st.lists(st.sampled_from(["law", "ə", " ", "\n", "\r\n", "&amp;", "]]>", "\x02", "<hi>a</hi>"]), max_size=4)
OPENING = st.sampled_from(
    [
        '<tuv xml:lang="en">',
        '<tuv xml:lang="az" changedate="20200102T030405Z">',
        "<tuv lang='en'>",
        '<tuv xml:lang="en" xml:lang="az">',
        '<tuv\n xml:lang="ru">',
        '<tuv x:y="z" xml:lang="en">',
    ]
)
VARIANTS = st.builds(lambda start, text: f"{start}<seg>{''.join(text)}</seg></tuv>\n", OPENING, TEXTS)
STARTS = st.sampled_from(
    ["<tu>", '<tu tuid="1" creationdate="20190101">', '<tu a="1" a="2">', '<tu><prop type="q">z</prop>']
)
UNITS = st.builds(lambda start, sides: f"{start}{''.join(sides)}</tu>\n", STARTS, st.lists(VARIANTS, max_size=3))


def read(text):
    """Return what a file gives, and what was put right in it."""
    repairs = []
    items = []
    try:
        for item in tmx.read(io.BytesIO(text.encode()), file="a.tmx", repaired=repairs.append):
            items.append(item)  # noqa: PERF402 - what came before an error counts
    except FormatError as error:
        items.append(str(error))
    return items, repairs


@given(st.lists(UNITS, max_size=4))
def test_it_is_read_as_a_parser_reads_it(units):
    text = f'<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="en"/><body>\n{"".join(units)}</body></tmx>'
    with patch.object(READER, "simple", lambda *_: None):
        expected = read(text)
    assert read(text) == expected


@pytest.mark.parametrize("unit", ['<tu><tuv xml:lang="en"><seg>One.</seg></tuv></tu>'])
def test_a_simple_unit_takes_no_parser(unit):
    with patch.object(READER, "parse", side_effect=AssertionError):
        items, _ = read(f"<tmx><header/><body>{unit}</body></tmx>")
    assert [item.variants[0].text for item in items] == ["One."]
