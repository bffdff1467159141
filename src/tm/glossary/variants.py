"""Which names are one name in several spellings: *Milli Majlis*, *Milli Mejlis*, *MilliMajlis*.

Names are compared without their endings and without the spaces and hyphens inside. A letter or two may differ, but
neither the first nor the last letter of a word: what differs there is another word or another form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from tm.glossary.mentions import Key

_ONE = 7
"""Letters that a name needs for one of them to differ."""
_TWO = 14
_WORD = 4
"""Letters that a word needs for one of them to differ."""


def same_names(names: Sequence[Key]) -> list[list[Key]]:
    """Return the names in groups of one spelling or more, in the order of their first members."""
    parent = {name: name for name in names}
    for one, other in _near(names):
        if _one_name(one, other):
            parent[_root(other, parent)] = _root(one, parent)
    groups: dict[Key, list[Key]] = {}
    for name in names:
        groups.setdefault(_root(name, parent), []).append(name)
    return list(groups.values())


def _root(name: Key, parent: Mapping[Key, Key]) -> Key:
    while parent[name] != name:
        name = parent[name]
    return name


def _near(names: Iterable[Key]) -> Iterator[tuple[Key, Key]]:
    """Yield the pairs that are worth comparing: they begin alike and have about as many letters."""
    buckets: dict[tuple[str, int], list[Key]] = defaultdict(list)
    for name in names:
        buckets[solid(name)[:2], len(solid(name))].append(name)
    for (start, length), bucket in buckets.items():
        yield from combinations(bucket, 2)
        for more in (1, 2):
            longer = buckets.get((start, length + more), ())
            yield from ((one, other) for one in bucket for other in longer)


def solid(name: Key) -> str:
    """Return a name as one word without hyphens."""
    return "".join(name).replace("-", "")


def _one_name(one: Key, other: Key) -> bool:
    first, second = solid(one), solid(other)
    if _digits(first) != _digits(second):
        return False
    if first == second:
        return True
    allowed = 2 if len(first) >= _TWO else int(len(first) >= _ONE)
    if Levenshtein.distance(first, second, score_cutoff=allowed) > allowed:
        return False
    if len(one) != len(other):
        return first[-1] == second[-1] and min(len(one), len(other)) == 1
    return all(_one_word(*pair) for pair in zip(one, other, strict=True))


def _one_word(one: str, other: str) -> bool:
    if one == other:
        return True
    ends = one[0] == other[0] and one[-1] == other[-1]
    return ends and min(len(one), len(other)) >= _WORD and Levenshtein.distance(one, other) <= 1 + (len(one) >= _ONE)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
