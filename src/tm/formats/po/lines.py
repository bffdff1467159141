"""What one line of a PO file is: the lexical level, with nothing about how lines make an entry.

`read_line` never fails: a line it can't make sense of carries its faults, and as much of a text as can be saved.
"""

from __future__ import annotations

import re
from enum import IntEnum, auto

import msgspec

from tm.formats.po.escape import bad_escape
from tm.messages import say


class Kind(IntEnum):
    """What a line holds."""

    BLANK = auto()
    TRANSLATOR = auto()
    EXTRACTED = auto()
    REFERENCE = auto()
    FLAGS = auto()
    STRING = auto()
    """A string that goes on from the line before."""
    MSGCTXT = auto()
    MSGID = auto()
    MSGID_PLURAL = auto()
    MSGSTR = auto()
    CONFLICT = auto()
    """A marker that a version control system left behind."""
    STRAY = auto()
    """Nothing that belongs into a PO file."""


class Fault(msgspec.Struct, frozen=True):
    """Something wrong on a line."""

    column: int
    message: str
    hint: str


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line, or what a line holds after its first string."""

    kind: Kind
    body: str | None = None
    """The escaped text between the quotation marks, or the text of a comment; None for a keyword without a string."""
    column: int = 0
    """Where `body` begins, in code points from 0."""
    index: int | None = None
    """The number in `msgstr[number]`."""
    obsolete: bool = False
    previous: bool = False
    rest: Line | None = None
    """What follows on the same line."""
    faults: tuple[Fault, ...] = ()

    @property
    def name(self) -> str:
        """The keyword as it is written: `msgstr[1]`."""
        return self.kind.name.lower() + ("" if self.index is None else f"[{self.index}]")


_KEYWORDS = {
    "msgctxt": Kind.MSGCTXT,
    "msgid": Kind.MSGID,
    "msgid_plural": Kind.MSGID_PLURAL,
    "msgstr": Kind.MSGSTR,
}
_COMMENTS = {".": Kind.EXTRACTED, ":": Kind.REFERENCE, ",": Kind.FLAGS, "=": Kind.FLAGS}
_BODY = r'"([^"\\]*(?:\\.[^"\\]*)*)"'
_KEYWORD = r"(msgctxt|msgid_plural|msgid|msgstr)(?:[ \t]*\[[ \t]*(\d+)[ \t]*\])?"
_SIMPLE = re.compile(rf"(#~\||#~|#\|)?[ \t]*(?:{_KEYWORD}[ \t]*)?{_BODY}[ \t\r]*")
_MARK = re.compile(r"(#~\||#~|#\|)?[ \t]*")
_STRING = re.compile(_BODY)
_WORD = re.compile(rf"{_KEYWORD}(?![\w\[])")
_MARKER = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: .*|\r?)$")
_SPACE = re.compile(r"[ \t\r\f\v]*")
_BLANK = Line(Kind.BLANK)
_SHOWN = 30


def read_line(line: str) -> Line:
    """Tell what a line (without its line feed) holds."""
    simple = _SIMPLE.fullmatch(line)
    if simple is None:
        return _other(line)
    mark, keyword, index, body = simple.groups()
    kind = _KEYWORDS[keyword] if keyword else Kind.STRING
    number = int(index) if index else None
    if mark is None:
        return Line(kind, body, simple.start(4), number)
    return Line(kind, body, simple.start(4), number, "~" in mark, "|" in mark)


def _other(line: str) -> Line:
    """Read a line that is not simply one string: a comment, a blank line, an odd or a broken one."""
    if not line or line.isspace():
        return _BLANK
    if line[0] == "#" and line[1:2] not in {"~", "|"}:
        return _comment(line)
    if _MARKER.match(line):
        return Line(Kind.CONFLICT, line)
    mark = _MARK.match(line)
    position = mark.end() if mark else 0
    signs = (mark[1] or "") if mark else ""
    if "~" in signs and line[position : position + 1] == "#":
        return msgspec.structs.replace(_comment(line[position:]), obsolete=True)
    if not line[position:].strip():
        return _BLANK
    return _tokens(line, position, signs)


def _comment(line: str) -> Line:
    line = line.rstrip("\r")
    kind = _COMMENTS.get(line[1:2], Kind.TRANSLATOR)
    start = 1 if kind is Kind.TRANSLATOR else 2
    if line[start : start + 1] == " ":
        start += 1
    return Line(kind, line[start:], start)


def _tokens(line: str, position: int, signs: str) -> Line:
    """Read what begins at a position: a keyword with or without its string, a string, or neither."""
    word = _WORD.match(line, position)
    kind, index = Kind.STRING, None
    if word:
        kind = _KEYWORDS[word[1]]
        index = int(word[2]) if word[2] else None
        position = _skip(line, word.end())
    body, column, end, faults = _string(line, position)
    if body is None and not word:
        return Line(Kind.STRAY, line[position:].rstrip(), position, faults=_stray(line, position))
    rest = None
    if _skip(line, end) < len(line):
        rest = _tokens(line, _skip(line, end), signs)
    return Line(kind, body, column, index, "~" in signs, "|" in signs, rest, faults)


def _skip(line: str, position: int) -> int:
    space = _SPACE.match(line, position)
    return space.end() if space else position


def _string(line: str, position: int) -> tuple[str | None, int, int, tuple[Fault, ...]]:
    """Return body, its column, where the string ends and its faults; the body is None where no string begins."""
    if line[position : position + 1] != '"':
        return None, position, position, ()
    column = position + 1
    string = _STRING.match(line, position)
    if string is None:
        return _unclosed(line, column)
    end = string.end()
    last = line.rfind('"')
    if end < len(line) and not line[end].isspace() and line[end] != '"' and last >= end:
        fault = Fault(end - 1, say("A quotation mark inside the text is not escaped."), say('Write \\" for it.'))
        return line[column:last], column, last + 1, (fault,)
    return string[1], column, end, ()


def _unclosed(line: str, column: int) -> tuple[str, int, int, tuple[Fault, ...]]:
    text = line[column:].rstrip("\r")
    fault = Fault(
        column + len(text), say("The closing quotation mark is missing."), say('Put " at the end of the line.')
    )
    if bad_escape(text):
        text = text.removesuffix("\\")
    return text, column, len(line), (fault,)


def _stray(line: str, position: int) -> tuple[Fault, ...]:
    text = line[position:].strip()
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    hint = say("Remove it, or put it in quotation marks, or put # before it to make it a comment.")
    return (Fault(position, say("`{shown}` belongs to no entry.", shown=shown), hint),)
