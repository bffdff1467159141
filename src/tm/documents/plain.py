"""The structure of plain text: stanzas between blank lines, wrapped lines joined, list items told apart."""

from __future__ import annotations

from collections.abc import Sequence

from tm.documents.blocks import Block, Source, make_block
from tm.documents.lines import marker, paragraphs, stanzas, wrap_width
from tm.documents.roles import is_prose
from tm.model import BlockKind, Span


def plain_blocks(source: Source, start: int) -> tuple[list[Block], Sequence[Span]]:
    """Return the paragraphs and list items from an offset on; plain text has no marks that aren't text."""
    found = list(stanzas(source, start))
    width = max((wrap_width([source.slice(line) for line in stanza]) for stanza in found), default=0)
    blocks: list[Block] = []
    for stanza in found:
        signed = any(is_prose(block) for block in blocks)
        blocks += [_block(source, group) for group in paragraphs(source, stanza, width, signed=signed)]
    return blocks, ()


def _block(source: Source, lines: Sequence[Span]) -> Block:
    kind = BlockKind.ITEM if marker(source.slice(lines[0])) else BlockKind.PARAGRAPH
    return make_block(source, lines, kind)
