"""A statement's PO file, brought up to date with its versions without losing a translator's word.

Who wins. An entry whose text is what the published version said follows the published version. An entry that a
translator wrote or changed stays. When a source sentence changes, its entry keeps the translation, becomes fuzzy and
shows the old source as `#| msgid`; unless the published translation changed, too: then that one is taken.
What is left over without a source becomes obsolete, never deleted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from tm.formats.po import Catalog, Entry, Previous, header_entry
from tm.language import Language
from tm.model import BlockKind, State
from tm.operations import match_note, notes, provenance, reviewed
from tm.operations.matching import pairings
from tm.operations.provenance import UNALIGNED, UNDATED, Provenance
from tm.operations.units import Draft, Drafts

KINDS = {BlockKind.HEADING: "tm: heading", BlockKind.ITEM: "tm: list item", BlockKind.SIGNATURE: "tm: signature"}
"""What an entry says of a text that is no sentence."""


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """How a catalogue is made."""

    source: Language
    target: Language
    review_below: float
    """Alignments with a lower confidence become fuzzy."""


def update(old: Catalog | None, new: Drafts, how: Merge) -> Catalog:
    """Return the catalogue of a statement: `old` brought up to date, or a new one.

    Entries stand in the order of the source; obsolete ones at the end, in their old order.
    """
    units = [unit for unit in new.units if how.source.code in unit.texts]
    before = old.entries if old else ()
    partners = _partners(units, before, how.source)
    entries = [_entry(unit, partners.get(unit.id), how) for unit in units]
    used = {id(entry) for entry in partners.values()}
    kept = [_retired(entry) for entry in before if id(entry) not in used and any(entry.msgstr)]
    if old is None:
        return Catalog(header_entry=_header(new, how.target), entries=(*entries, *kept))
    header = old.header_entry or _header(new, how.target)
    return msgspec.structs.replace(old, header_entry=header, entries=(*entries, *kept))


def state_of(entry: Entry, *, file_reviewed: bool = False) -> State:
    """Return how far the translation of an entry can be trusted; all of a file may count as reviewed."""
    if entry.fuzzy:
        return State.FUZZY
    if file_reviewed or reviewed.is_reviewed(entry):
        return State.REVIEWED
    note = provenance.read(entry.extracted)
    return State.ALIGNED if note and _untouched(entry, note) else State.TRANSLATED


def _header(new: Drafts, language: Language) -> Entry:
    day = new.date or UNDATED
    return header_entry(
        project=new.statement,
        language=language.code,
        plural_forms=language.plural_forms,
        date=dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC),
    )


def _retired(entry: Entry) -> Entry:
    return entry if entry.obsolete else entry.made_obsolete()


def _partners(units: Sequence[Draft], entries: Sequence[Entry], source: Language) -> dict[str, Entry]:
    """Return, by unit id, the old entry of each unit: the one with the same source, or else the likeliest one left."""
    by_key = {entry.key: entry for entry in reversed(entries)}
    texts = {unit.id: unit.texts[source.code].text for unit in units}
    same = {unit.id: by_key[key] for unit in units if (key := (unit.context, texts[unit.id])) in by_key}
    taken = {id(entry) for entry in same.values()}
    rest = {place: texts[unit.id] for place, unit in enumerate(units) if unit.id not in same}
    free = {n: entry.msgid for n, entry in enumerate(entries) if id(entry) not in taken and not entry.obsolete}
    return same | {units[one.new[0]].id: entries[one.old[0]] for one in pairings(rest, free, source)}


def _entry(unit: Draft, old: Entry | None, how: Merge) -> Entry:
    """Return the entry of a unit."""
    msgid = unit.texts[how.source.code].text
    published = unit.texts.get(how.target.code)
    note = _note(unit, how.target.code)
    base = old or Entry(msgid=msgid)
    recorded = provenance.read(base.extracted)
    changed = base.msgid != msgid
    if published and note and _follows(base, recorded, note):
        entry = base.with_(msgstr=published.text, fuzzy=unit.confidence < how.review_below, previous=None)
    else:
        entry = _with_new_source(base) if changed and any(base.msgstr) else base
        note = _refreshed(recorded, note, changed=changed)
    return msgspec.structs.replace(
        entry,
        msgid=msgid,
        msgctxt=unit.context,
        obsolete=False,
        references=unit.texts[how.source.code].places,
        extracted=_extracted(entry, unit.kind, note, changed=changed),
    )


def _note(unit: Draft, target: str) -> Provenance | None:
    published = unit.texts.get(target)
    if published is None:
        return None
    place = published.places[0].rpartition("/")[2].replace("\u2069", "")
    return Provenance(round(unit.confidence, 2), place, provenance.digest(published.text))


def _follows(entry: Entry, recorded: Provenance | None, published: Provenance) -> bool:
    """Tell whether the published text goes into the entry: it is news, and no translator's word stands in its way."""
    if recorded is None:
        return not any(entry.msgstr)
    return recorded.digest != published.digest and (_untouched(entry, recorded) or not any(entry.msgstr))


def _untouched(entry: Entry, note: Provenance) -> bool:
    return provenance.digest(entry.msgstr[0]) == note.digest


def _with_new_source(entry: Entry) -> Entry:
    """Return the entry as one whose source has changed; what it shows as previous is what was last translated."""
    shown = entry.previous if entry.fuzzy else None
    previous = shown or Previous(msgid=entry.msgid, msgctxt=entry.msgctxt)
    return entry.with_(fuzzy=True, previous=previous)


def _refreshed(recorded: Provenance | None, published: Provenance | None, *, changed: bool) -> Provenance | None:
    """Return the note to keep: while both texts stay, so does the confidence, and a diff shows real changes only.

    A changed source has the confidence with which it is aligned now.
    """
    if recorded and not published and changed:
        return msgspec.structs.replace(recorded, confidence=UNALIGNED)
    if recorded and published and recorded.digest == published.digest and not changed:
        return msgspec.structs.replace(recorded, place=published.place)
    return published or recorded


def _extracted(entry: Entry, kind: BlockKind, note: Provenance | None, *, changed: bool) -> tuple[str, ...]:
    """Return the extracted comments: other people's as they are, then ours, as far as they hold; as they are written.

    What was said of another source says nothing about this one.
    """
    found = list(notes.comments(entry.extracted))
    written = {one.text: one.lines for one in found}
    said = [one.text for one in found if not changed and _holds(one.text, entry)]
    ours = [text for text in (KINDS.get(kind), str(note) if note else None, *said) if text]
    others = (line for one in found if not one.ours for line in one.lines)
    lines = (*others, *(line for text in ours for line in written.get(text, (text,))))
    return entry.extracted if sorted(lines) == sorted(entry.extracted) else lines


def _holds(comment: str, entry: Entry) -> bool:
    """Tell whether a comment is what a person or `tm pretranslate` has noted of an entry as it is."""
    if match_note.is_note(comment):
        return entry.fuzzy
    if match_note.is_rejection(comment):
        return entry.fuzzy or not entry.translated
    return reviewed.is_note(comment)


def by_key(catalog: Catalog) -> Mapping[tuple[str | None, str], Entry]:
    """Return the catalogue's living entries by context and source."""
    return {entry.key: entry for entry in catalog.entries if not entry.obsolete}
