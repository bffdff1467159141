"""Inline elements out: a text with its tags as the content of `<source>`, `<target>` and the like, in both versions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

import msgspec
from lxml import etree

from tm.formats.xliff.cut import Span3, Stretch, cut, nested
from tm.formats.xliff.tags import ANNOTATION, OURS, STANDARD
from tm.model import Tag, TagKind
from tm.text.inline import identified, pair

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What can't stand in XML."""
NMTOKEN = re.compile(r"[\w.:-]+", re.ASCII)
_DELIMITERS = frozenset({"bold", "italic", "underlined", "link"})
_PLACEHOLDERS = frozenset({"image", "pb", "lb"})
_MTYPES = frozenset({"protected", "term", "abbrev", "phrase", "name", "date"})
_EXTENSION = re.compile(r"x-\S+")
_TYPE = re.compile(r"(fmt|ui|quote|link|image|other)(?: ([^\s:]+:[^\s:]+))?")
_MARKER = frozenset({"generic", "comment", "term"})
_USER = re.compile(r"[^\s:]+:[^\s:]+")


class Marked(msgspec.Struct, frozen=True):
    """A text ready to be written: every tag has an id, and the halves of a pair have the same."""

    text: str
    tags: tuple[Tag, ...]


def ready(*texts: tuple[str, Sequence[Tag]]) -> list[Marked]:
    """Return texts that translate each other with ids for their tags; counterparts share an id."""
    if not any(tags for _, tags in texts):
        return [Marked(text, ()) for text, _ in texts]
    paired = [pair(sorted(tags, key=lambda tag: tag.at))[0] for _, tags in texts]
    return [
        Marked(text, _joined(tags))
        for (text, _), tags in zip(texts, identified([_named(t) for t in paired]), strict=True)
    ]


def _named(tags: Iterable[Tag]) -> list[Tag]:
    """Return tags without the ids that XLIFF 2 does not take or that another tag of the text has already."""
    seen: set[str] = set()
    named: list[Tag] = []
    for tag in tags:
        second = tag.kind is TagKind.CLOSE and tag.pair
        good = NMTOKEN.fullmatch(tag.id) and (second or tag.id not in seen)
        seen.add(tag.id)
        named.append(tag if good else msgspec.structs.replace(tag, id=""))
    return named


def _joined(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    """Return tags whose closing halves have the ids of the opening ones."""
    names: dict[int, str] = {}
    joined: list[Tag] = []
    for tag in tags:
        if tag.pair and tag.kind is TagKind.OPEN:
            names[tag.pair] = tag.id
        joined.append(msgspec.structs.replace(tag, id=names.get(tag.pair, tag.id)) if tag.pair else tag)
    return tuple(joined)


class Line:
    """The content of an element while it is being written."""

    def __init__(self, element: etree._Element) -> None:
        """Write into this element."""
        self._open = [element]
        self._namespace = etree.QName(element).namespace

    def text(self, text: str) -> None:
        """Add text."""
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    def leaf(self, name: str, attributes: Mapping[str, str], text: str = "") -> None:
        """Add an element with nothing but text in it."""
        self._element(name, attributes).text = text or None

    def enter(self, name: str, attributes: Mapping[str, str]) -> None:
        """Add an element around what follows."""
        self._open.append(self._element(name, attributes))

    def leave(self) -> None:
        """End the innermost element."""
        self._open.pop()

    def _element(self, name: str, attributes: Mapping[str, str]) -> etree._Element:
        given = {key: value for key, value in attributes.items() if value}
        return etree.SubElement(self._open[-1], f"{{{self._namespace}}}{name}", given)


def write_1(element: etree._Element, marked: Marked, segments: tuple[Span3, ...] = ()) -> None:
    """Write a text as the content of an element of XLIFF 1.2; the text has no character that XML forbids."""
    if not marked.tags and not segments:
        element.text = marked.text
        return
    line = Line(element)
    for stretch in cut(marked.text, marked.tags, segments):
        if stretch.id is not None:
            line.enter("mrk", {"mtype": "seg", "mid": stretch.id})
        _write_1(line, stretch, marked)
        if stretch.id is not None:
            line.leave()


def _write_1(line: Line, stretch: Stretch, marked: Marked) -> None:
    around = nested([tag for tag in stretch.tags if tag.meaning.startswith(ANNOTATION) or tag.pair in _bare(marked)])
    for piece in stretch.pieces(marked.text):
        if isinstance(piece, str):
            line.text(piece)
        elif piece.pair in around:
            _around_1(line, piece)
        elif not piece.meaning.startswith(ANNOTATION):
            _leaf_1(line, piece, coded=piece.pair not in _bare(marked))


def _bare(marked: Marked) -> frozenset[int]:
    """Return the numbers of the pairs without a native code."""
    coded = {tag.pair for tag in marked.tags if tag.code}
    return frozenset(tag.pair for tag in marked.tags if tag.pair and tag.pair not in coded)


def _around_1(line: Line, tag: Tag) -> None:
    """Write one half of a pair that is an element around words."""
    if tag.kind is TagKind.CLOSE:
        line.leave()
    elif tag.meaning.startswith(ANNOTATION):
        type_, _, comment = tag.meaning.removeprefix(ANNOTATION).partition(": ")
        line.enter("mrk", {"mtype": _listed(type_, _MTYPES), "comment": comment})
    else:
        line.enter("g", {"id": tag.id, "ctype": _listed(tag.meaning, _DELIMITERS)})


def _leaf_1(line: Line, tag: Tag, *, coded: bool) -> None:
    """Write a tag as an element of its own."""
    kind = _listed(tag.meaning, _PLACEHOLDERS if tag.kind is TagKind.ALONE else _DELIMITERS)
    if tag.kind is TagKind.ALONE:
        line.leaf("ph" if tag.code else "x", {"id": tag.id, "ctype": kind}, tag.code)
    elif not tag.pair:
        pos = "open" if tag.kind is TagKind.OPEN else "close"
        line.leaf("it", {"id": tag.id, "pos": pos, "ctype": kind}, tag.code)
    elif tag.kind is TagKind.OPEN:
        line.leaf("bpt" if coded else "bx", {"id": tag.id, "rid": str(tag.pair), "ctype": kind}, tag.code)
    else:
        line.leaf("ept" if coded else "ex", {"id": tag.id, "rid": str(tag.pair)}, tag.code)


def _listed(word: str, known: frozenset[str]) -> str:
    """Return a type as XLIFF 1.2 takes it: one of a list, or one that begins with `x-`."""
    if not word or word in known or (_EXTENSION.fullmatch(word) and not word.startswith(OURS)):
        return word
    return OURS + quote(word, safe=":.;#")


class Codes:
    """The native codes of a unit of XLIFF 2: each is written once and named by an id."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}

    def reference(self, code: str) -> str:
        """Return the id of a code, nothing for no code."""
        return self.ids.setdefault(code, f"d{len(self.ids) + 1}") if code else ""


def write_2(element: etree._Element, stretch: Stretch, marked: Marked, codes: Codes) -> None:
    """Write a stretch of a text as the content of an element of XLIFF 2."""
    line = Line(element)
    around = nested([tag for tag in stretch.tags if tag.pair])
    ends = {tag.pair: tag.code for tag in stretch.tags if tag.kind is TagKind.CLOSE}
    for piece in stretch.pieces(marked.text):
        if isinstance(piece, str):
            plain(line, piece)
        elif piece.pair not in around:
            _leaf_2(line, piece, codes)
        elif piece.kind is TagKind.CLOSE:
            line.leave()
        else:
            _enter_2(line, piece, ends[piece.pair], codes)


def plain(line: Line, text: str) -> None:
    """Write text, characters that XML forbids as `<cp>`."""
    at = 0
    for found in ILLEGAL.finditer(text):
        line.text(text[at : found.start()])
        line.leaf("cp", {"hex": f"{ord(found[0]):04X}"})
        at = found.end()
    line.text(text[at:])


def _enter_2(line: Line, tag: Tag, end: str, codes: Codes) -> None:
    if tag.meaning.startswith(ANNOTATION):
        line.enter("mrk", {"id": tag.id, **_marker(tag)})
        return
    references = {"dataRefEnd": codes.reference(end), "dataRefStart": codes.reference(tag.code)}
    line.enter("pc", {"id": tag.id, **_type(tag), **references})


def _leaf_2(line: Line, tag: Tag, codes: Codes) -> None:
    """Write a tag as an element of its own."""
    code = {"dataRef": codes.reference(tag.code)}
    if tag.meaning.startswith(ANNOTATION) and tag.pair:
        opening = tag.kind is TagKind.OPEN
        line.leaf("sm" if opening else "em", {"id": tag.id, **_marker(tag)} if opening else {"startRef": tag.id})
    elif tag.kind is TagKind.ALONE:
        line.leaf("ph", {"id": tag.id, **_type(tag), **code})
    elif tag.kind is TagKind.OPEN:
        line.leaf("sc", {"id": tag.id, **_type(tag), **code, "isolated": "" if tag.pair else "yes"})
    elif tag.pair:
        line.leaf("ec", {"startRef": tag.id, **code})
    else:
        line.leaf("ec", {"id": tag.id, **_type(tag), **code, "isolated": "yes"})


def _type(tag: Tag) -> dict[str, str]:
    """Return type and subType of an inline code: a standard one, or `other` and a name of ours."""
    if not tag.meaning:
        return {}
    known = _TYPE.fullmatch(STANDARD.get(tag.meaning, tag.meaning))
    if known and not (known[2] or "").startswith("tm:"):
        return {"type": known[1], "subType": known[2] or ""}
    return {"type": "other", "subType": f"tm:{quote(tag.meaning, safe='.;#')}"}


def _marker(tag: Tag) -> dict[str, str]:
    """Return what an annotation says."""
    type_, _, comment = tag.meaning.removeprefix(ANNOTATION).partition(": ")
    if type_ == "protected":
        return {"translate": "no", "type": "generic", "value": comment}
    known = type_ in _MARKER or (_USER.fullmatch(type_) and not type_.startswith("tm:"))
    return {"type": type_ if known else f"tm:{quote(type_, safe='.;#')}", "value": comment}
