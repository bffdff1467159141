"""Which old source text a new one was made from, where it is not the same any more.

Candidates are texts that share enough of their letters; of these the pair with the best score (that of the memory:
words and letters) is taken first, of equal ones the pair whose places in the files are nearest. A text serves once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec
import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from tm.language import Language
from tm.memory.similarity import Prepared, at_most, prepare

Places = tuple[int, ...]
"""Positions of texts in a file: one, or two neighbours that make one text together."""
_SIMILAR = 0.6
"""A new text is a changed old one from this similarity on (Indel, 0 to 1), as msgmerge has it."""
_SURELY_JOINED = 0.85
"""Two neighbours count as one text only where little else has changed."""
_LIKELIEST = 8
"""How many old texts are looked at closely for a new one."""
_CHUNK = 256
"""How many new texts are compared at once, which bounds the memory needed."""


class Pairing(msgspec.Struct, frozen=True):
    """A new text and the old one it was made from."""

    new: Places
    """Two where an old text was divided."""
    old: Places
    """Two where they were joined."""
    score: int
    """0 to 100."""


def pairings(
    new: Mapping[int, str], old: Mapping[int, str], language: Language, *, joins: bool = False
) -> list[Pairing]:
    """Pair new texts with old ones, both by their position in their file; most similar pairs first.

    With `joins` two neighbours may have become one text, or one text two neighbours.
    """
    found: list[Pairing] = []
    while chosen := _round(new, old, language, joins=joins):
        found += chosen
        done = {place for one in chosen for place in one.new}, {place for one in chosen for place in one.old}
        new = {place: text for place, text in new.items() if place not in done[0]}
        old = {place: text for place, text in old.items() if place not in done[1]}
    return found


def _round(new: Mapping[int, str], old: Mapping[int, str], language: Language, *, joins: bool) -> list[Pairing]:
    """Pair the texts whose best candidates are free; others are left for another round."""
    if not new or not old:
        return []
    scale = (max(new) + 1) / (max(old) + 1)
    found = list(_candidates(_singles(new), _singles(old), language, (_SIMILAR, scale)))
    if joins:
        found += _candidates(_singles(new), _couples(old), language, (_SURELY_JOINED, scale))
        found += _candidates(_couples(new), _singles(old), language, (_SURELY_JOINED, scale))
    found.sort(key=lambda one: (-one.score, abs(one.new[0] - scale * one.old[0]), one.new, one.old))
    return list(_chosen(found))


def _chosen(sorted_: Sequence[Pairing]) -> Iterator[Pairing]:
    """Yield the first pairing of each text."""
    new: set[int] = set()
    old: set[int] = set()
    for one in sorted_:
        if new.isdisjoint(one.new) and old.isdisjoint(one.old):
            new.update(one.new)
            old.update(one.old)
            yield one


def _singles(texts: Mapping[int, str]) -> list[tuple[Places, str]]:
    return [((place,), text) for place, text in texts.items()]


def _couples(texts: Mapping[int, str]) -> list[tuple[Places, str]]:
    """Return the neighbours as one text each."""
    return [((a, b), f"{texts[a]} {texts[b]}") for a, b in pairwise(sorted(texts)) if b == a + 1]


def _candidates(
    new: Sequence[tuple[Places, str]],
    old: Sequence[tuple[Places, str]],
    language: Language,
    limits: tuple[float, float],
) -> Iterator[Pairing]:
    """Yield the likeliest pairs that share enough of their letters, with their scores.

    `limits` are the least similarity and the factor that turns a position in the old file into one in the new.
    """
    prepared: dict[str, Prepared] = {}
    places = limits[1] * np.array([place[0] for place, _ in old])
    for start in range(0, len(new) if old else 0, _CHUNK):
        part = new[start : start + _CHUNK]
        texts = [text for _, text in part], [text for _, text in old]
        alike = cdist(*texts, scorer=Indel.normalized_similarity, score_cutoff=limits[0])
        for (place, text), row in zip(part, alike, strict=True):
            for j in np.lexsort((abs(places - place[0]), -row))[: min(_LIKELIEST, np.count_nonzero(row))]:
                before, stored = old[j]
                ours, theirs = (prepared.setdefault(one, prepare(one, language)) for one in (text, stored))
                yield Pairing(place, before, at_most(ours, theirs))
