import pytest

from tm.errors import Place
from tm.glossary.extract import Limits, extract
from tm.glossary.load import load
from tm.glossary.mentions import Kind, Passage
from tm.languages import LANGUAGES

EN = """\
Yesterday the Milli Majlis met. The session of the Milli Majlis was long, and the Milli Mejlis adopted a law.
Later MilliMajlis approved it. A member of the Milli Mejlis spoke. The Milli Majlis's chair thanked the Organization
for Security and Co-operation in Europe (OSCE). The OSCE answered. They spoke of a state of emergency; the state of
emergency ended, but a state of emergency may return. A crowd met in the street."""

AZ = """\
Bu gün Milli Məclisin iclası oldu. Dünən Milli Məclisdə çıxış etdi. O, Milli Meclisin deputatıdır və bu qərarı Milli
Məclisə göndərdi. Burada fövqəladə vəziyyət var idi, amma fövqəladə vəziyyətin sonu gəldi. Sonra fövqəladə vəziyyətdən
danışdılar."""

RU = """\
Сегодня в Милли Меджлисе прошло заседание. Депутаты Милли Меджлиса приняли закон. Он выступил перед Милли Меджлисом.
Из Милли Маджлиса сообщили: чрезвычайное положение кончилось, о чрезвычайном положении забыли, чрезвычайного положения
больше нет."""

GLOSSARY = """\
[milli-majlis]
en.preferred = "Milli Majlis"
en.forbidden = ["Milli Mejlis"]
"""
TEXTS = {"en": EN, "az": AZ, "ru": RU}


def passage(text, file="f.md"):
    return Passage(" ".join(text.split()), file, lambda at: Place(file, 1, at + 1))


def candidates(code, *texts, glossary="", **limits):
    concepts = load(glossary, file="g.toml", subject="g", languages=list(LANGUAGES))
    texts = texts or (TEXTS[code],)
    found = extract([passage(text) for text in texts], LANGUAGES[code], concepts, limits=Limits(**limits))
    return {candidate.suggested: candidate for candidate in found}


def spellings(candidate):
    return {spelling.text: spelling.count for spelling in candidate.spellings}


def test_three_spellings_are_one_thing():
    assert spellings(candidates("en")["Milli Majlis"]) == {"Milli Majlis": 3, "Milli Mejlis": 2, "MilliMajlis": 1}


def test_the_commonest_spelling_is_suggested():
    assert next(iter(candidates("en"))) == "Milli Majlis"


@pytest.mark.parametrize(("code", "name"), [("az", "Milli Məclis"), ("ru", "Милли Меджлис")])
def test_inflected_forms_count_as_one_and_the_dictionary_form_is_shown(code, name):
    assert spellings(candidates(code)[name])[name] == 3


@pytest.mark.parametrize(("code", "phrase"), [("az", "fövqəladə vəziyyət"), ("ru", "чрезвычайное положение")])
def test_an_inflected_phrase_is_found(code, phrase):
    assert candidates(code)[phrase].kind is Kind.PHRASE


def test_forms_are_kept_with_their_numbers():
    assert candidates("en")["Milli Majlis"].spellings[0].forms == (("Milli Majlis", 2), ("Milli Majlis's", 1))


def test_an_abbreviation_stands_with_what_it_stands_for():
    found = candidates("en")["Organization for Security and Co-operation in Europe"]
    assert (found.abbreviation, spellings(found)["OSCE"]) == ("OSCE", 2)


def test_a_phrase_that_stands_once_is_no_candidate():
    assert not [text for text in candidates("en") if "crowd" in text]


def test_a_part_that_never_stands_alone_is_no_candidate():
    assert "emergency" not in candidates("en")


def test_a_smaller_limit_finds_more():
    assert len(candidates("en", phrases=1)) > len(candidates("en"))


def test_what_the_glossary_has_is_marked():
    found = candidates("en", glossary=GLOSSARY)["Milli Majlis"]
    assert found.known == "milli-majlis"
    assert {spelling.text: spelling.status for spelling in found.spellings} == {
        "Milli Majlis": "preferred",
        "Milli Mejlis": "forbidden",
        "MilliMajlis": None,
    }


def test_the_glossary_s_term_is_suggested_even_if_the_texts_prefer_another():
    text = "Here the Milli Mejlis met, there the Milli Mejlis sat."
    assert list(candidates("en", text, glossary=GLOSSARY)) == ["Milli Majlis"]


def test_terms_of_one_concept_are_one_candidate():
    glossary = '[day]\nen.preferred = "National Mourning Day"\nen.forbidden = ["National Day of Mourning"]\n'
    text = "On National Mourning Day flags fly. On the National Day of Mourning flags fly. "
    assert spellings(candidates("en", text * 2, glossary=glossary)["National Mourning Day"]) == {
        "National Mourning Day": 2,
        "National Day of Mourning": 2,
    }


def test_terms_side_by_side_are_no_new_term():
    glossary = '[a]\nen.preferred = "Baku"\n[b]\nen.preferred = "Ganja"\n'
    assert "Baku and Ganja" not in candidates("en", "From Baku and Ganja to Baku and Ganja.", glossary=glossary)


def test_places_and_files_are_told():
    passages = [passage("The Milli Majlis met.", "a.md"), passage("Now the Milli Majlis sat.", "b.md")]
    found = extract(passages, LANGUAGES["en"], ())
    assert (found[0].files, [str(place) for place in found[0].spellings[0].places]) == (2, ["a.md:1:5", "b.md:1:9"])


def test_no_text_has_no_candidates():
    assert extract([], LANGUAGES["en"], ()) == []
