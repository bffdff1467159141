"""A word lexicon learnt from aligned text, with no dictionary: which stem is translated by which.

`Corpus` holds pairs of word lists with a weight; `induce` learns from it how likely each word of one side is given a
word of the other (IBM model 1: Brown et al. 1993), in both directions. To measure a document with what it taught
itself would confirm its own mistakes; so pairs carry a fold, and there is a lexicon without each fold.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FOLDS = 5
"""Parts of a batch that take turns in being left out."""
_ROUNDS = 5
_DISCOUNT = 0.3
_PRIOR = 0.7
_LEAST = 0.01
_SURE = 0.9
_MOST_WORDS = 150


class WordPair(msgspec.Struct, frozen=True):
    """Two spans that probably translate each other."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    weight: float
    """Probability that they do, 0 to 1."""
    fold: int
    """Pairs of one fold, 0 to `FOLDS` - 1, are left out together; those of fold -1 never are."""


class Table(msgspec.Struct, frozen=True, eq=False):
    """Translations in one direction, sorted by the word translated."""

    begin: Ints
    """For each word the first of its translations; one more entry at the end."""
    words: Ints
    """The translations."""
    gains: Floats
    """For each how much likelier the word is than by chance: log(0.9 p(word | other) / p(word) + 0.1), above 0."""


class Lexicon(msgspec.Struct, frozen=True, eq=False):
    """Translations in both directions. Words are numbers: those of the corpus's vocabularies."""

    forward: Table
    backward: Table


class Links(msgspec.Struct, frozen=True, eq=False):
    """Every word of a pair with every word on the other side."""

    pairs: Ints
    """The pair of each link."""
    source: Ints
    target: Ints
    weights: Floats
    """The weight of each link's pair."""
    folds: Ints
    """The fold of each link's pair."""


class Corpus(msgspec.Struct, frozen=True, eq=False):
    """Pairs as numbers, and all links between their words."""

    source: dict[str, int]
    """The vocabulary; number 0 is no word: what stands for words without a counterpart."""
    target: dict[str, int]
    links: Links


def corpus(pairs: Iterable[WordPair]) -> Corpus:
    """Number the words of the pairs and link them; pairs too long to teach anything are left out."""
    used = [pair for pair in pairs if 0 < min(_sizes(pair)) <= max(_sizes(pair)) <= _MOST_WORDS]
    source, target = _vocabulary(pair.source for pair in used), _vocabulary(pair.target for pair in used)
    links = [np.zeros((3, 0), dtype=np.int64)]
    for number, pair in enumerate(used):
        left = np.array([0, *(source[word] for word in pair.source)])
        right = np.array([0, *(target[word] for word in pair.target)])
        grid = np.empty((3, len(left), len(right)), dtype=np.int64)
        grid[0], grid[1], grid[2] = number, left[:, None], right
        links.append(grid.reshape(3, -1))
    numbers, ones, twos = np.concatenate(links, axis=1)
    weights, folds = np.array([pair.weight for pair in used]), np.array([pair.fold for pair in used], dtype=np.int64)
    return Corpus(source, target, Links(numbers, ones, twos, weights[numbers], folds[numbers]))


def _sizes(pair: WordPair) -> tuple[int, int]:
    return len(pair.source), len(pair.target)


def _vocabulary(texts: Iterable[Sequence[str]]) -> dict[str, int]:
    words: dict[str, int] = {"": 0}
    for text in texts:
        for word in text:
            words.setdefault(word, len(words))
    return words


def induce(learnt: Corpus) -> tuple[Lexicon, ...]:
    """Learn for each fold a lexicon without the pairs of that fold."""
    links, sizes = learnt.links, (len(learnt.source), len(learnt.target))
    forward = _Direction(links, links.source, links.target, sizes)
    backward = _Direction(links, links.target, links.source, sizes[::-1])
    return tuple(Lexicon(forward.table(fold), backward.table(fold)) for fold in range(FOLDS))


class _Direction:
    """IBM model 1 from one side to the other. The folds part only in the last round: what they count is kept apart."""

    def __init__(self, links: Links, given: Ints, made: Ints, sizes: tuple[int, int]) -> None:
        real = made > 0
        self.given_size, self.made_size = sizes
        given, made = given[real], made[real]
        self.weights, folds = links.weights[real], links.folds[real]
        keys, self.cell = np.unique(given * self.made_size + made, return_inverse=True)
        places, self.place = np.unique(links.pairs[real] * self.made_size + made, return_inverse=True)
        self.places = len(places)
        self.given, self.made = keys // self.made_size, keys % self.made_size
        shares = self._shares()
        self.counts = [np.bincount(self.cell, shares * (folds != fold), minlength=len(keys)) for fold in range(FOLDS)]

    def _shares(self) -> Floats:
        """Return how much of each made word each link explains, after the rounds."""
        chances = np.ones(len(self.given))
        shares = self.weights
        for _ in range(_ROUNDS):
            part = chances[self.cell]
            shares = self.weights * part / np.bincount(self.place, part, minlength=self.places)[self.place]
            counts = np.bincount(self.cell, shares, minlength=len(self.given)).astype(np.float64)
            chances = counts / np.bincount(self.given, counts, minlength=self.given_size)[self.given]
        return shares

    def table(self, fold: int) -> Table:
        """Return the translations that are likelier than chance, learnt without a fold."""
        counts = self.counts[fold]
        totals = np.bincount(self.given, counts, minlength=self.given_size)
        chance = np.bincount(self.made, counts, minlength=self.made_size)
        chance = chance / max(chance.sum(), 1.0)
        likely = (counts - _DISCOUNT) / (totals[self.given] + _PRIOR)
        lift = _SURE * likely / np.maximum(chance[self.made], 1e-9) + (1 - _SURE)
        keep = (self.given > 0) & (likely > _LEAST) & (lift > 1)
        begin = np.searchsorted(self.given[keep], np.arange(self.given_size + 1))
        return Table(begin, self.made[keep], np.log(lift[keep]))
