"""Words that a language lists as wrong in its `orthography.toml`: typed without its letters, or a neighbour's."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Literal

import msgspec

from tm.language import Language


class Misspelling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One wrong word and the right one."""

    wrong: str
    """Folded; the beginning of a word."""
    right: str
    """Folded."""
    kind: Literal["ascii", "neighbour"]
    why: str
    """The phrase that made the entry necessary."""
    whole: bool = False
    """True where `wrong` is the whole word."""
    language: str = ""
    """The neighbour's name."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    word: tuple[Misspelling, ...] = ()


@lru_cache(maxsize=16)
def misspellings(language: Language) -> tuple[Misspelling, ...]:
    """Return the wrong words that a language lists; empty where it lists none."""
    return msgspec.convert(tomllib.loads(language.orthography()), _File).word


@lru_cache(maxsize=16)
def neighbours(language: Language) -> dict[str, str]:
    """Return the listed whole words of neighbouring languages, each with its language's name."""
    return {word.wrong: word.language for word in misspellings(language) if word.whole and word.language}
