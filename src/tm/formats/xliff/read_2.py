"""The parts of a `<unit>` of XLIFF 2.x, its segments joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tm.formats.xliff import fields, states
from tm.formats.xliff.element import LANG, Element, Unreadable
from tm.formats.xliff.model import Gloss, Proposal
from tm.formats.xliff.notes import of_developer, signed
from tm.formats.xliff.parts import Parts, filled, percent
from tm.formats.xliff.tags import Content, Second, code_point, name_of
from tm.messages import say

META_ID = "x-tm-id"
"""The metadata with an id that is no name token."""
_APART = frozenset({"id"})


def parts_2(element: Element) -> Parts:
    """Return the parts of a unit; raises `Unreadable` where it has no segment or one of them no source."""
    segments = [Element(one, element.line) for one in element.xml if name_of(one) in {"segment", "ignorable"}]
    sources = [one.first("source") for one in segments]
    if not segments or None in sources:
        raise Unreadable(say("The unit has no <source>."), element.line)
    codes = _codes(element)
    target = _target(segments, codes)
    notes = list(_notes(element))
    metadata = list(_metadata(element))
    return Parts(
        id=next((text for name, text in metadata if name == META_ID), element.get("id") or str(element.line)),
        source=filled(_joined(segments, "source", codes)),
        target=filled(target),
        languages=_languages(segments),
        lines=(_line(segments, "source"), _line(segments, "target")),
        state=states.weakest(_states(segments)),
        notes=tuple(note for kind, note in notes if kind == "general"),
        source_notes=tuple(note for kind, note in notes if kind == "source"),
        target_notes=tuple(note for kind, note in notes if kind == "target"),
        properties=(
            *element.properties(apart=_APART),
            *(pair for pair in metadata if pair[0] != META_ID),
            *((fields.EXTRACTED, note) for kind, note in notes if kind == fields.EXTRACTED),
        ),
        proposals=tuple(_proposals(element)),
        glossary=tuple(_glossary(element)),
    )


def _codes(element: Element) -> dict[str, str]:
    """Return the native codes by id."""
    found: dict[str, str] = {}
    original = element.first("originalData")
    for data in original.all("data") if original else ():
        text = data.xml.text or ""
        for child in data.xml:
            text += (code_point(child) if name_of(child) == "cp" else "") + (child.tail or "")
        found[data.get("id")] = text
    return found


def _joined(parts: Sequence[Element], side: str, codes: Mapping[str, str]) -> Content:
    """Return the texts of one side as one, with its segments where there is more than one stretch."""
    reading = Second(codes)
    for number, part in enumerate(parts, 1):
        start, text = reading.length, _side(part, side)
        if text is not None:
            reading.walk(text.xml, reading.child)
        if name_of(part.xml) == "segment" and len(parts) > 1:
            reading.segments.append((part.get("id") or f"s{number}", start, reading.length))
    return reading.content()


def _target(parts: Sequence[Element], codes: Mapping[str, str]) -> Content:
    """Return the translation, its segments in the order the translator gave them."""
    if not any(_translated(part) for part in parts):
        return Content()
    return _joined([part for _, part in sorted(enumerate(parts, 1), key=_order)], "target", codes)


def _side(part: Element, side: str) -> Element | None:
    """Return the text of one side; what stands between segments is the source's where nobody translated it."""
    text = part.first(side)
    return part.first("source") if text is None and name_of(part.xml) == "ignorable" else text


def _order(numbered: tuple[int, Element]) -> int:
    """Return the place of a part in the translation; without `order` it is that in the source."""
    number, part = numbered
    target = part.first("target")
    order = target.get("order") if target else ""
    return int(order) if order.isdecimal() else number


def _translated(part: Element) -> bool:
    target = part.first("target")
    return name_of(part.xml) == "segment" and target is not None and bool(len(target.xml) or target.text)


def _languages(parts: Sequence[Element]) -> tuple[str, str]:
    def said(side: str) -> str:
        texts = [text for part in parts if (text := part.first(side))]
        return next((text.get(LANG) for text in texts if text.get(LANG)), "")

    return said("source"), said("target")


def _line(parts: Sequence[Element], side: str) -> int:
    return next((text.line for part in parts if (text := part.first(side))), parts[0].line)


def _states(parts: Sequence[Element]) -> Iterator[states.Read]:
    """Yield the states of the segments; one without a translation makes the whole unfinished."""
    for part in parts:
        if _translated(part):
            yield states.read_2(part.get("state"), part.get("subState"))
        elif name_of(part.xml) == "segment":
            yield states.read_2("initial", "")


def _notes(element: Element) -> Iterator[tuple[str, str]]:
    """Yield what a note is about, and its text."""
    notes = element.first("notes")
    for note in notes.all("note") if notes else ():
        category, text = note.get("category"), note.text
        if of_developer(category):
            yield fields.EXTRACTED, text
        elif text:
            yield note.get("appliesTo") or "general", signed(text, category)


def _metadata(element: Element) -> Iterator[tuple[str, str]]:
    for metadata in element.module("metadata"):
        for one in metadata.xml.iter():
            if name_of(one) == "meta":
                yield one.get("type", ""), one.text or ""


def _proposals(element: Element) -> Iterator[Proposal]:
    for match in (one for matches in element.module("matches") for one in matches.all("match")):
        codes = _codes_of_match(match)
        sides = [next(iter(match.module(side)), None) for side in ("source", "target")]
        contents = [_content(side, codes) for side in sides]
        if contents[1].text:
            yield Proposal(
                source=contents[0].text,
                source_tags=contents[0].tags,
                target=contents[1].text,
                target_tags=contents[1].tags,
                quality=_quality(match),
                origin=match.get("origin"),
                machine=match.get("type") == "mt",
            )


def _codes_of_match(match: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for data in (one for original in match.module("originalData") for one in original.all("data")):
        found[data.get("id")] = data.text
    return found


def _content(side: Element | None, codes: Mapping[str, str]) -> Content:
    reading = Second(codes)
    if side is not None:
        reading.walk(side.xml, reading.child)
    return reading.content()


def _quality(match: Element) -> float | None:
    """Return how well a match fits: its similarity, or else its quality or suitability."""
    found = (percent(match.get(name)) for name in ("similarity", "matchQuality", "matchSuitability"))
    return next((quality for quality in found if quality is not None), None)


def _glossary(element: Element) -> Iterator[Gloss]:
    for entry in (one for glossary in element.module("glossary") for one in glossary.all("glossEntry")):
        term, definition = entry.first("term"), entry.first("definition")
        if term:
            yield Gloss(
                term=term.text,
                translations=tuple(one.text for one in entry.all("translation") if one.text),
                definition=definition.text if definition else "",
            )
