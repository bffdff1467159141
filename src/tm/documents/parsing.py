"""A decoded text into a document: front matter off, structure found, and each block told what it is."""

from __future__ import annotations

from tm.documents.blocks import Document, Format, Source
from tm.documents.front_matter import front_matter
from tm.documents.markdown import markdown_blocks
from tm.documents.plain import plain_blocks
from tm.documents.roles import with_roles
from tm.model import Span


def parse(text: str, *, file: str, format: Format | str) -> Document:  # noqa: A002 - the word a caller looks for
    """Return the document in `text`; `file` is the name for places and messages.

    Raises `FormatError` or `ErrorList` for faulty front matter; any other text is a document.
    """
    source = Source(file, text)
    front, start = front_matter(source)
    take = {Format.TXT: plain_blocks, Format.MD: markdown_blocks}[Format(format)]
    blocks, marks = take(source, start)
    return Document(
        source=source,
        format=Format(format),
        front=front,
        body=Span(start, len(text)),
        blocks=tuple(with_roles(source, blocks)),
        marks=tuple(marks),
    )
