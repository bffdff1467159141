import msgspec
import pytest

from tm.errors import Place
from tm.glossary.adopt import adopt, slug
from tm.glossary.rows import merge
from tm.model import Concept, PartOfSpeech, Term, TermStatus

CODES = ("en", "az", "ru")
PREFERRED, ADMITTED = TermStatus.PREFERRED, TermStatus.ADMITTED
DEPRECATED, FORBIDDEN = TermStatus.DEPRECATED, TermStatus.FORBIDDEN


def term(text, language, status=PREFERRED, line=0, **fields):
    place = Place("f.tbx", line) if line else None
    return Term(text=text, language=language, status=status, place=place, **fields)


def concept(name, *terms, **fields):
    return Concept(**({"id": name, "subject": "sea", "terms": terms} | fields))


SHIP = concept(
    "ship",
    term("ship", "en"),
    term("vessel", "en", ADMITTED),
    term("gəmi", "az", note="Usual."),
    term("qayıq", "az", FORBIDDEN),
    definition="A thing.",
)
FERRY = concept("ferry", term("ferry", "en"), term("vessel", "en", ADMITTED), term("bərə", "az"))


def take(*concepts, known=(SHIP, FERRY), **options):
    return adopt(concepts, known, source="en", subject="imported", **options)


def result(*concepts, **options):
    """The changes that the rows make, and what is refused."""
    adopted = take(*concepts, **options)
    merged = merge(adopted.rows, (SHIP, FERRY), CODES)
    return [line for change in merged.changes for line in change.what], merged.refused


def test_an_entry_belongs_to_the_concept_that_has_its_source_term():
    assert result(concept("c1", term("ship", "en"), term("судно", "ru"))) == (
        ["ru: “судно” added as preferred"],
        (),
    )


def test_capitals_do_not_make_another_term():
    assert result(concept("c1", term("Ship", "en"), term("Gəmi", "az"))) == ([], ())


def test_a_second_preferred_term_comes_in_as_admitted():
    assert result(concept("c1", term("ship", "en"), term("paroxod", "az"))) == (["az: “paroxod” added as admitted"], ())


def test_what_the_glossary_says_of_a_term_stands():
    entry = concept(
        "c1", term("ship", "en"), term("qayıq", "az", note="Nice."), term("gəmi", "az", ADMITTED, note="Other.")
    )
    adopted = take(entry)
    assert result(entry) == (["az: “qayıq”: note changed"], ())
    assert adopted.overruled == 1


def test_empty_fields_of_a_concept_are_filled_and_others_stay():
    entry = concept("c1", term("ship", "en"), definition="Another thing.", note="New.")
    assert result(entry) == (["note: New."], ())


def test_a_shared_target_alone_does_not_make_the_same_concept():
    assert result(concept("c1", term("boat", "en"), term("gəmi", "az"))) == (["new concept in sea"], ())


def test_an_entry_without_the_source_language_is_known_by_its_other_terms():
    assert result(concept("c1", term("gəmi", "az"), term("судно", "ru"))) == (
        ["ru: “судно” added as preferred"],
        (),
    )


def test_two_languages_decide_between_concepts_that_share_a_term():
    assert take(concept("c1", term("vessel", "en"), term("bərə", "az"))).rows[0][1]["id"] == "ferry"


def test_an_entry_that_could_be_two_concepts_is_refused():
    adopted = take(concept("c1", term("vessel", "en", line=7), place=Place("f.tbx", 6)))
    assert adopted.rows == ()
    assert [(one.row, one.message) for one in adopted.refused] == [
        (6, "The entry could be “ship” / “ferry”: they share a term.")
    ]


def test_a_new_concept_is_named_after_its_source_term():
    entries = [concept("c1", term(text, "en")) for text in ("Ferry!", "Red Sea", "Red sea")]
    names = [row["id"] for _, row in take(*entries).rows]
    assert names == ["ferry-2", "red-sea", "red-sea-2"]


def test_a_concept_that_has_no_latin_term_is_named_after_its_line():
    entry = concept("c1", term("море", "ru", line=9), place=Place("f.tbx", 8), subject="")
    (row,) = take(entry).rows
    assert (row[0], row[1]["id"], row[1]["subject"]) == (9, "imported-8", "imported")


def test_a_subject_becomes_the_name_of_a_file():
    assert take(concept("c1", term("x", "en"), subject="Law & Order")).rows[0][1]["subject"] == "law-order"


def test_the_same_term_of_a_concept_comes_once():
    entries = [concept(name, term(text, "en"), term("gəmi", "az")) for name, text in (("a", "ship"), ("b", "ship"))]
    assert len(take(*entries).rows) == 2


def test_a_file_of_ours_is_taken_by_id_and_its_word_counts():
    entry = concept("ship", term("steamer", "en", ADMITTED), term("qayıq", "az", DEPRECATED), subject="elsewhere")
    assert result(entry, ours=True) == (
        ["en: “steamer” added as admitted", "az: “qayıq” was forbidden, is deprecated"],
        (),
    )


def test_a_file_of_ours_brings_new_concepts_with_their_ids():
    entry = concept("new-one", term("x", "en", part_of_speech=PartOfSpeech.VERB))
    assert take(entry, ours=True).rows[0][1] | {"pos": "verb"} == take(entry, ours=True).rows[0][1]
    assert result(entry, ours=True) == (["new concept in sea"], ())


def test_our_own_concepts_change_nothing():
    assert result(SHIP, FERRY, ours=True) == ([], ())
    assert result(SHIP, msgspec.structs.replace(FERRY, terms=(FERRY.terms[0], FERRY.terms[2]))) == ([], ())


@pytest.mark.parametrize(
    ("text", "name"),
    [("Milli Məclis", "milli-meclis"), ("  A/B (c) ", "a-b-c"), ("Şəhər", "seher"), ("море", ""), ("x" * 80, "x" * 60)],
)
def test_a_slug_is_plain_latin(text, name):
    assert slug(text) == name
