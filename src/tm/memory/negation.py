"""Negation inside a word: tells *getmir* from *gedir* by letters that a language names (`Language.negative_forms`).

Negating words of their own are counted by `tm.memory.similarity`; nothing here knows a language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from tm.language import Language

_REMEMBERED = 1 << 14
Forms = Sequence[tuple[str, str]]
"""Pairs of letters inside a word: the negative, then what stands in its place in the affirmative, folded."""


def negates_in(language: Language) -> Callable[[str, str], bool] | None:
    """Return what tells whether two folded words differ in a negation alone; None for a language without forms."""
    forms: Forms = language.negative_forms
    return negates_by(forms) if forms else None


def negates_by(forms: Forms) -> Callable[[str, str], bool]:
    """Return what tells whether one of two folded words is the negation of the other by these forms."""

    @lru_cache(_REMEMBERED)
    def negates(one: str, other: str) -> bool:
        return other in _affirmatives(one, forms) or one in _affirmatives(other, forms)

    return negates


def _affirmatives(word: str, forms: Forms) -> set[str]:
    """Return what the word may be the negation of; the first letter of a word is never part of a negation."""
    return {word[:start] + affirmative + word[end:] for start, end, affirmative in _places(word, forms)}


def _places(word: str, forms: Forms) -> Iterator[tuple[int, int, str]]:
    for negative, affirmative in forms:
        start = word.find(negative, 1)
        while start > 0:
            yield start, start + len(negative), affirmative
            start = word.find(negative, start + 1)
