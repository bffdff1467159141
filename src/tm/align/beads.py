"""The search: paths of beads through a lattice, their posterior probabilities, and the best path.

A bead leads from a node to a later one; between beads there may be holes: a run of source sentences without a
counterpart, then a run of target sentences. Beginning a run costs something of its own, so a lost chapter is one hole
and not many. What a bead is worth is decided in `costs`. Sources: forward-backward after Lafferty et al. 2001 (CRF);
affine gaps after Gotoh 1982; decoding by expected gain after Goodman 1996.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from tm.align.bands import Band
from tm.model import Bead

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Singles = NDArray[np.float32]

KINDS = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (3, 3), (1, 4), (4, 1))
"""The sizes of beads that are looked for: source sentences, target sentences."""
LONGEST = max(max(kind) for kind in KINDS)
"""The most sentences of one side in a bead."""

Step = tuple[int, int, int, int]


class Scores(msgspec.Struct, frozen=True, eq=False):
    """What each step of a path is worth, in log space or as a gain."""

    beads: Singles
    """For each of `KINDS` and each node the bead that begins there; -inf where it would leave the band."""
    source_holes: Floats
    """For each source sentence the score of leaving it unaligned."""
    target_holes: Floats
    """For each target sentence the same."""
    opening: float = 0.0
    """What beginning a run of unaligned sentences adds."""


class Posterior(msgspec.Struct, frozen=True, eq=False):
    """Probabilities given all that was measured."""

    beads: Singles
    """For each of `KINDS` and each node."""
    source_holes: Floats
    """For each source sentence the probability that it is unaligned."""
    target_holes: Floats
    """For each target sentence the same."""
    openings: float
    """The expected number of runs of unaligned sentences."""
    evidence: float
    """Log of the sum over all paths."""
    passing: Floats
    """For each node the probability that the path goes through it."""


class _Values(msgspec.Struct, frozen=True, eq=False):
    """A value for each node and state: just after a bead, within a source hole, within a target hole."""

    bead: Floats
    source: Floats
    target: Floats


def ends(band: Band, kind: tuple[int, int]) -> Ints:
    """Return for each node where a bead of this kind that begins there leads, -1 where it leaves the band."""
    return band.number(band.rows() + kind[0], band.columns() + kind[1])


def posterior(band: Band, scores: Scores) -> Posterior:
    """Return the probability of every bead and hole (forward-backward)."""
    steps = _steps(band)
    ahead, behind = _forward(band, scores, steps), _backward(band, scores, steps)
    total = np.logaddexp(np.logaddexp(ahead.bead, ahead.source), ahead.target)
    evidence = float(total[-1])
    after = np.append(behind.bead, -np.inf)
    beads = np.empty_like(scores.beads)
    for index, kind in enumerate(KINDS):
        beads[index] = np.exp(total + scores.beads[index] + after[ends(band, kind)] - evidence)
    source, target = _holes(band, scores, (ahead, behind), evidence)
    return Posterior(
        beads=beads,
        source_holes=np.bincount(band.rows(), source[0], minlength=band.sources + 1)[: band.sources].astype(float),
        target_holes=np.bincount(band.columns(), target[0], minlength=band.targets + 1)[: band.targets].astype(float),
        openings=float(source[1].sum() + target[1].sum()),
        evidence=evidence,
        passing=_passing(ahead, behind, evidence),
    )


def _passing(ahead: _Values, behind: _Values, evidence: float) -> Floats:
    states = ((ahead.bead, behind.bead), (ahead.source, behind.source), (ahead.target, behind.target))
    result: Floats = sum((np.exp(one + two - evidence) for one, two in states), start=np.zeros(len(ahead.bead)))
    return result


def _holes(
    band: Band, scores: Scores, values: tuple[_Values, _Values], evidence: float
) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """Return for each node the probability that a source hole is there, that it begins there; both for target."""
    ahead, behind = values
    rows, columns = band.rows(), band.columns()
    below = np.append(behind.source, -np.inf)[band.number(rows + 1, columns)] + np.append(scores.source_holes, 0)[rows]
    right = (
        np.append(behind.target, -np.inf)[band.number(rows, columns + 1)] + np.append(scores.target_holes, 0)[columns]
    )
    source = np.exp(ahead.source + below - evidence), np.exp(ahead.bead + scores.opening + below - evidence)
    closed = np.logaddexp(ahead.bead, ahead.source) + scores.opening
    target = np.exp(ahead.target + right - evidence), np.exp(closed + right - evidence)
    return (source[0] + source[1], source[1]), (target[0] + target[1], target[1])


def _steps(band: Band) -> list[list[Step]]:
    """Return for each row the beads that lead into it: kind, first node there, first node here, number of nodes.

    Kind -1 leads straight down: a source sentence without a counterpart.
    """
    table: list[list[Step]] = [[] for _ in range(band.sources + 1)]
    low, high, start = band.low, band.high, band.start
    for index, (a, b) in enumerate(((1, 0), *KINDS), start=-1):
        if a > band.sources:
            continue
        first = np.maximum(low[a:], low[:-a] + b)
        length = np.minimum(high[a:], high[:-a] + b) - first
        there, here = start[: -1 - a] + first - b - low[:-a], start[a:-1] + first - low[a:]
        for row in np.flatnonzero(length > 0).tolist():
            table[row + a].append((index, int(there[row]), int(here[row]), int(length[row])))
    return table


def _forward(band: Band, scores: Scores, steps: list[list[Step]]) -> _Values:
    """Return for each node and state the log of the sum over all paths from the beginning."""
    value = _Values(*(np.full(band.nodes, -np.inf) for _ in range(3)))
    total = np.full(band.nodes, -np.inf)
    value.bead[0] = 0.0
    skipped = np.concatenate([[0.0], np.cumsum(scores.target_holes)])
    low, start = band.low.tolist(), band.start.tolist()
    for row, arriving in enumerate(steps):
        for kind, there, first, length in arriving:
            back, into = slice(there, there + length), slice(first, first + length)
            if kind < 0:
                opened = np.logaddexp(value.source[back], value.bead[back] + scores.opening)
                value.source[into] = opened + scores.source_holes[row - 1]
            else:
                np.logaddexp(value.bead[into], total[back] + scores.beads[kind, back], out=value.bead[into])
        here = slice(start[row], start[row + 1])
        closed = np.logaddexp(value.bead[here], value.source[here])
        holes = skipped[low[row] : low[row] + len(closed)]
        value.target[here][1:] = np.logaddexp.accumulate(closed - holes)[:-1] + scores.opening + holes[1:]
        total[here] = np.logaddexp(closed, value.target[here])
    return value


def _backward(band: Band, scores: Scores, steps: list[list[Step]]) -> _Values:
    """Return for each node and state the log of the sum over all paths to the end."""
    value = _Values(*(np.full(band.nodes, -np.inf) for _ in range(3)))
    value.bead[-1] = value.source[-1] = value.target[-1] = 0.0
    skipped = np.concatenate([[0.0], np.cumsum(scores.target_holes)])
    low, start = band.low.tolist(), band.start.tolist()
    for row in range(band.sources, -1, -1):
        here = slice(start[row], start[row + 1])
        onward = value.target[here]  # so far what any bead that begins here leads to
        holes = skipped[low[row] : low[row] + len(onward)]
        onward[:] = np.logaddexp.accumulate((onward + holes)[::-1])[::-1] - holes
        opened = onward[1:] + np.diff(holes) + scores.opening
        for state in (value.bead[here], value.source[here]):
            np.logaddexp(state[:-1], opened, out=state[:-1])
        for kind, there, first, length in steps[row]:
            back, into = slice(there, there + length), slice(first, first + length)
            if kind < 0:
                below = value.source[into] + scores.source_holes[row - 1]
                np.logaddexp(value.source[back], below, out=value.source[back])
                np.logaddexp(value.bead[back], below + scores.opening, out=value.bead[back])
                continue
            worth = value.bead[into] + scores.beads[kind, back]
            for state in (value.bead, value.source, value.target):
                np.logaddexp(state[back], worth, out=state[back])
    return value


def decode(band: Band, chances: Posterior, threshold: float) -> list[Bead]:
    """Return the path with the most expected right beads, each costing `threshold`: unlikely ones are left as holes."""
    gains = np.where(chances.beads > 0, chances.beads - np.float32(threshold), np.float32(-np.inf))
    best = _best(band, gains)
    return [_bead(step, chances, band) for step in _trace(band, gains, best)][::-1]


def _best(band: Band, gains: Singles) -> Floats:
    """Return for each node the most that a path from the beginning gains; holes cost nothing."""
    value = np.full(band.nodes, -np.inf)
    value[0] = 0.0
    start = band.start.tolist()
    for row, arriving in enumerate(_steps(band)):
        for kind, there, first, length in arriving:
            back, into = slice(there, there + length), slice(first, first + length)
            worth = value[back] if kind < 0 else value[back] + gains[kind, back]
            np.maximum(value[into], worth, out=value[into])
        here = slice(start[row], start[row + 1])
        value[here] = np.maximum.accumulate(value[here])
    return value


def _trace(band: Band, gains: Singles, best: Floats) -> list[Step]:
    """Return the steps of the best path from the end: (row, column, source sentences, target sentences)."""
    path: list[Step] = []
    row, column = band.sources, band.targets
    while row or column:
        a, b = _arrival(band, gains, best, (row, column))
        row, column = row - a, column - b
        path.append((row, column, a, b))
    return path


def _arrival(band: Band, gains: Singles, best: Floats, place: tuple[int, int]) -> tuple[int, int]:
    """Return the size of the step by which the best path reaches a place."""
    chosen, top = (0, 1), -np.inf
    for step, (a, b) in enumerate((*KINDS, (0, 1), (1, 0))):
        i, j = place[0] - a, place[1] - b
        if i < 0 or not band.low[i] <= j < band.low[i] + band.start[i + 1] - band.start[i]:
            continue
        node = int(band.start[i] + j - band.low[i])
        value = best[node] + (gains[step, node] if step < len(KINDS) else 0.0)
        if value > top:
            chosen, top = (a, b), value
    return chosen


def _bead(step: Step, chances: Posterior, band: Band) -> Bead:
    row, column, a, b = step
    if not b:
        chance = chances.source_holes[row]
    elif not a:
        chance = chances.target_holes[column]
    else:
        chance = chances.beads[KINDS.index((a, b)), band.start[row] + column - band.low[row]]
    return Bead(tuple(range(row, row + a)), tuple(range(column, column + b)), float(min(max(chance, 0.0), 1.0)))
