"""Russian terms of several words: which of them is the head, which agree with it, and which stay as they are.

The head is the noun after the longest run of adjectives (*железная дорога*), or the last of the run where no noun
follows (*уполномоченный по правам человека*). What comes after the head stays. Names and compounds with a hyphen
inflect in all parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from tm.languages.ru import words
from tm.languages.ru.declensions import CASES, Cell

NUMBERS = ("singular", "plural")
"""The numbers, in the order of a grammar."""


class Analysis(NamedTuple):
    """How a phrase is inflected: by place in the phrase."""

    adjectives: tuple[int, ...]
    heads: tuple[int, ...]
    """The head noun, or several that inflect together, such as the parts of a name."""


def phrase_forms(written: list[str]) -> list[Cell]:
    """Return the forms of a phrase given as its words, each once; the likeliest first within one number and case."""
    found: dict[Cell, None] = {}
    for analysis in _analyses(written):
        found |= dict.fromkeys(_agreeing(written, analysis))
    return list(found)


def phrase_genders(written: list[str]) -> frozenset[str]:
    """Return the genders of the head of a phrase given as its words, as the dictionary calls them."""
    analysis = next(_analyses(written), None)
    return words.genders(written[analysis.heads[0]].lower()) if analysis else frozenset()


def _analyses(written: list[str]) -> Iterator[Analysis]:
    small = [word.lower() for word in written]
    run = _adjectives_before_noun(written)
    after = run[-1] + 1 if run else 0
    if _begins_with_foreign_word(written):
        yield Analysis((), _with_names(written, 1))
        if words.known(small[0]):
            return
    if after < len(small) and _may_be_head(written[after]) and (not run or words.agree(small[run[-1]], small[after])):
        yield Analysis(run, _with_names(written, after))
    elif run:
        yield Analysis(run[:-1], run[-1:])
    elif len(small) == 1:
        yield Analysis((), (0,))


def _adjectives_before_noun(written: list[str]) -> tuple[int, ...]:
    """Return the places of the adjectives a phrase begins with: *морская и воздушная* блокада."""
    run: list[int] = []
    for place, word in enumerate(written):
        if _may_agree(word):
            run.append(place)
        elif word != "и" or not run or not any(map(_may_agree, written[place + 1 : place + 2])):
            break
    return tuple(run)


def _begins_with_foreign_word(written: list[str]) -> bool:
    """Tell whether a phrase is a name whose first word is not Russian and stays: *Милли Меджлис*.

    Either the dictionary does not hold the word, or only as a plural although a singular follows.
    """
    if len(written) == 1 or not (written[0][:1].isupper() and written[1][:1].isupper()):
        return False
    first, second = (words.nominatives(word.lower()) for word in written[:2])
    if _abbreviation(written[0]) or not any(p.tag.POS == "NOUN" and p.tag.number == "sing" for p in second):
        return False
    plural_only = bool(first) and all(p.tag.number == "plur" for p in first)
    return plural_only or not words.known(written[0].lower())


def _may_be_head(word: str) -> bool:
    return words.is_noun(word.lower()) and not _abbreviation(word) and not words.is_function_word(word)


def _may_agree(word: str) -> bool:
    return words.is_adjective(word.lower()) and not _abbreviation(word)


def _abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _with_names(written: list[str], head: int) -> tuple[int, ...]:
    """Return the head and the parts of a person's name that follow it: *президент Алиев*."""
    last = head
    while last + 1 < len(written) and _continues_name(written[last], written[last + 1]):
        last += 1
    return tuple(range(head, last + 1))


def _continues_name(before: str, word: str) -> bool:
    small = word.lower()
    unknown_surname = not words.known(small) and words.is_name(before.lower()) and words.looks_like_surname(small)
    return word[:1].isupper() and (words.is_name(small) or unknown_surname)


class _Agreement(NamedTuple):
    """Forms of the heads in one number and case, and the case and genders of the adjectives that go with them."""

    nouns: list[list[str]]
    case: str
    genders: frozenset[str]


def _agreeing(written: list[str], analysis: Analysis) -> Iterator[Cell]:
    small = [word.lower() for word in written]
    for number, case in product(NUMBERS, CASES):
        heads = [small[place] for place in analysis.heads]
        for agreement in _agreements(heads, number, case) if analysis.adjectives else _unmodified(heads, number, case):
            slots = [[word] for word in written]
            for place, nouns in zip(analysis.heads, agreement.nouns, strict=True):
                slots[place] = nouns
            for place in analysis.adjectives:
                slots[place] = _adjectives(small[place], number, agreement.case, agreement.genders)
            yield from (Cell(_recased(written, texts), number, case) for texts in product(*slots))
    if analysis.adjectives:
        yield from _counted(written, small, analysis)


def _unmodified(heads: list[str], number: str, case: str) -> Iterator[_Agreement]:
    yield _Agreement([_nouns(head, number, case) for head in heads], case, frozenset())


def _agreements(heads: list[str], number: str, case: str) -> Iterator[_Agreement]:
    """Yield how adjectives agree with the heads.

    In the accusative they look like the nominative or genitive if the noun does (*верховный суд*, *верховного судью*),
    but not in the feminine singular, which has a form of its own.
    """
    nouns = [_nouns(head, number, case) for head in heads]
    genders = words.genders(heads[0])
    if case != "accusative":
        yield _Agreement(nouns, case, genders)
        return
    others = genders - {"femn"}
    if number == "plural" or others or not genders:
        like = {model: [_nouns(head, number, model) for head in heads] for model in ("nominative", "genitive")}
        for model in sorted(like, key=lambda model: nouns[0][:1] != like[model][0][:1]):
            kept = [[n for n in both if n in same] for both, same in zip(nouns, like[model], strict=True)]
            yield _Agreement(kept, model, others)
    if number == "singular" and ("femn" in genders or not genders):
        yield _Agreement(nouns, case, frozenset({"femn"}))


def _counted(written: list[str], small: list[str], analysis: Analysis) -> Iterator[Cell]:
    """Yield what stands after two, three and four: *две столовых ложки*, *две столовые ложки*."""
    for case in ("genitive", "nominative"):
        slots = [[word] for word in written]
        for place in analysis.heads:
            slots[place] = _nouns(small[place], "singular", "genitive")
        for place in analysis.adjectives:
            slots[place] = _adjectives(small[place], "plural", case, frozenset())
        yield from (Cell(_recased(written, texts), "singular", "genitive") for texts in product(*slots))


def _nouns(word: str, number: str, case: str) -> list[str]:
    return [cell.text for cell in words.forms(word) if (cell.number, cell.case) == (number, case)]


def _adjectives(word: str, number: str, case: str, genders: frozenset[str]) -> list[str]:
    """Return the forms that agree; every gender where that of the head is not known."""
    return list(
        dict.fromkeys(
            cell.text
            for cell in words.adjective_forms(word)
            if (cell.number, cell.case) == (number, case) and (not cell.gender or not genders or cell.gender in genders)
        )
    )


def _recased(written: list[str], texts: tuple[str, ...]) -> str:
    return " ".join(_like(word, text) for word, text in zip(written, texts, strict=True))


def _like(word: str, text: str) -> str:
    """Return a form in the capitals of the dictionary form: letter by letter as far as they agree, then small."""
    if len(word) > 1 and word.isupper():
        return text.upper()
    same = next(
        (i for i, (one, other) in enumerate(zip(word, text, strict=False)) if one.lower() != other.lower()),
        min(len(word), len(text)),
    )
    first = word[:same] or (text[:1].upper() if word[:1].isupper() else text[:1])
    return first + text[len(first) :]
