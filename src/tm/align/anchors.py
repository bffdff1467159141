"""Where to look: the band of a document too large to be searched as a whole.

Both versions are cut into blocks of a few sentences. Blocks that share names, numbers and words, with neighbours that
do so as well, are anchors; the best rising chain of them is the spine of the band. Between two anchors the band is
wide enough for everything that can be missing there, so a lost chapter is survived.
"""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

from tm.align import bands
from tm.align.bands import Band
from tm.align.beads import Posterior
from tm.align.features import Bag, Pairing

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

SMALL = 160_000
"""A document with so many pairs of sentences or fewer is searched as a whole."""
MOST_NODES = 2_000_000
"""A band never has many more nodes, whatever the texts are like: the search would take a gigabyte."""
_BLOCK = 8
_MOST_BLOCKS = 2_000
_COLUMNS = 4_096
_CEILING = 12.0
_NEIGHBOURS = 4
_THRESHOLD = 1.0
_SLACK = 15
_SLOPE = 0.08
_MOST_SLACK = 100
_EDGE = 0.01
_HASH = 2_654_435_761, 1_000_003


def band(pairing: Pairing) -> Band:
    """Return the nodes worth searching."""
    sizes = len(pairing.source), len(pairing.target)
    if sizes[0] * sizes[1] <= SMALL:
        return bands.full(*sizes)
    size = max(_BLOCK, -(-max(sizes) // _MOST_BLOCKS))
    spine = chain(likeness(pairing, size))
    places = [(i * size + size // 2, j * size + size // 2) for i, j in spine]
    slack = _SLACK + size - _BLOCK
    wide = spanned(places, sizes, slack=slack)
    return wide if wide.nodes <= MOST_NODES else spanned(places, sizes, slack=slack, straight=True)


def likeness(pairing: Pairing, size: int) -> Singles:
    """Return for each block of `size` source sentences and each of the target how much they and their neighbours share.

    The unit is one standard deviation of the whole table; 0 is what any two blocks share.
    """
    source, target = (_vectors(pairing, side, size) for side in (0, 1))
    table = source @ target.T
    table -= table.mean(axis=1, keepdims=True)
    table -= table.mean(axis=0, keepdims=True)
    table /= table.std() + 1e-9
    smooth = table.copy()
    for shift in range(1, min(_NEIGHBOURS, min(table.shape) - 1) + 1):
        smooth[shift:, shift:] += table[:-shift, :-shift]
        smooth[:-shift, :-shift] += table[shift:, shift:]
    result: Singles = smooth / np.float32(np.sqrt(2 * _NEIGHBOURS + 1))
    return result


def _vectors(pairing: Pairing, side: int, size: int) -> Singles:
    """Return the blocks of a side as unit vectors of the marks in them, hashed to few columns (feature hashing)."""
    length = len((pairing.source, pairing.target)[side])
    vectors = np.zeros((-(-length // size), _COLUMNS), dtype=np.float32)
    for family, marked in enumerate(pairing.marked, start=1):
        bag: Bag = (marked.source, marked.target)[side][0]
        columns = (bag.tokens + 1) * _HASH[0] * family % _HASH[1] % _COLUMNS
        np.add.at(vectors, (bag.spans // size, columns), bag.weights.astype(np.float32))
    vectors = np.minimum(vectors, _CEILING)
    unit: Singles = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
    return unit


def chain(gains: Singles) -> list[tuple[int, int]]:
    """Return the rising chain of cells with the most gain, each cell costing a threshold."""
    rows, columns = gains.shape
    best = np.zeros((rows + 1, columns + 1))
    for row in range(rows):
        best[row + 1, 1:] = np.maximum(best[row, 1:], best[row, :-1] + gains[row] - _THRESHOLD)
        best[row + 1] = np.maximum.accumulate(best[row + 1])
    row, column = rows, columns
    cells: list[tuple[int, int]] = []
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            cells.append((row, column))
    return cells[::-1]


def spanned(
    spine: list[tuple[int, int]], sizes: tuple[int, int], *, slack: int = _SLACK, straight: bool = False
) -> Band:
    """Return the band around a rising chain of sentence pairs; between two, all that can be missing on a side.

    With `straight` only what lies near the straight line between two of them: for versions that share nothing.
    """
    sources, targets = sizes
    low, high = np.full(sources + 1, targets), np.zeros(sources + 1, dtype=np.int64)
    ends = [(0, 0), *(place for place in spine if place[0] < sources and place[1] < targets), sizes]
    for (i, j), (i_end, j_end) in itertools.pairwise(ends):
        rows = np.arange(i, i_end + 1)
        room = slack + min(int(_SLOPE * max(i_end - i, j_end - j)), _MOST_SLACK)
        there, back = j + rows - i, j_end - i_end + rows
        if straight:
            there = back = j + (rows - i) * (j_end - j) // max(i_end - i, 1)
        least, most = np.minimum(there, back), np.maximum(there, back)
        low[rows] = np.minimum(low[rows], np.clip(least, j, j_end) - room)
        high[rows] = np.maximum(high[rows], np.clip(most, j, j_end) + room + 1)
    return bands.between(low, high, targets)


def widened(narrow: Band, chances: Posterior) -> Band | None:
    """Return a wider band where the search ran along the edge, None where it did not or the band must not grow."""
    if 2 * narrow.nodes > MOST_NODES:
        return None
    width = np.diff(narrow.start)
    left = (chances.passing[narrow.start[:-1]] > _EDGE) & (narrow.low > 0)
    right = (chances.passing[narrow.start[1:] - 1] > _EDGE) & (narrow.high <= narrow.targets)
    if not (left.any() or right.any()):
        return None
    low = narrow.low - np.where(_around(left), width, 0)
    high = narrow.high + np.where(_around(right), width, 0)
    return bands.between(low, high, narrow.targets)


def _around(rows: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark also the rows near a marked one."""
    marked = np.zeros(len(rows), dtype=bool)
    for row in np.flatnonzero(rows).tolist():
        marked[max(0, row - _SLACK) : row + _SLACK + 1] = True
    return marked
