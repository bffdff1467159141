"""One unit from its markup: parsed by itself, mended if need be, or the reason why it can't be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast
from xml.sax.saxutils import quoteattr

from lxml import etree

from tm.formats.tmx.mend import illegal, mend
from tm.formats.xliff.split import Piece
from tm.messages import say

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Unreadable(Exception):
    """Why a unit can't be read, and on which line of the file."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


class Element:
    """An element of a file, its children by their names; those of other namespaces are found by `module`."""

    def __init__(self, element: etree._Element, line: int) -> None:
        """`line` is where the markup that the element was parsed from begins."""
        self.xml = element
        self._start = line
        self._known: dict[tuple[bool, str], list[Element]] | None = None

    def _children(self) -> Mapping[tuple[bool, str], Sequence[Element]]:
        """Return the children by whether they are of the element's own namespace, and by name."""
        if self._known is None:
            self._known = {}
            prefix = self.xml.tag.rpartition("}")[0]
            for child in self.xml:
                namespace, _, name = child.tag.rpartition("}")
                self._known.setdefault((namespace == prefix, name), []).append(Element(child, self._start))
        return self._known

    @property
    def line(self) -> int:
        """The line of the file it begins on."""
        return self._start + cast("int", self.xml.sourceline) - 1

    @property
    def text(self) -> str:
        """Its text and that of what is in it."""
        return "".join(str(text) for text in self.xml.itertext())

    def get(self, name: str) -> str:
        """Return an attribute, empty where there is none."""
        return self.xml.get(name, "")

    def all(self, name: str) -> Sequence[Element]:
        """Return the children of a name."""
        return self._children().get((True, name), ())

    def first(self, name: str) -> Element | None:
        """Return the first child of a name."""
        return next(iter(self._children().get((True, name), ())), None)

    def module(self, name: str) -> Sequence[Element]:
        """Return the children of a name that stand in another namespace."""
        return self._children().get((False, name), ())

    def properties(self, *, apart: frozenset[str]) -> Iterable[tuple[str, str]]:
        """Yield the attributes as properties, those `apart` left out."""
        for name, value in ((str(name), str(value)) for name, value in self.xml.attrib.items()):
            if name not in apart and not name.startswith("{http://www.w3.org/XML/1998/namespace}"):
                yield f"@{name}", value


_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
)


def element_of(piece: Piece, namespaces: Mapping[str, str]) -> tuple[Element, bool]:
    """Return the element of a unit, and whether its markup had to be mended.

    `namespaces` are the declarations that hold where the unit stands, by their attribute names (`xmlns:mtc`).

    :raises Unreadable: the unit is cut, not well-formed or holds what XML forbids.
    """
    if not piece.closed:
        raise Unreadable(say("The unit has no </{name}>.", name=piece.name), piece.line)
    try:
        return Element(_parse(piece.text, namespaces), piece.line), False
    except (etree.XMLSyntaxError, UnicodeEncodeError):
        text = mend(piece.text)
    reason = illegal(text)
    if reason:
        raise Unreadable(reason, piece.line)
    try:
        return Element(_parse(text, namespaces), piece.line), True
    except etree.XMLSyntaxError as error:
        line = piece.line + (error.lineno or 1) - 1
        raise Unreadable(say("The unit is not well-formed: {fault}.", fault=error.msg), line) from error


def _parse(text: str, namespaces: Mapping[str, str]) -> etree._Element:
    declared = "".join(f" {name}={quoteattr(value)}" for name, value in namespaces.items())
    return etree.fromstring(f"<root{declared}>{text}</root>", _PARSER)[0]
