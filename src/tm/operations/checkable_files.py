"""The kinds of files the linter can check: catalogues, plain documents, and files of units such as TMX."""

from __future__ import annotations

import datetime as dt
import gettext
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePath
from types import MappingProxyType

import msgspec

from tm import languages
from tm.documents import Block, Document
from tm.errors import FormatError, Place, TmError
from tm.formats import Options, Refused, format_of, po
from tm.language import Language
from tm.lint.ignores import Ignore, ignored_codes
from tm.lint.rule import CatalogSubject, Pair, Subject, Text
from tm.messages import say
from tm.model import Span, State, Tag, TagKind, Unit, Variant
from tm.operations import provenance
from tm.operations.checkable import Edit, apply
from tm.operations.provenance import UNDATED
from tm.text.inline import literal
from tm.workspace import Workspace

_CREDITS = frozenset({"translator-credits", "translator_credits", "Your names", "Your emails"})
"""Messages that GNOME and KDE fill with the translators' names: no translations."""
_PLURAL = re.compile(r"plural\s*=\s*([^;]+)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ENOUGH = 201
"""Numbers from 0 that show every form of a plural rule."""


class CatalogFile:
    """A PO file: its finished translations, each with its source; fuzzy and empty entries wait."""

    def __init__(
        self, catalog: po.Catalog, workspace: Workspace, target: Language, *, errors: Sequence[TmError] = ()
    ) -> None:
        """Collect the translations to check."""
        self.errors = tuple(errors)
        self._catalog = catalog
        ready = [number for number, entry in enumerate(catalog.entries) if _is_ready(entry)]
        self._slots = [
            (number, form) for number in ready for form, text in enumerate(catalog.entries[number].msgstr) if text
        ]
        reader = _Forms(catalog, workspace.source, target)
        self.subjects = [reader.subject(catalog.entries[number], form) for number, form in self._slots]
        counter = _LineCounter(workspace)
        self.catalog = CatalogSubject(
            catalog=catalog,
            source=workspace.source,
            target=target,
            place=Place(catalog.file, 1),
            lines=counter,
        )
        self.referred = counter.counted
        noted = (entry for entry in catalog.entries if entry.origin and "tm:ignore" in entry.origin.text)
        self.ignores = [ignore for entry in noted for ignore in _entry_ignores(entry)]

    def pairs(self, *, everything: bool) -> Iterator[Pair]:
        """Yield the finished translations, or only those of which a published version says something else."""
        for (number, form), subject in zip(self._slots, self.subjects, strict=True):
            entry = self._catalog.entries[number]
            published = _published(entry) if form == 0 and entry.extracted else ""
            if everything or published:
                yield _pair(subject, context=entry.msgctxt or "", published=published)

    def mended(self, edits: Mapping[int, Sequence[Edit]]) -> str:
        """Return the PO text with the edits in its `msgstr`s; other entries stay byte for byte."""
        entries = list(self._catalog.entries)
        for index, changes in edits.items():
            number, form = self._slots[index]
            texts = list(entries[number].msgstr)
            texts[form] = apply(texts[form], changes)
            entries[number] = entries[number].with_(msgstr=texts)
        return po.serialize(msgspec.structs.replace(self._catalog, entries=tuple(entries)))


class DocumentFile:
    """A plain document: its blocks stand alone."""

    errors: Sequence[TmError] = ()
    catalog: CatalogSubject | None = None
    referred: Mapping[str, int | None] = MappingProxyType({})

    def __init__(self, document: Document, language: Language, content: bytes) -> None:
        """Collect the blocks to check."""
        self._document = document
        self._content = content
        self.subjects = [
            Subject(
                target=Text(language=language, text=block.text, locate=_BlockLocator(document, block)),
                date=document.front.date,
            )
            for block in document.blocks
        ]
        self.ignores = list(document_ignores(document))

    def pairs(self, *, everything: bool) -> Iterator[Pair]:  # noqa: ARG002 - the protocol's
        """Yield nothing: a document translates nothing."""
        return iter(())

    def mended(self, edits: Mapping[int, Sequence[Edit]]) -> str:
        """Return the document's text with the edits in its blocks; `FormatError` for a file that is not UTF-8."""
        text = self._content.decode("utf-8", errors="ignore")
        shift = len(text) - len(self._document.text)
        if text[shift:] != self._document.text:
            place = Place(self._document.file)
            raise FormatError(say("only UTF-8 files can be mended."), place=place, hint=say("Save it as UTF-8."))
        moved = [
            Edit(self._document.blocks[index].original(edit.span), edit.text)
            for index, changes in edits.items()
            for edit in changes
        ]
        return text[:shift] + apply(self._document.text, sorted(moved))


class UnitsFile:
    """A file of units: each variant in a target language, with the source variant."""

    catalog: CatalogSubject | None = None
    ignores: Sequence[Ignore] = ()
    referred: Mapping[str, int | None] = MappingProxyType({})

    def __init__(self, content: bytes, file: str, workspace: Workspace) -> None:
        """Read the units; what can't be read is an error, the rest is checked."""
        wanted = {language.code for language in workspace.languages}
        options = Options(source_language=workspace.source.code, language=lambda tag: _code(tag, wanted))
        self.errors: list[TmError] = []
        self.subjects: list[Subject] = []
        self._file = file
        for one in format_of(PurePath(file)).parse(io.BytesIO(content), file, options):
            if isinstance(one, Refused):
                self.errors.append(FormatError(one.reason, place=one.place))
            else:
                self.subjects += _unit_subjects(one, workspace, file)

    def pairs(self, *, everything: bool) -> Iterator[Pair]:
        """Yield the translations; nobody knows their origin."""
        return (_pair(subject) for subject in self.subjects if everything)

    def mended(self, edits: Mapping[int, Sequence[Edit]]) -> str:
        """Raise `FormatError`: such files are made by programs, and mended there."""
        hint = say("Mend {number} of its texts in the program it comes from.", number=len(edits))
        raise FormatError(say("files of this kind can't be mended."), place=Place(self._file), hint=hint)


def _is_ready(entry: po.Entry) -> bool:
    return any(entry.msgstr) and not entry.fuzzy and not entry.obsolete and entry.msgid not in _CREDITS


class _Forms:
    """What each plural form of a catalogue translates."""

    def __init__(self, catalog: po.Catalog, source: Language, target: Language) -> None:
        self._source, self._target = source, target
        self._numbers = _numbers(catalog.header.get("Plural-Forms") or target.plural_forms)
        self._date = _date(catalog)

    def subject(self, entry: po.Entry, form: int) -> Subject:
        """Return one form: that of 1 alone translates the singular and may have a word for it, others the plural."""
        field, alone = po.Field.MSGID, False
        alternatives: tuple[str, ...] = ()
        if entry.msgid_plural is not None:
            numbers = self._numbers.get(form, frozenset())
            alone = len(numbers) == 1
            single = numbers == {1}
            field = po.Field.MSGID if single else po.Field.MSGID_PLURAL
            alternatives = (entry.msgid_plural if single else entry.msgid,) if alone else ()
        return Subject(
            target=Text(
                language=self._target, text=entry.msgstr[form], locate=_EntryLocator(entry, po.Field.MSGSTR, form)
            ),
            source=Text(language=self._source, text=entry.text(field), locate=_EntryLocator(entry, field)),
            date=self._date,
            flags=frozenset(entry.flags),
            alternatives=alternatives,
            one_number=alone,
        )


@lru_cache(maxsize=64)
def _numbers(header: str) -> Mapping[int, frozenset[int]]:
    """Return the numbers of each plural form; empty where the rule can't be read."""
    rule = _PLURAL.search(header)
    found: dict[int, set[int]] = defaultdict(set)
    if rule is None:
        return {}
    try:
        form = gettext.c2py(rule[1].strip())
        for number in range(_ENOUGH):
            found[form(number)].add(number)
    except (ValueError, RecursionError, ZeroDivisionError):
        return {}
    return {form: frozenset(numbers) for form, numbers in found.items()}


def _date(catalog: po.Catalog) -> dt.date | None:
    """Return the day the source text was made, None where the header has no such day."""
    try:
        day = dt.date.fromisoformat(catalog.header.get("POT-Creation-Date", "")[:10])
    except ValueError:
        return None
    return None if day == UNDATED else day


def _entry_ignores(entry: po.Entry) -> Iterator[Ignore]:
    """Yield the ignoring comments of an entry; they speak for all its lines."""
    if entry.origin is None:
        return
    lines = entry.origin.text.split("\n")
    for number, line in enumerate(lines):
        codes = ignored_codes(line) if line.startswith(("#.", "# ")) else None
        if codes is not None:
            place = Place(entry.origin.file, entry.origin.line + number, line.index("tm:ignore") + 1)
            first = entry.origin.line
            yield Ignore(codes=codes, place=place, first=first, last=first + len(lines))


def document_ignores(document: Document) -> Iterator[Ignore]:
    """Yield the ignoring comments of a document; each speaks for the block after it, or for the one it stands in."""
    for hit in _COMMENT.finditer(document.text, document.body.start):
        codes = ignored_codes(hit.group())
        if codes is None:
            continue
        place = document.source.place(hit.start() + hit.group().index("tm:ignore"))
        following = next((block for block in document.blocks if block.span.end > hit.start()), None)
        last = document.source.line(following.span.end - 1) if following else place.line
        yield Ignore(codes=codes, place=place, first=place.line, last=last)


def _published(entry: po.Entry) -> str:
    """Return where a published version says something else than the entry, nothing where none does."""
    note = provenance.read(entry.extracted)
    return note.place if note and provenance.digest(entry.msgstr[0]) != note.digest else ""


def _pair(subject: Subject, *, context: str = "", published: str = "") -> Pair:
    target, source = subject.target, subject.source
    place, end = target.locate(Span(0, len(target.text)))
    return Pair(
        source_language=source.language.code if source else "",
        language=target.language.code,
        source=source.text if source else "",
        target=target.text,
        context=context,
        place=place,
        end=end,
        published=published,
    )


def _code(tag: str, wanted: set[str]) -> str | None:
    code = tag.replace("_", "-").split("-", maxsplit=1)[0].lower()
    return code if code in wanted else None


def _unit_subjects(unit: Unit, workspace: Workspace, file: str) -> Iterator[Subject]:
    source = unit.variant(workspace.source.code)
    for variant in unit.variants:
        ready = variant.text and variant.state is not State.FUZZY
        if source and ready and variant.language != source.language:
            yield Subject(target=_variant(variant, file), source=_variant(source, file), date=unit.origin.date)


def _variant(variant: Variant, file: str) -> Text:
    place = variant.place or Place(file)
    text = literal(variant.text, [msgspec.structs.replace(tag, code=_spelt(tag)) for tag in variant.tags])
    return Text(language=languages.get(variant.language), text=text, locate=_Still(place))


def _spelt(tag: Tag) -> str:
    """Return the markup that a tag stands for, or one like it where the file gives only its id; else nothing."""
    if tag.code or not tag.id:
        return tag.code if tag.code.startswith("<") else ""
    return {TagKind.OPEN: f'<g id="{tag.id}">', TagKind.CLOSE: "</g>"}.get(tag.kind, f'<x id="{tag.id}"/>')


class _Still(msgspec.Struct, frozen=True):
    """The place of a text of which only the line is known."""

    place: Place

    def __call__(self, span: Span) -> tuple[Place, Place]:  # noqa: ARG002 - only the line is known
        return self.place, self.place


class _BlockLocator(msgspec.Struct, frozen=True):
    document: Document
    block: Block

    def __call__(self, span: Span) -> tuple[Place, Place]:
        source = self.document.source
        if span.start == span.end:
            place = source.place(self.block.offset(span.start))
            return place, place
        original = self.block.original(span)
        last = source.place(original.end - 1)
        return source.place(original.start), Place(last.file, last.line, last.column + 1)


class _EntryLocator(msgspec.Struct, frozen=True):
    entry: po.Entry
    field: po.Field
    index: int = 0

    def __call__(self, span: Span) -> tuple[Place, Place]:
        return self.entry.locate(self.field, span, index=self.index)


class _LineCounter:
    """How many lines the files have that entries refer to, looked up once; remembers what it was asked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.counted: dict[str, int | None] = {}

    def __call__(self, file: str) -> int | None:
        """Return the lines of a file below the workspace's sources; 0 where it is gone, None elsewhere."""
        if file not in self.counted:
            self.counted[file] = count_lines(file, self._workspace)
        return self.counted[file]


def count_lines(file: str, workspace: Workspace) -> int | None:
    """Return how many lines a file of the sources has, 0 where there is none, None for a file from elsewhere."""
    path = workspace.root / file
    if not file.startswith(f"{workspace.config.folders.sources}/"):
        return None
    if not path.is_file():
        return 0
    data = path.read_bytes()
    return data.count(b"\n") + (not data.endswith(b"\n"))
