"""A PO file brought up to date with a new template, as msgmerge would, but with fewer translations lost.

An entry whose source text is the same keeps everything, wherever it moved. A new text is paired with the most similar
old one that has no better use, nearest first; two sentences that became one keep both translations, and a sentence that
was divided keeps its own in the first part. All that is fuzzy and shows the old source. A text that differs only in
what nobody sees (spaces, kinds of apostrophes and hyphens) keeps its translation as it is. What is left over becomes
obsolete.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from tm.formats.po import Catalog, Entry, Previous, plural_count, with_header_fields
from tm.language import Language
from tm.operations import match_note, notes, provenance, reviewed
from tm.operations.matching import pairings
from tm.text.normalize import normalize

_FUZZY = "fuzzy"
_DATE = "POT-Creation-Date"


class Updated(msgspec.Struct, frozen=True, kw_only=True):
    """A catalogue brought up to date."""

    catalog: Catalog
    kept: int
    """Entries whose source text is what it was."""
    changed: int
    """Entries with a new source text and the translation of an old one."""
    new: int
    """Entries without a translation to go on from."""
    obsolete: int
    """Entries that became obsolete."""


class _Old(msgspec.Struct, frozen=True):
    """What an entry of the template is made from."""

    entries: tuple[Entry, ...]
    """Two where they were joined."""
    part: int = 0
    """Which part of a divided entry; only the first has the translation."""


def update(old: Catalog, template: Catalog, language: Language) -> Updated:
    """Return the catalogue with the entries of a template, in its order; `language` is that of the source texts.

    Obsolete entries stand at the end in their old order; those that never had a translation go.
    """
    living = [entry for entry in template.entries if not entry.obsolete]
    same, changed = _partners(old.entries, living, language)
    forms = plural_count(old) or 1
    entries = [_entry(one, same.get(n) or changed.get(n), forms) for n, one in enumerate(living)]
    used = {id(entry) for one in (*same.values(), *changed.values()) for entry in one.entries}
    left = [entry for entry in old.entries if id(entry) not in used and any(entry.msgstr)]
    catalog = msgspec.structs.replace(old, entries=(*entries, *(_retired(entry) for entry in left)))
    date = template.header.get(_DATE)
    if date and old.header_entry and old.header.get(_DATE) != date:
        catalog = with_header_fields(catalog, {_DATE: date})
    translated = sum(not one.part for one in changed.values())
    return Updated(
        catalog=catalog,
        kept=len(same),
        changed=translated,
        new=len(living) - len(same) - translated,
        obsolete=sum(not entry.obsolete for entry in left),
    )


def _retired(entry: Entry) -> Entry:
    return entry if entry.obsolete else entry.made_obsolete()


def _partners(
    old: Sequence[Entry], new: Sequence[Entry], language: Language
) -> tuple[Mapping[int, _Old], Mapping[int, _Old]]:
    """Return by number of the new entry what it is made from: those with the same source, and the others."""
    by_key = {entry.key: entry for entry in sorted(old, key=lambda one: not one.obsolete)}
    same = {number: _Old((by_key[one.key],)) for number, one in enumerate(new) if one.key in by_key}
    taken = {id(one.entries[0]) for one in same.values()}
    rest = {number: one.msgid for number, one in enumerate(new) if number not in same}
    free = {n: entry.msgid for n, entry in enumerate(old) if id(entry) not in taken and _useful(entry)}
    return same, dict(_changed(rest, free, old, language))


def _useful(entry: Entry) -> bool:
    """Tell whether a changed text can be made from the entry: it says something and is in use."""
    return not entry.obsolete and any(entry.msgstr)


def _changed(
    new: Mapping[int, str], free: Mapping[int, str], old: Sequence[Entry], language: Language
) -> Iterator[tuple[int, _Old]]:
    for one in pairings(new, free, language, joins=True):
        entries = tuple(old[number] for number in one.old)
        if len(entries) > 1 and any(entry.msgid_plural is not None for entry in entries):
            entries = entries[:1]
        for part, number in enumerate(one.new):
            yield number, _Old(entries, part)


def _entry(new: Entry, old: _Old | None, forms: int) -> Entry:
    """Return the entry of the file: what the source says is the template's, what translators wrote the old entry's."""
    width = 1 if new.msgid_plural is None else forms
    if old is None or old.part:
        return msgspec.structs.replace(new.content, msgstr=("",) * width, comments=(), flags=_flags(new, fuzzy=False))
    first = old.entries[0]
    msgstr = _translation(old.entries, width)
    changed = _differs(new, old.entries)
    doubtful = any(msgstr) and (first.fuzzy or changed)
    return msgspec.structs.replace(
        first,
        msgctxt=new.msgctxt,
        msgid=new.msgid,
        msgid_plural=new.msgid_plural,
        msgstr=msgstr,
        comments=tuple(dict.fromkeys(line for entry in old.entries for line in entry.comments)),
        extracted=_extracted(new, first, changed=changed),
        references=new.references,
        flags=_flags(new, fuzzy=doubtful),
        previous=_previous(new, old.entries) if doubtful else None,
        obsolete=False,
    )


def _translation(old: Sequence[Entry], width: int) -> tuple[str, ...]:
    """Return the translations of old entries in as many forms as there have to be; missing ones are empty."""
    if len(old) > 1:
        return (" ".join(entry.msgstr[0] for entry in old if entry.msgstr[0]),) + ("",) * (width - 1)
    return (old[0].msgstr + ("",) * width)[:width]


def _differs(new: Entry, old: Sequence[Entry]) -> bool:
    """Tell whether a person has to look at the old translation of a new source."""
    first = old[0]
    if len(old) > 1 or (new.msgctxt, new.msgid_plural) != (first.msgctxt, first.msgid_plural):
        return True
    return _seen(new.msgid) != _seen(first.msgid)


def _seen(text: str) -> tuple[bool, str, bool]:
    """Return what a reader sees of a text, and whether a line feed stands at its ends, which msgfmt checks."""
    return text.startswith("\n"), normalize(text), text.endswith("\n")


def _previous(new: Entry, old: Sequence[Entry]) -> Previous | None:
    """Return the source that was last translated."""
    first = old[0]
    if first.fuzzy and first.previous is not None and len(old) == 1:
        return first.previous
    if first.key == new.key and first.msgid_plural == new.msgid_plural:
        return None
    said = " ".join(entry.msgid for entry in old)
    return Previous(msgid=said, msgctxt=first.msgctxt, msgid_plural=first.msgid_plural)


def _extracted(new: Entry, old: Entry, *, changed: bool) -> tuple[str, ...]:
    """Return the template's comments, and ours (`tm: …`) as far as they still hold for a source that has changed."""
    ours = notes.divided(old.extracted)[1]
    if changed:
        ours = provenance.rated(reviewed.without_notes(match_note.finished(ours)), provenance.UNALIGNED)
    return (*new.extracted, *(line for line in ours if line not in new.extracted))


def _flags(new: Entry, *, fuzzy: bool) -> tuple[str, ...]:
    others = tuple(flag for flag in new.flags if flag != _FUZZY)
    return (_FUZZY, *others) if fuzzy else others
