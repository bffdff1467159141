"""Concepts of other people's files as rows for the glossary: which concept an entry means, and what it may change.

The rows are those of `rows`, so that `merge` says what changes. In a file that `tm` wrote the ids are the glossary's
and the file's word counts. An entry of any other file belongs to the concept that has its term, and there the glossary
stands: new terms come in, empty fields are filled, nothing that is written is changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

import msgspec

from tm.glossary.rows import COLUMNS, Refusal, rows
from tm.messages import say
from tm.model import Concept, Term, TermStatus
from tm.text.normalize import normalize

_WORDS = re.compile(r"[a-z0-9]+")
_PLAIN = str.maketrans("əıøłđ", "eiold")
"""Latin letters that Unicode does not take apart, and what a name has instead."""
_LONGEST = 60
_PROSE = ("definition", "source", "note")
_GOOD = {TermStatus.PREFERRED, TermStatus.ADMITTED}
_OF_TERM = COLUMNS[COLUMNS.index("term") + 1 :]

Row = tuple[int, dict[str, str]]
"""A line of the file and the cells it stands for, by column."""


class Adopted(msgspec.Struct, frozen=True, kw_only=True):
    """Entries as rows."""

    rows: tuple[Row, ...]
    refused: tuple[Refusal, ...] = ()
    """Entries that could mean several concepts."""
    overruled: int = 0
    """Terms that are good in the file and bad in the glossary, which stands, or the other way round."""


def adopt(
    concepts: Iterable[Concept], known: Sequence[Concept], *, source: str, subject: str, ours: bool = False
) -> Adopted:
    """Return the rows that stand for the concepts of a file.

    `known` is the glossary and `source` the language by whose terms a concept is known; `subject` takes new concepts
    whose entry names none. `ours` says that the ids are the glossary's.
    """
    taker = _Taker(known, source, subject)
    for concept in concepts:
        if ours:
            taker.take(concept)
        else:
            taker.adopt(concept)
    return Adopted(rows=tuple(taker.rows), refused=tuple(taker.refused), overruled=taker.overruled)


def slug(text: str) -> str:
    """Return a text as a name for a concept or a subject: small Latin letters, digits and hyphens; perhaps nothing."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return "-".join(_WORDS.findall(letters))[:_LONGEST].strip("-")


class _Taker:
    """One file being taken in."""

    def __init__(self, known: Sequence[Concept], source: str, subject: str) -> None:
        self.rows: list[Row] = []
        self.refused: list[Refusal] = []
        self.overruled = 0
        self._source = source
        self._subject = subject
        self._known = {concept.id: concept for concept in known}
        self._names = set(self._known)
        self._owners = _owners(known)
        self._given: set[tuple[str, str, str]] = set()

    def take(self, concept: Concept) -> None:
        """Take a concept of a file of ours as it is."""
        known = self._known.get(concept.id)
        own = known.subject if known else slug(concept.subject) or self._subject
        for number, cells in _cells(msgspec.structs.replace(concept, subject=own)):
            self.give(number, cells)

    def adopt(self, concept: Concept) -> None:
        """Take a concept of a stranger's file for one of ours, or for a new one."""
        owners = self.owners(concept)
        if len(owners) > 1:
            message = say(
                "The entry could be {names}: they share a term.", names=" / ".join(f"“{name}”" for name in owners)
            )
            self.refused.append(Refusal(_line(concept), message, say("Add its terms by hand.")))
            return
        known = self._known.get(owners[0]) if owners else None
        name = known.id if known else self.name(concept)
        subject = "" if known else slug(concept.subject) or self._subject
        placed = msgspec.structs.replace(concept, id=name, subject=subject)
        for (number, cells), term in zip(_cells(placed), concept.terms, strict=True):
            self.give(number, self.yielding(cells, term, known) if known else cells)

    def owners(self, concept: Concept) -> list[str]:
        """Return the concepts an entry may mean: those that share its terms in most languages."""
        shared: Counter[str] = Counter()
        for language in dict.fromkeys(term.language for term in concept.terms):
            shared.update(self.having(concept.in_language(language)))
        if concept.in_language(self._source):
            by_source = self.having(concept.in_language(self._source))
            shared = Counter({name: shared[name] for name in by_source})
        most = max(shared.values(), default=0)
        return [name for name, number in shared.items() if number == most]

    def having(self, terms: Iterable[Term]) -> list[str]:
        """Return the concepts that have any of the terms, each once, in the order of the terms."""
        return list(dict.fromkeys(name for term in terms for name in self._owners.get(_key(term), ())))

    def name(self, concept: Concept) -> str:
        """Return a new id, made from the term in the source language."""
        best = concept.preferred(self._source) or concept.terms[0]
        plain = slug(best.text) or f"{self._subject}-{_line(concept)}"
        name = next(one for one in _numbered(plain) if one not in self._names)
        self._names.add(name)
        return name

    def yielding(self, cells: dict[str, str], term: Term, known: Concept) -> dict[str, str]:
        """Return the cells without those that the glossary has filled."""
        left = {key: "" for key in _PROSE if getattr(known, key)}
        own = next((one for one in known.in_language(term.language) if _key(one) == _key(term)), None)
        if own is None:
            second = term.status is TermStatus.PREFERRED and known.preferred(term.language)
            return cells | left | ({"status": TermStatus.ADMITTED} if second else {})
        self.overruled += (own.status in _GOOD) is not (term.status in _GOOD)
        alone = msgspec.structs.replace(known, terms=(own,))
        filled = {column: "" for column, cell in next(_cells(alone))[1].items() if column in _OF_TERM and cell}
        return cells | left | filled | {"status": "", "term": own.text}

    def give(self, number: int, cells: dict[str, str]) -> None:
        """Add a row, once for each term of a concept."""
        key = (cells["id"], cells["language"], normalize(cells["term"]))
        if key not in self._given:
            self._given.add(key)
            self.rows.append((number, cells))


def _owners(known: Iterable[Concept]) -> Mapping[tuple[str, str], list[str]]:
    """Return the concepts that have a term, in whatever standing, by the term."""
    owners: dict[tuple[str, str], list[str]] = {}
    for concept in known:
        for term in concept.terms:
            owners.setdefault(_key(term), []).append(concept.id)
    return owners


def _key(term: Term) -> tuple[str, str]:
    """Return what makes two terms the same one here: other people's lists begin every term with a capital."""
    return term.language, normalize(term.text).casefold()


def _cells(concept: Concept) -> Iterator[Row]:
    """Yield the rows of a concept, each with the line of its term."""
    for term, row in zip(concept.terms, rows([concept]), strict=True):
        line = term.place.line if term.place else _line(concept)
        yield line, dict(zip(COLUMNS, row, strict=True))


def _line(concept: Concept) -> int:
    return concept.place.line if concept.place else 0


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))
