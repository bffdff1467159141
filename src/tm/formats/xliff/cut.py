"""A text with its tags, cut at its segments, and which pairs of tags can be written as one element around the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from tm.model import Tag, TagKind

Span3 = tuple[str, int, int]
"""Id, start and end of a segment."""


class Stretch(msgspec.Struct, frozen=True):
    """A segment, or what stands between two."""

    id: str | None
    """None for what is no segment."""
    start: int
    end: int
    tags: tuple[Tag, ...]

    def pieces(self, text: str) -> Iterator[str | Tag]:
        """Give the stretch's text and tags in their order; `text` is the whole text."""
        at = self.start
        for tag in self.tags:
            if tag.at > at:
                yield text[at : tag.at]
                at = tag.at
            yield tag
        if self.end > at:
            yield text[at : self.end]


def usable(segments: Sequence[Span3], text: str) -> bool:
    """Tell whether segments follow each other in a text and have names of their own."""
    ends = [0]
    for _, start, end in segments:
        if not ends[-1] <= start <= end <= len(text):
            return False
        ends.append(end)
    return bool(segments) and len({one[0] for one in segments}) == len(segments)


def cut(text: str, tags: Iterable[Tag], segments: Sequence[Span3]) -> tuple[Stretch, ...]:
    """Return the stretches of a text; with no usable segments the whole text is one stretch without an id.

    A tag at the border of two stretches belongs to the first if it closes something, else to the second.
    """
    rest = sorted(tags, key=lambda tag: tag.at)
    bounds = list(_bounds(text, segments)) if usable(segments, text) else [(None, 0, len(text))]
    stretches: list[Stretch] = []
    for number, (id_, start, end) in enumerate(bounds):
        last = number == len(bounds) - 1
        mine: list[Tag] = []
        while rest and (last or rest[0].at < end or (rest[0].at == end and rest[0].kind is TagKind.CLOSE)):
            mine.append(rest.pop(0))
        stretches.append(Stretch(id_, start, end, tuple(mine)))
    return tuple(stretches)


def _bounds(text: str, segments: Sequence[Span3]) -> Iterator[tuple[str | None, int, int]]:
    at = 0
    for id_, start, end in segments:
        if start > at:
            yield None, at, start
        yield id_, start, end
        at = end
    if len(text) > at:
        yield None, at, len(text)


def nested(tags: Sequence[Tag]) -> frozenset[int]:
    """Return the numbers of those pairs whose two halves are here and enclose whole pairs only."""
    waiting: list[int] = []
    done: set[int] = set()
    for tag in tags:
        if tag.pair and tag.kind is TagKind.OPEN:
            waiting.append(tag.pair)
        elif tag.pair and tag.pair in waiting:
            del waiting[waiting.index(tag.pair) :]
            done.add(tag.pair)
    return frozenset(done)
