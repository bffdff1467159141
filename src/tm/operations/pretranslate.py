"""`tm pretranslate`: PO files filled from the memory, so that nothing that needs a look passes for finished.

Only an equal text with a translation that can be trusted goes in as finished; all else is fuzzy, with the matched
source as `#| msgid` and a note (`tm.operations.match_note`). A match whose translation breaks the glossary or a
placeholder, or that somebody has rejected for the entry, is passed over for the next one.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from tm.errors import Place, TmError
from tm.formats import po
from tm.formats.files import write_atomically
from tm.language import Language
from tm.lint.engine import Linter
from tm.lint.finding import Severity
from tm.lint.policy import Policy
from tm.lint.rule import Rule, Subject, Text
from tm.memory.bands import BANDS, band_of
from tm.memory.lookup import Match, Query, lookup
from tm.memory.similarity import EXACT
from tm.memory.store import Store
from tm.messages import say
from tm.model import Concept, Span, State
from tm.operations import match_note
from tm.operations.checkable import open_checkable
from tm.operations.fix import Mended
from tm.operations.memory import concepts_of, settings_of
from tm.operations.repair import Repaired, Repairer
from tm.text.tokens import word_count
from tm.workspace import Workspace

THRESHOLD = 75
"""The least score that goes into a file where nobody says otherwise."""
_CANDIDATES = 10
_TRUSTED = frozenset({State.ALIGNED, State.TRANSLATED, State.REVIEWED})
_TERMS = ("TM101", "TM102", "TM103")
"""Forbidden, missing and mistaken terms."""
_PLACEHOLDERS = "TM2"


class Filling(msgspec.Struct, frozen=True, kw_only=True):
    """One entry that was filled."""

    place: Place
    source: str
    target: str
    score: int
    band: str
    words: int
    """Of the source."""
    fuzzy: bool
    unit: str
    memory: str
    note: str
    """What the entry says about it, empty for an equal text that can be trusted."""


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """One PO file."""

    path: Path
    file: str
    before: str
    after: str
    fillings: tuple[Filling, ...]
    empty: int
    """Entries that are still empty."""
    passed_over: Mapping[str, int]
    """How many matches were passed over, by the rule they break."""
    rejected: int
    """How many were passed over because somebody has rejected them."""

    @property
    def changed(self) -> bool:
        """True where the file has to be written."""
        return self.before != self.after

    def diff(self) -> str:
        """Return the change as a unified diff."""
        return Mended(
            path=self.path, file=self.file, before=self.before, after=self.after, corrections=len(self.fillings)
        ).diff()


def pretranslate(
    paths: Iterable[Path], workspace: Workspace, store: Store, *, threshold: int = THRESHOLD, redo_fuzzy: bool = False
) -> Iterator[Filled]:
    """Yield the PO files filled, as values; nothing is written.

    Empty entries are filled, with `redo_fuzzy` the fuzzy ones too. Raises `TmError` for a file that can't be read in
    full, and where the glossary can't be read.
    """
    concepts = concepts_of(workspace)
    fillers: dict[str, _Filler] = {}
    for path in paths:
        checkable = open_checkable(path, workspace)
        if checkable.catalog is None:
            message = say("only PO files can be pre-translated.")
            raise TmError(
                message, place=Place(workspace.shown(path)), hint=say("Run `tm build` to make one of a source.")
            )
        for error in checkable.errors:
            raise error
        target = checkable.catalog.target
        if target.code not in fillers:
            fillers[target.code] = _Filler(workspace, target, concepts, store, threshold)
        yield fillers[target.code].fill(path, checkable.catalog.catalog, redo_fuzzy=redo_fuzzy)


def write(filled: Filled) -> None:
    """Write a file that has changed; `TmError` where it can't be written."""
    if filled.changed:
        write_atomically(filled.path, filled.after.encode(), before=filled.before.encode())


class Row(msgspec.Struct, frozen=True):
    """One band of a report."""

    band: str
    entries: int
    words: int
    fuzzy: int
    """How many of the entries need a look."""


def rows(fillings: Sequence[Filling]) -> list[Row]:
    """Return the fillings counted by band, best first; bands without any are left out."""
    by_band = {band: [one for one in fillings if one.band == band] for band in BANDS}
    return [
        Row(band, len(some), sum(one.words for one in some), sum(one.fuzzy for one in some))
        for band, some in by_band.items()
        if some
    ]


class _Filler:
    """Fills the catalogues of one target language."""

    def __init__(
        self, workspace: Workspace, target: Language, concepts: Sequence[Concept], store: Store, threshold: int
    ) -> None:
        self._workspace = workspace
        self._source, self._target = workspace.source, target
        self._store = store
        usual = settings_of(workspace, workspace.source, concepts=concepts, threshold=threshold, limit=_CANDIDATES)
        self._settings = msgspec.structs.replace(usual, leave_out=frozenset({State.FUZZY}))
        self._repairer = Repairer(workspace.source, target, concepts)
        self._linter = Linter(_rules(workspace), concepts)
        self._passed_over: Counter[str] = Counter()
        self._rejected = 0

    def fill(self, path: Path, catalog: po.Catalog, *, redo_fuzzy: bool) -> Filled:
        """Return a catalogue with its entries filled."""
        self._passed_over.clear()
        self._rejected = 0
        living = [entry for entry in catalog.entries if not entry.obsolete]
        date = _date(catalog)
        new: dict[tuple[str | None, str], po.Entry] = {}
        fillings: list[Filling] = []
        for number, entry in enumerate(living):
            if not _wanted(entry, redo_fuzzy=redo_fuzzy):
                continue
            before = living[number - 1].msgid if number else None
            after = living[number + 1].msgid if number + 1 < len(living) else None
            done = self._entry(entry, Query(entry.msgid, before, after), date)
            if done:
                new[entry.key] = done[0]
                fillings.append(done[1])
        entries = tuple(new.get(e.key, e) if not e.obsolete else e for e in catalog.entries)
        return Filled(
            path=path,
            file=self._workspace.shown(path),
            before=po.serialize(catalog),
            after=po.serialize(msgspec.structs.replace(catalog, entries=entries)),
            fillings=tuple(fillings),
            empty=sum(not e.obsolete and not any(e.msgstr) for e in entries),
            passed_over=dict(self._passed_over),
            rejected=self._rejected,
        )

    def _entry(self, entry: po.Entry, query: Query, date: dt.date | None) -> tuple[po.Entry, Filling] | None:
        """Return the entry filled from the best match that breaks nothing, None where there is none."""
        found = lookup(self._store, query, self._source, self._target, settings=self._settings)
        for match in (one.written() for one in found):
            repaired = self._repairer.repair(entry.msgid, match.source, match.target)
            if match_note.is_rejected(entry, repaired.text):
                self._rejected += 1
                continue
            broken = self._broken(entry, repaired.text, date)
            if broken:
                self._passed_over[broken] += 1
                continue
            return self._filled(entry, match, repaired)
        return None

    def _filled(self, entry: po.Entry, match: Match, repaired: Repaired) -> tuple[po.Entry, Filling]:
        fuzzy = not self._finished(match) or bool(repaired.repairs)
        said = match_note.note(match_note.about(match, entry.msgid, self._source, repaired)) if fuzzy else ""
        extracted = (match_note.without_notes if fuzzy else match_note.finished)(entry.extracted)
        filled = msgspec.structs.replace(
            entry.with_(msgstr=repaired.text, fuzzy=fuzzy, previous=po.Previous(msgid=match.source) if fuzzy else None),
            extracted=(*extracted, said) if said else extracted,
        )
        return filled, Filling(
            place=entry.place or Place(""),
            source=entry.msgid,
            target=repaired.text,
            score=match.score.total,
            band=band_of(match.score.total),
            words=word_count(entry.msgid),
            fuzzy=fuzzy,
            unit=match.unit,
            memory=match.memory,
            note=said,
        )

    def _finished(self, match: Match) -> bool:
        """Tell whether nobody need look at the match: the text is equal and its translation trusted."""
        confidence = match.origin.confidence
        sure = confidence is None or confidence >= self._workspace.config.align.review_below
        return match.score.total >= EXACT and match.state in _TRUSTED and sure

    def _broken(self, entry: po.Entry, text: str, date: dt.date | None) -> str:
        """Return the slug of the first rule that a translation of the entry breaks, nothing where it keeps them all."""
        subject = Subject(
            target=Text(language=self._target, text=text, locate=_nowhere),
            source=Text(language=self._source, text=entry.msgid, locate=_nowhere),
            date=date,
            flags=frozenset(entry.flags),
        )
        found = (one for one in self._linter.check([subject]) if one.severity is not Severity.INFO)
        return next((one.slug for one in found), "")


def _wanted(entry: po.Entry, *, redo_fuzzy: bool) -> bool:
    """Tell whether an entry is to be filled; one with plural forms is a person's work."""
    return entry.msgid_plural is None and (not any(entry.msgstr) or (redo_fuzzy and entry.fuzzy))


def _rules(workspace: Workspace) -> list[Rule]:
    settings = workspace.config.lint
    rules = Policy(select=settings.select, ignore=settings.ignore).rules()
    return [rule for rule in rules if rule.code in _TERMS or rule.code.startswith(_PLACEHOLDERS)]


def _nowhere(_: Span) -> tuple[Place, Place]:
    return Place(""), Place("")


def _date(catalog: po.Catalog) -> dt.date | None:
    """Return the day the source text was made, None where the header has no such day."""
    try:
        return dt.date.fromisoformat(catalog.header.get("POT-Creation-Date", "")[:10])
    except ValueError:
        return None
