"""What a memory must be able to do, whatever database keeps it; one ranking serves them all.

A store holds units in named memories (the workspace's own, one for each imported file). Every variant has a row number
that is given once and never again: a changed text is a new row. That is what lets an index beside the store be derived
from it, checked against it and caught up with it. No SQL and no ranking lives here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, Protocol

import msgspec

from tm.language import Language
from tm.memory.index import Candidates, Index
from tm.memory.tags import MARKUP, without_markup
from tm.model import History, Origin, State, Unit, Variant
from tm.text.normalize import normalize

WORKSPACE = "workspace"
"""The memory that holds the units of the workspace itself."""


class Changes(msgspec.Struct, frozen=True):
    """How many units a write has touched."""

    added: int = 0
    changed: int = 0
    forgotten: int = 0
    unchanged: int = 0

    def __add__(self, other: Changes) -> Changes:
        """Return the counts of both writes."""
        pairs = zip(msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True)
        return Changes(*(one + two for one, two in pairs))


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One state of a unit over time."""

    unit: Unit
    memory: str
    since: dt.datetime
    """When the unit was written like this, UTC."""
    until: dt.datetime | None = None
    """When it was changed or forgotten; None for what holds now."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A stored segment with one of its translations."""

    row: int
    """The row of the source variant."""
    unit: str
    memory: str
    source: Variant
    target: Variant
    origin: Origin
    changed: dt.datetime
    """When the unit was last written, UTC."""
    before: int | None = None
    """The `fingerprint` of the segment before the source in its statement, None where there is none."""
    after: int | None = None
    """The `fingerprint` of the segment after it."""
    history: History = History()
    """The unit's own; what is known of one text stands in that variant."""


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """How much a memory has in one language and one state."""

    memory: str
    language: str
    state: State
    texts: int
    characters: int
    """Code points of these texts."""
    tagged: int = 0
    """How many of them have tags beside them."""


Row = Sequence[Any]
"""Columns as a database takes them."""


class Record(msgspec.Struct, frozen=True, array_like=True):
    """A unit ready to be written, made by `tm.memory.records`; it can go from process to process."""

    id: str
    digest: int
    """64 bits, signed, over all that is stored."""
    packed: bytes
    """The unit and its neighbours."""
    columns: Row
    """What is stored of the unit itself."""
    variants: tuple[Row, ...]
    """What is stored of each variant."""


class Store(Protocol):
    """A place for units. Every method raises `TmError` where the database can't be used."""

    def put(
        self,
        units: Iterable[Unit],
        *,
        memory: str = WORKSPACE,
        batch: int = 5000,
        progress: Callable[[Changes], None] | None = None,
    ) -> Changes:
        """Add units, or replace those with the same id in that memory; each batch is one transaction.

        Units that stand next to each other with the same statement are taken for neighbours in the text. Interrupted
        and run again with the same units, it leaves what an undisturbed run would have left.
        """
        ...

    def add(
        self,
        records: Iterable[Record],
        *,
        memory: str = WORKSPACE,
        batch: int = 5000,
        progress: Callable[[Changes], None] | None = None,
    ) -> Changes:
        """Do as `put`, with units made ready elsewhere (`tm.memory.records.records`)."""
        ...

    def sync(self, units: Iterable[Unit], *, memory: str = WORKSPACE) -> Changes:
        """Make the memory hold exactly these units, in one transaction that writes only what differs."""
        ...

    def forget(self, ids: Iterable[str], *, memory: str | None = None) -> Changes:
        """Remove units, from one memory or from all; unknown ids are ignored. Their history stays."""
        ...

    def unit(self, unit_id: str, *, memory: str | None = None) -> Unit | None:
        """Return the unit with this id, None where there is none."""
        ...

    def units(self, *, memory: str | None = None) -> Iterator[Unit]:
        """Yield the units in the order in which they were first written."""
        ...

    def history(self, unit_id: str, *, memory: str | None = None) -> Sequence[Version]:
        """Return all that the unit has been, oldest first."""
        ...

    def memories(self) -> Mapping[str, int]:
        """Return how many units each memory holds."""
        ...

    def languages(self) -> Mapping[str, int]:
        """Return how many variants each language has."""
        ...

    def holdings(self) -> Sequence[Holding]:
        """Return what there is, by memory, language and state."""
        ...

    def texts(self, language: str, *, after: int = 0) -> Iterator[tuple[int, str]]:
        """Yield row and normalised text of the variants in a language with rows above `after`, in their order."""
        ...

    def normals(self, rows: Sequence[int]) -> list[tuple[int, str]]:
        """Return row and normalised text for the rows that still exist, in any order."""
        ...

    def entries(self, rows: Sequence[int], target: str) -> list[Entry]:
        """Return the segments in these rows with each of their translations into `target`, in any order."""
        ...

    def owners(self, rows: Sequence[int]) -> list[tuple[int, str, Unit]]:
        """Return row, memory and whole unit of the variants in these rows that still exist, in their order."""
        ...

    def last_row(self) -> int:
        """Return the highest row ever given, 0 in an empty store."""
        ...

    def removed(self) -> int:
        """Return how many rows were ever taken away."""
        ...

    def index(self, language: Language) -> Index:
        """Return the index over the texts in a language, made on first use."""
        ...

    def everything(self, language: Language) -> Candidates:
        """Return what compares every text in a language without the index, made on first use."""
        ...


def fingerprint(text: str) -> int:
    """Return 64 bits, signed, that stand for the text and all texts equal to it after normalisation, tags or not."""
    return fingerprint_normal(normalize(text))


def fingerprint_normal(normal: str) -> int:
    """Return the fingerprint of a text that is normalised already."""
    said = without_markup(normal)[0] if MARKUP in normal else normal
    return int.from_bytes(blake2b(said.encode(), digest_size=8).digest(), "big", signed=True)
