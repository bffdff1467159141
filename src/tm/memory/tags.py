"""The inline markup of a text, made ready to be compared apart from its words.

A tag may stand beside a text (`Variant.tags`) or be written in it; both ways of storing a sentence compare as one.
Where the markup is found in a text is `tm.text.inline`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tm.model import Tag, TagKind
from tm.text.inline import same_tags, split
from tm.text.normalize import normalize

MARKUP = "<"
"""What a text with markup in it has."""


def without_markup(normal: str) -> tuple[str, tuple[Tag, ...]]:
    """Return a normalised text without the markup written in it, normalised again, and that markup as `marks` does."""
    if MARKUP not in normal:
        return normal, ()
    text, tags = split(normal)
    return (normalize(text), _comparable(text, tags)) if tags else (normal, ())


def marks(text: str, tags: Sequence[Tag] = ()) -> tuple[Tag, ...]:
    """Return the tags beside a text and those written in it: kind, code and place, in the order of their places.

    A place is counted in the letters that stand before the tag; white space is none, for it does not tell texts apart.
    """
    written = without_markup(normalize(text))[1]
    return tuple(sorted((*written, *_comparable(text, tags)), key=_place)) if tags else written


def same(one: Sequence[Tag], other: Sequence[Tag]) -> bool:
    """Tell whether two texts have the same marks in the same places; an unknown code is the same as any of its kind."""
    return one == other or (same_tags(one, other) and [*map(_place, one)] == [*map(_place, other)])


def only(one: Iterable[Tag], other: Iterable[Tag]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes that only one and only the other text has; kinds for those whose code is unknown.

    Both are empty where the marks differ in their places alone.
    """
    here, there = Counter(map(_named, one)), Counter(map(_named, other))
    return tuple((here - there).elements()), tuple((there - here).elements())


def _comparable(text: str, tags: Iterable[Tag]) -> tuple[Tag, ...]:
    made = (Tag(at=_letters(text[: tag.at]), kind=tag.kind, code=" ".join(tag.code.split())) for tag in tags)
    return tuple(sorted(made, key=_place))


def _letters(text: str) -> int:
    return len(without_markup(normalize(text))[0].replace(" ", ""))


def _place(tag: Tag) -> tuple[int, TagKind]:
    return tag.at, tag.kind


def _named(tag: Tag) -> str:
    return tag.code or tag.kind.value
