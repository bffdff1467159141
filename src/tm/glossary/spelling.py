"""Finding terms that are spelt wrong: without diacritics, with letters of another alphabet, run together.

*Milli Meclisində*, *Avropa Şurаsı* with a Cyrillic а, *MilliMajlis*: words whose skeleton is that of a form of a term,
though they are not that form. Only words that nothing else explains are suspects.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import ahocorasick_rs
import msgspec

from tm.glossary.finder import TermFinder
from tm.language import Language
from tm.model import Concept, Span, Term, TermStatus
from tm.text.lookalikes import skeleton
from tm.text.normalize import fold, folded

_GOOD = {TermStatus.PREFERRED, TermStatus.ADMITTED}
_FEWEST_LETTERS = 5
"""Shorter words are too easily another word."""


class Misspelling(msgspec.Struct, frozen=True):
    """Words that look like a form of a term and are not."""

    concept: Concept
    term: Term
    span: Span
    """Where they stand in the text."""
    form: str | None
    """The form that is meant, None where several forms look like it."""


class _Target(msgspec.Struct):
    concept: Concept
    term: Term
    forms: dict[str, None]


class SpellingFinder:
    """All good terms of one language, ready to be recognised in wrong spellings."""

    def __init__(self, concepts: Sequence[Concept], language: Language, finder: TermFinder) -> None:
        """Prepare the skeletons of all forms; `finder` knows the right spellings of the same concepts."""
        self._language = language
        self._finder = finder
        self._targets: dict[str, _Target] = {}
        for concept in concepts:
            for term in concept.in_language(language.code):
                if (
                    term.status in _GOOD
                    and not term.abbreviation
                    and sum(map(str.isalpha, term.text)) >= _FEWEST_LETTERS
                ):
                    self._add(concept, term)
        self._skeletons = list(self._targets)
        self._automaton = ahocorasick_rs.AhoCorasick(self._skeletons, matchkind=ahocorasick_rs.MatchKind.Standard)

    def find(self, text: str) -> list[Misspelling]:
        """Return the misspelt terms of a text, from left to right, the longest where several overlap."""
        prepared = folded(text, self._language)
        found = [
            (start, end, self._targets[self._skeletons[index]])
            for index, start, end in self._automaton.find_matches_as_indexes(skeleton(prepared.text), overlapping=True)
            if _is_whole(prepared.text, start, end)
        ]
        if not found:
            return []
        known = [hit.span for hit in self._finder.find(text)]
        suspects = []
        for start, end, target in _longest(found):
            span = Span(*prepared.original(start, end))
            forms = [form for form in target.forms if fold(form, self._language) != prepared.text[start:end]]
            if len(forms) == len(target.forms) and not any(_overlap(span, other) for other in known):
                suspects.append(Misspelling(target.concept, target.term, span, forms[0] if len(forms) == 1 else None))
        return suspects

    def _add(self, concept: Concept, term: Term) -> None:
        forms = {form.text: None for form in self._language.morphology().paradigm(term)} or {term.text: None}
        for form in forms:
            bones = skeleton(fold(form, self._language))
            for spelling in {bones, bones.replace(" ", "")}:
                target = self._targets.setdefault(spelling, _Target(concept, term, {}))
                target.forms[form] = None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether no letter or digit touches the range."""
    return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()


def _longest(found: Sequence[tuple[int, int, _Target]]) -> Iterator[tuple[int, int, _Target]]:
    """Yield the matches that no longer one overlaps."""
    free = 0
    for start, end, target in sorted(found, key=lambda match: (match[0], -match[1])):
        if start >= free:
            free = end
            yield start, end, target


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
