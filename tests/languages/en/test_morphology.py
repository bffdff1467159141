"""How English terms are inflected and read."""

import pytest

from tm.languages import get
from tm.model import PartOfSpeech, Term

MORPHOLOGY = get("en").morphology()


def term(text, **more):
    return Term(text=text, language="en", **more)


def stems(word):
    return {pattern.stem for pattern in MORPHOLOGY.patterns(word)}


@pytest.mark.parametrize(
    ("text", "features", "form"),
    [
        ("body", ("plural", "nominative"), "bodies"),
        ("martyr", ("plural", "possessive"), "martyrs'"),
        ("martyr", ("singular", "possessive"), "martyr's"),
        ("Alley of Martyrs", ("singular", "possessive"), "Alley of Martyrs'"),
        ("crisis", ("plural", "nominative"), "crises"),
        ("Ombudsman", ("plural", "nominative"), "Ombudsmen"),
        ("German", ("plural", "nominative"), "Germans"),
        ("crime against humanity", ("plural", "nominative"), "crimes against humanity"),
        ("Secretary-General", ("plural", "nominative"), "Secretaries-General"),
        ("person", ("plural", "nominative"), "people"),
        ("Rapporteur (Expert)", ("plural", "nominative"), "Rapporteurs (Experts)"),
    ],
)
def test_a_form_can_be_asked_for(text, features, form):
    assert MORPHOLOGY.inflect(term(text), features) == form


def test_an_adjective_has_no_plural():
    assert stems(term("solemn", part_of_speech=PartOfSpeech.ADJECTIVE)) == {"solemn"}


def test_a_verb_is_conjugated():
    assert {"ratifies", "ratified", "ratifying"} <= stems(term("ratify", part_of_speech=PartOfSpeech.VERB))
    assert {"planned", "planning"} <= stems(term("plan", part_of_speech=PartOfSpeech.VERB))


def test_a_name_is_never_written_as_one_word():
    assert "grandassembly" not in stems(term("Grand Assembly"))


def test_a_common_compound_is_one_word_too():
    assert "database" in stems(term("data base"))


def test_a_plural_is_read():
    (reading,) = MORPHOLOGY.analyse(term("body"), "Bodies")
    assert reading.features == ("plural", "nominative")


def test_a_curly_apostrophe_is_an_apostrophe():
    assert MORPHOLOGY.analyse(term("martyr"), "martyrs\u2019")[0].features == ("plural", "possessive")
