import pytest

from tm.languages import LANGUAGES
from tm.text.identify import identify

ALL = tuple(LANGUAGES.values())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The statement was adopted by the Office on Monday.", "en"),
        ("Bəyanat bazar ertəsi günü Aparat tərəfindən qəbul edildi.", "az"),
        ("Заявление было принято Аппаратом в понедельник, и это важно.", "ru"),
    ],
)
def test_a_sentence_is_recognised(text, code):
    assert identify(text, ALL).code == code


def test_a_text_of_a_few_words_has_no_language():
    assert identify("Baku, 2026", ALL) is None


def test_a_text_in_a_foreign_alphabet_has_no_language():
    assert identify("これ は 何 です か と 言った 人", ALL) is None
