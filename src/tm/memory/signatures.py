"""Signatures: what can be said about the score of a segment without reading it.

A signature is a 128-bit set of the hashed words, a histogram of the characters and both lengths. From it follows an
upper bound of the score, so a search that reads only segments whose bound is high enough misses nothing. Tables are
arrays, sorted by word count, then by length in characters; a query goes through them one word count at a time. Only
numbers live here: files are `tm.memory.index`, texts are the store's.

Why the bounds hold. Every edit of a word sequence can make at most one word of either text fit, so words whose bit the
other text lacks are edits, and so is the difference in length. Every edit of characters moves at most one count of the
histogram up and one down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from zlib import crc32

import msgspec
import numpy as np
from msgspec.structs import astuple
from numpy.typing import NDArray

from tm.memory.similarity import ALMOST, EXACT, Prepared

VERSION = 2
"""Goes up whenever a signature of the same text would differ."""
BINS = 32
"""Bins of the histogram: code point modulo 32, which keeps the small letters of one alphabet apart."""
_CONTEXT = EXACT + 2
_MARGIN = 1e-6
_FULL = 255
_PIECE = 1 << 16
_JOINER = re.compile(r"[^\w\u0300-\u036f]")

Floats = NDArray[np.float64]


class Columns(msgspec.Struct, frozen=True):
    """Signatures as arrays of one length, 56 bytes a segment."""

    characters: NDArray[np.uint32]
    """Lengths in characters, folded."""
    low: NDArray[np.uint64]
    """The lower 64 bits of the word sets."""
    high: NDArray[np.uint64]
    histogram: NDArray[np.uint8]
    """Counts of characters, `BINS` a segment, cut at 255."""
    rows: NDArray[np.uint32]
    """Where the segments stand in the store."""


class Table(msgspec.Struct, frozen=True):
    """Signatures sorted by word count, then by characters."""

    starts: NDArray[np.int64]
    """For each word count from 0 where its segments begin; one more entry closes the last."""
    columns: Columns

    def __len__(self) -> int:
        return len(self.columns.rows)

    def word_counts(self) -> NDArray[np.int64]:
        """Return the number of words of each segment."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def slices(self, name: str) -> Iterator[NDArray[np.unsignedinteger]]:
        """Yield a column, in pieces that follow each other."""
        yield getattr(self.columns, name)


class Pile:
    """Signatures in the order in which they came; a large table grows in one without being copied."""

    def __init__(self, room: int) -> None:
        """Make room for so many segments; memory is taken as it is filled."""
        self._columns = Columns(
            np.empty(room, np.uint32),
            np.empty(room, np.uint64),
            np.empty(room, np.uint64),
            np.empty((room, BINS), np.uint8),
            np.empty(room, np.uint32),
        )
        self._words = np.empty(room, np.uint32)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, table: Table) -> None:
        """Add all segments of a table; there must be room for them."""
        new = slice(self._count, self._count + len(table))
        for whole, part in zip(astuple(self._columns), astuple(table.columns), strict=True):
            whole[new] = part
        self._words[new] = table.word_counts()
        self._count += len(table)

    def sorted(self) -> Sorted:
        """Return the segments in the order of a table."""
        held = Columns(*(column[: self._count] for column in astuple(self._columns)))
        words = self._words[: self._count]
        return Sorted(_starts(words), held, np.lexsort((held.characters, words)).astype(np.uint32))


class Sorted(msgspec.Struct, frozen=True):
    """A pile with the order of its segments in a table: written piece by piece, it is never there twice."""

    starts: NDArray[np.int64]
    columns: Columns
    order: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.order)

    def slices(self, name: str) -> Iterator[NDArray[np.unsignedinteger]]:
        """Yield a column in order, in pieces that follow each other."""
        column = getattr(self.columns, name)
        for start in range(0, len(self.order), _PIECE):
            yield column[self.order[start : start + _PIECE]]

    def table(self) -> Table:
        """Return the table."""
        return Table(self.starts, Columns(*(column[self.order] for column in astuple(self.columns))))


class Bounds(msgspec.Struct, frozen=True):
    """Candidates and the most that each can score."""

    rows: NDArray[np.uint32]
    scores: Floats
    """Upper bounds of the score, 0 to 102."""
    words: Floats
    """Upper bounds of the similarity of the words, 0 to 100."""


class Signature(msgspec.Struct, frozen=True):
    """The signature of the text that is looked for."""

    words: int
    characters: int
    low: np.uint64
    high: np.uint64
    bits: int
    """How many bits of the word set are on."""
    histogram: NDArray[np.uint8]


class _Found(msgspec.Struct, frozen=True):
    """Segments that share enough words with the text asked for: where they stand in the table, and what they share."""

    positions: NDArray[np.int64]
    shared: NDArray[np.uint8]
    """Bits of the word set."""
    words: NDArray[np.int64]
    """Word counts."""


class _Part(msgspec.Struct, frozen=True):
    """Candidates: their positions in the table and the bounds of their similarities, 0 to 1."""

    positions: NDArray[np.int64]
    words: Floats
    characters: Floats


def signature(text: Prepared) -> Signature:
    """Return the signature of one text."""
    columns = sign([(0, text)]).columns
    low, high = columns.low[0], columns.high[0]
    bits = int(np.bitwise_count(low)) + int(np.bitwise_count(high))
    return Signature(len(text.words), len(text.folded), low, high, bits, columns.histogram[0])


def sign(texts: Iterable[tuple[int, Prepared]]) -> Table:
    """Return the signatures of texts that come with their rows; no text may be empty."""
    held = list(texts)
    words = np.fromiter((len(text.words) for _, text in held), np.int64, len(held))
    characters = np.fromiter((len(text.folded) for _, text in held), np.uint32, len(held))
    rows = np.fromiter((row for row, _ in held), np.uint32, len(held))
    low, high = _word_sets([text for _, text in held], words)
    histogram = _histograms([text for _, text in held], characters)
    order = np.lexsort((characters, words))
    columns = Columns(characters[order], low[order], high[order], histogram[order], rows[order])
    return Table(_starts(words), columns)


def merge(tables: Sequence[Table]) -> Table:
    """Return the segments of all these tables as one."""
    pile = Pile(sum(map(len, tables)))
    for table in tables:
        pile.add(table)
    return pile.sorted().table()


def _starts(words: NDArray[np.integer]) -> NDArray[np.int64]:
    starts = np.zeros(int(words.max(initial=0)) + 2, np.int64)
    np.cumsum(np.bincount(words, minlength=len(starts) - 1), out=starts[1:])
    return starts


def _bit(word: str) -> int:
    """Return the bit of a word, 0 to 127; *Azerbaijan's* has that of *Azerbaijan*, so that it is found by it."""
    return crc32((word if word.isalnum() else _JOINER.split(word, maxsplit=1)[0]).encode()) & 127


def _word_sets(texts: Sequence[Prepared], counts: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    words = [word for text in texts for word in text.words]
    known = {word: _bit(word) for word in set(words)}
    bits = np.fromiter(map(known.__getitem__, words), np.uint8, int(counts.sum()))
    owners = np.repeat(np.arange(len(texts)), counts)
    masks = np.left_shift(np.uint64(1), (bits & 63).astype(np.uint64))
    low, high = np.zeros(len(texts), np.uint64), np.zeros(len(texts), np.uint64)
    upper = bits >= 64  # noqa: PLR2004 - the set is two words of 64 bits
    np.bitwise_or.at(low, owners[~upper], masks[~upper])
    np.bitwise_or.at(high, owners[upper], masks[upper])
    return low, high


def _histograms(texts: Sequence[Prepared], lengths: NDArray[np.uint32]) -> NDArray[np.uint8]:
    letters = np.frombuffer("".join(text.folded for text in texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    cells = np.repeat(np.arange(len(texts)) * BINS, lengths) + letters % BINS
    counts = np.bincount(cells, minlength=len(texts) * BINS)
    return np.minimum(counts, _FULL).astype(np.uint8).reshape(-1, BINS)


def bounds(held: Table, asked: Signature, threshold: int) -> Bounds:
    """Return every segment of the table that may score `threshold` or more against the text asked for."""
    need = 2 * min(threshold, EXACT) / 100 - _MARGIN
    counts = _word_counts(held, asked, need)
    parts = [part for count in counts if (part := _bucket(held, asked, need, count))]
    if not parts:
        return Bounds(np.empty(0, np.uint32), np.empty(0), np.empty(0))
    close = _close(held, asked, _Found(*map(np.concatenate, zip(*map(astuple, parts), strict=True))), need)
    in_characters = np.minimum(close.characters, _by_histogram(held.columns, close.positions, asked))
    scores = _blend(close.words, in_characters)
    kept = np.flatnonzero(scores >= threshold)
    return Bounds(held.columns.rows[close.positions[kept]], scores[kept], 100 * close.words[kept])


def containing(held: Table, letters: str, words: Sequence[str]) -> NDArray[np.uint32]:
    """Return the rows of all segments that may contain these folded characters in one piece.

    `words` are words among them that certainly begin a word of the segment.
    """
    low, high = _word_sets([Prepared("", "", tuple(words))], np.array([len(words)]))
    columns = held.columns
    found = np.flatnonzero(((columns.low & low[0]) == low[0]) & ((columns.high & high[0]) == high[0]))
    needed = _histograms([Prepared(letters, letters, ())], np.array([len(letters)], np.uint32))[0]
    rows: NDArray[np.uint32] = columns.rows[found[(columns.histogram[found] >= needed).all(axis=1)]]
    return rows


def _word_counts(held: Table, asked: Signature, need: float) -> range:
    """Return the word counts for which the words alone allow both similarities to sum up to `need`."""
    last = len(held.starts) - 2
    least = need - 1
    if least <= 0 or not asked.words:
        return range(last + 1)
    return range(max(1, ceil(asked.words * least)), min(last, int(asked.words / least)) + 1)


def _bucket(held: Table, asked: Signature, need: float, count: int) -> _Found | None:
    """Return the segments with `count` words whose words and lengths allow both similarities to sum up to `need`."""
    longer = max(asked.words, count)
    best = min(asked.words, count) / longer if longer else 1.0
    start, end = _window(held, asked, count, need - best)
    if start == end:
        return None
    shared = np.bitwise_count(held.columns.low[start:end] & asked.low)
    shared += np.bitwise_count(held.columns.high[start:end] & asked.high)
    lengths = held.columns.characters[start:end]
    found = (shared >= _bits_needed(asked, lengths, longer, need)).nonzero()[0]
    return _Found(found + start, shared[found], np.full(len(found), count)) if len(found) else None


def _bits_needed(asked: Signature, lengths: NDArray[np.uint32], longer: int, need: float) -> NDArray[np.uint8]:
    """Return for segments in the order of their lengths how many bits each must share to reach `need`."""
    edges = np.arange(lengths[0], int(lengths[-1]) + 2, dtype=np.uint32)
    length = edges[:-1].astype(np.float64)
    best = np.minimum(length, asked.characters) / np.maximum(length, asked.characters)
    needed = np.ceil((need - best) * longer) - (asked.words - asked.bits)
    bits = np.minimum(np.maximum(needed, 0), asked.bits).astype(np.uint8)
    ends = lengths.searchsorted(edges)
    repeated: NDArray[np.uint8] = bits.repeat(ends[1:] - ends[:-1])
    return repeated


def _window(held: Table, asked: Signature, count: int, need: float) -> tuple[int, int]:
    """Return the range of the bucket in which the lengths allow the similarity `need` of the characters.

    Where the number of words is the same, all of it: texts with the same words score high however many tags they carry.
    """
    start, end = int(held.starts[count]), int(held.starts[count + 1])
    if need <= 0 or count == asked.words or start == end:
        return start, end
    lengths = held.columns.characters[start:end]
    ends = np.array([ceil(asked.characters * need), int(asked.characters / need) + 1], np.uint32)
    first, last = lengths.searchsorted(ends)
    return start + int(first), max(start + int(first), start + int(last))


def _close(held: Table, asked: Signature, found: _Found, need: float) -> _Part:
    """Bound both similarities of the segments found; keep those that reach `need` or may have the same words."""
    low, high = held.columns.low.take(found.positions), held.columns.high.take(found.positions)
    bits = np.bitwise_count(low).astype(np.int64) + np.bitwise_count(high)
    spare = np.minimum(found.words - bits, asked.words - asked.bits)
    longer = np.maximum(found.words, max(asked.words, 1))
    in_words = np.where(found.words | asked.words, np.minimum((spare + found.shared) / longer, 1.0), 1.0)
    lengths = held.columns.characters.take(found.positions).astype(np.float64)
    in_characters = np.minimum(lengths, asked.characters) / np.maximum(lengths, asked.characters)
    kept = np.flatnonzero((in_words + in_characters >= need) | (in_words == 1.0))
    return _Part(found.positions[kept], in_words[kept], in_characters[kept])


def _by_histogram(columns: Columns, positions: NDArray[np.int64], asked: Signature) -> Floats:
    """Bound the similarity of the characters by the counts that differ."""
    theirs = columns.histogram.take(positions, axis=0)
    both = np.minimum(theirs, asked.histogram)
    more, less = _sums(theirs - both), _sums(asked.histogram - both)
    longer = np.maximum(columns.characters.take(positions), np.uint32(asked.characters))
    similarity: Floats = 1.0 - np.maximum(more, less) / longer
    return similarity


def _sums(counts: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Return the sum of each row; `einsum` takes half the time of `sum` along a short axis."""
    sums: NDArray[np.uint32] = np.einsum("ij->i", counts, dtype=np.uint32)
    return sums


def _blend(in_words: Floats, in_characters: Floats) -> Floats:
    """Bound the total score, as `similarity.blend` makes it."""
    scores = 50.0 * (in_words + in_characters) + _MARGIN
    scores[(in_words == 1.0) & (scores < ALMOST)] = ALMOST
    scores[scores >= EXACT] = _CONTEXT
    return scores
