"""TM105 and TM106: how a document as a whole uses the glossary's terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tm.glossary.finder import TermHit
from tm.lint.finding import Severity
from tm.lint.rule import Case, Fault
from tm.messages import say
from tm.model import PartOfSpeech, TermStatus
from tm.text.normalize import fold

_GOOD = {TermStatus.PREFERRED, TermStatus.ADMITTED}


class MixedVariants(msgspec.Struct, frozen=True):
    """TM105. A document names one concept by two good terms."""

    code: str = "TM105"
    slug: str = "mixed-variants"
    severity: Severity = Severity.INFO
    summary: str = "A document uses two terms of the glossary for one concept."

    def check(self, cases: Sequence[Case]) -> Iterator[tuple[Case, Fault]]:
        """Report, once for each further term, the first place where a concept is named differently than before.

        An abbreviation may stand for its term, and an adjective (*бакинский*) beside its noun; capitals don't count.
        """
        used: dict[tuple[str, bool], dict[str, str]] = {}
        for case, hit in _uses(cases):
            if hit.term.abbreviation:
                continue
            before = used.setdefault((hit.concept.id, hit.term.part_of_speech is PartOfSpeech.ADJECTIVE), {})
            bare = fold(hit.term.text, case.target.language)
            if before and bare not in before:
                first = next(iter(before.values()))
                yield case, _fault(hit, f"{hit.concept.id} was “{first}” before.", "Keep to one of the two.")
            before.setdefault(bare, hit.term.text)


class AbbreviationFirst(msgspec.Struct, frozen=True):
    """TM106. An abbreviation stands in a document before its full form."""

    code: str = "TM106"
    slug: str = "abbreviation-first"
    severity: Severity = Severity.INFO
    summary: str = "An abbreviation is used before the full name was given."

    def check(self, cases: Sequence[Case]) -> Iterator[tuple[Case, Fault]]:
        """Report the first use of each abbreviation whose full form has not stood before it in the document."""
        known: set[str] = set()
        for case, hit in _uses(cases):
            full = hit.concept.preferred(hit.term.language)
            if hit.concept.id not in known and hit.term.abbreviation and full and not full.abbreviation:
                advice = say("Write “{text} ({text2})” the first time.", text=full.text, text2=hit.term.text)
                yield case, _fault(hit, f"“{hit.term.text}” stands here before its full form.", advice)
            known.add(hit.concept.id)


def _uses(cases: Sequence[Case]) -> Iterator[tuple[Case, TermHit]]:
    """Yield the sure uses of good terms in the order of the document."""
    for case in cases:
        for hit in case.target_terms:
            if hit.certain and hit.term.status in _GOOD:
                yield case, hit


def _fault(hit: TermHit, message: str, advice: str) -> Fault:
    return Fault(span=hit.span, message=message, advice=advice, concept=hit.concept.id)


RULES = (MixedVariants(), AbbreviationFirst())
