"""TMX 1.4 out: a stream of units, one element a line, the same bytes for the same units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, Literal

import msgspec

from tm.errors import Place
from tm.formats.refused import Refused
from tm.formats.tmx import attributes, segments
from tm.formats.tmx.properties import ID, of_unit, of_variant
from tm.messages import say
from tm.model import Unit, Variant

_PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_SPECIAL = re.compile(r'[&<>"\t\n\r]')
_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_VALUE = {**_TEXT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
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
    text, or a language tag that is none. What stands in a unit's properties is written as it was read.

    `code` turns the code of a language into what the reading tool calls it.
    """
    writer = Writer(stream, header=header, code=code)
    for unit in units:
        writer.add(unit)
    writer.close()
    return tuple(writer.refused)


class Writer:
    """A TMX file that is written a unit at a time, for who writes several at once; otherwise as `write`."""

    def __init__(self, stream: BinaryIO, *, header: Header, code: Callable[[str], str] | None = None) -> None:
        self._stream = stream
        self._header = header
        self._name = code or str
        self._order = dict.fromkeys((header.source_language, *header.languages))
        self._names: dict[str, str] = {}
        self.refused: list[Refused] = []
        stream.write(f"{_PROLOGUE}  {self._head()}\n  <body>\n".encode())

    def add(self, unit: Unit) -> None:
        """Write a unit, or note why that can't be done."""
        variants = self._variants(unit)
        reason = self._fault(variants)
        text = "" if reason else self._tu(unit, variants)
        illegal = _ILLEGAL.search(text)
        if illegal:
            reason = say("The character U+{illegal:04X} can't stand in XML.", illegal=ord(illegal[0]))
        if reason:
            self.refused.append(_refused(unit, reason))
        else:
            self._stream.write(text.encode())

    def close(self) -> None:
        """Write what stands after the last unit; the stream stays open."""
        self._stream.write(b"  </body>\n</tmx>\n")

    def _head(self) -> str:
        """Return the element `<header>`."""
        header = self._header
        said = {
            "creationtool": "tm",
            "creationtoolversion": header.tool_version,
            "segtype": header.segment,
            "o-tmf": "tm",
            "adminlang": self._name(header.admin_language or header.source_language),
            "srclang": self._name(header.source_language),
            "datatype": header.data,
        }
        return f"<header{_attributes(said)}/>"

    def _variants(self, unit: Unit) -> Sequence[Variant]:
        """Return the variants to write: the source first, then the languages asked for in their order."""
        if self._header.languages:
            return [variant for code in self._order for variant in unit.variants if variant.language == code]
        return sorted(unit.variants, key=lambda variant: variant.language != self._header.source_language)

    def _fault(self, variants: Sequence[Variant]) -> str:
        """Tell what of a unit a strict reader would not take, nothing where all is well."""
        if not variants:
            return say("The unit has no text in the languages to write.")
        for variant in variants:
            if not variant.text:
                return say("The text in {code} is empty.", code=variant.language)
            if variant.language not in self._names:
                self._names[variant.language] = self._name(variant.language)
            if not _TAG.fullmatch(self._names[variant.language]):
                return say("`{tag}` is no language tag (BCP 47).", tag=self._names[variant.language])
        return ""

    def _tu(self, unit: Unit, variants: Sequence[Variant]) -> str:
        """Return a unit: notes, properties, then a `<tuv>` for each variant."""
        tags = [self._names[variant.language] for variant in variants]
        said, props = attributes.parted(unit.properties, unit=True, languages=tags)
        said = {"tuid": said.pop("tuid", unit.id), **said, **attributes.of_history(unit.history)}
        own = of_unit(unit)
        if unit.properties and any(name == "@tuid" for name, _ in unit.properties):
            own[ID] = unit.id
        return "".join(
            [
                f"    <tu{_attributes(said)}>\n",
                *_about("      ", unit.notes, own, props),
                *(self._tuv(tag, variant) for tag, variant in zip(tags, variants, strict=True)),
                "    </tu>\n",
            ]
        )

    def _tuv(self, tag: str, variant: Variant) -> str:
        said, props = attributes.parted(variant.properties, unit=False)
        said = {"xml:lang": tag, **said, **attributes.of_history(variant.history)}
        about = "".join(_about("        ", variant.notes, of_variant(variant), props))
        return f"      <tuv{_attributes(said)}>\n{about}        <seg>{_seg(variant)}</seg>\n      </tuv>\n"


def _about(
    indent: str, notes: Iterable[str], own: Mapping[str, str], props: Iterable[tuple[str, str]]
) -> Iterator[str]:
    """Yield notes and properties, one a line."""
    for note in notes:
        yield f"{indent}<note>{_escaped(note)}</note>\n"
    for kind, value in (*own.items(), *props):
        yield f'{indent}<prop type="{_value(kind)}">{_escaped(value)}</prop>\n'


def _seg(variant: Variant) -> str:
    """Return what stands in a `<seg>`."""
    if not variant.tags:
        return _escaped(variant.text)
    pieces = segments.write(variant.text, variant.tags)
    return "".join(_escaped(piece) if isinstance(piece, str) else _element(*piece) for piece in pieces)


def _element(name: str, said: Mapping[str, str], code: str) -> str:
    inside = f">{_escaped(code)}</{name}>" if code else "/>"
    return f"<{name}{_attributes(said)}{inside}"


def _attributes(said: Mapping[str, str]) -> str:
    return "".join(f' {name}="{_value(value)}"' for name, value in said.items())


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda hit: _TEXT.get(hit[0], hit[0]), text) if _SPECIAL.search(text) else text


def _value(text: str) -> str:
    """Escape an attribute's value; its white space would be changed by a parser."""
    return _SPECIAL.sub(lambda hit: _VALUE[hit[0]], text) if _SPECIAL.search(text) else text


def _refused(unit: Unit, reason: str) -> Refused:
    text = " | ".join(f"{variant.language}: {variant.text}" for variant in unit.variants)
    place = next((variant.place for variant in unit.variants if variant.place), Place(unit.origin.statement or unit.id))
    return Refused(reason=reason, place=place, text=text[:_SHOWN])
