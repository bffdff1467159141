"""A PO file that is open in the editor."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import msgspec
from lsprotocol import types

from tm.errors import Place, TmError
from tm.formats import po
from tm.language import Language
from tm.lint.finding import Finding
from tm.lsp.files import Area, Named, Opened, OpenFile, Placed
from tm.lsp.rooms import Room
from tm.model import Span
from tm.operations.editing import Block, EditedCatalog, Spot, is_header
from tm.operations.editing_lint import Checked, target_of

if TYPE_CHECKING:
    from tm.operations.editing_memory import Suggestion

_LOG = logging.getLogger(__name__)
_SMALL = 1000
"""Blocks up to which the rules about the whole catalogue run at once, and not only when the translator pauses."""


class PoFile(OpenFile):
    """A PO file: its blocks, and what was found in each."""

    def __init__(self, opened: Opened) -> None:
        """Take what the editor opened; entries are read when they are needed."""
        super().__init__(opened)
        self.catalog = EditedCatalog(self.text.lines, self.name)
        self._checked: WeakKeyDictionary[Block, Checked] = WeakKeyDictionary()
        self._whole: dict[Block, list[Finding]] = {}
        self._under: tuple[Room | None, str] = (None, "")
        """The room and the header under which the blocks were checked."""
        self._target: Language | None = None
        self._refused: TmError | None = None
        self._told_by: tuple[Room | None, str] = (None, "")
        """The room and the header that told the language, or did not."""
        self._settled = self._failed = False
        self._edition = 0
        """How many edits there were."""
        self.symbols: WeakKeyDictionary[Block, tuple[int, list[types.DocumentSymbol]]] = WeakKeyDictionary()
        """Of each block, as they were for the line it began in then."""

    def replaced(self, first: int, old_end: int, new_end: int) -> None:
        """Read the touched blocks anew."""
        self.catalog.replaced(self.text.lines, first, old_end, new_end)
        self._edition += 1
        self._settled = False

    def target(self, room: Room) -> Language | None:
        """Return the language the file translates into, None where neither header nor path tells."""
        under = (room, self._head())
        if under != self._told_by:
            self._told_by, self._target, self._refused = under, None, None
            try:
                self._target = target_of(self.catalog.header, self.path, room.workspace)
            except TmError as error:
                self._refused = error
        return self._target

    def _head(self) -> str:
        header = self.catalog.header
        return header.msgstr[0] if header else ""

    # --- checking

    def check(self, room: Room) -> Iterator[bool]:
        """Check the blocks that have not been, those next to the last edit first."""
        under = (room, self._head())
        if under != self._under:
            self._checked.clear()
            self._under, self._settled = under, False
        target = self.target(room)
        for block in self._unchecked():
            self._checked[block] = self._checked_now(block, room, target)
            yield False
        if len(self.catalog.blocks) <= _SMALL and self.unsettled:
            yield from (False for _ in self.check_whole(room))
        yield True

    def _checked_now(self, block: Block, room: Room, target: Language | None) -> Checked:
        """Check one block; a bug that it brings to light costs its findings and is logged, the others' stay."""
        entries = [entry for entry in block.entries if not is_header(entry)]
        if not entries or target is None:
            return Checked()
        try:
            return room.checker.entries(self.catalog.header, entries, target)
        except Exception:  # noqa: BLE001 - one entry must not silence the file
            if not self._failed:
                _LOG.exception("%s: an entry could not be checked; this is a bug in tm, please report it.", self.name)
            self._failed = True
            return Checked()

    def _unchecked(self) -> list[Block]:
        here = self.catalog.at(self.edited)
        missing = [(abs(n - here), block) for n, block in enumerate(self.catalog.blocks) if block not in self._checked]
        return [block for _, block in sorted(missing, key=lambda one: one[0])]

    @property
    def unsettled(self) -> bool:
        """True where the rules about the whole catalogue have not seen the last edit."""
        return not self._settled

    def check_whole(self, room: Room) -> Iterator[bool]:
        """Run the rules about the whole catalogue, one a step; given up when somebody goes on typing."""
        target, edition = self.target(room), self._edition
        found: list[Finding] = []
        yield False
        for some in room.checker.catalog(self.catalog.catalog(), target) if target else ():
            found += some
            yield False
            if edition != self._edition:
                return
        self._settled = True
        yield self._take_whole(found)

    def _take_whole(self, found: Iterable[Finding]) -> bool:
        """Keep the findings of the whole catalogue with their blocks; tell whether they are other ones than before."""
        before, self._whole = self._whole, {}
        for finding in found:
            number = self.catalog.at(finding.place.line - 1)
            block = self.catalog.blocks[number]
            moved = _moved(finding, -self.catalog.starts[number])
            ignores = self._checked[block].ignores if block in self._checked else ()
            if not any(ignore.covers(moved) for ignore in ignores):
                self._whole.setdefault(block, []).append(moved)
        return before != self._whole

    def found(self, near: int = 0) -> Iterator[Placed]:
        """Yield errors and findings, block by block, that of the line first and then those around it."""
        if self._refused:
            yield Placed(Area(0, 0, 0, len(self.text.lines[0].rstrip())), self._refused)
        here = self.catalog.at(near)
        before, after = range(here, -1, -1), range(here + 1, len(self.catalog.blocks))
        for pair in zip_longest(before, after):
            for number in pair:
                if number is not None:
                    yield from self._found_in(number)

    def _found_in(self, number: int) -> Iterator[Placed]:
        block, start = self.catalog.blocks[number], self.catalog.starts[number]
        checked = self._checked.get(block)
        if checked is None:
            return
        yield from (self._error(error, start) for error in block.errors)
        for finding in (*checked.findings, *self._whole.get(block, ())):
            yield Placed(_area(finding.place, finding.end, start), finding)

    def _error(self, error: TmError, start: int) -> Placed:
        place = error.place or Place("", 1, 1)
        line = min(start + max(place.line, 1) - 1, len(self.text.lines) - 1)
        end = len(self.text.lines[line].rstrip("\r\n"))
        return Placed(Area(line, min(max(place.column, 1) - 1, end), line, end), error)

    # --- asking

    def spot(self, line: int, column: int) -> Spot | None:
        """Return which text of an entry stands at a place."""
        return self.catalog.spot(line, column)

    def entry_at(self, line: int) -> tuple[int, po.Entry] | None:
        """Return the entry that a line belongs to, with the number of its block; None for the header and elsewhere."""
        return next(self.catalog.entries(line, line), None)

    def area(self, spot: Spot, span: Span) -> Area:
        """Return where a range of the spot's text stands."""
        begin, end = spot.entry.locate(spot.field, span, index=spot.index)
        return _area(begin, end, self.catalog.starts[spot.block])

    def language_of(self, spot: Spot, room: Room) -> Language | None:
        """Return the language of a text, None for a context and where nobody tells."""
        if spot.field is po.Field.MSGCTXT or is_header(spot.entry):
            return None
        return self.target(room) if spot.field is po.Field.MSGSTR else room.workspace.source

    def named_at(self, line: int, column: int, room: Room) -> Named | None:
        """Return the concept whose term stands at a place."""
        spot = self.spot(line, column)
        language = self.language_of(spot, room) if spot else None
        hit = room.glossary.at(spot.text, spot.offset, language) if spot and language else None
        if spot is None or hit is None:
            return None
        area = self.area(spot, hit.span)
        return Named(concept=hit.concept, term=hit.term, area=area, hit=hit, text=spot.text, language=language)

    def suggestions(self, number: int, entry: po.Entry, room: Room) -> tuple[Suggestion, ...]:
        """Return what the memory has for an entry of a block."""
        target = self.target(room)
        memory = room.suggestions(target) if target and entry.msgid_plural is None else None
        return memory.find(entry, before=self._source(number - 1), after=self._source(number + 1)) if memory else ()

    def _source(self, number: int) -> str | None:
        if not 0 <= number < len(self.catalog.blocks):
            return None
        entries = self.catalog.blocks[number].entries
        return entries[0].msgid or None if entries and not entries[0].obsolete else None


def _area(begin: Place, end: Place | None, start: int) -> Area:
    line, column = start + max(begin.line, 1) - 1, max(begin.column, 1) - 1
    last = end or begin
    return Area(line, column, start + max(last.line, 1) - 1, max(last.column, 1) - 1)


def _moved(finding: Finding, by: int) -> Finding:
    """Return a finding some lines further down."""
    place, end = finding.place, finding.end
    return msgspec.structs.replace(
        finding,
        place=Place(place.file, place.line + by, place.column),
        end=Place(end.file, end.line + by, end.column) if end else None,
    )
