import pytest
from hypothesis import given, strategies as st

from tm.glossary.flaws import flaws


def messages(text, **options):
    return [what for what, _ in flaws(text, **options)]


@pytest.mark.parametrize(
    "text", ["Milli Məclis", "БМТ", "İƏT-ə üzv dövlətlər", "IT-специалист", "44-day war", "20 Yanvar", "BMT\u02bcnin"]
)
def test_a_sound_term_has_no_flaw(text):
    assert messages(text) == []


@pytest.mark.parametrize("text", ["", " ", "—", "\n"])
def test_a_text_without_a_letter_is_empty(text):
    assert messages(text) == ["There is no letter in the text."]


@pytest.mark.parametrize("text", [" Baku", "Baku ", "Baku\n"])
def test_a_space_at_either_end_is_a_flaw(text):
    assert messages(text) == ["“Baku” begins or ends with a space."]


@pytest.mark.parametrize("text", ["Milli  Majlis", "Milli\u00a0Majlis", "Milli\tMajlis", "Milli\nMajlis"])
def test_other_white_space_than_single_spaces_is_a_flaw(text):
    assert messages(text) == ["“Milli Majlis” has white space other than single spaces."]


def test_prose_may_have_any_white_space():
    assert messages(" One line,\n  another line. ", prose=True) == []


def test_a_letter_apart_from_its_mark_is_a_flaw():
    assert messages("Gu\u0308nü") == ["“Gu\u0308nü” is not in Unicode NFC: a letter and its mark are kept apart."]


def test_an_invisible_character_is_a_flaw():
    assert messages("Ba\u00adku") == ["“Ba\u00adku” holds an invisible character (U+00AD)."]


def test_a_cyrillic_letter_in_a_latin_word_is_a_flaw():
    assert messages("Milli Mәclis") == ["“Mәclis” mixes alphabets: “ә” (U+04D9) is a Cyrillic letter."]


def test_a_latin_letter_in_a_cyrillic_word_is_a_flaw():
    assert messages("OБСЕ") == ["“OБСЕ” mixes alphabets: “O” (U+004F) is a Latin letter."]


@given(st.text())
def test_any_text_is_judged_and_each_flaw_fits_one_line(text):
    assert all("\n" not in what and hint for what, hint in flaws(text))
