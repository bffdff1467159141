"""What to write instead of a wrong term: the right one, in the form the sentence needs."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from tm.glossary.finder import TermHit
from tm.language import Language
from tm.model import Concept, Term
from tm.text.normalize import fold

_BRACKETS = re.compile(r"\([^()]*\)$")
_SIGNS = " «»“”„\"'(["


def replacement(hit: TermHit, text: str, language: Language, concept: Concept) -> str | None:
    """Return what `in_same_form` does where that is all there is to change, else None.

    Words that agree with the term's gender would have to change, too, and so would one before it that depends on its
    first sounds (*a* and *an*, *о* and *об*).
    """
    preferred = concept.preferred(language.code)
    instead = in_same_form(hit, text, language, concept)
    found = text[hit.span.start : hit.span.end]
    if preferred is None or instead is None or not _agree_alike(hit.term, preferred, found, language):
        return None
    return None if _changes_word_before(text[: hit.span.start], found, instead, language) else instead


def in_same_form(hit: TermHit, text: str, language: Language, concept: Concept) -> str | None:
    """Return the preferred term in the grammatical form and with the capitals of what was found.

    Where the form can be read in several ways, those count in which it is the term's usual form, then the one whose
    replacement has the ending that was found. None where that leaves no single answer, or where the preferred term has
    no such form.
    """
    preferred = concept.preferred(language.code)
    return _instead(text[hit.span.start : hit.span.end], hit.term, preferred, language) if preferred else None


def _changes_word_before(before: str, found: str, instead: str, language: Language) -> bool:
    word = language.fold("".join(before.rstrip(_SIGNS).split()[-1:]).strip(_SIGNS))
    beginning = re.compile(language.before_sounds.get(word, "(?!)"))
    here, there = (beginning.match(language.fold(text.lstrip(_SIGNS))) for text in (found, instead))
    return (here is None) != (there is None)


@lru_cache(maxsize=1 << 12)
def _agree_alike(term: Term, preferred: Term, found: str, language: Language) -> bool:
    """Tell whether words that agree with one term agree with the other, in whatever form of the two it is."""
    morphology = language.morphology()
    readings = [one.features for one in morphology.analyse(term, found)]
    forms = ((morphology.agreement(term, one), morphology.agreement(preferred, one)) for one in readings)
    return all(not here or not there or not here.isdisjoint(there) for here, there in forms)


@lru_cache(maxsize=1 << 12)
def _instead(found: str, term: Term, preferred: Term, language: Language) -> str | None:
    morphology = language.morphology()
    readings = [one.features for one in morphology.analyse(term, found)]
    usual = [one for one in readings if fold(morphology.inflect(term, one) or "", language) == fold(found, language)]
    forms = {morphology.inflect(preferred, features) for features in usual or readings} - {None}
    if len(forms) > 1:
        ending = _ending(found, term.text, language)
        forms = {form for form in forms if form and _ending(form, preferred.text, language) == ending}
    form = forms.pop() if len(forms) == 1 else None
    if form and _bracketed(found, language) and _bracketed(found, language) == _bracketed(term.text, language):
        form = _with_brackets_of(preferred.text, form)
    return with_capitals(form, found, language) if form else None


def _bracketed(text: str, language: Language) -> str:
    """Return what stands in brackets at the end of a text, folded; empty where nothing does."""
    hit = _BRACKETS.search(text)
    return fold(hit[0], language) if hit else ""


def _with_brackets_of(term: str, form: str) -> str:
    """Return a form with the bracketed end of its term left as it is, as titles have it: *Müvəkkilin (Ombudsman)*."""
    uninflected = _BRACKETS.search(term)
    return _BRACKETS.sub(lambda _: uninflected[0], form) if uninflected else form


def _ending(form: str, term: str, language: Language) -> str:
    """Return what a form has after the letters it begins with like the term."""
    pairs = zip(fold(form, language), fold(term, language), strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return fold(form, language)[common:]


def with_capitals(form: str, model: str, language: Language) -> str:
    """Return a form in capitals if the model is in capitals, with a capital first letter if the model has one."""
    letters = [letter for letter in model if letter.isalpha()]
    if len(letters) > 1 and model == language.upper(model):
        return language.upper(form)
    return language.capitalise(form) if model[:1].isupper() else form
