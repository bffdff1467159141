"""What a unit of either version holds, before anybody knows its languages."""

from __future__ import annotations

import msgspec

from tm.formats.xliff.model import Gloss, Proposal
from tm.formats.xliff.states import Read
from tm.formats.xliff.tags import Content
from tm.model import State


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of a unit."""

    id: str
    source: Content | None
    """None where it has no text."""
    target: Content | None
    """None where nobody has translated it."""
    languages: tuple[str, str]
    """What the texts themselves say, source and target; mostly nothing."""
    lines: tuple[int, int]
    """Where the texts begin."""
    state: Read = (State.TRANSLATED, ())
    notes: tuple[str, ...] = ()
    source_notes: tuple[str, ...] = ()
    target_notes: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    proposals: tuple[Proposal, ...] = ()
    glossary: tuple[Gloss, ...] = ()


def filled(content: Content) -> Content | None:
    """Return what an element holds, None where it or each of its segments holds nothing."""
    hollow = content.segments and not content.text.strip() and all(start == end for _, start, end in content.segments)
    return content if (content.text or content.tags) and not hollow else None


def percent(text: str) -> float | None:
    """Return a quality as it is written (`87`, `87.5%`), 0 to 100; None for anything else."""
    try:
        quality = float(text.strip().removesuffix("%"))
    except ValueError:
        return None
    return quality if 0 <= quality <= 100 else None  # noqa: PLR2004 - per cent
