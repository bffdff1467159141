"""The structure of Markdown."""

import pytest

from tm.documents.blocks import Source
from tm.documents.markdown import markdown_blocks
from tm.model import BlockKind


def taken(text):
    source = Source("a.md", text)
    blocks, marks = markdown_blocks(source, 0)
    return [(block.kind.value, block.text) for block in blocks], [source.slice(mark) for mark in marks]


@pytest.mark.parametrize(
    ("text", "blocks", "marks"),
    [
        ("# A b", [("heading", "A b")], ["#"]),
        ("### A b ##", [("heading", "A b")], ["###", "##"]),
        ("#", [], ["#"]),
        ("#a", [("paragraph", "#a")], []),
        ("A b\nc\n===\n", [("heading", "A b c")], ["==="]),
        ("A b\n---\nc", [("heading", "A b"), ("paragraph", "c")], ["---"]),
        ("A\n\n---\nb", [("paragraph", "A"), ("paragraph", "b")], ["---"]),
        ("* * *", [], ["* * *"]),
        ("A long line that is wrapped somewhere near the sixtieth letter\nAnd goes on", None, []),
        ("- a\n- b\n  c", [("item", "a"), ("item", "b c")], ["-", "-"]),
        ("1. a\n2) b", [("item", "a"), ("item", "b")], ["1.", "2)"]),
        ("> a\n> b\n>\n> c", [("paragraph", "a b"), ("paragraph", "c")], [">", ">", ">", ">"]),
        ("> # a", [("heading", "a")], [">", "#"]),
        ("Leyla O.  \nchair", [("paragraph", "Leyla O."), ("paragraph", "chair")], []),
        ("Leyla O\\\nchair", [("paragraph", "Leyla O"), ("paragraph", "chair")], ["\\"]),
        ("a\n```x\nb\n```\nc", [("paragraph", "a"), ("paragraph", "c")], ["```x\nb\n```"]),
        ("~~~\nb", [], ["~~~\nb"]),
        ("a\n<!-- b\nc -->\nd", [("paragraph", "a"), ("paragraph", "d")], ["<!-- b\nc -->"]),
        ("<!-- b -->\nd", [("paragraph", "d")], ["<!-- b -->"]),
        ("| a | b |\n|---|---|\n| c | d |", [("item", "| a | b |"), ("item", "| c | d |")], ["|---|---|"]),
        ("A *b* [c](d) `e` **f**", [("paragraph", "A *b* [c](d) `e` **f**")], []),
        ("a\r\n\r\nb", [("paragraph", "a"), ("paragraph", "b")], []),
    ],
)
def test_blocks_and_marks(text, blocks, marks):
    expected = [("paragraph", " ".join(text.split()))] if blocks is None else blocks
    assert taken(text) == (expected, marks)


def test_a_block_of_short_lines_keeps_them_apart():
    assert taken("Leyla Orucova\nOffice of Mills") == (
        [("paragraph", "Leyla Orucova"), ("paragraph", "Office of Mills")],
        [],
    )


def test_kinds_are_the_models():
    blocks, _ = markdown_blocks(Source("a.md", "# a"), 0)
    assert blocks[0].kind is BlockKind.HEADING
