"""The words of a text.

A word begins with a letter or a digit and runs on over letters, digits and the marks that stand on them. Inside it an
apostrophe or a hyphen joins (*don't*, *well-known*, *7-ci*, *BMT-nin*), and a point or comma joins digits (*1,5*).
Punctuation is no word. Nothing here depends on a language, and nothing here folds: that is `tm.text.normalize`.
"""

from __future__ import annotations

import re
from itertools import chain

from tm.model import Span
from tm.text.remembered import Remembered

_RUN = r"[^\W_][\w\u0300-\u036f]*"
_WORD = re.compile(rf"{_RUN}(?:(?:['\u2019\u02bc\-\u2010\u2011]|(?<=\d)[.,](?=\d)){_RUN})*")


_IN_PIECE: Remembered[list[str]] = Remembered(_WORD.findall)
"""By piece: its words; no blank stands inside a word."""


def words(text: str) -> list[str]:
    """Return the words of the text in their order, as they are written."""
    return list(chain.from_iterable(map(_IN_PIECE.__getitem__, text.split())))


def word_spans(text: str) -> list[Span]:
    """Return the places of `words(text)` in the text, in their order."""
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def word_count(text: str) -> int:
    """Return how many words the text has, at least 0."""
    return sum(map(len, map(_IN_PIECE.__getitem__, text.split())))
