"""A document's blocks into segments: what gets aligned, looked up and translated."""

from __future__ import annotations

from collections.abc import Iterator

from tm.documents.blocks import Block, Document
from tm.errors import Place
from tm.model import BlockKind, Segment, Span
from tm.segment.segmenter import Segmenter

_CUT = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ADVERT})


def segments(document: Document, segmenter: Segmenter) -> list[Segment]:
    """Return the document's segments in order; nothing but white space and Markdown's block marks lies between them.

    Paragraphs, items and adverts are cut into sentences; a heading, a dateline or a signature line is one segment.
    """
    return [one for index, block in enumerate(document.blocks) for one in _segments(document, index, block, segmenter)]


def _segments(document: Document, index: int, block: Block, segmenter: Segmenter) -> Iterator[Segment]:
    spans = segmenter.segment(block.text) if block.kind in _CUT else [Span(0, len(block.text))]
    for span in spans:
        text = block.text[span.start : span.end].rstrip()
        original = block.original(Span(span.start, span.start + len(text)))
        place = document.source.place(original.start)
        yield Segment(text=text, span=original, place=Place(place.file, place.line), kind=block.kind, paragraph=index)
