"""A text into a document."""

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from tm.documents import parse
from tm.errors import FormatError

LINES = st.sampled_from(
    [
        *[
            "",
            " ",
            "# A",
            "---",
            "===",
            "- a",
            "1. b",
            "> c",
            "```",
            "<!-- x",
            "-->",
            "| a |",
            "|-|",
            "A B.",
            "word " * 30,
        ],
        *["LEYLA ORUCOVA", "Leyla Orucova", "3 February 2024", "GANJA: Orr came.", "He came. Follow us on X"],
        *["which was", "word " * 15, "a  \tb\\", "a  ", "\u00a0", "\x0c"],
    ],
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
TEXTS = st.builds(lambda lines, end: end.join(lines), st.lists(LINES, max_size=12), ENDS)
BODIES = st.one_of(TEXTS, st.text("aA.,-#>|`* \n\r\t1(“”", max_size=60), st.text(max_size=60)).map(
    lambda text: "\n" + text
)


def spaceless(text):
    return "".join(text.split())


@pytest.mark.parametrize("kind", ["txt", "md"])
@given(text=BODIES)
def test_nothing_but_white_space_is_lost(kind, text):
    document = parse(text, file=f"a.{kind}", format=kind)
    pieces = sorted([piece for block in document.blocks for piece in block.pieces] + list(document.marks))
    assert spaceless("".join(text[piece.start : piece.end] for piece in pieces)) == spaceless(text)
    assert all(one.end <= other.start for one, other in pairwise(pieces))


@pytest.mark.parametrize("kind", ["txt", "md"])
@given(text=BODIES)
def test_blocks_stand_in_the_order_of_the_file(kind, text):
    spans = [block.span for block in parse(text, file="a", format=kind).blocks]
    assert spans == sorted(spans)


def test_front_matter_is_no_block():
    document = parse("---\ntitle: A\n---\nThe mill is sold.", file="a.md", format="md")
    assert (document.front.title, [block.text for block in document.blocks]) == ("A", ["The mill is sold."])


def test_places_count_the_lines_of_the_front_matter():
    document = parse("---\ntitle: A\n---\n\nThe mill is sold.", file="a.txt", format="txt")
    assert document.blocks[0].line == 5


def test_faulty_front_matter_is_an_error():
    with pytest.raises(FormatError, match=r"a\.txt:2:1: "):
        parse("---\nfoo\n---\n", file="a.txt", format="txt")


def test_a_file_of_blank_lines_has_no_blocks():
    assert parse("\n \n\t\n", file="a.txt", format="txt").blocks == ()
