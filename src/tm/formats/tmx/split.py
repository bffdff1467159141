"""From bytes to the pieces of a TMX file: what stands before the first unit, each unit, what stands after the last.

The units are told apart by their tags alone, so that a unit that is not well-formed costs no other, and a file of any
size takes the memory of one unit. Comments and CDATA sections are respected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from tm.errors import FormatError, Place
from tm.formats.xml_text import decoded
from tm.messages import say

_LARGEST = 1 << 26
"""Code points a single unit may take; what is larger is no unit."""
_TOKEN = re.compile(
    r"<!--.*?(?:-->|(?P<comment>\Z))|<!\[CDATA\[.*?(?:\]\]>|(?P<cdata>\Z))"
    r"|<tu(?=[\s>/])|</tu\s*>|</body\s*>|<body\s*/>|</tmx\s*>",
    re.DOTALL,
)


class Piece(msgspec.Struct, frozen=True):
    """A stretch of the file."""

    text: str
    line: int
    """The line it begins on, from 1."""
    closed: bool = True
    """False for a unit that ends without `</tu>`."""


def split(stream: BinaryIO, *, file: str) -> Iterator[Piece]:
    """Give the head of a TMX file and then its units, as they are written.

    Bytes that are no text in the file's encoding are kept as lone surrogates (`surrogateescape`).

    :raises FormatError: the file is no TMX, is in an unknown encoding, or ends before its body does; what was read
        before stays read.
    """
    splitter = _Splitter(file)
    for text in decoded(stream, file=file):
        yield from splitter.feed(text)
        if splitter.done:
            return
    yield from splitter.feed("", last=True)
    splitter.check_end()


class _Splitter:
    """A text that comes in parts, cut at the tags of its units."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.buffer = ""
        self.line = 1
        """The line on which the buffer begins."""
        self.searched = 0
        """Where in the buffer the next tag is looked for."""
        self.inside = False
        self.headed = False
        self.done = False
        self.units = 0

    def feed(self, text: str, *, last: bool = False) -> Iterator[Piece]:
        """Take more text and give the pieces that it completes."""
        self.buffer += text
        limit = len(self.buffer) if last else self._limit()
        start, line = 0, self.line
        while not self.done:
            token = _TOKEN.search(self.buffer, self.searched, limit)
            if token is None:
                self.searched = limit
                break
            if token["comment"] is not None or token["cdata"] is not None:
                self.searched = token.start()
                break
            self.searched = token.end()
            if token[0].startswith("<!"):
                continue
            end = token.end() if token[0].startswith("</tu") else token.start()
            if self.inside or not self.headed:
                yield self._piece(token[0], self.buffer[start:end], line)
            line += self.buffer.count("\n", start, end)
            start = end
            self._pass(token[0])
        self.buffer, self.line, self.searched = self.buffer[start:], line, self.searched - start
        self._check_size()

    def _limit(self) -> int:
        """Return how far the buffer is sure to hold whole tags."""
        last = self.buffer.rfind("<")
        return last if last > self.buffer.rfind(">") else len(self.buffer)

    def _piece(self, tag: str, text: str, line: int) -> Piece:
        """Make a piece of what stands before a tag, or of a unit with its closing tag."""
        return Piece(text, line, closed=not self.inside or tag.startswith("</tu"))

    def _pass(self, tag: str) -> None:
        """Note what a tag begins or ends."""
        self.headed = True
        self.inside = tag == "<tu"
        self.units += self.inside
        self.done = not self.inside and not tag.startswith("</tu")

    def _check_size(self) -> None:
        if len(self.buffer) <= _LARGEST:
            return
        what = say("a unit") if self.inside else say("the part before the first unit")
        message = say("No TMX: {what} is over {largest} million characters long.", what=what, largest=_LARGEST >> 20)
        raise FormatError(
            message, place=Place(self.file, self.line), hint=say("Check that the file is what its name says.")
        )

    def check_end(self) -> None:
        """Complain about a file that ends before its body does."""
        if "<tmx" not in self.buffer and not self.headed:
            hint = say("Check that the file is what its name says.")
            raise FormatError(
                say("The file is not TMX: it has no <tmx> element."), place=Place(self.file, 1), hint=hint
            )
        if self.inside:
            message = say(
                "The file ends inside the unit that begins here; {units} units stand before it.", units=self.units - 1
            )
        else:
            message = say("The file ends before </body>, after {units} units.", units=self.units)
        raise FormatError(
            message,
            place=Place(self.file, self.line),
            hint=say("It was cut off: get it once more from where it came from."),
        )
