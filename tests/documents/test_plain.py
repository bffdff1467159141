"""The structure of plain text."""

from tm.documents.blocks import Source
from tm.documents.plain import plain_blocks
from tm.model import BlockKind


def blocks(text):
    return [(block.kind, block.text) for block in plain_blocks(Source("a.txt", text), 0)[0]]


def test_blank_lines_part_paragraphs():
    assert blocks("\n\nOne.\n\n\n \nTwo.\n\n") == [(BlockKind.PARAGRAPH, "One."), (BlockKind.PARAGRAPH, "Two.")]


def test_list_items_are_items_and_keep_their_numbers():
    assert blocks("We ask:\n1. to sell;\n2. to buy\nand to keep.") == [
        (BlockKind.PARAGRAPH, "We ask:"),
        (BlockKind.ITEM, "1. to sell;"),
        (BlockKind.ITEM, "2. to buy and to keep."),
    ]


def test_direct_speech_is_no_list():
    assert blocks("– Gəlirsən?\n– Gəlirəm.") == [
        (BlockKind.PARAGRAPH, "– Gəlirsən?"),
        (BlockKind.PARAGRAPH, "– Gəlirəm."),
    ]


def test_plain_text_has_no_marks():
    assert plain_blocks(Source("a.txt", "# a\n> b"), 0)[1] == ()


def test_an_empty_file_has_no_blocks():
    assert blocks(" \n\n") == []
