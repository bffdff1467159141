"""A PO file while somebody types in it: cut into blocks that are read one by one, so that a keystroke re-reads one.

A block is what stands between two places where an entry surely begins: a blank line behind a finished entry, and then a
comment, `msgctxt` or `msgid`. What is wrong in one block, a string left open or an entry half typed, stays its own
matter. Lines count from 0 here, as editors count them; a block's own places count from its first line, which is 1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

import msgspec

from tm.errors import FormatError
from tm.formats import po
from tm.formats.po.escape import pieces
from tm.formats.po.model import field_lines
from tm.model import Span

_BEGINS = re.compile(r"#|msgctxt\b|msgid\b")
_FINISHED = re.compile(r'[ \t]*(?:"|msgstr|#~)')
_LONE_RETURN = re.compile(r"\r(?!\n)")
"""Ends a line for editors and not for gettext."""
_HEADER_WITHIN = 5
"""The header stands in one of the first blocks, or there is none."""
_NEIGHBOURS = 100
"""Entries on either side that show how a file wraps its lines."""


class Block(msgspec.Struct, frozen=True, dict=True, eq=False, weakref=True):
    """A stretch of a PO file: one entry as a rule, with the blank lines behind it."""

    file: str
    text: str
    size: int
    """How many lines it has."""

    @cached_property
    def _read(self) -> tuple[po.Catalog, tuple[FormatError, ...]]:
        return po.scan(self.text, file=self.file)

    @property
    def entries(self) -> tuple[po.Entry, ...]:
        """The entries, a header among them; places count from the block's first line."""
        return self._read[0].all_entries

    @property
    def errors(self) -> tuple[FormatError, ...]:
        """What can't be read; places count from the block's first line."""
        return self._read[1]


class Spot(msgspec.Struct, frozen=True):
    """A place in one of an entry's texts."""

    entry: po.Entry
    """Its places count from the first line of its block."""
    block: int
    """The index of the block."""
    field: po.Field
    index: int
    """The plural form of a `msgstr`, else 0."""
    offset: int
    """How many code points of the text stand before the place."""

    @property
    def text(self) -> str:
        """The whole text."""
        return self.entry.text(self.field, self.index)


class EditedCatalog:
    """A PO file as it stands in an editor."""

    def __init__(self, lines: Sequence[str], file: str) -> None:
        """Take the lines with their line ends, and the name that places are given."""
        self.file = file
        self.blocks: list[Block] = []
        self.starts: list[int] = []
        self._take(0, 0, list(self._cut(lines, 0, len(lines))))

    def replaced(self, lines: Sequence[str], first: int, old_end: int, new_end: int) -> None:
        """Learn that the lines `first` to `old_end` became `first` to `new_end` of `lines`; the others stayed."""
        low = max(self.at(max(first - 1, 0)) - 1, 0)
        high = min(self.at(old_end) + 2, len(self.blocks))
        begin = self.starts[low]
        end = self.starts[high - 1] + self.blocks[high - 1].size + new_end - old_end
        known = {block.text: block for block in self.blocks[low:high]}
        fresh = [known.get(block.text, block) for block in self._cut(lines, begin, end)]
        self._take(low, high, fresh)

    def at(self, line: int) -> int:
        """Return the index of the block that holds a line; the last one for a line beyond the end."""
        return max(bisect_right(self.starts, line) - 1, 0)

    @property
    def header(self) -> po.Entry | None:
        """The entry with the empty `msgid`, None where the file does not begin with one."""
        early = (entry for block in self.blocks[:_HEADER_WITHIN] for entry in block.entries)
        return next((entry for entry in early if is_header(entry)), None)

    def entries(self, first: int, last: int) -> Iterator[tuple[int, po.Entry]]:
        """Yield the entries that touch the lines from `first` to `last`, each with the index of its block."""
        for number in range(self.at(first), self.at(last) + 1):
            start = self.starts[number]
            for entry in self.blocks[number].entries:
                begin, end = line_range(entry)
                if start + begin <= last and first < start + end and not is_header(entry):
                    yield number, entry

    def catalog(self) -> po.Catalog:
        """Return the whole catalogue with places that count from the file's first line; reads every block."""
        header = self.header
        found = [
            _moved(entry, start)
            for block, start in zip(self.blocks, self.starts, strict=True)
            for entry in block.entries
            if entry is not header
        ]
        top = None if header is None else _moved(header, self._start_of(header))
        return po.Catalog(header_entry=top, entries=tuple(found), file=self.file)

    def spot(self, line: int, column: int) -> Spot | None:
        """Return which text stands at a line and column, both from 0; None outside of texts."""
        number = self.at(line)
        for entry in self.blocks[number].entries:
            begin, end = line_range(entry)
            if begin <= line - self.starts[number] < end:
                return _spot(entry, number, line - self.starts[number], column)
        return None

    def rewritten(self, number: int, entry: po.Entry) -> str:
        """Return the lines of an entry of a block as the file's style has them, after it was changed."""
        near = range(max(number - _NEIGHBOURS, 0), min(number + _NEIGHBOURS, len(self.blocks)))
        style = [other for n in near if n != number for other in self.blocks[n].entries if not is_header(other)]
        newline = "\r\n" if "\r\n" in self.blocks[number].text else "\n"
        others = po.serialize(po.Catalog(entries=tuple(style), newline=newline))
        both = po.serialize(po.Catalog(entries=(*style, entry), newline=newline))
        lead = entry.origin.lead if entry.origin else ""
        return both[len(others) :].removeprefix(lead or newline)

    def _start_of(self, entry: po.Entry) -> int:
        early = zip(self.blocks, self.starts, strict=True)
        return next(start for block, start in early if any(entry is one for one in block.entries))

    def _cut(self, lines: Sequence[str], first: int, last: int) -> Iterator[Block]:
        for begin, end in _ranges(lines, first, last):
            text = "".join(lines[begin:end])
            yield Block(self.file, _LONE_RETURN.sub("\n", text) if "\r" in text else text, end - begin)

    def _take(self, low: int, high: int, fresh: list[Block]) -> None:
        self.blocks[low:high] = fresh
        self.starts = list(accumulate((block.size for block in self.blocks[:-1]), initial=0))


def is_header(entry: po.Entry) -> bool:
    """Tell whether an entry is a catalogue's header."""
    return not entry.msgid and entry.msgctxt is None and not entry.obsolete


def line_range(entry: po.Entry) -> tuple[int, int]:
    """Return the first line of an entry and the one behind its last, from 0, in what it was read from."""
    if entry.origin is None:
        return 0, 0
    begin = entry.origin.line - 1
    return begin, begin + entry.origin.text.count("\n")


def _ranges(lines: Sequence[str], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield where the blocks between two lines begin and end."""
    begin, before, blank = first, "", False
    for number in range(first, last):
        line = lines[number]
        if not line or line.isspace():
            blank = True
            continue
        if blank and _BEGINS.match(line) and _FINISHED.match(before):
            yield begin, number
            begin = number
        before, blank = line, False
    yield begin, last


def _moved(entry: po.Entry, by: int) -> po.Entry:
    """Return an entry whose places count from `by` lines further up."""
    origin = entry.origin
    if origin is None or not by:
        return entry
    origin = msgspec.structs.replace(origin, line=origin.line + by, key_line=origin.key_line + by)
    return msgspec.structs.replace(entry, origin=origin)


def _spot(entry: po.Entry, block: int, line: int, column: int) -> Spot | None:
    """Return the text of an entry that stands at a line and column of its block."""
    if entry.origin is None:
        return None
    inside = line - entry.origin.line + 1
    for field, index in _texts(entry):
        offset = 0
        for number, part in field_lines(entry.origin.text, field, index):
            body = part.body or ""
            if number == inside:
                return Spot(entry, block, field, index, offset + _within(body, column - part.column))
            offset += sum(len(text) for text, _, _ in pieces(body))
    return None


def _texts(entry: po.Entry) -> Iterator[tuple[po.Field, int]]:
    yield from ((field, 0) for field in (po.Field.MSGCTXT, po.Field.MSGID, po.Field.MSGID_PLURAL))
    yield from ((po.Field.MSGSTR, index) for index in range(len(entry.msgstr)))


def _within(body: str, column: int) -> int:
    """Return how many characters of the text an escaped body stands for come before a column of the body."""
    offset = 0
    for text, start, end in pieces(body):
        if column <= start:
            break
        offset += len(text) if column >= end else min(column - start, len(text) if len(text) == end - start else 0)
    return offset


def span_in(entry: po.Entry, field: po.Field, index: int, span: Span) -> tuple[int, int, int, int]:
    """Return where a range of a text stands: line, column, end line and end column, from 0 in the entry's block."""
    begin, end = entry.locate(field, span, index=index)
    return begin.line - 1, begin.column - 1, end.line - 1, end.column - 1
