import pytest
from hypothesis import given, strategies as st

from tm.languages import LANGUAGES, get
from tm.text.number_words import scaled, spelt_values


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("ru", "двадцатью одним", "21"),
        ("ru", "сто девяносто три", "193"),
        ("ru", "двухсот пятидесяти", "250"),
        ("ru", "полутора тысяч", "1500"),
        ("ru", "два с половиной миллиона", "2500000"),
        ("ru", "миллион двести тысяч", "1.2"),
        ("ru", "тысяча и одна ночь", "1001"),
        ("ru", "тысяча девятьсот девяностый", "1990"),
        ("ru", "двадцатипятилетие", "25"),
        ("az", "min beş yüz", "1500"),
        ("az", "iki yüz min", "200000"),
        ("az", "bir milyon yarım", "1.5"),
        ("az", "yarım milyon", "500000"),
        ("az", "min doqquz yüz doxsanıncı", "1990"),
        ("az", "iyirmi birinci", "21"),
        ("az", "onillik", "10"),
        ("en", "one hundred and five", "105"),
        ("en", "half a million", "500000"),
        ("en", "two and a half million", "2500000"),
        ("en", "Twenty-first", "21"),
        ("en", "fifteen hundred", "1500"),
        ("en", "two hundred million", "200000000"),
    ],
)
def test_words_make_one_number(code, text, value):
    assert value in spelt_values(text, get(code))


def test_a_part_of_a_number_is_a_number_too():
    assert spelt_values("iki yüz beş", get("az")) == {"2", "200", "205", "100", "105", "5"}


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("ru", "двадцать, пять", "25"),
        ("ru", "пять двадцать", "25"),
        ("ru", "тысяча и миллион", "1001000"),
        ("en", "twenty people, five deputies", "25"),
        ("en", "five and six", "11"),
        ("az", "beş on", "15"),
    ],
)
def test_words_that_make_no_number_together_are_not_added(code, text, value):
    assert value not in spelt_values(text, get(code))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("az", "onun üçün, ondan, onu, bunun yüzündən, stolun altında, mini"),
        ("ru", "сотрудник, столица, семинар, стол и сталь"),
        ("en", "and tension, weight, often"),
    ],
)
def test_other_words_are_no_numbers(code, text):
    assert spelt_values(text, get(code)) == set()


def test_a_stem_does_not_hide_in_a_longer_one():
    assert spelt_values("пятнадцатью, четырёхстолбцовый", get("ru")) == {"15", "4"}


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("en", "1.5 million", ("1500000",)),
        ("ru", "1.5 тыс.", ("1500",)),
        ("az", "1.5 milyard", ("1500000000",)),
        ("en", "1.5 metres", ()),
        ("en", "1.5 two", ()),
        ("en", "1.5", ()),
    ],
)
def test_a_scale_behind_digits_multiplies_them(code, text, values):
    assert scaled("1.5", text, 3, get(code)) == values


WORDS = "and a two twenty hundred thousand million half пять двадцать сто тысяч с полтора iki yüz min yarım , -".split()


@given(st.sampled_from(sorted(LANGUAGES)), st.lists(st.sampled_from(WORDS), max_size=8))
def test_any_words_can_be_read(code, words):
    assert all(float(value) >= 0 for value in spelt_values(" ".join(words), get(code)))
