"""Which line goes on with the one before it."""

import pytest

from tm.documents.blocks import Source
from tm.documents.lines import continues, is_capitals, is_final, is_wrapped, marker, paragraphs, stanzas, wrap_width

WRAPPED = """The mill was sold in the spring of that year to a man whom nobody in
the village knew. Everyone asked who he was and where he had come
from. Nobody knew."""
LONG = "The mill was sold in the spring of that year to a man whom nobody knew"


def grouped(text, *, width=None, signed=False):
    source = Source("a.txt", text)
    stanza = next(iter(stanzas(source, 0)))
    if width is None:
        width = wrap_width([source.slice(line) for line in stanza])
    return [[source.slice(line) for line in group] for group in paragraphs(source, stanza, width, signed=signed)]


def test_wrapped_lines_are_one_paragraph():
    assert len(grouped(WRAPPED)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WRAPPED, True),
        (WRAPPED.replace("that year", "it"), False),
        ("Leyla Orucova\nOffice of Mills", False),
        (LONG, False),
    ],
)
def test_wrapping_is_seen(text, expected):
    assert is_wrapped(text.splitlines()) is expected


def test_a_line_with_room_left_ends_its_paragraph():
    assert len(grouped(WRAPPED + "\nThe end.", width=69)) == 2


def test_one_paragraph_a_line_stays_so():
    line = "The mill was sold. " * 10
    assert len(grouped(f"{line}\n{line}\n{line}")) == 3


def test_a_line_that_begins_with_a_small_letter_goes_on():
    assert grouped("The Office of Mills\nof the Republic") == [["The Office of Mills", "of the Republic"]]


def test_a_line_in_brackets_goes_on():
    assert len(grouped("The Office of Mills\n(Millers)")) == 1


def test_short_lines_stand_alone():
    assert len(grouped("Leyla Orucova\nOffice of Mills\nGanja")) == 3


def test_a_name_in_a_signature_does_not_take_its_office():
    assert len(grouped("Leyla Orucova\nchair of the office", signed=True)) == 2


def test_a_long_line_without_an_end_goes_on_before_a_name():
    assert len(grouped(f"{LONG}\nBaku knew him. " + "x" * 120)) == 1


def test_capitals_do_not_take_what_follows():
    assert len(grouped("STATEMENT\nby the miller")) == 2


def test_a_list_marker_begins_a_paragraph():
    assert len(grouped(f"{LONG},\n- the mill,\n- the man")) == 3


@pytest.mark.parametrize("text", ["It is sold.", "Sold!”", "Sold?»)", "sold…", "as follows:", "sold;", "**Sold.**"])
def test_end_marks_are_final(text):
    assert is_final(text)


@pytest.mark.parametrize("text", ["It is sold", "sold,", "(sold)", "3.5", "", "“sold”"])
def test_other_ends_are_not(text):
    assert not is_final(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("BƏYANAT", True), ("ЗАЯВЛЕНИЕ № 5", True), ("Bəyanat", False), ("BMT", False), ("1990", False)],
)
def test_titles_in_capitals_are_seen(text, expected):
    assert is_capitals(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("sold", True), ("ılğım", True), (", sold", True), ("Sold", False), ("5 mills", False), ("", False)],
)
def test_beginnings_that_are_none_are_seen(text, expected):
    assert continues(text) is expected


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("- a", 1),
        ("• a", 1),
        ("1. a", 2),
        ("12) a", 3),
        ("(a) b", 3),
        ("а) б", 2),
        ("– a", 0),
        ("1990. a", 0),
        ("A. Orr", 0),
        ("-a", 0),
        ("3.5 a", 0),
    ],
)
def test_list_markers_are_seen(text, length):
    assert marker(text) == length


def test_blank_lines_part_stanzas():
    source = Source("a.txt", "a\n \t\n\n  b \nc\n")
    assert [[source.slice(line) for line in stanza] for stanza in stanzas(source, 0)] == [["a"], ["b", "c"]]
