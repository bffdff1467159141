"""Phrases in any of their forms: `tm.operations.concordance`."""

import pytest

from tm.languages import get
from tm.memory.sqlite import SqliteStore
from tm.model import Concept, Term, Unit, Variant
from tm.operations.concordance import Counterparts, form_finder, search_forms

TEXTS = {
    "az": ["Şəhidlər xiyabanı.", "Bu gün Şəhidlər xiyabanında idik.", "Xiyabanlar çoxdur.", "Ağac əkdik."],
    "ru": ["Аллея шехидов.", "Мы были на Аллее шехидов.", "Аллеи есть везде."],
    "en": ["The Alley of Martyrs.", "Two laws and a law.", "He said so."],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with SqliteStore(tmp_path_factory.mktemp("memory")) as opened:
        units = [
            Unit(id=f"{code}{number}", variants=(Variant(language=code, text=text),))
            for code, texts in TEXTS.items()
            for number, text in enumerate(texts)
        ]
        opened.put(units)
        yield opened


@pytest.mark.parametrize(
    ("language", "phrase", "units"),
    [
        ("az", "Şəhidlər xiyabanı", ["az0", "az1"]),
        ("az", "xiyaban", ["az0", "az1", "az2"]),
        ("ru", "аллея", ["ru0", "ru1", "ru2"]),
        ("en", "law", ["en1"]),
        ("en", "said so", ["en2"]),
        ("en", "fishing quotas", []),
    ],
)
def test_a_phrase_is_found_in_any_form(store, language, phrase, units):
    assert [hit.unit.id for hit in search_forms(store, phrase, get(language))] == units


@pytest.mark.parametrize("phrase", ["...", "7", ""])
def test_what_is_no_word_is_looked_for_as_it_stands(store, phrase):
    assert [hit for hit in search_forms(store, phrase, get("en")) if phrase not in hit.text] == []


def test_each_form_is_marked_once():
    spans = form_finder("law", get("en"))("Two laws and a law.")
    assert [(span.start, span.end) for span in spans] == [(4, 8), (15, 18)]


def test_the_index_finds_what_reading_everything_finds(store):
    finder = form_finder("xiyaban", get("az"))
    everything = [text for text in TEXTS["az"] if finder(text)]
    assert [hit.text for hit in search_forms(store, "xiyaban", get("az"))] == everything


def test_the_glossary_tells_what_a_phrase_is_called_elsewhere():
    terms = (Term(text="Alley of Martyrs", language="en"), Term(text="Şəhidlər xiyabanı", language="az"))
    counterparts = Counterparts("alley of martyrs", [Concept(id="alley", subject="places", terms=terms)])
    (span,) = counterparts.find(TEXTS["az"][1], get("en"), get("az"))
    assert TEXTS["az"][1][span.start : span.end] == "Şəhidlər xiyabanında"


def test_a_phrase_that_is_no_term_has_no_counterpart():
    assert Counterparts("law", []).find("Qanun.", get("en"), get("az")) == ()
