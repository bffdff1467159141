import pytest
from hypothesis import given, strategies as st

from tm.languages import get
from tm.text.number_readings import find_closely, implied, parts, ranges
from tm.text.numbers import find_numbers


def _implied(text, code):
    return implied(text, find_closely(text, get(code)), get(code))


@pytest.mark.parametrize(
    "text",
    ["+994 12 498 23 65", "(+994 12) 498-23-65", "+994 (12) 498-23-65", "+994124982365", "Tel. +99412 4982365, 20"],
)
def test_a_telephone_number_is_one_number(text):
    assert find_closely(text, get("az"))[0].readings == ("994124982365",)


def test_a_telephone_number_points_at_all_of_it():
    text = "Tel. (+994 12) 498-23-65, 2 xətt"
    assert [text[n.span.start : n.span.end] for n in find_closely(text, get("az"))] == ["(+994 12) 498-23-65", "2"]


@pytest.mark.parametrize(
    ("text", "reading", "is_one"),
    [
        ("1990s", "90", True),
        ("in 1990", "90", False),
        ("1994s", "94", False),
        ("2 million", "2000000", True),
        ("2 metres", "2000", False),
    ],
)
def test_a_number_may_mean_more_with_what_follows_it(text, reading, is_one):
    assert (reading in find_closely(text, get("en"))[0].readings) is is_one


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("16.01", ("16", "month:1")),
        ("16.13", ()),
        ("15:30", ("15", "30")),
        ("12 498", ("12", "498")),
        ("5 005", ()),
        ("16", ()),
    ],
)
def test_a_number_may_be_read_in_parts(text, read):
    [number] = find_numbers(text, get("ru"))
    assert parts(number, text) == read


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12–14", [{"12", "13", "14"}]),
        ("12 - 13", [{"12", "13"}]),
        ("1990–2020", []),
        ("14-12", []),
        ("15-01-2025", []),
        ("12,5-13,5", []),
    ],
)
def test_a_short_range_stands_for_its_numbers(text, numbers):
    assert list(ranges(text)) == numbers


@pytest.mark.parametrize(
    ("code", "text", "month"),
    [("ru", "15 янв. 2025", "month:1"), ("ru", "16 сент.", "month:9"), ("az", "15 yan 2025", "month:1")],
)
def test_a_short_month_counts_beside_a_number(code, text, month):
    assert month in _implied(text, code)


@pytest.mark.parametrize(("code", "text"), [("ru", "дек и 5"), ("ru", "5 сенаторов"), ("az", "yan menyu")])
def test_other_words_are_no_short_months(code, text):
    assert _implied(text, code) == set()


@given(st.text(alphabet="0123456789.,:/- +()\u00a0янв", max_size=40))
def test_what_is_found_closely_is_found_in_the_order_of_the_text(text):
    spans = [number.span for number in find_closely(text, get("ru"))]
    assert spans == sorted(spans)
