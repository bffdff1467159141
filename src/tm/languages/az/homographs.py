"""Words that look like a form of a noun, but are another word: *adam*, "man", is not *ada*, "island", with *-m*.

Which words those are is written in `homographs.toml`; here it is worked out which forms of the noun they take away.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

from tm.languages.az.automaton import endings, parse
from tm.languages.az.stems import stems
from tm.languages.az.suffixes import State


class _Row(msgspec.Struct, frozen=True):
    of: str
    word: str
    phrase: str
    inflected: bool = False


class _Rows(msgspec.Struct, frozen=True):
    function_words: tuple[_Row, ...]
    other_words: tuple[_Row, ...]
    doubtful: tuple[_Row, ...]


@cache
def _rows() -> _Rows:
    return msgspec.convert(
        tomllib.loads(files(__package__).joinpath("homographs.toml").read_text(encoding="utf-8")), _Rows
    )


@cache
def other_words(noun: str) -> frozenset[str]:
    """Return the words, folded, that are spelled like forms of this noun and are none."""
    found = {row.word for row in _rows().function_words if row.of == noun}
    for row in _rows().other_words:
        if row.of == noun:
            found |= {form for form in _forms(row) if _only_with_my_or_your(noun, form)}
    return frozenset(found)


@cache
def doubtful_words(noun: str) -> frozenset[str]:
    """Return the forms, folded, of this noun that are as often another word."""
    return frozenset(row.word for row in _rows().doubtful if row.of == noun)


def _forms(row: _Row) -> Iterator[str]:
    if not row.inflected:
        yield row.word
        return
    for stem in stems(row.word):
        yield from (stem.written + ending for ending in endings(stem.start))


def _only_with_my_or_your(noun: str, form: str) -> bool:
    """Tell whether each reading of a form as one of the noun has a possessive of the first or second person."""
    readings = [
        links
        for stem in stems(noun)
        if form.startswith(stem.written)
        for links in parse(form.removeprefix(stem.written), stem.start)
    ]
    return bool(readings) and all(any(link.suffix.to is State.MINE for link in links) for links in readings)
