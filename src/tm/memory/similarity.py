"""The match score: how much of a stored text can be used for a new one, and what the number hides.

Works on two texts of one language and knows no store. `docs/matching.md` explains the score with examples.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from math import floor
from types import MappingProxyType

import msgspec
from rapidfuzz.distance import Levenshtein

from tm.language import Language
from tm.memory.tags import MARKUP, marks, only, same, without_markup
from tm.model import Tag
from tm.text.normalize import normalize
from tm.text.numbers import find_numbers
from tm.text.tokens import words

EXACT = 100
"""The score of two texts that are equal after normalisation."""
CAPPED = 84
"""The most that a pair with a different meaning can reach: below every band that is used without reading."""
BOTH_SIDES = "same context before and after"
ONE_SIDE = "same context on one side"
ALMOST = 99
SAME_WORDS = 95
"""The least that a pair with the same words can reach: only punctuation, capitals or placeholders differ."""
_ROUNDING = 1e-9
_MONTH = "month:"
_SHORT_STEM = 3
_LONGEST_ENDING = 4
_REMEMBERED = 1 << 14
_PLACEHOLDER = re.compile(r"\{[^{}\s]*\}|%(?:\(\w+\)|\d+\$)?[sdifuxg](?!\w)|%\d+(?!\d)|&\w+;|</?[A-Za-z][^<>]*>")
_SIGNS = re.compile(r"[<{%&]")


class Kind(StrEnum):
    """In what two texts differ."""

    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    CONCEPT = "concept"
    TAGS = "tags"
    """Inline markup: other tags, or the same ones in other places."""
    PLACEHOLDERS = "placeholders"
    PUNCTUATION = "punctuation"
    CAPITALS = "capitals"
    SPELLING = "spelling"
    """Letters that the language counts as one, as ё and е."""


_CHANGES_MEANING = frozenset({Kind.NUMBER, Kind.DATE, Kind.NEGATION, Kind.CONCEPT})


class Difference(msgspec.Struct, frozen=True):
    """One thing that a stored text says otherwise than the text asked for."""

    kind: Kind
    asked: tuple[str, ...] = ()
    """What only the text asked for has: numbers, words or concept ids."""
    stored: tuple[str, ...] = ()
    """What only the stored text has."""

    @property
    def changes_meaning(self) -> bool:
        """True for the differences that cap the score."""
        return self.kind in _CHANGES_MEANING

    def explain(self, said: Callable[[str], str] = str) -> str:
        """Return it as `number 1993 → 1992`: what is asked for, then what is stored; `said` translates the kind."""
        kind = said(self.kind.value)
        if not self.asked and not self.stored:
            return kind
        return f"{kind} {', '.join(self.asked) or '–'} → {', '.join(self.stored) or '–'}"

    def __str__(self) -> str:
        """Render as a program reads it."""
        return self.explain()


class Penalty(msgspec.Struct, frozen=True):
    """Points taken off for where a match comes from."""

    points: int
    """0 or more."""
    reason: str


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """How well a stored text serves, and why."""

    total: int
    """0 to 102, penalties taken off; what a threshold is compared with."""
    base: int
    """The total before penalties: 100 for equal texts, a point more for each equal neighbour, below 100 all else."""
    words: float
    """Similarity of the word sequences, 0 to 100."""
    characters: float
    """Similarity of the characters, 0 to 100."""
    differences: tuple[Difference, ...] = ()
    penalties: tuple[Penalty, ...] = ()

    def explain(self, said: Callable[[str], str] = str) -> str:
        """Return the score as a sum with its reasons: `92 = 97 − 5 (unreviewed)`, `84 (number 1993 → 1992)`.

        `said` translates the words; a program that reads the reasons gets them as they are.
        """
        reasons = [difference.explain(said) for difference in self.differences]
        if self.base > EXACT:
            reasons.append(said(BOTH_SIDES if self.base > EXACT + 1 else ONE_SIDE))
        taken = "".join(f" − {penalty.points} ({penalty.reason})" for penalty in self.penalties)
        text = f"{self.total} = {self.base}{taken}" if taken else str(self.total)
        return f"{text} ({'; '.join(reasons)})" if reasons else text


class Prepared(msgspec.Struct, frozen=True):
    """A text made ready to be compared; made once, compared often."""

    normal: str
    """The normalised text, inline markup left out."""
    folded: str
    """The same, folded by its language."""
    words: tuple[str, ...]
    """The folded words, placeholders left out."""
    marks: tuple[Tag, ...] = ()
    """The inline markup (`tm.memory.tags.marks`)."""


class Criteria(msgspec.Struct, frozen=True):
    """What else two texts may differ in; knowledge that the caller has and the language alone has not."""

    concepts: Callable[[str], Iterable[str]] | None = None
    """Gives the ids of the glossary concepts named in a text of the language."""
    negates: Callable[[str, str], bool] | None = None
    """Tells whether two folded words differ in a negation alone, as *edir* and *etmir* do."""


def prepare(text: str, language: Language, tags: Sequence[Tag] = ()) -> Prepared:
    """Return the text ready to be compared; `tags` are those that stand beside it."""
    prepared = prepare_normal(normalize(text), language)
    return msgspec.structs.replace(prepared, marks=marks(text, tags)) if tags else prepared


def prepare_normal(normal: str, language: Language) -> Prepared:
    """Return a text that is normalised already ready to be compared."""
    text, written = without_markup(normal) if MARKUP in normal else (normal, ())
    folded = language.fold(text)
    return Prepared(text, folded, tuple(words(_without_placeholders(folded))), written)


def score(asked: str, stored: str, language: Language, *, criteria: Criteria = Criteria()) -> Score:  # noqa: B008 - frozen
    """Return how well `stored` serves for `asked`, both in `language`, without context and penalties."""
    return compare(prepare(asked, language), prepare(stored, language), language, criteria=criteria)


def compare(asked: Prepared, stored: Prepared, language: Language, *, criteria: Criteria = Criteria()) -> Score:  # noqa: B008
    """Return how well a prepared text serves for another, without context and penalties."""
    return with_marks(compare_texts(asked, stored, language, criteria=criteria), asked.marks, stored.marks)


def compare_texts(asked: Prepared, stored: Prepared, language: Language, *, criteria: Criteria = Criteria()) -> Score:  # noqa: B008
    """Return how well one text serves for another, whatever their inline markup is."""
    if asked.normal == stored.normal:
        return Score(total=EXACT, base=EXACT, words=100.0, characters=100.0)
    of_words, of_characters = similarities(asked, stored)
    found = differences(asked, stored, language, criteria=criteria)
    total = blend(of_words, of_characters, same_words=asked.words == stored.words)
    if any(difference.changes_meaning for difference in found):
        total = min(total, CAPPED)
    return Score(total=total, base=total, words=of_words, characters=of_characters, differences=found)


def with_marks(score: Score, asked: Sequence[Tag], stored: Sequence[Tag]) -> Score:
    """Return the score of two texts with this inline markup: other markup costs an equal text one point."""
    if score.words < EXACT or same(asked, stored):
        return score
    total = min(score.base, ALMOST)
    named = (Difference(Kind.TAGS, *only(asked, stored)), *score.differences)
    return msgspec.structs.replace(score, total=total, base=total, differences=named)


def at_most(asked: Prepared, stored: Prepared) -> int:
    """Return the score before it is asked what the difference means: `compare_texts` gives this or less."""
    if asked.normal == stored.normal:
        return EXACT
    return blend(*similarities(asked, stored), same_words=asked.words == stored.words)


def similarities(asked: Prepared, stored: Prepared) -> tuple[float, float]:
    """Return the similarity of the words and of the characters, each 0 to 100: Levenshtein, every edit costs one.

    Where neither text has a word, the characters speak for the words, too.
    """
    of_characters = in_characters(asked.folded, stored.folded)
    if not asked.words and not stored.words:
        return of_characters, of_characters
    return 100 * Levenshtein.normalized_similarity(asked.words, stored.words), of_characters


def in_characters(asked: str, stored: str, *, at_least: float = 0.0) -> float:
    """Return the similarity of the characters of two folded texts, 0 to 100; 0 where it is below `at_least`."""
    return 100 * Levenshtein.normalized_similarity(asked, stored, score_cutoff=at_least / 100)


def blend(of_words: float, of_characters: float, *, same_words: bool) -> int:
    """Return the score of two unequal texts before caps: the mean, rounded down; 95 to 99 for the same words."""
    mean = floor((of_words + of_characters) / 2 + _ROUNDING)
    return min(ALMOST, max(SAME_WORDS, mean) if same_words and of_words == EXACT else mean)


def differences(asked: Prepared, stored: Prepared, language: Language, *, criteria: Criteria) -> tuple[Difference, ...]:
    """Return what can be named about the difference of two unequal texts, that which changes the meaning first."""
    if asked.words == stored.words:
        return tuple(_surface(asked, stored, language))
    found = [*_numbers(asked, stored, language), _negation(asked, stored, language, criteria.negates)]
    if criteria.concepts:
        ours, theirs = set(criteria.concepts(asked.normal)), set(criteria.concepts(stored.normal))
        found.append(_difference(Kind.CONCEPT, sorted(ours), sorted(theirs)))
    return tuple(difference for difference in found if difference)


def with_context(score: Score, *, before: bool, after: bool) -> Score:
    """Return the score with a point for each neighbour that is the same too; a score below 100 stays as it is."""
    if score.base < EXACT:
        return score
    base = EXACT + before + after
    return msgspec.structs.replace(score, base=base, total=base - _points(score.penalties))


def with_penalties(score: Score, penalties: Sequence[Penalty]) -> Score:
    """Return the score with these penalties instead of those it has; the total never falls below 0."""
    counted = tuple(penalty for penalty in penalties if penalty.points)
    return msgspec.structs.replace(score, penalties=counted, total=max(0, score.base - _points(counted)))


def _points(penalties: Iterable[Penalty]) -> int:
    return sum(penalty.points for penalty in penalties)


def _difference(
    kind: Kind, asked: Iterable[str], stored: Iterable[str], written: Mapping[str, str] = MappingProxyType({})
) -> Difference | None:
    """Return the difference of two bags of things, None where they hold the same; `written` says how to show one."""
    here, there = Counter(asked), Counter(stored)
    if here == there:
        return None
    only = ((here - there).elements(), (there - here).elements())
    return Difference(kind, *(tuple(written.get(thing, thing) for thing in things) for things in only))


def _numbers(asked: Prepared, stored: Prepared, language: Language) -> list[Difference | None]:
    """Compare numbers and months; numbers in another order differ, unless it may be a date turned round."""
    here, there = (_written_numbers(_without_placeholders(text.normal), language) for text in (asked, stored))
    ours, theirs = [value for value, _ in here], [value for value, _ in there]
    dated = any(value.startswith(_MONTH) for value in (*ours, *theirs))
    if sorted(ours) == sorted(theirs) and ours != theirs and not dated:
        return [Difference(Kind.NUMBER, tuple(w for _, w in here), tuple(w for _, w in there))]
    written = dict([*there, *here])
    months = _difference(Kind.DATE, _of_kind(ours, Kind.DATE), _of_kind(theirs, Kind.DATE), written)
    numbers = _difference(Kind.NUMBER, _of_kind(ours, Kind.NUMBER), _of_kind(theirs, Kind.NUMBER), written)
    return [numbers, months or _months(asked, stored, language)]


def _of_kind(values: Sequence[str], kind: Kind) -> list[str]:
    return [value for value in values if value.startswith(_MONTH) is (kind is Kind.DATE)]


def _written_numbers(text: str, language: Language) -> list[tuple[str, str]]:
    """Return what the numbers and months of a text mean, each with how it is written."""
    return [(n.value, text[n.span.start : n.span.end]) for n in find_numbers(text, language)]


def _months(asked: Prepared, stored: Prepared, language: Language) -> Difference | None:
    """Compare the months that stand without a number; a month differs only from another month."""
    ours, theirs = (
        {month: word for word in sorted(set(one.words) - set(other.words)) if (month := _month(word, language.months))}
        for one, other in ((asked, stored), (stored, asked))
    )
    if not ours or not theirs or ours.keys() == theirs.keys():
        return None
    return Difference(Kind.DATE, tuple(ours.values()), tuple(theirs.values()))


@lru_cache(_REMEMBERED)
def _month(word: str, months: tuple[tuple[str, ...], ...]) -> int | None:
    """Return the month a folded word names, from 1; a stem of two or three letters must be the whole word."""
    for month, stems in enumerate(months, 1):
        for stem in stems:
            rest = len(word) - len(stem)
            if word.startswith(stem) and (not rest or (len(stem) > _SHORT_STEM and rest <= _LONGEST_ENDING)):
                return month
    return None


def _without_placeholders(text: str) -> str:
    return _PLACEHOLDER.sub(" ", text) if _SIGNS.search(text) else text


def _negation(
    asked: Prepared,
    stored: Prepared,
    language: Language,
    negates: Callable[[str, str], bool] | None,
) -> Difference | None:
    here, there = Counter(asked.words), Counter(stored.words)
    only_here, only_there = list((here - there).elements()), list((there - here).elements())
    denied_here, denied_there = ([w for w in only if w in language.negations] for only in (only_here, only_there))
    if len(denied_here) != len(denied_there):
        return Difference(Kind.NEGATION, tuple(denied_here), tuple(denied_there))
    if negates is None:
        return None
    pairs = ((one, other) for one in only_here for other in only_there if negates(one, other))
    return next((Difference(Kind.NEGATION, (one,), (other,)) for one, other in pairs), None)


def _surface(asked: Prepared, stored: Prepared, language: Language) -> Iterable[Difference]:
    """Name the differences of two unequal texts with the same words."""
    ours, theirs = (_PLACEHOLDER.findall(text.normal) for text in (asked, stored))
    if placeholders := _difference(Kind.PLACEHOLDERS, ours, theirs):
        yield placeholders
    here, there = (" ".join(_without_placeholders(text.normal).split()) for text in (asked, stored))
    if language.fold(here) != language.fold(there):
        yield Difference(Kind.PUNCTUATION)
    elif here != there:
        yield Difference(Kind.CAPITALS if language.upper(here) == language.upper(there) else Kind.SPELLING)
