"""The names of things in terminology XML: elements, data categories and their values, and what they are to us.

Sources: ISO 30042:2008 and 2019 (core structure, modules min, basic and linguist), TBX-Min 2013, and the XML that
MultiTerm exports, whose field names are free and here are those its own templates propose.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from tm.model import Gender, PartOfSpeech, TermStatus

ROOTS = ("martif", "tbx", "TBX", "mtf")
"""TBX version 2, version 3, TBX-Min 2013, MultiTerm."""
ENTRIES = ("termEntry", "conceptEntry", "entry", "conceptGrp")
LANGUAGES = ("langSet", "langSec", "langGroup", "languageGrp")
TERMS = ("tig", "ntig", "termSec", "termGroup", "termGrp")
SECTIONS = frozenset({*LANGUAGES, "tig", "ntig", "termSec", "termGroup", "term", "language"})
"""What is no fact: the parts below, and what a part is made of."""
WRAPPINGS = frozenset({"termGrp", "noteGrp"})
"""Groups whose members don't explain their first one."""
GROUPS = frozenset({"descripGrp", "adminGrp", "termNoteGrp", "transacGrp", "termCompList", "termCompGrp", *WRAPPINGS})
CODES = frozenset({"bpt", "ept", "ph", "it", "ut", "ec", "sc"})
"""Elements inside a text that are not text."""
_RECORD = frozenset({"id", "transac", "transactiontype", "origination", "modification", "responsibility", "date"})

_WORDS = re.compile(r"[\W_]+")
_SUFFIX = re.compile(r"(term)?(admnsts)?$")


def squeezed(text: str) -> str:
    """Return a name or value without capitals, spaces, hyphens and the suffixes of the standard's values."""
    return _SUFFIX.sub("", _WORDS.sub("", text).lower())


_CATEGORIES = {
    "administrativestatus": "status",
    "normativeauthorization": "status",
    "usagestatus": "status",
    "termstatus": "status",
    "status": "status",
    "usage": "status",
    "partofspeech": "part of speech",
    "pos": "part of speech",
    "wordclass": "part of speech",
    "grammaticalgender": "gender",
    "gender": "gender",
    "termtype": "term type",
    "type": "term type",
    "subjectfield": "subject",
    "subject": "subject",
    "domain": "subject",
    "definition": "definition",
    "source": "source",
    "note": "note",
    "usagenote": "note",
    "concept": "id",
}
"""Squeezed names of data categories, by what they are to us."""


@lru_cache(1024)
def category(tag: str, kind: str) -> str:
    """Return what an element says: `kind` is its type, where it has one; unknown categories keep their names."""
    name = kind if kind and tag not in {"note", "concept"} else tag
    return _CATEGORIES.get(_WORDS.sub("", name).lower(), name)


def is_record(category: str) -> bool:
    """Tell whether a category is about the record, not about the concept, so that nobody misses it."""
    return category.lower() in _RECORD


TERM_CATEGORIES: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "status": (
        "status",
        {
            "preferred": TermStatus.PREFERRED,
            "standardized": TermStatus.PREFERRED,
            "approved": TermStatus.PREFERRED,
            "admitted": TermStatus.ADMITTED,
            "allowed": TermStatus.ADMITTED,
            "legal": TermStatus.ADMITTED,
            "regulated": TermStatus.ADMITTED,
            "deprecated": TermStatus.DEPRECATED,
            "superseded": TermStatus.DEPRECATED,
            "obsolete": TermStatus.DEPRECATED,
            "notrecommended": TermStatus.DEPRECATED,
            "forbidden": TermStatus.FORBIDDEN,
            "prohibited": TermStatus.FORBIDDEN,
            "donotuse": TermStatus.FORBIDDEN,
        },
    ),
    "part of speech": (
        "part_of_speech",
        {
            "noun": PartOfSpeech.NOUN,
            "propernoun": PartOfSpeech.PROPER_NOUN,
            "adjective": PartOfSpeech.ADJECTIVE,
            "verb": PartOfSpeech.VERB,
            "adverb": PartOfSpeech.OTHER,
            "other": PartOfSpeech.OTHER,
        },
    ),
    "gender": (
        "gender",
        {
            "masculine": Gender.MASCULINE,
            "feminine": Gender.FEMININE,
            "neuter": Gender.NEUTER,
            "other": Gender.OTHER,
        },
    ),
    "term type": ("abbreviation", {"abbreviation": True, "acronym": True, "initialism": True}),
}
"""Categories of a term: the field of `Term` they fill, and the squeezed values."""
_PLAIN = frozenset({"full", "fullform", "entry", "mainentry", "variant", "short", "shortform", "phrase", "synonym"})


def is_silent(what: str, text: str) -> bool:
    """Tell whether a value that fills no field says nothing worth counting: a term type that is no abbreviation."""
    return what == "term type" and squeezed(text) in _PLAIN
