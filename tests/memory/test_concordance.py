from itertools import islice

import pytest
from hypothesis import given, settings, strategies as st

from tm.languages import get
from tm.memory.concordance import phrase_finder, search, search_with
from tm.memory.sqlite import SqliteStore
from tm.model import Span, Unit, Variant
from tm.text.normalize import fold

SAID = st.sampled_from(["law", "Law", "the", "not", " ", " ", "-", "'", ".", "1", "ё"])


@pytest.fixture
def said(store, unit):
    """Return a store with one unit for each text in a language: `said("az", "Milli Məclis", …)`."""

    def fill(code, *texts):
        store.put([unit(f"u{n}", **{code: text, "xx": "other"}) for n, text in enumerate(texts)])
        return store

    return fill


def ids(hits):
    return [hit.unit.id for hit in hits]


def test_a_phrase_is_found_whatever_its_capitals(said, az):
    assert ids(search(said("az", "MİLLİ MƏCLİS qərar verdi", "Milli qərar"), "milli məclis", az)) == ["u0"]


def test_a_phrase_is_found_by_whole_words(said, en):
    store = said("en", "The lawyer spoke", "The law spoke")
    assert ids(search(store, "law", en)) == ["u1"]


def test_a_phrase_is_found_inside_words_when_asked(said, en):
    store = said("en", "The lawyer spoke", "The law spoke")
    assert ids(search(store, "law", en, whole_words=False)) == ["u0", "u1"]


def test_a_suffix_after_a_hyphen_leaves_the_word_whole(said, az):
    assert ids(search(said("az", "BMT-nin qərarı"), "BMT", az)) == ["u0"]


def test_spans_point_into_the_text_as_it_was_written(said, en):
    text = "So\u00adme  law, \u00a0the   LAW"
    (hit,) = search(said("en", text), "law", en)
    assert [text[span.start : span.end] for span in hit.spans] == ["law", "LAW"]


def test_a_hit_brings_the_other_languages(said, en):
    (hit,) = search(said("en", "The law"), "law", en)
    assert (hit.unit.variant("xx").text, hit.memory, hit.language) == ("other", "workspace", "en")


def test_a_keyword_is_shown_in_its_context(said, en):
    (hit,) = search(said("en", "Then came the law was adopted again"), "law", en)
    assert hit.keyword_in_context(8) == ("…the ", "law", " was…")


def test_signs_of_patterns_are_plain_characters(said, en):
    assert ids(search(said("en", "Why (not)?", "Why not"), "(not)?", en, whole_words=False)) == ["u0"]


@pytest.mark.parametrize("phrase", ["", "  "])
def test_an_empty_phrase_stands_nowhere(said, en, phrase):
    assert ids(search(said("en", "The law"), phrase, en)) == []


def test_another_language_is_not_searched(said, az):
    assert ids(search(said("en", "Bakı"), "Bakı", az)) == []


def test_hits_can_be_taken_one_by_one(said, en):
    store = said("en", *["law"] * 3000)
    assert ids(islice(search(store, "law", en), 2)) == ["u0", "u1"]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.lists(SAID, min_size=1, max_size=6).map("".join), max_size=8), st.lists(SAID, max_size=4).map("".join)
)
def test_the_index_finds_what_reading_everything_finds(tmp_path_factory, texts, phrase):
    en = get("en")
    with SqliteStore(tmp_path_factory.mktemp("memory")) as store:
        store.put(Unit(id=str(n), variants=(Variant(language=en.code, text=t),)) for n, t in enumerate(texts))
        read = ids(search_with(store, phrase_finder(phrase, en), en)) if fold(phrase, en) else []
        assert ids(search(store, phrase, en)) == read


def test_a_finder_of_ones_own_is_asked_about_every_text(said, en):
    def find(text):
        return [Span(0, 3)] if text.startswith("The") else []

    assert ids(search_with(said("en", "The law", "A law", "The end"), find, en)) == ["u0", "u2"]


@given(st.text("aİIıiё -’'\u00ad", max_size=12), st.text("aİIıi ё'-", min_size=1, max_size=3))
def test_every_span_of_a_phrase_folds_to_the_phrase(text, phrase):
    az = get("az")
    if fold(phrase, az):
        for span in phrase_finder(phrase, az, whole_words=False)(text):
            assert fold(text[span.start : span.end], az) == fold(phrase, az)


def test_pieces_spare_reading_everything_and_lose_nothing(said, en):
    store = said("en", "The lawyer spoke", "The law spoke", "Nobody spoke")
    finder = phrase_finder("law", en)
    assert ids(search_with(store, finder, en, pieces=["law"])) == ids(search_with(store, finder, en)) == ["u1"]


def test_a_finder_without_pieces_to_look_for_finds_nothing(said, en):
    assert ids(search_with(said("en", "The law spoke"), phrase_finder("law", en), en, pieces=[])) == []
