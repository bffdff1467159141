"""A paradigm as a grammar prints it: cases down, numbers across."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tm.cli.console import WIDTH, table
from tm.glossary.endings import POSSESSIVES
from tm.language import Form, Language
from tm.messages import say
from tm.model import Term

_NUMBERS = ("singular", "plural")


def paradigm_text(forms: Sequence[Form]) -> str:
    """Return the forms as a table that fits the page; where two numbers don't fit side by side, one under the other."""
    numbers = list(dict.fromkeys(_number(form) for form in forms))
    rows = list(dict.fromkeys(_row(form) for form in forms))
    cells = {(number, row): _cell(forms, number, row) for number in numbers for row in rows}
    lines = [(_label(row), *(cells[number, row] for number in numbers)) for row in rows]
    wide = table(lines, head=("", *map(grammatical, numbers)))
    if max(map(len, wide.splitlines()), default=0) <= WIDTH:
        return wide
    return "\n\n".join(_column(number, {row: cells[number, row] for row in rows}) for number in numbers)


def _column(number: str, cells: Mapping[str, str]) -> str:
    return table([(_label(row), text) for row, text in cells.items() if text], head=("", grammatical(number)))


def grammatical(name: str) -> str:
    """Return the name of a feature, such as `possessive 1`, or of several, such as `dative plural`, as one says it."""
    return said if (said := say(name)) != name else " ".join(map(say, name.split(" ")))


def _label(row: str) -> str:
    return ", ".join(map(grammatical, row.split(", ")))


def possessive_forms(term: Term, paradigm: Iterable[Form], language: Language) -> dict[str, list[Form]]:
    """Return the possessed forms of a term by possessor, in the order of the paradigm; empty where there are none."""
    inflect = language.morphology().inflect
    places = [form.features for form in paradigm]
    found: dict[str, list[Form]] = {}
    for possessor in POSSESSIVES:
        for number, *rest in places:
            features = (number, possessor, *rest)
            text = inflect(term, features)
            if text:
                found.setdefault(grammatical(possessor.replace("-", " ")), []).append(
                    Form(text=text, features=features)
                )
    return found


def _number(form: Form) -> str:
    return next((feature for feature in form.features if feature in _NUMBERS), "")


def _row(form: Form) -> str:
    """Return what names a row: the case, or whatever else is said of the form."""
    rest = [feature for feature in form.features if feature not in (*_NUMBERS, *POSSESSIVES)]
    return ", ".join(rest) or "form"


def _cell(forms: Iterable[Form], number: str, row: str) -> str:
    return ", ".join(form.text for form in forms if _number(form) == number and _row(form) == row)
