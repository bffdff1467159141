"""Two versions of a PO file and the one they come from into one: entry by entry, never a silent mix.

An entry is the same entry if its context and source text are. What one side changed is taken from that side. Where both
changed the translation, the surer one wins (reviewed, then finished, then fuzzy, then empty) and the other text is kept
in a comment; where both are equally sure, the entry becomes a conflict (`tm.operations.po.conflict`). Comments, flags
and references are merged as sets of lines, so that what either side added is there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from tm.formats import po
from tm.formats.po import Catalog, Entry
from tm.operations import notes
from tm.operations.po import conflict
from tm.operations.po.merge_header import merge_header
from tm.operations.reviewed import is_reviewed

Key = tuple[str | None, str, int]
"""Context, source text, and a number that tells entries apart that have both in common."""
_FUZZY = "fuzzy"
_CRLF = "\r\n"


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a merge."""

    catalog: Catalog
    conflicts: tuple[str, ...]
    """Source texts of the entries that a person has to decide about; a header field by its name."""
    kept: tuple[str, ...] = ()
    """Source texts of the entries that one side took out and the other changed; they are obsolete now."""


class _Sides(msgspec.Struct, frozen=True):
    """One entry in the three versions."""

    base: Entry | None
    ours: Entry | None
    theirs: Entry | None


def merge_texts(base: str, ours: str, theirs: str) -> Merged:
    """Merge three versions of a PO file; `ErrorList` where one of them can't be read in full."""
    texts = _with_same_line_ends(base, ours, theirs)
    names = ("base", "ours", "theirs")
    return merge(*(po.parse(text, file=name) for text, name in zip(texts, names, strict=True)))


def merge(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """Merge three versions of a catalogue, each read under a file name of its own."""
    old, mine, other = _indexed(base), _indexed(ours), _indexed(theirs)
    header = merge_header(base.header_entry, ours.header_entry, theirs.header_entry)
    entries: list[Entry] = []
    conflicts, kept = list(header.conflicts), []
    for key in _order(list(old), list(mine), list(other)):
        sides = _Sides(old.get(key), mine.get(key), other.get(key))
        entry, doubtful = _entry(sides)
        if entry is None:
            continue
        entries.append(entry)
        conflicts += [entry.msgid] if doubtful else []
        kept += [entry.msgid] if _taken_out(sides) else []
    catalog = msgspec.structs.replace(
        ours,
        header_entry=header.entry,
        entries=_obsolete_last(entries, ours, theirs),
        tail=theirs.tail if ours.tail == base.tail else ours.tail,
    )
    return Merged(catalog=catalog, conflicts=tuple(conflicts), kept=tuple(kept))


def _with_same_line_ends(base: str, ours: str, theirs: str) -> tuple[str, str, str]:
    """Return the texts with one kind of line ends: where one side changed them, that side's."""
    texts = (base, ours, theirs)
    styles = [_CRLF in text for text in texts]
    if len({style for style, text in zip(styles, texts, strict=True) if text}) <= 1:
        return texts
    wanted = styles[2] if base and styles[0] == styles[1] else styles[1]
    first, second, third = (text.replace(_CRLF, "\n").replace("\n", _CRLF if wanted else "\n") for text in texts)
    return first, second, third


def _indexed(catalog: Catalog) -> dict[Key, Entry]:
    """Return the entries by key in the order of the file; of entries alike a living one is the first."""
    seen: Counter[tuple[str | None, str]] = Counter()
    keys: dict[int, Key] = {}
    for entry in sorted(catalog.entries, key=lambda one: one.obsolete):
        keys[id(entry)] = (*entry.key, seen[entry.key])
        seen[entry.key] += 1
    return {keys[id(entry)]: entry for entry in catalog.entries}


def _order(base: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key]) -> list[Key]:
    """Return all keys of both sides: in the order of the side that moved entries, what only the other has put in."""
    common = set(base) & set(ours) & set(theirs)
    was, mine, other = ([key for key in keys if key in common] for keys in (base, ours, theirs))
    first, second = (theirs, ours) if mine == was != other else (ours, theirs)
    inside = set(first)
    inserted: dict[Key | None, list[Key]] = defaultdict(list)
    anchor: Key | None = None
    for key in second:
        if key in inside:
            anchor = key
        else:
            inserted[anchor].append(key)
    return inserted[None] + [one for key in first for one in (key, *inserted[key])]


def _obsolete_last(entries: Sequence[Entry], ours: Catalog, theirs: Catalog) -> tuple[Entry, ...]:
    """Return the entries with the obsolete ones at the end, if both sides have them there."""
    for catalog in (ours, theirs):
        marks = [entry.obsolete for entry in catalog.entries]
        if marks != sorted(marks):
            return tuple(entries)
    return tuple(sorted(entries, key=lambda entry: entry.obsolete))


def _entry(sides: _Sides) -> tuple[Entry | None, bool]:
    """Return the merged entry, None where it is gone, and whether it is a conflict."""
    base, ours, theirs = sides.base, sides.ours, sides.theirs
    if ours is None or theirs is None:
        return _survivor(base, ours or theirs), False
    if ours.content == theirs.content:
        return (theirs if base and _written_alike(base, ours) else ours), False
    if base and ours.content == base.content:
        return theirs, False
    if base and theirs.content == base.content:
        return ours, False
    return _both_changed(base, ours, theirs)


def _written_alike(one: Entry, other: Entry) -> bool:
    return one.origin is not None and other.origin is not None and one.origin.text == other.origin.text


def _survivor(base: Entry | None, left: Entry | None) -> Entry | None:
    """Return what becomes of an entry that one side doesn't have: new, gone, or changed by one and removed by one."""
    if base is None or left is None or (base.obsolete and not left.obsolete):
        return left
    work = (left.msgstr, left.fuzzy, left.comments) != (base.msgstr, base.fuzzy, base.comments)
    if not work or not (any(left.msgstr) or left.comments):
        return None
    return left if left.obsolete else left.made_obsolete()


def _taken_out(sides: _Sides) -> bool:
    """Tell whether one side removed an entry that is kept for what the other side did to it."""
    return sides.base is not None and (sides.ours is None or sides.theirs is None)


def _both_changed(base: Entry | None, ours: Entry, theirs: Entry) -> tuple[Entry, bool]:
    """Merge two different entries that both differ from the one they come from, or were both added."""
    old = base or Entry(msgid=ours.msgid, msgctxt=ours.msgctxt, msgstr=("",) * len(ours.msgstr))
    winner, loser, doubtful = _translation(base, ours, theirs)
    side = "theirs" if loser is theirs else "ours"
    lost = loser is not None and any(loser.msgstr) and loser.msgstr not in {winner.msgstr, old.msgstr}
    kept = conflict.marks(loser, side, plural=doubtful) if loser is not None and (doubtful or lost) else ()
    flags = [flag for flag in _lines(old.flags, ours.flags, theirs.flags) if flag != _FUZZY]
    merged = msgspec.structs.replace(
        winner,
        flags=(_FUZZY, *flags) if winner.fuzzy or doubtful else tuple(flags),
        comments=tuple(dict.fromkeys((*_lines(old.comments, ours.comments, theirs.comments), *kept))),
        extracted=_extracted(old, ours, theirs, winner),
        references=tuple(_lines(old.references, ours.references, theirs.references)),
        obsolete=_flag(base.obsolete if base else None, ours.obsolete, theirs.obsolete),
    )
    return merged, doubtful


def _translation(base: Entry | None, ours: Entry, theirs: Entry) -> tuple[Entry, Entry | None, bool]:
    """Return the entry whose translation holds, the one whose text goes, and whether a person has to decide."""
    said = [None if one is None else _said(one) for one in (base, ours, theirs)]
    if said[1] == said[2] or said[2] == said[0]:
        return ours, None, False
    if said[1] == said[0]:
        return theirs, None, False
    if _sureness(ours) != _sureness(theirs):
        winner, loser = (ours, theirs) if _sureness(ours) > _sureness(theirs) else (theirs, ours)
        return winner, loser, winner.msgid_plural != loser.msgid_plural
    same = (ours.msgstr, ours.msgid_plural) == (theirs.msgstr, theirs.msgid_plural)
    return ours, None if same else theirs, not same


def _said(entry: Entry) -> tuple[object, ...]:
    return entry.msgstr, entry.msgid_plural, entry.fuzzy, entry.previous


def _sureness(entry: Entry) -> int:
    """Return how sure somebody was of a translation: empty, fuzzy, finished, reviewed."""
    if not any(entry.msgstr):
        return 0
    if entry.fuzzy or not entry.translated:
        return 1
    return 3 if is_reviewed(entry) else 2


def _extracted(old: Entry, ours: Entry, theirs: Entry, winner: Entry) -> tuple[str, ...]:
    """Return the extracted comments: others' from both sides, ours (`tm: …`) from the side whose translation holds."""
    foreign = _lines(*(notes.divided(one.extracted)[0] for one in (old, ours, theirs)))
    return (*foreign, *notes.divided(winner.extracted)[1])


def _lines(base: Iterable[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return lines of both sides: what either has added is there, what either has taken out is not."""
    was, mine, other = set(base), set(ours), set(theirs)
    if was == mine:
        return list(theirs)
    return [one for one in ours if one in other or one not in was] + [
        one for one in theirs if one not in was and one not in mine
    ]


def _flag(base: bool | None, ours: bool, theirs: bool) -> bool:  # noqa: FBT001 - three values of a kind
    """Return a yes or no that only one side can have changed; what both added is obsolete only if both say so."""
    if base is None:
        return ours and theirs
    return theirs if ours == base else ours
