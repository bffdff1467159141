import io

import pytest

from tm.errors import TmError
from tm.formats import xliff
from tm.languages import get
from tm.model import State
from tm.operations.memory import open_memory
from tm.operations.xliff import sheet, statement_file

EMPTY = "locales/az/letter.po"
HEAD = 'msgid ""\nmsgstr ""\n"Language: az\\n"\n\n'


SAID = "The Milli Majlis adopted a decision on the matter in March 1994."
ANSWER = "Milli Məclis 1994-cü ilin martında bununla bağlı qərar qəbul etmişdir."
MEMORY = (
    '<tmx version="1.4"><header creationtool="tm" srclang="en"/><body><tu tuid="notice:1">'
    '<prop type="x-tm-statement">notice</prop>'
    f'<tuv xml:lang="en"><seg>{SAID}</seg></tuv><tuv xml:lang="az"><seg>{ANSWER}</seg></tuv></tu></body></tmx>'
)


@pytest.fixture
def built(empty_desk):
    """A workspace with a memory and two catalogues."""
    empty_desk.write("locales/memory.tmx", MEMORY)
    empty_desk.write(EMPTY, f'{HEAD}msgid "{SAID}"\nmsgstr ""\n\nmsgid "Done"\nmsgstr "Hazırdır"\n')
    empty_desk.write("locales/az/notice.po", f'{HEAD}#, fuzzy\nmsgid "Day"\nmsgstr "Gün"\n')
    return empty_desk


def entries(desk, name=EMPTY, **options):
    with open_memory(desk.workspace, lambda _: None) as store:
        made = sheet(desk.root / name, desk.workspace, store, **options)
    return made, list(xliff.entries(io.BytesIO(made.data), file="f"))


def test_the_units_stand_in_the_order_of_the_catalogue(built):
    _, found = entries(built)
    assert [entry.unit.variant("en").text[:4] for entry in found] == ["The ", "Done"]


def test_an_unfinished_unit_has_the_matches_of_the_memory(built):
    _, (first, _) = entries(built)
    (match,) = first.proposals
    assert match.target == ANSWER
    assert (match.quality, match.origin) == (100, "notice")


def test_a_finished_unit_has_no_matches(built):
    _, (_, second) = entries(built)
    assert second.proposals == ()


def test_no_match_is_under_the_threshold(built):
    built.replace(EMPTY, "a decision on the matter in March 1994", "two decisions")
    assert entries(built, threshold=90)[1][0].proposals == ()


def test_a_unit_has_the_terms_it_names(built):
    _, (first, _) = entries(built)
    assert [(gloss.term, gloss.translations) for gloss in first.glossary] == [("Milli Majlis", ("Milli Məclis",))]


def test_a_bad_term_is_only_named_as_such(built):
    _, (first, _) = entries(built)
    assert first.glossary[0].definition.endswith("Not: Milli Meclis.")


def test_states_go_out(built):
    found = entries(built, "locales/az/notice.po")[1]
    assert {entry.unit.variant("az").state for entry in found} == {State.FUZZY}


def test_the_sheet_says_what_is_in_it(built):
    made, _ = entries(built)
    assert (made.units, made.unfinished, made.matched, made.terms, made.refused) == (2, 1, 1, 1, ())


def test_the_sheet_names_the_file_it_was_made_from(built):
    assert {entry.original for entry in entries(built, version="2.1")[1]} == {EMPTY}


def test_without_a_memory_there_are_no_matches(built):
    made = sheet(built.root / EMPTY, built.workspace, None)
    assert made.matched == 0


def test_only_a_po_file_becomes_xliff(built):
    with pytest.raises(TmError, match="only PO files"):
        sheet(built.write("sources/notice/en.md", "# Day\n"), built.workspace, None)


def test_the_file_of_a_statement_is_found(built):
    assert statement_file("notice", get("az"), built.workspace) == built.root / "locales/az/notice.po"


def test_an_unknown_statement_is_an_error_that_names_the_known_ones(built):
    with pytest.raises(TmError) as error:
        statement_file("notices", get("az"), built.workspace)
    assert "letter, notice" in error.value.hint
