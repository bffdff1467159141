"""The values of a PO catalogue. They are frozen; a change is a new value, and `serialize` notices it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property

import msgspec

from tm.errors import Place
from tm.formats.po.escape import pieces
from tm.formats.po.lines import Kind, Line, read_line
from tm.model import Span

FUZZY = "fuzzy"


class Field(StrEnum):
    """The texts of an entry."""

    MSGCTXT = "msgctxt"
    MSGID = "msgid"
    MSGID_PLURAL = "msgid_plural"
    MSGSTR = "msgstr"


FIELDS = {
    Kind.MSGCTXT: Field.MSGCTXT,
    Kind.MSGID: Field.MSGID,
    Kind.MSGID_PLURAL: Field.MSGID_PLURAL,
    Kind.MSGSTR: Field.MSGSTR,
}


class Previous(msgspec.Struct, frozen=True, kw_only=True):
    """What a fuzzy entry's source said before it changed: the lines that begin with `#|`."""

    msgid: str | None = None
    msgctxt: str | None = None
    msgid_plural: str | None = None


class Origin(msgspec.Struct, frozen=True):
    """How and where an entry was written in the file it was read from."""

    file: str
    line: int
    """The line of the entry's first comment or keyword, from 1."""
    key_line: int
    """The line of its `msgid`."""
    number: int
    """How many entries stand before it in the file."""
    lead: str
    """Blank lines (and whatever could not be read) between the entry before and this one."""
    text: str
    """The entry's lines as they were written."""
    entry: Entry
    """The entry as it was read, without its origin."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One message and its translation."""

    msgid: str
    msgstr: tuple[str, ...] = ("",)
    """The translation; for an entry with plural one text for each plural form."""
    msgctxt: str | None = None
    msgid_plural: str | None = None
    flags: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    """The translator's comments, one a line, without `# `."""
    extracted: tuple[str, ...] = ()
    """Comments that came with the source (`#.`), one a line."""
    references: tuple[str, ...] = ()
    """Places in the source (`#:`), each as it is written, the marks gettext puts around a name with spaces included."""
    previous: Previous | None = None
    obsolete: bool = False
    origin: Origin | None = None
    """None for an entry that was not read from a file."""

    @property
    def key(self) -> tuple[str | None, str]:
        """What makes an entry the same entry: `(msgctxt, msgid)`."""
        return self.msgctxt, self.msgid

    @property
    def fuzzy(self) -> bool:
        """True where a person still has to look at the translation."""
        return FUZZY in self.flags

    @property
    def translated(self) -> bool:
        """True where every plural form has a text; a fuzzy entry may be translated too."""
        return all(self.msgstr)

    @property
    def place(self) -> Place | None:
        """Where its `msgid` stands."""
        return Place(self.origin.file, self.origin.key_line, 1) if self.origin else None

    @property
    def content(self) -> Entry:
        """The entry apart from how it was written: two entries that say the same have equal content."""
        return msgspec.structs.replace(self, origin=None)

    @property
    def changed(self) -> bool:
        """True where the entry differs from what was read, or was not read at all."""
        return self.origin is None or self.content != self.origin.entry

    def with_(
        self,
        *,
        msgstr: str | Sequence[str] | None = None,
        fuzzy: bool | None = None,
        previous: Previous | msgspec.UnsetType | None = msgspec.UNSET,
        comments: Sequence[str] | None = None,
    ) -> Entry:
        """Return the entry with what is given changed; `previous=None` drops the previous texts."""
        return msgspec.structs.replace(
            self,
            msgstr=self.msgstr if msgstr is None else (msgstr,) if isinstance(msgstr, str) else tuple(msgstr),
            flags=self.flags if fuzzy is None else _with_fuzzy(self.flags, fuzzy=fuzzy),
            previous=self.previous if previous is msgspec.UNSET else previous,
            comments=self.comments if comments is None else tuple(comments),
        )

    def made_obsolete(self) -> Entry:
        """Return the entry as it is kept after its message left the source: without references."""
        return msgspec.structs.replace(self, obsolete=True, references=(), extracted=())

    def locate(self, field: Field, span: Span, *, index: int = 0) -> tuple[Place, Place]:
        """Return where a range of code points of a text begins and ends in the file.

        `index` is the plural form of a `msgstr`. The second place is the column after the last character, on that
        character's line. Where the text is not in the file (a new entry, a changed text) both are the entry's place.

        :raises IndexError: the range reaches beyond the text.
        """
        text = self.text(field, index)
        if not 0 <= span.start <= span.end <= len(text):
            raise IndexError(span)
        if self.origin is None or self.origin.entry.text(field, index) != text:
            place = self.place or Place("")
            return place, place
        points = list(_points(self.origin, field, index))
        return _place(self.origin.file, points, span, at_end=False), _place(self.origin.file, points, span, at_end=True)

    def text(self, field: Field, index: int = 0) -> str:
        """Return one of the entry's texts, empty where the entry has none; `index` is the plural form of a `msgstr`."""
        if field is Field.MSGSTR:
            return self.msgstr[index] if index < len(self.msgstr) else ""
        value: str | None = getattr(self, field)
        return value or ""


class Catalog(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A PO file: its header and its entries in order, obsolete ones included."""

    header_entry: Entry | None = None
    """The entry with the empty `msgid`."""
    entries: tuple[Entry, ...] = ()
    """All other entries."""
    file: str = ""
    newline: str = "\n"
    """What ends most lines: a line feed, or carriage return and line feed."""
    header_number: int = 0
    """How many entries stand before the header; in a sane file none."""
    bom: str = ""
    """The byte order mark, where the file has one."""
    tail: str = ""
    """What follows the last entry: blank lines, and comments that belong to none."""
    cut: bool = False
    """True where the last line has no newline."""

    @cached_property
    def header(self) -> Mapping[str, str]:
        """The header's fields in their order, `{"Language": "xx", …}`; empty where there is no header."""
        lines = self.header_entry.msgstr[0].split("\n") if self.header_entry else []
        pairs = (line.partition(":") for line in lines if ":" in line)
        return {name.strip(): value.strip() for name, _, value in pairs}

    @property
    def all_entries(self) -> tuple[Entry, ...]:
        """Header and entries in the order of the file."""
        if self.header_entry is None:
            return self.entries
        before = self.header_number
        return (*self.entries[:before], self.header_entry, *self.entries[before:])


def _with_fuzzy(flags: tuple[str, ...], *, fuzzy: bool) -> tuple[str, ...]:
    others = tuple(flag for flag in flags if flag != FUZZY)
    if not fuzzy:
        return others
    return flags if FUZZY in flags else (FUZZY, *others)


class Point(msgspec.Struct, frozen=True, gc=False):
    """A stretch of a text that stands on one line of the file without an escape sequence, or one escaped character."""

    text: str
    line: int
    column: int
    """Column of its first character, from 0."""
    width: int
    """How many columns it takes."""


def _points(origin: Origin, field: Field, index: int) -> Iterator[Point]:
    """Give the stretches of one text in order; an empty string still gives one."""
    for number, line in field_lines(origin.text, field, index):
        if not line.body:
            yield Point("", origin.line + number, line.column, 0)
        for text, start, end in pieces(line.body or ""):
            yield Point(text, origin.line + number, line.column + start, end - start)


def field_lines(text: str, field: Field, index: int = 0) -> Iterator[tuple[int, Line]]:
    """Give the strings that make up one text of an entry, each with the number of its line from 0."""
    current: tuple[Field, int] | None = None
    seen = False
    for number, line in enumerate(text.split("\n")):
        part: Line | None = read_line(line)
        while part is not None:
            if part.kind in FIELDS:
                current = None if part.previous else (FIELDS[part.kind], part.index or 0)
                if current == (field, index):
                    if seen:
                        return
                    seen = True
            if (
                current == (field, index)
                and part.body is not None
                and (part.kind in FIELDS or part.kind is Kind.STRING)
            ):
                yield number, part
            part = part.rest


def _place(file: str, points: Sequence[Point], span: Span, *, at_end: bool) -> Place:
    """Find an offset of the text: the place before the character there, or (at the end) after the character before."""
    offset = span.end if at_end else span.start
    place = Place(file)
    for point in points:
        inside = offset <= len(point.text) if at_end and span.end > span.start else offset < len(point.text)
        plain = len(point.text) == point.width
        column = point.column + (min(offset, len(point.text)) if plain else point.width * (offset > 0))
        place = Place(file, point.line, column + 1)
        if inside:
            return place
        offset -= len(point.text)
    return place
