"""What a bead is worth: the fitted weights, and the scores of a band's beads and holes.

The score of a path is the sum of the scores of its beads and holes, each a weighted sum of what was measured (a
conditional random field). The weights are data, `weights.json`, the same for all languages;
tests/benchmarks/fit_alignment.py made them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray

from tm.align.bands import Band, Block, blocks
from tm.align.beads import KINDS, Posterior, Scores, ends
from tm.align.features import BASE, LEXICAL, Pairing, structural
from tm.align.marks import Side

Floats = NDArray[np.float64]
Measure = Callable[[tuple[int, int]], NDArray[np.float32]]
"""Takes a kind of bead, returns the features (rows) of the beads that begin at the nodes of a block (columns)."""

HOLES = ("source", "target", "length", "share", "opening")
"""What makes up the score of an unaligned sentence: its side, its length, and how many are unaligned in this document;
and what beginning a run of them adds."""
STRUCTURE = np.array([-2.0, 0.7, -0.7, -2.0])
"""What the `STRUCTURAL` features are worth: set by hand, so that paragraphs guide the search and never force it."""
_NAMES = tuple(f"{a}:{b}" for a, b in KINDS)
USUAL_HOLES = 0.03
USUAL_MERGES = 0.05
_FLOOR = 0.005
_RUN = 15
_LOST = 0.8
_HOLE = 0.5


class Measurer(msgspec.Struct, frozen=True, eq=False):
    """What measures a document, block by block."""

    prepare: Callable[[Block], Measure]
    rows: int | None = None
    """How many rows a block must have; None where it does not matter."""


class Weights(msgspec.Struct, frozen=True, eq=False):
    """One set of weights, in the order of the names."""

    kinds: Floats
    """For each of `KINDS`."""
    features: Floats
    """For each feature."""
    holes: Floats
    """For each of `HOLES`."""
    merges: float
    """How far a document with many merged sentences makes further ones likelier."""


class Traits(msgspec.Struct, frozen=True):
    """What kind of translation a document is, as a first pass over it found: shares between 0 and 1."""

    source_holes: float = USUAL_HOLES
    target_holes: float = USUAL_HOLES
    merges: float = USUAL_MERGES


def traits(chances: Posterior) -> Traits:
    """Estimate the traits of a document from a first alignment."""
    expected = chances.beads.sum(axis=1)
    total = expected.sum()
    return Traits(
        source_holes=_scattered(chances.source_holes),
        target_holes=_scattered(chances.target_holes),
        merges=float(1 - expected[0] / total) if total else 0.0,
    )


def _scattered(holes: Floats) -> float:
    """Return the share of holes outside long runs of them: a lost chapter says nothing about the rest."""
    window = np.ones(min(_RUN, len(holes)))
    if not len(window):
        return 0.0
    lost = np.convolve(holes, window, mode="same") > _LOST * len(window)
    lost = (np.convolve(lost, window, mode="same") > 0) & (holes > _HOLE)
    return float(holes[~lost].sum() / max(np.count_nonzero(~lost), 1))


def unusual(share: float, usual: float) -> float:
    """Return how far a share lies above the usual one, as a logarithm."""
    return float(np.log((share + _FLOOR) / (usual + _FLOOR)))


def hole_measures(side: Side) -> Floats:
    """Return for each sentence how long it is, as a logarithm, 0 for an average one."""
    return np.log((np.diff(side.lengths) + 1) / 50)


def hole_scores(weights: Weights, versions: tuple[Side, Side], nature: Traits) -> tuple[Floats, Floats]:
    """Return the score of leaving each source and each target sentence unaligned."""
    shares = (nature.source_holes, nature.target_holes)
    source, target = (
        weights.holes[index] + weights.holes[2] * hole_measures(side) + weights.holes[3] * unusual(share, USUAL_HOLES)
        for index, (side, share) in enumerate(zip(versions, shares, strict=True))
    )
    return source, target


def kind_scores(weights: Weights, nature: Traits) -> Floats:
    """Return the score of each kind of bead before anything is measured."""
    merged = np.array([kind != (1, 1) for kind in KINDS], dtype=np.float64)
    result: Floats = weights.kinds + weights.merges * unusual(nature.merges, USUAL_MERGES) * merged
    return result


def score(band: Band, weights: Weights, pairing: Pairing, nature: Traits, measurer: Measurer) -> Scores:
    """Return the scores of all beads in a band; `measurer` returns the features that the weights are for."""
    beads = np.empty((len(KINDS), band.nodes), dtype=np.float32)
    worth = kind_scores(weights, nature)
    structured = pairing.source.paragraphs is not None and pairing.target.paragraphs is not None
    for block in blocks(band, measurer.rows):
        measure = measurer.prepare(block)
        for index, kind in enumerate(KINDS):
            beads[index, block.nodes] = weights.features @ measure(kind) + worth[index]
            if structured:
                beads[index, block.nodes] += STRUCTURE @ structural(pairing, block, kind)
    for index, kind in enumerate(KINDS):
        beads[index, ends(band, kind) < 0] = -np.inf
    holes = hole_scores(weights, (pairing.source, pairing.target), nature)
    return Scores(beads, *holes, opening=float(weights.holes[4]))


def mixed(one: Weights, two: Weights, share: float) -> Weights:
    """Return weights between two sets: `share` 0 is the first, 1 the second."""
    return Weights(
        one.kinds + share * (two.kinds - one.kinds),
        one.features + share * (two.features - one.features),
        one.holes + share * (two.holes - one.holes),
        one.merges + share * (two.merges - one.merges),
    )


@cache
def shipped() -> Mapping[str, Weights]:
    """Return the weight sets that come with the package: `plain` without a lexicon, `sparse` and `rich` with one."""
    text = files(__package__).joinpath("weights.json").read_bytes()
    return {name: unpack(named) for name, named in msgspec.json.decode(text).items()}


def unpack(named: Mapping[str, Mapping[str, float]]) -> Weights:
    """Return weights from their names; a name that is missing counts 0."""
    names = BASE + LEXICAL if "forward" in named["features"] else BASE
    return Weights(
        _values(named["kinds"], _NAMES),
        _values(named["features"], names),
        _values(named["holes"], HOLES),
        named["holes"].get("merges", 0.0),
    )


def _values(named: Mapping[str, float], names: tuple[str, ...]) -> Floats:
    return np.array([named.get(name, 0.0) for name in names], dtype=np.float64)


def pack(weights: Weights) -> dict[str, dict[str, float]]:
    """Return weights by name, rounded: what `unpack` reads."""
    names = (BASE + LEXICAL)[: len(weights.features)]
    return {
        "kinds": _named(_NAMES, weights.kinds),
        "features": _named(names, weights.features),
        "holes": {**_named(HOLES, weights.holes), "merges": round(weights.merges, 4)},
    }


def _named(names: tuple[str, ...], values: Floats) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}
