"""The glossary of this repository: what the loader can't know about it."""

import re
from pathlib import Path

import pytest

from tm.glossary.finder import TermFinder
from tm.glossary.load import load_folder
from tm.languages import LANGUAGES

FOLDER = Path(__file__).parents[2] / "glossary"
GLOSSARY = load_folder(FOLDER, tuple(LANGUAGES))
FINDERS = {code: TermFinder(GLOSSARY, language) for code, language in LANGUAGES.items()}
TRAPS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "traps.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
LETTERS = {"en": "A-Za-z", "az": "A-VX-Za-vx-zÇƏĞİÖŞÜçəğıöşü", "ru": "А-ЯЁа-яё"}


def test_each_concept_says_what_it_is():
    assert [concept.id for concept in GLOSSARY if not concept.definition.endswith(".")] == []


def test_each_concept_says_where_its_name_comes_from():
    assert [concept.id for concept in GLOSSARY if not concept.note] == []


@pytest.mark.parametrize("code", LETTERS)
def test_each_concept_has_a_preferred_term(code):
    assert [concept.id for concept in GLOSSARY if not concept.preferred(code)] == []


@pytest.mark.parametrize("code", LETTERS)
def test_terms_are_written_in_their_alphabet(code):
    """An abbreviation that a language borrows keeps its letters."""
    terms = [term.text for concept in GLOSSARY for term in concept.in_language(code) if not term.abbreviation]
    assert [text for text in terms if not re.fullmatch(rf"[{LETTERS[code]}0-9 ,()'—-]+", text)] == []


@pytest.mark.parametrize("code", LETTERS)
def test_a_term_is_found_in_itself_and_hides_what_it_contains(code):
    terms = [(concept.id, term.text) for concept in GLOSSARY for term in concept.in_language(code)]
    found = {
        (name, text): {(h.concept.id, h.span.start, h.span.end) for h in FINDERS[code].find(text)}
        for name, text in terms
    }
    assert found == {(name, text): {(name, 0, len(text))} for name, text in terms}


@pytest.mark.parametrize(("code", "text", "expected"), TRAPS)
def test_a_text_holds_these_terms_and_no_others(code, text, expected):
    found = [f"{hit.term.status} {hit.concept.id}" for hit in FINDERS[code].find(text) if hit.certain]
    assert ", ".join(found) == expected
