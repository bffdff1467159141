"""A unit as a `<trans-unit>` of XLIFF 1.2."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import cast
from urllib.parse import quote

import msgspec
from lxml import etree

from tm.formats.xliff import fields, states
from tm.formats.xliff.element import LANG
from tm.formats.xliff.marking import NMTOKEN, Marked, ready, write_1
from tm.formats.xliff.model import Entry, Header, Proposal
from tm.formats.xliff.notes import DEVELOPER, GLOSSARY, gloss_note
from tm.formats.xliff.read_1 import OTHER_CONTEXT, OURS_CONTEXT
from tm.model import Variant

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_NAMESPACES = cast("Mapping[str, str]", {None: NAMESPACE})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TOOL = "tm"
_ATTRIBUTES = {
    "translate": re.compile("yes|no"),
    "reformat": re.compile("yes|no"),
    "restype": re.compile(r"x-\S+"),
    "datatype": re.compile(r"x-\S+"),
    "maxwidth": NMTOKEN,
    "minwidth": NMTOKEN,
    "maxheight": NMTOKEN,
    "minheight": NMTOKEN,
    "maxbytes": NMTOKEN,
    "minbytes": NMTOKEN,
    "help-id": NMTOKEN,
    **dict.fromkeys(("resname", "extradata", "extype", "charclass"), re.compile(".*", re.DOTALL)),
}
"""Attributes of a unit that are properties, and the values that are allowed."""
_CONTEXT = re.compile(r"x-(?!tm-:)\S+")
_CONTEXTS = frozenset(
    "database element elementtitle linenumber numparams paramnotes record recordtitle sourcefile".split()
)
_LINE = re.compile(r"(.+):(\d+)", re.DOTALL)


class First:
    """The writer of XLIFF 1.2."""

    depth = 3
    """How many elements stand around the units."""

    def __init__(self, header: Header, code: Callable[[str], str]) -> None:
        """`code` turns the code of a language into what stands in the file."""
        self._header = header
        self._code = code

    @property
    def frame(self) -> etree._Element:
        """The root with the header; a comment stands where the units belong."""
        header = self._header
        root = etree.Element(f"{{{NAMESPACE}}}xliff", {"version": "1.2"}, nsmap=_NAMESPACES)
        attributes = {
            "original": header.original,
            "source-language": self._code(header.source_language),
            "target-language": self._code(header.target_language),
            "datatype": header.data,
            "tool-id": _TOOL,
        }
        file = etree.SubElement(root, f"{{{NAMESPACE}}}file", attributes)
        head = etree.SubElement(file, f"{{{NAMESPACE}}}header")
        tool = {"tool-id": _TOOL, "tool-name": _TOOL, "tool-version": header.tool_version}
        etree.SubElement(head, f"{{{NAMESPACE}}}tool", tool)
        etree.SubElement(file, f"{{{NAMESPACE}}}body").append(etree.Comment())
        return root

    def group(self, id_: str) -> etree._Element:
        """Return the empty element of a group of plural forms."""
        return _element("group", {"id": id_, "restype": "x-gettext-plurals"})

    def unit(self, entry: Entry, id_: str, source: Variant, target: Variant | None) -> etree._Element:
        """Return the element of a unit."""
        pairs = list(fields.of(entry.unit, source, None if target is None else _without_state(target)))
        attributes = dict(_attributes(pairs))
        unfinished = target is not None and target.state in states.UNFINISHED
        approved = {} if target is None else {"approved": "no" if unfinished else "yes"}
        element = _element("trans-unit", {"id": id_, _SPACE: "preserve", **approved, **attributes})
        kept = self._texts(element, source, target)
        kept += [pair for pair in pairs if pair[0].removeprefix("@") not in attributes or not pair[0].startswith("@")]
        for contexts in _contexts(kept):
            _context_group(element, contexts)
        self._notes(element, entry, source, target)
        for proposal in entry.proposals:
            self._proposal(element, proposal)
        return element

    def _texts(self, element: etree._Element, source: Variant, target: Variant | None) -> list[tuple[str, str]]:
        """Write source and target; return what the attributes of the target could not say of its state."""
        texts = [(one.text, one.tags) for one in (source, target) if one]
        marked = ready(*texts)
        segments = fields.segments_of(source)
        in_target = fields.segments_of(target) if target else ()
        matching = {one[0] for one in in_target} <= {one[0] for one in segments} and all(
            NMTOKEN.fullmatch(one[0]) for one in segments
        )
        language = {LANG: self._code(source.language)}
        write_1(etree.SubElement(element, f"{{{NAMESPACE}}}source", language), marked[0])
        if segments and matching:
            write_1(etree.SubElement(element, f"{{{NAMESPACE}}}seg-source"), marked[0], segments)
        if target is None:
            return []
        said = dict(pair for pair in target.properties if pair[0] in _STATES)
        attributes = {LANG: self._code(target.language), **states.write_1(target.state, said)}
        inner = etree.SubElement(element, f"{{{NAMESPACE}}}target", {k: v for k, v in attributes.items() if v})
        write_1(inner, marked[1], in_target if matching else ())
        return [(f"x-tm-target-{name}", value) for name, value in said.items()]

    def _notes(self, element: etree._Element, entry: Entry, source: Variant, target: Variant | None) -> None:
        for note in entry.unit.notes:
            _text(element, "note", note)
        for annotated, variant in (("source", source), ("target", target)):
            for note in variant.notes if variant else ():
                _text(element, "note", note, {"annotates": annotated})
        for name, value in entry.unit.properties:
            if name == fields.EXTRACTED:
                _text(element, "note", value, {"from": DEVELOPER})
        for gloss in entry.glossary:
            _text(element, "note", gloss_note(gloss), {"from": GLOSSARY})

    def _proposal(self, element: etree._Element, proposal: Proposal) -> None:
        quality = "" if proposal.quality is None else f"{proposal.quality:g}"
        attributes = {"match-quality": quality, "origin": proposal.origin, _SPACE: "preserve"}
        inner = etree.SubElement(element, f"{{{NAMESPACE}}}alt-trans", {k: v for k, v in attributes.items() if v})
        marked = ready((proposal.source, proposal.source_tags), (proposal.target, proposal.target_tags))
        languages = (self._header.source_language, self._header.target_language)
        for name, language, one in zip(("source", "target"), languages, marked, strict=True):
            if one.text or name == "target":
                self._side(inner, name, language, one)
        if proposal.machine:
            inner[-1].set("state-qualifier", "leveraged-mt")

    def _side(self, parent: etree._Element, name: str, language: str, marked: Marked) -> None:
        write_1(etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", {LANG: self._code(language)}), marked)


_STATES = (states.STATE, states.QUALIFIER)


def _without_state(target: Variant) -> Variant:
    """Return a variant without the words for its state, which its element says."""
    kept = tuple(pair for pair in target.properties if pair[0] not in _STATES)
    return msgspec.structs.replace(target, properties=kept)


def _element(name: str, attributes: dict[str, str] | None = None) -> etree._Element:
    return etree.Element(f"{{{NAMESPACE}}}{name}", attributes or {}, nsmap=_NAMESPACES)


def _text(parent: etree._Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes or {}).text = text


def _attributes(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the attributes that properties are; of a name that comes twice none is."""
    seen: dict[str, list[str]] = {}
    for name, value in pairs:
        if name.startswith("@"):
            seen.setdefault(name[1:], []).append(value)
    for name, values in seen.items():
        if len(values) == 1 and name in _ATTRIBUTES and _ATTRIBUTES[name].fullmatch(values[0]):
            yield name, values[0]


def _contexts(pairs: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Yield the properties as groups of contexts, type and text: each reference alone, then all others together."""
    others: list[tuple[str, str]] = []
    for name, value in pairs:
        if name == fields.REFERENCE:
            place = _LINE.fullmatch(value)
            yield [("sourcefile", place[1]), ("linenumber", place[2])] if place else [("sourcefile", value)]
        elif name not in {fields.EXTRACTED, fields.PLURAL}:
            others.append((_context_type(name), value))
    if others:
        yield others


def _context_type(name: str) -> str:
    """Return the type that a property is written with."""
    known = name.removeprefix(OTHER_CONTEXT)
    if name.startswith(OTHER_CONTEXT) and known in _CONTEXTS:
        return known
    return name if _CONTEXT.fullmatch(name) else OURS_CONTEXT + quote(name, safe=":@.")


def _context_group(element: etree._Element, contexts: list[tuple[str, str]]) -> None:
    purpose = "location" if contexts[0][0] == "sourcefile" else "information"
    group = etree.SubElement(element, f"{{{NAMESPACE}}}context-group", {"purpose": purpose})
    for kind, text in contexts:
        _text(group, "context", text, {"context-type": kind})
