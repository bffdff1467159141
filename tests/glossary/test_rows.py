import datetime as dt

import msgspec
import pytest

from tm.glossary.load import load
from tm.glossary.rows import COLUMNS, merge, rows
from tm.model import CaseRule, Concept, Term, TermStatus

CODES = ("en", "az", "ru")
GLOSSARY = """\
[milli-majlis]
definition = "The parliament."
source = "The Constitution."
note = "As the Constitution has it."
en.preferred = "Milli Majlis"
en.admitted = [{ term = "Parliament", case = "initial", note = "Generic | use." }]
en.forbidden = ["Milli Mejlis"]
az.preferred = { term = "Milli Məclis", forms = ["a|b", "c"], not-forms = ["d"], derivations = ["lı"], source = "law" }

[un]
en.preferred = { term = "UN", gender = "other", abbreviation = true, since = 1945-10-24, until = 2100-01-01 }
ru.preferred = { term = "ООН", abbreviation = true, case = "any", invariable = true, pos = "proper-noun" }
"""


@pytest.fixture
def concepts():
    return load(GLOSSARY, file="f.toml", subject="institutions", languages=CODES)


def table(concepts):
    return [(number, dict(zip(COLUMNS, row, strict=True))) for number, row in enumerate(rows(concepts), 2)]


def row(**cells):
    return {"id": "milli-majlis", "language": "en", "status": "forbidden", "term": "Milli Medjlis"} | {
        name.replace("_", "-"): text for name, text in cells.items()
    }


def placeless(concept):
    terms = tuple(msgspec.structs.replace(term, place=None) for term in concept.terms)
    return msgspec.structs.replace(concept, place=None, terms=terms)


def refusals(*cells, concepts=()):
    return [refusal.message for refusal in merge(list(enumerate(cells, 2)), concepts, CODES).refused]


def test_the_rows_of_a_glossary_make_the_same_glossary(concepts):
    changes = merge(table(concepts), (), CODES).changes
    assert [placeless(change.new) for change in changes] == [placeless(concept) for concept in concepts]


def test_the_rows_of_a_glossary_change_nothing_in_it(concepts):
    merged = merge(table(concepts), concepts, CODES)
    assert (merged.changes, merged.refused, merged.unchanged) == ((), (), 2)


def test_every_field_of_a_term_has_a_column():
    told = {name.replace("-", "_") for name in COLUMNS} | {"text", "part_of_speech"}
    assert set(Term.__struct_fields__) - {"place"} <= told
    assert set(Concept.__struct_fields__) - {"place", "terms"} <= told


def test_a_new_term_is_added(concepts):
    change = merge([(2, row())], concepts, CODES).changes[0]
    assert change.what == ["en: “Milli Medjlis” added as forbidden"]


def test_a_term_that_no_row_names_stays(concepts):
    change = merge([(2, row())], concepts, CODES).changes[0]
    assert {term.text for term in concepts[0].terms} < {term.text for term in change.new.terms}


def test_another_status_is_a_change(concepts):
    change = merge([(2, row(term="Milli Mejlis", status="deprecated"))], concepts, CODES).changes[0]
    assert change.what == ["en: “Milli Mejlis” was forbidden, is deprecated"]


def test_an_empty_cell_leaves_a_field_as_it_is(concepts):
    cells = row(term="Parliament", status="admitted", case="", definition="", term_note="")
    assert merge([(2, cells)], concepts, CODES).changes == ()


def test_a_hyphen_empties_a_field(concepts):
    emptied = {"forms": "-", "note": "-", "term_source": "-"}
    cells = row(language="az", term="Milli Məclis", status="preferred", **emptied)
    new = merge([(2, cells)], concepts, CODES).changes[0].new
    term = new.preferred("az")
    assert (new.note, term.forms, term.source, term.not_forms) == ("", (), "", ("d",))


def test_a_hyphen_empties_a_choice(concepts):
    cells = row(id="un", term="UN", status="preferred", gender="-", since="-")
    term = merge([(2, cells)], concepts, CODES).changes[0].new.preferred("en")
    assert (term.gender, term.since, term.until) == (None, None, dt.date(2100, 1, 1))


def test_a_row_that_makes_an_abbreviation_makes_it_exact():
    cells = row(id="eu", subject="institutions", status="preferred", term="EU", abbreviation="yes")
    term = merge([(2, cells)], (), CODES).changes[0].new.terms[0]
    assert (term.abbreviation, term.case) == (True, CaseRule.EXACT)


def test_dates_are_read():
    cells = row(id="x", subject="law", status="preferred", since="2015-01-31", until="2020-12-01 00:00:00")
    term = merge([(2, cells)], (), CODES).changes[0].new.terms[0]
    assert (term.since, term.until) == (dt.date(2015, 1, 31), dt.date(2020, 12, 1))


def test_a_new_concept_goes_where_its_subject_says():
    change = merge([(2, row(id="x", subject="law", status="preferred"))], (), CODES).changes[0]
    assert change.what == ["new concept in law"]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (row(id=""), "There is no id."),
        (row(language="de"), "“de” is not a language of this glossary."),
        (row(term=""), "There is no term."),
        (row(status=""), "The status of “Milli Medjlis” is missing."),
        (row(status="good"), "“status” can't be “good”."),
        (row(case="lower"), "“case” can't be “lower”."),
        (row(gender="common"), "“gender” can't be “common”."),
        (row(abbreviation="perhaps"), "“abbreviation” is true or false, not “perhaps”."),
        (row(since="soon"), "“since” is a date, not “soon”."),
        (row(subject="law"), "“milli-majlis” belongs to institutions, not to law."),
        (row(id="x"), "The subject of “x” is missing."),
        (row(id="x", subject="../x"), "“../x” can't name a subject."),
        (row(id="Bad Id", subject="law"), "“Bad Id” can't name a concept."),
        (row(term="Mәclis"), "“Mәclis” mixes alphabets: “ә” (U+04D9) is a Cyrillic letter."),
        (row(term="a  b"), "“a b” has white space other than single spaces."),
    ],
)
def test_a_row_that_can_not_go_in_is_refused(cells, message, concepts):
    assert refusals(cells, concepts=concepts)[0] == message


def test_a_refused_row_is_named_and_the_others_go_in(concepts):
    merged = merge([(2, row(language="de")), (3, row())], concepts, CODES)
    assert ([refusal.row for refusal in merged.refused], len(merged.changes)) == ([2], 1)


def test_a_term_twice_in_the_table_is_refused_the_second_time(concepts):
    assert refusals(row(), row(status="admitted"), concepts=concepts) == ["“Milli Medjlis” stands in row 2 already."]


def test_two_definitions_of_one_concept_are_refused(concepts):
    assert refusals(row(definition="A"), row(term="X", definition="B"), concepts=concepts) == [
        "The definition is another one than in row 2."
    ]


def test_a_concept_without_a_preferred_term_stays_out():
    merged = merge([(2, row(id="x", subject="law"))], (), CODES)
    assert merged.changes == ()
    assert merged.refused[0].message == "“x” has terms in en but none is preferred."


def test_a_second_preferred_term_is_refused(concepts):
    assert refusals(row(status="preferred"), concepts=concepts) == ["2 terms are preferred; it must be one."]


def test_preferred_terms_may_change_places(concepts):
    cells = [row(status="preferred"), row(term="Milli Majlis", status="admitted")]
    new = merge(list(enumerate(cells, 2)), concepts, CODES).changes[0].new
    assert new.preferred("en").text == "Milli Medjlis"
    assert {term.text for term in new.in_language("en") if term.status is TermStatus.ADMITTED} == {
        "Parliament",
        "Milli Majlis",
    }
