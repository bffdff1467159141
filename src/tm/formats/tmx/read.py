"""TMX in: units of any TMX 1.1 to 1.4b found in the wild, one at a time, and the reasons for those that can't be read.

The text of a segment is what a reader sees: words inside `<hi>` and the like belong to it, the native codes inside
`bpt`, `ept`, `ph`, `it` and `ut` don't.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import BinaryIO, cast

from lxml import etree

from tm.errors import FormatError, Place
from tm.formats.refused import Refused
from tm.formats.tmx import properties
from tm.formats.tmx.mend import illegal, mend
from tm.formats.tmx.split import Piece, split
from tm.model import Origin, Unit, Variant

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut", "x", "bx", "ex"})
"""Elements of a segment whose content is not text; `x`, `bx` and `ex` stray in from XLIFF."""
_OURS = re.compile(r"""<header\b[^>]*\bcreationtool\s*=\s*["']tm["']""")
_ATTRIBUTES = r'(?:\s+(?:[A-Za-z_-]+|xml:lang)="[^"<>&\s]*")+'
_ATTRIBUTE = re.compile(r'([A-Za-z:_-]+)="([^"]*)"')
_SIMPLE_TUV = re.compile(rf"<tuv(?P<attributes>{_ATTRIBUTES})>\s*<seg>(?P<text>[^<&]*)</seg>\s*</tuv>\s*")
_SIMPLE = re.compile(
    rf"<tu(?P<attributes>{_ATTRIBUTES})?>\s*(?:<tuv{_ATTRIBUTES}>\s*<seg>[^<&]*</seg>\s*</tuv>\s*)+</tu\s*>"
)
"""A unit that has nothing but attributes and bare texts."""
_NOT_SIMPLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|]]>")
"""What a parser changes or refuses: carriage returns and characters XML forbids."""
_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_SHOWN = 400


def read(
    stream: BinaryIO,
    *,
    file: str,
    language: Callable[[str], str | None] | None = None,
    repaired: Callable[[str], None] | None = None,
) -> Iterator[Unit | Refused]:
    """Read the units of a TMX file as they come, and give in place of a unit that can't be read the reason.

    `file` is the name for places and origins. `language` turns a language tag of the file into a code of ours, None for
    a language that is not wanted; without it tags are taken as they are. A variant without text is left out.
    `repaired` is told what was put right, once for each time: the same few words for the same kind of repair.

    A file `tm` wrote gives the units it was written from. In any other file a unit's id is made from what the unit says
    (tools use the same `tuid` again and again), and its variants' places are where they stand in the file.

    :raises FormatError: the file is no TMX or ends in the middle; units before the fault have been given by then.
    """
    pieces = split(stream, file=file)
    head = next(pieces)
    if "<tmx" not in head.text:
        hint = "Check that the file is what its name says."
        raise FormatError("The file is not TMX: it has no <tmx> element.", place=Place(file, 1), hint=hint)
    reader = _Reader(file, language or str, ours=bool(_OURS.search(head.text)))
    reader.repaired = repaired or _nobody
    for repair in _head_repairs(head.text):
        reader.repaired(repair)
    for piece in pieces:
        yield reader.unit(piece)


class _Unreadable(Exception):
    """Why a unit can't be read, and on which line of the file."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


class _Reader:
    """What is the same for all units of a file."""

    def __init__(self, file: str, language: Callable[[str], str | None], *, ours: bool) -> None:
        self.file = file
        self.statement = "" if ours else PurePath(file).stem
        self.language = language
        self.ours = ours
        self.repaired: Callable[[str], None] = _nobody
        self.parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )

    def unit(self, piece: Piece) -> Unit | Refused:
        """Read one unit."""
        simple = None if self.ours else self.simple(piece)
        if simple:
            return simple
        try:
            return self.read(piece, self.element(piece))
        except _Unreadable as error:
            place = Place(self.file, error.line)
            return Refused(reason=error.reason, place=place, text=_shown(piece.text))

    def simple(self, piece: Piece) -> Unit | None:
        """Read a unit of bare texts without an XML parser, as most units are; None where it takes one."""
        tu = _SIMPLE.fullmatch(piece.text)
        if tu is None or _NOT_SIMPLE.search(piece.text):
            return None
        attributes = [_attributes(tu["attributes"] or "")]
        if tu["attributes"] and not attributes[0]:
            return None
        variants: list[Variant] = []
        for tuv in _SIMPLE_TUV.finditer(piece.text):
            attributes.append(_attributes(tuv["attributes"]))
            tag, text = attributes[-1].get("xml:lang"), tuv["text"]
            if not tag or not text:
                return None
            code = self.language(tag)
            if code is not None:
                place = Place(self.file, piece.line + piece.text.count("\n", 0, tuv.end("attributes")))
                variants.append(Variant(language=code, text=text, place=place))
        if not variants:
            return None
        origin = Origin(statement=self.statement, date=_date(attributes))
        return Unit(id=_id(variants), variants=tuple(variants), origin=origin)

    def element(self, piece: Piece) -> etree._Element:
        """Parse a unit, mended if need be."""
        if not piece.closed:
            raise _Unreadable("The unit has no </tu>.", piece.line)
        try:
            return self.parse(piece.text)
        except (etree.XMLSyntaxError, UnicodeEncodeError):
            text = mend(piece.text)
        reason = illegal(text)
        if reason:
            raise _Unreadable(reason, piece.line)
        try:
            element = self.parse(text)
        except etree.XMLSyntaxError as error:
            raise _Unreadable(
                f"The unit is not well-formed: {error.msg}.", piece.line + (error.lineno or 1) - 1
            ) from error
        self.repaired("control characters and references mended")
        return element

    def parse(self, text: str) -> etree._Element:
        return etree.fromstring(text, self.parser)

    def read(self, piece: Piece, tu: etree._Element) -> Unit:
        """Turn a unit's element into a unit."""
        parts = _children(tu)
        variants = tuple(found for tuv in parts.get("tuv", ()) if (found := self.variant(piece, tuv)))
        if not variants:
            raise _Unreadable("The unit has no text in any language that is wanted.", piece.line)
        return Unit(
            id=(tu.get("tuid") if self.ours else None) or _id(variants),
            variants=variants,
            origin=self.origin(piece, tu, parts),
            notes=tuple(note.text or "" for note in parts.get("note", ())),
        )

    def variant(self, piece: Piece, tuv: etree._Element) -> Variant | None:
        """Return a variant, None where its language is not wanted or its text is empty."""
        line = piece.line + cast("int", tuv.sourceline) - 1
        tag = tuv.get(_LANG) or tuv.get("lang")
        if not tag:
            raise _Unreadable("A <tuv> does not say its language.", line)
        if not tuv.get(_LANG):
            self.repaired("lang read as xml:lang")
        parts = _children(tuv)
        if "seg" not in parts:
            raise _Unreadable("A <tuv> has no <seg>.", line)
        code = self.language(tag)
        text = _text(parts["seg"][0])
        if not text:
            self.repaired("empty texts left out")
        if code is None or not text:
            return None
        props = _properties(parts)
        try:
            place = properties.place(props) if self.ours else Place(self.file, line)
            return Variant(language=code, text=text, state=properties.state(props), place=place)
        except ValueError as error:
            raise _Unreadable(f"A property of the <tuv> can't be read: {error}.", line) from error

    def origin(self, piece: Piece, tu: etree._Element, parts: dict[str, list[etree._Element]]) -> Origin:
        """Return where the unit comes from."""
        try:
            origin = properties.origin(_properties(parts), statement=self.statement)
        except ValueError as error:
            raise _Unreadable(f"A property of the unit can't be read: {error}.", piece.line) from error
        if self.ours or origin.date:
            return origin
        date = _date((tu, *parts.get("tuv", ())))
        return Origin(statement=origin.statement, date=date, confidence=origin.confidence)


def _attributes(text: str) -> dict[str, str]:
    """Return plain attributes by name; none where a name comes twice, which a parser refuses."""
    pairs = _ATTRIBUTE.findall(text)
    found = dict(pairs)
    return found if len(found) == len(pairs) else {}


def _nobody(_: str) -> None:
    """Take note of nothing."""


def _head_repairs(head: str) -> Iterator[str]:
    """Name what is wrong with the part before the first unit and doesn't matter."""
    doctype = re.search(r"<!DOCTYPE\s+([\w:-]+)", head)
    if doctype and doctype[1] != "tmx":
        yield "wrong DOCTYPE passed over"
    if "<header" in head and not re.search(r"\bsrclang\s*=", head):
        yield "missing srclang passed over"


def _children(element: etree._Element) -> dict[str, list[etree._Element]]:
    """Return an element's children by their names."""
    parts: dict[str, list[etree._Element]] = {}
    for child in element:
        parts.setdefault(child.tag, []).append(child)
    return parts


def _properties(parts: dict[str, list[etree._Element]]) -> Mapping[str, str]:
    return {prop.get("type", ""): prop.text or "" for prop in parts.get("prop", ())}


def _text(element: etree._Element) -> str:
    """Return the text of a segment without native codes."""
    text = element.text or ""
    for child in element:
        if child.tag not in _CODES:
            text += _text(child)
        text += child.tail or ""
    return text


def _date(elements: Iterable[etree._Element | dict[str, str]]) -> dt.date | None:
    """Return the day a unit was last changed or was made, None where it does not say or says nonsense."""
    for element in elements:
        for name in ("changedate", "creationdate"):
            found = _DATE.match(element.get(name, ""))
            if found:
                return _day(*found.groups())
    return None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _id(variants: Sequence[Variant]) -> str:
    """Make an id from what a unit says."""
    said = "\0".join(f"{variant.language}\0{variant.text}" for variant in variants)
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def _shown(text: str) -> str:
    """Return the markup of a unit for a report: on one line, not too long, printable."""
    short = " ".join(text[:_SHOWN].split())
    return short.encode("utf-8", "backslashreplace").decode("utf-8")
