"""Runs the rules: finds the terms once, asks every rule, turns faults into findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from tm.formats.po import Field
from tm.glossary.finder import TermFinder, TermHit
from tm.glossary.spelling import Misspelling, SpellingFinder
from tm.language import Language
from tm.lint.explained import Found, unexplained
from tm.lint.finding import Finding, Severity
from tm.lint.rule import (
    Case,
    CatalogRule,
    CatalogSubject,
    CollectionRule,
    DocumentRule,
    EntryFault,
    Fault,
    Pair,
    PairFault,
    Rule,
    RuleFacts,
    Subject,
    Text,
)
from tm.model import Concept, Span
from tm.text.placeholders import Kind, Mark, blanked, find_marks
from tm.text.tokens import words

_AT_ONCE = 64
"""Cases that a rule sees before the next rule's turn: few enough to stay in the processor's cache."""


class _Parted(NamedTuple):
    """A text with its marks and what it is without them."""

    marks: tuple[Mark, ...]
    plain: str
    pieces: list[str]
    plain_pieces: list[str]


_NOTHING = _Parted((), "", [], [])


_ADDRESSES = frozenset({Kind.URL, Kind.EMAIL})


def _in_address(span: Span, marks: Iterable[Mark]) -> bool:
    """Tell whether words are part of a web or e-mail address."""
    return any(mark.kind in _ADDRESSES and mark.span.start < span.end and span.start < mark.span.end for mark in marks)


def _parted(text: str, flags: frozenset[str]) -> _Parted:
    marks, pieces = find_marks(text, flags), text.split()
    if not marks:
        return _Parted(marks, text, pieces, pieces)
    plain = blanked(text, marks)
    return _Parted(marks, plain, pieces, plain.split())


class WideRules(msgspec.Struct, frozen=True, kw_only=True):
    """The rules chosen that see more than one case."""

    documents: tuple[DocumentRule, ...] = ()
    catalogs: tuple[CatalogRule, ...] = ()
    collections: tuple[CollectionRule, ...] = ()


class Linter:
    """The rules chosen, and what they need to know, made once for many texts."""

    def __init__(
        self,
        rules: Sequence[Rule],
        concepts: Sequence[Concept],
        *,
        severities: Mapping[str, Severity] | None = None,
        wide: WideRules | None = None,
    ) -> None:
        """Take the rules to run, the glossary, and severities by code where they differ from the rule's own."""
        self.rules = tuple(rules)
        self.wide = wide or WideRules()
        self.concepts = {concept.id: concept for concept in concepts}
        self._severities = dict(severities or {})
        self._finders: dict[str, TermFinder] = {}
        self._spellings: dict[str, SpellingFinder] = {}
        self._words: dict[str, frozenset[str]] = {}

    def check(self, subjects: Iterable[Subject]) -> Iterator[Finding]:
        """Return the findings of the subjects, in their order."""
        yield from self.check_cases(self.cases(tuple(subjects)))

    def check_cases(self, cases: Sequence[Case]) -> Iterator[Finding]:
        """Return the findings of one file's cases: those of each case in order, then those of the whole file."""
        for start in range(0, len(cases), _AT_ONCE):
            some = cases[start : start + _AT_ONCE]
            for case, found in zip(some, self._all_faults(some), strict=True):
                for rule, fault in self._telling(case, found):
                    yield self._finding(rule, fault, case)
        for wide in self.wide.documents:
            for case, fault in wide.check(cases):
                yield self._finding(wide, fault, case)

    def _telling(self, case: Case, found: Sequence[Found]) -> Sequence[Found]:
        """Return what is worth saying about a case: the decisive faults, else those that no other one explains."""
        if len(found) < 2:  # noqa: PLR2004 - one fault explains no other
            return found
        decisive = [one for one in found if one[1].decisive]
        return decisive or unexplained(found, case.target.text, partial(self._faults_with, case))

    def _all_faults(self, cases: Sequence[Case]) -> list[list[Found]]:
        """Return the faults of each case in the order of the rules; one rule after the other, which is quicker."""
        found: list[list[Found]] = [[] for _ in cases]
        for rule in self.rules:
            check = rule.check
            for case, faults in zip(cases, found, strict=True):
                for fault in check(case):
                    faults.append((rule, fault))
        return found

    def _faults_with(self, case: Case, text: str) -> list[Found]:
        """Return the faults that a case would have with another target text."""
        subject = Subject(
            target=msgspec.structs.replace(case.target, text=text),
            source=case.source,
            date=case.date,
            flags=case.flags,
            alternatives=case.alternatives,
            one_number=case.one_number,
        )
        return self._all_faults(self.cases([subject]))[0]

    def check_catalog(self, subject: CatalogSubject) -> Iterator[Finding]:
        """Return the findings of a catalogue that are not those of its finished translations."""
        for rule in self.wide.catalogs:
            for fault in rule.check(subject):
                yield self._entry_finding(rule, fault, subject)

    def check_pairs(self, pairs: Sequence[Pair]) -> Iterator[Finding]:
        """Return the findings of the pairs of all files together."""
        for rule in self.wide.collections:
            for fault in rule.check(pairs):
                yield self._pair_finding(rule, fault)

    def cases(self, subjects: Sequence[Subject]) -> list[Case]:
        """Find out about subjects what several rules want to know."""
        portions = (subjects[start : start + _AT_ONCE] for start in range(0, len(subjects), _AT_ONCE))
        return [case for some in portions for case in self._cases(some)]

    def _cases(self, subjects: Sequence[Subject]) -> Iterator[Case]:
        targets = [_parted(one.target.text, one.flags) for one in subjects]
        sources = [_parted(one.source.text, one.flags) if one.source else _NOTHING for one in subjects]
        in_targets = [self._terms(one.target, parts) for one, parts in zip(subjects, targets, strict=True)]
        in_sources = [self._terms(one.source, parts) for one, parts in zip(subjects, sources, strict=True)]
        for subject, target, source, here, there in zip(
            subjects, targets, sources, in_targets, in_sources, strict=True
        ):
            yield Case(
                target=subject.target,
                source=subject.source,
                target_marks=target.marks,
                source_marks=source.marks,
                target_plain=target.plain,
                source_plain=source.plain,
                target_pieces=target.pieces,
                target_plain_pieces=target.plain_pieces,
                source_plain_pieces=source.plain_pieces,
                target_terms=here,
                source_terms=there,
                concepts=self.concepts,
                misspelt=partial(self._misspelt, subject.target, target),
                date=subject.date,
                flags=subject.flags,
                alternatives=subject.alternatives,
                one_number=subject.one_number,
                term_words=self._term_words(subject.target.language),
            )

    def prepare(self, languages: Iterable[Language]) -> None:
        """Make now what texts in these languages need: the first is the source's, the others are target languages."""
        for number, language in enumerate(languages if self.concepts else ()):
            if number:
                self._speller(language)
            else:
                self._finder(language)

    def _terms(self, text: Text | None, parts: _Parted) -> Sequence[TermHit]:
        """Return the glossary's terms in a text; the words of an address name nothing."""
        if not self.concepts or text is None:
            return ()
        finder = self._finder(text.language)
        found = finder.find(text.text) if finder.may_find(parts.pieces) else ()
        return [hit for hit in found if not _in_address(hit.span, parts.marks)] if found and parts.marks else found

    def _misspelt(self, text: Text, parts: _Parted) -> Sequence[Misspelling]:
        """Return what looks like one of the glossary's terms in a text and isn't."""
        if not self.concepts:
            return ()
        finder = self._speller(text.language)
        found = finder.find(text.text) if finder.may_find(parts.pieces) else ()
        return [one for one in found if not _in_address(one.span, parts.marks)] if found and parts.marks else found

    def _speller(self, language: Language) -> SpellingFinder:
        if language.code not in self._spellings:
            concepts = tuple(self.concepts.values())
            self._spellings[language.code] = SpellingFinder(concepts, language, self._finder(language))
        return self._spellings[language.code]

    def _finder(self, language: Language) -> TermFinder:
        if language.code not in self._finders:
            self._finders[language.code] = TermFinder(tuple(self.concepts.values()), language)
        return self._finders[language.code]

    def _term_words(self, language: Language) -> frozenset[str]:
        if language.code not in self._words:
            terms = [term for concept in self.concepts.values() for term in concept.in_language(language.code)]
            self._words[language.code] = frozenset(word for term in terms for word in words(term.text))
        return self._words[language.code]

    def _finding(self, rule: RuleFacts, fault: Fault, case: Case) -> Finding:
        target = case.target
        place, end = target.locate(fault.span)
        return Finding(
            code=rule.code,
            slug=rule.slug,
            severity=self._severities.get(rule.code) or fault.severity or rule.severity,
            place=place,
            end=end,
            message=fault.message,
            advice=fault.advice,
            replacement=fault.replacement,
            unit=case.source.text if case.source else "",
            concept=fault.concept,
            text=target.text,
            span=fault.span,
        )

    def _entry_finding(self, rule: RuleFacts, fault: EntryFault, subject: CatalogSubject) -> Finding:
        entry = fault.entry
        text = entry.text(fault.field, fault.index) if entry else ""
        span = Span(0, len(text))
        place, end = entry.locate(fault.field, span, index=fault.index) if entry else (None, None)
        return Finding(
            code=rule.code,
            slug=rule.slug,
            severity=self._severities.get(rule.code) or fault.severity or rule.severity,
            place=place or subject.place,
            end=end,
            message=fault.message,
            advice=fault.advice,
            unit=entry.text(Field.MSGID) if entry else "",
            text=text if entry and entry.msgid else "",
            span=span if entry and entry.msgid else Span(0, 0),
        )

    def _pair_finding(self, rule: RuleFacts, fault: PairFault) -> Finding:
        pair = fault.pair
        return Finding(
            code=rule.code,
            slug=rule.slug,
            severity=self._severities.get(rule.code) or rule.severity,
            place=pair.place,
            end=pair.end,
            message=fault.message,
            advice=fault.advice,
            replacement=fault.replacement,
            unit=pair.source,
            text=pair.target,
            span=Span(0, len(pair.target)),
        )
