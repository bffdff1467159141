"""TM1xx: the glossary's terms, in every grammatical form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

import msgspec

from tm.glossary.finder import TermHit
from tm.lint.finding import Severity
from tm.lint.rule import SOURCE_TERM, TARGET_TERM, Case, Fault, Text, Trigger
from tm.lint.suggest import replacement
from tm.messages import say, say_number
from tm.model import Concept, Span, Term, TermStatus

_FORBIDDEN, _DEPRECATED = TermStatus.FORBIDDEN, TermStatus.DEPRECATED
_BAD = {_FORBIDDEN, _DEPRECATED}


class ForbiddenTerm(msgspec.Struct, frozen=True):
    """TM101. A term that the glossary forbids or no longer recommends."""

    code: str = "TM101"
    slug: str = "forbidden-term"
    severity: Severity = Severity.ERROR
    summary: str = "A term is forbidden or deprecated by the glossary."
    trigger: ClassVar[Trigger] = TARGET_TERM

    def check(self, case: Case) -> Iterable[Fault]:
        """Report each bad term, unless the same words are a good term of another concept.

        A term with a date is judged by the date of the document.
        """
        suspects = [hit for hit in case.target_terms if hit.certain and _may_be_bad(hit.term)]
        return self._faults(case) if suspects else ()

    @staticmethod
    def _faults(case: Case) -> Iterator[Fault]:
        judged = [(hit, hit.term.status_on(case.date)) for hit in case.target_terms]
        good = {hit.span for hit, status in judged if status not in _BAD}
        for hit, status in judged:
            if hit.certain and status in _BAD and hit.span not in good:
                yield _forbidden(hit, status, case.target, case.terminology.concepts[hit.concept.id])


def _may_be_bad(term: Term) -> bool:
    return term.since is not None or term.until is not None or _is_bad(term.status)


def _is_bad(status: TermStatus) -> bool:
    return status is _FORBIDDEN or status is _DEPRECATED


def _forbidden(hit: TermHit, status: TermStatus, target: Text, concept: Concept) -> Fault:
    found = target.text[hit.span.start : hit.span.end]
    instead = replacement(hit, target.text, target.language, concept)
    preferred = concept.preferred(target.language.code)
    return Fault(
        span=hit.span,
        message=say("“{line}” is {status} for {id}.", line=_line(found), status=status, id=concept.id),
        advice=_advice(instead, preferred.text if preferred else None),
        replacement=instead,
        concept=concept.id,
        severity=Severity.WARNING if status is TermStatus.DEPRECATED else None,
    )


def _advice(instead: str | None, preferred: str | None) -> str:
    if instead:
        return say("Write “{text}”.", text=instead)
    return (
        say("Write “{preferred}” in the form the sentence needs.", preferred=preferred)
        if preferred
        else say("The glossary has no preferred term.")
    )


class MissingTerm(msgspec.Struct, frozen=True):
    """TM102. The source names a concept, and the translation has none of the glossary's terms for it."""

    code: str = "TM102"
    slug: str = "missing-term"
    severity: Severity = Severity.WARNING
    summary: str = "The source has a glossary term, and the translation does not render it as the glossary says."
    trigger: ClassVar[Trigger] = SOURCE_TERM

    def check(self, case: Case) -> Iterable[Fault]:
        """Report each concept of the source once; a bad or another concept's term there is other rules' business."""
        missing = _missing(case) if case.source_terms else []
        return self._faults(case, missing) if missing else ()

    @staticmethod
    def _faults(case: Case, missing: Sequence[tuple[Concept, Term]]) -> Iterator[Fault]:
        mistaken = {wanted.id for wanted, _ in _mistaken(case)}
        for concept, preferred in missing:
            if concept.id not in mistaken:
                yield Fault(
                    span=Span(0, len(case.target.text)),
                    message=say(
                        "the source has “{words}”, the translation has no term for {id}.",
                        words=_words(concept, case),
                        id=concept.id,
                    ),
                    advice=say("Use “{text}”.", text=preferred.text),
                    concept=concept.id,
                )


class WrongConcept(msgspec.Struct, frozen=True):
    """TM103. The translation has a term of another concept than the source."""

    code: str = "TM103"
    slug: str = "wrong-concept"
    severity: Severity = Severity.ERROR
    summary: str = "The translation names another concept than the source."
    trigger: ClassVar[Trigger] = SOURCE_TERM

    def check(self, case: Case) -> Iterable[Fault]:
        """Report a concept that stands in the place of another one of its subject field."""
        return self._faults(case) if case.source_terms and case.target_terms else ()

    @staticmethod
    def _faults(case: Case) -> Iterator[Fault]:
        for concept, hit in _mistaken(case):
            found = _line(case.target.text[hit.span.start : hit.span.end])
            preferred = concept.preferred(case.target.language.code)
            yield Fault(
                span=hit.span,
                message=say(
                    "the source has “{words}” ({id}), “{found}” is {id2}.",
                    words=_words(concept, case),
                    id=concept.id,
                    found=found,
                    id2=hit.concept.id,
                ),
                advice=say("Write “{text}” in the form the sentence needs.", text=preferred.text) if preferred else "",
                concept=concept.id,
            )


class RarerTerm(msgspec.Struct, frozen=True):
    """TM104. The translation names a concept less often than the source."""

    code: str = "TM104"
    slug: str = "rarer-term"
    severity: Severity = Severity.INFO
    summary: str = "The translation has a glossary term less often than the source; a pronoun may be right."
    trigger: ClassVar[Trigger] = SOURCE_TERM

    def check(self, case: Case) -> Iterable[Fault]:
        """Report each concept that stands in both and less often in the translation."""
        return self._faults(case) if len(case.source_terms) > 1 and case.target_terms else ()

    @staticmethod
    def _faults(case: Case) -> Iterator[Fault]:
        named = [hit.concept.id for hit in case.source_terms]
        if len(set(named)) == len(named):
            return
        rendered = Counter(hit.concept.id for hit in _one_each(case.target_terms))
        for concept_id, wanted in Counter(hit.concept.id for hit in _one_each(case.source_terms)).items():
            if 0 < rendered[concept_id] < wanted:
                there = _times(rendered[concept_id])
                yield Fault(
                    span=Span(0, len(case.target.text)),
                    message=say(
                        "{concept_id}: {times} in the source, {there} in the translation.",
                        concept_id=concept_id,
                        times=_times(wanted),
                        there=there,
                    ),
                    advice=say("Check that nothing is left out."),
                    concept=concept_id,
                )


def _times(number: int) -> str:
    return say_number("once", "{number} times", number)


def _one_each(hits: Sequence[TermHit]) -> list[TermHit]:
    """Return the sure hits, one for each concept and place."""
    return list({(hit.span, hit.concept.id): hit for hit in hits if hit.certain}.values())


def _missing(case: Case) -> list[tuple[Concept, Term]]:
    """Return the concepts that the source surely names and the translation lacks, with the terms to use."""
    rendered = {hit.concept.id for hit in case.target_terms}
    named = {hit.concept.id: hit.concept for hit in case.source_terms if hit.certain}
    code = case.target.language.code
    lacking = [(concept, concept.preferred(code)) for concept in named.values() if concept.id not in rendered]
    return [(concept, preferred) for concept, preferred in lacking if preferred]


def _mistaken(case: Case) -> list[tuple[Concept, TermHit]]:
    """Return the concepts in whose place the translation has another one of the same subject field.

    Only where there is one candidate on either side: of two and two nobody knows which is which.
    """
    missing = _missing(case) if case.target_terms else []
    if not missing:
        return []
    named = {hit.concept.id for hit in case.source_terms}
    surplus = {hit.concept.id: hit for hit in case.target_terms if hit.certain and hit.concept.id not in named}
    found = []
    for subject in sorted({hit.concept.subject for hit in surplus.values()}):
        lacking = [concept for concept, _ in missing if concept.subject == subject]
        extra = [hit for hit in surplus.values() if hit.concept.subject == subject]
        if len(lacking) == len(extra) == 1:
            found.append((lacking[0], extra[0]))
    return found


def _words(concept: Concept, case: Case) -> str:
    """Return the words by which the source names a concept."""
    hit = next(hit for hit in case.source_terms if hit.concept.id == concept.id)
    return _line(case.source.text[hit.span.start : hit.span.end]) if case.source else hit.term.text


def _line(text: str) -> str:
    """Return a term that may run over a line end on one line."""
    return " ".join(text.split())
