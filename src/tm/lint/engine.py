"""Runs the rules: asks those that a case concerns, and turns faults into findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

import msgspec

from tm.formats.po import Field
from tm.language import Language
from tm.lint.cases import AT_ONCE, CaseMaker
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
)
from tm.model import Concept, Span


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
        self._maker = CaseMaker(self.rules, concepts)

    def prepare(self, languages: Iterable[Language]) -> None:
        """Make now what texts in these languages need: the first is the source's, the others are target languages."""
        self._maker.prepare(languages)

    def cases(self, subjects: Iterable[Subject]) -> Iterator[Case]:
        """Yield subjects with what several rules want to know of them."""
        return self._maker.cases(subjects)

    def check(self, subjects: Iterable[Subject]) -> Iterator[Finding]:
        """Return the findings of the subjects, in their order."""
        yield from self.check_cases(self.cases(subjects))

    def check_cases(self, cases: Iterable[Case]) -> Iterator[Finding]:
        """Return the findings of one file's cases: those of each case in order, then those of the whole file."""
        seen: list[Case] = []
        waiting = iter(cases)
        while some := list(islice(waiting, AT_ONCE)):
            for case, found in zip(some, self._faults(some), strict=True):
                for rule, fault in self._telling(case, found) if found else ():
                    yield self._finding(rule, fault, case)
            if self.wide.documents:
                seen += some
        for wide in self.wide.documents:
            for case, fault in wide.check(seen):
                yield self._finding(wide, fault, case)

    def _telling(self, case: Case, found: Sequence[Found]) -> Sequence[Found]:
        """Return what is worth saying about a case: the decisive faults, else those that no other one explains."""
        if len(found) < 2:  # noqa: PLR2004 - one fault explains no other
            return found
        decisive = [one for one in found if one[1].decisive]
        return decisive or unexplained(found, case.target.text, partial(self._faults_with, case))

    def _faults(self, cases: Sequence[Case]) -> list[list[Found]]:
        """Return the faults of each case in the order of the rules; one rule after the other, which is quicker."""
        found: list[list[Found]] = [[] for _ in cases]
        concerned: list[list[tuple[Case, list[Found]]]] = [[] for _ in self.rules]
        for one in zip(cases, found, strict=True):
            for number in one[0].rules:
                concerned[number].append(one)
        for rule, some in zip(self.rules, concerned, strict=True):
            check = rule.check
            for case, faults in some:
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
        return self._faults(list(self.cases([subject])))[0]

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
