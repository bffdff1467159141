"""Russian morphology: which forms a given term has.

All forms are made beforehand, so that recognising one is looking it up. Words come from the dictionary of pymorphy3,
which is loaded when the first term is asked for; phrases agree by the rules in `phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tm.language import Form, Pattern
from tm.languages.ru import LANGUAGE, words
from tm.languages.ru.declensions import CASES, Cell
from tm.languages.ru.phrases import NUMBERS, phrase_forms, phrase_genders
from tm.model import Gender, PartOfSpeech, Term
from tm.text.normalize import fold, normalize

_BARE = frozenset({""})
_BRACKETS = re.compile(r"(.*\S) \(([^()]+)\)")
_GLUED = frozenset({"а", "у", "е", "ом", "ы", "и", "ов", "ам", "ами", "ах"})
"""*МИДа*: for abbreviations that are spoken as a word and end in a consonant."""
_AFTER_ABBREVIATION = frozenset({"", *(f"-{ending}" for ending in _GLUED)})
"""*НДС-ом*: rare, but it is how people type."""
_GENDERS = {"masc": Gender.MASCULINE, "femn": Gender.FEMININE, "neut": Gender.NEUTER}
_NOT_FEMININE = "masculine or neuter"
_SPOKEN = 3
"""Letters that an abbreviation needs to be spoken as a word."""
_REMEMBERED = 4096
"""Terms whose forms are kept; a glossary is asked for the same ones again and again."""
_DOUBTFUL = 0.1
"""Below this probability of being a form of the term, among all readings of the word, a hit is not certain."""


class RussianMorphology:
    """The forms of Russian terms: numbers and cases, phrases with agreement, names, abbreviations."""

    def patterns(self, term: Term) -> Sequence[Pattern]:
        """Return the forms of the term, each with the one ending `""`; abbreviations take a few endings."""
        others = {fold(form, LANGUAGE) for form in term.not_forms}
        pinned = dict.fromkeys(fold(form, LANGUAGE) for form in (term.text, *term.forms))
        if _is_abbreviation(term):
            return [Pattern(text, _abbreviation_endings(term)) for text in pinned if text not in others]
        made = dict.fromkeys(fold(cell.text, LANGUAGE) for cell in _cells(term))
        found = [Pattern(text, _BARE) for text in pinned]
        found += [Pattern(text, _BARE, certain=_certain(text, term)) for text in made if text not in pinned]
        return [pattern for pattern in found if pattern.stem not in others]

    def paradigm(self, term: Term) -> Sequence[Form]:
        """Return singular and plural in the six cases, as far as they exist; one form for each."""
        wanted = ((number, case) for number in NUMBERS for case in CASES)
        return [form for features in wanted if (form := _make(term, features))]

    def analyse(self, term: Term, form: str) -> Sequence[Form]:
        """Return each reading of `form` as a form of the term; empty where it is none."""
        folded = fold(form, LANGUAGE)
        if folded in {fold(other, LANGUAGE) for other in term.not_forms}:
            return ()
        found = [_form(term, cell) for cell in _cells(term) if fold(cell.text, LANGUAGE) == folded]
        if not found and any(_has_form(pattern, folded) for pattern in self.patterns(term)):
            found = [Form(text=normalize(form), features=("listed",), steps=(normalize(form),))]
        return list(dict.fromkeys(found))

    def inflect(self, term: Term, features: Sequence[str]) -> str | None:
        """Return the term in a number and case, such as `("plural", "genitive")`; the rest is singular, nominative."""
        form = _make(term, features)
        return form.text if form else None

    def agreement(self, term: Term, features: Sequence[str]) -> frozenset[str]:
        """Return the genders of the term's head, of which the masculine and the neuter are one in most cases."""
        if "plural" in features:
            return frozenset({"plural"})
        genders = {term.gender} if term.gender else _genders(term)
        apart = {"nominative", "accusative"}.intersection(features)
        return frozenset(_NOT_FEMININE if one is not Gender.FEMININE and not apart else one for one in genders)


def _genders(term: Term) -> set[Gender]:
    """Return the genders of a term's head, as the dictionary has them."""
    outside = _BRACKETS.sub(r"\1", normalize(term.text))
    return {_GENDERS[one] for one in phrase_genders(outside.split(" ")) if one in _GENDERS}


def _has_form(pattern: Pattern, folded: str) -> bool:
    return folded.startswith(pattern.stem) and folded.removeprefix(pattern.stem) in pattern.endings


def _is_abbreviation(term: Term) -> bool:
    return term.abbreviation or (len(term.text) > 1 and term.text.isupper() and term.text.isalpha())


def _abbreviation_endings(term: Term) -> frozenset[str]:
    text = fold(term.text, LANGUAGE)
    spoken = len(text) >= _SPOKEN and text[-1] not in "аеиоуыэюяьй" and text[-2] in "аеиоуыэюя"
    return _AFTER_ABBREVIATION | _GLUED if spoken else _AFTER_ABBREVIATION


@lru_cache(maxsize=_REMEMBERED)
def _cells(term: Term) -> tuple[Cell, ...]:
    """Return the forms of a term; a paradigm asks for them cell by cell."""
    return tuple(_forms(term))


def _forms(term: Term) -> Iterator[Cell]:
    """Yield the forms of a term; where it ends in brackets, both what stands before them and inside."""
    text = normalize(term.text)
    if term.invariable or _is_abbreviation(term):
        yield Cell(text, "singular", "nominative")
        return
    brackets = _BRACKETS.fullmatch(text)
    if not brackets:
        yield from _of_class(text, term.part_of_speech) or phrase_forms(text.split(" "))
        return
    outside, inside = (phrase_forms(part.split(" ")) for part in brackets.groups())
    for cell in outside:
        yield from (cell._replace(text=f"{cell.text} ({other.text})") for other in inside if other[1:] == cell[1:])
        yield cell._replace(text=f"{cell.text} ({brackets[2]})")


def _of_class(text: str, part_of_speech: PartOfSpeech) -> list[Cell]:
    """Return the forms of a single adjective in all genders, or of a verb; empty for anything else."""
    small = text.lower()
    if part_of_speech is PartOfSpeech.ADJECTIVE:
        return [Cell(form.text, form.number, form.case) for form in words.adjective_forms(small)]
    if part_of_speech is PartOfSpeech.VERB:
        return [Cell(form, "conjugated", "") for form in words.verb_forms(small)]
    return []


def _certain(form: str, term: Term) -> bool:
    """Tell whether a form is likely to be the term and not another word: *тем* is seldom from *тема*."""
    if " " in form or "-" in form or not words.known(form):
        return True
    own = words.lemmas(term.text.lower())
    return words.probability(form, own) > _DOUBTFUL


def _make(term: Term, features: Sequence[str]) -> Form | None:
    number = next((feature for feature in features if feature in NUMBERS), NUMBERS[0])
    case = next((feature for feature in features if feature in CASES), CASES[0])
    if set(features) - {number, case}:
        return None
    return next((_form(term, cell) for cell in _cells(term) if (cell.number, cell.case) == (number, case)), None)


def _form(term: Term, cell: Cell) -> Form:
    before, after = normalize(term.text).split(" "), cell.text.split(" ")
    changes = [f"{one} → {other}" for one, other in zip(before, after, strict=True) if one != other]
    steps = (normalize(term.text), *changes, *([f"{cell.case} {cell.number}"] if changes else []))
    return Form(text=cell.text, features=(cell.number, cell.case), steps=steps)
