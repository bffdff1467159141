"""Inline elements in: the text and the tags of `<source>`, `<target>` and the like, for XLIFF 1.2 and 2.x.

The text is what a reader sees; native codes are those of the tags. An annotation (`mrk`) is a pair of tags whose
meaning is `mrk`, its type and its comment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import unquote

import msgspec
from lxml import etree

from tm.model import Tag, TagKind
from tm.text.inline import pair

ANNOTATION = "mrk "
"""What the meaning of an annotation begins with; its type and, after a colon and a space, its comment follow."""
OURS = "x-tm-"
"""What a type is marked with that XLIFF 1.2 does not know."""
STANDARD = {
    "bold": "fmt xlf:b",
    "italic": "fmt xlf:i",
    "underlined": "fmt xlf:u",
    "lb": "fmt xlf:lb",
    "pb": "fmt xlf:pb",
}
"""What XLIFF 1.2 calls the types of 2.x."""
_NAMES = {second: first for first, second in STANDARD.items()}


class Content(msgspec.Struct, frozen=True):
    """What a `<source>` or `<target>` holds."""

    text: str = ""
    tags: tuple[Tag, ...] = ()
    segments: tuple[tuple[str, int, int], ...] = ()
    """Its segments, where it says so: id, start and end."""
    mended: bool = False
    """True where a tag named a partner that is not there."""


def name_of(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(element).localname


class Reading:
    """The text and tags met so far."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.length = 0
        self.tags: list[Tag] = []
        self.segments: list[tuple[str, int, int]] = []
        self._pairs = 0
        self._open: dict[str, list[int]] = {}

    def add(self, text: str | None) -> None:
        """Take text."""
        if text:
            self.texts.append(text)
            self.length += len(text)

    def walk(self, element: etree._Element, child: Callable[[etree._Element], None]) -> None:
        """Take the text of an element, and give each element in it to `child`."""
        self.add(element.text)
        for one in element:
            child(one)
            self.add(one.tail)

    def tag(self, kind: TagKind, id_: str, meaning: str = "", code: str = "", *, pair_: int = 0) -> int:
        """Take a tag; return its place among the tags."""
        self.tags.append(Tag(at=self.length, kind=kind, pair=pair_, id=id_, meaning=meaning, code=code))
        return len(self.tags) - 1

    def begin(self, key: str, id_: str, meaning: str = "", code: str = "") -> None:
        """Take the opening tag of a pair; its partner will name the same key."""
        self._pairs += 1
        self._open.setdefault(key, []).append(self.tag(TagKind.OPEN, id_, meaning, code, pair_=self._pairs))

    def end(self, key: str, id_: str = "", code: str = "") -> None:
        """Take the closing tag of a pair: it has its partner's meaning and id."""
        places = self._open.get(key)
        if places:
            first = self.tags[places.pop()]
            self.tag(TagKind.CLOSE, first.id, first.meaning, code, pair_=first.pair)
        else:
            self._pairs += 1
            self.tag(TagKind.CLOSE, id_, code=code, pair_=self._pairs)

    def content(self) -> Content:
        """Return what was met."""
        tags, mended = pair(self.tags)
        return Content("".join(self.texts), tags, tuple(self.segments), mended=bool(mended))


def annotation(type_: str, comment: str) -> str:
    """Return the meaning of an annotation."""
    return f"{ANNOTATION}{type_}" + (f": {comment}" if comment else "")


def own_word(word: str, mark: str) -> str:
    """Return a word that was written behind a mark of ours, as it was before; any other as it is."""
    return unquote(word.removeprefix(mark)) if word.startswith(mark) else word


def read_1(element: etree._Element) -> Content:
    """Return what an element of XLIFF 1.x holds."""
    if not len(element):
        return Content(element.text or "")
    reading = _First()
    reading.walk(element, reading.child)
    return reading.content()


class _First(Reading):
    """A text of XLIFF 1.x: `g x bx ex bpt ept ph it sub mrk`."""

    def child(self, element: etree._Element) -> None:
        """Take one inline element."""
        name, id_ = name_of(element), element.get("id") or element.get("mid") or ""
        meaning = own_word(element.get("ctype", ""), OURS)
        key = element.get("rid") or id_
        if name in {"x", "ph"}:
            code = element.get("equiv-text", "") if name == "x" else _code(element)
            self.tag(TagKind.ALONE, id_, meaning, code)
        elif name in {"bx", "bpt"}:
            self.begin(f"{name[0]}{key}", id_, meaning, _code(element))
        elif name in {"ex", "ept"}:
            self.end(f"b{key}", id_, _code(element))
        elif name == "it":
            kind = TagKind.OPEN if element.get("pos") in {"open", "begin"} else TagKind.CLOSE
            self.tag(kind, id_, meaning, _code(element))
        elif name == "mrk" and element.get("mtype") == "seg":
            start = self.length
            self.walk(element, self.child)
            self.segments.append((id_, start, self.length))
        else:
            self._around(element, name, id_, meaning)

    def _around(self, element: etree._Element, name: str, id_: str, meaning: str) -> None:
        """Take an element around words of the text."""
        if name == "mrk":
            meaning = annotation(own_word(element.get("mtype", ""), OURS), element.get("comment", ""))
        if name in {"g", "mrk"}:
            self.begin(f"<{name}{id_}", id_, meaning)
        self.walk(element, self.child)
        if name in {"g", "mrk"}:
            self.end(f"<{name}{id_}")


def _code(element: etree._Element) -> str:
    """Return the native code in an element; text to translate inside it belongs to it."""
    return "".join(str(text) for text in element.itertext())


class Second(Reading):
    """The texts of one unit of XLIFF 2.x, segment by segment: `ph pc sc ec cp mrk sm em`."""

    def __init__(self, data: Mapping[str, str]) -> None:
        """`data` are the native codes of the unit by their ids."""
        super().__init__()
        self._data = data

    def child(self, element: etree._Element) -> None:
        """Take one inline element."""
        name, id_ = name_of(element), element.get("id", "")
        if name == "cp":
            self.add(code_point(element))
        elif name == "ph":
            self.tag(TagKind.ALONE, id_, _meaning(element), self._code(element))
        elif name == "sc" and element.get("isolated") == "yes":
            self.tag(TagKind.OPEN, id_, _meaning(element), self._code(element))
        elif name == "ec" and element.get("isolated") == "yes":
            self.tag(TagKind.CLOSE, id_, _meaning(element), self._code(element))
        elif name in {"sc", "sm"}:
            self.begin(name[1] + id_, id_, _meaning(element), self._code(element))
        elif name in {"ec", "em"}:
            self.end(("c" if name == "ec" else "m") + element.get("startRef", ""), id_, self._code(element))
        else:
            self._around(element, name, id_)

    def _around(self, element: etree._Element, name: str, id_: str) -> None:
        """Take an element around words of the text."""
        known = name in {"pc", "mrk"}
        if known:
            self.begin(f"<{name}{id_}", id_, _meaning(element), self._code(element, "dataRefStart", "equivStart"))
        self.walk(element, self.child)
        if known:
            self.end(f"<{name}{id_}", code=self._code(element, "dataRefEnd", "equivEnd"))

    def _code(self, element: etree._Element, reference: str = "dataRef", equivalent: str = "equiv") -> str:
        return self._data.get(element.get(reference, ""), element.get(equivalent, ""))


def code_point(element: etree._Element) -> str:
    """Return the character that XML forbids and `<cp hex="…">` stands for, nothing where it is none."""
    try:
        return chr(int(element.get("hex", ""), 16))
    except (ValueError, OverflowError):
        return ""


def _meaning(element: etree._Element) -> str:
    """Return what an inline element of 2.x is for: `fmt xlf:b`, `mrk term: a comment`."""
    type_, sub = element.get("type", ""), element.get("subType", "")
    if name_of(element) in {"mrk", "sm"}:
        type_ = type_ or "generic"
        if type_ == "generic" and element.get("translate") == "no":
            type_ = "protected"
        return annotation(own_word(type_, "tm:"), element.get("value", ""))
    if type_ == "other" and sub.startswith("tm:"):
        return own_word(sub, "tm:")
    meaning = f"{type_} {sub}".strip()
    return _NAMES.get(meaning, meaning)
