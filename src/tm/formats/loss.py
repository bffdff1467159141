"""What a file format carries of a unit or a concept, and the report of what got lost on the way.

Each format or export profile has one table, `Carriage`: for every field of the model whether it is kept, kept in other
words, or lost. The report of an export and the table in the documentation are both read off it, so neither can differ
from the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Generic, TypeVar

import msgspec

from tm.model import Concept, PartOfSpeech, State, Term, TermStatus, Unit, Variant

Thing = TypeVar("Thing")
Identified = TypeVar("Identified", Unit, Concept)


class Fate(StrEnum):
    """What becomes of a field."""

    KEPT = "kept"
    MAPPED = "mapped"
    """Carried, but as something a reader can't turn back: *forbidden* as *deprecated*."""
    LOST = "lost"


class Carried(msgspec.Struct, frozen=True):
    """How a format carries a field."""

    fate: Fate
    how: str = ""
    """Where it goes or what it becomes, in a few words: `tuid`, `deprecatedTerm-admn-sts and a note`."""


KEPT = Carried(Fate.KEPT)
LOST = Carried(Fate.LOST)


class Field(msgspec.Struct, Generic[Thing], frozen=True):
    """A field of the model that a format may or may not carry."""

    name: str
    """As the report and the documentation call it."""
    values: Callable[[Thing], Iterator[str]]
    """Gives what a thing has in this field, as text; nothing where it has nothing to lose."""


Carriage = Mapping[str, Carried]
"""How a format carries each field, by the field's name; a field that is not named is lost."""


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """One value that did not arrive as it was."""

    item: str
    """The id of the unit or concept."""
    field: str
    fate: Fate
    value: str
    how: str = ""


def losses(item: str, thing: Thing, fields: Iterable[Field[Thing]], carriage: Carriage) -> Iterator[Loss]:
    """Yield what a format that carries things so does not keep of this one."""
    for field in fields:
        carried = carriage.get(field.name, LOST)
        if carried.fate is Fate.KEPT:
            continue
        for value in field.values(thing):
            yield Loss(item=item, field=field.name, fate=carried.fate, value=value, how=carried.how)


def summary(found: Iterable[Loss]) -> dict[tuple[str, Fate, str], int]:
    """Count losses by field, fate and how, the most frequent first."""
    tally = Tally()
    for loss in found:
        tally.add(loss)
    return tally.counts()


class Tally:
    """Losses counted as they come, however many there are."""

    def __init__(self, tell: Callable[[Loss], None] | None = None) -> None:
        """`tell` gets each loss too."""
        self._counts: Counter[tuple[str, Fate, str]] = Counter()
        self._tell = tell

    def add(self, loss: Loss) -> None:
        """Count one value that did not arrive as it was."""
        self._counts[loss.field, loss.fate, loss.how] += 1
        if self._tell:
            self._tell(loss)

    def watch(
        self, things: Iterable[Identified], fields: Iterable[Field[Identified]], carriage: Carriage
    ) -> Iterator[Identified]:
        """Pass units or concepts on, and count what a format that carries them so does not keep of each."""
        risky = at_risk(fields, carriage)
        for thing in things:
            for loss in losses(thing.id, thing, risky, carriage):
                self.add(loss)
            yield thing

    def counts(self) -> dict[tuple[str, Fate, str], int]:
        """Return how often each field was lost or mapped, and how; the most frequent first."""
        return dict(self._counts.most_common())

    @property
    def total(self) -> int:
        """How many values did not arrive as they were."""
        return self._counts.total()


def at_risk(fields: Iterable[Field[Thing]], carriage: Carriage) -> tuple[Field[Thing], ...]:
    """Return the fields that a format does not keep as they are."""
    return tuple(field for field in fields if carriage.get(field.name, LOST).fate is not Fate.KEPT)


def page(fields: Iterable[Field[Thing]], carriages: Mapping[str, Carriage]) -> str:
    """Return as Markdown what each format does with each field: one table, a column a format."""
    rows = [["", *carriages], ["---"] * (1 + len(carriages))]
    rows += [
        [field.name, *(_cell(carriage.get(field.name, LOST)) for carriage in carriages.values())] for field in fields
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _cell(carried: Carried) -> str:
    return f"{carried.fate}: {carried.how}" if carried.how else carried.fate.value


def _of_variants(value: Callable[[Variant], Iterable[str]]) -> Callable[[Unit], Iterator[str]]:
    """Make a field of the variants one of the unit."""
    return lambda unit: (text for variant in unit.variants for text in value(variant))


def _some(value: object) -> Iterator[str]:
    """Give a value as text, nothing for none."""
    if value not in (None, "", ()):
        yield str(value)


def _dates(variant: Variant) -> Iterator[str]:
    """Give what a variant's history has."""
    for value in msgspec.structs.astuple(variant.history):
        yield from _some(value)


UNIT_FIELDS: tuple[Field[Unit], ...] = (
    Field("id", lambda unit: _some(unit.id)),
    Field("statement", lambda unit: _some(unit.origin.statement)),
    Field("date", lambda unit: _some(unit.origin.date)),
    Field("confidence", lambda unit: _some(unit.origin.confidence)),
    Field("notes", lambda unit: iter(unit.notes)),
    Field("created", lambda unit: _some(unit.history.created)),
    Field("creator", lambda unit: _some(unit.history.creator)),
    Field("changed", lambda unit: _some(unit.history.changed)),
    Field("changer", lambda unit: _some(unit.history.changer)),
    Field("usage count", lambda unit: _some(unit.history.used)),
    Field("last used", lambda unit: _some(unit.history.last_used)),
    Field("properties", lambda unit: (f"{name}={value}" for name, value in unit.properties)),
    Field("inline tags", _of_variants(lambda one: (tag.code or tag.kind.value for tag in one.tags))),
    Field("state", _of_variants(lambda one: () if one.state is State.TRANSLATED else (one.state.value,))),
    Field("place", _of_variants(lambda one: _some(one.place))),
    Field("variant notes", _of_variants(lambda one: one.notes)),
    Field("variant history", _of_variants(_dates)),
    Field("variant properties", _of_variants(lambda one: (f"{name}={value}" for name, value in one.properties))),
)
"""What a unit has beside its texts."""


def _of_terms(value: Callable[[Term], Iterable[str]]) -> Callable[[Concept], Iterator[str]]:
    """Make a field of the terms one of the concept."""
    return lambda concept: (f"{term.text}: {text}" for term in concept.terms for text in value(term))


def _unusual_part(term: Term) -> Iterator[str]:
    """Give the part of speech of a term that is no noun: a noun is what every reader takes it for."""
    if term.part_of_speech not in {PartOfSpeech.NOUN, PartOfSpeech.PROPER_NOUN}:
        yield term.part_of_speech.value


def _proper_noun(term: Term) -> Iterator[str]:
    """Give the part of speech of a proper noun, which some formats don't tell from other nouns."""
    if term.part_of_speech is PartOfSpeech.PROPER_NOUN:
        yield term.part_of_speech.value


def _status(wanted: TermStatus) -> Callable[[Concept], Iterator[str]]:
    """Make a field of the terms with one status."""
    return lambda concept: (term.text for term in concept.terms if term.status is wanted)


CONCEPT_FIELDS: tuple[Field[Concept], ...] = (
    Field("id", lambda concept: _some(concept.id)),
    Field("subject", lambda concept: _some(concept.subject)),
    Field("definition", lambda concept: _some(concept.definition)),
    Field("source", lambda concept: _some(concept.source)),
    Field("note", lambda concept: _some(concept.note)),
    Field("admitted terms", _status(TermStatus.ADMITTED)),
    Field("deprecated terms", _status(TermStatus.DEPRECATED)),
    Field("forbidden terms", _status(TermStatus.FORBIDDEN)),
    Field("part of speech", _of_terms(_unusual_part)),
    Field("proper nouns", _of_terms(_proper_noun)),
    Field("gender", _of_terms(lambda term: _some(term.gender))),
    Field("capitals", _of_terms(lambda term: () if term.case.value == "any" else (term.case.value,))),
    Field("abbreviation", _of_terms(lambda term: ("abbreviation",) if term.abbreviation else ())),
    Field("pinned forms", _of_terms(lambda term: term.forms)),
    Field("excluded forms", _of_terms(lambda term: term.not_forms)),
    Field("derivations", _of_terms(lambda term: term.derivations)),
    Field("invariable", _of_terms(lambda term: ("invariable",) if term.invariable else ())),
    Field("validity", _of_terms(lambda term: (str(day) for day in (term.since, term.until) if day))),
    Field("term note", _of_terms(lambda term: _some(term.note))),
    Field("term source", _of_terms(lambda term: _some(term.source))),
)
"""What a concept has beside the preferred terms themselves."""
