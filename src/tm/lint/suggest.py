"""What to write instead of a wrong term: the right one, in the form the sentence needs."""

from __future__ import annotations

from itertools import takewhile

from tm.glossary.finder import TermHit
from tm.language import Language
from tm.model import Concept
from tm.text.normalize import fold


def replacement(hit: TermHit, text: str, language: Language, concept: Concept) -> str | None:
    """Return the preferred term in the grammatical form and with the capitals of what was found.

    Where the form can be read in several ways, the reading counts whose replacement has the ending that was found. None
    where that leaves no single answer, or where the preferred term has no such form.
    """
    preferred = concept.preferred(language.code)
    if preferred is None:
        return None
    found = text[hit.span.start : hit.span.end]
    morphology = language.morphology()
    readings = morphology.analyse(hit.term, found)
    forms = {morphology.inflect(preferred, reading.features) for reading in readings} - {None}
    if len(forms) > 1:
        ending = _ending(found, hit.term.text, language)
        forms = {form for form in forms if form and _ending(form, preferred.text, language) == ending}
    form = forms.pop() if len(forms) == 1 else None
    return with_capitals(form, found, language) if form else None


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
