"""What of a sentence can be recognised in its translation without knowing the language.

A `Side` is one version of a document as arrays: lengths, punctuation, sentence ends, and for each sentence its marks
(numbers, words written alike, names) and word stems. Nothing here compares two versions: that is `features`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from tm.align.skeleton import plain, skeletons
from tm.language import Language
from tm.text.numbers import find_numbers

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FAMILIES = ("numbers", "words", "names", "cognates")
"""The kinds of marks: numbers; words written alike; skeletons of capitalised words; skeletons of all long words."""

PUNCTUATION = ("?", "!", ":", ";", "quotes", "brackets", "commas", "dashes", "symbols")
"""The classes of punctuation that are counted."""

_SIGNS = {
    "?": "?",
    "!": "!",
    ":": ":",
    ";": ";",
    "quotes": '"“”„«»‟',
    "brackets": "()[]{}",
    "commas": ",،",
    "dashes": "–—",
    "symbols": "%$€£₼₽@#*/\\=<>_+&|",
}
_CLASS = {ord(sign): index for index, name in enumerate(PUNCTUATION) for sign in _SIGNS[name]}
_ENDS = {**dict.fromkeys(".…", 1), "?": 2, "!": 3, ":": 4, **dict.fromkeys(",;", 5)}
_CLOSERS = "\"“”„«»'’)]} \u00a0*_"

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\w+")
_INNER_END = re.compile(r"[.?!…][\"“”»’)\]]*\s+[\"“„«(\[–—-]*\s*(?=[^\W\d_])(\w)")
STEM = 5
"""Letters of a word that count for the lexicon: endings live beyond."""
_WEIGHTY = 3
_COGNATE = 5


class Side(msgspec.Struct, frozen=True, eq=False):
    """One version of a document, measured. `n` sentences; running sums have `n + 1` rows, so spans are differences."""

    lengths: Floats
    """Running sum of the letters and digits in a sentence."""
    signs: Floats
    """Running sums of the punctuation, a column for each of `PUNCTUATION`."""
    inner: Floats
    """Running sum of the sentence ends inside a sentence."""
    ends: Ints
    """How each sentence ends: 0 without a stop, 1 full stop, 2 ?, 3 !, 4 colon, 5 comma or semicolon."""
    marks: tuple[tuple[tuple[str, ...], ...], ...]
    """For each of `FAMILIES` and each sentence its distinct marks."""
    stems: tuple[tuple[str, ...], ...]
    """For each sentence its distinct word stems, folded."""
    paragraphs: Ints | None = None
    """For each sentence the number of its paragraph, where known."""
    kinds: Ints | None = None
    """For each sentence a number for the kind of its paragraph, where known; equal kinds have equal numbers."""

    def __len__(self) -> int:
        """Return the number of sentences."""
        return len(self.ends)


def measure(sentences: Sequence[str], language: Language, concepts: Sequence[Sequence[str]] = ()) -> Side:
    """Return the sentences as arrays. `concepts` holds for each sentence the ids of glossary concepts named in it."""
    marks = [_marks(text, language) for text in sentences]
    named = [tuple(f"concept {name}" for name in names) for names in concepts] or [()] * len(sentences)
    families = [tuple(found[family] for found in marks) for family in range(len(FAMILIES))]
    families[2] = tuple(names + more for names, more in zip(families[2], named, strict=True))
    return Side(
        lengths=_running([float(sum(map(str.isalnum, text))) for text in sentences]),
        signs=_running_signs(sentences),
        inner=_running([float(_inner_ends(text)) for text in sentences]),
        ends=np.array([_end(text) for text in sentences], dtype=np.int64),
        marks=tuple(families),
        stems=tuple(stems(text, language) for text in sentences),
    )


def _marks(text: str, language: Language) -> tuple[tuple[str, ...], ...]:
    words = [word for word in _WORD.findall(text) if not word.isdigit()]
    names = [skeleton for word in words if not word[0].islower() for skeleton in skeletons(word)]
    alike = [skeleton for word in words if len(word) >= _COGNATE for skeleton in skeletons(word, _COGNATE)]
    return (
        tuple(dict.fromkeys(number.value for number in find_numbers(text, language))),
        tuple(dict.fromkeys(plain(word) for word in words)),
        tuple(dict.fromkeys(names)),
        tuple(dict.fromkeys(skeleton for skeleton in alike if len(skeleton) > _WEIGHTY)),
    )


def stems(text: str, language: Language) -> tuple[str, ...]:
    """Return the distinct word stems of a text, folded, as the lexicon knows them."""
    return tuple(dict.fromkeys(word[:STEM] for word in _WORD.findall(language.fold(text))))


def _inner_ends(text: str) -> int:
    return sum(1 for found in _INNER_END.finditer(text) if found[1].isupper())


def _end(text: str) -> int:
    bare = text.rstrip(_CLOSERS)
    return _ENDS.get(bare[-1:], 0)


def _running(values: Sequence[float]) -> Floats:
    return np.concatenate([np.zeros(1), np.cumsum(np.array(values, dtype=np.float64))])


def _running_signs(sentences: Sequence[str]) -> Floats:
    counts = np.zeros((len(sentences) + 1, len(PUNCTUATION)))
    for row, text in enumerate(sentences, start=1):
        for letter in text:
            column = _CLASS.get(ord(letter))
            if column is not None:
                counts[row, column] += 1
    return counts.cumsum(axis=0)
