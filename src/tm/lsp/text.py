"""A text as an editor counts it: lines from 0, columns in UTF-16 code units or whatever else was agreed on."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from lsprotocol import types

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_CODECS = {
    types.PositionEncodingKind.Utf8: ("utf-8", 1),
    types.PositionEncodingKind.Utf16: ("utf-16-le", 2),
    types.PositionEncodingKind.Utf32: ("utf-32-le", 4),
}
"""What a column counts: a Python codec, and the bytes in one unit of it."""


class Splice(msgspec.Struct, frozen=True):
    """What a change did: the lines from `first` up to `old_end` became those from `first` up to `new_end`."""

    first: int
    old_end: int
    new_end: int


def split(text: str) -> list[str]:
    """Return the lines of a text with their ends (line feed, carriage return or both); the last one has none."""
    if "\r" not in text:
        parts = text.split("\n")
        return [*(f"{part}\n" for part in parts[:-1]), parts[-1]]
    lines = _LINE.findall(text)
    return [*lines, ""] if not lines or lines[-1][-1] in "\r\n" else lines


class EditedText:
    """The text of a file that is open in an editor."""

    def __init__(self, text: str, encoding: types.PositionEncodingKind | str) -> None:
        """Take the text, and in what the editor counts columns."""
        self.lines = split(text)
        self._codec, self._size = _CODECS.get(types.PositionEncodingKind(encoding), ("utf-16-le", 2))

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.lines)

    def change(self, change: types.TextDocumentContentChangeEvent) -> Splice:
        """Carry out a change and return which lines it touched."""
        if not isinstance(change, types.TextDocumentContentChangePartial):
            before = len(self.lines)
            self.lines = split(change.text)
            return Splice(0, before, len(self.lines))
        first, start = self.point(change.range.start)
        last, end = self.point(change.range.end)
        fresh = split(self.lines[first][:start] + change.text + self.lines[last][end:])
        if fresh[-1] == "" and last + 1 < len(self.lines):
            fresh.pop()
        self.lines[first : last + 1] = fresh
        return Splice(first, last + 1, first + len(fresh))

    def point(self, position: types.Position) -> tuple[int, int]:
        """Return the line and the column in code points of a position; one beyond the text is brought back into it."""
        if position.line >= len(self.lines):
            return len(self.lines) - 1, len(self.lines[-1])
        line = self.lines[position.line].rstrip("\r\n")
        return position.line, self._points(line, position.character)

    def position(self, line: int, column: int) -> types.Position:
        """Return the position of a line and a column in code points, both from 0."""
        if line >= len(self.lines):
            line, column = len(self.lines) - 1, len(self.lines[-1])
        return types.Position(line, self.units(self.lines[line].rstrip("\r\n")[:column]))

    def range(self, line: int, column: int, end_line: int, end_column: int) -> types.Range:
        """Return a range, its ends as in `position`."""
        return types.Range(self.position(line, column), self.position(end_line, end_column))

    def slice(self, line: int, column: int, end_line: int, end_column: int) -> str:
        """Return the text of a range."""
        if line == end_line:
            return self.lines[line][column:end_column]
        return "".join([self.lines[line][column:], *self.lines[line + 1 : end_line], self.lines[end_line][:end_column]])

    def units(self, text: str) -> int:
        """Return how many columns a text of one line takes."""
        return len(text) if text.isascii() else len(text.encode(self._codec, "surrogatepass")) // self._size

    def _points(self, line: str, column: int) -> int:
        """Return how many code points the first columns of a line are; a column inside a character is before it."""
        if line.isascii():
            return min(column, len(line))
        data = line.encode(self._codec, "surrogatepass")[: column * self._size]
        return len(data.decode(self._codec, "ignore"))


def changed_lines(old: Sequence[str], new: Sequence[str]) -> tuple[int, int, list[str]]:
    """Return the lines of `old` that differ from `new`, as first and end, and what stands there instead."""
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    tail = 0
    while tail < min(len(old), len(new)) - same and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return same, len(old) - tail, list(new[same : len(new) - tail])
