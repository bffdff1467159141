"""The memory looked after: repeated units removed, and a list of what is wrong in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from hashlib import blake2b

import msgspec

from tm.errors import TmError
from tm.language import Language
from tm.memory.store import WORKSPACE, Changes, Store
from tm.memory.tags import marks, only
from tm.messages import say
from tm.model import State, Unit, Variant
from tm.text.identify import identify
from tm.text.inline import same_tags
from tm.text.normalize import normalize

_STATES = {state: rank for rank, state in enumerate(State)}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_FOREIGN = re.compile(r"[^\W\d_]*[^\x00-\x7f]+\S*")
_MISREADINGS = (
    ("cp1252", "utf-8"),
    ("cp1251", "utf-8"),
    ("cp1254", "utf-8"),
    ("cp1252", "cp1254"),
    ("cp1252", "cp1251"),
)
"""Pairs of encodings: what a text was read as, and what it was."""
_LETTERS = re.compile(r"[^\W\d_]")
_PAIR = 2


class Kind(StrEnum):
    """What can be wrong with a unit."""

    DUPLICATE = "duplicate"
    """An imported unit says what another one says, in all its languages."""
    CONFLICT = "conflict"
    """The same source has another translation elsewhere."""
    WRONG_LANGUAGE = "wrong-language"
    EMPTY = "empty"
    """A side has no letter or digit, or there is one side only."""
    ENCODING = "encoding"
    """Letters that come of reading a text in the wrong encoding."""
    TAGS = "tags"
    """A translation has other inline markup than its source."""


class Complaint(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong with one unit."""

    kind: Kind
    unit: str
    memory: str
    language: str
    text: str
    detail: str


class Diagnosis(msgspec.Struct, frozen=True, kw_only=True):
    """What was found."""

    units: int
    counts: Mapping[Kind, int]
    """How many units (for conflicts: sources) have each fault; every kind is there."""
    complaints: tuple[Complaint, ...]
    """Some of each kind."""


def diagnose(store: Store, languages: Sequence[Language], *, shown: int = 5) -> Diagnosis:
    """Look through all units of the memory; the first of `languages` is the source. Shows `shown` of each kind."""
    counts: Counter[Kind] = Counter()
    examples: dict[Kind, list[Complaint]] = defaultdict(list)
    said, sources, units = _Repeats(), _Sources(languages[0].code), 0
    for memory, unit in all_units(store):
        units += 1
        said.add(unit, memory)
        sources.add(unit)
        for complaint in _faults(unit, memory, languages):
            counts[complaint.kind] += 1
            if len(examples[complaint.kind]) < shown:
                examples[complaint.kind].append(complaint)
    counts[Kind.DUPLICATE] = said.count
    counts[Kind.CONFLICT] = len(sources.conflicts)
    if said.count or sources.conflicts:
        for complaint in _second_look(store, said, sources):
            if len(examples[complaint.kind]) < shown:
                examples[complaint.kind].append(complaint)
    return Diagnosis(
        units=units,
        counts={kind: counts[kind] for kind in Kind},
        complaints=tuple(complaint for kind in Kind for complaint in examples[kind]),
    )


def all_units(store: Store) -> Iterator[tuple[str, Unit]]:
    """Yield every unit with its memory, the workspace's own first."""
    for memory in sorted(store.memories(), key=lambda name: name != WORKSPACE):
        for unit in store.units(memory=memory):
            yield memory, unit


# --- duplicates


class Duplicate(msgspec.Struct, frozen=True, kw_only=True):
    """An imported unit that another one repeats."""

    unit: str
    memory: str
    kept: str
    """The unit that stays."""
    kept_in: str
    """Its memory."""


def duplicates(store: Store) -> list[Duplicate]:
    """Return the imported units that say what another unit says in all its languages; the best of each group stays.

    The workspace's own units always stay: they come from the PO files.
    """
    repeats = _Repeats()
    for memory, unit in all_units(store):
        repeats.add(unit, memory)
    groups: dict[int, list[tuple[str, Unit]]] = defaultdict(list)
    for memory, unit in all_units(store) if repeats.count else ():
        if (key := _key(unit)) in repeats.twice:
            groups[key].append((memory, unit))
    return [one for group in groups.values() for one in _surplus(group)]


def drop(store: Store, found: Iterable[Duplicate]) -> Changes:
    """Remove duplicates from the memory."""
    by_memory: dict[str, list[str]] = defaultdict(list)
    for one in found:
        by_memory[one.memory].append(one.unit)
    return sum((store.forget(ids, memory=memory) for memory, ids in by_memory.items()), Changes())


def forget(store: Store, ids: Sequence[str], memory: str | None) -> Changes:
    """Remove units from one memory or from all; `TmError` names those that are not there, and nothing is removed."""
    missing = [unit_id for unit_id in ids if store.unit(unit_id, memory=memory) is None]
    if missing:
        where = f" ({memory})" if memory else ""
        hint = say("tm lookup --json and tm search --json show the ids of units.")
        raise TmError(say("there is no unit {missing!r}{where}.", missing=missing[0], where=where), hint=hint)
    return store.forget(ids, memory=memory)


def forget_memory(store: Store, memory: str) -> Changes:
    """Remove all units of a memory; `TmError` where there is none of that name."""
    if memory not in store.memories():
        hint = say("Known: {value}.", value=", ".join(store.memories()) or "–")
        raise TmError(say("there is no memory {memory!r}.", memory=memory), hint=hint)
    return store.forget([unit.id for unit in store.units(memory=memory)], memory=memory)


def _surplus(group: Sequence[tuple[str, Unit]]) -> Iterator[Duplicate]:
    ranked = sorted(group, key=_worth, reverse=True)
    kept_in, kept = ranked[0]
    for memory, unit in ranked[1:]:
        if memory != WORKSPACE:
            yield Duplicate(unit=unit.id, memory=memory, kept=kept.id, kept_in=kept_in)


def _worth(item: tuple[str, Unit]) -> tuple[bool, int, str, int]:
    memory, unit = item
    state = min((_STATES[variant.state] for variant in unit.variants), default=0)
    return memory == WORKSPACE, state, str(unit.origin.date or ""), unit.history.used or 0


class _Repeats:
    """Which imported units say what an earlier one says, by a 64-bit key each.

    That one statement of the workspace repeats another is no fault.
    """

    def __init__(self) -> None:
        self._once: set[int] = set()
        self.twice: set[int] = set()
        self.count = 0

    def add(self, unit: Unit, memory: str) -> None:
        key = _key(unit)
        if key in self._once and memory != WORKSPACE:
            self.twice.add(key)
            self.count += 1
        self._once.add(key)


def _key(unit: Unit) -> int:
    return _hash("\0".join(sorted(f"{one.language}\0{_said(one)}" for one in unit.variants)))


def _said(variant: Variant) -> str:
    """Return what tells a text from others: the words, and the tags beside them."""
    return "\0".join([normalize(variant.text), *(f"{tag.at}{tag.kind}{tag.code}" for tag in variant.tags)])


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


class _Sources:
    """Which source texts have two translations in a language, by a 64-bit key each."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._said: dict[int, int] = {}
        self.conflicts: set[int] = set()

    def add(self, unit: Unit) -> None:
        for key, target in self.keys(unit):
            said = _hash(_said(target))
            if self._said.setdefault(key, said) != said:
                self.conflicts.add(key)

    def keys(self, unit: Unit) -> Iterator[tuple[int, Variant]]:
        """Yield each finished translation with the key of its source text in that language."""
        source = unit.variant(self._source)
        for target in unit.variants if source else ():
            if source and target.language != self._source and target.state is not State.FUZZY:
                yield _hash(f"{target.language}\0{_said(source)}"), target


def _second_look(store: Store, said: _Repeats, sources: _Sources) -> Iterator[Complaint]:
    """Yield the units that repeat another one or translate a source otherwise, each with the first one of its kind."""
    first: dict[int, _Seen] = {}
    rendered: dict[int, tuple[_Seen, Variant]] = {}
    for memory, unit in all_units(store):
        key, here = _key(unit), _Seen(unit.id, memory)
        if key in said.twice and first.setdefault(key, here) is not here and memory != WORKSPACE:
            detail = say("says the same as {unit}", unit=first[key].named(memory))
            yield _complaint(Kind.DUPLICATE, unit, memory, unit.variants[0], detail)
        for source, target in sources.keys(unit):
            if source in sources.conflicts:
                other, before = rendered.setdefault(source, (here, target))
                if _said(before) != _said(target):
                    detail = say("{unit} has “{text}”", unit=other.named(memory), text=before.text)
                    yield _complaint(Kind.CONFLICT, unit, memory, target, detail)


class _Seen(msgspec.Struct, frozen=True):
    """A unit met before."""

    unit: str
    memory: str

    def named(self, memory: str) -> str:
        """Return what it is called beside a unit of a memory: with its own memory, where that is another one."""
        return self.unit if memory == self.memory else f"{self.unit} ({self.memory})"


# --- one unit


def _faults(unit: Unit, memory: str, languages: Sequence[Language]) -> Iterator[Complaint]:
    known = {language.code: language for language in languages}
    if len(unit.variants) < _PAIR:
        for variant in unit.variants[:1]:
            yield _complaint(Kind.EMPTY, unit, memory, variant, say("there is no other language"))
    for variant in unit.variants:
        language = known.get(variant.language)
        if not any(letter.isalnum() for letter in variant.text):
            yield _complaint(Kind.EMPTY, unit, memory, variant, say("there is no word in it"))
        elif damage := _damage(variant.text, language):
            yield _complaint(Kind.ENCODING, unit, memory, variant, damage)
        elif language and (found := identify(variant.text, languages)) and found.code != language.code:
            detail = say("looks like {code}", code=found.code)
            yield _complaint(Kind.WRONG_LANGUAGE, unit, memory, variant, detail)
    yield from _other_tags(unit, memory, languages[0].code)


def _other_tags(unit: Unit, memory: str, code: str) -> Iterator[Complaint]:
    """Yield the translations whose tags are not those of the source; where there is none, those of the first text."""
    source = unit.variant(code) or next(iter(unit.variants), None)
    sought = marks(source.text, source.tags) if source else ()
    for variant in unit.variants:
        found = marks(variant.text, variant.tags)
        if not same_tags(sought, found):
            lacks, more = only(sought, found)
            said = [say("lacks {names}", names=", ".join(lacks))] if lacks else []
            said += [say("has {names} more", names=", ".join(more))] if more else []
            yield _complaint(Kind.TAGS, unit, memory, variant, "; ".join(said))


def _complaint(kind: Kind, unit: Unit, memory: str, variant: Variant, detail: str) -> Complaint:
    return Complaint(
        kind=kind, unit=unit.id, memory=memory, language=variant.language, text=variant.text, detail=detail
    )


def _damage(text: str, language: Language | None) -> str:
    """Say which letters of a text come of a wrong encoding, nothing where none do."""
    if text.isascii() and text.isprintable():
        return ""
    if control := _CONTROL.search(text):
        return say("the character U+{code:04X} is no text", code=ord(control[0]))
    for word in _FOREIGN.findall(text) if language else ():
        meant = _meant(word, language) if language else ""
        if meant:
            return say("“{word}” is probably “{meant}”", word=word, meant=meant)
    return ""


def _meant(word: str, language: Language) -> str:
    """Return what a word was before it was read in the wrong encoding, nothing where it is one as it stands."""
    if _spelt(word, language):
        return ""
    for wrong, right in _MISREADINGS:
        try:
            meant = word.encode(wrong).decode(right)
        except UnicodeError:
            continue
        if meant != word and _spelt(meant, language):
            return meant
    return ""


def _spelt(word: str, language: Language) -> bool:
    """Tell whether all letters of a word, at least one, are letters of the language."""
    letters = _LETTERS.findall(language.fold(word))
    return bool(letters) and set(letters) <= set(language.fold(language.alphabet))
