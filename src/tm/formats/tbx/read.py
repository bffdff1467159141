"""Terminology XML in: TBX of any version and dialect and MultiTerm XML, as concepts.

All of them are trees of entries, languages and terms with facts hung on them, so one walk reads them all: `vocabulary`
knows the names. What the model has no place for is counted, an entry without a usable term is refused, and the rest
goes in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

import msgspec
from lxml import etree

from tm.errors import FormatError, Place
from tm.formats.refused import Refused
from tm.formats.standing import GOOD, with_one_preferred
from tm.formats.tbx import vocabulary as names
from tm.formats.tbx.fieldnotes import fields_of, usual_case
from tm.formats.tbx.markup import markup
from tm.formats.tbx.write import TOOL
from tm.messages import say
from tm.model import Concept, PartOfSpeech, Term, TermStatus

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_WITH_DEFINITION = ("source", "definition")
_SHOWN = 200


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says."""

    concepts: tuple[Concept, ...]
    refused: tuple[Refused, ...] = ()
    left_out: Mapping[str, int] = {}
    """What the model has no place for, counted by kind; the most frequent first."""
    repaired: Mapping[str, int] = {}
    """What was put right, counted by kind."""
    ours: bool = False
    """True for a file that `tm` wrote: its ids are the glossary's."""


def read(data: bytes, *, file: str, language: Callable[[str], str | None] | None = None) -> Reading:
    """Return the concepts of a file; `file` is its name for places.

    `language` turns a language tag of the file into a code of ours, None for a language that is not wanted; without it
    tags are taken as they are. Each language has one preferred term: the first that is said to be, else the first that
    is not said to be bad. A concept's place is where its entry begins, a term's place is where it stands.

    :raises FormatError: the file is no terminology XML, or ends in the middle.
    """
    text, repairs = markup(data, file)
    root = _parsed(text, file)
    if _local(root) not in names.ROOTS:
        hint = say("Known are files whose first element is one of: {names}.", names=", ".join(names.ROOTS))
        raise FormatError(
            say("This is no terminology XML: it begins with <{local}>.", local=_local(root)),
            place=Place(file),
            hint=hint,
        )
    reader = _Reader(file, language or str)
    found = [reader.entry(entry) for entry in root.iter(*_anywhere(names.ENTRIES))]
    return Reading(
        concepts=tuple(one for one in found if isinstance(one, Concept)),
        refused=tuple(one for one in found if isinstance(one, Refused)),
        left_out=dict(reader.left_out.most_common()),
        repaired=dict((Counter(repairs) + reader.repaired).most_common()),
        ours=_is_ours(root),
    )


def _parsed(text: bytes, file: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        what = str(error.msg).partition(", line ")[0]
        place = Place(file, *error.position)
        raise FormatError(
            say("This is not well-formed XML: {what}.", what=what), place=place, hint=say("Export it again.")
        ) from error


def _anywhere(tags: Iterable[str]) -> list[str]:
    return [f"{{*}}{tag}" for tag in tags]


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2]


def _is_ours(root: etree._Element) -> bool:
    return any(_text(one) == f"Written by {TOOL}." for one in root.iterfind("*/{*}fileDesc/{*}sourceDesc/{*}p"))


def _text(element: etree._Element) -> str:
    """Return what a reader sees of an element, on one line; native codes are not text."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and _local(child) not in names.CODES:
            yield from _pieces(child)
        yield child.tail or ""


class _Fact(NamedTuple):
    """Something that is said of an entry, a language or a term."""

    category: str
    """One of the categories of `vocabulary`, else as it stands in the file."""
    text: str
    about: str
    """The category of the fact it explains: the source of a definition."""


def _facts(element: etree._Element, about: str = "") -> Iterator[_Fact]:
    """Yield the facts of an element, not those of the languages and terms inside it."""
    for child in element.iterchildren("*"):
        tag = _local(child)
        if tag in names.SECTIONS or (tag in names.TERMS and _local(element) in names.LANGUAGES):
            continue
        if tag in names.GROUPS:
            yield from _group(child, about)
        else:
            yield _Fact(names.category(tag, child.get("type", "")), _text(child), about)


def _group(group: etree._Element, about: str) -> Iterator[_Fact]:
    """Yield the facts of a group: the first one, and the others as being about it; a mere wrapping has no first one."""
    facts = _facts(group, about)
    if _local(group) in names.WRAPPINGS:
        yield from facts
        return
    head = next(facts, None)
    if head:
        yield head
        yield from (fact if fact.about != about else fact._replace(about=head.category) for fact in facts)


class _Reader:
    """One file being read."""

    def __init__(self, file: str, language: Callable[[str], str | None]) -> None:
        self.file = file
        self.language = language
        self.left_out: Counter[str] = Counter()
        self.repaired: Counter[str] = Counter()

    def entry(self, entry: etree._Element) -> Concept | Refused:
        """Return the concept of an entry, or why there is none."""
        facts = list(_facts(entry))
        sections = [(section, list(_facts(section))) for section in entry.iterchildren(*_anywhere(names.LANGUAGES))]
        terms = [term for section, said in sections for term in self.terms(section, said)]
        if not terms:
            text = _text(entry)[:_SHOWN]
            return Refused(
                reason=say("The entry has no term in a language that is wanted."), place=self.at(entry), text=text
            )
        definition, source = self.definition([facts, *(said for _, said in sections)])
        self.count(facts, kept={"definition", "note", "subject", "source"})
        return Concept(
            id=self.id(entry, facts),
            subject=self.first("subject", facts),
            definition=definition,
            source=source,
            note=" ".join(_texts("note", facts)),
            terms=tuple(terms),
            place=self.at(entry),
        )

    def definition(self, scopes: Sequence[Sequence[_Fact]]) -> tuple[str, str]:
        """Return the first definition, of the entry or of a language, and its source, else the source of the entry."""
        definition = self.first("definition", [fact for facts in scopes for fact in facts])
        where = next((facts for facts in scopes if _texts("definition", facts)), scopes[0])
        bare, beside = _sources(scopes[0], about=""), _sources(where, about="definition")
        others = sum(len(_sources(facts, about="definition")) for facts in scopes) - len(beside[:1])
        self.left_out.update({"source of a definition": others} if others else {})
        return definition, next(iter((*beside, *bare)), "")

    def id(self, entry: etree._Element, facts: Sequence[_Fact]) -> str:
        """Return the entry's id, that it has in the file or as a fact; one made from its line where it has none."""
        text = entry.get("id") or next(iter(_texts("id", facts)), "") or f"line-{entry.sourceline}"
        return text[1:] if text[:1] == "_" and text[1:2].isdigit() else text

    def first(self, category: str, facts: Iterable[_Fact]) -> str:
        """Return the first text of a category, and count the others as left out."""
        found = _texts(category, facts)
        self.left_out.update({f"second {category}": len(found) - 1} if len(found) > 1 else {})
        return found[0] if found else ""

    def count(self, facts: Iterable[_Fact], *, kept: set[str]) -> None:
        """Count what the model has no place for."""
        for fact in facts:
            known = (fact.category in kept and not fact.about) or (fact.category, fact.about) == _WITH_DEFINITION
            if not known and fact.text and not names.is_record(fact.category):
                self.left_out[f"{fact.category} of {fact.about}" if fact.about else fact.category] += 1

    def at(self, element: etree._Element) -> Place:
        return Place(self.file, cast("int", element.sourceline))

    def terms(self, section: etree._Element, facts: Sequence[_Fact]) -> list[Term]:
        """Return the terms of a language; what is said of the language as a whole is noted on the first of them."""
        tag = section.get(_XML_LANG) or section.get("lang") or _named_language(section)
        code = self.language(tag) if tag else None
        holders = list(section.iterchildren(*_anywhere(names.TERMS)))
        if code is None:
            self.left_out[f"terms in `{tag}`, a language tm does not know here"] += len(holders)
            return []
        found = [term for holder in holders if (term := self.term(holder, code))]
        terms = with_one_preferred(found)
        self.repaired.update(_settled(found, terms))
        self.count(facts, kept={"definition", "note"})
        remark = " ".join(_texts("note", facts))
        if remark and terms:
            terms[0] = msgspec.structs.replace(terms[0], note=f"{terms[0].note} {remark}".strip())
        return terms

    def term(self, holder: etree._Element, code: str) -> Term | None:
        """Return a term, None where it has no text."""
        element = next(holder.iter("{*}term"), None)
        text = "" if element is None else _text(element)
        if element is None or not text:
            self.repaired["empty terms left out"] += 1
            return None
        facts = list(_facts(holder))
        self.count(facts, kept={"note", "source", *names.TERM_CATEGORIES})
        fields = self.fields(facts) | fields_of(_texts("note", facts))
        fields.setdefault("case", usual_case(abbreviation=fields.get("abbreviation", False)))
        source = "; ".join(_sources(facts, about=""))
        return Term(text=text, language=code, source=source, place=self.at(element), **fields)

    def fields(self, facts: Iterable[_Fact]) -> dict[str, Any]:
        """Return the fields of a term that its categories stand for."""
        fields: dict[str, Any] = {"status": TermStatus.ADMITTED, "part_of_speech": PartOfSpeech.NOUN}
        for fact in facts:
            if fact.category not in names.TERM_CATEGORIES:
                continue
            name, values = names.TERM_CATEGORIES[fact.category]
            value = values.get(names.squeezed(fact.text))
            if value is not None:
                fields[name] = value
            elif fact.text and not names.is_silent(fact.category, fact.text):
                self.left_out[f"{fact.category} “{fact.text}”"] += 1
        return fields


def _texts(category: str, facts: Iterable[_Fact]) -> list[str]:
    return [fact.text for fact in facts if fact.category == category and fact.text]


def _sources(facts: Iterable[_Fact], *, about: str) -> list[str]:
    return [fact.text for fact in facts if fact.category == "source" and fact.about == about and fact.text]


def _named_language(section: etree._Element) -> str:
    """Return the language tag of a section that names it in an element of its own, as MultiTerm does."""
    element = section.find("{*}language")
    return "" if element is None else element.get("lang") or element.get("type") or ""


def _settled(found: Sequence[Term], terms: Sequence[Term]) -> dict[str, int]:
    """Count what `with_one_preferred` decided against what the file says."""
    preferred = sum(term.status is TermStatus.PREFERRED for term in found)
    good = any(term.status in GOOD for term in found)
    counts = {
        "terms preferred besides another one read as admitted": max(0, preferred - 1),
        "languages without a preferred term: the first one taken": int(good and not preferred),
        "terms given twice taken once": len(found) - len(terms),
    }
    return {what: number for what, number in counts.items() if number}
