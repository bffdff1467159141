"""Counting what the memory knows: `tm.operations.analyse`."""

import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st

from tm.errors import TmError
from tm.languages import get
from tm.memory.similarity import Criteria
from tm.memory.sqlite import SqliteStore
from tm.model import Origin, State, Unit, Variant
from tm.operations.analyse import ROWS, Count, analyse, texts_of, wanted
from tm.operations.many import Desk
from tm.workspace import parse

EN, AZ = get("en"), get("az")
KNOWN = ["The law was adopted.", "It is new.", "We thank all our visitors for their gifts."]


def unit(name, text, state=State.TRANSLATED):
    variants = (Variant(language="en", text=text), Variant(language="az", text=f"{name}.", state=state))
    return Unit(id=name, variants=variants, origin=Origin(statement="old"))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with SqliteStore(tmp_path_factory.mktemp("memory")) as opened:
        opened.put([unit(f"u{number}", text) for number, text in enumerate(KNOWN)])
        opened.put([unit("f", "A sentence that is fuzzy.", State.FUZZY)])
        yield opened


@pytest.fixture(scope="module")
def count(store, tmp_path_factory):
    """Analyse files given by name: `count(a=["One."], b=["Two."])`."""
    root = tmp_path_factory.mktemp("workspace")
    desk = Desk(parse('source = "en"\ntargets = ["az"]\n', root=root), store, wanted(EN, AZ), ())
    return lambda **files: analyse(files, desk, criteria=Criteria())


@pytest.fixture(scope="module")
def bands(count):
    """Analyse files; give the rows that hold a segment."""
    return lambda **files: filled(count(**files))


def filled(found):
    return {row: count.segments for row, count in found.rows.items() if count.segments}


def test_context_on_both_sides_and_on_one(bands):
    assert bands(a=KNOWN) == {"102": 1, "101": 2}


def test_an_equal_text_elsewhere_is_100(bands):
    assert bands(a=["It is new."]) == {"100": 1}


def test_the_second_of_two_equal_texts_is_a_repetition(bands):
    assert bands(a=["Unheard of words.", "x y z", "Unheard of words."]) == {"new": 2, "repetitions": 1}


def test_a_repetition_from_another_file_is_counted_apart(bands):
    assert bands(a=["Unheard of words."], b=["Unheard of words."]) == {"new": 1, "cross-file repetitions": 1}


def test_what_is_similar_to_the_memory_falls_into_its_band(bands):
    assert bands(a=["We thank all our visitors for their gift."]) == {"85–94": 1}


def test_what_is_more_similar_to_an_earlier_segment_is_internal(bands):
    texts = ["Nobody has said these seven words before.", "Nobody has said those seven words before."]
    assert bands(a=texts) == {"new": 1, "internal fuzzy": 1}


def test_a_fuzzy_translation_does_not_count(bands):
    assert bands(a=["A sentence that is fuzzy."]) == {"new": 1}


def test_words_and_characters_are_counted(count):
    assert count(a=["It is new."]).total == Count(1, 3, 10)


@hypothesis_settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from([*KNOWN, "It is newer.", "Unheard of words.", "x"]), max_size=6), max_size=3))
def test_the_rows_add_up_to_the_total(count, files):
    found = count(**{str(n): texts for n, texts in enumerate(files)})
    texts = [text for some in files for text in some]
    assert list(found.rows) == list(ROWS)
    assert (found.total.segments, found.total.characters) == (len(texts), sum(map(len, texts)))


def test_a_po_file_gives_its_sources(tmp_path):
    path = tmp_path / "a.po"
    path.write_text('msgid ""\nmsgstr ""\n\nmsgid "One."\nmsgid_plural "Two."\nmsgstr[0] ""\n', encoding="utf-8")
    assert texts_of(path, EN, "a.po") == ["One.", "Two."]


def test_a_document_gives_its_segments(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("One is here. Two is there.\n", encoding="utf-8")
    assert texts_of(path, EN, "text.txt") == ["One is here.", "Two is there."]


def test_a_document_in_another_language_is_an_error(tmp_path):
    path = tmp_path / "az.md"
    path.write_text("Bir qanun var.\n", encoding="utf-8")
    with pytest.raises(TmError, match="--from az"):
        texts_of(path, EN, "az.md")
