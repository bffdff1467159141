"""The cells of a glossary table: how each is read, and why one can't be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from tm.messages import say
from tm.model import CaseRule, Gender, PartOfSpeech, Term

CLEARED = "-"
"""What a cell holds to empty a field; an empty cell leaves it as it is."""
_BAR = re.compile(r"\s*(?<!\\)\|\s*")
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, CLEARED: False}
_Choice = TypeVar("_Choice", bound=StrEnum)


class CellRefused(Exception):
    """Says why a row stays out."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def parted(cell: str) -> tuple[str, ...]:
    """Return the texts of a cell that bars divide."""
    return tuple(text.replace("\\|", "|") for text in _BAR.split(cell) if text)


def cell_of(cells: Mapping[str, str], column: str) -> str:
    """Return a cell, empty where the table has no such column."""
    return cells.get(column, "")


def usual_case(*, abbreviation: bool) -> CaseRule:
    """Return the case rule of a term that says none."""
    return CaseRule.EXACT if abbreviation else CaseRule.ANY


def fields_of(cells: Mapping[str, str], old: Term) -> dict[str, Any]:
    """Return the fields of a term that a row sets."""
    fields: dict[str, Any] = {}
    for column, name, read in _TERM_CELLS:
        if said := cell_of(cells, column):
            fields[name] = read(column, said)
    part, case = choice_of(cells, "pos", PartOfSpeech), choice_of(cells, "case", CaseRule)
    return fields | ({"part_of_speech": part} if part else {}) | case_of(case, fields, old)


def _flag(column: str, said: str) -> bool:
    if said.lower() not in _FLAGS:
        raise CellRefused(
            say("“{column}” is true or false, not “{lower}”.", column=column, lower=said.lower()),
            say("Leave the cell empty for false."),
        )
    return _FLAGS[said.lower()]


def _list(_: str, said: str) -> tuple[str, ...]:
    return () if said == CLEARED else parted(said)


def _plain(_: str, said: str) -> str:
    return "" if said == CLEARED else said


def _gender(column: str, said: str) -> Gender | None:
    return None if said == CLEARED else _chosen(column, said, Gender)


def _day(column: str, text: str) -> dt.date | None:
    if text == CLEARED:
        return None
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        raise CellRefused(
            say("“{column}” is a date, not “{text}”.", column=column, text=text),
            say("Write year-month-day: 2009-01-19."),
        ) from None


def case_of(said: CaseRule | None, fields: Mapping[str, Any], old: Term) -> dict[str, CaseRule]:
    """Return the case rule of a row; where it says none, an abbreviation that was none gets the usual rule."""
    abbreviation = fields.get("abbreviation", old.abbreviation)
    if said:
        return {"case": said}
    return {} if abbreviation == old.abbreviation else {"case": usual_case(abbreviation=abbreviation)}


def choice_of(cells: Mapping[str, str], column: str, choices: type[_Choice]) -> _Choice | None:
    """Return what a cell chooses, None for an empty one."""
    said = cell_of(cells, column)
    return _chosen(column, said, choices) if said else None


def _chosen(column: str, said: str, choices: type[_Choice]) -> _Choice:
    if said.lower() not in tuple(choices):
        raise CellRefused(
            say("“{column}” can't be “{lower}”.", column=column, lower=said.lower()),
            say("Choose from: {names}.", names=", ".join(choices)),
        )
    return choices(said.lower())


_TERM_CELLS: tuple[tuple[str, str, Callable[[str, str], Any]], ...] = (
    ("abbreviation", "abbreviation", _flag),
    ("invariable", "invariable", _flag),
    ("forms", "forms", _list),
    ("not-forms", "not_forms", _list),
    ("derivations", "derivations", _list),
    ("gender", "gender", _gender),
    ("since", "since", _day),
    ("until", "until", _day),
    ("term-source", "source", _plain),
    ("term-note", "note", _plain),
)
"""Columns that fill one field of a term each: the field, and how a cell that isn't empty is read."""
