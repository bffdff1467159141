"""Blocks: words joined by single spaces, with the way back into the file."""

from hypothesis import given, strategies as st

from tm.documents.blocks import Source, cut, join, make_block
from tm.model import Span

TEXT = "One\t two\n  three \r\nfour"
SOURCE = Source("a.txt", TEXT)


def test_a_block_is_its_words_with_single_spaces():
    assert make_block(SOURCE, [Span(0, len(TEXT))]).text == "One two three four"


def test_a_block_knows_its_line_and_span():
    block = make_block(SOURCE, [Span(9, 17)])
    assert (block.line, block.span) == (2, Span(11, 16))


def test_every_word_leads_back_to_the_file():
    block = make_block(SOURCE, [Span(0, 8), Span(9, 17), Span(19, 23)])
    for word in TEXT.split():
        at = block.text.index(word)
        original = block.original(Span(at, at + len(word)))
        assert TEXT[original.start : original.end] == word


def test_a_cut_block_is_two_blocks():
    block = make_block(SOURCE, [Span(0, 8), Span(9, 17), Span(19, 23)])
    before, after = cut(SOURCE, block, block.text.index("three"))
    assert (before.text, after.text, after.line) == ("One two", "three four", 2)


def test_a_block_can_be_cut_inside_a_line():
    before, after = cut(SOURCE, make_block(SOURCE, [Span(0, 8), Span(9, 17)]), 4)
    assert (before.text, after.text) == ("One", "two three")


def test_cut_parts_join_to_the_whole():
    block = make_block(SOURCE, [Span(0, 8), Span(9, 17)])
    assert join(SOURCE, *cut(SOURCE, block, 8)) == block


def test_lines_end_at_every_kind_of_line_end():
    source = Source("a.txt", "a\nb\r\nc\rd\u2028e")
    assert [source.slice(line) for line in source.lines(0)] == ["a", "b", "c", "d\u2028e"]


def test_a_place_counts_lines_and_columns_from_one():
    assert str(SOURCE.place(11)) == "a.txt:2:3"


@given(st.text("ab \n\t\r.", min_size=1).filter(str.strip))
def test_offsets_hold_for_any_white_space(text):
    block = make_block(Source("a.txt", text), [Span(0, len(text))])
    assert block.text == " ".join(text.split())
    assert [text[block.offset(i)] for i, letter in enumerate(block.text) if letter != " "] == list(
        "".join(text.split())
    )
