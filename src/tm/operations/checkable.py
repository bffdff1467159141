"""Files as the linter sees them: texts with places, and the way back when a text is mended."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from tm import languages
from tm.documents import Document, Format, decode as decode_document, parse as parse_document
from tm.errors import FormatError, Place, TmError
from tm.formats import FORMATS, po
from tm.formats.files import decode
from tm.language import Language
from tm.lint.ignores import Ignore
from tm.lint.rule import CatalogSubject, Pair, Subject
from tm.messages import say
from tm.model import Span
from tm.operations.statements import language_named, language_of
from tm.workspace import Workspace

DOCUMENTS = {f".{one}" for one in Format}
UNITS = {suffix for one in FORMATS for suffix in one.suffixes} - {".po", ".pot"}
SUFFIXES = {".po", *UNITS, *DOCUMENTS}
"""The files that can be checked."""
_CODE = re.compile(r"[a-z]{2,3}")
_CATALOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*msg(?:id|ctxt)[ \t]*\"")
"""How a catalogue begins: comments, then an entry."""
_CHARSET = re.compile(r"charset=\s*([^\s;]+)", re.IGNORECASE)
_ENCODING = "utf-8"
_HEADER = 4_096
"""Bytes in which a catalogue's header is expected."""


class Edit(msgspec.Struct, frozen=True, order=True):
    """A range of a text and what to put there."""

    span: Span
    text: str


class Checkable(Protocol):
    """A file that was read for checking."""

    @property
    def subjects(self) -> Sequence[Subject]:
        """The texts to check."""
        ...

    @property
    def catalog(self) -> CatalogSubject | None:
        """The whole catalogue, for a file that is one."""
        ...

    @property
    def ignores(self) -> Sequence[Ignore]:
        """The comments that switch rules off."""
        ...

    @property
    def referred(self) -> Mapping[str, int | None]:
        """The other files that were looked at, with their numbers of lines; complete when the rules have run."""
        ...

    @property
    def errors(self) -> Sequence[TmError]:
        """What couldn't be read; the rest is checked."""
        ...

    def pairs(self, *, everything: bool) -> Iterator[Pair]:
        """Yield the finished translations for rules over all files, or only those that differ from their origin."""
        ...

    def mended(self, edits: Mapping[int, Sequence[Edit]]) -> str:
        """Return the file's text with the target texts of some subjects edited, by the subject's index.

        The edits of a text stand in order and don't overlap. What they don't touch stays as it is.

        :raises FormatError: the file is of a kind that can't be mended.
        """
        ...


def open_checkable(path: Path, workspace: Workspace, language: str = "", *, data: bytes | None = None) -> Checkable:
    """Read a file for checking; `language` is for a plain document whose name doesn't tell.

    `data` is the file's content, where it has been read already or is no file at all.
    Raises `TmError` where the file can't be read or is of no known kind.
    """
    from tm.operations.checkable_files import CatalogFile, DocumentFile, UnitsFile

    file = workspace.shown(path)
    content = read_bytes(path, file) if data is None else data
    suffix = path.suffix.lower()
    if suffix == ".po":
        catalog, errors = po.scan(_catalog_text(content, path, file), file=file)
        return CatalogFile(catalog, workspace, _target_language(catalog, path, language), errors=errors)
    if suffix in UNITS:
        return UnitsFile(content, file, workspace)
    document = _document(content, path, file)
    known = languages.get(language) if data is not None and language else language_of(path, language)
    return DocumentFile(document, known, content)


def nameless(data: bytes) -> str:
    """Return what to call data that came without a name: what begins as a catalogue does is one, else a text."""
    return "-.po" if _CATALOG.match(data) else "-.txt"


def tells_language(name: str) -> bool:
    """Tell whether a file's name is enough to know its language, or where in the file it stands."""
    path = Path(name)
    return path.suffix.lower() not in DOCUMENTS or language_named(path) is not None


def read_bytes(path: Path, file: str) -> bytes:
    """Return a file's content; `FormatError` where it can't be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FormatError(say("can't be read: {strerror}.", strerror=error.strerror), place=Place(file)) from error


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with ordered edits carried out."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*pieces, text[at:]])


def _document(content: bytes, path: Path, file: str) -> Document:
    suffix = path.suffix.lower()
    if suffix not in DOCUMENTS:
        known = ", ".join(sorted(SUFFIXES))
        raise FormatError(
            say("can't read files of type {suffix!r}.", suffix=path.suffix),
            place=Place(file),
            hint=say("Known: {known}.", known=known),
        )
    return parse_document(decode_document(content, file=file), file=file, format=suffix.removeprefix("."))


def language_ahead(path: Path, data: bytes, given: str) -> Language | None:
    """Return the language of a catalogue or document before it is read; None where that can't be told."""
    suffix = path.suffix.lower()
    try:
        if suffix == ".po":
            return _target_language(_header(path, data), path, given)
        return language_of(path, given) if suffix in DOCUMENTS else None
    except TmError:
        return None


def foreign_language(path: Path, data: bytes) -> str:
    """Return what a catalogue calls its language where the toolkit does not know it; empty for every other file.

    Its header says it, else its folder or name. A slip for a known language is not foreign, nor is a catalogue whose
    folder or name tells a known one: these are faults to mend.
    """
    from babel import localedata

    if path.suffix.lower() != ".po":
        return ""
    named = [_primary(name) for name in _names(path)]
    said = _primary(_header(path, data).header.get("Language", ""))
    if languages.LANGUAGES.keys() & {said, *named}:
        return ""
    if said:
        return said if _CODE.fullmatch(said) and not languages.resembling(said) else ""
    return next((name for name in named if localedata.exists(name)), "")


def _catalog_text(content: bytes, path: Path, file: str) -> str:
    """Return a catalogue's text; where it is in another encoding, and says so, the error says how to convert it."""
    try:
        return decode(content, file)
    except FormatError as error:
        charset = _other_charset(_header(path, content))
        if not charset:
            raise
        hint = say("Its header says {charset}: `msgconv -t UTF-8` converts the file and its header.", charset=charset)
        raise FormatError(error.message, place=error.place, hint=hint) from error


def _other_charset(header: po.Catalog) -> str:
    """Return the encoding that a header names, empty where it names none, one that nobody knows, or UTF-8."""
    found = _CHARSET.search(header.header.get("Content-Type", ""))
    try:
        known = codecs.lookup(found[1]).name if found else _ENCODING
    except LookupError:
        known = _ENCODING
    return found[1] if found and known != _ENCODING else ""


def _header(path: Path, data: bytes) -> po.Catalog:
    """Return the header of a catalogue, its entries unread."""
    head = data[:_HEADER].lstrip().partition(b"\n\n")[0]
    return po.scan(head.decode("utf-8", "ignore") + "\n", file=path.name)[0]


def _names(path: Path) -> tuple[str, ...]:
    """Return the names that may tell a catalogue's language: `az/notice.po`, `notice.az.po`, `az/LC_MESSAGES/x.po`."""
    return path.parent.name, path.stem.rpartition(".")[2], path.parent.parent.name


def _primary(tag: str) -> str:
    return tag.replace("_", "-").split("-", maxsplit=1)[0].lower()


def _target_language(catalog: po.Catalog, path: Path, given: str) -> Language:
    """Return the language of a catalogue: what its header says, else the language given, else its folder or name.

    Raises `TmError` where none of them is a language.
    """
    named = catalog.header.get("Language") or given
    if named:
        try:
            return languages.get(named)
        except TmError as error:
            raise TmError(error.message, place=Place(catalog.file), hint=error.hint) from error
    for name in _names(path):
        if _primary(name) in languages.LANGUAGES:
            return languages.get(name)
    hint = say(
        "Put a Language field into its header, name the language with --lang, or let a folder or the end of the"
        " file's name be its code ({codes}): az/notice.po, notice.az.po.",
        codes=", ".join(languages.LANGUAGES),
    )
    raise TmError(say("the catalogue does not say its language."), place=Place(catalog.file), hint=hint)
