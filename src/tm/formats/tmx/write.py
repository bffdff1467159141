"""TMX 1.4 out: a stream of units, one element a line, the same bytes for the same units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import BinaryIO, Literal

import msgspec
from lxml import etree

from tm.errors import Place
from tm.formats.refused import Refused
from tm.formats.tmx.properties import of_unit, of_variant
from tm.model import Unit, Variant

_PROLOGUE = b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_SHOWN = 80


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What a TMX file says about all its units."""

    source_language: str
    """BCP 47 code; its variants are written first, and its code stands in `srclang` letter by letter."""
    tool_version: str
    languages: tuple[str, ...] = ()
    """The languages to write, in this order after the source; none means all a unit has, in the unit's order."""
    segment: Literal["sentence", "paragraph", "block", "phrase"] = "sentence"
    """What a unit holds. OmegaT splits again what is no sentence, and never matches a *sentence* of two sentences."""
    data: str = "plaintext"
    """The `datatype`."""
    admin_language: str = ""
    """Language of notes and properties; empty means the source language."""


def write(
    units: Iterable[Unit],
    stream: BinaryIO,
    *,
    header: Header,
    code: Callable[[str], str] | None = None,
) -> tuple[Refused, ...]:
    """Write the units as TMX and return those that can't be.

    A unit is refused where strict readers would refuse the whole file for it: for a character XML forbids, an empty
    text, or a language tag that is none.

    `code` turns the code of a language into what the reading tool calls it.
    """
    name = code or str
    refused: list[Refused] = []
    stream.write(_PROLOGUE)
    with etree.xmlfile(stream, encoding="utf-8") as xml, xml.element("tmx", version="1.4"):
        xml.write("\n  ")
        xml.write(_header(header, name))
        xml.write("\n  ")
        with xml.element("body"):
            for unit in units:
                variants = _variants(unit, header)
                reason = _fault(unit, variants, name)
                if reason:
                    refused.append(_refused(unit, reason))
                    continue
                xml.write("\n    ")
                xml.write(_tu(unit, variants, name))
            xml.write("\n  ")
        xml.write("\n")
    stream.write(b"\n")
    return tuple(refused)


def _header(header: Header, name: Callable[[str], str]) -> etree._Element:
    attributes = {
        "creationtool": "tm",
        "creationtoolversion": header.tool_version,
        "segtype": header.segment,
        "o-tmf": "tm",
        "adminlang": name(header.admin_language or header.source_language),
        "srclang": name(header.source_language),
        "datatype": header.data,
    }
    return etree.Element("header", attributes)


def _variants(unit: Unit, header: Header) -> Sequence[Variant]:
    """Return the variants to write: the source first, then the languages asked for in their order."""
    source = header.source_language
    order = (source, *(code for code in header.languages if code != source))
    if header.languages:
        return [variant for code in order for variant in unit.variants if variant.language == code]
    return sorted(unit.variants, key=lambda variant: variant.language != source)


def _fault(unit: Unit, variants: Sequence[Variant], name: Callable[[str], str]) -> str:
    """Tell why a unit can't be written, nothing where it can."""
    if not variants:
        return "The unit has no text in the languages to write."
    empty = next((variant for variant in variants if not variant.text), None)
    if empty:
        return f"The text in {empty.language} is empty."
    tags = (name(variant.language) for variant in variants)
    strange = next((tag for tag in tags if not _TAG.fullmatch(tag)), None)
    if strange is not None:
        return f"`{strange}` is no language tag (BCP 47)."
    places = [variant.place.file for variant in variants if variant.place]
    texts = [variant.text for variant in variants]
    illegal = _ILLEGAL.search("".join([unit.id, unit.origin.statement, *unit.notes, *places, *texts]))
    return f"The character U+{ord(illegal[0]):04X} can't stand in XML." if illegal else ""


def _refused(unit: Unit, reason: str) -> Refused:
    text = " | ".join(f"{variant.language}: {variant.text}" for variant in unit.variants)
    place = next((variant.place for variant in unit.variants if variant.place), Place(unit.origin.statement or unit.id))
    return Refused(reason=reason, place=place, text=text[:_SHOWN])


def _tu(unit: Unit, variants: Sequence[Variant], name: Callable[[str], str]) -> etree._Element:
    """Make the element of a unit: notes, properties, then a `<tuv>` for each variant."""
    tu = etree.Element("tu", {"tuid": unit.id})
    for note in unit.notes:
        etree.SubElement(tu, "note").text = note
    _properties(tu, of_unit(unit))
    for variant in variants:
        tuv = etree.SubElement(tu, "tuv", {_LANG: name(variant.language)})
        _properties(tuv, of_variant(variant))
        etree.SubElement(tuv, "seg").text = variant.text
        _indent(tuv, "\n        ", "\n      ")
    _indent(tu, "\n      ", "\n    ")
    return tu


def _properties(parent: etree._Element, properties: Mapping[str, str]) -> None:
    for kind, value in properties.items():
        etree.SubElement(parent, "prop", {"type": kind}).text = value


def _indent(parent: etree._Element, before: str, after: str) -> None:
    """Put each child on a line of its own."""
    parent.text = before
    for child in parent:
        child.tail = before
    child.tail = after
