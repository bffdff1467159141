"""Concepts as TBX-Basic: the same bytes for the same concepts, valid against the published rules of the edition.

Sources: ISO 30042:2008 and its `TBXcoreStructV02.dtd`; ISO 30042:2019, `TBXcoreStructV03.rng`, and the TBX-Basic
dialect's rules on values and levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec
from lxml import etree

from tm.errors import Place
from tm.formats.refused import Refused
from tm.formats.tbx.fieldnotes import notes_of
from tm.model import Concept, PartOfSpeech, Term, TermStatus

TOOL = "tm"
"""What the header calls the program that made the file."""
_V3 = "urn:iso:std:iso:30042:ed-2"
_MIN = "http://www.tbxinfo.net/ns/min"
_BASIC = "http://www.tbxinfo.net/ns/basic"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_NAME = re.compile(r"[^\w.-]")
_NO_START = re.compile(r"[^\W\d]")
_STATUS = {
    TermStatus.PREFERRED: "preferredTerm-admn-sts",
    TermStatus.ADMITTED: "admittedTerm-admn-sts",
    TermStatus.DEPRECATED: "deprecatedTerm-admn-sts",
    TermStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_PARTS = {PartOfSpeech.PROPER_NOUN: PartOfSpeech.NOUN.value}
"""Parts of speech that go out as another one; the others are called what the standard calls them."""
_IN_MIN = frozenset({"subjectField", "administrativeStatus", "partOfSpeech"})
"""The categories of the `min` module of version 3; the others written here belong to `basic`."""


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """What a version and style of TBX calls its parts."""

    root: str
    header: str
    entry: str
    language: str
    term: str
    namespace: str = ""
    style: str = ""
    """`dca` or `dct`; empty in version 2, which knows one style."""
    doctype: str = ""


MARTIF = Edition(
    root="martif",
    header="martifHeader",
    entry="termEntry",
    language="langSet",
    term="tig",
    doctype='<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">',
)
"""Version 2 (ISO 30042:2008): the one that OmegaT, translate-toolkit and Weblate read."""
DCA = Edition(
    root="tbx",
    header="tbxHeader",
    entry="conceptEntry",
    language="langSec",
    term="termSec",
    namespace=_V3,
    style="dca",
)
"""Version 3 (ISO 30042:2019), data categories as attributes."""
DCT = msgspec.structs.replace(DCA, style="dct")
"""Version 3 (ISO 30042:2019), data categories as tags."""


class _Fact(NamedTuple):
    """Something said of a concept or a term."""

    element: str
    """The element of the core structure: `descrip`, `admin`, `termNote`."""
    category: str
    text: str


def serialize(
    concepts: Iterable[Concept], *, edition: Edition, language: str, languages: Sequence[str] = ()
) -> tuple[bytes, tuple[Refused, ...]]:
    """Return the file, and the concepts that can't stand in it: those without terms or with a character XML forbids.

    `language` is the language of definitions and notes; `languages` are those to write, in this order, none means all
    a concept has. An entry's id is the concept's, changed where XML asks for another name.
    """
    writer = _Writer(edition, languages)
    root = writer.root(language)
    body = _text_body(root, edition)
    refused: list[Refused] = []
    for concept in concepts:
        reason = writer.fault(concept)
        if reason:
            place = concept.place or Place(concept.id)
            refused.append(Refused(reason=reason, place=place, text=concept.id))
        else:
            writer.entry(body, concept)
    if not len(body):
        body.getparent().remove(body)  # type: ignore[union-attr]
    etree.indent(root, "  ")
    return _bytes(root, edition), tuple(refused)


def _text_body(root: etree._Element, edition: Edition) -> etree._Element:
    return etree.SubElement(etree.SubElement(root, _tag(edition, "text")), _tag(edition, "body"))


def _bytes(root: etree._Element, edition: Edition) -> bytes:
    head = ['<?xml version="1.0" encoding="UTF-8"?>', *([edition.doctype] if edition.doctype else []), ""]
    return "\n".join(head).encode() + etree.tostring(root, encoding="UTF-8", xml_declaration=False, pretty_print=True)


def _tag(edition: Edition, name: str) -> str:
    return f"{{{edition.namespace}}}{name}" if edition.namespace else name


class _Writer:
    """One file being made."""

    def __init__(self, edition: Edition, languages: Sequence[str]) -> None:
        self.edition = edition
        self.languages = languages
        self._names: set[str] = set()

    def root(self, language: str) -> etree._Element:
        """Make the root with its header."""
        edition = self.edition
        spaces: dict[str | None, str] = {None: edition.namespace} if edition.namespace else {}
        if edition.style == "dct":
            spaces |= {"min": _MIN, "basic": _BASIC}
        attributes = {"type": "TBX-Basic", _XML_LANG: language}
        if edition.style:
            attributes["style"] = edition.style
        root = etree.Element(_tag(edition, edition.root), attributes, nsmap=spaces)  # type: ignore[arg-type]
        file = self._child(self._child(root, edition.header), "fileDesc")
        self._child(self._child(file, "sourceDesc"), "p").text = f"Written by {TOOL}."
        return root

    def fault(self, concept: Concept) -> str:
        """Say why a concept can't be written, nothing where it can."""
        if not self._sections(concept):
            return f"“{concept.id}” has no term in the languages to write."
        texts = [concept.id, concept.subject, concept.definition, concept.source, concept.note]
        for term in concept.terms:
            texts += [term.language, term.text, term.source, *notes_of(term)]
        illegal = _ILLEGAL.search("".join(texts))
        return f"“{concept.id}” has the character U+{ord(illegal[0]):04X}, which XML forbids." if illegal else ""

    def _sections(self, concept: Concept) -> dict[str, list[Term]]:
        """Return the terms by language, in the order to write."""
        codes = self.languages or tuple(dict.fromkeys(term.language for term in concept.terms))
        found = {code: list(concept.in_language(code)) for code in codes}
        return {code: terms for code, terms in found.items() if terms}

    def entry(self, body: etree._Element, concept: Concept) -> None:
        """Add a concept."""
        entry = self._child(body, self.edition.entry)
        entry.set("id", self._name(concept.id))
        if concept.subject:
            self._say(entry, _Fact("descrip", "subjectField", concept.subject))
        self._definition(entry, concept)
        if concept.note:
            self._child(entry, "note").text = concept.note
        for code, terms in self._sections(concept).items():
            section = self._child(entry, self.edition.language)
            section.set(_XML_LANG, code)
            for term in terms:
                self._term(section, term)

    def _definition(self, entry: etree._Element, concept: Concept) -> None:
        """Add the definition and its source; version 3 wants the two in one group, old readers look for them bare."""
        both = concept.definition and concept.source and self.edition.style
        parent = self._child(entry, "descripGrp") if both else entry
        if concept.definition:
            self._say(parent, _Fact("descrip", "definition", concept.definition))
        if concept.source:
            self._say(parent, _Fact("admin", "source", concept.source))

    def _term(self, section: etree._Element, term: Term) -> None:
        """Add a term: its text, then what is said of it in the order the core structure wants."""
        parent = self._child(section, self.edition.term)
        self._child(parent, "term").text = term.text
        part = _PARTS.get(term.part_of_speech, term.part_of_speech.value)
        self._say(parent, _Fact("termNote", "partOfSpeech", part))
        self._say(parent, _Fact("termNote", "administrativeStatus", _STATUS[term.status]))
        if term.gender:
            self._say(parent, _Fact("termNote", "grammaticalGender", term.gender.value))
        if term.abbreviation:
            self._say(parent, _Fact("termNote", "termType", "abbreviation"))
        if term.source:
            self._say(parent, _Fact("admin", "source", term.source))
        for note in notes_of(term):
            self._child(parent, "note").text = note

    def _child(self, parent: etree._Element, name: str) -> etree._Element:
        return etree.SubElement(parent, _tag(self.edition, name))

    def _say(self, parent: etree._Element, fact: _Fact) -> None:
        """Add a fact in the style of the edition."""
        if self.edition.style == "dct":
            space = _MIN if fact.category in _IN_MIN else _BASIC
            etree.SubElement(parent, f"{{{space}}}{fact.category}").text = fact.text
            return
        child = self._child(parent, fact.element)
        child.set("type", fact.category)
        child.text = fact.text

    def _name(self, text: str) -> str:
        """Return an id that XML accepts, once in the file."""
        name = _NO_NAME.sub("_", text)
        if not _NO_START.match(name):
            name = f"_{name}"
        number, unique = 1, name
        while unique in self._names:
            number += 1
            unique = f"{name}_{number}"
        self._names.add(unique)
        return unique
