"""What the attributes of `<tu>` and `<tuv>` say: the history of the model, and the rest as properties; both ways.

A property named `@datatype` is the attribute `datatype`. A `<prop>` whose own type begins with `@` gets another, so
no two things share a name. What the DTD allows no attribute for is written as a `<prop>` of the type `x-tm-@name`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from tm.model import History

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ESCAPED = "x-tm-@"
_MARK = "@"
_NO_HISTORY = History()
_APART = frozenset({"tuid", "lang", "xml:lang", LANG})
"""Attributes that are fields of the model."""
_WHO = frozenset({"creationid", "changeid"})
_USED = "usagecount"
_HISTORY = frozenset({"creationdate", "changedate", "lastusagedate", *_WHO, _USED})
_OF_VARIANT = frozenset("o-encoding datatype creationtool creationtoolversion o-tmf".split())
_OF_UNIT = _OF_VARIANT | {"tuid", "segtype", "srclang"}
_SEGMENTS = frozenset("block paragraph sentence phrase".split())
_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?\Z", re.ASCII
)
_COUNT = re.compile(r"\d{1,18}", re.ASCII)
_REMEMBERED = 1 << 12


def history(attributes: Mapping[str, str]) -> History:
    """Return who made and changed something, when, and how often it was used, as far as its attributes say so."""
    if not any(name in _HISTORY for name in attributes):
        return _NO_HISTORY
    used = attributes.get(_USED, "")
    return History(
        created=moment(attributes.get("creationdate", "")),
        creator=attributes.get("creationid", ""),
        changed=moment(attributes.get("changedate", "")),
        changer=attributes.get("changeid", ""),
        used=int(used) if _COUNT.fullmatch(used) else None,
        last_used=moment(attributes.get("lastusagedate", "")),
    )


@lru_cache(_REMEMBERED)
def moment(text: str) -> dt.datetime | None:
    """Return the point in time, UTC, that is written as `20190203T101112Z` or in a similar way; None for anything else.

    A day without a time is its first second; a time without a zone is UTC.
    """
    found = _MOMENT.match(text)
    if found is None:
        return None
    numbers = [int(number or 0) for number in found.groups()[:-1]]
    zone = found[7] or "Z"
    try:
        there = dt.datetime(*numbers, tzinfo=dt.UTC)  # type: ignore[misc, arg-type]
        return there if zone == "Z" else there - _offset(zone)
    except (ValueError, OverflowError):
        return None


def _offset(zone: str) -> dt.timedelta:
    """Return how far a zone (`+0400`) is ahead of UTC."""
    digits = zone[1:].replace(":", "")
    ahead = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -ahead if zone.startswith("-") else ahead


def others(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield as properties the attributes that the model has no field for, and those it can't read."""
    for name, value in attributes.items():
        if name in _APART or (name in _HISTORY and _readable(name, value)):
            continue
        yield (f"{_MARK}{name}", value)


def _readable(name: str, value: str) -> bool:
    if name == _USED:
        return not value or bool(_COUNT.fullmatch(value))
    return name in _WHO or not value or moment(value) is not None


def of_prop(kind: str) -> str:
    """Return the name of the property that a `<prop>` of this type is."""
    if kind.startswith(ESCAPED):
        return kind[len(ESCAPED) - len(_MARK) :]
    return f"{_MARK}{kind}" if kind.startswith(_MARK) else kind


def of_history(history: History) -> dict[str, str]:
    """Return a history as attributes."""
    if history == _NO_HISTORY:
        return {}
    found = {
        "creationdate": _written(history.created),
        "creationid": history.creator,
        "changedate": _written(history.changed),
        "changeid": history.changer,
        _USED: "" if history.used is None else str(history.used),
        "lastusagedate": _written(history.last_used),
    }
    return {name: value for name, value in found.items() if value}


@lru_cache(_REMEMBERED)
def _written(when: dt.datetime | None) -> str:
    """Write a point in time as ISO 8601 basic, UTC, the one form all readers take."""
    if when is None:
        return ""
    utc = when.astimezone(dt.UTC)
    return f"{utc.year:04}{utc:%m%dT%H%M%SZ}"


def parted(
    properties: Sequence[tuple[str, str]], *, unit: bool, languages: Iterable[str] = ()
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return what of the properties is written as attributes, and the others as type and text of a `<prop>`.

    `languages` are the tags that a unit's `srclang` may name.
    """
    attributes: dict[str, str] = {}
    props: list[tuple[str, str]] = []
    if not properties:
        return attributes, props
    for name, value in properties:
        if not name.startswith(_MARK):
            props.append((name, value))
        elif name.startswith(_MARK * 2):
            props.append((name[1:], value))
        elif name[1:] not in attributes and _allowed(name[1:], value, unit=unit, languages=languages):
            attributes[name[1:]] = value
        else:
            props.append((f"{ESCAPED}{name[1:]}", value))
    return attributes, props


def _allowed(name: str, value: str, *, unit: bool, languages: Iterable[str]) -> bool:
    """Tell whether the DTD and strict readers take an attribute on a `<tu>` or, if not `unit`, on a `<tuv>`."""
    if name == "segtype" and value not in _SEGMENTS:
        return False
    if name == "srclang" and value not in {"*all*", *languages}:
        return False
    return name in (_OF_UNIT if unit else _OF_VARIANT)
