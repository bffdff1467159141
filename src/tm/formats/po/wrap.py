"""How a text is laid out over lines, the way msgcat does it, and which layout a file has.

Line breaks are allowed where Unicode line breaking (UAX #14) allows them, never inside an escape sequence; each portion
that ends in a line feed begins a new line. After GNU gettext `write-po.c` (`wrap`) and libunistring
`uniwbrk/ulc-width-linebreaks.c`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise, zip_longest

import msgspec
from unicode_segmentation_rs import line_break_units

from tm.formats.po.escape import escape
from tm.formats.po.lines import Kind, Line, read_line

PAGE = 79
"""The width msgcat uses when it is not told another."""
_STOP = re.compile(r"(?<=[.,:;])(?=[^\W\d])")
_PORTION = re.compile(r"[^\n]*\n|[^\n]+")
_INNER_LINE_FEED = re.compile(r"(?<!\\)(?:\\\\)*\\n(?=.)")
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})
_WIDE = frozenset({"W", "F"})
_ENOUGH = 2000
"""How many lines are looked at; more tell nothing new."""
_NARROW = 40
"""A line as short as this is no evidence that lines may be longer than some width."""
_PRIOR = 1
"""How many breaks must be outnumbered before msgcat's width is given up."""
_COMMENTS = frozenset({Kind.TRANSLATOR, Kind.EXTRACTED, Kind.REFERENCE, Kind.FLAGS})


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """How a file lays out its texts."""

    width: int | None = PAGE
    """Columns in a line, quotation marks and keyword included; None where lines are not wrapped."""
    stops: bool = False
    """Whether a line may end after a full stop, comma or colon that a letter follows: gettext's older habit."""
    splits: bool = True
    """Whether a line feed inside a text begins a new line."""


def wrap(keyword: str, text: str, style: Style, *, prefix: str = "") -> list[str]:
    """Return the lines of a text with its keyword; `prefix` stands before each of them, such as `#~ `."""
    portions = _PORTION.findall(text) if style.splits else [text]
    escaped = [escape(portion) for portion in portions] or [""]
    width = None if style.width is None else style.width - len(prefix) - 2
    first = _fill(escaped[0], width, len(keyword) + 1, stops=style.stops)
    if len(escaped) == 1 and len(first) == 1 and (width is None or not text or len(keyword) + 1 <= width):
        return [f'{prefix}{keyword} "{escaped[0]}"']
    lines = [line for portion in escaped for line in _fill(portion, width, 0, stops=style.stops)]
    return [f'{prefix}{keyword} ""', *(f'{prefix}"{line}"' for line in lines)]


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for a wide character, none for a combining one."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@cache
def _columns(letter: str) -> int:
    if unicodedata.category(letter) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _WIDE else 1


def _fill(portion: str, width: int | None, column: int, *, stops: bool) -> list[str]:
    """Cut an escaped portion into lines of `width` columns where it can be cut; the first begins at `column`."""
    if width is None or (portion.isascii() and column + len(portion) <= width):
        return [portion]
    lines = [""]
    for atom in _atoms(portion, stops=stops):
        size = columns(atom)
        if lines[0] and column + size > width:
            lines.append("")
            column = 0
        lines[-1] += atom
        column += size
    return lines


def _atoms(portion: str, *, stops: bool) -> list[str]:
    """Cut an escaped portion at every place where a line may end."""
    atoms: list[str] = []
    for unit in line_break_units(portion):
        pieces = _STOP.split(unit) if stops else [unit]
        for piece in pieces:
            if atoms and (_in_escape(atoms[-1]) or piece == "\\n"):
                atoms[-1] += piece
            else:
                atoms.append(piece)
    return atoms


def _in_escape(text: str) -> bool:
    """Tell whether a text ends in the middle of an escape sequence."""
    return text.endswith("\\") and (len(text) - len(text.rstrip("\\"))) % 2 == 1


class _Evidence(msgspec.Struct, frozen=True):
    """What the lines of a file tell about its width."""

    breaks: list[tuple[int, int]] = []
    """For each line that was broken: its width, and what it would be with the piece that went to the next line."""
    whole: list[int] = []
    """The widths of the lines that could have been broken."""


def detect(texts: Iterable[str]) -> Style:
    """Tell how a file lays out its entries, from their text as written; what can't be told is msgcat's way."""
    evidence = _Evidence()
    stops, inner, outer = False, 0, 0
    for text in texts:
        if len(evidence.whole) >= _ENOUGH:
            break
        for strings in _fields(text):
            bodies = [line.body or "" for line in strings]
            _weigh(strings, evidence)
            stops = stops or any(_stops(body, after) for body, after in pairwise(bodies))
            inner += any(_INNER_LINE_FEED.search(body) for body in bodies)
            outer += sum(body.endswith("\\n") for body in bodies[:-1])
    return Style(width=_width(evidence), stops=stops, splits=outer >= inner)


def _fields(text: str) -> Iterator[list[Line]]:
    """Give the strings of each text of an entry as it is written."""
    strings: list[Line] = []
    for written in text.split("\n"):
        line = read_line(written)
        if line.body is None or line.kind in _COMMENTS:
            continue
        if line.kind is not Kind.STRING and strings:
            yield strings
            strings = []
        strings.append(line)
    if strings:
        yield strings


def _stops(body: str, after: str) -> bool:
    """Tell whether a line was broken between a full stop and a letter."""
    return _STOP.search(body[-1:] + after[:1]) is not None


def _weigh(strings: Sequence[Line], evidence: _Evidence) -> None:
    """Note what the lines of one text tell about the width."""
    for line, following in zip_longest(strings, strings[1:]):
        body = line.body or ""
        width = line.column + columns(body) + 1
        if width > _NARROW and len(line_break_units(body)) > 1:
            evidence.whole.append(width)
        if body and following is not None and following.body and not body.endswith("\\n"):
            atom = _atoms(following.body, stops=False)[0]
            evidence.breaks.append((width, width + columns(atom)))


def _width(evidence: _Evidence) -> int | None:
    """Return the width that leaves the fewest lines unexplained, msgcat's where there is little to explain."""
    votes = Counter({PAGE: _PRIOR})
    for width, needed in evidence.breaks:
        votes.update(range(width, needed))
    whole = sorted(evidence.whole)

    def unexplained(width: int) -> int:
        """Breaks that this width does not ask for, and lines it would have broken."""
        return len(evidence.breaks) - votes[width] + len(whole) - bisect_right(whole, width)

    best = min(votes, key=lambda width: (unexplained(width), width != PAGE, width % 10, width))
    wider = bisect_right(whole, best) < len(whole)
    return None if wider and len(evidence.breaks) <= unexplained(best) else best
