"""A translator's word on entries: accepted or rejected.

Accepting takes off the fuzzy flag and all that explained it: the previous source, the notes on matches, the other side
of a merge. Rejecting takes the suggestion away, too, and notes that it was rejected. What the entry says about the
published version stays, since `tm build` needs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from tm.errors import Place, TmError
from tm.formats import po
from tm.formats.po import Catalog, Entry
from tm.messages import say, say_number
from tm.operations import match_note, provenance, reviewed
from tm.operations.po import conflict
from tm.operations.po.rewriting import Opened, Rewritten, with_catalog
from tm.text.normalize import normalize

_LINE = re.compile(r":([0-9]{1,9})")
_SHOWN = 5


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """Which entries are meant."""

    named: tuple[str, ...] = ()
    """Numbers (`12`), lines of the file (`:40`), source texts or parts of one."""
    above: int | None = None
    """Entries whose match scored so much or more, 0 to 100; the confidence of an alignment counts as percent."""
    everything: bool = False


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that waits for a word."""

    number: int
    """From 1, obsolete entries not counted."""
    line: int
    score: int | None
    """Of the match or the alignment, 0 to 100; None where nobody noted one."""
    fuzzy: bool
    conflict: bool
    source: str
    target: str


def accept(entry: Entry, *, as_reviewed: bool = False) -> Entry:
    """Return the entry as one that a person has found good; `as_reviewed` notes that it was reviewed."""
    if not entry.translated:
        return entry
    extracted = match_note.finished(entry.extracted)
    extracted = provenance.rated(extracted, 1.0) if entry.fuzzy else extracted
    done = msgspec.structs.replace(_settled(entry), extracted=extracted)
    return reviewed.mark_reviewed(done) if as_reviewed else done


def reject(entry: Entry) -> Entry:
    """Return a fuzzy entry without its translation, and with a note that keeps it from coming back.

    One that is not fuzzy stays.
    """
    if not entry.fuzzy:
        return entry
    noted = match_note.with_rejection(entry).extracted
    extracted = reviewed.without_notes(match_note.without_notes(noted))
    return msgspec.structs.replace(_settled(entry), msgstr=("",) * len(entry.msgstr), extracted=extracted)


def _settled(entry: Entry) -> Entry:
    return entry.with_(fuzzy=False, previous=None, comments=conflict.without_marks(entry.comments))


def waiting(catalog: Catalog) -> list[Listed]:
    """Return the fuzzy entries in the order of the file."""
    return [_listed(number, entry) for number, entry in _living(catalog) if entry.fuzzy]


def _listed(number: int, entry: Entry) -> Listed:
    return Listed(
        number=number,
        line=entry.place.line if entry.place else 0,
        score=_score(entry),
        fuzzy=entry.fuzzy,
        conflict=conflict.is_conflict(entry),
        source=entry.msgid,
        target=entry.msgstr[0],
    )


def judged(opened: Opened, chosen: Chosen, judge: Callable[[Entry], Entry]) -> tuple[Rewritten, tuple[Listed, ...]]:
    """Return the file with a judgement on the chosen entries, and the entries that it changed, as they were.

    Raises `TmError` for an entry that is not there, or where a text names several.
    """
    numbers = _numbers(opened.catalog, chosen)
    changed: list[Listed] = []
    new: dict[int, Entry] = {}
    for number, entry in _living(opened.catalog):
        after = judge(entry) if number in numbers else entry
        if after != entry:
            new[id(entry)] = after
            changed.append(_listed(number, entry))
    entries = tuple(new.get(id(entry), entry) for entry in opened.catalog.entries)
    return with_catalog(opened, msgspec.structs.replace(opened.catalog, entries=entries)), tuple(changed)


def _living(catalog: Catalog) -> list[tuple[int, Entry]]:
    return list(enumerate((entry for entry in catalog.entries if not entry.obsolete), 1))


def _numbers(catalog: Catalog, chosen: Chosen) -> set[int]:
    living = _living(catalog)
    found = {_named(word, living, catalog.file) for word in chosen.named}
    if chosen.named and chosen.above is None and not chosen.everything:
        return found
    pool = [(number, entry) for number, entry in living if not found or number in found]
    return {number for number, entry in pool if chosen.above is None or (_score(entry) or 0) >= chosen.above}


def _score(entry: Entry) -> int | None:
    """Return what a fuzzy entry's match or alignment scored, None where the entry does not say."""
    if conflict.is_conflict(entry):
        return None
    score = match_note.score_of(entry.extracted)
    note = provenance.read(entry.extracted)
    if score is None and note and entry.previous is None and provenance.digest(entry.msgstr[0]) == note.digest:
        return round(100 * note.confidence)
    return score


def _named(word: str, living: Sequence[tuple[int, Entry]], file: str) -> int:
    """Return the number of the entry that a word names."""
    if word.isdecimal():
        if 1 <= int(word) <= len(living):
            return int(word)
        raise TmError(
            say("there is no entry {word}.", word=word),
            place=Place(file),
            hint=say("They are numbered from 1 to {number}.", number=len(living)),
        )
    if line := _LINE.fullmatch(word):
        return _at_line(int(line[1]), living, file)
    said = normalize(word)
    whole = [number for number, entry in living if normalize(entry.msgid) == said]
    return _only(whole or [number for number, entry in living if said in normalize(entry.msgid)], word, file)


def _at_line(line: int, living: Iterable[tuple[int, Entry]], file: str) -> int:
    for number, entry in living:
        origin = entry.origin
        if origin and origin.line <= line < origin.line + origin.text.count("\n"):
            return number
    raise TmError(
        say("no entry stands in line {line}.", line=line), place=Place(file, line), hint=say("Name a line of an entry.")
    )


def _only(numbers: Sequence[int], word: str, file: str) -> int:
    if not numbers:
        hint = say("Name an entry by its number, by a line (:40), or by words of its source text.")
        raise TmError(say("no source text says “{word}”.", word=word), place=Place(file), hint=hint)
    if len(numbers) > 1:
        listed = ", ".join(map(str, numbers[:_SHOWN])) + (" …" if len(numbers) > _SHOWN else "")
        message = say_number(
            "{number} entry says “{word}”: {listed}.",
            "{number} entries say “{word}”: {listed}.",
            len(numbers),
            word=word,
            listed=listed,
        )
        raise TmError(message, place=Place(file), hint=say("Name one of them by its number."))
    return numbers[0]


def cleaned(entry: po.Entry) -> po.Entry | None:
    """Return an entry without what has gone stale, None for an obsolete one.

    Stale are, where nothing is fuzzy, the previous source, the note on a match and the other side of a merge; in a
    finished entry what was rejected for it; and a note that it was reviewed where that is no longer so.
    """
    if entry.obsolete:
        return None
    if not reviewed.is_reviewed(entry):
        entry = msgspec.structs.replace(entry, extracted=reviewed.without_notes(entry.extracted))
    if entry.fuzzy:
        return entry
    left = match_note.finished if entry.translated else match_note.without_notes
    return msgspec.structs.replace(_settled(entry), extracted=left(entry.extracted))
