"""The part of a lattice that is searched: for each source sentence a run of target sentences.

A node (i, j) stands before source sentence i and target sentence j. Only nodes inside a `Band` exist, so memory grows
with the length of a document and not with its square. Where the band lies is decided in `anchors`.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_MOST_NODES = 100_000


class Band(msgspec.Struct, frozen=True, eq=False):
    """The nodes of a lattice: for each row i an interval of columns j. Nodes are numbered row by row."""

    low: Ints
    """First column of each row; one row more than source sentences; never falling."""
    start: Ints
    """Number of each row's first node; one more entry at the end: the number of nodes."""
    targets: int
    """Number of target sentences."""

    @property
    def sources(self) -> int:
        """Number of source sentences."""
        return len(self.low) - 1

    @property
    def nodes(self) -> int:
        """Number of nodes."""
        return int(self.start[-1])

    @property
    def high(self) -> Ints:
        """One past the last column of each row."""
        return self.low + np.diff(self.start)

    def rows(self) -> Ints:
        """Return the row of each node."""
        return np.repeat(np.arange(len(self.low)), np.diff(self.start))

    def columns(self) -> Ints:
        """Return the column of each node."""
        return np.arange(self.nodes) - np.repeat(self.start[:-1] - self.low, np.diff(self.start))

    def number(self, rows: Ints, columns: Ints) -> Ints:
        """Return the nodes at these places, -1 where there is none."""
        inside = (rows >= 0) & (rows <= self.sources)
        row = np.where(inside, rows, 0)
        inside &= (columns >= self.low[row]) & (columns < self.high[row])
        return np.where(inside, self.start[row] + columns - self.low[row], -1)


class Block(msgspec.Struct, frozen=True, eq=False):
    """A run of rows of a band, and the nodes in it."""

    band: Band
    first: int
    last: int
    """One past the last row."""

    @property
    def nodes(self) -> slice:
        """The nodes of these rows."""
        return slice(int(self.band.start[self.first]), int(self.band.start[self.last]))

    @property
    def size(self) -> int:
        """The number of nodes."""
        return int(self.band.start[self.last] - self.band.start[self.first])

    def rows(self) -> Ints:
        """Return the row of each node."""
        return np.repeat(np.arange(self.first, self.last), np.diff(self.band.start[self.first : self.last + 1]))

    def columns(self) -> Ints:
        """Return the column of each node."""
        shift = self.band.start[self.first : self.last] - self.band.low[self.first : self.last]
        widths = np.diff(self.band.start[self.first : self.last + 1])
        return np.arange(self.nodes.start, self.nodes.stop) - np.repeat(shift, widths)

    def alone(self, first: int) -> Block:
        """Return the block as a band of its own whose columns count from `first`."""
        rows = slice(self.first, self.last)
        start = self.band.start[self.first : self.last + 1] - self.band.start[self.first]
        return Block(Band(self.band.low[rows] - first, start, self.band.targets - first), 0, self.last - self.first)


def blocks(band: Band, rows: int | None = None) -> Iterator[Block]:
    """Cut a band into runs of so many rows, or of as many as fit into a moderate amount of memory."""
    first = 0
    while first <= band.sources:
        last = int(np.searchsorted(band.start, band.start[first] + _MOST_NODES, side="right")) - 1
        last = min(max(last, first + 1), band.sources + 1)
        if rows:
            last = min(last, (first // rows + 1) * rows)
        yield Block(band, first, last)
        first = last


def between(low: Ints, high: Ints, targets: int) -> Band:
    """Return the band of the columns from `low` up to, not including, `high`, widened until every row can be reached.

    Both ends are made to rise; the corners (0, 0) and (sources, targets) are always inside.
    """
    low = np.minimum.accumulate(np.clip(low, 0, targets)[::-1])[::-1].copy()
    high = np.maximum.accumulate(np.clip(high, 1, targets + 1)).copy()
    low[0], high[-1] = 0, targets + 1
    high[1:] = np.maximum(high[1:], low[1:] + 1)
    high[:-1] = np.maximum(high[:-1], low[1:] + 1)
    high = np.maximum.accumulate(high)
    return Band(low, np.concatenate([[0], np.cumsum(high - low)]), targets)


def full(sources: int, targets: int) -> Band:
    """Return the band of all nodes."""
    rows = np.zeros(sources + 1, dtype=np.int64)
    return between(rows, rows + targets + 1, targets)


def narrowed(band: Band, passing: Floats, least: float, *, margin: int = 2) -> Band:
    """Return the band of the nodes that the path passes with at least this probability, `margin` columns wider."""
    alive = np.flatnonzero(passing > least)
    rows, columns = band.rows()[alive], band.columns()[alive]
    low = np.full(band.sources + 1, band.targets, dtype=np.int64)
    high = np.zeros(band.sources + 1, dtype=np.int64)
    np.minimum.at(low, rows, columns - margin)
    np.maximum.at(high, rows, columns + margin + 1)
    return between(low, high, band.targets)
