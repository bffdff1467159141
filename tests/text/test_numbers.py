from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tm.languages import get
from tm.text.numbers import find_numbers, mentioned_months, months_in, number_signs, roman_numerals

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "numbers.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("code", "text", "values"), CASES)
def test_numbers_are_read_by_the_language(code, text, values):
    assert " ".join(number.value for number in find_numbers(text, get(code))) == values


def test_a_number_points_at_its_digits():
    text = "Ən azı 1 234,5 nəfər"
    (number,) = find_numbers(text, get("az"))
    assert text[number.span.start : number.span.end] == "1 234,5"


def test_an_ambiguous_separator_has_two_readings():
    (number,) = find_numbers("1,234", get("en"))
    assert number.readings == ("1234", "1.234")


@pytest.mark.parametrize(
    ("text", "values"), [("XX əsr", ("20",)), ("в XIX веке", ("19",)), ("IV və XC", ("4", "90")), ("IIX", ())]
)
def test_roman_numerals_are_read(text, values):
    assert roman_numerals(text) == values


@given(st.text(alphabet="0123456789.,:/- \u00a0январmay", max_size=40))
def test_any_text_can_be_searched_for_numbers(text):
    assert all(text[n.span.start : n.span.end] for n in find_numbers(text, get("ru")))


@given(st.integers(min_value=0, max_value=10**12))
def test_a_grouped_number_equals_the_plain_one(value):
    readings = {find_numbers(f"{value:,}", get("en"))[0].readings[0]}
    readings.add(find_numbers(f"{value:,}".replace(",", "\u00a0"), get("ru"))[0].value)
    readings.add(find_numbers(f"{value:,}".replace(",", "."), get("az"))[0].readings[0])
    assert readings == {str(value)}


MONTHLY = ["20", "yanvar", "yanvarın", "Yanvar.", "may", "olmayan", "(mart)", "1990-cı", "il"]


@given(st.lists(st.sampled_from(MONTHLY), max_size=6).map(" ".join))
def test_months_are_the_same_whether_looked_for_in_the_text_or_in_its_pieces(text):
    assert months_in(text.split(), get("az")) == mentioned_months(text, get("az"))


@given(*[st.text(alphabet="0129.,:/- a", max_size=9)] * 2)
def test_texts_with_the_same_signs_have_the_same_numbers_in_any_language(one, other):
    if number_signs(one) == number_signs(other):
        readings = [
            {frozenset(number.readings) for number in find_numbers(text, get(code))}
            for text, code in ((one, "az"), (other, "ru"))
        ]
        assert readings[0] == readings[1]


def test_the_same_digits_written_otherwise_are_other_signs():
    assert number_signs("20.01.1990") != number_signs("20/01/1990")
