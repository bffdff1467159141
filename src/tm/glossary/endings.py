"""Words without their endings, for counting words that are not in the glossary and whose dictionary form nobody gave.

The endings are learned from the paradigms that the language's morphology makes of a sample of words, so nothing here
knows a language. A stem is a key for grouping: it is often shorter than a grammarian's, and never shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from tm.language import Language
from tm.model import Term

POSSESSIVES = (
    "possessive-1",
    "possessive-2",
    "possessive-3",
    "possessive-1-plural",
    "possessive-2-plural",
)
"""The features of possession, in the order of a grammar; languages that don't mark it on the noun have no such form."""
JOINS = "-'’"
"""What may join an ending to a foreign name."""
_THEIRS = POSSESSIVES[2]
_SAMPLE = 200
"""Words whose paradigms are looked at."""
_RARE = 100
"""For each so many words of the sample one more word must have an ending: large samples hold odd words."""
_STEM = 3
"""Letters that stay at least."""


class Stemmer:
    """Takes the endings of a language off its words."""

    def __init__(self, endings: Iterable[str]) -> None:
        """Take the endings, folded."""
        self._endings = frozenset(endings) - {""}
        self._longest = max(map(len, self._endings), default=0)
        self._stems: dict[str, str] = {}

    def stem(self, word: str) -> str:
        """Return the stem of a folded word: its endings are taken off, the longest first, until none is left."""
        if word not in self._stems:
            self._stems[word] = self._cut(word)
        return self._stems[word]

    def _cut(self, word: str) -> str:
        while True:
            lengths = range(min(self._longest, len(word) - _STEM), 0, -1)
            length = next((length for length in lengths if word[-length:] in self._endings), 0)
            if not length:
                return word
            word = word[:-length].rstrip(JOINS)


def learn(language: Language, words: Iterable[str]) -> Stemmer:
    """Return a stemmer that knows the endings of a sample of words, given as they are written, commonest first."""
    sample = list(islice(words, _SAMPLE))
    seen = Counter(ending for word in sample for ending in set(_endings(word, language)))
    return Stemmer(ending for ending, number in seen.items() if number > len(sample) // _RARE)


def _endings(word: str, language: Language) -> Iterator[str]:
    forms = [language.fold(form) for form in _forms(word, language)]
    same = same_letters(forms)
    if same >= _STEM:
        yield from (form[same:] for form in forms)


def same_letters(texts: Sequence[str]) -> int:
    """Return how many letters all texts have in common at their start."""
    first, last = min(texts), max(texts)
    differ = (at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    return next(differ, min(len(first), len(last)))


def _forms(word: str, language: Language) -> Iterator[str]:
    """Yield the paradigm of a word, and once more with the possessive of the third person, which names are full of."""
    morphology = language.morphology()
    term = Term(text=word, language=language.code)
    yield word
    for form in morphology.paradigm(term):
        yield form.text
        theirs = morphology.inflect(term, (form.features[0], _THEIRS, *form.features[1:]))
        if theirs:
            yield theirs
