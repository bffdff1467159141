"""TMX in: units of any TMX 1.1 to 1.4b found in the wild, one at a time, and the reasons for those that can't be read.

How a file is cut into units is the matter of `split`, what stands in a segment that of `segments`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import BinaryIO, cast

import msgspec
from lxml import etree

from tm.errors import FormatError, Place
from tm.formats.refused import Refused
from tm.formats.tmx import attributes, properties, segments
from tm.formats.tmx.attributes import LANG
from tm.formats.tmx.mend import illegal, mend
from tm.formats.tmx.split import Piece, split
from tm.messages import say
from tm.model import History, Origin, Unit, Variant
from tm.text.inline import literal

_OURS = re.compile(r"""<header\b[^>]*\bcreationtool\s*=\s*["']tm["']""")
_ATTRIBUTES = r'(?:\s+(?:[A-Za-z_-]+|xml:lang)="[^"<>&\t\n]*")+'
_ATTRIBUTE = re.compile(r'([A-Za-z:_-]+)="([^"]*)"')
_SIMPLE_TUV = re.compile(rf"<tuv(?P<attributes>{_ATTRIBUTES})>\s*<seg>(?P<text>[^<&]*)</seg>\s*</tuv>\s*")
_SIMPLE = re.compile(
    rf"<tu(?P<attributes>{_ATTRIBUTES})?>\s*(?:<tuv{_ATTRIBUTES}>\s*<seg>[^<&]*</seg>\s*</tuv>\s*)+</tu\s*>"
)
"""A unit that has nothing but attributes and bare texts."""
_NOT_SIMPLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|]]>")
"""What a parser changes or refuses: carriage returns and characters XML forbids."""
_TUID = "@tuid"
_REMEMBERED = 1 << 12
_SHOWN = 400


def read(
    stream: BinaryIO,
    *,
    file: str,
    language: Callable[[str], str | None] | None = None,
    repaired: Callable[[str], None] | None = None,
) -> Iterator[Unit | Refused]:
    """Read the units of a TMX file as they come, and give in place of a unit that can't be read the reason.

    Markup inside a text becomes tags. What a unit says beyond the model is in its properties: `@NAME` for an attribute,
    the type for a `<prop>`.

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
        hint = say("Check that the file is what its name says.")
        raise FormatError(say("The file is not TMX: it has no <tmx> element."), place=Place(file, 1), hint=hint)
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
        said = _said(tu["attributes"] or "")
        if said is None:
            return None
        variants: list[Variant] = []
        for tuv in _SIMPLE_TUV.finditer(piece.text):
            one = self.simple_variant(piece, tuv)
            if one is None:
                return None
            variants += one
        if not variants:
            return None
        return Unit(
            id=_id(variants),
            variants=tuple(variants),
            origin=Origin(statement=self.statement, date=_date(said.history, variants)),
            history=said.history,
            properties=said.properties,
        )

    def simple_variant(self, piece: Piece, tuv: re.Match[str]) -> Sequence[Variant] | None:
        """Read a bare text: no variant where its language is not wanted, None where it takes a parser."""
        said, text = _said(tuv["attributes"]), tuv["text"]
        if said is None or not said.language or not text:
            return None
        code = self.language(said.language)
        if code is None:
            return ()
        place = Place(self.file, piece.line + piece.text.count("\n", 0, tuv.end("attributes")))
        return (Variant(language=code, text=text, place=place, history=said.history, properties=said.properties),)

    def element(self, piece: Piece) -> etree._Element:
        """Parse a unit, mended if need be."""
        if not piece.closed:
            raise _Unreadable(say("The unit has no </{name}>.", name="tu"), piece.line)
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
            what = say("The unit is not well-formed: {fault}.", fault=error.msg)
            raise _Unreadable(what, piece.line + (error.lineno or 1) - 1) from error
        self.repaired("control characters and references mended")
        return element

    def parse(self, text: str) -> etree._Element:
        return etree.fromstring(text, self.parser)

    def read(self, piece: Piece, tu: etree._Element) -> Unit:
        """Turn a unit's element into a unit."""
        parts = _children(tu)
        props = _props(parts)
        variants = tuple(found for tuv in parts.get("tuv", ()) if (found := self.variant(piece, tuv)))
        if not variants:
            raise _Unreadable(say("The unit has no text in any language that is wanted."), piece.line)
        tuid, known = tu.get("tuid"), None
        if self.ours:
            known, tuid = (props[properties.ID], tuid) if properties.ID in props else (tuid, None)
        history = attributes.history(_attributes(tu))
        return Unit(
            id=known or _id(variants),
            variants=variants,
            origin=self.origin(piece, history, props, variants),
            notes=_notes(parts),
            history=history,
            properties=_rest(tu, parts, tuid),
        )

    def variant(self, piece: Piece, tuv: etree._Element) -> Variant | None:
        """Return a variant, None where its language is not wanted or its text is empty."""
        line = piece.line + cast("int", tuv.sourceline) - 1
        tag = tuv.get(LANG) or tuv.get("lang")
        if not tag:
            raise _Unreadable(say("A <tuv> does not say its language."), line)
        if not tuv.get(LANG):
            self.repaired("lang read as xml:lang")
        parts = _children(tuv)
        if "seg" not in parts:
            raise _Unreadable(say("A <tuv> has no <seg>."), line)
        code = self.language(tag)
        segment = segments.read(parts["seg"][0])
        if not segment.text:
            self.repaired("empty texts left out")
        if segment.mended:
            self.repaired("inline tags without their partner read as single ones")
        if code is None or not segment.text:
            return None
        props = _props(parts)
        try:
            return Variant(
                language=code,
                text=segment.text,
                state=properties.state(props),
                place=properties.place(props) if self.ours else Place(self.file, line),
                tags=segment.tags,
                history=attributes.history(_attributes(tuv)),
                notes=_notes(parts),
                properties=_rest(tuv, parts),
            )
        except ValueError as error:
            raise _Unreadable(say("A property of the <tuv> can't be read: {error}.", error=error), line) from error

    def origin(self, piece: Piece, history: History, props: Mapping[str, str], variants: Sequence[Variant]) -> Origin:
        """Return where the unit comes from."""
        try:
            origin = properties.origin(props, statement=self.statement)
        except ValueError as error:
            raise _Unreadable(say("A property of the unit can't be read: {error}.", error=error), piece.line) from error
        if self.ours or origin.date:
            return origin
        date = _date(history, variants)
        return Origin(statement=origin.statement, date=date, confidence=origin.confidence)


class _Said(msgspec.Struct, frozen=True):
    """What the attributes of a plain `<tu>` or `<tuv>` say."""

    language: str
    """Its tag as it is written."""
    history: History
    properties: tuple[tuple[str, str], ...]


@lru_cache(_REMEMBERED)
def _said(text: str) -> _Said | None:
    """Read plain attributes; None where a name comes twice, which a parser refuses."""
    pairs = _ATTRIBUTE.findall(text)
    found = dict(pairs)
    if len(found) < len(pairs):
        return None
    tuid = ((_TUID, found["tuid"]),) if "tuid" in found else ()
    return _Said(found.get("xml:lang", ""), attributes.history(found), (*tuid, *attributes.others(found)))


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


def _props(parts: Mapping[str, Sequence[etree._Element]]) -> Mapping[str, str]:
    return {prop.get("type", ""): prop.text or "" for prop in parts.get("prop", ())}


def _notes(parts: Mapping[str, Sequence[etree._Element]]) -> tuple[str, ...]:
    return tuple(note.text or "" for note in parts.get("note", ()))


def _rest(
    element: etree._Element, parts: Mapping[str, Sequence[etree._Element]], tuid: str | None = None
) -> tuple[tuple[str, str], ...]:
    """Return as properties what the model has no field for; `tuid` is one that is not the unit's id."""
    own = ((_TUID, tuid),) if tuid is not None else ()
    others = ((attributes.of_prop(kind), value) for kind, value in _typed(parts) if kind not in properties.OURS)
    return (*own, *attributes.others(_attributes(element)), *others)


def _typed(parts: Mapping[str, Sequence[etree._Element]]) -> Iterator[tuple[str, str]]:
    return ((prop.get("type", ""), prop.text or "") for prop in parts.get("prop", ()))


def _attributes(element: etree._Element) -> Mapping[str, str]:
    return cast("Mapping[str, str]", element.attrib)


def _date(history: History, variants: Iterable[Variant]) -> dt.date | None:
    """Return the day a unit was last changed or was made, None where it does not say or says nonsense."""
    for one in (history, *(variant.history for variant in variants)):
        when = one.changed or one.created
        if when:
            return when.date()
    return None


def _id(variants: Sequence[Variant]) -> str:
    """Make an id from what a unit says."""
    texts = (literal(one.text, one.tags) if one.tags else one.text for one in variants)
    said = "\0".join(f"{one.language}\0{text}" for one, text in zip(variants, texts, strict=True))
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def _shown(text: str) -> str:
    """Return the markup of a unit for a report: on one line, not too long, printable."""
    short = " ".join(text[:_SHOWN].split())
    return short.encode("utf-8", "backslashreplace").decode("utf-8")
