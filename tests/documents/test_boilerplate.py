"""The phrases that give a block away: each shown by its example."""

import pytest

from tm.documents.boilerplate import boilerplate

PHRASES = boilerplate()
EXAMPLES = [
    pytest.param(name, phrase, id=phrase.example) for name, found in PHRASES.examples.items() for phrase in found
]


@pytest.mark.parametrize(("name", "phrase"), EXAMPLES)
def test_every_phrase_is_found_by_its_example(name, phrase):
    hit = getattr(PHRASES, name).search(phrase.context or phrase.example)
    assert hit
    assert hit.start() == 0 or name == "office"


@pytest.mark.parametrize("line", ["Leyla Orucova", "L. Ə. Orucova", "Ə.Orucov", "Анна-Мария Серова", "John W. Orr"])
def test_names_are_seen(line):
    assert PHRASES.name.fullmatch(line)


@pytest.mark.parametrize("line", ["Orucova", "the Office", "Office of Mills", "3 Mills", "Leyla Orucova, chair"])
def test_other_lines_are_no_names(line):
    assert not PHRASES.name.fullmatch(line)


@pytest.mark.parametrize(
    "line",
    [
        "3 February 2024",
        "February 3, 2024",
        "3 fevral 2024-cü il",
        "3 февраля 2024 г.",
        "03.02.2024",
        "Gəncə, 3 FEVRAL 2024",
        "2024-02-03",
    ],
)
def test_dates_are_seen(line):
    assert PHRASES.date.fullmatch(line)


@pytest.mark.parametrize(
    "text",
    [
        "Join us in remembering the victims of that night.",
        "Follow our example.",
        "Get the papers.",
        "Xəbərləri eşidən hər kəs gəldi.",
        "Читайте, и вы поймёте.",
    ],
)
def test_sentences_that_begin_like_adverts_are_none(text):
    assert not PHRASES.advert.match(text)
