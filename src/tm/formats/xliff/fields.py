"""What a unit says beyond texts and states, as names with values, for both versions; and back.

In XLIFF 1.2 these are `<context>` elements and attributes, in 2.x metadata. A property `@resname` is the attribute
`resname`. What the format has words of its own for (comments, references, notes) its reader and writer see to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from tm.errors import Place
from tm.model import History, Origin, Unit, Variant

CONTEXT = "x-context"
"""The property with a PO entry's `msgctxt`."""
REFERENCE = "x-reference"
"""A place in the source, as PO has it: `file:line`."""
FLAG = "x-flag"
EXTRACTED = "x-extracted"
"""A comment that came with the source."""
PLURAL = "x-plural"
"""The number of the plural form, from 0."""
SEGMENT = "x-segment"
"""A segment inside a unit: `id:start:end` in code points."""
_STATEMENT, _DATE, _CONFIDENCE = "x-tm-statement", "x-tm-date", "x-tm-confidence"
_PLACE = "place"
_SIDES = ("source", "target")
_PARTS = 3

Pairs = Iterator[tuple[str, str]]


def of(unit: Unit, source: Variant, target: Variant | None) -> Pairs:
    """Yield everything of a unit that XLIFF has no words of its own for, the properties of the unit last."""
    origin = unit.origin
    yield from _some(_STATEMENT, origin.statement)
    yield from _some(_DATE, origin.date)
    yield from _some(_CONFIDENCE, origin.confidence)
    yield from _history("x-tm-", unit.history)
    for side, variant in zip(_SIDES, (source, target), strict=True):
        if variant:
            yield from _of_variant(f"x-tm-{side}-", variant)
    yield from unit.properties


def _of_variant(mark: str, variant: Variant) -> Pairs:
    yield from _history(mark, variant.history)
    if variant.place:
        yield f"{mark}{_PLACE}", f"{variant.place.line}:{variant.place.column}:{variant.place.file}"
    for name, value in variant.properties:
        if name != SEGMENT:
            yield f"{mark}{name}" if name.startswith("@") else f"{mark}.{name}", value


_NO_HISTORY = History()


def _history(mark: str, history: History) -> Pairs:
    if history == _NO_HISTORY:
        return
    for name in History.__struct_fields__:
        yield from _some(mark + name, getattr(history, name))


def _some(name: str, value: object) -> Pairs:
    if value not in (None, ""):
        yield name, value.isoformat() if isinstance(value, dt.date) else str(value)


class Fields(msgspec.Struct, frozen=True):
    """What was read of a unit beside its texts."""

    origin: Origin
    history: History
    properties: tuple[tuple[str, str], ...]
    sides: tuple[Mapping[str, object], Mapping[str, object]]
    """Fields of the source variant and of the target variant."""


def back(pairs: Iterable[tuple[str, str]], *, statement: str) -> Fields:
    """Return the fields that names with values stand for; `statement` is for a unit that does not say its own.

    :raises ValueError: a value is not what its name says.
    """
    ours: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    of_sides: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])
    for name, value in pairs:
        side = next(
            (index for index, one in enumerate(_SIDES) if name.startswith((f"x-tm-{one}-.", f"x-tm-{one}-@"))), None
        )
        if side is not None:
            of_sides[side].append((name.removeprefix(f"x-tm-{_SIDES[side]}-").removeprefix("."), value))
        elif name in _KNOWN:
            ours[name] = value
        else:
            others.append((name, value))
    sides = [_variant(ours, f"x-tm-{side}-", tuple(of_sides[index])) for index, side in enumerate(_SIDES)]
    origin = Origin(
        statement=ours.get(_STATEMENT, statement),
        date=dt.date.fromisoformat(ours[_DATE]) if _DATE in ours else None,
        confidence=float(ours[_CONFIDENCE]) if _CONFIDENCE in ours else None,
    )
    return Fields(origin, _read_history(ours, "x-tm-"), tuple(others), (sides[0], sides[1]))


def _variant(ours: Mapping[str, str], mark: str, properties: tuple[tuple[str, str], ...]) -> dict[str, object]:
    fields: dict[str, object] = {"history": _read_history(ours, mark), "properties": properties}
    if mark + _PLACE in ours:
        line, column, file = ours[mark + _PLACE].split(":", 2)
        fields["place"] = Place(file, int(line), int(column))
    return fields


def _read_history(ours: Mapping[str, str], mark: str) -> History:
    if not ours:
        return _NO_HISTORY
    given = {name: ours[mark + name] for name in History.__struct_fields__ if mark + name in ours}
    return msgspec.convert(given, History, strict=False) if given else _NO_HISTORY


_KNOWN = frozenset(
    {_STATEMENT, _DATE, _CONFIDENCE}
    | {f"x-tm-{mark}{one}" for mark in ("", "source-", "target-") for one in (_PLACE, *History.__struct_fields__)}
    - {f"x-tm-{_PLACE}"}
)


def segments_of(variant: Variant) -> tuple[tuple[str, int, int], ...]:
    """Return the segments a variant was read in, none where it is one text."""
    found = []
    for name, value in variant.properties:
        parts = value.rsplit(":", 2) if name == SEGMENT else []
        if len(parts) == _PARTS and parts[1].isdecimal() and parts[2].isdecimal():
            found.append((parts[0], int(parts[1]), int(parts[2])))
    return tuple(found)


def segment_properties(segments: Sequence[tuple[str, int, int]], text: str) -> tuple[tuple[str, str], ...]:
    """Return the properties that keep a text's segments; one segment that is the whole text says nothing."""
    if len(segments) == 1 and segments[0][1:] == (0, len(text)):
        return ()
    return tuple((SEGMENT, f"{id_}:{start}:{end}") for id_, start, end in segments)
