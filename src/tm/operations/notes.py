"""Our own comments in a PO entry, `#. tm: …` and `# tm: …`, read as wholes.

Other programs (polib, Babel) wrap a long comment over several lines. Each of our notes has an end of its own: a digest,
a closing bracket or a closing quotation mark. So all its lines are known, and a comment behind it is somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

PREFIX = "tm: "
"""What all comments of ours begin with."""
_WHOLE = re.compile(
    r"tm: (?:"
    r"(?:aligned .* |reviewed |rejected )[0-9a-f]{8}"
    r"|(?P<brackets>\[.*\])"
    r'|(?:ours|theirs) (?:fuzzy )?(?:msgstr|msgid_plural)(?:\[\d+\])? "(?:[^"\\]|\\.)*"'
    r")"
)
_BROKEN_WORD = re.compile(r"\w-")
"""How a line ends where a program has broken a word behind its hyphen."""
_MOST = 100
"""How many lines are looked at for the end of a note."""


class Comment(msgspec.Struct, frozen=True):
    """A line of somebody else's comment, or a note of ours with all its lines."""

    text: str
    """On one line, without white space at its ends."""
    lines: tuple[str, ...]
    """As they are written."""

    @property
    def ours(self) -> bool:
        """True for a note of ours."""
        return self.text.startswith(PREFIX)


def comments(lines: Iterable[str]) -> Iterator[Comment]:
    """Give the comments that lines make; a note whose end is not there is its first line alone."""
    written = tuple(lines)
    for text, start, end in _wholes(written):
        yield Comment(text, written[start:end])


def texts(lines: Iterable[str]) -> Iterator[str]:
    """Give the comments that lines make, each on one line."""
    return (text for text, _, _ in _wholes(tuple(lines)))


def without(lines: Iterable[str], unwanted: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the lines without those of unwanted comments, which are judged as wholes."""
    return tuple(line for one in comments(lines) if not unwanted(one.text) for line in one.lines)


def divided(lines: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines of other people's comments, and those of ours."""
    found = list(comments(lines))
    others = tuple(line for one in found if not one.ours for line in one.lines)
    return others, tuple(line for one in found if one.ours for line in one.lines)


def _wholes(lines: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each comment with its first line and the line after it."""
    at = 0
    while at < len(lines):
        text, end = lines[at].strip(), at + 1
        if text.startswith(PREFIX) and not _is_whole(text):
            text, end = _continued(text, lines, at)
        yield text, at, end
        at = end


def _continued(first: str, lines: Sequence[str], at: int) -> tuple[str, int]:
    """Return the note that begins with a line and ends on a later one, and the line after it."""
    text = first
    for end in range(at + 1, min(at + _MOST, len(lines))):
        line = lines[end].strip()
        if line.startswith(PREFIX):
            break
        text += line if _BROKEN_WORD.fullmatch(text[-2:]) else f" {line}"
        if _is_whole(text):
            return text, end + 1
    return first, at + 1


def _is_whole(text: str) -> bool:
    hit = _WHOLE.fullmatch(text)
    return hit is not None and (hit["brackets"] is None or text.count("[") == text.count("]"))
