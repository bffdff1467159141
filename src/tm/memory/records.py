"""How a unit becomes rows of the database, and how rows become a unit again. No statement is run here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain, pairwise
from typing import Any

import msgspec

from tm.errors import Place
from tm.memory.store import Entry, fingerprint_normal
from tm.model import Origin, State, Unit, Variant
from tm.text.normalize import normalize

_PLAIN = re.compile(r"[ !-_a-~«»“”„…–—№À-ÖØ-öø-žƏə\u0400-\u0482\u048a-\u04ff]*")
"""What normalisation leaves alone: composed letters of Latin and Cyrillic, ASCII without the grave accent."""
Row = tuple[Any, ...]
"""A row as the database takes it."""


class Record(msgspec.Struct, frozen=True):
    """A unit ready to be written."""

    unit: Unit
    normals: tuple[str, ...]
    """The normalised text of each variant."""
    before: tuple[int | None, ...]
    """For each variant the fingerprint of its left neighbour, None where there is none."""
    after: tuple[int | None, ...]
    digest: int
    """64 bits, signed, over all that is stored."""

    def unit_values(self) -> tuple[str, str | None, float | None, str | None, int]:
        """Return statement, date, confidence, notes and digest as columns."""
        origin, notes = self.unit.origin, self.unit.notes
        date = origin.date.isoformat() if origin.date else None
        return (
            origin.statement,
            date,
            origin.confidence,
            msgspec.json.encode(notes).decode() if notes else None,
            self.digest,
        )

    def variant_values(self, unit_row: int, first: int) -> Iterator[Row]:
        """Yield the rows of the variants, numbered from `first`."""
        columns = zip(self.unit.variants, self.normals, self.before, self.after, strict=True)
        for row, (variant, normal, before, after) in enumerate(columns, first):
            place = variant.place
            where = (place.file, place.line, place.column) if place else (None, None, None)
            plain = None if normal == variant.text else normal
            yield (row, unit_row, variant.language, variant.text, plain, variant.state.value, *where, before, after)


class _Draft(msgspec.Struct, frozen=True):
    unit: Unit
    normals: tuple[str, ...]
    prints: dict[str, int]


def records(units: Iterable[Unit]) -> Iterator[Record]:
    """Yield the records of units that come in the order of their text; neighbours are of the same statement."""
    drafts = chain([None], map(_draft, units), [None])
    left: _Draft | None = None
    for here, right in pairwise(drafts):
        if here is not None:
            yield _record(here, _neighbour(left, here), _neighbour(right, here))
        left = here


def _draft(unit: Unit) -> _Draft:
    normals = tuple(_normal(variant.text) for variant in unit.variants)
    prints = {v.language: fingerprint_normal(normal) for v, normal in zip(unit.variants, normals, strict=True)}
    return _Draft(unit, normals, prints)


def _normal(text: str) -> str:
    """Return `normalize(text)`, at once where every character shows that there is nothing to do."""
    plain = _PLAIN.fullmatch(text) and "  " not in text and text.strip(" ") == text
    return text if plain else normalize(text)


def _neighbour(other: _Draft | None, here: _Draft) -> dict[str, int]:
    statement = here.unit.origin.statement
    return other.prints if other and statement and other.unit.origin.statement == statement else {}


def _record(here: _Draft, left: dict[str, int], right: dict[str, int]) -> Record:
    before, after = (tuple(prints.get(v.language) for v in here.unit.variants) for prints in (left, right))
    stored = msgspec.msgpack.encode((here.unit, before, after))
    digest = int.from_bytes(blake2b(stored, digest_size=8).digest(), "big", signed=True)
    return Record(here.unit, here.normals, before, after, digest)


def to_variant(row: Sequence[Any]) -> Variant:
    """Return the variant of language, text, state, file, line and column."""
    language, text, state, file, line, column = row
    return Variant(
        language=language, text=text, state=State(state), place=Place(file, line, column) if file is not None else None
    )


def to_origin(row: Sequence[Any]) -> Origin:
    """Return the origin of statement, date and confidence."""
    statement, date, confidence = row
    return Origin(statement=statement, date=dt.date.fromisoformat(date) if date else None, confidence=confidence)


def to_unit(rows: Sequence[Sequence[Any]]) -> Unit:
    """Return the unit of rows that hold id, notes, the origin and the variant, one row a variant."""
    unit_id, notes, *origin = rows[0][:5]
    variants = tuple(to_variant(row[5:]) for row in rows if row[5] is not None)
    said = msgspec.json.decode(notes, type=tuple[str, ...]) if notes else ()
    return Unit(id=unit_id, variants=variants, origin=to_origin(origin), notes=said)


def to_entry(row: Sequence[Any]) -> Entry:
    """Return the entry of a row that holds row, unit, memory, time, both neighbours, origin, source and target."""
    number, unit, memory, changed, before, after = row[:6]
    return Entry(
        row=number,
        unit=unit,
        memory=memory,
        changed=moment(changed),
        before=before,
        after=after,
        origin=to_origin(row[6:9]),
        source=to_variant(row[9:15]),
        target=to_variant(row[15:21]),
    )


def moment(seconds: int) -> dt.datetime:
    """Return the point in time of so many seconds since 1970."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC)
