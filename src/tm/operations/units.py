"""The versions of a statement into units: aligned, joined across languages, named."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from tm.model import BlockKind, Segment
from tm.text.normalize import normalize


class Text(msgspec.Struct, frozen=True):
    """What one version says in one unit."""

    text: str
    places: tuple[str, ...]
    """Files and lines of its segments: `sources/notice/az.md:14`."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A unit as the published versions have it, before a translator's word counts."""

    id: str
    context: str | None
    """Tells repetitions of one source text in a statement apart: None for the first, `2`, `3`, …"""
    kind: BlockKind
    texts: Mapping[str, Text]
    """By language code; the source may be missing."""
    confidence: float
    """Of the alignment, 0 to 1."""
    shape: Mapping[str, int]
    """How many segments each language has in it; a language that doesn't say it is missing."""


class Drafts(msgspec.Struct, frozen=True, kw_only=True):
    """A statement as units."""

    statement: str
    date: dt.date | None
    units: tuple[Draft, ...]
    """In the order of the source text."""


def drafts(
    groups: Sequence[tuple[Mapping[str, tuple[int, ...]], float]],
    versions: Mapping[str, Sequence[Segment]],
    *,
    statement: str,
    date: dt.date | None,
    source: str,
) -> Drafts:
    """Name the groups of an alignment: by language the indexes of segments, and a confidence."""
    seen: Counter[str] = Counter()
    units = []
    for members, confidence in groups:
        texts = {code: _text(segments, members[code]) for code, segments in versions.items() if members.get(code)}
        named = source if source in texts else next(iter(texts))
        key = name_of(texts[named].text, named if named != source else "")
        seen[key] += 1
        units.append(
            Draft(
                id=f"{statement}:{key}" + (f"-{seen[key]}" if seen[key] > 1 else ""),
                context=str(seen[key]) if seen[key] > 1 else None,
                kind=versions[named][members[named][0]].kind,
                texts=texts,
                confidence=confidence,
                shape={code: len(members[code]) for code in versions if members.get(code)},
            )
        )
    return Drafts(statement=statement, date=date, units=tuple(units))


def _text(segments: Sequence[Segment], indexes: Sequence[int]) -> Text:
    chosen = [segments[index] for index in indexes]
    return Text(" ".join(segment.text for segment in chosen), tuple(dict.fromkeys(_reference(s) for s in chosen)))


def _reference(segment: Segment) -> str:
    """Return the place as a PO reference; a name with spaces stands between isolates (GNU gettext, "PO Files")."""
    file = f"\u2068{segment.place.file}\u2069" if " " in segment.place.file else segment.place.file
    return f"{file}:{segment.place.line}"


def name_of(text: str, language: str = "") -> str:
    """Return a short name for a text, whatever stands around it; `language` only where it is not the source."""
    return hashlib.blake2b(f"{language}\0{normalize(text)}".encode(), digest_size=5).hexdigest()
