"""What is measured of a bead: one column of numbers for each name in `BASE` and `LEXICAL`.

A bead is a span of source sentences and a span of target sentences. Everything is computed for one kind of bead (such
as 1:2) and a run of rows of the band at a time, so that memory stays small. What the numbers are worth is decided in
`costs`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import msgspec
import numpy as np
from numpy.typing import NDArray

from tm.align.bands import Block
from tm.align.beads import LONGEST
from tm.align.lexicon import Lexicon, Table
from tm.align.marks import FAMILIES, PUNCTUATION, Side

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Singles = NDArray[np.float32]
Stems = tuple[Sequence[Sequence[str]], Sequence[Sequence[str]]]

BASE = (
    "length off",
    "length off squared",
    "length deviation",
    "length deviation squared",
    "length",
    *(f"{family} {state}" for family in FAMILIES for state in ("shared", "unmatched")),
    *(f"{sign} differ" for sign in PUNCTUATION),
    *(f"{sign} agree" for sign in PUNCTUATION),
    "end differs",
    "end agrees",
    "inner ends differ",
    "inner ends agree",
)
"""The features that need no lexicon."""

LEXICAL = (
    "forward",
    "backward",
    "forward density",
    "backward density",
    "forward covered",
    "backward covered",
    "least covered",
    "forward uncovered",
    "backward uncovered",
)
"""The features that a lexicon adds."""

STRUCTURAL = ("paragraphs crossed", "starts agree", "starts differ", "kinds differ")
"""The features that need to know the paragraphs."""

_VARIANCE = 6.8
_SMOOTH = 6.0
_FAR = 4.0
_CLEAR = 0.7


class Bag(msgspec.Struct, frozen=True, eq=False, dict=True):
    """Tokens in spans of one size, sorted by token, then span: a sparse matrix of weights."""

    tokens: Ints
    spans: Ints
    weights: Floats
    length: int
    """Number of spans."""

    @cached_property
    def totals(self) -> Floats:
        """The sum of weights in each span; one entry more than spans."""
        return np.bincount(self.spans, self.weights, minlength=self.length + 1).astype(np.float64)

    @cached_property
    def _order(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.spans, kind="stable")
        return order, np.searchsorted(self.spans[order], np.arange(self.length + 2))

    def within(self, first: int, last: int) -> Ints:
        """Return the entries of the spans from `first` up to, not including, `last`."""
        order, begin = self._order
        return order[begin[min(first, self.length + 1)] : begin[min(last, self.length + 1)]]


class Marked(msgspec.Struct, frozen=True, eq=False):
    """The marks of one family in both versions, as bags by span size (1, 2, ...)."""

    source: tuple[Bag, ...]
    target: tuple[Bag, ...]


class Pairing(msgspec.Struct, frozen=True, eq=False):
    """Two versions of a document, ready for measuring beads between them."""

    source: Side
    target: Side
    marked: tuple[Marked, ...]
    """One for each of `FAMILIES`."""
    ratio: float
    """Characters of the target for one of the source."""


class Marking(msgspec.Struct, frozen=True, eq=False):
    """What counts as evidence in a batch."""

    numbers: tuple[dict[str, int], ...]
    """For each of `FAMILIES` the marks worth something, numbered."""
    worth: tuple[Floats, ...]
    """For each of them what each mark is worth."""
    ratio: float
    """Characters of the target for one of the source."""


def pair(source: Side, target: Side, marking: Marking) -> Pairing:
    """Prepare two versions of a document."""
    marked = (
        Marked(*(_bags(side.marks[family], numbers, worth) for side in (source, target)))
        for family, (numbers, worth) in enumerate(zip(marking.numbers, marking.worth, strict=True))
    )
    return Pairing(source, target, tuple(marked), marking.ratio)


def _bags(marks: Sequence[Sequence[str]], numbers: dict[str, int], worth: Floats) -> tuple[Bag, ...]:
    """Return the marks that have a number, by span size."""
    found = [(numbers[mark], place) for place, some in enumerate(marks) for mark in some if mark in numbers]
    tokens, places = np.array(found, dtype=np.int64).reshape(-1, 2).T
    return tuple(_bag(*_spread(tokens, places, size, len(marks)), worth, len(marks)) for size in range(1, LONGEST + 1))


def _bag(tokens: Ints, spans: Ints, worth: Floats, length: int) -> Bag:
    keys = np.unique(tokens * (length + 1) + spans)
    tokens, spans = keys // (length + 1), keys % (length + 1)
    return Bag(tokens, spans, worth[tokens] if len(tokens) else np.zeros(0), length)


def _spread(tokens: Ints, places: Ints, size: int, length: int) -> tuple[Ints, Ints]:
    """Return the tokens with all the spans of this size in which their place lies."""
    spans = (places[:, None] - np.arange(size)).ravel()
    tokens = np.repeat(tokens, size)
    inside = (spans >= 0) & (spans + size <= length)
    return tokens[inside], spans[inside]


def base(pairing: Pairing, block: Block, kind: tuple[int, int]) -> Singles:
    """Return the `BASE` features (rows) of the beads of one kind that begin at the block's nodes (columns)."""
    spans = _Spans(pairing, block, kind)
    columns = [
        *spans.length(),
        *(column for family in range(len(FAMILIES)) for column in spans.family(family)),
        *spans.signs(),
        *spans.endings(),
        *spans.inner(),
    ]
    return np.array(columns, dtype=np.float32)


class _Spans:
    """The two spans of each bead of a kind in a block; beads that reach beyond the end are measured as if cut off."""

    def __init__(self, pairing: Pairing, block: Block, kind: tuple[int, int]) -> None:
        self.pairing, self.block, self.kind = pairing, block, kind
        n, m = len(pairing.source), len(pairing.target)
        self.i, self.j = block.rows(), block.columns()
        self.i_end, self.j_end = np.minimum(self.i + kind[0], n), np.minimum(self.j + kind[1], m)

    def both(self, source: Floats, target: Floats) -> tuple[Floats, Floats]:
        """Return the differences of two running sums over the spans."""
        return source[self.i_end] - source[self.i], target[self.j_end] - target[self.j]

    def length(self) -> tuple[Floats, ...]:
        one, two = self.both(self.pairing.source.lengths, self.pairing.target.lengths)
        one = one * self.pairing.ratio
        off = np.minimum(np.abs(np.log((two + _SMOOTH) / (one + _SMOOTH))), _FAR)
        mean = (one + two) / 2 + 1
        deviation = np.minimum(np.abs(two - one) / np.sqrt(_VARIANCE * mean), 2 * _FAR)
        return off, off**2, deviation, deviation**2 / 10, np.log(mean / 50)

    def family(self, family: int) -> tuple[Floats, Floats]:
        left = self.pairing.marked[family].source[self.kind[0] - 1]
        right = self.pairing.marked[family].target[self.kind[1] - 1]
        nodes, one, _ = join(left, right, self.block)
        shared = _sums(nodes, left.weights[one], self.block)
        lefts, rights = left.totals[self.i], right.totals[self.j]
        return shared, lefts + rights - 2 * shared

    def signs(self) -> tuple[Floats, ...]:
        one, two = self.both(self.pairing.source.signs, self.pairing.target.signs)
        differ = np.minimum(np.abs(one - two), _FAR)
        agree = (one == two) & (one > 0)
        return (*differ.T, *agree.T.astype(np.float64))

    def endings(self) -> tuple[Floats, Floats]:
        one = np.append(self.pairing.source.ends, 0)[self.i_end - 1]
        two = np.append(self.pairing.target.ends, 0)[self.j_end - 1]
        return (one != two).astype(np.float64), ((one == two) & (one != 1)).astype(np.float64)

    def inner(self) -> tuple[Floats, Floats]:
        one, two = self.both(self.pairing.source.inner, self.pairing.target.inner)
        one, two = one + self.kind[0] - 1, two + self.kind[1] - 1
        return np.minimum(np.abs(one - two), _FAR), ((one == two) & (one > 0)).astype(np.float64)

    def structure(self) -> tuple[Floats, ...]:
        source, target = self.pairing.source, self.pairing.target
        one, two = _openings(source), _openings(target)
        crossed = one[1][self.i_end] - one[1][np.minimum(self.i + 1, len(source))]
        crossed += two[1][self.j_end] - two[1][np.minimum(self.j + 1, len(target))]
        opens = one[0][self.i], two[0][self.j]
        kinds = np.zeros(self.block.size)
        if source.kinds is not None and target.kinds is not None:
            kinds = (np.append(source.kinds, -1)[self.i] != np.append(target.kinds, -1)[self.j]).astype(np.float64)
        return crossed, (opens[0] & opens[1]).astype(np.float64), (opens[0] ^ opens[1]).astype(np.float64), kinds


def structural(pairing: Pairing, block: Block, kind: tuple[int, int]) -> Singles:
    """Return the `STRUCTURAL` features (rows) of the beads of one kind that begin at the block's nodes (columns)."""
    return np.array(_Spans(pairing, block, kind).structure(), dtype=np.float32)


def _openings(side: Side) -> tuple[NDArray[np.bool_], Floats]:
    """Return for each sentence whether it opens a paragraph, and the running sum; one entry more than sentences."""
    paragraphs = side.paragraphs if side.paragraphs is not None else np.zeros(len(side), dtype=np.int64)
    opens = np.append(np.diff(paragraphs, prepend=-1) != 0, False)
    return opens, np.concatenate([[0.0], np.cumsum(opens[:-1])])


def join(left: Bag, right: Bag, block: Block) -> tuple[Ints, Ints, Ints]:
    """Return where a token stands in both spans of a bead: node within the block, entry of `left`, entry of `right`."""
    inside = left.within(block.first, block.last)
    rows, tokens = left.spans[inside], left.tokens[inside]
    band = block.band
    width = band.targets + 2
    keys = right.tokens * width + right.spans
    begin = np.searchsorted(keys, tokens * width + band.low[rows])
    count = np.searchsorted(keys, tokens * width + band.high[rows]) - begin
    entries = np.repeat(np.arange(len(inside)), count)
    partner = np.arange(len(entries)) + np.repeat(begin - (np.cumsum(count) - count), count)
    nodes = (band.start[:-1] - band.low)[rows[entries]] + right.spans[partner] - block.nodes.start
    return nodes, inside[entries], partner


class Translated(msgspec.Struct, frozen=True, eq=False):
    """What a lexicon says of two versions: their words by spans, and what each span would be in the other language."""

    words: Marked
    """The words that the lexicon has seen."""
    predicted: Marked
    """Under `source` the target words predicted by the source spans, weighted by gain; under `target` the reverse."""


def translate(stems: Stems, vocabularies: tuple[dict[str, int], dict[str, int]], lexicon: Lexicon) -> Translated:
    """Look up the words of both versions in a lexicon."""
    source, target = (
        _bags(side, numbers, np.ones(len(numbers))) for side, numbers in zip(stems, vocabularies, strict=True)
    )
    forward = tuple(_predict(bag, lexicon.forward) for bag in source)
    backward = tuple(_predict(bag, lexicon.backward) for bag in target)
    return Translated(Marked(source, target), Marked(forward, backward))


def _predict(words: Bag, table: Table) -> Bag:
    """Return for each span the words that its words are translated by, each with its best gain."""
    begin, count = table.begin[words.tokens], np.diff(table.begin)[words.tokens]
    entries = np.repeat(np.arange(len(words.tokens)), count)
    chosen = np.arange(len(entries)) + np.repeat(begin - (np.cumsum(count) - count), count)
    tokens, places, gains = table.words[chosen], words.spans[entries], table.gains[chosen]
    order = np.lexsort((-gains, places, tokens))
    tokens, places, gains = tokens[order], places[order], gains[order]
    first = np.ones(len(tokens), dtype=bool)
    first[1:] = (np.diff(tokens) != 0) | (np.diff(places) != 0)
    return Bag(tokens[first], places[first], gains[first], words.length)


def lexical(translated: Translated, block: Block, kind: tuple[int, int]) -> Singles:
    """Return the `LEXICAL` features (rows) of the beads of one kind that begin at the block's nodes (columns)."""
    a, b = kind[0] - 1, kind[1] - 1
    words, predicted = translated.words, translated.predicted
    source_words = words.source[a].totals[block.rows()]
    target_words = words.target[b].totals[block.columns()]
    forward = _explained(predicted.source[a], words.target[b], block)
    backward = _explained(words.source[a], predicted.target[b], block)
    there, back = forward[1] / (target_words + 1), backward[1] / (source_words + 1)
    columns = [
        forward[0] / 10,
        backward[0] / 10,
        forward[0] / np.sqrt(target_words + 1),
        backward[0] / np.sqrt(source_words + 1),
        there,
        back,
        np.minimum(there, back),
        (target_words - forward[1]) / 10,
        (source_words - backward[1]) / 10,
    ]
    return np.array(columns, dtype=np.float32)


def _explained(left: Bag, right: Bag, block: Block) -> tuple[Floats, Floats]:
    """Return for each node the gains of the words explained, and their number."""
    nodes, one, two = join(left, right, block)
    gains = left.weights[one] * right.weights[two]
    clear = (gains > _CLEAR).astype(np.float64)
    return _sums(nodes, gains, block), _sums(nodes, clear, block)


def _sums(nodes: Ints, values: Floats, block: Block) -> Floats:
    """Return the sum of the values at each node of a block."""
    return np.bincount(nodes, values, minlength=block.size).astype(np.float64)
