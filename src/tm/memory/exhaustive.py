"""The slow way to the candidates: every stored segment is compared, no signature is read.

It is there to check the index against, and answers with the same type. The characters of all segments are compared
outright; the words are left to the ranking, which stops only when no segment left can reach what it has.
"""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from tm.language import Language
from tm.memory.index import Rows
from tm.memory.signatures import Bounds, Floats
from tm.memory.similarity import ALMOST, EXACT, Prepared, prepare_normal

_MARGIN = 1e-6


class Everything:
    """All segments of one language, read when first asked for and kept: a few hundred bytes a segment."""

    def __init__(self, store: Rows, language: Language) -> None:
        """Take the store; nothing is read yet."""
        self._store = store
        self._language = language
        self._texts: list[str] = []
        self._rows = np.empty(0, np.uint32)
        self._sentences = np.empty(0, np.int64)
        self._until = 0

    def candidates(self, asked: Prepared, threshold: int) -> Bounds:
        """Return all segments that may score `threshold` or more, with the most that each can score."""
        self._read()
        scores = 50 * self._in_characters(asked) + 50 + _MARGIN
        scores[(self._sentences == hash(asked.words)) & (scores < ALMOST)] = ALMOST
        scores[scores >= EXACT] = EXACT + 2
        kept = np.flatnonzero(scores >= threshold)
        return Bounds(self._rows[kept], scores[kept], np.full(len(kept), 100.0))

    def _read(self) -> None:
        """Read what has been written since the last time; rows that were lost meanwhile find no entry."""
        last = self._store.last_row()
        if self._until == last:
            return
        rows, sentences = [], []
        for row, normal in self._store.texts(self._language.code, after=self._until):
            text = prepare_normal(normal, self._language)
            if text.normal:
                rows.append(row)
                sentences.append(hash(text.words))
                self._texts.append(text.folded)
        self._until = max(last, *rows[-1:], 0)
        self._rows = np.concatenate([self._rows, np.array(rows, np.uint32)])
        self._sentences = np.concatenate([self._sentences, np.array(sentences, np.int64)])

    def _in_characters(self, asked: Prepared) -> Floats:
        if not self._texts:
            return np.empty(0)
        found: Floats = cdist([asked.folded], self._texts, scorer=Levenshtein.normalized_similarity, dtype=np.float64)[
            0
        ]
        return found
