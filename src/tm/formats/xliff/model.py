"""The values of an XLIFF file: an entry is a unit with what XLIFF puts beside it for the translator."""

from __future__ import annotations

from typing import Literal

import msgspec

from tm.errors import Place
from tm.model import Tag, Unit

Version = Literal["1.2", "2.1"]


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A translation somebody offers for a unit: `alt-trans` of 1.2, `mtc:match` of 2.x."""

    source: str = ""
    """What it translates; empty where the file did not say."""
    target: str
    source_tags: tuple[Tag, ...] = ()
    target_tags: tuple[Tag, ...] = ()
    quality: float | None = None
    """0 to 100; None where nobody said."""
    origin: str = ""
    """Where it comes from: a memory, a statement, a tool."""
    machine: bool = False
    """True for what a machine translated."""


class Gloss(msgspec.Struct, frozen=True, kw_only=True):
    """A term met in a unit, and how it is translated: `gls:glossEntry` of 2.x, a note in 1.2."""

    term: str
    translations: tuple[str, ...] = ()
    """Good ones only, the best first: XLIFF can't say that a term is bad, and tools offer all of them."""
    definition: str = ""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One unit of an XLIFF file."""

    unit: Unit
    place: Place = Place("")
    """Where it stands in the file it was read from."""
    original: str = ""
    """The file that was translated, as the XLIFF file names it."""
    language: str = ""
    """Code of the language the unit is to be translated into, empty where that is not known."""
    proposals: tuple[Proposal, ...] = ()
    glossary: tuple[Gloss, ...] = ()


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What an XLIFF file says about all its units."""

    source_language: str
    target_language: str
    tool_version: str
    version: Version = "1.2"
    original: str = "memory"
    """The file that is translated."""
    data: str = "plaintext"
    """The `datatype` of 1.2."""
