"""What few units have, as one column: tags, history, notes and properties in compact JSON, nothing where there is none.

Tags and histories stand as lists of their fields in the order of `tm.model`; one that ends early leaves the rest at
its default. What every unit has are columns of their own (`tm.memory.records`).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from msgspec.structs import astuple

from tm.model import History, Tag, TagKind, Unit, Variant

_NEVER = History()


class _Tag(msgspec.Struct, frozen=True, array_like=True):
    """`Tag`, written as a list."""

    at: int
    kind: TagKind
    pair: int = 0
    code: str = ""
    meaning: str = ""
    id: str = ""


class _History(msgspec.Struct, frozen=True, array_like=True):
    """`History`, written as a list."""

    created: dt.datetime | None = None
    creator: str = ""
    changed: dt.datetime | None = None
    changer: str = ""
    used: int | None = None
    last_used: dt.datetime | None = None


class _Column(msgspec.Struct, frozen=True, omit_defaults=True):
    tags: tuple[_Tag, ...] = ()
    history: _History | None = None
    notes: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


class Extras(msgspec.Struct, frozen=True):
    """What the column of a unit or a variant holds."""

    tags: tuple[Tag, ...] = ()
    history: History = _NEVER
    notes: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


NONE = Extras()
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Column).decode


def of_unit(unit: Unit) -> str | None:
    """Return the column of a unit, None where it has neither history nor properties."""
    if not unit.properties and unit.history == _NEVER:
        return None
    return _encode(_Column(history=_history(unit.history), properties=unit.properties)).decode()


def of_variant(variant: Variant) -> str | None:
    """Return the column of a variant, None where there is nothing to keep."""
    if not (variant.tags or variant.notes or variant.properties) and variant.history == _NEVER:
        return None
    tags = tuple(_Tag(*astuple(tag)) for tag in variant.tags)
    column = _Column(tags, _history(variant.history), variant.notes, variant.properties)
    return _encode(column).decode()


def read(column: str | None) -> Extras:
    """Return what a column holds."""
    if column is None:
        return NONE
    found = _decode(column)
    return Extras(
        tuple(Tag(**_named(tag)) for tag in found.tags),
        History(**_named(found.history)) if found.history else _NEVER,
        found.notes,
        found.properties,
    )


def _history(history: History) -> _History | None:
    return None if history == _NEVER else _History(*astuple(history))


def _named(value: msgspec.Struct) -> dict[str, Any]:
    return dict(zip(value.__struct_fields__, astuple(value), strict=True))
