"""Walking the suffix table: which endings a stem takes, and how an ending is made up.

Knows suffixes and sounds, not terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tm.language import Endings
from tm.languages.az.suffixes import FINAL, FOLLOWING, VOWELS, Reach, Sound, State, Suffix

SEPARATORS = frozenset("-'")
"""What may stand between a foreign word or an abbreviation and its ending, folded."""
_SOUNDS = tuple(Sound(vowel, is_open) for vowel in "aoəö" for is_open in (False, True))


class Start(NamedTuple):
    """All that decides which endings a stem takes."""

    sound: Sound
    state: State = State.STEM
    reach: Reach = Reach.FULL
    before: str = ""
    """`vowel` for a stem that has changed and stands before vowels only (*ürəy-*, *oğl-*), or `consonant`."""


class Link(NamedTuple):
    """One suffix of an ending, as written."""

    suffix: Suffix
    buffer: str
    body: str


@cache
def endings(start: Start) -> frozenset[str]:
    """Return every ending of such a stem, `""` among them unless the stem needs one."""
    found = _tails(start.state, start.sound, start.reach)
    return frozenset(ending for ending in found if _fits(ending, start.before))


def _fits(ending: str, before: str) -> bool:
    if not before:
        return True
    return ending != "" and (ending[0] in VOWELS) == (before == "vowel")


def _spelled(state: State, sound: Sound, reach: Reach) -> Iterator[str]:
    if state in FINAL:
        yield ""
    for link in _links(state, sound, reach):
        written = link.buffer + link.body
        for rest in _tails(link.suffix.to, sound.after(written), reach):
            yield written + rest


@cache
def _tails(state: State, sound: Sound, reach: Reach) -> frozenset[str]:
    return frozenset(_spelled(state, sound, reach))


def _links(state: State, sound: Sound, reach: Reach) -> Iterator[Link]:
    for suffix in FOLLOWING[state]:
        if suffix.reach <= reach and suffix.follows(sound):
            yield Link(suffix, *suffix.spell(sound))


def parse(ending: str, start: Start) -> Iterator[tuple[Link, ...]]:
    """Yield each way to read the ending as suffixes; the empty ending is one way with no suffix."""
    if _fits(ending, start.before):
        yield from _parse(ending, start.state, start.sound, start.reach)


def _parse(ending: str, state: State, sound: Sound, reach: Reach) -> Iterator[tuple[Link, ...]]:
    if not ending:
        if state in FINAL:
            yield ()
        return
    for link in _links(state, sound, reach):
        written = link.buffer + link.body
        if ending.startswith(written):
            for rest in _parse(ending[len(written) :], link.suffix.to, sound.after(written), reach):
                yield (link, *rest)


def build(start: Start, features: Sequence[str]) -> Iterator[tuple[Link, ...]]:
    """Yield the suffixes that give exactly these features in this order, the usual spelling first."""
    for links in _build(start.state, start.sound, start.reach, features):
        if _fits("".join(link.buffer + link.body for link in links), start.before):
            yield links


def _build(state: State, sound: Sound, reach: Reach, features: Sequence[str]) -> Iterator[tuple[Link, ...]]:
    if not features:
        if state in FINAL:
            yield ()
        return
    for link in _links(state, sound, reach):
        if link.suffix.feature == features[0]:
            after = sound.after(link.buffer + link.body)
            for rest in _build(link.suffix.to, after, reach, features[1:]):
                yield (link, *rest)


@cache
def any_endings(state: State, reach: Reach) -> frozenset[str]:
    """Return the endings after every sound: where spelling does not tell how a word is spoken (*URL-i*, *URL-si*)."""
    return frozenset().union(*(endings(Start(sound, state, reach)) for sound in _SOUNDS))


def any_parse(ending: str, state: State, reach: Reach) -> Iterator[tuple[Link, ...]]:
    """Yield each way to read the ending after whatever sound; the same way once."""
    seen = set()
    for sound in _SOUNDS:
        for links in parse(ending, Start(sound, state, reach)):
            if links not in seen:
                seen.add(links)
                yield links


class WithSeparator:
    """The endings of a stem, and any ending at all that fits nouns after a hyphen or an apostrophe."""

    def __init__(self, glued: Endings, state: State) -> None:
        """Take the endings written without a separator, and the state in which the stem stands."""
        self._glued = glued
        self._state = state

    def __contains__(self, ending: object) -> bool:
        """Tell whether the stem may go on like this, folded."""
        if isinstance(ending, str) and ending[:1] in SEPARATORS:
            return len(ending) > 1 and ending[1:] in any_endings(self._state, Reach.FULL)
        return ending in self._glued


class Without:
    """A set of endings with a few taken out, because with this stem they make another word."""

    def __init__(self, endings: Endings, tails: frozenset[str]) -> None:
        """Take the set and the endings to take out."""
        self._endings = endings
        self._tails = tails

    def __contains__(self, ending: object) -> bool:
        """Tell whether the stem may go on like this, folded."""
        return ending not in self._tails and ending in self._endings
