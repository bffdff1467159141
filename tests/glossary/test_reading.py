"""How a text is read for terms."""

import pytest
from hypothesis import given, strategies as st

from tm.glossary.reading import read, without_signs
from tm.languages import LANGUAGES, get
from tm.text.normalize import folded, normalize

LETTERS = st.text(
    alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("aIİiıЁё  \u00a0’`\u00ad\u0301\u0307-'A1")),
    max_size=30,
).filter(lambda text: not set(text) & set('<{«»“”„‟‹›"*'))


@given(LETTERS, st.sampled_from(sorted(LANGUAGES)))
def test_a_text_without_marks_is_folded_as_everywhere(text, code):
    reading, plain = read(text, get(code)), folded(text, get(code))
    assert reading.folded == plain.text
    assert [reading.original(i, i + 1) for i in range(len(reading.folded))] == [
        plain.original(i, i + 1) for i in range(len(plain.text))
    ]


@given(LETTERS)
def test_capitals_are_kept_beside(text):
    assert read(text, get("az")).shown == normalize(text)


@given(st.text(alphabet='ab «»"*<b></>{1}\u00a0', max_size=25))
def test_every_letter_leads_back_to_itself(text):
    reading = read(text, get("en"))
    for place, letter in enumerate(reading.folded):
        start, end = reading.original(place, place + 1)
        assert 0 <= start < end <= len(text)
        if letter.isalpha():
            assert text[start:end] == letter


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("Grand <b>Assembly</b> met", "grand assembly met"),
        ("“Grand” Assembly", "grand assembly"),
        ("**Grand Assembly**", "grand assembly"),
        ("Grand {1}Assembly{2}", "grand assembly"),
        ('Grand <a href="x.html">Assembly</a>', "grand assembly"),
        ("Law<b>s</b>", "laws"),
        ("Меджли\u0301са", "меджлиса"),
    ],
)
def test_marks_are_read_over(text, read_as):
    assert read(text, get("en")).folded == read_as


@pytest.mark.parametrize(
    "text", ["Grand<br/>Assembly", "<i>Grand</i><i>Assembly</i>", 'Grand"Assembly', "Grand * Assembly"]
)
def test_marks_that_divide_words_still_divide(text):
    folded_text = read(text, get("en")).folded
    assert "grandassembly" not in folded_text
    assert "grand assembly" not in folded_text


def test_angle_brackets_around_words_are_no_tag():
    assert "grand assembly" in read("<Grand Assembly>", get("en")).folded


def test_quotation_marks_of_a_term_are_left_out_too():
    assert without_signs("the “grand” assembly") == "the grand assembly"
