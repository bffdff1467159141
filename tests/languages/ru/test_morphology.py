"""How Russian terms are inflected and read."""

import pytest

from tm.languages import get
from tm.languages.ru.declensions import regular
from tm.model import PartOfSpeech, Term

MORPHOLOGY = get("ru").morphology()


def term(text, **more):
    return Term(text=text, language="ru", **more)


def stems(word):
    return {pattern.stem for pattern in MORPHOLOGY.patterns(word)}


@pytest.mark.parametrize(
    ("text", "features", "form"),
    [
        ("День всенародной скорби", ("singular", "genitive"), "Дня всенародной скорби"),
        ("Милли Меджлис", ("singular", "instrumental"), "Милли Меджлисом"),
        ("Уполномоченный по правам человека", ("singular", "dative"), "Уполномоченному по правам человека"),
        ("Уполномоченный (омбудсмен)", ("plural", "genitive"), "Уполномоченных (омбудсменов)"),
        ("Верховный суд", ("singular", "accusative"), "Верховный суд"),
        ("Верховный комиссар", ("singular", "accusative"), "Верховного комиссара"),
        ("правовая оценка", ("singular", "accusative"), "правовую оценку"),
        ("Мехрибан Алиева", ("singular", "dative"), "Мехрибан Алиевой"),
        ("Гейдар Алиев", ("singular", "instrumental"), "Гейдаром Алиевым"),
        ("ребёнок-сирота", ("plural", "genitive"), "детей-сирот"),
        ("премьер-министр", ("singular", "genitive"), "премьер-министра"),
        ("шехид", ("plural", "genitive"), "шехидов"),
        ("ООН", ("singular", "nominative"), "ООН"),
    ],
)
def test_a_form_can_be_asked_for(text, features, form):
    assert MORPHOLOGY.inflect(term(text), features) == form


def test_a_plural_term_has_no_singular():
    assert MORPHOLOGY.inflect(term("ценные бумаги"), ("singular", "genitive")) is None


def test_an_abbreviation_has_no_cases():
    assert MORPHOLOGY.inflect(term("ООН"), ("singular", "genitive")) is None


def test_the_steps_tell_which_words_changed():
    (reading,) = MORPHOLOGY.analyse(term("День всенародной скорби"), "Дня всенародной скорби")
    assert reading.steps == ("День всенародной скорби", "День → Дня", "genitive singular")


def test_a_form_may_stand_for_several_cases():
    readings = [reading.features for reading in MORPHOLOGY.analyse(term("сессия"), "сессии")]
    assert {("singular", "genitive"), ("singular", "dative"), ("plural", "nominative")} <= set(readings)


def test_e_and_yo_are_one_letter():
    assert MORPHOLOGY.analyse(term("ребёнок"), "ребенка")
    assert MORPHOLOGY.analyse(term("ребенок"), "ребёнка")


def test_a_form_that_is_mostly_another_word_is_not_certain():
    certain = {pattern.stem: pattern.certain for pattern in MORPHOLOGY.patterns(term("тема"))}
    assert certain["темами"]
    assert not certain["тем"]


def test_the_dictionary_form_is_certain():
    assert all(pattern.certain for pattern in MORPHOLOGY.patterns(term("суть")) if pattern.stem == "суть")


def test_adjectives_follow_numerals_in_the_plural():
    assert {"верховных суда", "верховные суда"} <= stems(term("Верховный суд"))


def test_an_adjective_has_all_genders():
    assert {"правовая", "правового", "правовые"} <= stems(term("правовой", part_of_speech=PartOfSpeech.ADJECTIVE))


def test_a_verb_is_conjugated():
    assert {"признаёт".replace("ё", "е"), "признавал"} <= stems(term("признавать", part_of_speech=PartOfSpeech.VERB))


def test_an_abbreviation_spoken_as_a_word_takes_endings():
    (pattern,) = MORPHOLOGY.patterns(term("МИД"))
    assert "ом" in pattern.endings
    assert "-ом" in pattern.endings


def test_a_title_keeps_a_preposition_in_place():
    assert MORPHOLOGY.inflect(term("суд первой инстанции"), ("plural", "dative")) == "судам первой инстанции"


@pytest.mark.parametrize(
    ("word", "form"),
    [("опёнок", "опёнка"), ("бакинец", "бакинца"), ("флешка", "флешек"), ("пицца", "пицц"), ("чайханя", "чайхань")],
)
def test_regular_endings_reach_words_no_dictionary_has(word, form):
    assert form in {cell.text for cell in regular(word)}
