"""How Azerbaijani terms are inflected and read."""

import pytest

from tm.languages import get
from tm.languages.az.automaton import Start, endings, parse
from tm.languages.az.homographs import doubtful_words, other_words
from tm.languages.az.suffixes import Sound, harmonise
from tm.model import Term

MORPHOLOGY = get("az").morphology()


def term(text, **more):
    return Term(text=text, language="az", **more)


def accepts(word, form):
    return any(form.startswith(p.stem) and form[len(p.stem) :] in p.endings for p in MORPHOLOGY.patterns(word))


@pytest.mark.parametrize(
    ("text", "features", "form"),
    [
        ("Milli Məclis", ("singular", "possessive-3", "ablative"), "Milli Məclisindən"),
        ("Milli Məclis", ("plural", "genitive"), "Milli Məclislərin"),
        ("matəm günü", ("singular", "genitive"), "matəm gününün"),
        ("matəm günü", ("plural", "nominative"), "matəm günləri"),
        ("matəm günü", ("singular", "possessive-1-plural", "dative"), "matəm günümüzə"),
        ("səhiyyə nazirliyi", ("plural", "locative"), "səhiyyə nazirliklərində"),
        ("yaşıl qapı", ("plural", "nominative"), "yaşıl qapılar"),
        ("uşaq", ("singular", "accusative"), "uşağı"),
        ("hüquq", ("singular", "possessive-3", "nominative"), "hüququ"),
        ("oğul", ("singular", "possessive-3", "genitive"), "oğlunun"),
        ("su", ("singular", "genitive"), "suyun"),
        ("xətt", ("plural", "nominative"), "xətlər"),
        ("mövqe", ("singular", "possessive-3", "locative"), "mövqeyində"),
        ("BMT", ("singular", "genitive"), "BMT-nin"),
        ("ATƏT", ("singular", "dative"), "ATƏT-ə"),
        ("ABŞ", ("singular", "genitive"), "ABŞ-ın"),
        ("NATO", ("singular", "genitive"), "NATO-nun"),
        ("Vəkil (Müdafiəçi)", ("singular", "dative"), "Vəkilə (Müdafiəçiyə)"),
        ("ölkə", ("singular", "locative", "relative"), "ölkədəki"),
        ("qanun", ("singular", "nominative", "predicative-3"), "qanundur"),
    ],
)
def test_a_form_can_be_asked_for(text, features, form):
    assert MORPHOLOGY.inflect(term(text), features) == form


def test_the_steps_tell_how_a_form_is_made():
    readings = MORPHOLOGY.analyse(term("Məclis"), "Məclisindən")
    assert readings[0].steps == ("Məclis", "+i possessive 3", "+n+dən ablative")


def test_an_ambiguous_form_has_several_readings():
    readings = [reading.features for reading in MORPHOLOGY.analyse(term("qanun"), "qanunun")]
    assert ("singular", "genitive") in readings
    assert ("singular", "possessive-2", "nominative") in readings


def test_the_change_of_a_stem_is_a_step():
    assert "k → y" in MORPHOLOGY.analyse(term("ürək"), "ürəyin")[0].steps


def test_a_form_after_a_hyphen_is_read_in_any_harmony():
    for form in ("URL-i", "URL-ni", "URL-nı"):
        readings = [reading.features for reading in MORPHOLOGY.analyse(term("URL"), form)]
        assert ("singular", "accusative") in readings


def test_capitals_do_not_hide_a_form():
    assert MORPHOLOGY.analyse(term("Milli Məclis"), "MİLLİ MƏCLİSİN")


def test_the_paradigm_of_a_possessed_term_keeps_its_possessive():
    forms = [form.text for form in MORPHOLOGY.paradigm(term("matəm günü"))]
    assert forms[:3] == ["matəm günü", "matəm gününün", "matəm gününə"]
    assert len(forms) == 12


@pytest.mark.parametrize("form", ["məktəbli", "məktəblinin", "məktəblilər"])
def test_a_derivation_counts_only_where_the_term_says_so(form):
    assert accepts(term("məktəb", derivations=("lı",)), form)
    assert not accepts(term("məktəb"), form)


def test_a_derivation_softens_like_any_word():
    assert accepts(term("şəhid", derivations=("lıq",)), "şəhidliyi")


def test_a_short_stem_takes_common_endings_only():
    assert accepts(term("ad"), "adların")
    assert accepts(term("ad"), "addır")
    assert not accepts(term("ad"), "addımı")


def test_a_consonant_takes_no_glued_past():
    assert not accepts(term("qazan"), "qazandı")


def test_another_word_is_no_form_in_any_case():
    assert not accepts(term("ada"), "adam")
    assert not accepts(term("ada"), "adamların")
    assert accepts(term("ada"), "adanın")


def test_a_homograph_leaves_the_plain_cases_alone():
    assert "dərin" in other_words("dəri")
    assert "dərinin" not in other_words("dəri")


def test_a_doubtful_form_is_found_but_not_certain():
    assert "ata" in doubtful_words("at")
    found = [
        p for p in MORPHOLOGY.patterns(term("at")) if "ata".startswith(p.stem) and "ata"[len(p.stem) :] in p.endings
    ]
    assert [pattern.certain for pattern in found] == [False]


def test_the_dictionary_holds_only_words_that_are_spelled_like_forms():
    for noun in ("ada", "dəri", "qala", "ölü", "əmi", "il", "bel"):
        assert other_words(noun)


@pytest.mark.parametrize(
    ("body", "vowel", "written"), [("lArI", "ö", "ləri"), ("ImIz", "o", "umuz"), ("IK", "a", "ıq"), ("IK", "ə", "ik")]
)
def test_vowels_follow_the_one_before(body, vowel, written):
    assert harmonise(body, vowel) == written


def test_every_ending_can_be_taken_apart():
    start = Start(Sound("ə", open=False))
    assert all(any(True for _ in parse(ending, start)) for ending in endings(start))


def test_an_ending_never_stands_in_the_wrong_harmony():
    assert "lar" not in endings(Start(Sound("ə", open=False)))


def test_a_pinned_form_beats_the_list_of_other_words():
    assert accepts(term("ada", forms=("adam",)), "adam")
    assert all(pattern.certain for pattern in MORPHOLOGY.patterns(term("at", forms=("ata",))))


def test_a_short_abbreviation_takes_endings_after_a_hyphen_only():
    assert accepts(term("Aİ"), "ai-yə")
    assert not accepts(term("Aİ"), "ailə")


def test_an_invariable_term_takes_no_ending():
    assert not accepts(term("qanun", invariable=True), "qanunun")


def test_an_invariable_term_is_itself():
    assert MORPHOLOGY.analyse(term("qanun", invariable=True), "Qanun")
