"""The forms of one Russian word, from the dictionary and, where it has gaps, from the regular endings.

The word is taken to be the dictionary form of a term: a nominative, singular or plural. Phrases are made elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from tm.languages.ru.declensions import Cell, regular

_NUMBERS = {"sing": "singular", "plur": "plural"}
_CASES = {
    "nomn": "nominative",
    "gent": "genitive",
    "gen2": "genitive",
    "datv": "dative",
    "accs": "accusative",
    "acc2": "accusative",
    "ablt": "instrumental",
    "loct": "prepositional",
    "loc2": "prepositional",
}
_NAMES = frozenset({"Name", "Surn", "Patr"})
_GAPS = frozenset({"Sgtm", "Pltm", "Fixd", "Surn", "Geox", "Orgn"})
_NOMINAL = frozenset({"NOUN", "ADJF", "PRTF", "NUMR"})
_ADJECTIVES = frozenset({"ADJF", "PRTF"})
_SURNAME = re.compile(r"(?:ов|ев|ёв|ин|ын)а?$")
_SHORTEST = 3
"""Shorter forms are abbreviations in the dictionary: *гг* of *год*."""


class AdjectiveCell(NamedTuple):
    """A form of an adjective; `gender` is empty in the plural."""

    text: str
    number: str
    case: str
    gender: str


@cache
def _dictionary() -> Any:  # noqa: ANN401 - pymorphy3 has no types
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@cache
def parses(word: str) -> tuple[Any, ...]:
    """Return the dictionary's readings of a word, likeliest first."""
    return tuple(_dictionary().parse(word))


def known(word: str) -> bool:
    """Tell whether the dictionary holds the word itself and need not guess."""
    return bool(_dictionary().word_is_known(word))


@cache
def nominatives(word: str) -> tuple[Any, ...]:
    """Return the readings of a word as a nominative noun, adjective or participle; those never inflected come last."""
    readings = [p for p in parses(word) if p.tag.POS in _NOMINAL and p.tag.case == "nomn"]
    return tuple(sorted(readings, key=lambda p: "Fixd" in p.tag))


def is_name(word: str) -> bool:
    """Tell whether a word may be a first name, surname or patronymic in the nominative."""
    return any(_NAMES & set(p.tag.grammemes) for p in nominatives(word))


def looks_like_surname(word: str) -> bool:
    """Tell whether a word is spelled like the commonest kind of surname: *Мамедъяров*, *Мамедъярова*."""
    return bool(_SURNAME.search(word))


def is_adjective(word: str) -> bool:
    """Tell whether a word may be an adjective or a participle in the nominative."""
    return any(p.tag.POS in _ADJECTIVES for p in nominatives(word))


def is_noun(word: str) -> bool:
    """Tell whether a word may be a noun in the nominative."""
    return any(p.tag.POS == "NOUN" for p in nominatives(word))


def probability(form: str, lemmas: frozenset[str]) -> float:
    """Return how likely it is that a word, wherever it stands, is a form of one of these lemmas: 0 to 1."""
    return float(sum(p.score for p in parses(form) if p.normal_form in lemmas))


def is_function_word(word: str) -> bool:
    """Tell whether a word is most likely a preposition, a conjunction or a particle; *по* is a river too."""
    return bool(parses(word.lower())[0].tag.POS in {"PREP", "CONJ", "PRCL"})


def lemmas(word: str) -> frozenset[str]:
    """Return the dictionary forms of a word in all its nominative readings."""
    return frozenset(p.normal_form for p in nominatives(word))


@cache
def forms(word: str) -> tuple[Cell, ...]:
    """Return the forms of a word (small letters) as a noun, each once, the dictionary's first."""
    found = [*_simple(word), *_compound(word)] if known(word) else [*_compound(word), *_simple(word)]
    return tuple(dict.fromkeys(found))


def _simple(word: str) -> Iterator[Cell]:
    readings = nominatives(word)
    for reading in readings:
        yield from _lexeme(word, reading)
    if not readings or not known(word) or _has_gaps(word, readings):
        yield from regular(word.replace("ё", "е"))


def _has_gaps(word: str, readings: tuple[Any, ...]) -> bool:
    """Tell whether the dictionary may lack forms: the plural of *информатика*; not of a surname that looks like one."""
    if looks_like_surname(word) and all("Surn" in reading.tag for reading in readings):
        return False
    return any(_GAPS & set(reading.tag.grammemes) for reading in readings)


def _compound(word: str) -> Iterator[Cell]:
    """Yield the forms of a word with a hyphen: both parts (*ребёнка-инвалида*), the last alone (*премьер-министра*)."""
    first, hyphen, last = word.rpartition("-")
    if not hyphen or not first or not last:
        return
    for ending in forms(last):
        yield from (c._replace(text=f"{c.text}-{ending.text}") for c in forms(first) if c[1:] == ending[1:])
        yield ending._replace(text=f"{first}-{ending.text}")


def _lexeme(word: str, reading: Any) -> Iterator[Cell]:  # noqa: ANN401 - see above
    for form in reading.lexeme:
        if _belongs(form, reading) and (len(form.word) >= min(_SHORTEST, len(word))):
            yield Cell(form.word, _NUMBERS[form.tag.number], _CASES[form.tag.case])


def _belongs(form: Any, reading: Any) -> bool:  # noqa: ANN401 - see above
    """Tell whether a form of the lexeme is a form of the word in this reading.

    A plural has no singular here (*ценные бумаги*), a surname no other sex, a participle no other voice.
    """
    tag, own = form.tag, reading.tag
    if (
        tag.POS != own.POS
        or tag.case not in _CASES
        or tag.number not in _NUMBERS
        or ("Abbr" in tag and "Abbr" not in own)
    ):
        return False
    if own.POS in _ADJECTIVES and not _same_kind(tag, own):
        return False
    if own.number == "plur":
        return bool(tag.number == "plur")
    return bool(tag.number == "plur" or tag.gender == own.gender)


def _same_kind(tag: Any, own: Any) -> bool:  # noqa: ANN401 - see above
    """Tell whether two forms of an adjective or participle share degree, voice and tense."""
    return bool(tag.voice == own.voice and tag.tense == own.tense and ("Supr" in tag) == ("Supr" in own))


@cache
def adjective_forms(word: str) -> tuple[AdjectiveCell, ...]:
    """Return the forms of an adjective (small letters) in all genders."""
    readings = [reading for reading in nominatives(word) if reading.tag.POS in _ADJECTIVES]
    return tuple(dict.fromkeys(cell for reading in readings for cell in _agreeing(reading)))


def _agreeing(reading: Any) -> Iterator[AdjectiveCell]:  # noqa: ANN401 - see above
    for form in reading.lexeme:
        tag = form.tag
        if (
            tag.POS == reading.tag.POS
            and _same_kind(tag, reading.tag)
            and tag.case in _CASES
            and tag.number in _NUMBERS
        ):
            yield AdjectiveCell(form.word, _NUMBERS[tag.number], _CASES[tag.case], tag.gender or "")


def agree(adjective: str, noun: str) -> bool:
    """Tell whether an adjective and a noun, both nominative, may stand together; an unknown noun agrees with all."""
    readings = [p.tag for p in nominatives(noun)]
    return not readings or any(
        p.tag.number == tag.number and (tag.number == "plur" or not tag.gender or p.tag.gender == tag.gender)
        for p in nominatives(adjective)
        for tag in readings
        if p.tag.POS in _ADJECTIVES
    )


@cache
def verb_forms(word: str) -> tuple[str, ...]:
    """Return the forms of a verb given in the infinitive, participles included."""
    readings = [p for p in parses(word) if p.tag.POS == "INFN"]
    return tuple(dict.fromkeys(form.word for reading in readings for form in reading.lexeme))


def genders(word: str) -> frozenset[str]:
    """Return the genders a word may have as a nominative noun; empty for one that is only plural."""
    return frozenset(p.tag.gender for p in nominatives(word) if p.tag.gender)
