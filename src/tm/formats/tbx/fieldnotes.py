"""Fields of a term that TBX-Basic has no category for, as notes `field: value`, and such notes as fields.

The names are those of a glossary file, so that a translator who meets the note elsewhere can look it up. A note that
merely looks alike but holds no value the field can have stays a note.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from tm.model import CaseRule, PartOfSpeech, Term, TermStatus

_BETWEEN = " | "
_BAR = re.compile(r"\s*(?<!\\)\|\s*")
_YES = "yes"
_NOTE = "note"


def usual_case(*, abbreviation: bool) -> CaseRule:
    """Return the capitals rule of a term that sets none."""
    return CaseRule.EXACT if abbreviation else CaseRule.ANY


def notes_of(term: Term) -> Iterator[str]:
    """Yield the notes of a term: one for each field without a category, then its own."""
    for label, (said, _) in _FIELDS.items():
        value = said(term)
        if value:
            yield f"{label}: {value}"
    if term.note:
        yield f"{_NOTE}: {term.note}" if _field_of(term.note) else term.note


def fields_of(notes: Iterable[str]) -> dict[str, Any]:
    """Return the fields of `Term` that notes stand for; what is no field is in `note`, joined by spaces."""
    fields: dict[str, Any] = {}
    rest: list[str] = []
    for note in notes:
        found = _field_of(note)
        if found is None:
            rest.append(note)
        elif "note" in found:
            rest.append(found["note"])
        else:
            fields.update(found)
    return fields | ({"note": " ".join(rest)} if rest else {})


def _field_of(note: str) -> dict[str, Any] | None:
    """Return the field that a note stands for, None where it is a plain note."""
    label, colon, value = note.partition(": ")
    if not colon:
        return None
    if label == _NOTE:
        return {"note": value} if _field_of(value) else None
    if label not in _FIELDS:
        return None
    try:
        return _FIELDS[label][1](value)
    except ValueError:
        return None


def _day(name: str) -> Callable[[str], dict[str, Any]]:
    return lambda text: {name: dt.date.fromisoformat(text)}


def _list(name: str) -> Callable[[str], dict[str, Any]]:
    return lambda text: {name: tuple(one.replace("\\|", "|") for one in _BAR.split(text) if one)}


def _choice(name: str, choices: type[StrEnum]) -> Callable[[str], dict[str, Any]]:
    return lambda text: {name: choices(text)}


def _flag(name: str) -> Callable[[str], dict[str, Any] | None]:
    return lambda text: {name: True} if text == _YES else None


def _joined(texts: Iterable[str]) -> str:
    return _BETWEEN.join(text.replace("|", "\\|") for text in texts)


def _unusual_case(term: Term) -> str:
    return "" if term.case is usual_case(abbreviation=term.abbreviation) else term.case.value


_FIELDS: Mapping[str, tuple[Callable[[Term], str], Callable[[str], dict[str, Any] | None]]] = {
    "status": (
        lambda term: term.status.value if term.status is TermStatus.FORBIDDEN else "",
        _choice("status", TermStatus),
    ),
    "part of speech": (
        lambda term: term.part_of_speech.value if term.part_of_speech is PartOfSpeech.PROPER_NOUN else "",
        _choice("part_of_speech", PartOfSpeech),
    ),
    "capitals": (_unusual_case, _choice("case", CaseRule)),
    "forms": (lambda term: _joined(term.forms), _list("forms")),
    "not-forms": (lambda term: _joined(term.not_forms), _list("not_forms")),
    "invariable": (lambda term: _YES if term.invariable else "", _flag("invariable")),
    "derivations": (lambda term: _joined(term.derivations), _list("derivations")),
    "since": (lambda term: term.since.isoformat() if term.since else "", _day("since")),
    "until": (lambda term: term.until.isoformat() if term.until else "", _day("until")),
}
"""By the label of the note: what a term says there, and the fields that a text stands for (ValueError for none)."""
