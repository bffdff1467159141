"""Inline markup as tags beside a text: taken out of it, put back, paired and compared.

Placeholders (`%s`, `{name}`) are words of the text and stay in it. Nothing here knows a file format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from tm.model import Tag, TagKind, Unit, Variant
from tm.text.markup import find

_NAMES = {TagKind.OPEN: "opening", TagKind.CLOSE: "closing", TagKind.ALONE: "single"}


def split(text: str, *, markdown: bool = False) -> tuple[str, tuple[Tag, ...]]:
    """Return a text without its markup, and the markup as tags: `literal` makes the same text of the two again.

    Markup is what HTML and XML write as tags, and in Markdown also emphasis, code, links and images. A tag of a name
    that HTML doesn't have is taken for markup only in pairs or if it closes itself; `<file>` is a placeholder. What is
    left holds no tags: where taking one out would make a new one (`<<br>b>`), all stays in the text. (In Markdown code
    may hold what looks like markup.)
    """
    found = find(text, markdown=markdown)
    if not found:
        return text, ()
    tags: list[Tag] = []
    pieces: list[str] = []
    end = length = 0
    for mark in found:
        pieces.append(text[end : mark.span.start])
        length += mark.span.start - end
        end = mark.span.end
        code = text[mark.span.start : end]
        tags.append(Tag(at=length, kind=mark.kind, pair=mark.pair, code=code, meaning=mark.meaning))
    plain = "".join([*pieces, text[end:]])
    return (text, ()) if not markdown and find(plain) else (plain, tuple(tags))


def literal(text: str, tags: Iterable[Tag]) -> str:
    """Return the text with the native codes of its tags in their places; an unknown code leaves no trace."""
    pieces: list[str] = []
    end = 0
    for tag in tags:
        pieces += (text[end : tag.at], tag.code)
        end = max(end, tag.at)
    return "".join([*pieces, text[end:]]) if pieces else text


def spelled_out(unit: Unit) -> Unit:
    """Return the unit with its markup as native codes in the texts, for a format that has no tags."""
    if not any(variant.tags for variant in unit.variants):
        return unit
    variants = tuple(
        msgspec.structs.replace(one, text=literal(one.text, one.tags), tags=()) if one.tags else one
        for one in unit.variants
    )
    return msgspec.structs.replace(unit, variants=variants)


def taken_out(unit: Unit) -> Unit:
    """Return the unit with the markup in its texts as tags, for a tool that has such; texts with tags stay."""
    variants = tuple(_split(one) for one in unit.variants)
    return msgspec.structs.replace(unit, variants=variants) if variants != unit.variants else unit


def _split(variant: Variant) -> Variant:
    if variant.tags or "<" not in variant.text:
        return variant
    text, tags = split(variant.text)
    return msgspec.structs.replace(variant, text=text, tags=tags) if text else variant


def pair(tags: Sequence[Tag]) -> tuple[tuple[Tag, ...], tuple[str, ...]]:
    """Return the tags with their pairs put right and numbered from 1 by their opening tags, and what was mended.

    Halves of one number are a pair if the opening one comes first and both are there once; the others lose their
    number. An opening or closing tag with the number 0 is a half whose other half is elsewhere, and no fault.
    """
    partners: dict[int, int] = {}
    for number, places in _numbered(tags).items():
        if number and [tags[place].kind for place in places] == [TagKind.OPEN, TagKind.CLOSE]:
            partners[places[0]] = places[1]
    numbers = {place: number for number, couple in enumerate(sorted(partners.items()), 1) for place in couple}
    lonely = [tag for place, tag in enumerate(tags) if tag.pair and place not in numbers]
    mended = tuple(f"The {_NAMES[tag.kind]} tag {_shown(tag)} has no partner." for tag in lonely)
    numbered = (
        tag if tag.pair == numbers.get(place, 0) else msgspec.structs.replace(tag, pair=numbers.get(place, 0))
        for place, tag in enumerate(tags)
    )
    return tuple(numbered), mended


def same_tags(one: Sequence[Tag], other: Sequence[Tag]) -> bool:
    """Tell whether two texts have the same tags, wherever they stand; an unknown code equals any of its kind."""
    return one == other or all(_same_codes(_codes(one, kind), _codes(other, kind)) for kind in TagKind)


def identified(texts: Sequence[Sequence[Tag]]) -> tuple[tuple[Tag, ...], ...]:
    """Return the tags of several languages' texts, each with an id that its counterparts share.

    Ids that are there stay. Other tags are counterparts if they have the same kind and code and are the n-th of those
    in their text. Both halves of a pair have the same id.
    """
    taken = {tag.id for tags in texts for tag in tags if tag.id}
    free = (str(number) for number in range(1, 1 + len(taken) + sum(map(len, texts))) if str(number) not in taken)
    names: dict[tuple[TagKind, str, int], str] = {}
    return tuple(_named(tags, names, free) for tags in texts)


def _named(tags: Sequence[Tag], names: dict[tuple[TagKind, str, int], str], free: Iterator[str]) -> tuple[Tag, ...]:
    """Return the tags of one text with their ids; `names` are those given so far, by kind, code and turn."""
    seen: Counter[tuple[TagKind, str]] = Counter()
    of_pair: dict[int, str] = {}
    named: list[Tag] = []
    for tag in tags:
        name = tag.id or (of_pair.get(tag.pair, "") if tag.kind is TagKind.CLOSE else "")
        if not name:
            seen[tag.kind, tag.code] += 1
            key = (tag.kind, tag.code, seen[tag.kind, tag.code])
            name = names[key] = names.get(key) or next(free)
        if tag.pair:
            of_pair[tag.pair] = name
        named.append(tag if tag.id else msgspec.structs.replace(tag, id=name))
    return tuple(named)


def _numbered(tags: Sequence[Tag]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for place, tag in enumerate(tags):
        places.setdefault(tag.pair, []).append(place)
    return places


def _shown(tag: Tag) -> str:
    return f"`{tag.code}`" if tag.code else f"after {tag.at} characters"


def _codes(tags: Sequence[Tag], kind: TagKind) -> Counter[str]:
    return Counter(tag.code for tag in tags if tag.kind is kind)


def _same_codes(one: Counter[str], other: Counter[str]) -> bool:
    """Compare codes as often as they come; where one side has no partner the other must have an unknown code left."""
    if one.total() != other.total():
        return False
    left, right = one - other, other - one
    return left.total() - left[""] <= other[""] and right.total() - right[""] <= one[""]
