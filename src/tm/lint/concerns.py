"""Which questions a text raises, told from its pieces (`str.split`), each of which is looked at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from tm.text.remembered import Remembered


class Question(NamedTuple):
    """A question about texts, which a piece raises that has a sign of some and passes a test."""

    number: int
    signs: frozenset[str] = frozenset()
    """Characters that are no letters; empty where it needs none."""
    test: Callable[[str], bool] | None = None


class Concerns:
    """Some questions about texts."""

    def __init__(self, questions: Sequence[Question]) -> None:
        """Take the questions; the bit `1 << number` stands for each."""
        self._of_words = [(1 << one.number, one.test) for one in questions if one.test and not one.signs]
        self._of_signs = [(1 << one.number, one.test) for one in questions if one.test and one.signs]
        self._signs = _by_sign(questions)
        self._bits = Remembered(self._ask)
        self._doubted = False

    def of(self, pieces: Sequence[str]) -> int:
        """Return the bits of the questions that any of the pieces raises."""
        bits = reduce(or_, map(self._bits.__getitem__, pieces), 0)
        if self._doubted:
            self._doubted = False
            return self.of(pieces)
        return bits

    def doubt(self, pieces: Iterable[str]) -> None:
        """Ask anew about some pieces, those of a text that is being looked at included."""
        for piece in pieces:
            self._doubted = self._bits.pop(piece, None) is not None or self._doubted

    def _ask(self, piece: str) -> int:
        bits = 0
        for bit, test in self._of_words:
            if test(piece):
                bits |= bit
        return bits if piece.isalpha() else bits | self._ask_signs(piece)

    def _ask_signs(self, piece: str) -> int:
        bits = 0
        for sign in self._signs.keys() & set(piece):
            bits |= self._signs[sign]
        for bit, test in self._of_signs:
            if bits & bit and not test(piece):
                bits ^= bit
        return bits


def _by_sign(questions: Iterable[Question]) -> Mapping[str, int]:
    """Return by sign: the bits of the questions that want it."""
    found: defaultdict[str, int] = defaultdict(int)
    for one in questions:
        for sign in one.signs:
            found[sign] |= 1 << one.number
    return dict(found)
