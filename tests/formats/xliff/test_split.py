import pytest
from hypothesis import given, strategies as st

from tm.errors import FormatError
from tm.formats.xliff.split import split

GOOD = '<xliff version="1.2"><file original="a">\n<body><trans-unit id="1">x</trans-unit></body></file></xliff>'


def names(text, size=10_000):
    parts = [text[start : start + size] for start in range(0, len(text), size)]
    return [piece.name for piece in split(parts, file="f")]


def test_the_pieces_are_the_tags_of_the_structure_and_the_units():
    assert names(GOOD) == ["xliff", "file", "trans-unit", "/file", "/xliff"]


def test_a_unit_knows_its_line():
    unit = next(piece for piece in split([GOOD], file="f") if piece.name == "trans-unit")
    assert (unit.line, unit.text) == (2, '<trans-unit id="1">x</trans-unit>')


@given(st.integers(1, 40))
def test_it_does_not_matter_in_what_parts_the_text_comes(size):
    assert names(GOOD, size) == names(GOOD)


@pytest.mark.parametrize(
    "text",
    [
        "<!-- <trans-unit> --><xliff><file/></xliff>",
        "<xliff><!-- <trans-unit> --><file/></xliff>",
        "<xliff><file><![CDATA[<unit>]]></file></xliff>",
        "<xliff><file><?pi <unit> ?></file></xliff>",
        "<x:xliff><x:file><unit/></x:file></x:xliff>",
        "<xliff><file><sub:unit/></file></xliff>",
        "<xliff><file><units/></file></xliff>",
    ],
)
@pytest.mark.parametrize("size", [1, 1000])
def test_what_only_looks_like_a_unit_is_none(text, size):
    assert names(text, size) == ["xliff", "file", "/file", "/xliff"]


@pytest.mark.parametrize("closing", ["<trans-unit id='2'></trans-unit>", "</file>", "</group>"])
def test_a_unit_without_its_end_ends_where_the_next_thing_begins(closing):
    text = f"<xliff><file><trans-unit id='1'><source>{closing}</file></xliff>"
    first = next(piece for piece in split([text], file="f") if piece.name == "trans-unit")
    assert (first.text, first.closed) == ("<trans-unit id='1'><source>", False)


def test_attributes_may_hold_what_looks_like_the_end_of_a_tag():
    piece = next(piece for piece in split(["<xliff a=\"x > y\" b='&lt;'></xliff>"], file="f"))
    assert piece.attributes == {"a": "x > y", "b": "<"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The file is not XLIFF"),
        ("<tmx></tmx>", "The file is not XLIFF"),
        ("<xliff><file><unit id='1'></unit>", "The file ends before </xliff>, after 1 units."),
        ("<xliff><file><unit id='1'></unit><unit", "The file ends before </xliff>, after 1 units."),
        ("<xliff><file><unit id='1'></unit><unit id='2'>", "The file ends inside the unit"),
    ],
)
def test_a_file_that_is_cut_off_is_an_error(text, message):
    with pytest.raises(FormatError, match=message):
        names(text)
