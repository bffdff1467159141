"""The segments of a text and the entries of a PO file that stand for them; an entry may stand for several in a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from tm.formats.po import Entry

_MOST = 12
"""The most segments looked at together; an aligner that joins more is wrong."""


class Tile(msgspec.Struct, frozen=True):
    """Neighbouring segments that are translated together."""

    start: int
    end: int
    """Exclusive."""
    entry: Entry | None
    """None where no entry has this text."""


def tiles(texts: Sequence[str], entries: Sequence[Entry]) -> list[Tile]:
    """Cover segments with the entries that have their text; obsolete entries don't count.

    The entry that follows the one before has the first say, then the one that covers most. A repeated text takes the
    entries in their order, each once.
    """
    living = [entry for entry in entries if not entry.obsolete]
    places: dict[str, list[int]] = defaultdict(list)
    for number, entry in reversed(list(enumerate(living))):
        places[entry.msgid].append(number)
    found: list[Tile] = []
    at, following = 0, 0
    while at < len(texts):
        runs = {run: length for run, length in _runs(texts, at) if places.get(run)}
        expected = living[following].msgid if following < len(living) else ""
        run = expected if expected in runs else max(runs, key=lambda one: runs[one], default="")
        end = at + runs.get(run, 1)
        if run:
            number = following if run == expected and following in places[run] else places[run][-1]
            places[run].remove(number)
            following = number + 1
        found.append(Tile(at, end, living[number] if run else None))
        at = end
    return found


def _runs(texts: Sequence[str], at: int) -> list[tuple[str, int]]:
    """Return what the next one, two, … segments say together, and how many they are."""
    return [(" ".join(texts[at : at + length]), length) for length in range(1, min(_MOST, len(texts) - at) + 1)]
