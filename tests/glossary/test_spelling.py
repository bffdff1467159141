from collections.abc import Sequence

import pytest
from hypothesis import given, strategies as st

from tm.glossary.finder import TermFinder
from tm.glossary.spelling import SpellingFinder
from tm.languages import LANGUAGES, get
from tm.model import Concept, Term, TermStatus
from tm.text.lookalikes import skeleton
from tm.text.normalize import fold


def speller(*texts, code="az", **more):
    concepts = [Concept(id=text, subject="s", terms=(Term(text=text, language=code, **more),)) for text in texts]
    return SpellingFinder(concepts, get(code), TermFinder(concepts, get(code)))


def found(finder, text) -> Sequence[tuple[str, str, str | None]]:
    """Return what the finder says: the words, the term, the form that is meant."""
    return [(text[one.span.start : one.span.end], one.term.text, one.form) for one in finder.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bu gün Milli Meclisdə müzakirə oldu.", [("Milli Meclisdə", "Milli Məclis", "Milli Məclisdə")]),
        ("MilliMəclis toplandı.", [("MilliMəclis", "Milli Məclis", "Milli Məclis")]),
        ("Milli Mәclis toplandı.", [("Milli Mәclis", "Milli Məclis", "Milli Məclis")]),
        ("“Milli Meclis” toplandı.", [("Milli Meclis", "Milli Məclis", "Milli Məclis")]),
        ("Milli\u00a0Meclis", [("Milli\u00a0Meclis", "Milli Məclis", "Milli Məclis")]),
        ("Milli Məclisdə müzakirə oldu.", []),
        ("Milli Mec", []),
        ("xMilli Meclis", []),
        ("", []),
    ],
)
def test_wrong_spellings_are_found_and_right_ones_are_not(text, expected):
    assert found(speller("Milli Məclis"), text) == expected


def test_of_two_terms_that_look_alike_the_first_of_the_glossary_is_meant():
    finder = speller("Məclis", "Meclıs")
    assert found(finder, "mecliş") == [("mecliş", "Məclis", None)]


def test_a_word_that_was_right_before_is_suspected_where_a_term_begins_before_it():
    finder, doubted = speller("Milli Məclis"), []
    finder.doubted = doubted.extend
    assert not finder.is_suspect("meclis")
    finder.is_suspect("milli")
    assert doubted == ["meclis"]
    assert finder.is_suspect("meclis")


def test_the_order_of_texts_does_not_matter():
    texts = ["Milli Meclis", "meclis milli", "Məclis milli", "zedelendi", "Zed 7 burosu", "zed"]
    one, other = speller("Milli Məclis", "Zed 7 bürosu"), speller("Milli Məclis", "Zed 7 bürosu")
    assert [found(one, text) for text in texts] == [found(other, text) for text in reversed(texts)][::-1]


def test_bad_terms_and_abbreviations_have_no_wrong_spelling():
    assert found(speller("Məclis", status=TermStatus.FORBIDDEN), "Meclis") == []
    assert found(speller("MƏCLİS", abbreviation=True), "MECLIS") == []


def test_a_term_in_quotation_marks_is_found():
    assert found(speller("“ASAN Xidmət” mərkəzi"), "“ASAN Xidmet” mərkəzi")


WORDS = [
    "Milli",
    "Məclis",
    "Meclis",
    "milliMeclisdə",
    "Məclisin",
    "«Milli",
    "<b>Milli</b>",
    "Mili\u0301",
    "-",
    "MӘCLİS",
]


@given(st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join))
def test_what_is_found_may_be_found(text):
    finder = speller("Milli Məclis", "Məclis")
    list(map(finder.is_suspect, text.split()))
    assert any(map(finder.is_suspect, text.split())) or not finder.find(text)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_form_begins_as_the_finder_expects(code):
    terms = (
        ["Milli Məclis", "ürək", "Zed 7 bürosu"] if code == "az" else ["закон", "день", "Милли Меджлис", "law", "city"]
    )
    for text in terms:
        concept = Concept(id="c", subject="s", terms=(Term(text=text, language=code),))
        stems = tuple(skeleton(stem) for _, stem in TermFinder([concept], get(code)).stems())
        forms = [form.text for form in get(code).morphology().paradigm(concept.terms[0])]
        assert all(skeleton(fold(form, get(code))).startswith(stems) for form in forms)


def test_a_skeleton_has_its_letters_and_digits_where_the_text_has_them():
    letters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    assert [letter for letter in letters if letter.isalnum() != skeleton(letter).isalnum()] == []
