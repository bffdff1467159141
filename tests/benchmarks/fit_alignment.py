"""Fit the weights of the aligner to hand-made alignments: the script behind src/tm/align/weights.json.

usage: fit_alignment.py DATA [--write FILE] [--part 0|1]

DATA holds `xx-yy.name.jsonl`, one document a line: {"src": [...], "tgt": [...], "beads": [[[0], [0, 1]], ...],
"ignore_src": [...], "ignore_tgt": [...]}. What the gold leaves open (ignored sentences, beads larger than the search
knows) is summed over, so half-annotated documents teach what they know. The weights minimise the negative
log-likelihood of the gold paths plus an L2 penalty (a conditional random field; Lafferty et al. 2001), by L-BFGS; this
script alone needs scipy. `--part` leaves out every other document, for cross-validation.

Three sets of weights come out: `plain` without a lexicon; `sparse` and `rich` with a lexicon learnt from few or many
pairs, fitted together: every document is seen in its batch and alone, and what is used in between is a mixture.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from tm.align import aligner, costs
from tm.align.bands import Band, between, blocks
from tm.align.beads import KINDS, Scores, ends, posterior
from tm.align.features import Pairing, pair
from tm.align.marks import Side, measure
from tm.language import Language
from tm.languages import LANGUAGES

Floats = NDArray[np.float64]
PENALTY = 0.5
FORBIDDEN = -1e4
MERGED = np.array([kind != (1, 1) for kind in KINDS], dtype=np.float64)
IMPORTANCE = {"react": 2.0, "ntrex-mild": 0.7, "ntrex-hard": 1.0, "progit-hard": 1.0, "textberg": 1.0, "hand-dtm": 1.0}
"""The sets used and how much their documents count: natural text comes first."""
BOOKS = {"hand-steinbeck": 1.0, "hand-1984": 1.0}
"""Sets of which the first documents suffice."""
BOOK_PARTS = 4
ALONE = {"react", "ntrex-hard", "progit-hard"}
"""The sets whose documents are also aligned one at a time."""
ALONE_COUNTS = 0.7
PLAIN, MIXED = 60, 50  # rounds


class Gold(msgspec.Struct, frozen=True):
    """What is known of a document."""

    beads: frozenset[tuple[tuple[int, ...], tuple[int, ...]]]
    source: frozenset[int]
    """Sentences whose bead is known."""
    target: frozenset[int]


class Example(msgspec.Struct, frozen=True, eq=False):
    """A document ready for the fit."""

    band: Band
    features: NDArray[np.float32]
    """Kinds, features, nodes."""
    valid: NDArray[np.bool_]
    """Kinds, nodes: beads inside the band."""
    right: NDArray[np.bool_]
    """Kinds, nodes: beads that the gold allows."""
    holes: tuple[Floats, Floats]
    """The lengths of the sentences, as the holes see them."""
    open: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    """The sentences that the gold allows to be unaligned."""
    unusual: tuple[float, float, float]
    """How unusual the shares of holes (both sides) and merges are."""
    importance: float
    richness: float = 0.0
    """How much of the `rich` weights is in the mixture for this document, 0 to 1."""


def generic(code: str) -> Language:
    """Return a language of which nothing but the letters matters here."""
    return Language(
        code=code, alphabet="abcdefghijklmnopqrstuvwxyz", quotes=(("“", "”"),), plural_forms="nplurals=1; plural=0;",
        decimal=",", groups=". \u00a0", months=(("\x00",),) * 12, ordinal_endings=(), function_words=frozenset(),
        negations=frozenset(), segmentation=str, morphology=lambda: sys.exit("no morphology is needed here"),
    )  # fmt: skip


def read(path: Path) -> list[dict[str, list[int]]]:
    """Return the documents of a set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def gold_of(document: dict[str, list[int]]) -> Gold:
    """Return what the gold says of a document in terms of the beads that are looked for."""
    beads = [(tuple(a), tuple(b)) for a, b in document["beads"]]
    vague = [(a, b) for a, b in beads if a and b and not findable(a, b)] + crossing(beads)
    skip = [set(document.get("ignore_src", [])), set(document.get("ignore_tgt", []))]
    for a, b in vague:
        skip[0].update(a)
        skip[1].update(b)
    beads = [bead for bead in beads if bead not in vague]
    known = (set(range(len(document["src"]))) - skip[0], set(range(len(document["tgt"]))) - skip[1])
    return Gold(frozenset(beads), frozenset(known[0]), frozenset(known[1]))


def findable(source: tuple[int, ...], target: tuple[int, ...]) -> bool:
    """Tell whether the search can give this bead: a size it knows, without gaps."""
    whole = all(side == tuple(range(side[0], side[-1] + 1)) for side in (source, target))
    return whole and (len(source), len(target)) in KINDS


def crossing(beads: Sequence[tuple[tuple[int, ...], tuple[int, ...]]]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return the beads that cross the one before them: the search keeps the order."""
    pairs = itertools.pairwise(sorted(bead for bead in beads if all(bead)))
    return [bead for before, after in pairs for bead in (before, after) if after[1][0] <= before[1][-1]]


def gold_band(band: Band, gold: Gold) -> Band:
    """Widen a band so that the known beads lie inside."""
    low, high = band.low.copy(), band.high.copy()
    for a, b in gold.beads:
        if a and b:
            low[a[0] : a[-1] + 2] = np.minimum(low[a[0] : a[-1] + 2], b[0])
            high[a[0] : a[-1] + 2] = np.maximum(high[a[0] : a[-1] + 2], b[-1] + 2)
    for place in range(band.sources - 1, -1, -1):
        low[place] = min(low[place], low[place + 1])
    return between(low, high, band.targets)


def allowed(band: Band, gold: Gold, valid: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the beads that don't contradict the gold."""
    rows, columns = band.rows().tolist(), band.columns().tolist()
    right = np.zeros_like(valid)
    for kind, (a, b) in enumerate(KINDS):
        for node in np.flatnonzero(valid[kind]).tolist():
            source, target = tuple(range(rows[node], rows[node] + a)), tuple(range(columns[node], columns[node] + b))
            free = gold.source.isdisjoint(source) and gold.target.isdisjoint(target)
            right[kind, node] = free or (source, target) in gold.beads
    return right


def example(
    first: aligner.First,
    pairing: Pairing,
    gold: Gold,
    how: costs.Measurer,
    counts: tuple[float, float],
) -> Example:
    """Measure a document; `counts` are its importance and richness."""
    band = gold_band(first.band, gold)
    prepared = [how.prepare(block) for block in blocks(band, how.rows)]
    features = [np.concatenate([measure(kind) for measure in prepared], axis=1) for kind in KINDS]
    valid = np.stack([ends(band, kind) >= 0 for kind in KINDS])
    sides = pairing.source, pairing.target
    nature = first.nature
    unusual = (
        costs.unusual(nature.source_holes, costs.USUAL_HOLES),
        costs.unusual(nature.target_holes, costs.USUAL_HOLES),
        costs.unusual(nature.merges, costs.USUAL_MERGES),
    )
    lengths = costs.hole_measures(sides[0]), costs.hole_measures(sides[1])
    right = allowed(band, gold, valid)
    return Example(band, np.stack(features), valid, right, lengths, open_sides(gold, sides), unusual, *counts)


def open_sides(gold: Gold, sides: tuple[Side, Side]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return for each sentence of both sides whether the gold allows it to be unaligned."""
    found = []
    for side, known in enumerate((gold.source, gold.target)):
        aligned = {index for bead in gold.beads if all(bead) for index in bead[side]}
        found.append(np.array([index not in known or index not in aligned for index in range(len(sides[side]))]))
    return found[0].astype(bool), found[1].astype(bool)


def unpack(vector: Floats) -> costs.Weights:
    """Return the weights of a vector: kinds, features, holes, merges."""
    kinds, holes = len(KINDS), len(costs.HOLES)
    return costs.Weights(vector[:kinds], vector[kinds : -holes - 1], vector[-holes - 1 : -1], float(vector[-1]))


def pack(weights: costs.Weights) -> Floats:
    """Return weights as a vector."""
    return np.concatenate([weights.kinds, weights.features, weights.holes, [weights.merges]])


def scores_of(case: Example, weights: costs.Weights, *, right: bool) -> Scores:
    """Return the scores of an example's beads; with `right` only of those that the gold allows."""
    kinds = weights.kinds + weights.merges * case.unusual[2] * MERGED
    worth = np.einsum("f,kfn->kn", weights.features.astype(np.float32), case.features, optimize=True)
    beads = worth.astype(np.float64) + kinds[:, None]
    beads[~(case.right if right else case.valid)] = -np.inf
    holes = []
    for side in (0, 1):
        cost = weights.holes[side] + weights.holes[2] * case.holes[side] + weights.holes[3] * case.unusual[side]
        holes.append(np.where(case.open[side], cost, FORBIDDEN) if right else cost)
    return Scores(beads, holes[0], holes[1], float(weights.holes[4]))


def expected(case: Example, scores: Scores) -> tuple[float, Floats]:
    """Return the log of the sum over all paths, and the expected sum of each feature."""
    chances = posterior(case.band, scores)
    features = np.einsum("kn,kfn->f", chances.beads.astype(np.float32), case.features, optimize=True)
    kinds = chances.beads.sum(axis=1)
    holes = (chances.source_holes, chances.target_holes)
    sums = [side.sum() for side in holes]
    length = sum(float(side @ case.holes[index]) for index, side in enumerate(holes))
    share = sum(sums[side] * case.unusual[side] for side in (0, 1))
    merges = float(kinds @ MERGED) * case.unusual[2]
    return chances.evidence, np.concatenate([kinds, features, sums, [length, share, chances.openings, merges]])


def fit(cases: Sequence[Example], begin: Floats, rounds: int) -> Floats:
    """Return the weights that make the gold likeliest, and what to add to them for a rich lexicon: two rows."""

    def loss(flat: Floats) -> tuple[float, Floats]:
        rows = flat.reshape(begin.shape)
        total, slope = PENALTY * float(flat @ flat), 2 * PENALTY * rows
        for case in cases:
            mixture = np.array([1.0, case.richness])[: len(rows)]
            weights = unpack(mixture @ rows)
            all_paths, mean = expected(case, scores_of(case, weights, right=False))
            gold_paths, right = expected(case, scores_of(case, weights, right=True))
            total += case.importance * (all_paths - gold_paths)
            slope = slope + case.importance * np.outer(mixture, mean - right)
        print(f"  loss {total:.1f}", file=sys.stderr, flush=True)
        return total, slope.ravel()

    found = minimize(loss, begin.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": rounds, "ftol": 1e-5})
    result: Floats = found.x.reshape(begin.shape)
    return result


class Batch(msgspec.Struct, frozen=True):
    """The documents of a set that are used."""

    name: str
    importance: float
    versions: list[tuple[Side, Side]]
    golds: list[Gold]


def batches(data: Path, part: int | None) -> Iterator[Batch]:
    """Yield the sets."""
    for path in sorted(data.glob("*.jsonl")):
        pair, name = path.stem.split(".", 1)
        if name not in IMPORTANCE and name not in BOOKS:
            continue
        one, two = (LANGUAGES.get(code) or generic(code) for code in pair.split("-"))
        documents = [d for number, d in enumerate(read(path)) if part is None or number % 2 == part]
        if name in BOOKS:
            documents = documents[:BOOK_PARTS]
        versions = [(measure(d["src"], one), measure(d["tgt"], two)) for d in documents]
        yield Batch(name, IMPORTANCE.get(name, 1.0), versions, [gold_of(d) for d in documents])


def plain_cases(batch: Batch, weights: costs.Weights) -> Iterator[Example]:
    """Measure the documents without a lexicon and without knowing how many holes and merges they have."""
    marks = aligner.marking(batch.versions)
    for number, sides in enumerate(batch.versions):
        pairing = pair(*sides, marks)
        first = aligner.first_pass(number, pairing, weights)
        first = msgspec.structs.replace(first, nature=costs.Traits())
        yield example(first, pairing, batch.golds[number], aligner.plain_measurer(pairing), (batch.importance, 0.0))


def lexical_cases(
    batch: Batch,
    weights: costs.Weights,
    numbers: Sequence[int],
    counts: float = 1.0,
) -> Iterator[Example]:
    """Measure some documents of a set together, with the lexicon they teach."""
    versions = [batch.versions[number] for number in numbers]
    marks = aligner.marking(versions)
    pairings = [pair(*sides, marks) for sides in versions]
    firsts = [aligner.first_pass(place, pairing, weights) for place, pairing in enumerate(pairings)]
    second = aligner.Second(firsts)
    for place, first in enumerate(firsts):
        how = second.measurer(place, pairings[place])
        yield example(
            first, pairings[place], batch.golds[numbers[place]], how, (counts * batch.importance, second.richness)
        )


def all_lexical_cases(batch: Batch, weights: costs.Weights) -> Iterator[Example]:
    """Measure the documents of a set together and, in some sets, each alone."""
    yield from lexical_cases(batch, weights, range(len(batch.versions)))
    if batch.name in ALONE:
        for number in range(len(batch.versions)):
            yield from lexical_cases(batch, weights, [number], ALONE_COUNTS)


def fit_all(data: Path, part: int | None) -> dict[str, costs.Weights]:
    """Fit all sets of weights, beginning with the shipped ones."""
    begin = costs.shipped()
    used = list(batches(data, part))
    cases = [case for batch in used for case in plain_cases(batch, begin["plain"])]
    plain = fit(cases, pack(begin["plain"])[None], PLAIN)[0]
    cases = [case for batch in used for case in all_lexical_cases(batch, unpack(plain))]
    sparse, rich = (pack(begin[name]) for name in ("sparse", "rich"))
    mixed = fit(cases, np.stack([sparse, rich - sparse]), MIXED)
    return {"plain": unpack(plain), "sparse": unpack(mixed[0]), "rich": unpack(mixed.sum(axis=0))}


def main() -> None:
    """Read the arguments, fit, write the weights."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("data", type=Path)
    ask.add_argument("--part", type=int, choices=(0, 1))
    ask.add_argument("--write", type=Path, default=Path("weights.json"))
    asked = ask.parse_args()
    weights = fit_all(asked.data, asked.part)
    packed = {name: costs.pack(found) for name, found in weights.items()}
    asked.write.write_text(json.dumps(packed, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
