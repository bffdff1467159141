"""Terms in the form that is wanted, over what was typed of them."""

import pytest

from tm.languages import get
from tm.model import Concept, Term, TermStatus
from tm.operations.editing_terms import Glossary, Wanted, offers, typed

CONCEPT = Concept(
    id="milli-majlis",
    subject="x",
    terms=(
        Term(text="Milli Majlis", language="en"),
        Term(text="Милли Меджлис", language="ru"),
        Term(text="Милли Маджлис", language="ru", status=TermStatus.FORBIDDEN),
    ),
)


def offered(text, source="The Milli Majlis met."):
    wanted = Wanted(
        source=source, source_language=get("en"), text=text, language=get("ru"), offset=len(text), suggestions=()
    )
    return [(one.text, text[: one.span.start]) for one in offers(Glossary([CONCEPT]), wanted)]


@pytest.mark.parametrize(
    ("before", "letters"),
    [
        ("", 0),
        ("В ", 0),
        ("В М", 1),
        ("В милли мед", 9),
        ("В Милли ", 6),
        ("ВМ", 0),
        ("Милли Милли", 5),
        ("В милл!", 0),
    ],
)
def test_letters_typed_of_a_form_are_counted_from_the_start_of_a_word(before, letters):
    assert typed(before, "Милли Меджлис", get("ru")) == letters


def test_the_dictionary_form_comes_first():
    assert offered("Заседал ")[:2] == [("Милли Меджлис", "Заседал "), ("Милли Меджлиса", "Заседал ")]


def test_only_forms_that_go_on_with_the_letters_typed_are_offered():
    assert offered("В Милли Меджлисе") == [("Милли Меджлисе", "В ")]


def test_inside_another_word_nothing_is_offered():
    assert offered("Засе") == []


def test_for_a_bad_term_the_good_one_in_its_form_is_offered():
    assert offered("В Милли Маджлисе")[0] == ("Милли Меджлисе", "В ")


def test_a_concept_that_the_source_does_not_name_is_not_offered():
    assert offered("Заседал ", source="The court met.") == []
