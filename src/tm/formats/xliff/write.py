"""XLIFF out, 1.2 or 2.1: a stream of units, laid out for diffs, the same bytes for the same units.

What is written is valid against the schemas of the standard, modules included.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Protocol

from lxml import etree

from tm.errors import Place
from tm.formats.refused import Refused
from tm.formats.xliff import fields
from tm.formats.xliff.marking import ILLEGAL
from tm.formats.xliff.model import Entry, Header
from tm.formats.xliff.write_1 import First
from tm.formats.xliff.write_2 import Second
from tm.messages import say
from tm.model import Unit, Variant

_SHOWN = 80
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which no encoding writes."""


class Writer(Protocol):
    """How one version is written."""

    @property
    def depth(self) -> int:
        """How many elements stand around the units."""
        ...

    @property
    def frame(self) -> etree._Element:
        """The root with everything but the units; a comment stands where they belong."""
        ...

    def unit(self, entry: Entry, id_: str, source: Variant, target: Variant | None) -> etree._Element:
        """Return the element of a unit."""
        ...

    def group(self, id_: str) -> etree._Element:
        """Return the empty element of a group of plural forms."""
        ...


def write(
    units: Iterable[Unit | Entry],
    stream: BinaryIO,
    *,
    header: Header,
    code: Callable[[str], str] | None = None,
) -> tuple[Refused, ...]:
    """Write the units as XLIFF and return those that can't be: without a source text, or with what XML forbids.

    A unit without the target language waits for its translation. The forms of a plural (units with the property
    `x-plural`, from 0 on) become a group. `code` turns the code of a language into what the reading tool calls it.
    """
    writer = (Second if header.version == "2.1" else First)(header, code or str)
    writing = _Writing(writer, header)
    frame = laid_out(writer.frame, 0)
    before, _, after = _bytes(frame).partition(b"<!---->")
    indent = b"  " * writer.depth
    stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n' + before.rstrip())
    declared = [_declaration(prefix, uri) for prefix, uri in frame.nsmap.items()]
    for element in writing.elements(units):
        data = _bytes(element)
        for one in declared:
            data = data.replace(one, b"", 1)
        stream.write(b"\n" + indent + data)
    stream.write(after + b"\n")
    return tuple(writing.refused)


def _bytes(element: etree._Element) -> bytes:
    return etree.tostring(element, encoding="unicode").encode()


def _declaration(prefix: str | None, uri: str) -> bytes:
    return f' xmlns{f":{prefix}" if prefix else ""}="{uri}"'.encode()


class _Writing:
    """Which units were written, and which refused."""

    def __init__(self, writer: Writer, header: Header) -> None:
        self.writer = writer
        self.header = header
        self.refused: list[Refused] = []
        self._seen: set[int] = set()
        """Hashes of the ids."""

    def elements(self, units: Iterable[Unit | Entry]) -> Iterator[etree._Element]:
        """Give the elements of the units, laid out; the forms of a plural in one group."""
        group: etree._Element | None = None
        expected = -1
        for one in units:
            entry = one if isinstance(one, Entry) else Entry(unit=one)
            reason = self.fault(entry)
            if reason:
                self.refused.append(_refused(entry.unit, reason))
                continue
            form = _form(entry.unit)
            if group is not None and form != expected:
                yield laid_out(group, self.writer.depth)
                group = None
            element = self.element(entry)
            if form is None or (form and group is None):
                yield laid_out(element, self.writer.depth)
                continue
            if group is None:
                group = self.writer.group(self.unique(f"{entry.unit.id.removesuffix('[0]')}-plural"))
            group.append(element)
            expected = form + 1
        if group is not None:
            yield laid_out(group, self.writer.depth)

    def element(self, entry: Entry) -> etree._Element:
        unit, header = entry.unit, self.header
        source = unit.variant(header.source_language)
        target = unit.variant(header.target_language)
        if source is None:
            raise AssertionError(unit.id)
        return self.writer.unit(entry, self.unique(unit.id or "unit"), source, target)

    def unique(self, id_: str) -> str:
        """Return an id, or where another unit has it already, the same with a number."""
        found, number = id_, 1
        while hash(found) in self._seen:
            number += 1
            found = f"{id_}-{number}"
        self._seen.add(hash(found))
        return found

    def fault(self, entry: Entry) -> str:
        """Tell why a unit can't be written, nothing where it can."""
        source = entry.unit.variant(self.header.source_language)
        if source is None or not (source.text or source.tags):
            return say("The unit has no text in the source language.")
        texts = _strings(entry)
        texts += [] if self.header.version == "2.1" else [variant.text for variant in entry.unit.variants]
        illegal = ILLEGAL.search("".join(texts))
        lonely = _SURROGATE.search("".join(variant.text for variant in entry.unit.variants))
        wrong = illegal or lonely
        return say("The character U+{illegal:04X} can't stand in XML.", illegal=ord(wrong[0])) if wrong else ""


def _strings(entry: Entry) -> list[str]:
    """Return what of a unit stands in XML as it is, texts left out."""
    unit = entry.unit
    pairs = [*unit.properties, *(pair for variant in unit.variants for pair in variant.properties)]
    tags = [part for v in unit.variants for tag in v.tags for part in (tag.code, tag.meaning, tag.id)]
    proposals = [part for one in entry.proposals for part in (one.source, one.target, one.origin)]
    glossary = [part for one in entry.glossary for part in (one.term, *one.translations, one.definition)]
    notes = [*unit.notes, *(note for variant in unit.variants for note in variant.notes)]
    named = [unit.id, unit.origin.statement, unit.history.creator, unit.history.changer]
    of_variants = [part for v in unit.variants for part in (v.history.creator, v.history.changer)]
    places = [variant.place.file for variant in unit.variants if variant.place]
    return [
        *named,
        *of_variants,
        *places,
        *notes,
        *tags,
        *proposals,
        *glossary,
        *(part for pair in pairs for part in pair),
    ]


def _form(unit: Unit) -> int | None:
    """Return the number of a plural form, None for what is none."""
    number = next((value for name, value in unit.properties if name == fields.PLURAL), "")
    return int(number) if number.isdecimal() else None


def _refused(unit: Unit, reason: str) -> Refused:
    text = " | ".join(f"{variant.language}: {variant.text}" for variant in unit.variants)
    place = next((variant.place for variant in unit.variants if variant.place), Place(unit.origin.statement or unit.id))
    return Refused(reason=reason, place=place, text=text[:_SHOWN])


_MIXED = frozenset(
    {"source", "target", "seg-source", "note", "context", "data", "meta", "term", "translation", "definition"}
)
"""Elements whose white space says something."""


def laid_out(element: etree._Element, depth: int) -> etree._Element:
    """Put each child on a line of its own, those of texts left alone."""
    children = list(element)
    if not children or not isinstance(element.tag, str) or etree.QName(element).localname in _MIXED:
        return element
    element.text = "\n" + "  " * (depth + 1)
    for child in children:
        laid_out(child, depth + 1)
        child.tail = element.text
    children[-1].tail = "\n" + "  " * depth
    return element
