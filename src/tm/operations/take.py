"""`tm take`: what a translator sends back goes into the PO files of the workspace, and nothing else in them changes.

Who wins. What was sent out is noted in the file by a digest of each translation. Where the PO file still says it, the
translator's text goes in; where the translator left it, the PO file stays. Where both have changed, or nobody knows
what was sent out and the PO file has a finished translation, it is a conflict: the PO file stays, and a person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Literal

import msgspec

from tm.errors import Place
from tm.formats import Refused, po
from tm.lint.finding import Finding, Severity
from tm.messages import say
from tm.operations import match_note
from tm.operations.lint import lint_text
from tm.operations.po.rewriting import Opened, Rewritten, open_catalog, with_catalog
from tm.operations.po_entries import digest, name_of
from tm.operations.returned import Form, Offer, catalogs, files_of, offers
from tm.text.inline import split
from tm.text.normalize import normalize
from tm.workspace import Workspace

Side = Literal["nobody", "ours", "theirs"]


class Kind(StrEnum):
    """What became of an offer."""

    NEW = "new"
    """The entry was empty."""
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    UNTRANSLATED = "not translated"
    CONFLICT = "conflict"
    SOURCE_CHANGED = "source changed"
    """The message says something else by now."""
    UNKNOWN = "unknown"
    """No PO file has the message."""


FINDINGS = (Kind.CONFLICT, Kind.SOURCE_CHANGED, Kind.UNKNOWN)
"""What a person has to look at."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One message that came back."""

    kind: Kind
    place: Place
    """In the file that came back."""
    entry: Place | None = None
    """In the PO file, None where no entry was found."""
    source: str
    ours: str = ""
    """What the PO file says; for a source that changed, the new one."""
    theirs: str = ""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What came of everything that came back; nothing is written yet."""

    files: tuple[Rewritten, ...]
    """The PO files that change."""
    items: tuple[Item, ...]
    findings: tuple[Finding, ...]
    """Errors and warnings of the linter about the entries that were taken."""
    refused: tuple[Refused, ...]
    """What could not be read."""

    def of(self, *kinds: Kind) -> list[Item]:
        """Return the items of some kinds."""
        return [item for item in self.items if item.kind in kinds]


def take(paths: Iterable[Path], workspace: Workspace, *, wins: Side = "nobody") -> Taken:
    """Work out what files and folders from a translator change; nothing is written.

    `wins` says whose text stands where both have changed.

    :raises TmError: a file can't be read, or is of a kind that can't be taken.
    """
    files = list(files_of(paths))
    shelf = _Shelf(workspace)
    refused: list[Refused] = []
    items: list[Item] = []
    for file in files:
        found = list(offers(file, workspace))
        if not found:
            refused.append(_nothing_in(file, workspace))
        for one in found:
            if isinstance(one, Refused):
                refused.append(one)
            else:
                items += shelf.take(one, wins)
    return Taken(
        files=tuple(shelf.rewritten()),
        items=tuple(items),
        findings=tuple(shelf.findings()),
        refused=tuple(refused),
    )


def _nothing_in(file: Path, workspace: Workspace) -> Refused:
    """Say of a file with nothing for the workspace why that may be."""
    codes = ", ".join(language.code for language in workspace.targets)
    reason = say("nothing in the file is for a language that is translated into here ({codes}).", codes=codes)
    return Refused(reason=reason, place=Place(workspace.shown(file)), text="")


class _Book:
    """One PO file, and what has been put into it."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.entries = list(opened.catalog.entries)
        self.touched: set[int] = set()

    def rewritten(self) -> Rewritten:
        """Return the file with what was taken."""
        return with_catalog(self.opened, msgspec.structs.replace(self.opened.catalog, entries=tuple(self.entries)))


_Slot = tuple[_Book, int]
"""A PO file and the index of an entry."""


class _Shelf:
    """The PO files of a workspace, their messages found by id, by source and by what the source was before."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._books: list[_Book] = []
        self._names: dict[tuple[str, ...], list[_Slot]] = defaultdict(list)
        self._sources: dict[tuple[str, ...], list[_Slot]] = defaultdict(list)
        self._earlier: dict[tuple[str, ...], list[_Slot]] = defaultdict(list)
        for code, path in catalogs(workspace):
            self._add(code, _Book(open_catalog(path, workspace)))

    def _add(self, code: str, book: _Book) -> None:
        self._books.append(book)
        for index, entry in enumerate(book.entries):
            if entry.obsolete:
                continue
            self._names[code, name_of(entry)].append((book, index))
            self._sources[code, entry.msgid].append((book, index))
            if entry.previous and entry.previous.msgid:
                self._earlier[code, entry.previous.msgid].append((book, index))

    def take(self, offer: Offer, wins: Side) -> Iterator[Item]:
        """Put what is offered into each entry it is for; yield what became of it."""
        said = _first_text(offer)
        slots = self._slots(offer)
        for book, index in slots:
            entry = book.entries[index]
            kind, after = decide(entry, offer, wins)
            if after is not None and wins == "nobody" and _of_another_source(offer, entry):
                kind, after = Kind.SOURCE_CHANGED, None
            if after is not None:
                book.entries[index] = after
                book.touched.add(index)
            ours = " | ".join(entry.msgstr)
            yield Item(kind=kind, place=offer.place, entry=entry.place, source=entry.msgid, ours=ours, theirs=said)
        if not slots and said:
            yield self._homeless(offer, said)

    def _slots(self, offer: Offer) -> list[_Slot]:
        """Return the entries an offer is for: by id, or else by source and context."""
        found = self._names.get((offer.language, offer.name), [])
        if not found:
            same = self._sources.get((offer.language, offer.source), [])
            fitting = [slot for slot in same if _entry(slot).msgctxt == offer.context]
            found = fitting or (same if offer.context is None else [])
        named = [slot for slot in found if slot[0].opened.file == offer.original]
        return named or found

    def _homeless(self, offer: Offer, said: str) -> Item:
        """Return what to say about an offer that no entry is for."""
        now = self._earlier.get((offer.language, offer.source), [])
        return Item(
            kind=Kind.SOURCE_CHANGED if now else Kind.UNKNOWN,
            place=offer.place,
            entry=_entry(now[0]).place if now else None,
            source=offer.source,
            ours=_entry(now[0]).msgid if now else "",
            theirs=said,
        )

    def rewritten(self) -> Iterator[Rewritten]:
        """Yield the files that change."""
        return (book.rewritten() for book in self._books if book.touched)

    def findings(self) -> Iterator[Finding]:
        """Yield what the linter says about the entries that were changed, as they will stand in the files."""
        for book in self._books:
            if book.touched:
                yield from _findings(book, self._workspace)


def _entry(slot: _Slot) -> po.Entry:
    return slot[0].entries[slot[1]]


def _of_another_source(offer: Offer, entry: po.Entry) -> bool:
    """Tell whether what came back translates something else than the entry says."""
    sources = {normalize(text) for text in (entry.msgid, entry.msgid_plural or "") if text}
    return bool(offer.source) and normalize(split(offer.source)[0]) not in {normalize(split(one)[0]) for one in sources}


def _first_text(offer: Offer) -> str:
    return " | ".join(form.text for _, form in sorted(offer.forms.items()) if form.text)


def _findings(book: _Book, workspace: Workspace) -> Iterator[Finding]:
    after = book.rewritten().after
    checked = lint_text(after.encode(), str(book.opened.path), workspace)
    again = po.parse(after, file=book.opened.file).entries
    lines: set[int] = set()
    for index in book.touched:
        origin = again[index].origin
        if origin:
            lines.update(range(origin.line, origin.line + origin.text.count("\n") + 1))
    found = (finding for finding in checked.findings if finding.place.line in lines)
    return (finding for finding in found if finding.severity is not Severity.INFO)


def decide(entry: po.Entry, offer: Offer, wins: Side) -> tuple[Kind, po.Entry | None]:
    """Return what becomes of an offer for an entry, and the entry as it should be; None where it stays as it is."""
    theirs = _merged(entry, offer)
    given = {number: form for number, form in offer.forms.items() if form.text}
    finished = all(theirs) and all(form.finished for form in given.values())
    comments = _with_notes(entry, offer.notes)
    noted = None if comments == entry.comments else entry.with_(comments=comments)
    if not given:
        return Kind.UNTRANSLATED, noted
    if theirs == entry.msgstr:
        settled = _settled(entry, given.values(), finished=finished)
        if settled is entry:
            return (Kind.CHANGED if noted else Kind.UNCHANGED), noted
        return Kind.CHANGED, settled.with_(comments=comments)
    kind = _judged(entry, given, wins)
    if kind in {Kind.UNCHANGED, Kind.CONFLICT}:
        return kind, noted
    return kind, _filled(entry, theirs, finished=finished).with_(comments=comments)


def _merged(entry: po.Entry, offer: Offer) -> tuple[str, ...]:
    """Return the forms of an entry with those offered in their places; an offer of too many loses the last ones."""
    forms = (offer.forms.get(number) for number in range(len(entry.msgstr)))
    return tuple(form.text if form and form.text else text for form, text in zip(forms, entry.msgstr, strict=True))


def _settled(entry: po.Entry, forms: Iterable[Form], *, finished: bool) -> po.Entry:
    """Return an entry whose text came back as it is: confirmed, or marked as one that needs another look."""
    known = all(form.base is not None for form in forms)
    if entry.fuzzy and finished:
        return _filled(entry, entry.msgstr, finished=True)
    if not entry.fuzzy and not finished and known:
        return entry.with_(fuzzy=True)
    return entry


def _judged(entry: po.Entry, given: Mapping[int, Form], wins: Side) -> Kind:
    """Tell what to do with another text than the entry's."""
    if not any(entry.msgstr):
        return Kind.NEW
    forms = [(text, given[number]) for number, text in enumerate(entry.msgstr) if number in given]
    if all(form.base is not None for _, form in forms):
        if all(digest(text) == form.base for text, form in forms):
            return Kind.CHANGED
        if all(digest(form.text) == form.base for _, form in forms):
            return Kind.UNCHANGED
    elif entry.fuzzy:
        return Kind.CHANGED
    return {"nobody": Kind.CONFLICT, "ours": Kind.UNCHANGED, "theirs": Kind.CHANGED}[wins]


def _filled(entry: po.Entry, texts: Sequence[str], *, finished: bool) -> po.Entry:
    """Return an entry with a translation; a finished one no longer shows what it was matched with."""
    if not finished:
        return entry.with_(msgstr=texts, fuzzy=True)
    filled = entry.with_(msgstr=texts, fuzzy=False, previous=None)
    return msgspec.structs.replace(filled, extracted=match_note.finished(entry.extracted))


def _with_notes(entry: po.Entry, notes: Sequence[str]) -> tuple[str, ...]:
    """Return the translator's comments with the lines that came back and are new."""
    known = {*entry.comments, *entry.extracted}
    return (*entry.comments, *(note for note in notes if note and note not in known))
