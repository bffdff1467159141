"""Two versions of a PO header and the one they come from into one, field by field.

Dates: the newer one. Who worked last, and with what: from the side with the newer revision. Any other field that both
sides changed is theirs to decide about: ours stays, the other value is kept in a comment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from tm.formats.po import Catalog, Entry, with_header_fields
from tm.operations.po import conflict

_DATES = frozenset({"PO-Revision-Date", "POT-Creation-Date"})
_OF_REVISION = frozenset({"Last-Translator", "X-Generator", "Language-Team", "Report-Msgid-Bugs-To"})
_FORMATS = ("%Y-%m-%d %H:%M%z", "%Y-%m-%d %H:%M:%S%z", "%Y-%m-%d")


class MergedHeader(msgspec.Struct, frozen=True):
    """What came of the header."""

    entry: Entry | None
    conflicts: tuple[str, ...] = ()
    """Names of fields that a person has to decide about."""


def merge_header(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> MergedHeader:
    """Merge three versions of a header; where only one side has one, that is it."""
    if ours is None or theirs is None or ours.content == theirs.content:
        return MergedHeader(ours or theirs)
    if base and theirs.content == base.content:
        return MergedHeader(ours)
    if base and ours.content == base.content:
        return MergedHeader(theirs)
    return _merged(base, ours, theirs)


def _merged(base: Entry | None, ours: Entry, theirs: Entry) -> MergedHeader:
    was, mine, other = (_fields(one) for one in (base, ours, theirs))
    ours_newer = _moment(mine.get("PO-Revision-Date", "")) >= _moment(other.get("PO-Revision-Date", ""))
    fields: dict[str, str] = {}
    disputed = []
    for name in dict.fromkeys((*mine, *other)):
        choices = mine.get(name), other.get(name)
        if choices[0] == choices[1] or choices[1] == was.get(name):
            value = choices[0]
        elif choices[0] == was.get(name):
            value = choices[1]
        else:
            value = _settled(name, choices, ours_newer=ours_newer)
            disputed += [name] if value is None else []
            value = choices[0] or choices[1] if value is None else value
        if value is not None:
            fields[name] = value
    return MergedHeader(_written(base, (ours, theirs), fields, disputed), tuple(disputed))


def _settled(name: str, choices: tuple[str | None, str | None], *, ours_newer: bool) -> str | None:
    """Return the value of a field that both sides changed, None where nobody but a person can tell."""
    ours, theirs = choices
    if ours is None or theirs is None:
        return ours if theirs is None else theirs
    if name in _DATES:
        return max(ours, theirs, key=_moment)
    if name in _OF_REVISION:
        return ours if ours_newer else theirs
    return None


def _written(base: Entry | None, sides: tuple[Entry, Entry], fields: Mapping[str, str], disputed: list[str]) -> Entry:
    """Return our header with these fields, its comments with what the other side added."""
    ours, theirs = sides
    gone = _fields(ours).keys() - fields.keys()
    lines = [line for line in ours.msgstr[0].split("\n") if line.partition(":")[0].strip() not in gone]
    kept = ours.with_(msgstr="\n".join(lines))
    catalog = with_header_fields(Catalog(header_entry=kept), fields)
    marks = [f"tm: theirs {name}: {_fields(theirs).get(name, '')}" for name in disputed]
    before = base.comments if base else ()
    mine = [one for one in ours.comments if one in theirs.comments or one not in before]
    new = [one for one in theirs.comments if one not in before and one not in ours.comments]
    entry = catalog.header_entry or kept
    return entry.with_(comments=tuple(dict.fromkeys((*mine, *new, *marks))) if new or marks else mine)


def is_disputed(entry: Entry | None) -> bool:
    """Tell whether a merge left a field of the header undecided."""
    return entry is not None and any(map(conflict.is_mark, entry.comments))


def _fields(entry: Entry | None) -> dict[str, str]:
    lines = entry.msgstr[0].split("\n") if entry else []
    pairs = (line.partition(":") for line in lines if ":" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _moment(text: str) -> dt.datetime:
    """Return the moment a header names; what is no date is older than any."""
    for form in _FORMATS:
        try:
            moment = dt.datetime.strptime(text, form)  # noqa: DTZ007 - a zone is added below
        except ValueError:
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return dt.datetime.min.replace(tzinfo=dt.UTC)
