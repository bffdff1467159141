"""The glossary's own lint: concepts that contradict each other, have gaps, or are not used by any text.

Terms are compared in all their forms, as they will be found in texts. What can't be read at all is `load`'s to say;
how bad a trouble is and how it is printed is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from tm.errors import Place
from tm.glossary.finder import TermFinder
from tm.language import Language
from tm.messages import say, say_number
from tm.model import Concept, Term, TermStatus
from tm.text.normalize import fold

_BAD = frozenset({TermStatus.FORBIDDEN, TermStatus.DEPRECATED})
_SHOWN = 3
"""Terms that a message names at most."""


class Check(msgspec.Struct, frozen=True):
    """One kind of trouble."""

    code: str
    slug: str
    summary: str


SHARED_TERM = Check("TM701", "shared-term", "Two concepts have the same term with the same standing.")
GOOD_AND_BAD = Check("TM702", "good-and-bad", "A form of a good term is a form of a bad one, too.")
SHARED_FORM = Check("TM703", "shared-form", "Terms of two concepts have a form in common.")
MISSING_LANGUAGE = Check("TM704", "missing-language", "A concept has no term in one of the languages.")
UNUSED_CONCEPT = Check("TM705", "unused-concept", "No text has any term of the concept.")
UNUSED_PREFERRED = Check(
    "TM706", "unused-preferred", "The texts have other terms of the concept, never the preferred one."
)
CHECKS = (SHARED_TERM, GOOD_AND_BAD, SHARED_FORM, MISSING_LANGUAGE, UNUSED_CONCEPT, UNUSED_PREFERRED)
"""All checks, by code."""


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with the glossary in one place."""

    check: Check
    concept: str
    place: Place | None
    """Of the term, or of the concept where no term is to blame."""
    message: str
    advice: str
    marked: str = ""
    """What stands at the place: the term, or the concept's id."""


class Owned(NamedTuple):
    """A term and the concept it names."""

    concept: Concept
    term: Term

    @property
    def bad(self) -> bool:
        """True for a forbidden or deprecated term."""
        return self.term.status in _BAD

    @property
    def described(self) -> str:
        """What the glossary thinks of the term, and where."""
        where = f" ({self.term.place})" if self.term.place else ""
        return say("{status} for {id}", status=self.term.status, id=self.concept.id) + where


def contradictions(concepts: Sequence[Concept], languages: Iterable[Language]) -> Iterator[Trouble]:
    """Yield the terms whose forms the finder can't tell apart although they mean different things."""
    for language in languages:
        for (one, other), forms in shared_forms(concepts, language).items():
            yield _shared(one, other, forms, language)


def shared_forms(concepts: Sequence[Concept], language: Language) -> dict[tuple[Owned, Owned], list[str]]:
    """Return the pairs of terms that have forms in common, and the forms of the one that are forms of the other.

    Terms of one concept may share forms unless one is good and the other bad. Forms that are usually another word
    don't count.
    """
    finder = TermFinder(concepts, language)
    pairs: dict[tuple[Owned, Owned], list[str]] = {}
    for concept in concepts:
        for term in concept.in_language(language.code):
            own = Owned(concept, term)
            for form in forms_of(term, language):
                for other in _read_as(form, finder):
                    if _apart(own, other):
                        pairs.setdefault((own, other) if (other, own) not in pairs else (other, own), []).append(form)
    return {pair: list(dict.fromkeys(forms)) for pair, forms in pairs.items()}


def forms_of(term: Term, language: Language) -> list[str]:
    """Return the dictionary form of a term, its paradigm and its pinned forms, each once, as one would write them."""
    others = {fold(other, language) for other in term.not_forms}
    paradigm = (form.text for form in language.morphology().paradigm(term))
    return [form for form in dict.fromkeys((term.text, *paradigm, *term.forms)) if fold(form, language) not in others]


def _read_as(form: str, finder: TermFinder) -> Iterator[Owned]:
    """Yield the terms that a form as a whole may be."""
    for hit in finder.find(form):
        if hit.certain and (hit.span.start, hit.span.end) == (0, len(form)):
            yield Owned(hit.concept, hit.term)


def _apart(one: Owned, other: Owned) -> bool:
    """Tell whether it matters that two terms look alike."""
    if one == other or (one.concept.id == other.concept.id and one.bad == other.bad):
        return False
    return not (_before(one.term, other.term) or _before(other.term, one.term))


def _before(one: Term, other: Term) -> bool:
    """Tell whether the time of a term is over when that of another begins."""
    return one.until is not None and other.since is not None and one.until < other.since


def _shared(one: Owned, other: Owned, forms: Sequence[str], language: Language) -> Trouble:
    if one.bad != other.bad:
        bad, good = (one, other) if one.bad else (other, one)
        message = say(
            "{listed}: {status} here and {described}, so it passes.",
            listed=_listed(forms),
            status=bad.term.status,
            described=good.described,
        )
        return _trouble(GOOD_AND_BAD, bad, message, say("Keep one of the two, or pin the form under not-forms."))
    first, second = sorted((one, other), key=lambda owned: owned.term.place or Place(""))
    if fold(one.term.text, language) == fold(other.term.text, language):
        message = say(
            "“{text}” is {status} here and {described}.",
            text=second.term.text,
            status=second.term.status,
            described=first.described,
        )
        return _trouble(SHARED_TERM, second, message, say("Merge the two concepts, or set the terms apart."))
    message = say(
        "{listed} is a form of “{text}”, too, {described}.",
        listed=_listed(forms),
        text=first.term.text,
        described=first.described,
    )
    return _trouble(SHARED_FORM, second, message, say("Pin the form under not-forms where it doesn't belong."))


def _listed(forms: Sequence[str]) -> str:
    more = len(forms) - 1
    return f"“{forms[0]}”" + (say_number(" and {number} more form", " and {number} more forms", more) if more else "")


def _trouble(check: Check, owned: Owned, message: str, advice: str) -> Trouble:
    concept, term = owned
    return Trouble(
        check=check,
        concept=concept.id,
        place=term.place or concept.place,
        message=message,
        advice=advice,
        marked=term.text,
    )


def gaps(concepts: Iterable[Concept], languages: Sequence[Language]) -> Iterator[Trouble]:
    """Yield the concepts that have no term in one of the languages."""
    for concept in concepts:
        missing = [language.code for language in languages if not concept.in_language(language.code)]
        if missing:
            yield _of_concept(
                MISSING_LANGUAGE,
                concept,
                say("there is no term in {languages}.", languages=", ".join(missing)),
                say('Add {key} = "…".', key=f"{missing[0]}.{TermStatus.PREFERRED}"),
            )


def _of_concept(check: Check, concept: Concept, message: str, advice: str) -> Trouble:
    return Trouble(
        check=check, concept=concept.id, place=concept.place, message=message, advice=advice, marked=concept.id
    )


Use = tuple[str, str, str]
"""A term that stands in a text: concept id, language, text of the term."""


def uses(concepts: Sequence[Concept], language: Language, texts: Iterable[str]) -> dict[Use, int]:
    """Return how often each term stands in the texts, in whatever form; terms that don't are left out."""
    counts: dict[Use, int] = {}
    for hits in TermFinder(concepts, language).find_all(texts):
        for hit in hits:
            use = hit.concept.id, language.code, hit.term.text
            counts[use] = counts.get(use, 0) + 1
    return counts


def unused(concepts: Iterable[Concept], counts: Mapping[Use, int]) -> Iterator[Trouble]:
    """Yield the concepts that no text names, and the preferred terms that no text prefers; `counts` is from `uses`."""
    named = {concept for concept, _, _ in counts}
    for concept in concepts:
        if concept.id not in named:
            advice = say("Keep it if texts to come will need it.")
            yield _of_concept(UNUSED_CONCEPT, concept, say("no text has any of its terms."), advice)
            continue
        for code, group in groupby(concept.terms, key=lambda term: term.language):
            trouble = _unpreferred(concept, code, list(group), counts)
            if trouble:
                yield trouble


def _unpreferred(concept: Concept, code: str, terms: Sequence[Term], counts: Mapping[Use, int]) -> Trouble | None:
    """Return the trouble that good terms stand in the texts and the preferred one doesn't, None where there is none."""
    preferred = concept.preferred(code)
    whole = [term for term in terms if term.status not in _BAD and not term.abbreviation]
    found = [(counts.get((concept.id, code, term.text), 0), term) for term in whole]
    others = [(number, term.text) for number, term in found if number and term != preferred]
    if preferred is None or not others or (concept.id, code, preferred.text) in counts:
        return None
    shown = ", ".join(f"“{text}” ({number} ×)" for number, text in others[:_SHOWN])
    message = say("the texts never have “{text}”, but {shown}.", text=preferred.text, shown=shown)
    return _trouble(
        UNUSED_PREFERRED, Owned(concept, preferred), message, say("See whether the right term is preferred.")
    )
