"""Lines into paragraphs: which line goes on with the one before it.

Statements come hard-wrapped by a mailer, with one paragraph a line, or as short lines that belong to nobody but
themselves; the lengths of the lines and the marks at their ends tell which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tm.documents.blocks import Source
from tm.documents.boilerplate import boilerplate
from tm.model import Span

LONG_LINE = 60
"""From this length on, a line without an end mark is part of a sentence and not a title or a name; in characters."""
_WIDEST_WRAP = 120
_NARROWEST_WRAP = 45
_FINAL = re.compile(r"[.!?…:;][\"'”’“»)\]*_]*$")
_MARKER = re.compile(r"(?:[-*•+▪◦‣·]|\(?\d{1,3}[.)]|\(?[^\W\d_][)])(?=\s)")


def is_final(text: str) -> bool:
    """Tell whether the text ends with a mark that ends or announces something: `. ! ? … : ;`, then closing marks."""
    return bool(_FINAL.search(text))


def is_capitals(text: str) -> bool:
    """Tell whether the text is written in capitals; an abbreviation alone is too short to tell."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= len("TITLE") and not any(letter.islower() for letter in letters)


def continues(text: str) -> bool:
    """Tell whether a text can't be a beginning: it starts with a small letter or a mark that closes."""
    return text[:1].islower() or text.startswith((",", ";", ")", "»"))


def marker(text: str) -> int:
    """Return the length of the list marker (`-`, `•`, `1.`, `2)`, `(a)`) that a line begins with, 0 without one."""
    hit = _MARKER.match(text)
    return hit.end() if hit else 0


def stanzas(source: Source, start: int) -> Iterator[list[Span]]:
    """Yield the runs of lines between blank lines, from an offset on; white space at the ends of a line is left out."""
    stanza: list[Span] = []
    for line in source.lines(start):
        text = source.slice(line)
        if text.strip():
            left = len(text) - len(text.lstrip())
            stanza.append(Span(line.start + left, line.start + len(text.rstrip())))
        elif stanza:
            yield stanza
            stanza = []
    if stanza:
        yield stanza


def wrap_width(stanza: Sequence[str]) -> int:
    """Return the width at which the lines of a stanza seem to have been wrapped, 0 where they were not."""
    inner = [len(line) for line in stanza[:-1]]
    return max(inner, default=0) if max(map(len, stanza)) <= _WIDEST_WRAP else 0


def is_wrapped(stanza: Sequence[str]) -> bool:
    """Tell whether all lines of a stanza, and not too narrow ones, end where the next word had no room."""
    width = wrap_width(stanza)
    full = (len(line) + 1 + len(following.split(maxsplit=1)[0]) > width for line, following in pairwise(stanza))
    return width >= _NARROWEST_WRAP and all(full)


def paragraphs(source: Source, stanza: Sequence[Span], width: int, *, signed: bool) -> Iterator[list[Span]]:
    """Yield the lines of a stanza grouped into paragraphs.

    `width` is the document's wrap width, 0 for none; `signed` is true where a line with a name is a signature.
    """
    group = [stanza[0]]
    for line, following in pairwise(stanza):
        first, second = source.slice(line), source.slice(following)
        if _goes_on(first, second, width) and not (signed and boilerplate().name.fullmatch(first)):
            group.append(following)
        else:
            yield group
            group = [following]
    yield group


def _goes_on(line: str, following: str, width: int) -> bool:
    """Tell whether the second of two neighbouring lines goes on with what the first one says."""
    if marker(following):
        return False
    if len(line) + 1 + len(following.split(maxsplit=1)[0]) > width >= LONG_LINE:
        return True
    if is_final(line) or is_capitals(line) is not is_capitals(following):
        return False
    return continues(following) or following.startswith("(") or len(line) >= LONG_LINE
