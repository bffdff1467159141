import datetime as dt
import tomllib

import msgspec
import pytest
from hypothesis import given, settings, strategies as st

from tm.glossary import load as loading
from tm.glossary.edit import amendable, amended, appended, concept_text, formatted, is_subject
from tm.glossary.load import load
from tm.model import CaseRule, Concept, Gender, PartOfSpeech, Term, TermStatus

CODES = ("en", "az", "ru")
MAJLIS = """\
# Bodies of the state.

[milli-majlis]  # the parliament
definition = "The parliament."
en.preferred = "Milli Majlis"
en.forbidden = [
    "Milli Mejlis",  # often
    "MilliMajlis",
]
az.preferred = "Milli Məclis"

# --- more ---

[baku]
en.preferred = { term = "Baku", pos = "proper-noun" }
"""


def read(text):
    return load(text, file="f.toml", subject="f", languages=CODES)


def bare(concept):
    """Return a concept without places, its terms in the order in which they are written."""
    rank = list(TermStatus)
    terms = [msgspec.structs.replace(term, place=None) for term in concept.terms]
    terms.sort(key=lambda term: (CODES.index(term.language), rank.index(term.status)))
    return msgspec.structs.replace(concept, place=None, terms=tuple(terms))


def changed(concept, **fields):
    return msgspec.structs.replace(concept, **fields)


# --- formatting


def test_keys_of_a_concept_get_one_order():
    text = '[a]\nru.preferred = "А"\nnote = "N"\naz.admitted = ["c"]\naz.preferred = "b"\ndefinition = "D"\n'
    keys = [line.partition(" ")[0] for line in formatted(text, CODES).splitlines()]
    assert keys == ["[a]", "definition", "note", "az.preferred", "az.admitted", "ru.preferred"]


def test_a_comment_above_a_key_moves_with_it():
    text = '[a]\n# about Russian\nru.preferred = "А"\nen.preferred = "a"\n'
    assert formatted(text, CODES).endswith('en.preferred = "a"\n# about Russian\nru.preferred = "А"\n')


def test_concepts_stay_where_they_are():
    text = '[b]\nen.preferred = "b"\n\n[a]\nen.preferred = "a"\n'
    assert formatted(text, CODES) == text


def test_a_language_in_braces_is_written_with_dots():
    assert formatted('[a]\nen = { preferred = "a" }\n', CODES) == '[a]\nen.preferred = "a"\n'


def test_the_keys_of_a_term_get_one_order():
    text = '[a]\nen.preferred = { pos = "other", term = "a" }\n'
    assert formatted(text, CODES) == '[a]\nen.preferred = { term = "a", pos = "other" }\n'


def test_line_ends_and_byte_order_mark_stay():
    text = '\ufeff[a]\r\nen.preferred = "a"\r\n'
    assert formatted(text, CODES) == text


@pytest.mark.parametrize("text", [MAJLIS, MAJLIS.replace("\n", "\r\n"), '[a]\nen = {preferred="x"}\n# end'])
def test_formatting_twice_changes_nothing_more(text):
    once = formatted(text, CODES)
    assert formatted(once, CODES) == once


def test_formatting_does_not_change_what_is_said():
    assert tomllib.loads(formatted(MAJLIS, CODES)) == tomllib.loads(MAJLIS)


# --- adding


def test_an_added_concept_leaves_the_rest_as_it_is():
    new = Concept(id="new", subject="f", terms=(Term(text="New", language="en"),))
    assert appended(MAJLIS, new, CODES) == MAJLIS + '\n[new]\nen.preferred = "New"\n'


def test_an_added_concept_takes_the_line_ends_of_the_file():
    new = Concept(id="new", subject="f", terms=(Term(text="New", language="en"),))
    assert appended('[a]\r\nen.preferred = "a"', new, CODES).endswith('"a"\r\n\r\n[new]\r\nen.preferred = "New"\r\n')


words = st.text("abcçəğıöşü", min_size=1, max_size=8) | st.text("абвё", min_size=1, max_size=8)
terms = st.builds(
    Term,
    text=words,
    language=st.sampled_from(CODES),
    status=st.sampled_from([TermStatus.ADMITTED, TermStatus.DEPRECATED, TermStatus.FORBIDDEN]),
    part_of_speech=st.sampled_from(PartOfSpeech),
    case=st.sampled_from(CaseRule),
    abbreviation=st.booleans(),
    forms=st.lists(words, max_size=2, unique=True).map(tuple),
    not_forms=st.lists(words, max_size=2, unique=True).map(tuple),
    derivations=st.lists(words, max_size=1).map(tuple),
    invariable=st.booleans(),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    note=st.just("") | words,
    place=st.none(),
)


@st.composite
def concepts(draw):
    """Draw concepts that can be loaded: letters of one alphabet, each term once, one preferred in each language."""
    found = {(term.language, term.text): term for term in draw(st.lists(terms, max_size=5))}
    for code in CODES:
        found[code, "preferred"] = Term(text="preferred", language=code)
    return Concept(id="c", subject="f", definition=draw(st.just("") | words), terms=tuple(found.values()))


def readable(concept):
    try:
        read(concept_text(concept, CODES))
    except loading.ErrorList:
        return False
    return True


@settings(max_examples=50, deadline=None)
@given(concepts().filter(readable))
def test_a_written_concept_reads_back(concept):
    assert bare(read(concept_text(concept, CODES))[0]) == bare(concept)


@settings(max_examples=50, deadline=None)
@given(concepts().filter(readable), concepts().filter(readable))
def test_an_amended_concept_reads_back_and_the_others_stay(old, new):
    text = f'[a]\nen.preferred = "a"\n\n{concept_text(old, CODES)}\n# tail\n[z]\nen.preferred = "z"\n'
    now = read(text)
    result = amended(text, [(now[1], new)], CODES)
    assert [bare(concept) for concept in read(result)] == [bare(now[0]), bare(new), bare(now[2])]
    assert result.startswith('[a]\nen.preferred = "a"\n\n[c]\n')
    assert result.endswith('\n# tail\n[z]\nen.preferred = "z"\n')


def test_every_field_of_a_term_is_written():
    term = Term(
        text="t",
        language="en",
        part_of_speech=PartOfSpeech.OTHER,
        gender=Gender.FEMININE,
        case=CaseRule.INITIAL,
        abbreviation=True,
        forms=("f",),
        not_forms=("n",),
        derivations=("d",),
        invariable=True,
        since=dt.date(2000, 1, 1),
        until=dt.date(2001, 1, 1),
        source="s",
        note="n",
    )
    keys = tomllib.loads(concept_text(Concept(id="c", subject="f", terms=(term,)), CODES))["c"]["en"]["preferred"]
    assert set(keys) == set(loading._FIELDS)


# --- amending


def test_an_amended_file_differs_only_in_the_key_that_changed():
    old = read(MAJLIS)[0]
    new = changed(old, terms=(*old.terms, Term(text="Milli Medjlis", language="en", status=TermStatus.FORBIDDEN)))
    expected = MAJLIS.replace('    "MilliMajlis",\n', '    "MilliMajlis",\n    "Milli Medjlis",\n')
    assert amended(MAJLIS, [(old, new)], CODES) == expected


def test_a_key_that_is_not_there_goes_to_its_place():
    old = read(MAJLIS)[0]
    new = changed(old, note="N", terms=(*old.terms, Term(text="Милли Меджлис", language="ru")))
    lines = amended(MAJLIS, [(old, new)], CODES).splitlines()
    assert lines[3:5] == ['definition = "The parliament."', 'note = "N"']
    assert lines[lines.index('az.preferred = "Milli Məclis"') + 1] == 'ru.preferred = "Милли Меджлис"'


def test_a_key_of_which_nothing_is_left_goes():
    old = read(MAJLIS)[0]
    new = changed(old, definition="")
    assert amended(MAJLIS, [(old, new)], CODES) == MAJLIS.replace('definition = "The parliament."\n', "")


def test_amending_nothing_changes_nothing():
    concepts_now = read(MAJLIS)
    assert amended(MAJLIS, [(concept, concept) for concept in concepts_now], CODES) == MAJLIS


def test_a_concept_in_several_tables_can_not_be_amended():
    assert amendable(MAJLIS + '\n[ganja.en]\npreferred = "Ganja"\n') == {"milli-majlis", "baku"}


@pytest.mark.parametrize(
    ("name", "can"), [("law", True), ("un-bodies", True), ("../law", False), ("Law", False), ("", False)]
)
def test_a_subject_is_a_plain_file_name(name, can):
    assert is_subject(name) is can
