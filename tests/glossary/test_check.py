import datetime as dt

import msgspec
import pytest

from tm.glossary.check import CHECKS, contradictions, forms_of, gaps, unused, uses
from tm.glossary.load import load
from tm.languages import LANGUAGES
from tm.model import Term

CODES = ("en", "az", "ru")
KNOWN = [LANGUAGES[code] for code in CODES]


def glossary(text):
    return load(text, file="f.toml", subject="f", languages=CODES)


def troubles(text):
    return [(trouble.check.code, trouble.concept) for trouble in contradictions(glossary(text), KNOWN)]


def test_codes_and_slugs_are_unique():
    assert len({check.code for check in CHECKS}) == len({check.slug for check in CHECKS}) == len(CHECKS)


def test_a_clean_glossary_has_no_contradiction():
    assert troubles('[a]\nen.preferred = "law"\nen.forbidden = ["rule"]\n[b]\nen.preferred = "court"\n') == []


def test_the_same_term_in_two_concepts_is_found():
    assert troubles('[a]\nru.preferred = "суд"\n[b]\nru.preferred = "Суд"\n') == [("TM701", "b")]


def test_a_term_that_is_good_here_and_bad_there_is_found():
    text = '[a]\naz.preferred = "kişi"\n[b]\naz.preferred = "adam"\naz.forbidden = ["kişi"]\n'
    assert troubles(text) == [("TM702", "b")]


def test_a_form_that_is_good_here_and_bad_there_is_found():
    text = '[a]\nen.preferred = "leaf"\n[b]\nen.preferred = "page"\nen.forbidden = ["leaves"]\n'
    assert troubles(text) == [("TM702", "b")]


def test_a_form_that_is_good_and_bad_in_one_concept_is_found():
    assert troubles('[a]\nen.preferred = "body"\nen.forbidden = ["bodies"]\n') == [("TM702", "a")]


def test_two_good_terms_of_one_concept_may_share_forms():
    assert troubles('[a]\nen.preferred = "body"\nen.admitted = ["bodies"]\n') == []


def test_a_form_that_two_concepts_share_is_found():
    assert troubles('[a]\nen.preferred = "leaf"\n[b]\nen.preferred = "leaves"\n') == [("TM703", "b")]


def test_a_pinned_other_word_ends_the_quarrel():
    text = '[a]\nen.preferred = { term = "leaf", not-forms = ["leaves", "leaves\'"] }\n[b]\nen.preferred = "leaves"\n'
    assert troubles(text) == []


def test_a_term_inside_a_longer_one_is_no_contradiction():
    text = (
        '[a]\nen.preferred = "ombudsperson"\nen.forbidden = ["ombudsman"]\n[b]\nen.preferred = "Asian Ombudsman Body"\n'
    )
    assert troubles(text) == []


def test_a_capital_tells_two_terms_apart():
    text = (
        '[a]\nen.preferred = { term = "Law", case = "exact" }\n[b]\nen.preferred = { term = "law", case = "exact" }\n'
    )
    assert troubles(text) == []


def test_terms_of_different_times_do_not_contradict_each_other():
    one, other = glossary('[a]\nen.preferred = "law"\n[b]\nen.preferred = "law"\n')
    early = msgspec.structs.replace(one.terms[0], until=dt.date(2009, 1, 1))
    late = msgspec.structs.replace(other.terms[0], since=dt.date(2009, 1, 2))
    concepts = [msgspec.structs.replace(one, terms=(early,)), msgspec.structs.replace(other, terms=(late,))]
    assert list(contradictions(concepts, KNOWN)) == []


def test_a_contradiction_is_told_with_both_places():
    text = '[a]\naz.preferred = "kişi"\n[b]\naz.preferred = "adam"\naz.forbidden = ["kişi"]\n'
    trouble = next(contradictions(glossary(text), KNOWN))
    assert str(trouble.place) == "f.toml:5:17"
    assert "preferred for a (f.toml:2:16)" in trouble.message


@pytest.mark.parametrize(("language", "form"), [("az", "kişilərdən"), ("ru", "судами"), ("en", "courts'")])
def test_forms_are_those_of_the_paradigm(language, form):
    text = {"az": "kişi", "ru": "суд", "en": "court"}[language]
    assert form in forms_of(Term(text=text, language=language), LANGUAGES[language])


def test_forms_leave_out_what_is_another_word():
    term = Term(text="leaf", language="en", not_forms=("leaves",))
    assert "leaves" not in forms_of(term, LANGUAGES["en"])


def test_a_missing_language_is_found():
    found = list(gaps(glossary('[a]\nen.preferred = "a"\nru.preferred = "а"\n'), KNOWN))
    assert [(one.check.code, one.message) for one in found] == [("TM704", "there is no term in az.")]


def counted(text, language, *texts):
    concepts = glossary(text)
    return list(unused(concepts, uses(concepts, LANGUAGES[language], texts)))


def test_a_concept_that_no_text_names_is_found():
    found = counted('[a]\nen.preferred = "law"\n[b]\nen.preferred = "court"\n', "en", "Courts sat.")
    assert [(one.check.code, one.concept) for one in found] == [("TM705", "a")]


def test_a_wrong_term_in_the_texts_is_a_use_of_the_concept():
    assert counted('[a]\nen.preferred = "law"\nen.forbidden = ["rule"]\n', "en", "The rules.") == []


def test_a_preferred_term_that_nobody_prefers_is_found():
    text = '[a]\nru.preferred = "суд"\nru.admitted = ["трибунал"]\n'
    found = counted(text, "ru", "В трибунале сказали.", "Трибунал решил.")
    assert [(one.check.code, one.message) for one in found] == [
        ("TM706", "the texts never have “суд”, but “трибунал” (2 ×).")
    ]


def test_an_abbreviation_alone_is_no_sign_against_the_preferred_term():
    text = '[a]\nen.preferred = "United Nations"\nen.admitted = [{ term = "UN", abbreviation = true }]\n'
    assert counted(text, "en", "The UN met.") == []
