"""Which units of the memory an export takes, and what it leaves because nobody has looked at it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

import msgspec

from tm.memory.store import WORKSPACE, Store
from tm.model import State, Unit, Variant
from tm.operations.neighbours import Placed, placed


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """Which units are wanted. A name may hold `*` and `?`; an empty tuple asks for nothing and takes all."""

    source: str
    targets: tuple[str, ...]
    states: frozenset[State] = frozenset({State.REVIEWED})
    """The states of a translation that count as good."""
    everything: bool = False
    """True to take the other states too."""
    since: dt.date | None = None
    until: dt.date | None = None
    """The first and the last day of what a unit is dated; a unit without a date has none."""
    statements: tuple[str, ...] = ()
    memories: tuple[str, ...] = ()

    def fits(self, unit: Unit) -> bool:
        """Tell whether a unit has the right date and statement."""
        if self.statements and not _named(unit.origin.statement, self.statements):
            return False
        if self.since is None and self.until is None:
            return True
        day = dated(unit)
        return day is not None and (self.since or day) <= day <= (self.until or day)


def dated(unit: Unit) -> dt.date | None:
    """Return the day of a unit: that of its statement, else of its last change; None where nobody noted one."""
    when = unit.history.changed or unit.history.created
    return unit.origin.date or (when.date() if when else None)


def _named(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


class Chosen:
    """Goes through the memory once and counts what it leaves."""

    def __init__(self, store: Store, selection: Selection) -> None:
        """Take the memory and what is wanted of it."""
        self._store = store
        self._selection = selection
        self.held_back: Counter[State] = Counter()
        """Translations that fit in all but their state, by state."""

    def placed(self) -> Iterator[Placed]:
        """Yield the units that fit, with their neighbours; the workspace's own last, for some tools take the last."""
        for memory in self._memories():
            for one in placed(self._store.units(memory=memory)):
                if self._selection.fits(one.unit):
                    yield one

    def units(self) -> Iterator[Unit]:
        """Yield the units that fit, with the languages asked for and with those translations that are good."""
        for one in self.placed():
            source = one.unit.variant(self._selection.source)
            targets = [found for code in self._selection.targets if (found := self.translation(one.unit, code))]
            if source and targets:
                yield msgspec.structs.replace(one.unit, variants=(source, *targets))

    def translation(self, unit: Unit, target: str) -> Variant | None:
        """Return a unit's translation, None where there is none or it is left for its state."""
        found = unit.variant(target)
        if found is None or self._selection.everything or found.state in self._selection.states:
            return found
        self.held_back[found.state] += 1
        return None

    def _memories(self) -> Sequence[str]:
        wanted = self._selection.memories
        names = [name for name in self._store.memories() if not wanted or _named(name, wanted)]
        return sorted(names, key=lambda name: name == WORKSPACE)
