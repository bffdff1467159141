"""From subjects to cases: what several rules want to know of a text is found out once, and which rules it concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

import msgspec

from tm.glossary.finder import TermFinder, TermHit
from tm.glossary.spelling import SpellingFinder
from tm.language import Language
from tm.lint.concerns import Concerns, Question
from tm.lint.rule import Case, ChoosyRule, Rule, Side, Subject, Terminology, Where, in_address
from tm.model import Concept
from tm.text.placeholders import SIGNS, Mark, blanked, find_marks
from tm.text.tokens import words

AT_ONCE = 1_024
"""Cases that go through one step before the next: so many that changing from step to step costs little."""
_MARKS, _TERMS = 1, 2
"""The bits of the questions asked for every text; the rules' own come after them."""
_OWN = 2
"""How many there are of the former."""


class _Parts(msgspec.Struct, frozen=True, gc=False):
    """What was found out about one text."""

    concerns: int
    marks: tuple[Mark, ...]
    plain: str
    """The text with its marks blanked."""
    pieces: list[str]
    plain_pieces: list[str]
    terms: Sequence[TermHit]


class _Side(NamedTuple):
    """What is known beforehand of the texts on one side: the targets, or their sources."""

    concerns: Concerns
    finder: TermFinder | None


class _Direction(NamedTuple):
    """From one language into another."""

    target: _Side
    source: _Side
    terminology: Terminology


class CaseMaker:
    """The rules and the glossary, ready to make cases. Made once for many texts."""

    def __init__(self, rules: Sequence[Rule], concepts: Sequence[Concept]) -> None:
        """Take the rules to run and the concepts of the glossary."""
        self._triggers = [rule.trigger if isinstance(rule, ChoosyRule) else None for rule in rules]
        self._always = sum(1 << number for number, trigger in enumerate(self._triggers) if trigger is None)
        self._concepts = tuple(concepts)
        self._by_id = {concept.id: concept for concept in concepts}
        self._finders: dict[Language, TermFinder] = {}
        self._spellers: dict[Language, SpellingFinder] = {}
        self._directions: dict[tuple[Language, Language], _Direction] = {}
        self._of_targets: defaultdict[Language, list[Concerns]] = defaultdict(list)
        self._chosen: dict[int, tuple[int, ...]] = {}

    def prepare(self, languages: Iterable[Language]) -> None:
        """Make now what texts in these languages need: the first is the source's, the others are target languages."""
        first, *others = languages
        for language in others:
            self._direction(language, first)

    def cases(self, subjects: Iterable[Subject]) -> Iterator[Case]:
        """Yield subjects with what several rules want to know of them."""
        waiting = iter(subjects)
        while some := list(islice(waiting, AT_ONCE)):
            yield from self._cases(some)

    def _cases(self, subjects: Sequence[Subject]) -> Iterator[Case]:
        directions = [self._direction_of(subject) for subject in subjects]
        flags = [subject.flags for subject in subjects]
        targets = [subject.target.text for subject in subjects]
        sources = [subject.source.text if subject.source else "" for subject in subjects]
        here = _parts(targets, flags, [direction.target for direction in directions])
        there = _parts(sources, flags, [direction.source for direction in directions])
        return map(self._case, subjects, directions, here, there)

    def _case(self, subject: Subject, direction: _Direction, here: _Parts, there: _Parts) -> Case:
        concerns = here.concerns | there.concerns
        rules = self._chosen.get(concerns)
        return Case(
            target=subject.target,
            source=subject.source,
            rules=self._choose(concerns) if rules is None else rules,
            target_marks=here.marks,
            source_marks=there.marks,
            target_plain=here.plain,
            source_plain=there.plain,
            target_pieces=here.pieces,
            target_plain_pieces=here.plain_pieces,
            source_plain_pieces=there.plain_pieces,
            target_terms=here.terms,
            source_terms=there.terms,
            terminology=direction.terminology,
            date=subject.date,
            flags=subject.flags,
            alternatives=subject.alternatives,
            one_number=subject.one_number,
        )

    def _choose(self, concerns: int) -> tuple[int, ...]:
        """Return the numbers of the rules that a text concerns."""
        bits = self._always | concerns >> _OWN
        self._chosen[concerns] = tuple(number for number in range(len(self._triggers)) if bits >> number & 1)
        return self._chosen[concerns]

    def _direction_of(self, subject: Subject) -> _Direction:
        target = subject.target.language
        source = subject.source.language if subject.source else target
        return self._directions.get((target, source)) or self._direction(target, source)

    def _direction(self, target: Language, source: Language) -> _Direction:
        speller = self._speller(target)
        here, there = self._where(target, source), self._where(source, target)
        made = _Direction(
            _Side(self._concerns(here, Side.TARGET), self._finder(target)),
            _Side(self._concerns(there, Side.SOURCE), self._finder(source)),
            Terminology(concepts=self._by_id, words=here.words, speller=speller),
        )
        self._of_targets[target].append(made.target.concerns)
        self._directions[target, source] = made
        return made

    def _where(self, language: Language, other: Language) -> Where:
        finder, speller = self._finder(language), self._spellers.get(language)
        terms = [term for concept in self._concepts for term in concept.in_language(language.code)]
        return Where(
            language=language,
            other=other,
            words=frozenset(word for term in terms for word in words(term.text)),
            names_term=finder.may_begin if finder else _never,
            misspells_term=speller.is_suspect if speller else _never,
        )

    def _concerns(self, where: Where, side: Side) -> Concerns:
        own = (Question(0, signs=SIGNS), Question(1, test=where.names_term))
        asked = [
            Question(number, one.signs, partial(one.test, where) if one.test else None)
            for number, one in enumerate(self._triggers, _OWN)
            if one and one.side in {side, Side.EITHER}
        ]
        return Concerns([*own, *asked])

    def _finder(self, language: Language) -> TermFinder | None:
        if language not in self._finders and self._concepts:
            self._finders[language] = TermFinder(self._concepts, language)
        return self._finders.get(language)

    def _speller(self, language: Language) -> SpellingFinder | None:
        finder = self._finder(language)
        if language not in self._spellers and finder:
            self._spellers[language] = SpellingFinder(self._concepts, language, finder)
            self._spellers[language].doubted = partial(_doubt, self._of_targets[language])
        return self._spellers.get(language)


def _parts(texts: Sequence[str], flags: Sequence[frozenset[str]], sides: Sequence[_Side]) -> list[_Parts]:
    """Find out about some texts what there is to know: one thing of all of them before the next, which is quicker."""
    pieces = [text.split() for text in texts]
    concerns = [side.concerns.of(some) for side, some in zip(sides, pieces, strict=True)]
    marks = [
        find_marks(text, own) if bits & _MARKS else () for text, own, bits in zip(texts, flags, concerns, strict=True)
    ]
    terms = [
        side.finder.find(text, some) if bits & _TERMS and side.finder else ()
        for text, some, side, bits in zip(texts, pieces, sides, concerns, strict=True)
    ]
    return [
        _apart(parts, side) if parts.marks else parts
        for parts, side in zip(map(_Parts, concerns, marks, texts, pieces, pieces, terms), sides, strict=True)
    ]


def _apart(parts: _Parts, side: _Side) -> _Parts:
    """Return what is known of a text with marks: its words are those between them, and an address names nothing."""
    plain = blanked(parts.plain, parts.marks)
    pieces = plain.split()
    terms = [hit for hit in parts.terms if not in_address(hit.span, parts.marks)]
    return _Parts(parts.concerns | side.concerns.of(pieces), parts.marks, plain, parts.pieces, pieces, terms)


def _never(_piece: str) -> bool:
    return False


def _doubt(tables: Iterable[Concerns], pieces: Iterable[str]) -> None:
    for table in tables:
        table.doubt(pieces)
