"""The search against brute force on small lattices."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from tm.align.bands import between, full
from tm.align.beads import KINDS, Scores, decode, ends, posterior

SIZES = [(1, 1), (2, 3), (3, 2), (4, 4), (5, 2), (0, 3), (3, 0)]


def random_scores(band, seed, opening=-0.7):
    rng = np.random.default_rng(seed)
    beads = rng.normal(size=(len(KINDS), band.nodes))
    for index, kind in enumerate(KINDS):
        beads[index, ends(band, kind) < 0] = -np.inf
    return Scores(beads, rng.normal(size=band.sources), rng.normal(size=band.targets), opening)


def paths(band, scores, row=0, column=0, state="bead"):
    """Yield every path as (its steps, its score), one source hole before a target hole, by trying everything."""
    if (row, column) == (band.sources, band.targets):
        yield (), 0.0
        return
    steps = []
    for index, kind in enumerate(KINDS):
        node = band.number(np.array([row]), np.array([column]))[0]
        if np.isfinite(scores.beads[index, node]):
            steps.append((kind, "bead", scores.beads[index, node]))
    if row < band.sources and state != "target":
        steps.append(((1, 0), "source", scores.source_holes[row] + (scores.opening if state == "bead" else 0)))
    if column < band.targets:
        steps.append(((0, 1), "target", scores.target_holes[column] + (scores.opening if state != "target" else 0)))
    for (a, b), after, worth in steps:
        if band.number(np.array([row + a]), np.array([column + b]))[0] < 0:
            continue
        for rest, value in paths(band, scores, row + a, column + b, after):
            yield ((row, column, a, b), *rest), worth + value


@pytest.mark.parametrize("sizes", SIZES)
def test_the_evidence_is_the_sum_over_all_paths(sizes):
    band = full(*sizes)
    scores = random_scores(band, 1)
    brute = np.logaddexp.reduce([value for _, value in paths(band, scores)])
    assert posterior(band, scores).evidence == pytest.approx(brute)


@pytest.mark.parametrize("sizes", SIZES)
def test_a_bead_is_as_likely_as_the_paths_through_it(sizes):
    band = full(*sizes)
    scores = random_scores(band, 2)
    found = posterior(band, scores)
    brute = np.zeros_like(found.beads)
    for path, value in paths(band, scores):
        for row, column, a, b in path:
            if a and b:
                node = band.number(np.array([row]), np.array([column]))[0]
                brute[KINDS.index((a, b)), node] += np.exp(value - found.evidence)
    assert np.allclose(found.beads, brute)


@pytest.mark.parametrize("sizes", SIZES)
def test_a_hole_is_as_likely_as_the_paths_through_it(sizes):
    band = full(*sizes)
    scores = random_scores(band, 3)
    found = posterior(band, scores)
    brute = np.zeros(band.sources)
    for path, value in paths(band, scores):
        for row, _, _, b in path:
            if not b:
                brute[row] += np.exp(value - found.evidence)
    assert np.allclose(found.source_holes, brute)


def test_openings_are_counted():
    band = full(3, 3)
    scores = random_scores(band, 4)
    found = posterior(band, scores)
    brute = 0.0
    for path, value in paths(band, scores):
        kinds = ["bead" if a and b else "source" if a else "target" for _, _, a, b in path]
        runs = sum(kind != "bead" for kind, _ in itertools.groupby(kinds))
        brute += runs * np.exp(value - found.evidence)
    assert found.openings == pytest.approx(brute)


def test_a_narrow_band_sums_over_the_paths_inside():
    low, high = np.array([0, 0, 1, 2]), np.array([2, 3, 4, 4])
    band = between(low, high, 3)
    scores = random_scores(band, 5)
    brute = np.logaddexp.reduce([value for _, value in paths(band, scores)])
    assert posterior(band, scores).evidence == pytest.approx(brute)


def test_decoding_gains_the_most():
    band = full(4, 4)
    scores = random_scores(band, 6)
    found = posterior(band, scores)

    def gain(path):
        return sum(
            found.beads[KINDS.index((a, b)), band.number(np.array([i]), np.array([j]))[0]] - 0.3
            for i, j, a, b in path
            if a and b
        )

    best = max(gain(path) for path, _ in paths(band, scores))
    decoded = sum(bead.confidence - 0.3 for bead in decode(band, found, 0.3) if bead.source and bead.target)
    assert decoded == pytest.approx(best)


def test_no_sentences_at_all_have_no_beads():
    band = full(0, 0)
    scores = Scores(np.full((len(KINDS), 1), -np.inf), np.zeros(0), np.zeros(0))
    assert decode(band, posterior(band, scores), 0.4) == []
