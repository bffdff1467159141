"""Runs of words in texts that may be terms: names, recurring phrases, abbreviations and what they stand for.

A run is known by the stems of its words, so that its inflected forms count as one. Whether a run is worth a place in
the glossary is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

import msgspec

from tm.errors import Place
from tm.glossary.endings import Stemmer
from tm.language import Language
from tm.text.normalize import normalize
from tm.text.tokens import word_spans

LONGEST = 6
"""Words that a run has at most; an expansion of an abbreviation may be longer."""
_NAME_LONGEST = 8
_INNER = 2
"""Function words that a name may have in a row: *Office of the Commissioner*."""
_JOINS = re.compile(r"[ \u00a0]")
_SENTENCE = re.compile(r"[.!?:;…]|^$|^\W*[«“„\"]")
_SHOUTED = 0.6
"""A stretch with a larger share of words in capitals is a heading, not a list of abbreviations."""
_SHORT = 2
_APART = re.compile(r"['’-]")
_LONG = 10
"""Letters that an abbreviation has at most."""

Key = tuple[str, ...]
"""The stems of a run, function words as they are."""


class Passage(msgspec.Struct, frozen=True):
    """A text to look through."""

    text: str
    file: str
    place: Callable[[int], Place]
    """Return where a character of the text stands."""


class Kind(StrEnum):
    """What a run looks like."""

    NAME = "name"
    """All its words that mean something have capitals."""
    PHRASE = "phrase"
    ABBREVIATION = "abbreviation"


class Mention(NamedTuple):
    """One occurrence of a run."""

    key: Key
    kind: Kind
    text: str
    """Normalised: single spaces."""
    passage: int
    start: int
    end: int
    opens: bool
    """True at the start of a sentence, where a capital says nothing."""
    core: Key = ()
    """The words with capitals at the start or the end of a phrase that has both kinds; empty where there are none."""


class Expansion(NamedTuple):
    """An abbreviation and the words it stands for, one of them in brackets behind the other."""

    short: str
    mention: Mention


class _About(NamedTuple):
    """What is the same wherever a word stands."""

    text: str
    """Normalised."""
    folded: str
    stem: str
    empty: bool
    """True for a function word."""
    capital: bool
    month: bool


class _Word(NamedTuple):
    text: str
    folded: str
    stem: str
    empty: bool
    """True for a function word."""
    capital: bool
    month: bool
    start: int
    end: int
    opens: bool
    """True where a sentence begins."""


class Reader:
    """Texts of one language, cut into words."""

    def __init__(self, language: Language, stemmer: Stemmer, passages: Sequence[Passage]) -> None:
        """Take the language, a stemmer for it and the texts; mentions count the texts from 0."""
        self._language = language
        self._stemmer = stemmer
        self._months = {stemmer.stem(name) for names in language.months for name in names}
        self._about: dict[str, _About] = {}
        self._texts = [(passage.text, list(self._stretches(passage.text))) for passage in passages]

    def mentions(self) -> Iterator[Mention]:
        """Yield all runs of words that may be terms, overlapping ones too, and all abbreviations."""
        for number, (_, stretches) in enumerate(self._texts):
            for words in stretches:
                yield from _runs(words, number)
                if not _shouted(words):
                    yield from (_abbreviation(word, number) for word in words if _short(word.text))

    def small_words(self) -> Iterator[str]:
        """Yield the stems of all words without a capital, as often as they occur."""
        return (word.stem for _, stretches in self._texts for words in stretches for word in words if not word.capital)

    def expansions(self) -> Iterator[Expansion]:
        """Yield the abbreviations that stand in brackets behind what they stand for, and the other way round."""
        for number, (text, stretches) in enumerate(self._texts):
            for before, after in pairwise(stretches):
                if text[before[-1].end : after[0].start].strip() == "(":
                    yield from self._expansions(before, after, number)

    def _expansions(self, before: Sequence[_Word], after: Sequence[_Word], number: int) -> Iterator[Expansion]:
        """Yield what brackets say of an abbreviation: `after` is what they begin with, `before` stands before them."""
        for short, runs in ((_short(after[0].text), _tails(before)), (_short(before[-1].text), [after])):
            found = next((run for run in runs if _stands_for(self._language.fold(short), run)), None)
            if short and found:
                yield Expansion(short, _mention(found, Kind.NAME, number))

    def _stretches(self, text: str) -> Iterator[list[_Word]]:
        """Cut a text where something other than a space stands between two words."""
        stretch: list[_Word] = []
        end = 0
        for span in word_spans(text):
            between = text[end : span.start]
            if stretch and not _JOINS.fullmatch(between):
                yield stretch
                stretch = []
            opens = end == 0 or (not stretch and bool(_SENTENCE.search(between.strip())))
            stretch.append(self._word(text[span.start : span.end], span.start, opens=opens))
            end = span.end
        if stretch:
            yield stretch

    def _word(self, text: str, start: int, *, opens: bool) -> _Word:
        about = self._about.get(text) or self._look_at(text)
        return _Word(*about, start, start + len(text), opens)

    def _look_at(self, text: str) -> _About:
        shown = normalize(text)
        folded = self._language.fold(shown)
        stem = self._stemmer.stem(folded)
        empty, month = folded in self._language.function_words, stem in self._months
        self._about[text] = _About(shown, folded, stem, empty, shown[0].isupper(), month)
        return self._about[text]


def _runs(words: Sequence[_Word], number: int) -> Iterator[Mention]:
    for first, word in enumerate(words):
        if word.empty:
            continue
        longest = _NAME_LONGEST if word.capital else LONGEST
        for last in range(first, min(first + longest, len(words))):
            if words[last].empty or words[last].text[0].isdigit():
                continue
            run = words[first : last + 1]
            kind = _kind(run)
            if kind:
                yield _mention(run, kind, number)


def _mention(run: Sequence[_Word], kind: Kind, number: int) -> Mention:
    start, end = run[0].start, run[-1].end
    core = _key(_core(run)) if kind is Kind.PHRASE else ()
    return Mention(_key(run), kind, " ".join(word.text for word in run), number, start, end, run[0].opens, core)


def _key(run: Sequence[_Word]) -> Key:
    return tuple(word.folded if word.empty else word.stem for word in run)


def _core(run: Sequence[_Word]) -> Sequence[_Word]:
    """Return the words with capitals at the end of a phrase, or else at its start."""
    small = [at for at, word in enumerate(run) if not word.capital]
    return run[small[-1] + 1 :] or run[: small[0]] if small else ()


def _kind(run: Sequence[_Word]) -> Kind | None:
    """Return what a run looks like, None where it can't be a term."""
    if len(run) == 1:
        return _kind_alone(run[0])
    full = [word for word in run if not word.empty]
    letters = [word for word in full if word.text[0].isalpha()]
    if len(letters) < _SHORT or not _dated(full) or _clipped(run):
        return None
    inner = _longest_empty(run)
    if inner <= _INNER and all(word.capital for word in letters):
        return Kind.NAME
    return Kind.PHRASE if len(run) - len(full) <= 1 and len(run) <= LONGEST else None


def _kind_alone(word: _Word) -> Kind | None:
    plain = word.capital and not word.month and len(word.text) > 1
    return Kind.NAME if plain and not _short(word.text) else None


def _dated(full: Sequence[_Word]) -> bool:
    """Tell whether a run has no number, or one beside a month and other words: *20 January tragedy*."""
    numbers = sum(1 for word in full if word.text[0].isdigit())
    months = sum(1 for word in full if word.month)
    return numbers <= months <= 1 and numbers + months < len(full)


def _clipped(run: Sequence[_Word]) -> bool:
    """Tell whether a run begins or ends with a single letter."""
    return min(len(run[0].text), len(run[-1].text)) == 1 and not run[0].text.isdigit()


def is_solid(text: str) -> bool:
    """Tell whether a word is two names written as one: *MilliMajlis*."""
    inside = sum(1 for one, other in pairwise(text) if one.islower() and other.isupper())
    return bool(inside) and text[0].isupper() and text.isalpha()


def _longest_empty(run: Sequence[_Word]) -> int:
    longest = length = 0
    for word in run:
        length = length + 1 if word.empty else 0
        longest = max(longest, length)
    return longest


# --- abbreviations


def _short(text: str) -> str:
    """Return the abbreviation that a word is, without its endings; nothing where it is none."""
    head = _APART.split(text, maxsplit=1)[0]
    return head if _SHORT <= len(head) <= _LONG and head.isalpha() and head.isupper() else ""


def _shouted(words: Sequence[_Word]) -> bool:
    shouts = sum(1 for word in words if word.text.isupper() and word.text.isalpha())
    return len(words) > _SHORT and shouts / len(words) > _SHOUTED


def _abbreviation(word: _Word, number: int) -> Mention:
    text = _short(word.text)
    return Mention((text,), Kind.ABBREVIATION, text, number, word.start, word.start + len(text), opens=False)


def _tails(words: Sequence[_Word]) -> Iterator[Sequence[_Word]]:
    """Yield the last words of a stretch, ever more of them."""
    return (words[first:] for first in range(len(words) - 1, -1, -1) if not words[first].empty)


def _stands_for(short: str, run: Sequence[_Word]) -> bool:
    """Tell whether the initials of a run make the abbreviation, folded; function words may have none."""
    full = "".join(word.folded[0] for word in run if not word.empty)
    return len(run) > 1 and short in {full, "".join(word.folded[0] for word in run)}
