"""The glossary at the tip of the pen: which concept stands where, and in which form a term is wanted there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from tm.errors import Place
from tm.glossary.finder import TermFinder, TermHit
from tm.language import Form, Language
from tm.lint.suggest import in_same_form
from tm.messages import say
from tm.model import Concept, Span, Term, TermStatus

if TYPE_CHECKING:
    from tm.operations.editing_memory import Suggestion

_GOOD = frozenset({TermStatus.PREFERRED, TermStatus.ADMITTED})


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A term to write, in one form."""

    text: str
    span: Span
    """What it takes the place of in the text; empty where it is inserted."""
    concept: Concept
    term: Term
    why: str
    """Why this form is right, `as in the 87 % match`, or what it is: `plural, dative`."""
    sure: bool = False
    """True where the sentence is known to need this form."""


class Glossary:
    """The concepts of a workspace and what finds them; made once."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        """Take the concepts."""
        self.concepts = tuple(concepts)
        self._finders: dict[str, TermFinder] = {}

    def find(self, text: str, language: Language) -> list[TermHit]:
        """Return the terms in a text, from left to right."""
        if not self.concepts:
            return []
        if language.code not in self._finders:
            self._finders[language.code] = TermFinder(self.concepts, language)
        return self._finders[language.code].find(text)

    def at(self, text: str, offset: int, language: Language) -> TermHit | None:
        """Return the term that stands at an offset of a text, or ends there; a sure one before a doubtful one."""
        hits = [hit for hit in self.find(text, language) if hit.span.start <= offset <= hit.span.end]
        return min(hits, key=lambda hit: (not hit.certain, offset == hit.span.end), default=None)

    def written_at(self, place: Place) -> tuple[Concept, Term | None] | None:
        """Return the concept, and the term, that a glossary file has at a place; None where it has none there."""
        before: Concept | None = None
        for concept in self.concepts:
            if concept.place is None or concept.place.file != place.file:
                continue
            for term in concept.terms:
                where = term.place
                if where and where.line == place.line and 0 <= place.column - where.column <= len(term.text) + 2:
                    return concept, term
            if concept.place.line <= place.line and (before is None or _line(before) < concept.place.line):
                before = concept
        return (before, None) if before else None


def _line(concept: Concept) -> int:
    return concept.place.line if concept.place else 0


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A translation that is being typed."""

    source: str
    source_language: Language
    text: str
    language: Language
    offset: int
    """Where the next letter goes: code points of `text` before it."""
    suggestions: Sequence[Suggestion] = ()
    """What the memory has for the source, best first."""


def offers(glossary: Glossary, wanted: Wanted) -> Iterator[Offer]:
    """Yield the terms for what the source names, the surest form first, each text once.

    What has been typed of a form already is what the offer takes the place of; a form that does not begin like that is
    offered only where no word has been begun.
    """
    seen: set[str] = set()
    for offer in _offers(glossary, wanted):
        if offer.text not in seen:
            seen.add(offer.text)
            yield offer


def _offers(glossary: Glossary, wanted: Wanted) -> Iterator[Offer]:
    yield from _instead(glossary, wanted)
    named = {hit.concept.id: hit.concept for hit in glossary.find(wanted.source, wanted.source_language)}
    for concept in named.values():
        yield from _placed(_as_in_matches(glossary, concept, wanted), wanted)
    for concept in named.values():
        yield from _placed(_dictionary(concept, wanted.language), wanted)
    for concept in named.values():
        yield from _placed(_paradigm(concept, wanted.language), wanted)


def _instead(glossary: Glossary, wanted: Wanted) -> Iterator[Offer]:
    """Yield what to write for the bad term that the cursor stands in, in its form."""
    hit = glossary.at(wanted.text, wanted.offset, wanted.language)
    if hit is None or hit.term.status in _GOOD:
        return
    form = in_same_form(hit, wanted.text, wanted.language, hit.concept)
    preferred = hit.concept.preferred(wanted.language.code)
    if form and preferred:
        found = wanted.text[hit.span.start : hit.span.end]
        why = say("for “{text}”, which is {status}", text=found, status=hit.term.status)
        yield Offer(text=form, span=hit.span, concept=hit.concept, term=preferred, why=why, sure=True)


def _as_in_matches(glossary: Glossary, concept: Concept, wanted: Wanted) -> Iterator[Offer]:
    """Yield the preferred term in the forms in which the memory's translations of alike sentences have it."""
    preferred = concept.preferred(wanted.language.code)
    for one in wanted.suggestions if preferred else ():
        for hit in glossary.find(one.text, wanted.language):
            if hit.concept.id == concept.id and hit.certain and preferred:
                form = in_same_form(hit, one.text, wanted.language, concept)
                if form:
                    why = say("as in the {score} % match", score=one.score)
                    yield Offer(text=form, span=Span(0, 0), concept=concept, term=preferred, why=why, sure=True)


def _dictionary(concept: Concept, language: Language) -> Iterator[Offer]:
    for term in concept.in_language(language.code):
        if term.status in _GOOD:
            yield Offer(text=term.text, span=Span(0, 0), concept=concept, term=term, why=say("dictionary form"))


def _paradigm(concept: Concept, language: Language) -> Iterator[Offer]:
    preferred = concept.preferred(language.code)
    for form in language.morphology().paradigm(preferred) if preferred else ():
        why = ", ".join(map(say, form.features))
        yield Offer(text=form.text, span=Span(0, 0), concept=concept, term=preferred, why=why)  # type: ignore[arg-type]


def _placed(found: Iterable[Offer], wanted: Wanted) -> Iterator[Offer]:
    """Yield the offers that go on with what was typed, each over the letters typed of it."""
    before = wanted.text[: wanted.offset]
    begun = before[-1:].isalnum()
    for offer in found:
        length = typed(before, offer.text, wanted.language)
        if length or not begun:
            text = offer.text if before[: len(before) - length].strip() else wanted.language.capitalise(offer.text)
            span = Span(wanted.offset - length, wanted.offset)
            yield msgspec.structs.replace(offer, text=text, span=span)


def typed(before: str, form: str, language: Language) -> int:
    """Return how many letters of a form stand at the end of a text, where a word begins; capitals don't count."""
    folded, wanted = language.fold(before), language.fold(form)
    for length in range(min(len(before), len(form)), 0, -1):
        start = len(before) - length
        if folded[start:] == wanted[:length] and not before[start - 1 : start].isalnum():
            return length
    return 0


def readings(hit: TermHit, text: str, language: Language) -> Sequence[Form]:
    """Return the ways in which the words found are a form of their term."""
    return language.morphology().analyse(hit.term, text[hit.span.start : hit.span.end])
