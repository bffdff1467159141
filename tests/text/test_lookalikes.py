import unicodedata

import pytest
from hypothesis import given, strategies as st

from tm.languages import get
from tm.text.lookalikes import TO_CYRILLIC, TO_LATIN, in_one_script, is_cyrillic, skeleton
from tm.text.normalize import fold


@pytest.mark.parametrize("letter", TO_LATIN)
def test_a_pair_is_a_cyrillic_letter_and_a_latin_one_of_the_same_size(letter):
    assert (unicodedata.name(letter)[:8], unicodedata.name(TO_LATIN[letter])[:5]) == ("CYRILLIC", "LATIN")
    assert letter.isupper() == TO_LATIN[letter].isupper()


@pytest.mark.parametrize("letter", TO_LATIN)
def test_there_and_back_again(letter):
    assert TO_CYRILLIC[TO_LATIN[letter]] == ("Н" if letter == "Һ" else letter)


@pytest.mark.parametrize(
    ("word", "code", "right"),
    [
        ("Совeт", "ru", "Совет"),
        ("Mилли", "ru", "Милли"),
        ("Мilli", "az", "Milli"),
        ("Мilli", "ru", "Milli"),
        ("aо", "ru", "ао"),
        ("aо", "az", "ao"),
        ("NATO-нун", "az", None),
    ],
)
def test_a_mixed_word_is_written_in_one_script_if_all_its_letters_can_be(word, code, right):
    assert in_one_script(word, get(code)) == right


def test_no_letter_is_offered_that_the_language_does_not_have():
    assert [in_one_script(word, get("ru")) for word in ("ХIХ", "IГ")] == ["XIX", None]


def test_only_russian_is_written_in_cyrillic():
    assert [code for code in ("az", "en", "ru") if is_cyrillic(get(code))] == ["ru"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("milli məclis", "milli meclis"), ("совeт", "совет"), ("şəhid", "sehid"), ("қ", "k"), ("ёлка", "елка")],
)
def test_words_that_look_alike_have_one_skeleton(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("мой", "мои"), ("bal", "bol")])
def test_other_words_have_another_one(one, other):
    assert skeleton(one) != skeleton(other)


@given(st.text(max_size=30))
def test_a_skeleton_is_as_long_as_its_text(text):
    folded = fold(text, get("az"))
    assert len(skeleton(folded)) == len(folded)
