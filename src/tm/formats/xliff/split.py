"""From text to the pieces of an XLIFF file: opening tags of files and groups, whole units, closing tags.

The pieces are told apart by their tags alone, so that a unit that is not well-formed costs no other, and a file of any
size takes the memory of one unit. Comments, CDATA sections and processing instructions are respected; elements under
another namespace prefix than the root's are none of ours.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from tm.errors import FormatError, Place
from tm.messages import say

_LARGEST = 1 << 26
"""Code points a single unit may take; what is larger is no unit."""
_SKIPPED = r"<!--.*?(?:-->|(?P<comment>\Z))|<!\[CDATA\[.*?(?:\]\]>|(?P<cdata>\Z))|<\?.*?(?:\?>|(?P<pi>\Z))"
_INNER = r"""(?:(?:[^<>"']|"[^"<]*"|'[^'<]*')*>|[^>]*>)"""
"""What follows the name of a tag: attributes, or else whatever stands there."""
_ROOT = re.compile(rf"{_SKIPPED}|<(?:(?P<prefix>[\w.-]+):)?xliff(?=[\s>/]){_INNER}", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_UNITS = frozenset({"trans-unit", "unit"})


class Piece(msgspec.Struct, frozen=True):
    """A stretch of the file: a tag of its structure or a unit."""

    name: str
    """`xliff`, `file`, `group` (opening), `/file`, `/group`, `trans-unit` or `unit`."""
    text: str
    line: int
    """The line it begins on, from 1."""
    closed: bool = True
    """False for a unit that ends without its closing tag."""

    @property
    def attributes(self) -> Mapping[str, str]:
        """The attributes of an opening tag."""
        pairs = _ATTRIBUTE.findall(self.text)
        return {name: html.unescape(double or single) for name, double, single in pairs}


def split(texts: Iterable[str], *, file: str) -> Iterator[Piece]:
    """Give the pieces of an XLIFF file that comes as a stream of texts.

    :raises FormatError: the file is no XLIFF or ends before its root does; what was read before stays read.
    """
    splitter = _Splitter(file)
    for text in texts:
        yield from splitter.feed(text)
    yield from splitter.feed("", last=True)
    splitter.check_end()


class _Splitter:
    """A text that comes in parts, cut at the tags of its structure."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.buffer = ""
        self.line = 1
        """The line on which the buffer begins."""
        self.searched = 0
        """Where in the buffer the next tag is looked for."""
        self.tokens: re.Pattern[str] | None = None
        self.inside = ""
        """Name of the unit that is open."""
        self.units = 0
        self.done = False

    def feed(self, text: str, *, last: bool = False) -> Iterator[Piece]:
        """Take more text and give the pieces that it completes."""
        self.buffer += text
        while not self.done:
            token = (self.tokens or _ROOT).search(self.buffer, self.searched, self._limit(last=last))
            if token is None:
                self.searched = max(self.searched, self._limit(last=last))
                break
            if any(token.groupdict().get(name) is not None for name in ("comment", "cdata", "pi")):
                self.searched = token.start()
                break
            self.searched = token.end()
            if not token[0].startswith(("<!", "<?")):
                yield from self._take(token)
        if not self.inside:
            self._drop(self.searched)
        self._check_size()

    def _limit(self, *, last: bool) -> int:
        """Return how far the buffer is sure to hold whole tags."""
        end = self.buffer.rfind("<")
        return end if not last and end > self.buffer.rfind(">") else len(self.buffer)

    def _take(self, token: re.Match[str]) -> Iterator[Piece]:
        """Give what a tag completes, and note what it begins."""
        if self.tokens is None:
            self.tokens = _tokens(token["prefix"] or "")
            yield self._piece("xliff", token.start(), token.end())
            return
        name, closing = token["name"], token[0].startswith("</")
        if self.inside:
            ended = closing and name == self.inside
            end = token.end() if ended else token.start()
            yield self._piece(self.inside, 0, end, closed=ended)
            self.inside = ""
            self._drop(end)
            if ended:
                return
            self.searched = len(token[0])
            token_start = 0
        else:
            token_start = token.start()
        if name in _UNITS:
            if not closing:
                self._drop(token_start)
                self.inside = name
                self.units += 1
        elif closing:
            self.done = name == "xliff"
            yield self._piece(f"/{name}", token_start, self.searched)
        else:
            yield self._piece(name, token_start, self.searched)
            if token[0].endswith("/>"):
                yield self._piece(f"/{name}", token_start, self.searched)

    def _piece(self, name: str, start: int, end: int, *, closed: bool = True) -> Piece:
        return Piece(name, self.buffer[start:end], self.line + self.buffer.count("\n", 0, start), closed=closed)

    def _drop(self, end: int) -> None:
        """Forget the beginning of the buffer."""
        self.line += self.buffer.count("\n", 0, end)
        self.buffer = self.buffer[end:]
        self.searched -= end

    def _check_size(self) -> None:
        if len(self.buffer) > _LARGEST:
            message = say("No XLIFF: a unit is over {largest} million characters long.", largest=_LARGEST >> 20)
            hint = say("Check that the file is what its name says.")
            raise FormatError(message, place=Place(self.file, self.line), hint=hint)

    def check_end(self) -> None:
        """Complain about a file that ends before its root does."""
        if self.done:
            return
        if self.tokens is None:
            hint = say("Check that the file is what its name says.")
            raise FormatError(
                say("The file is not XLIFF: it has no <xliff> element."), place=Place(self.file, 1), hint=hint
            )
        message = say("The file ends before </xliff>, after {units} units.", units=self.units)
        if self.inside:
            message = say(
                "The file ends inside the unit that begins here; {units} units stand before it.", units=self.units - 1
            )
        hint = say("It was cut off: get it once more from where it came from.")
        raise FormatError(message, place=Place(self.file, self.line), hint=hint)


def _tokens(prefix: str) -> re.Pattern[str]:
    """Return what finds the tags of a file's structure; `prefix` is the root's."""
    before = f"{re.escape(prefix)}:" if prefix else ""
    return re.compile(rf"{_SKIPPED}|</?{before}(?P<name>trans-unit|unit|file|group|xliff)(?=[\s>/]){_INNER}", re.DOTALL)
