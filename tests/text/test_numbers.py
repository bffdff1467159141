from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tm.languages import get
from tm.text.numbers import find_numbers, first_readings, percents, roman_numerals

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
    ("text", "turns"), [("05/06/2025", True), ("05-06-2025", True), ("05.06.2025", False), ("25/06/2025", False)]
)
def test_only_a_date_of_two_possible_orders_has_both(text, turns):
    day = find_numbers(text, get("en"))[0]
    assert (f"month:{int(text[:2])}" in day.readings) is turns


def test_a_year_of_two_digits_may_be_of_either_century():
    assert find_numbers("15.01.25", get("ru"))[2].readings == ("2025", "1925", "25")


def test_a_full_hour_may_be_said_without_minutes():
    assert find_numbers("3 p.m.", get("en"))[0].readings == ("15:00", "15", "3")


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


def at_first_sight(text, code):
    return first_readings(text, text.split(), get(code))


BITS = [
    *"20 1 415 000 9:00 09:00 1,5 1.5 1,234 1990-cı 12.01.1990 (5) 3-5 1967-73 3 p.m. 05".split(),
    *"01/15/2025 2025/01/15 05/06/2025 15.01.25 15-01-2025".split(),
    "YANVAR",
    "MART",
    "il",
]
AZ = {"YANVAR": "yanvarın", "MART": "Mart."}
RU = {"YANVAR": "января", "MART": "марте,"}


@given(*[st.lists(st.sampled_from(BITS), max_size=5)] * 2)
def test_numbers_that_are_the_same_at_first_sight_can_be_read_as_each_other(one, other):
    texts = [
        (" ".join(AZ.get(word, word) for word in one), "az"),
        (" ".join(RU.get(word, word) for word in other), "ru"),
    ]
    if at_first_sight(*texts[0]) == at_first_sight(*texts[1]):
        here, there = (find_numbers(text, get(code)) for text, code in texts)
        for these, those in ((here, there), (there, here)):
            known = {reading for number in those for reading in number.readings}
            plain = [number for number in these if not number.value.startswith("month:")]
            assert not [number for number in plain if known.isdisjoint(number.readings)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("20 yanvar 1990-cı il", "1990, 20 января"),
        ("saat 09:00", "в 9:00"),
        ("sözlər", "слова"),
        ("9.415 zəng, 12,5", "9 415 звонков, 12,50"),
        ("20.01.1990", "20 января 1990"),
    ],
)
def test_numbers_and_months_are_the_same_at_first_sight_however_they_are_written(one, other):
    assert at_first_sight(one, "az") == at_first_sight(other, "ru")


@pytest.mark.parametrize(
    ("one", "other"), [("20 yanvar", "20 марта"), ("1-2", "1 и 3"), ("5", "слово"), ("1 000", "1 и 0")]
)
def test_other_numbers_or_months_are_others_at_first_sight(one, other):
    assert at_first_sight(one, "az") != at_first_sight(other, "ru")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("5 % və 6,5% oldu", ["5", "6.5"]),
        ("5 faiz, 1 000 faizdən", ["5", "1000"]),
        ("% 7 və 5 % 10", ["7", "5"]),
        ("v1.5% x5%", []),
        ("%s", []),
    ],
)
def test_a_number_is_a_percentage_by_a_sign_or_a_word(text, values):
    assert [readings[0] for readings in percents(text, get("az"))] == values
