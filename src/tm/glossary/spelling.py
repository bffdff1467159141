"""Finding terms that are spelt wrong: without diacritics, with letters of another alphabet, run together.

*Milli Meclisində*, *Avropa Şurаsı* with a Cyrillic а, *MilliMajlis*: words whose skeleton is that of a form of a term,
though they are not that form. Only words that nothing else explains are suspects.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from tm.glossary.finder import TermFinder, first_run
from tm.glossary.reading import without_signs
from tm.language import Language
from tm.model import Concept, Span, Term, TermStatus
from tm.text.lookalikes import skeleton
from tm.text.normalize import fold, folded, letters_stay, normalize

_GOOD = {TermStatus.PREFERRED, TermStatus.ADMITTED}
_FEWEST_LETTERS = 5
"""Shorter words are too easily another word."""
_HEAD = 4
"""Letters by which most words are told from what terms begin with."""
_RUN = re.compile(r"[^\W_]+")


class Misspelling(msgspec.Struct, frozen=True):
    """Words that look like a form of a term and are not."""

    concept: Concept
    term: Term
    span: Span
    """Where they stand in the text."""
    form: str | None
    """The form that is meant, None where several forms look like it."""


class _Target(msgspec.Struct, frozen=True):
    """What has one skeleton: the first term that has it, and the forms, as they are written and folded, of all."""

    concept: Concept
    term: Term
    forms: dict[str, str]


class _Shape(msgspec.Struct, frozen=True):
    """A skeleton that begins and ends with something else than letters: what stands before and behind its core."""

    before: str
    core: str
    behind: str


class _Skeletons:
    """The skeletons of the forms of terms, each made when a word turns up that one of its term's forms begins with."""

    def __init__(self, terms: Sequence[tuple[Concept, Term]], language: Language, finder: TermFinder) -> None:
        self._terms = terms
        self._language = language
        self._whole: defaultdict[str, set[int]] = defaultdict(set)
        """By the skeleton of the first word: the terms that begin with it."""
        self._begun: defaultdict[str, set[int]] = defaultdict(set)
        """By the skeleton of the first letters, spaces left out: the terms that begin so."""
        self._made: set[int] = set()
        """The terms whose forms have been made."""
        self._runs: dict[str, str] = {}
        """The one run of letters in all forms that has this skeleton; empty where there are more."""
        self._shapes: dict[str, dict[_Shape, dict[int, dict[str, str]]]] = defaultdict(dict)
        """By core and shape: the forms of each term."""
        self.longest = 0
        """How many runs of letters a form has at most."""
        self._prepare(finder)

    def _prepare(self, finder: TermFinder) -> None:
        wanted = {number for number, (_, term) in enumerate(self._terms) if _is_wanted(term)}
        for number, stem in finder.stems():
            if number in wanted:
                bones = skeleton(stem)
                self._begun[first_run(bones.replace(" ", ""))].add(number)
                first = first_run(bones)
                if bones.partition(first)[2]:
                    self._whole[first].add(number)
        self._lengths = sorted(set(map(len, self._begun)))
        self._heads = {start[:_HEAD] for start in self._begun}
        self._head_lengths = sorted(set(map(len, self._heads)))
        for number in sorted(number for number in wanted if _is_odd(self._terms[number][1])):
            list(self._add(number))

    def meet(self, run: str) -> list[str]:
        """Make the forms that begin like a run of letters (a skeleton); return the skeletons of runs in new ones."""
        if run not in self._whole and self._heads.isdisjoint([run[:length] for length in self._head_lengths]):
            return []
        begun = {run[:length] for length in self._lengths}
        numbers = {number for start in begun for number in self._begun.pop(start, ())}
        numbers = numbers.union(self._whole.pop(run, ())) - self._made
        return [bones for number in sorted(numbers) for bones in self._add(number)]

    def explains(self, run: str, folded_run: str) -> bool:
        """Tell whether no form has a run of letters with this skeleton that is spelt otherwise."""
        return self._runs.get(run, folded_run) == folded_run

    def targets(self, text: str, runs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, _Target]]:
        """Yield the skeletons in a text (itself one) with their places; `runs` are its runs of letters."""
        for number, (first, _) in enumerate(runs):
            for _, last in runs[number : number + self.longest]:
                for shape, forms in self._shapes.get(text[first:last], {}).items():
                    start, end = first - len(shape.before), last + len(shape.behind)
                    if start >= 0 and text[start:first] == shape.before and text[last:end] == shape.behind:
                        yield start, end, self._target(forms)

    def _target(self, forms: dict[int, dict[str, str]]) -> _Target:
        concept, term = self._terms[min(forms)]
        return _Target(concept, term, {form: text for number in sorted(forms) for form, text in forms[number].items()})

    def _add(self, number: int) -> Iterator[str]:
        """Make the forms of a term; yield the skeletons of their runs of letters."""
        self._made.add(number)
        term = self._terms[number][1]
        for form in {form.text: None for form in self._language.morphology().paradigm(term)} or {term.text: None}:
            text = fold(form, self._language)
            runs = _RUN.findall(text)
            for run in runs:
                yield self._note(skeleton(run), run)
            for run in sorted(set(_RUN.findall(text.replace(" ", ""))).difference(runs)):
                yield self._note(skeleton(run), "")
            self.longest = max(self.longest, len(runs))
            bones = skeleton(text)
            for spelling in {bones, bones.replace(" ", "")}:
                shape = _shape(spelling)
                self._shapes[shape.core].setdefault(shape, {}).setdefault(number, {})[form] = text

    def _note(self, bones: str, run: str) -> str:
        if self._runs.setdefault(bones, run) != run:
            self._runs[bones] = ""
        return bones


class SpellingFinder:
    """All good terms of one language, ready to be recognised in wrong spellings."""

    def __init__(self, concepts: Sequence[Concept], language: Language, finder: TermFinder) -> None:
        """Prepare the terms; `finder` knows the right spellings of the same concepts."""
        self._language = language
        self._finder = finder
        terms = [(concept, term) for concept in concepts for term in concept.in_language(language.code)]
        self._skeletons = _Skeletons(terms, language, finder)
        self.doubted: Callable[[Iterable[str]], None] | None = None
        """Is told the pieces of which `is_suspect` no longer holds what it said, since another word was met."""
        self._pieces: defaultdict[str, list[str]] = defaultdict(list)
        """By the skeletons of the runs of letters in them: the pieces of texts that were looked at."""

    def find(self, text: str) -> list[Misspelling]:
        """Return the misspelt terms of a text, from left to right, the longest where several overlap."""
        prepared = folded(text, self._language)
        bones = skeleton(prepared.text)
        runs = [run.span() for run in _RUN.finditer(bones)]
        self._meet(bones[first:last] for first, last in runs)
        found = [one for one in self._skeletons.targets(bones, runs) if _is_whole(prepared.text, one[0], one[1])]
        if not found:
            return []
        known = [hit.span for hit in self._finder.find(text)]
        suspects = []
        for start, end, target in _longest(found):
            span = Span(*prepared.original(start, end))
            if prepared.text[start:end] not in target.forms.values() and not any(_overlap(span, one) for one in known):
                form = next(iter(target.forms)) if len(target.forms) == 1 else None
                suspects.append(Misspelling(target.concept, target.term, span, form))
        return suspects

    def is_suspect(self, piece: str) -> bool:
        """Tell whether a piece of a text (`str.split`) may be one of a term in a wrong spelling.

        In a text without such a piece `find` finds nothing.
        """
        if not letters_stay(piece):
            return True
        small = self._language.fold(piece)
        shape = skeleton(small)
        runs, bones = ([small], [shape]) if small.isalnum() else (_RUN.findall(small), _RUN.findall(shape))
        self._meet(bones)
        for run in bones:
            self._pieces[run].append(piece)
        return not all(self._skeletons.explains(*pair) for pair in zip(bones, runs, strict=True))

    def _meet(self, runs: Iterable[str]) -> None:
        """Make the forms that begin like these runs of letters; what was thought of other words may be wrong then."""
        for run in runs:
            for bones in self._skeletons.meet(run):
                pieces = self._pieces.pop(bones, ())
                if self.doubted and pieces:
                    self.doubted(pieces)


def _is_wanted(term: Term) -> bool:
    return term.status in _GOOD and not term.abbreviation and sum(map(str.isalpha, term.text)) >= _FEWEST_LETTERS


def _is_odd(term: Term) -> bool:
    """Tell whether a form may begin otherwise than what the finder looks for."""
    return bool(term.not_forms) or without_signs(normalize(term.text)) != normalize(term.text)


def _shape(spelling: str) -> _Shape:
    first, last = spelling.find(first_run(spelling)), len(spelling)
    while last and not spelling[last - 1].isalnum():
        last -= 1
    return _Shape(spelling[:first], spelling[first:last], spelling[last:])


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
