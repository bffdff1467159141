"""A unit as a `<unit>` of XLIFF 2.1 with the modules for matches, glossary and metadata."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

import msgspec
from lxml import etree

from tm.formats.xliff import fields, states
from tm.formats.xliff.cut import Stretch, cut, usable
from tm.formats.xliff.marking import NMTOKEN, Codes, Marked, ready, write_2
from tm.formats.xliff.model import Entry, Gloss, Header, Proposal
from tm.formats.xliff.notes import DEVELOPER
from tm.formats.xliff.read_2 import META_ID
from tm.model import Variant

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_MODULES = {
    "mtc": "urn:oasis:names:tc:xliff:matches:2.0",
    "gls": "urn:oasis:names:tc:xliff:glossary:2.0",
    "mda": "urn:oasis:names:tc:xliff:metadata:2.0",
}
_NAMESPACES = cast("Mapping[str, str]", {None: NAMESPACE, **_MODULES})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_YES_NO = re.compile("yes|no")
_DIRECTION = re.compile("ltr|rtl|auto")
_ATTRIBUTES = {
    "translate": _YES_NO,
    "canResegment": _YES_NO,
    "srcDir": _DIRECTION,
    "trgDir": _DIRECTION,
    "type": re.compile(r"(?!xlf:)[^\s:]+:[^\s:]+"),
    "name": re.compile(".*", re.DOTALL),
}
"""Attributes of a unit that are properties, and the values that are allowed."""
_STATES = (states.STATE, states.SUBSTATE)


class Second:
    """The writer of XLIFF 2.1."""

    depth = 2
    """How many elements stand around the units."""

    def __init__(self, header: Header, code: Callable[[str], str]) -> None:
        """`code` turns the code of a language into what stands in the file."""
        self._header = header
        self._code = code
        self._count = 0

    @property
    def frame(self) -> etree._Element:
        """The root; a comment stands where the units belong."""
        header = self._header
        attributes = {
            "version": "2.1",
            "srcLang": self._code(header.source_language),
            "trgLang": self._code(header.target_language),
        }
        root = etree.Element(f"{{{NAMESPACE}}}xliff", attributes, nsmap=_NAMESPACES)
        file = etree.SubElement(root, f"{{{NAMESPACE}}}file", {"id": "f1", "original": header.original})
        file.append(etree.Comment())
        return root

    def group(self, id_: str) -> etree._Element:
        """Return the empty element of a group of plural forms."""
        self._count += 1
        name = id_ if NMTOKEN.fullmatch(id_) else f"plural-{self._count}"
        return _element("group", {"id": name, "type": "gettext:plurals"})

    def unit(self, entry: Entry, id_: str, source: Variant, target: Variant | None) -> etree._Element:
        """Return the element of a unit."""
        self._count += 1
        token = id_ if NMTOKEN.fullmatch(id_) else f"tm-{self._count}"
        written = None if target is None else _without(target)
        pairs = list(fields.of(entry.unit, source, written))
        pairs += [] if token == id_ else [(META_ID, id_)]
        attributes = dict(_attributes(pairs))
        element = _element("unit", {"id": token, **attributes, _SPACE: "preserve"})
        codes = Codes()
        said = dict(pair for pair in target.properties if pair[0] in _STATES) if target else {}
        parts = list(self._segments(source, target, said, codes))
        first = next(part.get("id", "") for part in parts if part.get("id"))
        _matches(element, entry.proposals, first)
        _glossary(element, entry.glossary, first)
        pairs += [(f"x-tm-target-{name}", value) for name, value in said.items()]
        _metadata(element, [pair for pair in pairs if pair[0][1:] not in attributes or not pair[0].startswith("@")])
        _notes(element, entry, source, target)
        _original_data(element, codes)
        element.extend(parts)
        return element

    def _segments(
        self, source: Variant, target: Variant | None, said: dict[str, str], codes: Codes
    ) -> Iterator[etree._Element]:
        """Yield the segments of a unit, and what stands between them."""
        marked = ready(*((one.text, one.tags) for one in (source, target) if one))
        state = states.write_2(target.state, said) if target else {}
        for number, (id_, one, other) in enumerate(_aligned(source, target, marked), 1):
            name = "ignorable" if id_ is None else "segment"
            given = {"id": id_ or f"i{number}", **(state if id_ is not None else {})}
            part = _element(name, {key: value for key, value in given.items() if value})
            write_2(_sub(part, "source"), one, marked[0], codes)
            if other is not None:
                write_2(_sub(part, "target"), other, marked[1], codes)
            yield part


def _aligned(
    source: Variant, target: Variant | None, marked: Sequence[Marked]
) -> Iterator[tuple[str | None, Stretch, Stretch | None]]:
    """Yield the stretches of the source with those of the target; one segment where they do not go together."""
    own = fields.segments_of(source)
    other = fields.segments_of(target) if target else own
    tokens = all(NMTOKEN.fullmatch(one[0]) and not re.fullmatch(r"i\d+", one[0]) for one in own)
    together = tokens and usable(own, source.text) and (target is None or usable(other, target.text))
    first = cut(marked[0].text, marked[0].tags, own if together else ())
    second = cut(marked[1].text, marked[1].tags, other if together else ()) if target else ()
    if together and (target is None or [one.id for one in first] == [one.id for one in second]):
        for number, stretch in enumerate(first):
            yield stretch.id, stretch, second[number] if second else None
        return
    whole = [Stretch("s1", 0, len(one.text), one.tags) for one in marked]
    yield "s1", whole[0], whole[1] if target else None


def _without(target: Variant) -> Variant:
    """Return a variant without the words for its state, which its segments say."""
    return msgspec.structs.replace(target, properties=tuple(one for one in target.properties if one[0] not in _STATES))


def _element(name: str, attributes: dict[str, str] | None = None) -> etree._Element:
    return etree.Element(f"{{{NAMESPACE}}}{name}", attributes or {}, nsmap=_NAMESPACES)


def _sub(parent: etree._Element, name: str, attributes: dict[str, str] | None = None) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes or {})


def _module(parent: etree._Element, module: str, name: str, attributes: dict[str, str] | None = None) -> etree._Element:
    return etree.SubElement(parent, f"{{{_MODULES[module]}}}{name}", attributes or {})


def _attributes(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the attributes that properties are; of a name that comes twice none is."""
    names = [name for name, _ in pairs]
    for name, value in pairs:
        own = name[1:] if name.startswith("@") else ""
        if own in _ATTRIBUTES and names.count(name) == 1 and _ATTRIBUTES[own].fullmatch(value):
            yield own, value


def _matches(element: etree._Element, proposals: Sequence[Proposal], segment: str) -> None:
    matches = _module(element, "mtc", "matches") if proposals else None
    for number, proposal in enumerate(proposals, 1):
        quality = "" if proposal.quality is None else f"{min(proposal.quality, 100):g}"
        given = {
            "id": f"m{number}",
            "ref": f"#{segment}",
            "similarity": quality,
            "origin": proposal.origin,
            "type": "mt" if proposal.machine else "tm",
        }
        match = _module(_some(matches), "mtc", "match", {key: value for key, value in given.items() if value})
        codes = Codes()
        marked = ready((proposal.source, proposal.source_tags), (proposal.target, proposal.target_tags))
        sides = [_element(name) for name in ("source", "target")]
        for side, one in zip(sides, marked, strict=True):
            write_2(side, Stretch(None, 0, len(one.text), one.tags), one, codes)
        _original_data(match, codes)
        match.extend(sides)


def _some(element: etree._Element | None) -> etree._Element:
    if element is None:
        raise AssertionError
    return element


def _glossary(element: etree._Element, glossary: Sequence[Gloss], segment: str) -> None:
    usable_ = [gloss for gloss in glossary if gloss.translations or gloss.definition]
    parent = _module(element, "gls", "glossary") if usable_ else None
    for number, gloss in enumerate(usable_, 1):
        entry = _module(_some(parent), "gls", "glossEntry", {"id": f"g{number}", "ref": f"#{segment}"})
        _module(entry, "gls", "term").text = gloss.term
        for translation in gloss.translations:
            _module(entry, "gls", "translation").text = translation
        if gloss.definition:
            _module(entry, "gls", "definition").text = gloss.definition


def _metadata(element: etree._Element, pairs: Sequence[tuple[str, str]]) -> None:
    kept = [pair for pair in pairs if pair[0] not in {fields.EXTRACTED, fields.PLURAL}]
    if kept:
        group = _module(_module(element, "mda", "metadata"), "mda", "metaGroup", {"category": "tm"})
        for name, value in kept:
            _module(group, "mda", "meta", {"type": name}).text = value


def _notes(element: etree._Element, entry: Entry, source: Variant, target: Variant | None) -> None:
    found: list[tuple[str, dict[str, str]]] = [(note, {}) for note in entry.unit.notes]
    found += [(note, {"appliesTo": "source"}) for note in source.notes]
    found += [(note, {"appliesTo": "target"}) for note in (target.notes if target else ())]
    found += [(text, {"category": DEVELOPER}) for name, text in entry.unit.properties if name == fields.EXTRACTED]
    notes = _sub(element, "notes") if found else None
    for text, attributes in found:
        _sub(_some(notes), "note", attributes).text = text


def _original_data(element: etree._Element, codes: Codes) -> None:
    data = _sub(element, "originalData") if codes.ids else None
    for code, id_ in codes.ids.items():
        _sub(_some(data), "data", {"id": id_}).text = code
