"""Inline markup of a segment: `bpt ept ph it hi sub ut` of TMX, and what strays in from XLIFF, as tags; and back.

The text of a segment is what a reader sees: words inside `<hi>` and the like belong to it, the native codes inside
`bpt`, `ept`, `ph`, `it` and `ut` are those of the tags. Text in a `<sub>` belongs to the code it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import cast

import msgspec
from lxml import etree

from tm.model import Tag, TagKind
from tm.text.inline import pair

_ALONE = frozenset({"ph", "ut", "x"})
_OPENING = frozenset({"bpt", "bx"})
_CLOSING = frozenset({"ept", "ex"})
_AROUND = frozenset({"hi", "g", "mrk"})
"""Elements without a native code around words of the text."""
_POSITIONS = {"begin": TagKind.OPEN, "end": TagKind.CLOSE}


class Segment(msgspec.Struct, frozen=True):
    """What a `<seg>` holds."""

    text: str
    tags: tuple[Tag, ...] = ()
    mended: bool = False
    """True where a tag named a partner that is not there."""


def read(seg: etree._Element) -> Segment:
    """Return text and tags of a `<seg>`."""
    if not len(seg):
        return Segment(seg.text or "")
    reading = _Reading()
    reading.content(seg)
    tags, mended = pair(reading.tags)
    return Segment("".join(reading.text), tags, mended=bool(mended) or reading.orphans)


class _Reading:
    """The text and the tags met so far."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.tags: list[Tag] = []
        self.orphans = False
        self._length = 0
        self._pairs = 0
        self._open: dict[str, list[int]] = {}
        """By the number that the file gives a pair: the places of its opening tags."""

    def content(self, element: etree._Element) -> None:
        """Take the text of an element and the elements in it."""
        self._add(element.text)
        for child in element:
            self._child(child)
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self.text.append(text)
            self._length += len(text)

    def _child(self, child: etree._Element) -> None:
        name = etree.QName(child).localname
        if name in _ALONE:
            self._tag(TagKind.ALONE, child)
        elif name == "it":
            self._tag(_POSITIONS.get(child.get("pos", ""), TagKind.ALONE), child)
        elif name in _OPENING:
            self._open.setdefault(_number(child), []).append(len(self.tags))
            self._tag(TagKind.OPEN, child)
        elif name in _CLOSING:
            self._close(child)
        elif name == "sub":
            self.content(child)
        else:
            self._around(child, name)

    def _around(self, element: etree._Element, name: str) -> None:
        """Take an element whose content is text: as a pair of tags around it."""
        known = name in _AROUND
        self._pairs += 1
        opening, closing = ("", "") if known else _markup(element, name)
        meaning, id_ = (_meaning(element), _id(element)) if known else ("", "")
        for kind, code in ((TagKind.OPEN, opening), (TagKind.CLOSE, closing)):
            self.tags.append(Tag(at=self._length, kind=kind, pair=self._pairs, code=code, meaning=meaning, id=id_))
            if kind is TagKind.OPEN:
                self.content(element)

    def _tag(self, kind: TagKind, element: etree._Element, pair_: int = 0) -> None:
        self.tags.append(
            Tag(at=self._length, kind=kind, pair=pair_, code=_code(element), meaning=_meaning(element), id=_id(element))
        )

    def _close(self, element: etree._Element) -> None:
        """Take a closing tag: it says the number of its partner and has its meaning and id."""
        waiting = self._open.get(_number(element))
        if not waiting:
            self.orphans = self.orphans or etree.QName(element).localname == "ept"
            self._tag(TagKind.CLOSE, element)
            return
        place = waiting.pop()
        self._pairs += 1
        first = self.tags[place] = msgspec.structs.replace(self.tags[place], pair=self._pairs)
        closing = Tag(at=self._length, kind=TagKind.CLOSE, pair=self._pairs, code=_code(element))
        self.tags.append(msgspec.structs.replace(closing, meaning=first.meaning, id=first.id))


def _number(element: etree._Element) -> str:
    """Return what joins the halves of a pair in the file."""
    return element.get("i") or element.get("rid") or element.get("id") or ""


def _meaning(element: etree._Element) -> str:
    return element.get("type") or element.get("ctype") or ""


def _id(element: etree._Element) -> str:
    return element.get("x") or element.get("id") or ""


def _code(element: etree._Element) -> str:
    """Return the native code in an element, markup in it as it is written."""
    if not len(element):
        return element.text or ""
    pieces = [element.text or ""]
    for child in element:
        inner = _code(child) if child.tag == "sub" else etree.tostring(child, encoding="unicode", with_tail=False)
        pieces += (inner, child.tail or "")
    return "".join(pieces)


def _markup(element: etree._Element, name: str) -> tuple[str, str]:
    """Return the tags of an element that TMX does not know, as they are written: somebody forgot to escape them."""
    attributes = "".join(
        f' {key}="{escape(value)}"' for key, value in cast("Mapping[str, str]", element.attrib).items()
    )
    return f"<{name}{attributes}>", f"</{name}>"


def write(text: str, tags: Iterable[Tag]) -> Sequence[str | tuple[str, dict[str, str], str]]:
    """Return the content of a `<seg>`: texts, and elements as name, attributes and native code."""
    paired, _ = pair(sorted(tags, key=lambda tag: tag.at))
    content: list[str | tuple[str, dict[str, str], str]] = []
    end = 0
    for tag in paired:
        content.append(text[end : tag.at])
        content.append(_element(tag))
        end = max(end, tag.at)
    return [*content, text[end:]]


def _element(tag: Tag) -> tuple[str, dict[str, str], str]:
    """Return the element of a tag."""
    more = {"x": tag.id, "type": tag.meaning}
    if tag.kind is TagKind.ALONE:
        name, attributes = "ph", more
    elif not tag.pair:
        name, attributes = "it", {"pos": "begin" if tag.kind is TagKind.OPEN else "end", **more}
    elif tag.kind is TagKind.OPEN:
        name, attributes = "bpt", {"i": str(tag.pair), **more}
    else:
        name, attributes = "ept", {"i": str(tag.pair)}
    return name, {key: value for key, value in attributes.items() if value}, tag.code
