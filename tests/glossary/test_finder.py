"""Terms are found in all their forms, where they stand in the text as it was given."""

import pytest
from hypothesis import given, strategies as st

from tm.glossary.finder import TermFinder
from tm.languages import get
from tm.model import CaseRule, Concept, Term, TermStatus


def concept(name, *terms):
    return Concept(id=name, subject="test", terms=terms)


def term(code, text, **more):
    return Term(text=text, language=code, **more)


def finder(code, *texts, **more):
    return TermFinder([concept(text, term(code, text, **more)) for text in texts], get(code))


def found(search, text):
    return [text[hit.span.start : hit.span.end] for hit in search.find(text)]


MAJLIS = finder("az", "Milli Məclis")


@pytest.mark.parametrize(
    "text",
    [
        "Milli Məclisin",
        "Milli\u00a0Məclisin",
        "Milli\nMəclisin",
        "Milli   Məclisin",
        "Mil\u00adli Məc\u00adlisin",
        "MİLLİ MƏCLİSİN",
        "milli məclisin",
        "Milli <b>Məclis</b>in",
        "Milli” “Məclisin",
        "Milli **Məclisin",
        "Milli {1}Məclis{2}in",
    ],
)
def test_a_term_is_found_however_it_is_set(text):
    assert found(MAJLIS, f"Dünən {text} iclası oldu.") == [text]


def test_a_decomposed_letter_is_a_letter():
    assert found(finder("ru", "Нагорный Карабах"), "в Нагорном Карабахе".replace("й", "и\u0306")) == [
        "Нагорном Карабахе"
    ]
    assert found(finder("az", "çay"), "c\u0327ayın") == ["c\u0327ayın"]


def test_a_span_counts_code_points_of_the_original():
    (hit,) = MAJLIS.find("🙂🙂  Milli Məclisə")
    assert (hit.span.start, hit.span.end) == (4, 17)


@pytest.mark.parametrize(
    "text", ["Ümummilli Məclis", "Milli Məclissiz", "Milli Məclis2", "Milli_Məclis", "x_milli məclis_id"]
)
def test_a_term_inside_a_longer_word_is_none(text):
    assert found(MAJLIS, text) == []


@pytest.mark.parametrize(
    "text", ["(Milli Məclis)", "Milli Məclis-Parlament", "“Milli Məclis”", "Milli Məclis,", "_Milli Məclis_"]
)
def test_punctuation_ends_a_word(text):
    assert found(MAJLIS, text) == ["Milli Məclis"]


def test_an_ending_after_a_hyphen_belongs_to_the_hit():
    assert found(finder("az", "BMT"), "BMT-nin və BMT’yə, BMT-Azərbaycan") == ["BMT-nin", "BMT’yə", "BMT"]


def test_a_hit_names_its_concept_and_term():
    (hit,) = MAJLIS.find("Milli Məclis")
    assert (hit.concept.id, hit.term.text, hit.certain) == ("Milli Məclis", "Milli Məclis", True)


def test_a_term_inside_a_longer_term_is_not_reported():
    search = finder("en", "Ombudsman", "Asian Ombudsman Association")
    assert found(search, "The Asian Ombudsman Association met. The Ombudsman spoke.") == [
        "Asian Ombudsman Association",
        "Ombudsman",
    ]


def test_terms_that_overlap_in_part_are_both_reported():
    search = finder("en", "President of the Republic", "Republic of Azerbaijan")
    assert found(search, "President of the Republic of Azerbaijan") == [
        "President of the Republic",
        "Republic of Azerbaijan",
    ]


def test_the_same_term_in_two_concepts_is_reported_for_both():
    search = TermFinder(
        [
            concept("body", term("en", "Ombudsman")),
            concept("person", term("en", "Ombudsman", status=TermStatus.FORBIDDEN)),
        ],
        get("en"),
    )
    assert [hit.concept.id for hit in search.find("Ombudsman")] == ["body", "person"]


def test_a_term_is_reported_once_although_several_stems_lead_to_it():
    assert len(finder("az", "iş günü").find("iş günləri")) == 1


@pytest.mark.parametrize("spelling", ["cease fire", "cease-fire", "ceasefire"])
def test_a_listed_spelling_displaces_a_generated_one(spelling):
    forms = ("cease fire", "cease-fire", "ceasefire")
    search = TermFinder([concept("c", *(term("en", form) for form in forms))], get("en"))
    assert [hit.term.text for hit in search.find(f"a {spelling} held")] == [spelling]
    assert [hit.term.text for hit in search.find(f"two {spelling}s held")] == [spelling]


def test_a_forbidden_run_together_name_is_not_the_preferred_one():
    search = TermFinder(
        [concept("c", term("en", "Grand Assembly"), term("en", "GrandAssembly", status=TermStatus.FORBIDDEN))],
        get("en"),
    )
    assert [hit.term.status for hit in search.find("The GrandAssembly's vote")] == [TermStatus.FORBIDDEN]


def test_a_listed_form_displaces_an_inflected_one():
    search = finder("en", "human right", "human rights")
    assert [hit.term.text for hit in search.find("human rights")] == ["human rights"]


def test_a_doubtful_hit_does_not_hide_a_certain_one():
    search = TermFinder([concept("t", term("ru", "тема")), concept("c", term("ru", "тем", invariable=True))], get("ru"))
    assert [(hit.term.text, hit.certain) for hit in search.find("тем")] == [("тем", True)]


def test_a_doubtful_form_is_reported_as_such():
    (hit,) = finder("ru", "тема").find("тем не менее")
    assert not hit.certain


@pytest.mark.parametrize(
    ("rule", "text", "hits"),
    [
        (CaseRule.ANY, "state parliament PARLIAMENT", 2),
        (CaseRule.INITIAL, "Parliament parliament PARLIAMENT", 2),
        (CaseRule.EXACT, "Parliament parliament PARLIAMENT", 1),
    ],
)
def test_capitals_count_as_the_term_says(rule, text, hits):
    assert len(finder("en", "Parliament", case=rule).find(text)) == hits


def test_capitals_are_looked_up_in_the_text_as_it_was_given():
    search = finder("az", "İttifaq", case=CaseRule.INITIAL)
    assert found(search, "« İt\u00adtifaqın » ittifaqın") == ["İt\u00adtifaqın"]


def test_capitals_are_compared_word_by_word():
    search = finder("ru", "Верховный Суд", case=CaseRule.INITIAL)
    assert found(search, "Верховного Суда и Верховного суда") == ["Верховного Суда"]


def test_an_exact_term_is_inflected():
    assert found(finder("az", "Aİ", case=CaseRule.EXACT), "Aİ-nin, aİ-nin") == ["Aİ-nin"]


def test_a_pinned_form_counts_and_a_form_taken_out_does_not():
    search = finder("az", "ada", forms=("adacıq",), not_forms=("adada",))
    assert found(search, "adacıq adada adadan") == ["adacıq", "adadan"]


def test_a_term_with_quotation_marks_is_found_with_and_without_them():
    search = finder("az", "“Qızıl pəncərə” fondu")
    assert found(search, "“Qızıl pəncərə” fonduna") == ["Qızıl pəncərə” fonduna"]
    assert found(search, "Qızıl pəncərə fonduna") == ["Qızıl pəncərə fonduna"]


def test_terms_of_other_languages_are_ignored():
    search = TermFinder([concept("c", term("ru", "закон"), term("en", "law"))], get("en"))
    assert found(search, "law закон") == ["law"]


def test_a_finder_without_terms_finds_nothing():
    assert TermFinder([], get("en")).find("anything") == []


def test_an_empty_text_holds_nothing():
    assert MAJLIS.find("") == []


def test_many_texts_are_read_like_one():
    texts = ["Milli Məclisin", "", "Məclis", "milli məclis"]
    assert list(MAJLIS.find_all(texts)) == [MAJLIS.find(text) for text in texts]


@given(
    st.lists(
        st.sampled_from(["Milli Məclisin", "Milli", "məclis", "qanuna", "«", "<b>", "</b>", ",", "-", "x"]), max_size=12
    )
)
def test_hits_lie_in_the_text_in_order_and_none_in_another(words):
    text = " ".join(words)
    search = finder("az", "Milli Məclis", "məclis", "qanun")
    spans = [hit.span for hit in search.find(text)]
    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert not any(a != b and a.start <= b.start and b.end <= a.end for a in spans for b in spans)


BITS = [
    *"Milli Məclisin qanun qanuna <b> </b> <i_a=«x»> « » “ ” * - ' _ , {1} а\u0301 \u200b <br/>".split(),
    " ",
    " ",
    "\n",
    "\u00a0",
]


@given(st.lists(st.sampled_from(BITS), max_size=12).map("".join))
def test_what_is_found_may_be_found(text):
    search = finder("az", "Milli Məclis", "məclis", "qanun", "Milli-məclis")
    assert any(map(search.may_begin, text.split())) or not search.find(text)


@given(st.lists(st.sampled_from(BITS), max_size=12).map("".join))
def test_with_the_pieces_of_a_text_the_same_is_found(text):
    search = finder("az", "Milli Məclis", "məclis", "qanun", "Milli-məclis")
    assert search.find(text, text.split()) == search.find(text)


def test_a_text_in_which_no_term_begins_is_not_searched():
    search = finder("az", "Milli Məclis", "qanun")
    assert not any(map(search.may_begin, "Millilik və məclis qanadı".split()))
