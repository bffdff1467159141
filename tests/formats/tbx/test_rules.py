"""What we write keeps the rules of the standard, and comes back as it was.

The rules are written here from ISO 30042 and the TBX-Basic dialect: the order of elements, the levels at which a
category may stand, the values it may have, ids once in a file.
"""

import datetime as dt
import re

import msgspec
import pytest
from hypothesis import given, settings, strategies as st
from lxml import etree

from tm.formats import tbx
from tm.model import CaseRule, Concept, Gender, PartOfSpeech, Term, TermStatus

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EDITIONS = (tbx.MARTIF, tbx.DCA, tbx.DCT)
ENTRY, LANGUAGE, TERM = "entry", "language", "term"
LEVELS = {
    "subjectField": {ENTRY},
    "definition": {ENTRY, LANGUAGE},
    "source": {ENTRY, LANGUAGE, TERM},
    "administrativeStatus": {TERM},
    "partOfSpeech": {TERM},
    "grammaticalGender": {TERM},
    "termType": {TERM},
}
VALUES = {
    "administrativeStatus": {
        f"{status}Term-admn-sts" for status in ("preferred", "admitted", "deprecated", "superseded")
    },
    "partOfSpeech": {"adjective", "noun", "other", "verb", "adverb"},
    "grammaticalGender": {"masculine", "feminine", "neuter", "other"},
    "termType": {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"},
}
ELEMENTS = {
    "subjectField": "descrip",
    "definition": "descrip",
    "source": "admin",
    "administrativeStatus": "termNote",
    "partOfSpeech": "termNote",
    "grammaticalGender": "termNote",
    "termType": "termNote",
}
NAMESPACES = {
    "http://www.tbxinfo.net/ns/min": {"subjectField", "administrativeStatus", "partOfSpeech"},
    "http://www.tbxinfo.net/ns/basic": {"definition", "source", "grammaticalGender", "termType"},
}
V3 = "urn:iso:std:iso:30042:ed-2"


def local(element):
    return etree.QName(element).localname


def breaches(data, edition):
    """Yield what a file does against the rules."""
    root = etree.fromstring(data)
    space = V3 if edition.style else None
    yield from (
        f"namespace of {one.tag}" for one in root.iter() if etree.QName(one).namespace not in {space, *NAMESPACES}
    )
    if (local(root), root.get("type"), root.get("style")) != (edition.root, "TBX-Basic", edition.style or None):
        yield "root"
    if [local(one) for one in root] != [edition.header, "text"]:
        yield "order of header and text"
    if root.find(f"./{{*}}{edition.header}/{{*}}fileDesc/{{*}}sourceDesc/{{*}}p") is None:
        yield "header"
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    if len(ids) != len(set(ids)):
        yield "an id twice"
    for entry in root.find("{*}text/{*}body"):
        yield from broken_entry(entry, edition)


def broken_entry(entry, edition):
    if local(entry) != edition.entry or not re.fullmatch(r"[^\W\d][\w.-]*", entry.get("id", "")):
        yield "entry"
    yield from ordered(entry, edition.language)
    yield from facts(entry, ENTRY, edition)
    for section in entry.iterchildren(f"{{*}}{edition.language}"):
        if not section.get(LANG):
            yield "language"
        yield from ordered(section, edition.term)
        yield from facts(section, LANGUAGE, edition)
        for term in section.iterchildren(f"{{*}}{edition.term}"):
            yield from broken_term(term, edition)


def ordered(parent, last):
    """The facts of a level stand before the level below, of which there is at least one."""
    names = [local(one) == last for one in parent]
    if names != sorted(names) or not any(names):
        yield f"order in {local(parent)}"


def broken_term(term, edition):
    kinds = [
        0 if local(one) == "term" else 1 if category(one) and ELEMENTS[category(one)] == "termNote" else 2
        for one in term
    ]
    if kinds.count(0) != 1 or kinds != sorted(kinds):
        yield "order in a term"
    yield from facts(term, TERM, edition)


def role(element):
    return ELEMENTS.get(category(element), local(element))


def category(element):
    return element.get("type") or (local(element) if etree.QName(element).namespace in NAMESPACES else "")


def facts(parent, level, edition):
    for one in parent:
        if local(one) == "descripGrp":
            if [category(fact) for fact in one] != ["definition", "source"]:
                yield "group"
            yield from facts(one, level, edition)
        elif category(one):
            yield from broken_fact(one, level, edition)
        elif local(one) not in {"note", "term", edition.language, edition.term}:
            yield f"stray {one.tag}"


def broken_fact(fact, level, edition):
    name = category(fact)
    if name not in LEVELS or level not in LEVELS[name]:
        yield f"{name} at {level}"
    elif name in VALUES and fact.text not in VALUES[name]:
        yield f"{name} {fact.text}"
    elif edition.style == "dct":
        if fact.get("type") or name not in NAMESPACES[etree.QName(fact).namespace]:
            yield f"module of {name}"
    elif local(fact) != ELEMENTS[name]:
        yield f"element of {name}"


# --- concepts of all kinds

LETTERS = "abzəıİğşçöüЖфыё'’-&<>\"|\\:"
ALIKE = ["status: forbidden", "note: x", "since: long ago", "note: note: until: 2001-01-01"]
"""Notes that look like those of a field."""
word = st.text(LETTERS, min_size=1, max_size=8)
line = st.lists(word, max_size=4).map(" ".join)
some_line = st.lists(word, min_size=1, max_size=3).map(" ".join)
form = some_line.filter(lambda text: text.strip("|\\") == text)
ids = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True)
days = st.none() | st.dates(min_value=dt.date(1800, 1, 1), max_value=dt.date(2200, 1, 1))


@st.composite
def terms(draw, language):
    abbreviation = draw(st.booleans())
    return Term(
        text=draw(some_line),
        language=language,
        status=draw(st.sampled_from([status for status in TermStatus if status is not TermStatus.PREFERRED])),
        part_of_speech=draw(st.sampled_from(PartOfSpeech)),
        gender=draw(st.none() | st.sampled_from(Gender)),
        case=draw(st.sampled_from(CaseRule)),
        abbreviation=abbreviation,
        forms=tuple(draw(st.lists(form, max_size=2))),
        not_forms=tuple(draw(st.lists(form, max_size=2))),
        derivations=tuple(draw(st.lists(form, max_size=1))),
        invariable=draw(st.booleans()),
        since=draw(days),
        until=draw(days),
        note=draw(
            line | st.sampled_from(["status: forbidden", "note: x", "since: long ago", "note: note: until: 2001-01-01"])
        ),
        source=draw(line),
    )


@st.composite
def one_language(draw, language):
    found = draw(st.lists(terms(language), min_size=1, max_size=3, unique_by=lambda term: term.text.replace("’", "'")))
    best = next((n for n, term in enumerate(found) if term.status is TermStatus.ADMITTED), None)
    return [
        msgspec.structs.replace(term, status=TermStatus.PREFERRED) if number == best else term
        for number, term in enumerate(found)
    ]


@st.composite
def concepts(draw):
    languages = draw(st.lists(st.sampled_from(["en", "az", "ru"]), min_size=1, max_size=3, unique=True))
    return Concept(
        id=draw(ids),
        subject=draw(st.sampled_from(["", "law"])),
        definition=draw(line),
        source=draw(line),
        note=draw(line),
        terms=tuple(term for code in languages for term in draw(one_language(code))),
    )


def placeless(concept):
    bare = tuple(msgspec.structs.replace(term, place=None) for term in concept.terms)
    return msgspec.structs.replace(concept, place=None, terms=bare)


@given(held=st.lists(concepts(), min_size=1, max_size=3, unique_by=lambda one: one.id))
@settings(max_examples=25, deadline=None)
def test_any_concepts_keep_the_rules_and_come_back_as_they_were(held):
    for edition in EDITIONS:
        data, refused = tbx.serialize(held, edition=edition, language="en")
        assert refused == ()
        assert list(breaches(data, edition)) == []
        reading = tbx.read(data, file="f.tbx")
        assert [placeless(one) for one in reading.concepts] == held
        assert (reading.left_out, reading.refused) == ({}, ())


SAMPLE = Concept(
    id="un",
    subject="law",
    definition="A body.",
    source="The charter.",
    terms=(Term(text="UN", language="en", abbreviation=True, gender=Gender.OTHER, source="s", note="n"),),
)


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [
        ("partOfSpeech nominal", b">noun<", b">nominal<"),
        ("definition at term", b"</term>", b'</term><descrip type="definition">x</descrip>'),
        ("stray {urn:iso:std:iso:30042:ed-2}langSec2", b"</langSec>", b"</langSec><langSec2/>"),
        ("entry", b'id="un"', b'id="1"'),
        ("root", b"TBX-Basic", b"TBX-Min"),
        ("group", b'<admin type="source">The charter.</admin>', b""),
        ("order in a term", b"<term>UN</term>", b"<note>x</note><term>UN</term>"),
    ],
)
def test_the_rules_see_a_breach(what, old, new):
    data, _ = tbx.serialize([SAMPLE], edition=tbx.DCA, language="en")
    assert what in list(breaches(data.replace(old, new), tbx.DCA))
