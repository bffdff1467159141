"""A document with other words in it: headings, lists, quotes, code and front matter stay as they are.

A block whose text does not change is copied byte for byte. One that does is laid out as the document does it: wrapped
at its width, behind the same marks, or a line a sentence. Whose words they are is the caller's matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from tm.documents.blocks import Block, Document, Format
from tm.model import BlockKind, Segment, Span

_OPENS_BLOCK = re.compile(r"(?:[-*+•=]+|\d{1,9}[.)]|\(?\w[.)]|#{1,6}|>.*|\|.*|`{3,}.*|~{3,}.*|<!--.*)$")
"""A word that would begin another block if it stood first in a line."""
_LIST_MARK = re.compile(r"[-*+•]|\d{1,9}[.)]")
_ESCAPED = re.compile(r"([-*+#>|]|(?<=\d)[.)])")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t>]*(?:\r\n|\n|\r)")
_BLANK = re.compile(r"[ \t>]*(?:\r\n|\n|\r)")
_LINE_END = re.compile(r"\r\n|\n|\r")
_FIELD = re.compile(r"(?P<key>[^\s:]+)(?P<colon>\s*:\s*)(?P<value>.*?)(?P<rest>\s*)")


class _Edit(msgspec.Struct, frozen=True, order=True):
    """What comes in place of a range of the file."""

    span: Span
    block: Block | None
    """The block it belongs to, None for something that is put there as it is."""
    lines: tuple[str, ...]
    """The new text, a paragraph without line breaks each; none where the range goes."""


def render(document: Document, segments: Sequence[Segment], texts: Sequence[str], front: Mapping[str, str]) -> str:
    """Return the document's text with a text for each of its segments, which are all that `segments` gives for it.

    An empty text takes its segment out; where nothing is left of a block, its marks go with it. `front` has new values
    for fields of the front matter; what is not there stays.
    """
    layout = _Layout(document, segments)
    edits = [*_front_edits(document, front), *layout.edits(texts)]
    out, at = "", 0
    pieces: list[str] = []
    for edit in edits:
        pieces.append(document.text[at : edit.span.start])
        out = _last_line(out + pieces[-1])
        if edit.lines and edit.block:
            pieces.append(layout.laid_out(edit.block, edit.lines, out))
        else:
            pieces.append("".join(edit.lines))
        out = _last_line(out + pieces[-1])
        at = edit.span.end
    return "".join([*pieces, document.text[at:]])


def _last_line(text: str) -> str:
    """Return what stands after the last line end."""
    return _LINE_END.split(text)[-1]


def _front_edits(document: Document, front: Mapping[str, str]) -> Iterator[_Edit]:
    """Yield the edits of the front matter; quotation marks around a value stay."""
    source = document.source
    for line in source.lines(0) if document.body.start else ():
        field = _FIELD.fullmatch(source.slice(line))
        if line.start >= document.body.start or not field or field["key"] not in front:
            continue
        value = field["value"]
        quote = value[0] if value[:1] in {"'", '"'} and value[-1:] == value[:1] and len(value) > 1 else ""
        span = Span(line.start + field.start("value"), line.start + field.end("value"))
        if value != f"{quote}{front[field['key']]}{quote}":
            yield _Edit(span, None, (f"{quote}{front[field['key']]}{quote}",))


class _Layout:
    """How a document lays out its blocks."""

    def __init__(self, document: Document, segments: Sequence[Segment]) -> None:
        self.document = document
        self.members: list[list[int]] = [[] for _ in document.blocks]
        for number, segment in enumerate(segments):
            self.members[segment.paragraph].append(number)
        self.segments = segments
        self.width = max(self._wrapped_lines(), default=0)
        """The longest line that was broken inside a sentence, 0 where none was."""
        found = _LINE_END.search(document.text)
        self.newline = found[0] if found else "\n"

    def _wrapped_lines(self) -> Iterator[int]:
        """Yield the lengths of lines that go on with a sentence in the next one."""
        source = self.document.source
        starts = {segment.span.start for segment in self.segments}
        for block in self.document.blocks:
            for piece, following in pairwise(block.pieces):
                if following.start not in starts:
                    yield piece.end - source.starts[source.line(piece.start) - 1]

    def edits(self, texts: Sequence[str]) -> Iterator[_Edit]:
        """Yield the edits of the blocks whose text changes."""
        for number, block in enumerate(self.document.blocks):
            members = self.members[number]
            if all(texts[one] == self.segments[one].text for one in members):
                continue
            lines = self._lines(members, texts)
            yield _Edit(block.span, block, lines) if lines else _Edit(self._with_marks(number), None, ())

    def _lines(self, members: Sequence[int], texts: Sequence[str]) -> tuple[str, ...]:
        """Return the new text of a block, in the lines that stay apart."""
        lines: list[str] = []
        for one in members:
            text = " ".join(texts[one].split())
            before = self._gap(one) if lines and one != members[0] else ""
            if not text:
                continue
            if lines and not (_LINE_END.search(before) and not self.width):
                lines[-1] += (" " if before else "") + text
            else:
                lines.append(text)
        return tuple(lines)

    def _gap(self, number: int) -> str:
        """Return what stands in the file between a segment and the one before."""
        return self.document.text[self.segments[number - 1].span.end : self.segments[number].span.start]

    def laid_out(self, block: Block, lines: Sequence[str], before: str) -> str:
        """Return the text of a block in lines; `before` is what stands in front of it on its line."""
        prefix = self._prefix(block, before)
        breakable = self.width and block.kind is not BlockKind.HEADING and not block.text.startswith("|")
        out: list[str] = []
        for line in lines:
            taken = len(before if not out else prefix)
            out += _filled(line, self.width, taken, len(prefix)) if breakable else [line]
        out[0] = self._harmless(out[0], block, before)
        return f"{self.newline}{prefix}".join(out)

    def _prefix(self, block: Block, before: str) -> str:
        """Return what begins the block's second line: what does in the file, or what fits the marks of the first."""
        if len(block.pieces) > 1:
            source, start = self.document.source, block.pieces[1].start
            return source.text[source.starts[source.line(start) - 1] : start]
        marks = before[: len(before) - len(before.lstrip(" \t>"))]
        return marks + " " * (len(before) - len(marks)) if _LIST_MARK.fullmatch(before[len(marks) :].strip()) else marks

    def _harmless(self, line: str, block: Block, before: str) -> str:
        """Return a first line that Markdown does not take for a mark which the source does not have."""
        word = line.split(" ", 1)[0]
        marked = self.document.format is Format.MD and not before.strip(" \t>") and block.kind is not BlockKind.ITEM
        if not marked or not _OPENS_BLOCK.match(word) or _OPENS_BLOCK.match(block.text.split(" ", 1)[0]):
            return line
        return _ESCAPED.sub(r"\\\1", word, count=1) + line[len(word) :]

    def _with_marks(self, number: int) -> Span:
        """Return the range that goes with a block: its marks, and the white space on the side where it does not divide.

        A block with a neighbour in its own lines leaves that neighbour's lines whole.
        """
        document, block = self.document, self.document.blocks[number]
        start, end = block.span.start, block.span.end
        text = document.text
        left = document.blocks[number - 1].span.end if number else document.body.start
        right = document.blocks[number + 1].span.start if number + 1 < len(document.blocks) else len(text)
        if not _LINE_END.search(text, end, right) and right < len(text):
            return Span(start, right)
        if number and not _BLANK_LINE.search(text, left, start) and not self._marks(left, start):
            return Span(left, end)
        return self._lines_of(start, end)

    def _lines_of(self, start: int, end: int) -> Span:
        """Return the whole lines of a range, and the blank line after them where one stands before them, too."""
        source, text = self.document.source, self.document.text
        first, last = source.line(start) - 1, source.line(end - 1)
        following = source.starts[last] if last < len(source.starts) else len(text)
        alone = first == 0 or _BLANK.fullmatch(text, source.starts[first - 1], source.starts[first])
        blank = _BLANK.match(text, following) if alone else None
        return Span(source.starts[first], blank.end() if blank else following)

    def _marks(self, start: int, end: int) -> bool:
        return any(start <= mark.start < end for mark in self.document.marks)


def _filled(text: str, width: int, first: int, others: int) -> list[str]:
    """Cut a text into lines of at most `width` characters, what stands in front of them included, where it can be."""
    lines: list[str] = []
    room = width - first
    for word in text.split(" "):
        if lines and (len(lines[-1]) + 1 + len(word) <= room or _OPENS_BLOCK.match(word)):
            lines[-1] += f" {word}"
        else:
            room = width - (others if lines else first)
            lines.append(word)
    return lines
