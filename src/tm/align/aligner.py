"""From two versions of a text to beads: measure, search, learn a lexicon from what was found, search again.

Source of the scheme: Moore 2002 (align, learn a lexicon, align again), with the lexicon left out where it was learnt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import log, log10

import msgspec
import numpy as np

from tm.align import anchors, costs
from tm.align.bands import Band, Block, narrowed
from tm.align.beads import KINDS, LONGEST, Posterior, decode, posterior
from tm.align.evidence import Evidence
from tm.align.features import Marking, Pairing, base, lexical, pair, translate
from tm.align.lexicon import FOLDS, Corpus, WordPair, corpus, induce
from tm.align.marks import FAMILIES, Side, stems
from tm.align.sections import merge, sections
from tm.language import Language
from tm.model import Bead

WordLists = tuple[tuple[str, ...], tuple[str, ...]]
_STRETCHES = 10, 100
_LIKELY = 0.3
_ALIVE = 1e-7
_FEW_PAIRS = 20
_MOST_PAIRS = 12_000
_USUAL_TEXT = 300.0  # letters; a short document does not show by how much the languages differ in length
_UNBALANCED = 0.1
_LEAST_BALANCE = 0.5, 0.0, 0.0, 0.0  # a number without its like on the other side says much
_WIDENINGS = 4
THRESHOLD = 0.38
"""A bead less likely than this is rather left out."""


class First(msgspec.Struct, frozen=True, eq=False):
    """What a pass without a lexicon found out about a document."""

    band: Band
    """The nodes still possible."""
    nature: costs.Traits
    taught: tuple[WordPair, ...]
    """What the lexicon may learn from it."""


def first_pass(number: int, pairing: Pairing, weights: costs.Weights) -> First:
    """Align a document without a lexicon. `number` is its place in the batch."""
    wide, chances = _search(pairing, weights)
    taught = tuple(_teach(number, pairing, wide, chances))
    return First(narrowed(wide, chances.passing, _ALIVE), costs.traits(chances), taught)


def _search(pairing: Pairing, weights: costs.Weights) -> tuple[Band, Posterior]:
    """Search the band round the anchors, again in a wider one while the path runs along its edge."""
    band = anchors.band(pairing)
    chances = _chances(pairing, band, weights)
    for _ in range(_WIDENINGS):
        wider = anchors.widened(band, chances)
        if wider is None:
            break
        band, chances = wider, _chances(pairing, wider, weights)
    return band, chances


def _chances(pairing: Pairing, band: Band, weights: costs.Weights) -> Posterior:
    return posterior(band, costs.score(band, weights, pairing, costs.Traits(), plain_measurer(pairing)))


def stretch(sources: int) -> int:
    """Return how many source sentences in a row belong to one fold, in a document with so many of them."""
    return min(max(sources // (2 * FOLDS), _STRETCHES[0]), _STRETCHES[1])


def fold_of(number: int, row: int, sources: int) -> int:
    """Return the fold of a source sentence in a document of the batch."""
    return (number + row // stretch(sources)) % FOLDS


def _teach(number: int, pairing: Pairing, band: Band, chances: Posterior) -> Iterator[WordPair]:
    rows, columns = band.rows(), band.columns()
    for kind, (a, b) in enumerate(KINDS):
        for node in np.flatnonzero(chances.beads[kind] > _LIKELY).tolist():
            i, j = int(rows[node]), int(columns[node])
            source, target = _words(pairing.source, i, a), _words(pairing.target, j, b)
            yield WordPair(source, target, float(chances.beads[kind, node]), fold_of(number, i, band.sources))


def _words(side: Side, first: int, size: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for stems in side.stems[first : first + size] for word in stems))


def marking(versions: Sequence[tuple[Side, Side]]) -> Marking:
    """Count over a batch what its marks are worth."""
    weights = [mark_weights(versions, family) for family in range(len(FAMILIES))]
    total = [sum(float(version[side].lengths[-1]) for version in versions) for side in (0, 1)]
    return Marking(
        tuple({mark: number for number, mark in enumerate(worth)} for worth in weights),
        tuple(np.array(list(worth.values()), dtype=np.float64) for worth in weights),
        (total[1] + _USUAL_TEXT) / (total[0] + _USUAL_TEXT),
    )


def mark_weights(versions: Sequence[tuple[Side, Side]], family: int) -> dict[str, float]:
    """Return what each mark is worth: the rarer the more, and less if one side has it far more often than the other."""
    seen = [
        Counter(mark for version in versions for some in version[side].marks[family] for mark in some)
        for side in (0, 1)
    ]
    sentences = sum(len(side) for version in versions for side in version)
    worth = {}
    for mark in seen[0] | seen[1]:
        one, two = seen[0][mark], seen[1][mark]
        balance = max(min(one, two) / max(one, two), _LEAST_BALANCE[family])
        if balance > _UNBALANCED:
            worth[mark] = balance * log((sentences + 2) / (one + two))
    return worth


def _thinned(pairs: Sequence[WordPair]) -> Sequence[WordPair]:
    """Return so many of the pairs, from all over, as a lexicon needs and memory bears."""
    return pairs[:: -(-len(pairs) // _MOST_PAIRS)] if len(pairs) > _MOST_PAIRS else pairs


class Second:
    """The pass with a lexicon, over the documents of a batch."""

    def __init__(self, firsts: Sequence[First], memory: Sequence[WordLists] = ()) -> None:
        """Learn the lexicons, one for each fold left out; what the memory teaches is never left out."""
        taught = _thinned([pair for first in firsts for pair in first.taught])
        known = _thinned([WordPair(source, target, 1.0, -1) for source, target in memory])
        self.pairs = len(taught) + len(known)
        self.corpus: Corpus = corpus([*taught, *known])
        self.lexicons = induce(self.corpus)

    @property
    def richness(self) -> float:
        """How far the lexicon can be trusted: 0 if learnt from a hundred pairs or fewer, 1 from a thousand or more."""
        return min(max(log10(max(self.pairs, 1)) - 2.0, 0.0), 1.0)

    def chosen(self, sets: Mapping[str, costs.Weights]) -> costs.Weights:
        """Return the weights for a lexicon of this size."""
        return costs.mixed(sets["sparse"], sets["rich"], self.richness)

    def measurer(self, number: int, pairing: Pairing) -> costs.Measurer:
        """Return what measures the beads of a document with the lexicon. `number` is its place in the batch."""
        source, target = pairing.source.stems, pairing.target.stems

        def prepare(block: Block) -> costs.Measure:
            low, high = int(block.band.low[block.first]), int(block.band.high[block.last - 1])
            near = source[block.first : block.last + LONGEST], target[low : high + LONGEST]
            lexicon = self.lexicons[fold_of(number, block.first, len(source))]
            translated = translate(near, (self.corpus.source, self.corpus.target), lexicon)
            alone = block.alone(low)
            return lambda kind: np.concatenate([base(pairing, block, kind), lexical(translated, alone, kind)])

        return costs.Measurer(prepare, stretch(len(source)))


def align(
    source: Sequence[str],
    target: Sequence[str],
    languages: tuple[Language, Language],
    *,
    evidence: Evidence | None = None,
    memory: Sequence[tuple[str, str]] = (),
) -> list[Bead]:
    """Align two versions of a document; every sentence is in exactly one bead, and the order of the text is kept.

    An empty side means a sentence without a counterpart; the confidence is the estimated probability that the bead is
    right. `memory` are translations known already, from which a lexicon is learnt. Raises `TmError` if the evidence
    does not fit.
    """
    return align_all([(source, target)], languages, evidence=[evidence], memory=memory)[0]


def align_all(
    documents: Sequence[tuple[Sequence[str], Sequence[str]]],
    languages: tuple[Language, Language],
    *,
    evidence: Sequence[Evidence | None] = (),
    memory: Sequence[tuple[str, str]] = (),
) -> list[list[Bead]]:
    """Align documents of one kind together: as `align`, but the lexicon is learnt from all of them.

    `evidence` has one entry for each document, or none at all.
    """
    known = [item or Evidence() for item in evidence] or [Evidence()] * len(documents)
    cut = [sections(versions, item) for versions, item in zip(documents, known, strict=True)]
    versions = [section.measure(languages) for some in cut for section in some]
    pairs = [(stems(source, languages[0]), stems(target, languages[1])) for source, target in memory]
    aligned = align_measured(versions, memory=pairs)
    return [merge(item, [(section, next(aligned)) for section in some]) for item, some in zip(known, cut, strict=True)]


def align_measured(versions: Sequence[tuple[Side, Side]], *, memory: Sequence[WordLists] = ()) -> Iterator[list[Bead]]:
    """Align a batch that has been measured."""
    weights = costs.shipped()
    marks = marking(versions)
    firsts = [first_pass(number, pair(*sides, marks), weights["plain"]) for number, sides in enumerate(versions)]
    second = Second(firsts, memory)
    learnt = second.pairs >= _FEW_PAIRS
    for number, (first, sides) in enumerate(zip(firsts, versions, strict=True)):
        pairing = pair(*sides, marks)
        chosen = second.chosen(weights) if learnt else weights["plain"]
        how = second.measurer(number, pairing) if learnt else plain_measurer(pairing)
        scores = costs.score(first.band, chosen, pairing, first.nature, how)
        yield decode(first.band, posterior(first.band, scores), THRESHOLD)


def plain_measurer(pairing: Pairing) -> costs.Measurer:
    """Return what measures the beads of a document without a lexicon."""
    return costs.Measurer(lambda block: lambda kind: base(pairing, block, kind))
