"""An entry in the making: what the scanner has read of it so far."""

from __future__ import annotations

import re

from tm.formats.po.lines import Kind, Line

Strings = list[tuple[int, Line]]
"""The strings of a text, each with the number of its line from 0."""
Parts = dict[tuple[Kind, int], Strings]
"""The strings of each keyword and index; the index of a keyword without one is -1."""
_REFERENCE = re.compile("(?:\u2068[^\u2069]*\u2069|\\S)+")


class Draft:
    """An entry while it is being read."""

    __slots__ = (
        "comments",
        "current",
        "earlier",
        "end",
        "extracted",
        "flags",
        "key_line",
        "kinds",
        "mixed",
        "obsolete",
        "parts",
        "previous",
        "references",
        "start",
        "torn",
    )

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start
        self.key_line = start
        self.comments: list[str] = []
        self.extracted: list[str] = []
        self.references: list[str] = []
        self.flags: list[str] = []
        self.obsolete: bool | None = None
        self.mixed = False
        """Whether it has been reported that only some lines are obsolete."""
        self.torn = False
        """Whether a comment has been reported that stands inside the entry."""
        self.parts: Parts = {}
        self.kinds: set[Kind] = set()
        """The keywords in `parts`."""
        self.previous: Parts = {}
        self.current: Strings | None = None
        """The strings that a string on the next line belongs to."""
        self.earlier = False
        """Whether those are of a previous text."""

    @property
    def complete(self) -> bool:
        """True where the next comment or `msgid` begins another entry."""
        return Kind.MSGSTR in self.kinds

    def comment(self, line: Line) -> None:
        """Take a comment line; a string on the next line has nothing to go on from."""
        self.current = None
        text = line.body or ""
        if line.kind is Kind.TRANSLATOR:
            self.comments.append(text)
        elif line.kind is Kind.EXTRACTED:
            self.extracted.append(text)
        elif line.kind is Kind.REFERENCE:
            self.references += _REFERENCE.findall(text)
        else:
            self.flags += [flag for part in text.split(",") if (flag := part.strip())]
