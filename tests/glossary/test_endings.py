import pytest

from tm.glossary.endings import Stemmer, learn
from tm.languages import LANGUAGES

SAMPLES = {
    "en": "statement right office body law court member".split(),
    "az": "məclis qanun ölkə bəyanat insan şəhər vəziyyət orqan gün hüquq qayda".split(),
    "ru": "заявление закон страна право суд орган город статья организация гражданский".split(),
}


@pytest.fixture(scope="module", params=SAMPLES)
def stemmer(request):
    return request.param, learn(LANGUAGES[request.param], SAMPLES[request.param])


FAMILIES = {
    "en": ["member members member's", "majlis majlis's"],
    "az": ["təşkilat təşkilatın təşkilatlardan təşkilatının", "komissiya komissiyanın komissiyasından"],
    "ru": ["меджлис меджлиса меджлисом", "комиссия комиссии комиссией", "великая великой великую"],
}


def test_forms_of_words_it_never_saw_have_one_stem(stemmer):
    code, it = stemmer
    for family in FAMILIES[code]:
        assert len({it.stem(word) for word in family.split()}) == 1, family


def test_different_words_have_different_stems(stemmer):
    code, it = stemmer
    words = [family.split()[0] for family in FAMILIES[code]]
    assert len({it.stem(word) for word in words}) == len(words)


def test_a_short_word_is_left_alone():
    assert Stemmer({"s", "es"}).stem("yes") == "yes"


def test_endings_are_taken_off_until_none_is_left():
    assert Stemmer({"lər", "in", "dən"}).stem("məclislərindən") == "məclis"


def test_without_words_there_are_no_endings():
    assert learn(LANGUAGES["en"], []).stem("laws") == "laws"
