"""The nouns of this room: a document, its front matter and its blocks, each pointing into an unchanged text.

A block's text is its words with single spaces between them; `Block.original` leads from there back into the file.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property

import msgspec

from tm.errors import Place
from tm.model import BlockKind, Span

_WORD = re.compile(r"\S+")
_LINE_END = re.compile(r"\r\n|\n|\r")


class Format(StrEnum):
    """The formats that can be read; the value is the file name's ending."""

    TXT = "txt"
    MD = "md"


class FrontMatter(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says about itself between two `---` lines at its top."""

    title: str = ""
    issuer: str = ""
    date: dt.date | None = None
    kind: str = ""
    encoding: str = ""
    """The encoding of the file, where it is not Unicode; decoding looks at it, nothing else does."""


class Source(msgspec.Struct, frozen=True, dict=True):
    """A file's text and its lines."""

    file: str
    text: str

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each line begins; lines end at a line feed, a carriage return or both."""
        return (0, *(hit.end() for hit in _LINE_END.finditer(self.text)))

    def lines(self, start: int) -> Iterator[Span]:
        """Return the lines from offset `start` on, without their line ends."""
        for hit in _LINE_END.finditer(self.text, start):
            yield Span(start, hit.start())
            start = hit.end()
        if start < len(self.text):
            yield Span(start, len(self.text))

    def line(self, offset: int) -> int:
        """Return the number of the line that holds an offset, from 1."""
        return bisect_right(self.starts, offset)

    def place(self, offset: int) -> Place:
        """Return file, line and column of an offset."""
        line = self.line(offset)
        return Place(self.file, line, offset - self.starts[line - 1] + 1)

    def slice(self, span: Span) -> str:
        """Return the text of a span."""
        return self.text[span.start : span.end]


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph, heading, list item, dateline, signature line or advert."""

    kind: BlockKind
    text: str
    """The words, white space collapsed to single spaces; Markdown's block marks (`#`, `>`, `-`) are left out."""
    pieces: tuple[Span, ...]
    """The parts of the file that the block is made of, in order, without outer white space: a line each as a rule."""
    runs: tuple[tuple[int, int], ...]
    """For each word the offset in `text` and the offset in the file where it begins."""
    line: int
    """Number of the line it begins in, from 1."""

    @property
    def span(self) -> Span:
        """From the first to the last character in the file."""
        return Span(self.pieces[0].start, self.pieces[-1].end)

    def offset(self, at: int) -> int:
        """Return the offset in the file of a character of `text`; a space is where the word before it ends."""
        start, original = self.runs[bisect_right(self.runs, at, key=lambda run: run[0]) - 1]
        return original + at - start

    def original(self, span: Span) -> Span:
        """Return the range of the file that a non-empty range of `text` stands for."""
        return Span(self.offset(span.start), self.offset(span.end - 1) + 1)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A file taken apart. Whatever in its body is no white space is in a block or in `marks`."""

    source: Source
    format: Format
    front: FrontMatter
    body: Span
    """What follows the front matter."""
    blocks: tuple[Block, ...]
    marks: tuple[Span, ...] = ()
    """Markdown's block marks, and what it says is no prose: rules, fenced code, comments."""

    @property
    def file(self) -> str:
        """The name the document was read under."""
        return self.source.file

    @property
    def text(self) -> str:
        """The whole file, decoded; all spans point into it."""
        return self.source.text


def make_block(source: Source, pieces: Sequence[Span], kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    """Return the block made of these parts of the file; each must hold a word."""
    words = [(hit.start(), hit[0]) for piece in pieces for hit in _WORD.finditer(source.text, piece.start, piece.end)]
    runs: list[tuple[int, int]] = []
    at = 0
    for original, word in words:
        runs.append((at, original))
        at += len(word) + 1
    return Block(
        kind=kind,
        text=" ".join(word for _, word in words),
        pieces=tuple(trimmed(source, piece) for piece in pieces),
        runs=tuple(runs),
        line=source.line(words[0][0]),
    )


def trimmed(source: Source, span: Span) -> Span:
    """Return the span without white space at its ends; empty at its start where it holds nothing else."""
    text = source.slice(span)
    start = span.start + len(text) - len(text.lstrip()) if text.strip() else span.start
    return Span(start, start + len(text.strip()))


def join(source: Source, first: Block, second: Block) -> Block:
    """Return one block of the first one's kind made of both."""
    return make_block(source, (*first.pieces, *second.pieces), first.kind)


def cut(source: Source, block: Block, at: int) -> tuple[Block, Block]:
    """Return the block's two parts before and from a character of its text; both must hold a word."""
    middle = block.offset(at)
    before = [Span(piece.start, min(piece.end, middle)) for piece in block.pieces if piece.start < middle]
    after = [Span(max(piece.start, middle), piece.end) for piece in block.pieces if piece.end > middle]
    return make_block(source, before, block.kind), make_block(source, after, block.kind)
