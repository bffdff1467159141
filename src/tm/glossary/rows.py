"""The glossary as a table, one row a term, and what a table changes in a glossary.

A row names its concept in each line, so that a spreadsheet may sort and filter. Reading and writing files, and putting
the changes into them, happens elsewhere.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar, cast

import msgspec

from tm.errors import ErrorList, GlossaryError
from tm.glossary.edit import concept_text, is_subject
from tm.glossary.load import load
from tm.model import CaseRule, Concept, Gender, PartOfSpeech, Term, TermStatus
from tm.text.normalize import normalize

COLUMNS = (
    "id",
    "subject",
    "definition",
    "source",
    "note",
    "language",
    "status",
    "term",
    "abbreviation",
    "case",
    "pos",
    "gender",
    "forms",
    "not-forms",
    "invariable",
    "derivations",
    "since",
    "until",
    "term-source",
    "term-note",
)
"""The columns, in the order in which they are written."""
NEEDED = ("id", "language", "status", "term")
"""The columns without which a table says nothing."""
CLEARED = "-"
"""What a cell holds to empty a field; an empty cell leaves it as it is."""
_PROSE = ("definition", "source", "note")
_BETWEEN = " | "
_BAR = re.compile(r"\s*(?<!\\)\|\s*")
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, CLEARED: False}
_Choice = TypeVar("_Choice", bound=StrEnum)


class Refusal(msgspec.Struct, frozen=True):
    """A row that can't go in."""

    row: int
    message: str
    hint: str = ""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A concept that a table adds or changes."""

    old: Concept | None
    """What the glossary has, None for a new concept."""
    new: Concept
    row: int
    """The first row that speaks of it."""

    @property
    def what(self) -> list[str]:
        """What changes, a line each."""
        return list(_differences(self.old, self.new)) if self.old else [f"new concept in {self.new.subject}"]


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """What a table would do to a glossary."""

    changes: tuple[Change, ...]
    refused: tuple[Refusal, ...]
    """In the order of their rows."""
    unchanged: int
    """Concepts of which the table says what the glossary says."""


# --- concepts to rows


def rows(concepts: Iterable[Concept]) -> Iterator[list[str]]:
    """Yield a row for each term, in the order of `COLUMNS`; cells that say what is usual stay empty."""
    for concept in concepts:
        for term in concept.terms:
            cells = {
                "id": concept.id,
                "subject": concept.subject,
                "definition": concept.definition,
                "source": concept.source,
                "note": concept.note,
                "language": term.language,
                "status": term.status,
                "term": term.text,
                **_term_cells(term),
            }
            yield [cells[column] for column in COLUMNS]


def _term_cells(term: Term) -> dict[str, str]:
    return {
        "abbreviation": "true" if term.abbreviation else "",
        "case": "" if term.case is _usual_case(abbreviation=term.abbreviation) else term.case,
        "pos": "" if term.part_of_speech is PartOfSpeech.NOUN else term.part_of_speech,
        "gender": term.gender or "",
        "forms": _joined(term.forms),
        "not-forms": _joined(term.not_forms),
        "invariable": "true" if term.invariable else "",
        "derivations": _joined(term.derivations),
        "since": term.since.isoformat() if term.since else "",
        "until": term.until.isoformat() if term.until else "",
        "term-source": term.source,
        "term-note": term.note,
    }


def _usual_case(*, abbreviation: bool) -> CaseRule:
    return CaseRule.EXACT if abbreviation else CaseRule.ANY


def _joined(texts: Sequence[str]) -> str:
    return _BETWEEN.join(text.replace("|", "\\|") for text in texts)


def _parted(cell: str) -> tuple[str, ...]:
    return tuple(text.replace("\\|", "|") for text in _BAR.split(cell) if text)


# --- rows to changes


class _Refused(Exception):
    """Says why a row stays out."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def merge(
    table: Iterable[tuple[int, Mapping[str, str]]], concepts: Iterable[Concept], languages: Sequence[str]
) -> Merge:
    """Return what the rows change; `table` gives each row's number and its cells by column.

    A term of the glossary that no row names stays. Rows that can't be used are refused, the others go in, unless the
    concept as a whole would be wrong (no preferred term, two of them).
    """
    drafts: dict[str, _Draft] = {}
    refused: list[Refusal] = []
    known = {concept.id: concept for concept in concepts}
    for number, cells in table:
        try:
            _draft(cells, drafts, known, languages).take(number, cells)
        except _Refused as why:
            refused.append(Refusal(number, why.message, why.hint))
    used = [draft for draft in drafts.values() if draft.rows]
    refused += [fault for draft in used for fault in draft.faults]
    changes = [change for draft in used if (change := draft.change)]
    unchanged = len([draft for draft in used if not draft.faults and not draft.change])
    return Merge(changes=tuple(changes), refused=tuple(sorted(refused, key=_by_row)), unchanged=unchanged)


def _draft(
    cells: Mapping[str, str], drafts: dict[str, _Draft], known: Mapping[str, Concept], languages: Sequence[str]
) -> _Draft:
    """Return the draft of the concept that a row names, a new one where it is the first row to do so."""
    name = _cell(cells, "id")
    if not name:
        raise _Refused("There is no id.", "Name the concept in the column “id”.")
    return drafts.setdefault(name, _Draft(name, known.get(name), languages))


def _by_row(refusal: Refusal) -> int:
    return refusal.row


class _Draft:
    """One concept while its rows come in."""

    def __init__(self, name: str, old: Concept | None, languages: Sequence[str]) -> None:
        self.old = old
        self.concept = old or Concept(id=name, subject="")
        self.rows: dict[tuple[str, str], int] = {}
        self._prose: dict[str, tuple[str, int]] = {}
        self._languages = languages

    @cached_property
    def faults(self) -> list[Refusal]:
        """What is wrong with the concept as a whole; all rows must be in."""
        row = min(self.rows.values())
        return [Refusal(row, error.message, error.hint) for error in faults_of(self.concept, self._languages)]

    @property
    def change(self) -> Change | None:
        """What the rows change, None where they change nothing or the concept would be wrong."""
        same = self.old is not None and not any(True for _ in _differences(self.old, self.concept))
        if same or self.faults:
            return None
        return Change(old=self.old, new=self.concept, row=min(self.rows.values()))

    def take(self, number: int, cells: Mapping[str, str]) -> None:
        """Put a row in; `_Refused` where that can't be."""
        subject = self._subject(cells)
        prose = {key: self._said(key, number, cells) for key in _PROSE}
        term = self._term(cells)
        self._check(term, prose)
        key = (term.language, normalize(term.text))
        if key in self.rows:
            raise _Refused(f"“{term.text}” stands in row {self.rows[key]} already.", "Keep one of the two.")
        self.rows[key] = number
        for name, text in prose.items():
            if text is not None:
                self._prose.setdefault(name, (text, number))
                self.concept = msgspec.structs.replace(self.concept, **{name: text})
        self.concept = msgspec.structs.replace(self.concept, subject=subject, terms=_with(self.concept.terms, term))

    def _subject(self, cells: Mapping[str, str]) -> str:
        subject, own = _cell(cells, "subject"), self.concept.subject
        if not subject and not own:
            raise _Refused(f"The subject of “{self.concept.id}” is missing.", "Name the glossary file it goes into.")
        if own and subject and subject != own:
            what = f"“{self.concept.id}” belongs to {own}, not to {subject}."
            raise _Refused(what, "Move it by hand, or correct the row.")
        if not own and not is_subject(subject):
            raise _Refused(f"“{subject}” can't name a subject.", "Use small Latin letters, digits and single hyphens.")
        return own or subject

    def _said(self, key: str, number: int, cells: Mapping[str, str]) -> str | None:
        """Return the definition, source or note that a row gives, None where it gives none."""
        text = " ".join(_cell(cells, key).split())
        if not text:
            return None
        text = "" if text == CLEARED else text
        other, row = self._prose.get(key, (text, number))
        if other != text:
            raise _Refused(f"The {key} is another one than in row {row}.", f"Give a concept one {key}.")
        return text

    def _term(self, cells: Mapping[str, str]) -> Term:
        code, text = _cell(cells, "language"), _cell(cells, "term")
        if code not in self._languages:
            what = f"“{code}” is not a language of this glossary."
            raise _Refused(what, f"Choose from: {', '.join(self._languages)}.")
        if not text:
            raise _Refused("There is no term.", "Write it into the column “term”.")
        there = [term for term in self.concept.in_language(code) if normalize(term.text) == normalize(text)]
        old = there[0] if there else Term(text=text, language=code)
        status = _choice(cells, "status", TermStatus) or (old.status if there else None)
        if status is None:
            raise _Refused(f"The status of “{text}” is missing.", f"Choose from: {', '.join(TermStatus)}.")
        return msgspec.structs.replace(old, text=text, status=status, **_fields(cells, old))

    def _check(self, term: Term, prose: Mapping[str, str | None]) -> None:
        """Refuse a row that would be wrong in any glossary."""
        preferred = msgspec.structs.replace(term, status=TermStatus.PREFERRED)
        said = {key: text or "" for key, text in prose.items()}
        alone = msgspec.structs.replace(Concept(id=self.concept.id, subject="", terms=(preferred,)), **said)
        for error in faults_of(alone, self._languages):
            raise _Refused(error.message, error.hint)


def faults_of(concept: Concept, languages: Sequence[str]) -> list[GlossaryError]:
    """Return what `load` would say of a concept if it were written to a file."""
    try:
        load(concept_text(concept, languages), file="", subject=concept.subject, languages=languages)
    except ErrorList as errors:
        return [cast(GlossaryError, error) for error in errors.errors]
    return []


def _with(terms: Sequence[Term], term: Term) -> tuple[Term, ...]:
    """Return the terms with this one: in the place of the same term with the same status, else behind the others."""
    same = next((other for other in terms if _key(other) == _key(term)), None)
    if same and same.status is term.status:
        return tuple(term if other is same else other for other in terms)
    return (*(other for other in terms if other is not same), term)


def _key(term: Term) -> tuple[str, str]:
    return term.language, normalize(term.text)


def _cell(cells: Mapping[str, str], column: str) -> str:
    return cells.get(column, "")


def _fields(cells: Mapping[str, str], old: Term) -> dict[str, Any]:
    """Return the fields of a term that a row sets."""
    fields: dict[str, Any] = {}
    for column, name, read in _TERM_CELLS:
        if said := _cell(cells, column):
            fields[name] = read(column, said)
    part, case = _choice(cells, "pos", PartOfSpeech), _choice(cells, "case", CaseRule)
    return fields | ({"part_of_speech": part} if part else {}) | _case(case, fields, old)


def _flag(column: str, said: str) -> bool:
    if said.lower() not in _FLAGS:
        raise _Refused(f"“{column}” is true or false, not “{said.lower()}”.", "Leave the cell empty for false.")
    return _FLAGS[said.lower()]


def _list(_: str, said: str) -> tuple[str, ...]:
    return () if said == CLEARED else _parted(said)


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
        raise _Refused(f"“{column}” is a date, not “{text}”.", "Write year-month-day: 2009-01-19.") from None


def _case(said: CaseRule | None, fields: Mapping[str, Any], old: Term) -> dict[str, CaseRule]:
    """Return the case rule of a row; where it says none, an abbreviation that was none gets the usual rule."""
    abbreviation = fields.get("abbreviation", old.abbreviation)
    if said:
        return {"case": said}
    return {} if abbreviation == old.abbreviation else {"case": _usual_case(abbreviation=abbreviation)}


def _choice(cells: Mapping[str, str], column: str, choices: type[_Choice]) -> _Choice | None:
    said = _cell(cells, column)
    return _chosen(column, said, choices) if said else None


def _chosen(column: str, said: str, choices: type[_Choice]) -> _Choice:
    if said.lower() not in tuple(choices):
        raise _Refused(f"“{column}” can't be “{said.lower()}”.", f"Choose from: {', '.join(choices)}.")
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


def _differences(old: Concept, new: Concept) -> Iterator[str]:
    """Yield what is not the same in two versions of a concept, as a person would say it."""
    for key in _PROSE:
        if getattr(old, key) != getattr(new, key):
            yield f"{key}: {getattr(new, key) or 'removed'}"
    before = {_key(term): term for term in old.terms}
    for term in new.terms:
        was = before.get(_key(term))
        if was is None:
            yield f"{term.language}: “{term.text}” added as {term.status}"
        elif was.status is not term.status:
            yield f"{term.language}: “{term.text}” was {was.status}, is {term.status}"
        elif changed := [name for name in _names(term) if getattr(was, name) != getattr(term, name)]:
            yield f"{term.language}: “{term.text}”: {', '.join(changed)} changed"


def _names(term: Term) -> Iterator[str]:
    return (name for name in term.__struct_fields__ if name not in {"language", "status", "place"})
