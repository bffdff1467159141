"""Numbers, months and terms put right in a match: `tm.operations.repair`."""

import pytest

from tm.languages import get
from tm.model import Concept, Term, TermStatus
from tm.operations.repair import Repairer


def concept(name, en, az, forbidden=""):
    terms = [Term(text=en, language="en"), Term(text=az, language="az")]
    if forbidden:
        terms.append(Term(text=forbidden, language="az", status=TermStatus.FORBIDDEN))
    return Concept(id=name, subject="law", terms=tuple(terms))


CONCEPTS = (
    concept("commission", "Commission", "Komissiya"),
    concept("commissioner", "Commissioner", "Müvəkkil"),
    concept("parliament", "Milli Majlis", "Milli Məclis", "Milli Meclis"),
)


@pytest.fixture(scope="module")
def az():
    return Repairer(get("en"), get("az"), CONCEPTS)


@pytest.fixture(scope="module")
def ru():
    return Repairer(get("en"), get("ru"), ())


@pytest.mark.parametrize(
    ("asked", "stored", "translation", "repaired"),
    [
        ("In 1996.", "In 1994.", "1994-cü ildə.", "1996-cı ildə."),
        ("The 36th year.", "The 35th year.", "35-ci il.", "36-cı il."),
        ("On 25 laws.", "On 15 laws.", "15-dən çox.", "25-dən çox."),
        ("In June.", "In June.", "İyunda.", "İyunda."),
        ("On June 20, 1990.", "On January 20, 1990.", "20 yanvar 1990.", "20 iyun 1990."),
        ("On June 20, 1990.", "On January 20, 1990.", "Yanvarın 20-də, 1990.", "İyunun 20-də, 1990."),
        ("It cost 1,250.5 manats.", "It cost 1,300.5 manats.", "1.300,5 manat.", "1.250,5 manat."),
        ("On 05.02.2020.", "On 04.02.2020.", "04.02.2020.", "05.02.2020."),
        ("At 15:30.", "At 12:00.", "Saat 12:00.", "Saat 12:00."),
        ("The Commissioner met us.", "The Commission met us.", "Komissiyanın görüşü.", "Müvəkkilin görüşü."),
        ("The Milli Majlis met.", "The Milli Majlis met.", "Milli Meclisdə.", "Milli Məclisdə."),
    ],
)
def test_what_has_one_answer_is_put_right(az, asked, stored, translation, repaired):
    assert az.repair(asked, stored, translation).text == repaired


def test_a_month_takes_the_case_of_the_other(ru):
    assert ru.repair("On March 20.", "On January 20.", "20 января.").text == "20 марта."


def test_an_ordinal_keeps_its_ending_where_endings_do_not_depend_on_the_number(ru):
    assert ru.repair("The 36th year.", "The 35th year.", "35-я годовщина.").text == "36-я годовщина."


def test_an_ending_nobody_can_tell_is_left_alone_and_said(az):
    done = az.repair("Of 53, 51 came.", "Of 48, 46 came.", "48 nəfərdən 46-sı gəldi.")
    assert (done.text, done.repairs, done.left) == ("53 nəfərdən 46-sı gəldi.", ("48 → 53",), ("46",))


def test_a_number_that_the_translation_has_more_often_is_left_alone(az):
    assert az.repair("In 1996.", "In 1994.", "1994 və 1994.").repairs == ()


def test_a_number_that_became_two_things_is_left_alone(az):
    assert az.repair("From 5 to 7.", "From 5 to 5.", "5 və 5.").repairs == ()


def test_texts_with_different_counts_of_numbers_are_left_alone(az):
    assert az.repair("In 1996 and 1997.", "In 1994.", "1994.").repairs == ()


def test_the_same_numbers_need_no_repair(az):
    assert az.repair("In the year 1994.", "In 1994.", "1994-cü ildə.").repairs == ()


def test_what_was_done_is_said(az):
    assert az.repair("In 1996.", "In 1994.", "1994-cü ildə.").repairs == ("1994-cü → 1996-cı",)
