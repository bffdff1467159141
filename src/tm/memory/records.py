"""How a unit becomes rows of the database, and how rows become a unit again. No statement is run here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain, pairwise
from typing import Any

import msgspec

from tm.errors import Place
from tm.memory import extras
from tm.memory.store import Entry, Record, Row, fingerprint_normal
from tm.model import Origin, State, Unit, Variant
from tm.text.normalize import normalize

_PLAIN = re.compile(r"[ !-_a-~«»“”„…–—№À-ÖØ-öø-žƏə\u0400-\u0482\u048a-\u04ff]*")
"""What normalisation leaves alone: composed letters of Latin and Cyrillic, ASCII without the grave accent."""
_NOWHERE = (None, None, None)
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(tuple[Unit, tuple[int | None, ...], tuple[int | None, ...]]).decode


class _Draft(msgspec.Struct, frozen=True):
    unit: Unit
    normals: Sequence[str]
    prints: Mapping[str, int]


def records(units: Iterable[Unit]) -> Iterator[Record]:
    """Yield the records of units that come in the order of their text; neighbours are of the same statement."""
    drafts = chain([None], map(_draft, units), [None])
    left: _Draft | None = None
    for here, right in pairwise(drafts):
        if here is not None:
            yield _record(here, _neighbour(left, here), _neighbour(right, here))
        left = here


def _draft(unit: Unit) -> _Draft:
    normals = [_normal(variant.text) for variant in unit.variants]
    prints = {v.language: fingerprint_normal(normal) for v, normal in zip(unit.variants, normals, strict=True)}
    return _Draft(unit, normals, prints)


def _normal(text: str) -> str:
    """Return `normalize(text)`, at once where every character shows that there is nothing to do."""
    plain = _PLAIN.fullmatch(text) and "  " not in text and text.strip(" ") == text
    return text if plain else normalize(text)


def _neighbour(other: _Draft | None, here: _Draft) -> Mapping[str, int]:
    statement = here.unit.origin.statement
    return other.prints if other and statement and other.unit.origin.statement == statement else {}


def _record(here: _Draft, left: Mapping[str, int], right: Mapping[str, int]) -> Record:
    unit = here.unit
    before, after = ([prints.get(v.language) for v in unit.variants] for prints in (left, right))
    packed = _pack((unit, before, after))
    return Record(
        unit.id,
        int.from_bytes(blake2b(packed, digest_size=8).digest(), "big", signed=True),
        packed,
        _unit_columns(unit),
        tuple(map(_variant_columns, unit.variants, here.normals, before, after)),
    )


def unit_of(record: Record) -> Unit:
    """Return the unit that a record was made of."""
    return _unpack(record.packed)[0]


def _unit_columns(unit: Unit) -> Row:
    """Return statement, date, confidence, notes and what else there is (`tm.memory.extras`)."""
    origin, notes = unit.origin, unit.notes
    date = origin.date.isoformat() if origin.date else None
    said = msgspec.json.encode(notes).decode() if notes else None
    return origin.statement, date, origin.confidence, said, extras.of_unit(unit)


def _variant_columns(variant: Variant, normal: str, before: int | None, after: int | None) -> Row:
    """Return language, text, its normal form if it is another, state, file, line, column, neighbours and the rest."""
    place = variant.place
    file, line, column = (place.file, place.line, place.column) if place else _NOWHERE
    text = variant.text
    plain = None if normal == text else normal
    more = extras.of_variant(variant)
    return variant.language, text, plain, variant.state, file, line, column, before, after, more


def to_variant(row: Sequence[Any]) -> Variant:
    """Return the variant of language, text, state, file, line, column and what else there is."""
    language, text, state, file, line, column, more = row
    also = extras.read(more)
    return Variant(
        language=language,
        text=text,
        state=State(state),
        place=Place(file, line, column) if file is not None else None,
        tags=also.tags,
        history=also.history,
        notes=also.notes,
        properties=also.properties,
    )


def to_origin(row: Sequence[Any]) -> Origin:
    """Return the origin of statement, date and confidence."""
    statement, date, confidence = row
    return Origin(statement=statement, date=dt.date.fromisoformat(date) if date else None, confidence=confidence)


def to_unit(rows: Sequence[Sequence[Any]]) -> Unit:
    """Return the unit of rows that hold id, notes, origin, what else there is and the variant, one row a variant."""
    unit_id, notes, *origin = rows[0][:5]
    also = extras.read(rows[0][5])
    return Unit(
        id=unit_id,
        variants=tuple(to_variant(row[6:]) for row in rows if row[6] is not None),
        origin=to_origin(origin),
        notes=msgspec.json.decode(notes, type=tuple[str, ...]) if notes else (),
        history=also.history,
        properties=also.properties,
    )


def to_entry(row: Sequence[Any]) -> Entry:
    """Return the entry of a row: row, unit, memory, time, neighbours, the unit's rest, origin, source and target."""
    number, unit, memory, changed, before, after, more = row[:7]
    return Entry(
        row=number,
        unit=unit,
        memory=memory,
        changed=moment(changed),
        before=before,
        after=after,
        history=extras.read(more).history,
        origin=to_origin(row[7:10]),
        source=to_variant(row[10:17]),
        target=to_variant(row[17:24]),
    )


def moment(seconds: int) -> dt.datetime:
    """Return the point in time of so many seconds since 1970."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC)
