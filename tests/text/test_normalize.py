import unicodedata

import pytest
from hypothesis import given, strategies as st

from tm.languages import LANGUAGES, get
from tm.text.normalize import fold, folded, normalize

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("İIıiəƏçÇёЁйЙ \u00a0\t\n\u00ad\u200b'’‑-\u0307\u0301\u0306\u0327cCиИ"),
        st.characters(codec="utf-8"),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Milli\u00a0Məclis", "Milli Məclis"),
        ("  line\n   end ", "line end"),
        ("Mil\u00adli", "Milli"),
        ("Cu\u0308mə", "Cümə"),
        ("Git’in", "Git'in"),
        ("вице‑премьер", "вице-премьер"),
        ("i\u0307yun", "iyun"),
    ],
)
def test_texts_that_are_the_same_look_the_same(text, plain):
    assert normalize(text) == plain


@pytest.mark.parametrize("different", ["milli məclis", "“Milli Məclis”", "Milli – Məclis"])
def test_capitals_quotes_and_dashes_make_a_difference(different):
    assert normalize("Milli Məclis") != normalize(different)


@pytest.mark.parametrize(
    ("code", "text", "small"),
    [("az", "MİLLİ IŞIQ", "milli ışıq"), ("en", "MILLI", "milli"), ("ru", "ЁЛКА", "елка"), ("az", "ƏLİYEV", "əliyev")],
)
def test_folding_follows_the_language(code, text, small):
    assert fold(text, get(code)) == small


@given(TEXTS)
def test_normalising_twice_changes_nothing(text):
    assert normalize(normalize(text)) == normalize(text)


@given(TEXTS)
def test_an_invisible_letter_at_the_end_makes_no_difference(text):
    assert normalize(text + "\u200b") == normalize(text)


@given(TEXTS, st.sampled_from(sorted(LANGUAGES)))
def test_folding_is_what_the_table_says_letter_by_letter(text, code):
    assert get(code).fold(text + "Σ") == get(code).fold(text) + "σ" == (text + "Σ").translate(get(code).fold_table)


@given(TEXTS, st.sampled_from(sorted(LANGUAGES)))
def test_folding_never_changes_the_length(text, code):
    assert len(get(code).fold(text)) == len(text)


@given(TEXTS, st.sampled_from(sorted(LANGUAGES)))
def test_folding_with_offsets_gives_the_same_text(text, code):
    assert folded(text, get(code)).text == fold(text, get(code))


@given(TEXTS)
def test_every_folded_letter_points_into_the_original(text):
    result = folded(text, get("az"))
    for index in range(len(result.text)):
        start, end = result.original(index, index + 1)
        assert 0 <= start < end <= len(text)


def test_an_offset_after_a_combining_mark_is_right():
    text = unicodedata.normalize("NFD", "İki") + " Məclis"
    result = folded(text, get("az"))
    start = result.text.index("məclis")
    assert text[slice(*result.original(start, start + 6))] == "Məclis"
