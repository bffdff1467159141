"""How the fields of a unit that TMX has no place for are written as `<prop>`, and read back.

The types begin with `x-tm-`; other tools keep or ignore them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from tm.errors import Place
from tm.model import Origin, State, Unit, Variant

STATEMENT = "x-tm-statement"
DATE = "x-tm-date"
CONFIDENCE = "x-tm-confidence"
STATE = "x-tm-state"
PLACE = "x-tm-place"
"""Line, column and file, in this order: a file's name may hold colons."""
ID = "x-tm-id"
"""A unit's own id, where its `tuid` is the one another tool gave it."""
OURS = frozenset({STATEMENT, DATE, CONFIDENCE, STATE, PLACE, ID})


def of_unit(unit: Unit) -> dict[str, str]:
    """Return the properties that say where a unit comes from."""
    origin = unit.origin
    properties = {
        STATEMENT: origin.statement,
        DATE: origin.date.isoformat() if origin.date else "",
        CONFIDENCE: "" if origin.confidence is None else repr(origin.confidence),
    }
    return {name: value for name, value in properties.items() if value}


def of_variant(variant: Variant) -> dict[str, str]:
    """Return the properties that say how far a variant can be trusted, and where it was read."""
    properties = {} if variant.state is State.TRANSLATED else {STATE: variant.state.value}
    if variant.place:
        properties[PLACE] = f"{variant.place.line}:{variant.place.column}:{variant.place.file}"
    return properties


def origin(properties: Mapping[str, str], *, statement: str) -> Origin:
    """Return where a unit comes from; `statement` is the name of the file, for a unit that does not say.

    :raises ValueError: a property does not hold what its type says.
    """
    date, confidence = properties.get(DATE), properties.get(CONFIDENCE)
    return Origin(
        statement=properties.get(STATEMENT, statement),
        date=dt.date.fromisoformat(date) if date else None,
        confidence=float(confidence) if confidence else None,
    )


def state(properties: Mapping[str, str]) -> State:
    """Return how far a variant can be trusted.

    :raises ValueError: the property names no state.
    """
    return State(properties.get(STATE, State.TRANSLATED))


def place(properties: Mapping[str, str]) -> Place | None:
    """Return where a variant was read before it was written as TMX, None where nobody noted it.

    :raises ValueError: the property is not `line:column:file`.
    """
    value = properties.get(PLACE)
    if value is None:
        return None
    line, column, file = value.split(":", 2)
    return Place(file, int(line), int(column))
