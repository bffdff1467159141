"""The phrases of datelines, signatures and adverts, read from `boilerplate.toml` once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec


class Phrase(msgspec.Struct, frozen=True):
    """A regular expression and the text that made it necessary."""

    pattern: str
    example: str
    """A text the expression matches as a whole."""
    context: str = ""
    """The example with what must follow it, where the expression looks ahead."""


class Boilerplate(msgspec.Struct, frozen=True, kw_only=True):
    """What gives a block away."""

    dateline: re.Pattern[str]
    """Matches a dateline at the beginning of a paragraph, with the white space behind it."""
    advert: re.Pattern[str]
    """Matches the words an advert begins with."""
    office: re.Pattern[str]
    """Finds the name of an office."""
    name: re.Pattern[str]
    """Matches a line that can be a person's name."""
    date: re.Pattern[str]
    """Matches a line that is a date, with a place or without."""
    examples: dict[str, tuple[Phrase, ...]]
    """The phrases under the name of the expression they went into."""


@cache
def boilerplate() -> Boilerplate:
    """Return the phrases; the file is the package's own, a fault in it is a bug."""
    data = tomllib.loads(files(__package__).joinpath("boilerplate.toml").read_text(encoding="utf-8"))
    parts: dict[str, str] = data.pop("parts")
    examples = msgspec.convert(data, dict[str, tuple[Phrase, ...]])
    patterns = {name: "|".join(_filled(one.pattern, parts) for one in found) for name, found in examples.items()}
    return Boilerplate(examples=examples, **{name: re.compile(pattern) for name, pattern in patterns.items()})


def _filled(pattern: str, parts: dict[str, str]) -> str:
    """Put the parts in where the pattern names them; parts may name other parts."""
    for name, part in parts.items():
        if f"{{{name}}}" in pattern:
            return _filled(pattern.replace(f"{{{name}}}", part), parts)
    return pattern
