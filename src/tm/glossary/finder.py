"""Finding the glossary's terms in a text, in all their forms.

The stems of all terms stand in one automaton; where one is found at the start of a word, the rest of the word is looked
up among the endings of that stem. What a hit means (a forbidden word, a missing one) is the linter's to say, and which
forms a term has is the language's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

import ahocorasick_rs
import msgspec

from tm.glossary.reading import Reading, read, runs_stay, without_signs
from tm.language import Endings, Language
from tm.model import CaseRule, Concept, Span, Term
from tm.text.normalize import fold, normalize
from tm.text.remembered import Remembered

_REST = re.compile(r"[^\W_]*+(?:[-'][^\W_]++)*+(?!_\w)")
"""What follows a stem within its word, hyphens and apostrophes included; no match inside an identifier."""
_AFTER_WORD = frozenset({"", *" .,;:!?)"})
"""What ends a word for sure: no ending and no separator begins so."""
_SEPARATOR = re.compile(r"[ -]")
_REMEMBERED = 1 << 16
_RUN, _NO_LETTER = re.compile(r"[^\W_]+"), re.compile(r"[\W_]")


class TermHit(msgspec.Struct, frozen=True, gc=False):
    """A term found in a text."""

    concept: Concept
    term: Term
    span: Span
    """Where it stands in the text as it was given, ending included."""
    certain: bool
    """False where the form is usually another word; show such a hit, enforce nothing."""


class _Entry(msgspec.Struct, frozen=True):
    """What is known of one stem of one term."""

    number: int
    """Of the term, among all terms of the finder."""
    concept: Concept
    term: Term
    endings: Endings
    certain: bool
    listed: frozenset[str]
    """The term as the glossary writes it and its pinned forms, folded."""
    faithful: bool
    """False for another spelling, such as a hyphen where the glossary has a space."""
    capitals: str
    """The term as it is written, where its capitals matter; else the empty string."""


class _Match(msgspec.Struct, frozen=True, gc=False):
    """A stem with an ending that it takes."""

    concept: Concept
    term: Term
    certain: bool
    length: int
    """Of the ending."""
    capitals: str
    """As in `_Entry`."""
    order: tuple[int, int, bool]
    """Which of the matches in one place comes first: negative rank, number of the term, False for a certain one.

    The rank is 2 for a form the glossary lists, 1 for other forms, 0 for other spellings.
    """


_Candidate = tuple[int, int, tuple[int, int, bool], _Match]
"""Where a term stands in the original text: start and *negative* end, so that the longest sorts first; order; match."""
_ORDER = itemgetter(0, 1, 2)
_PLACE = itemgetter(0, 1)


class TermFinder:
    """All terms of one language, ready to be found. Made once for many texts."""

    def __init__(self, concepts: Sequence[Concept], language: Language) -> None:
        """Prepare the terms that the concepts have in the language; others are ignored."""
        self._language = language
        entries: dict[str, list[_Entry]] = defaultdict(list)
        terms = [(concept, term) for concept in concepts for term in concept.in_language(language.code)]
        for number, (concept, term) in enumerate(terms):
            for stem, entry in _entries(number, concept, term, language):
                entries[stem].append(entry)
        self._stems = list(entries)
        self._entries = list(entries.values())
        self._automaton = ahocorasick_rs.AhoCorasick(self._stems, matchkind=ahocorasick_rs.MatchKind.Standard)
        self._matches = lru_cache(_REMEMBERED)(self._look_up)
        self._bare = [self._look_up(index, "") for index in range(len(self._stems))]
        self._first_words = {stem.partition(" ")[0] for stem in self._stems if " " in stem}
        self._begins = Remembered(self._may_begin)

    def find(self, text: str, pieces: Sequence[str] = ()) -> list[TermHit]:
        """Return the terms in the text from left to right; quicker where the text's pieces (`str.split`) are known.

        A term inside a longer one is not reported. Where several terms stand in the same place all are, except that a
        term found as the glossary writes it displaces those of which the words would be a form or another spelling.
        """
        candidates = self._candidates(read(text, self._language, pieces))
        return [_hit(candidate) for candidate in _chosen(candidates)]

    def may_begin(self, piece: str) -> bool:
        """Tell whether a term may begin in a piece of a text (`str.split`); in a text without one `find` finds nothing.

        It does where it stands in the piece, or where the piece ends with its first word.
        """
        return self._begins[piece]

    def _may_begin(self, piece: str) -> bool:
        reading = read(piece, self._language, (piece,))
        if reading.folded.isalnum() and not reading.moved:
            return reading.folded in self._first_words or bool(self._candidates(reading))
        if not runs_stay(piece):
            return True
        starts = [0, *(sign.end() for sign in _NO_LETTER.finditer(reading.folded))]
        begun = any(reading.folded[start:] in self._first_words for start in starts)
        return begun or bool(self._candidates(reading))

    def stems(self) -> Iterator[tuple[int, str]]:
        """Yield number and stem of all terms, those of the language counted from 0 in the order of the concepts."""
        return (
            (entry.number, stem) for stem, entries in zip(self._stems, self._entries, strict=True) for entry in entries
        )

    def find_all(self, texts: Iterable[str]) -> Iterator[list[TermHit]]:
        """Yield what `find` returns for each text in turn."""
        return map(self.find, texts)

    def _candidates(self, reading: Reading) -> list[_Candidate]:
        found: list[_Candidate] = []
        text, shown, moved = reading.folded, reading.shown, reading.moved
        bare, after_word = self._bare, _AFTER_WORD
        for index, start, stop in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if start and text[start - 1] != " " and _inside_word(text, start):
                continue
            if text[stop : stop + 1] in after_word:
                matches = bare[index]
            else:
                rest = _REST.match(text, stop)
                matches = self._matches(index, rest[0]) if rest else ()
            for match in matches:
                end = stop + match.length
                if not match.capitals or _capitals_fit(match.capitals, shown[start:end], match.term.case):
                    first, last = reading.original(start, end) if moved else (start, end)
                    found.append((first, -last, match.order, match))
        return found

    def _look_up(self, index: int, rest: str) -> tuple[_Match, ...]:
        """Return what a stem followed by the rest of its word may be."""
        best: dict[tuple[int, int], _Match] = {}
        for entry in self._entries[index]:
            length = _longest(rest, entry.endings)
            if length is None:
                continue
            rank = 2 if self._stems[index] + rest[:length] in entry.listed else int(entry.faithful)
            match = _match(entry, length, rank)
            place = entry.number, length
            best[place] = min(best.get(place, match), match, key=_order)
        return tuple(best.values())


def first_run(text: str) -> str:
    """Return the first letters and digits of a text that nothing divides, `""` where there are none."""
    run = _RUN.search(text)
    return run[0] if run else ""


def _match(entry: _Entry, length: int, rank: int) -> _Match:
    order = (-rank, entry.number, not entry.certain)
    return _Match(entry.concept, entry.term, entry.certain, length, entry.capitals, order)


def _order(match: _Match) -> tuple[int, int, bool]:
    return match.order


def _entries(number: int, concept: Concept, term: Term, language: Language) -> Iterator[tuple[str, _Entry]]:
    text = without_signs(fold(term.text, language))
    listed = frozenset({text, *(without_signs(fold(form, language)) for form in term.forms)})
    marks = _SEPARATOR.findall(text)
    capitals = "" if term.case is CaseRule.ANY else without_signs(normalize(term.text))
    for pattern in language.morphology().patterns(term):
        faithful = pattern.stem in listed or _SEPARATOR.findall(pattern.stem) == marks
        yield (
            without_signs(pattern.stem),
            _Entry(number, concept, term, pattern.endings, pattern.certain, listed, faithful, capitals),
        )


def _inside_word(text: str, start: int) -> bool:
    """Tell whether a letter, or a letter and an apostrophe or underscore, stands right before."""
    before = text[start - 1]
    return before.isalnum() or (before in "'_" and text[start - 2 : start - 1].isalnum())


def _longest(rest: str, endings: Endings) -> int | None:
    """Return how much of the rest of a word is an ending: all, or all up to some hyphen; None where neither is."""
    while rest not in endings:
        hyphen = rest.rfind("-")
        if hyphen < 0:
            return None
        rest = rest[:hyphen]
    return len(rest)


@lru_cache(maxsize=1 << 14)
def _capitals_fit(written: str, shown: str, rule: CaseRule) -> bool:
    """Tell whether the words found have the capitals the term asks for; letters that differ (endings) are free."""
    words = zip(_SEPARATOR.split(written), _SEPARATOR.split(shown), strict=False)
    return all(_word_fits(word, found, exact=rule is CaseRule.EXACT) for word, found in words)


def _word_fits(word: str, found: str, *, exact: bool) -> bool:
    for wanted, letter in zip(word, found, strict=False):
        if wanted == letter:
            continue
        if wanted.isupper() == letter.isupper():
            break
        if exact or wanted.isupper():
            return False
    return True


def _chosen(candidates: list[_Candidate]) -> list[_Candidate]:
    """Return the candidates that no longer one contains, in order; only a certain one hides a certain one."""
    if len(candidates) < 2 or not _overlap(candidates):  # noqa: PLR2004 - one overlaps no other
        return candidates
    candidates.sort(key=_ORDER)
    chosen: list[_Candidate] = []
    certain_to = doubtful_to = 0
    for candidate in _best(candidates):
        end, certain = -candidate[1], candidate[3].certain
        if (chosen and _PLACE(chosen[-1]) == _PLACE(candidate)) or end > (certain_to if certain else doubtful_to):
            chosen.append(candidate)
        else:
            continue
        doubtful_to = max(doubtful_to, end)
        certain_to = max(certain_to, end) if certain else certain_to
    return chosen


def _overlap(candidates: list[_Candidate]) -> bool:
    done = 0
    for start, minus_end, _, _ in candidates:
        if start < done:
            return True
        done = -minus_end
    return False


def _best(candidates: list[_Candidate]) -> Iterator[_Candidate]:
    """Yield of the sorted candidates in one place those of the highest rank, each term once."""
    before: _Candidate | None = None
    for candidate in candidates:
        if before is None or _PLACE(before) != _PLACE(candidate):
            rank = candidate[2][0]
        elif candidate[2][0] != rank or candidate[2][1] == before[2][1]:
            continue
        before = candidate
        yield candidate


def _hit(candidate: _Candidate) -> TermHit:
    start, minus_end, _, match = candidate
    return TermHit(match.concept, match.term, Span(start, -minus_end), match.certain)
