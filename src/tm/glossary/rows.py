"""The glossary as a table, one row a term, and what a table changes in a glossary.

A row names its concept in each line, so that a spreadsheet may sort and filter. Reading and writing files, and putting
the changes into them, happens elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import cast

import msgspec

from tm.errors import ErrorList, GlossaryError
from tm.glossary.cells import CLEARED, CellRefused, cell_of, choice_of, fields_of, usual_case
from tm.glossary.edit import concept_text, is_subject
from tm.glossary.load import load
from tm.messages import say
from tm.model import Concept, PartOfSpeech, Term, TermStatus
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
_PROSE = ("definition", "source", "note")
_BETWEEN = " | "


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
        if self.old is None:
            return [say("new concept in {subject}", subject=self.new.subject)]
        return list(_differences(self.old, self.new))


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
        "case": "" if term.case is usual_case(abbreviation=term.abbreviation) else term.case,
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


def _joined(texts: Sequence[str]) -> str:
    return _BETWEEN.join(text.replace("|", "\\|") for text in texts)


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
        except CellRefused as why:
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
    name = cell_of(cells, "id")
    if not name:
        raise CellRefused(say("There is no id."), say("Name the concept in the column “id”."))
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
        """Put a row in; `CellRefused` where that can't be."""
        subject = self._subject(cells)
        prose = {key: self._said(key, number, cells) for key in _PROSE}
        term = self._term(cells)
        self._check(term, prose)
        key = (term.language, normalize(term.text))
        if key in self.rows:
            raise CellRefused(
                say("“{text}” stands in row {rows} already.", text=term.text, rows=self.rows[key]),
                say("Keep one of the two."),
            )
        self.rows[key] = number
        for name, text in prose.items():
            if text is not None:
                self._prose.setdefault(name, (text, number))
                self.concept = msgspec.structs.replace(self.concept, **{name: text})
        self.concept = msgspec.structs.replace(self.concept, subject=subject, terms=_with(self.concept.terms, term))

    def _subject(self, cells: Mapping[str, str]) -> str:
        subject, own = cell_of(cells, "subject"), self.concept.subject
        if not subject and not own:
            raise CellRefused(
                say("The subject of “{id}” is missing.", id=self.concept.id),
                say("Name the glossary file it goes into."),
            )
        if own and subject and subject != own:
            what = say("“{id}” belongs to {own}, not to {subject}.", id=self.concept.id, own=own, subject=subject)
            raise CellRefused(what, say("Move it by hand, or correct the row."))
        if not own and not is_subject(subject):
            raise CellRefused(
                say("“{subject}” can't name a subject.", subject=subject),
                say("Use small Latin letters, digits and single hyphens."),
            )
        return own or subject

    def _said(self, key: str, number: int, cells: Mapping[str, str]) -> str | None:
        """Return the definition, source or note that a row gives, None where it gives none."""
        text = " ".join(cell_of(cells, key).split())
        if not text:
            return None
        text = "" if text == CLEARED else text
        other, row = self._prose.get(key, (text, number))
        if other != text:
            raise CellRefused(
                say("The {key} is another one than in row {row}.", key=key, row=row),
                say("Give a concept one {key}.", key=key),
            )
        return text

    def _term(self, cells: Mapping[str, str]) -> Term:
        code, text = cell_of(cells, "language"), cell_of(cells, "term")
        if code not in self._languages:
            what = say("“{code}” is not a language of this glossary.", code=code)
            raise CellRefused(what, say("Choose from: {names}.", names=", ".join(self._languages)))
        if not text:
            raise CellRefused(say("There is no term."), say("Write it into the column “term”."))
        there = [term for term in self.concept.in_language(code) if normalize(term.text) == normalize(text)]
        old = there[0] if there else Term(text=text, language=code)
        status = choice_of(cells, "status", TermStatus) or (old.status if there else None)
        if status is None:
            raise CellRefused(
                say("The status of “{text}” is missing.", text=text),
                say("Choose from: {names}.", names=", ".join(TermStatus)),
            )
        return msgspec.structs.replace(old, text=text, status=status, **fields_of(cells, old))

    def _check(self, term: Term, prose: Mapping[str, str | None]) -> None:
        """Refuse a row that would be wrong in any glossary."""
        preferred = msgspec.structs.replace(term, status=TermStatus.PREFERRED)
        said = {key: text or "" for key, text in prose.items()}
        alone = msgspec.structs.replace(Concept(id=self.concept.id, subject="", terms=(preferred,)), **said)
        for error in faults_of(alone, self._languages):
            raise CellRefused(error.message, error.hint)


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


def _differences(old: Concept, new: Concept) -> Iterator[str]:
    """Yield what is not the same in two versions of a concept, as a person would say it."""
    for key in _PROSE:
        if getattr(old, key) != getattr(new, key):
            now = getattr(new, key) or say("removed")
            yield f"{key}: {now}"
    before = {_key(term): term for term in old.terms}
    for term in new.terms:
        was = before.get(_key(term))
        if was is None:
            yield say("{code}: “{text}” added as {status}", code=term.language, text=term.text, status=term.status)
        elif was.status is not term.status:
            yield say(
                "{code}: “{text}” was {before}, is {status}",
                code=term.language,
                text=term.text,
                before=was.status,
                status=term.status,
            )
        elif changed := [name for name in _names(term) if getattr(was, name) != getattr(term, name)]:
            yield say("{code}: “{text}”: {names} changed", code=term.language, text=term.text, names=", ".join(changed))


def _names(term: Term) -> Iterator[str]:
    return (name for name in term.__struct_fields__ if name not in {"language", "status", "place"})
