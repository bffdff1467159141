from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tm.languages import get
from tm.text.numbers import find_numbers, roman_numerals

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
