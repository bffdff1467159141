import re
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tm.errors import ErrorList, GlossaryError, Place
from tm.glossary.load import load, load_folder
from tm.model import CaseRule, Concept, PartOfSpeech, Term, TermStatus

DATA = Path(__file__).parent / "data"
ROOT = Path(__file__).parents[2]
CODES = ("en", "az", "ru")


def read(text):
    return load(text, file="f", subject="law", languages=CODES)


def faults(text):
    with pytest.raises(ErrorList) as caught:
        read(text)
    assert all(isinstance(error, GlossaryError) for error in caught.value.errors)
    return str(caught.value).splitlines()


def golden():
    for block in (DATA / "faults.txt").read_text(encoding="utf-8").split("\n=== ")[1:]:
        title, _, rest = block.partition("\n")
        text, _, said = rest.partition("---\n")
        yield pytest.param(text, said.split("\n"), id=title)


@pytest.mark.parametrize(("text", "said"), list(golden()))
def test_each_fault_is_told_at_its_place_with_what_to_do(text, said):
    assert faults(text) == [f"f:{line}" for line in said if line]


def test_a_file_that_ends_too_early_is_at_fault_at_its_end():
    assert faults("[a]\nen.preferred = ")[0].startswith("f:2:16: This is not TOML: Invalid value.")


def test_a_term_that_is_just_a_string_gets_the_defaults():
    (concept,) = read('[baku]\nen.preferred = "Baku"')
    assert concept == Concept(
        id="baku",
        subject="law",
        terms=(Term(text="Baku", language="en", place=Place("f", 2, 16)),),
        place=Place("f", 1, 2),
    )


def test_a_term_in_braces_gets_all_it_says():
    text = (
        '[a]\naz.preferred = { term = "ada", abbreviation = true, case = "initial", forms = ["adacan"], '
        'not-forms = "adam", pos = "proper-noun", invariable = true, derivations = ["lı"], note = "n" }'
    )
    (concept,) = read(text)
    assert concept.terms == (
        Term(
            text="ada",
            language="az",
            abbreviation=True,
            case=CaseRule.INITIAL,
            forms=("adacan",),
            not_forms=("adam",),
            part_of_speech=PartOfSpeech.PROPER_NOUN,
            invariable=True,
            derivations=("lı",),
            note="n",
            place=Place("f", 2, 25),
        ),
    )


@pytest.mark.parametrize("status", ["admitted", "deprecated", "forbidden"])
def test_the_key_is_the_status(status):
    (concept,) = read(f'[a]\nen.preferred = "x"\nen.{status} = "y"')
    assert [term.status for term in concept.terms] == [TermStatus.PREFERRED, TermStatus(status)]


def test_an_abbreviation_is_matched_exactly_unless_it_says_otherwise():
    (concept,) = read('[a]\nen.preferred = [{ term = "UN", abbreviation = true }]')
    assert concept.terms[0].case is CaseRule.EXACT


def test_a_definition_of_several_lines_becomes_one():
    (concept,) = read('[a]\ndefinition = """\nA city\n  on the sea."""\nen.preferred = "x"')
    assert concept.definition == "A city on the sea."


def test_concepts_and_terms_keep_the_order_of_the_file():
    concepts = read('[b]\nru.preferred = "б"\nen.preferred = "b"\nen.admitted = ["y", "x"]\n[a]\nen.preferred = "a"')
    assert [[term.text for term in concept.terms] for concept in concepts] == [["б", "b", "y", "x"], ["a"]]


def test_an_empty_file_holds_no_concepts():
    assert read("# nothing yet\n") == ()


def test_a_language_may_have_a_table_of_its_own():
    assert read('[a.en]\npreferred = "x"')[0].terms[0].place == Place("f", 2, 13)


@pytest.mark.parametrize("text", ['\ufeff[a]\nen.preferred = "x"', '[a]\r\nen.preferred = "x"\r\n'])
def test_what_windows_editors_write_is_read(text):
    assert read(text)[0].terms[0].place == Place("f", 2, 16)


def test_capitals_alone_make_two_terms():
    text = '[a]\nen.preferred = "Ombudsperson"\nen.admitted = { term = "ombudsperson", case = "exact" }'
    assert len(read(text)[0].terms) == 2


def refusals(text):
    try:
        read(text)
    except ErrorList as refused:
        return refused.errors
    return ()


keys = st.sampled_from(["en", "az", "fr", "preferred", "forbidden", "definition", "note", "term", "case", "Ә"])
trees = st.recursive(
    st.sampled_from(['"x"', '"Mәc"', '""', "true", "1", "1990-01-20"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(keys, inner, max_size=3).map(
            lambda table: "{" + ", ".join(f'"{key}" = {value}' for key, value in table.items()) + "}"
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(keys, trees, max_size=4))
def test_any_table_is_read_or_refused_with_places(table):
    text = "[a]\n" + "\n".join(f'"{key}" = {value}' for key, value in table.items())
    assert all(error.place.line and error.place.column for error in refusals(text))


@given(st.text())
def test_any_text_is_read_or_refused_with_places(text):
    assert all(error.place.line and error.place.column for error in refusals(text))


def write(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def test_a_folder_is_sorted_by_id_and_its_files_are_the_subjects(tmp_path):
    write(
        tmp_path, places='[sumgayit]\nen.preferred = "x"\n[baku]\nen.preferred = "y"', law='[law]\nen.preferred = "z"'
    )
    found = [(concept.id, concept.subject) for concept in load_folder(tmp_path, CODES)]
    assert found == [("baku", "places"), ("law", "law"), ("sumgayit", "places")]


def test_the_faults_of_all_files_are_told_at_once(tmp_path):
    write(tmp_path, a="[a]\nx = 1", b="[b", c='[c]\nen.preferred = "x"')
    with pytest.raises(ErrorList) as caught:
        load_folder(tmp_path, CODES)
    assert [(error.place.file, error.place.line) for error in caught.value.errors] == [
        ((tmp_path / "a.toml").as_posix(), 1),
        ((tmp_path / "a.toml").as_posix(), 2),
        ((tmp_path / "b.toml").as_posix(), 1),
    ]


def test_an_id_in_two_files_is_a_fault_even_where_there_are_others(tmp_path):
    write(tmp_path, a='[baku]\nen.preferred = "x"', b='[baku]\nen.preferred = ""')
    with pytest.raises(ErrorList) as caught:
        load_folder(tmp_path, CODES)
    first, second = (str(error) for error in caught.value.errors)
    assert first.endswith(
        f"b.toml:1:2: The concept “baku” stands at {tmp_path.as_posix()}/a.toml:1:2 already."
        " Merge the two or give one another name."
    )
    assert second.endswith("b.toml:2:16: There is no letter in the text. Write it or delete the line.")


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(ErrorList, match="There is no such glossary folder"):
        load_folder(tmp_path / "glossary", CODES)


def test_an_empty_folder_is_an_empty_glossary(tmp_path):
    assert load_folder(tmp_path, CODES) == ()


def test_a_file_that_is_not_utf8_is_an_error_at_its_line(tmp_path):
    (tmp_path / "a.toml").write_bytes('[a]\nen.preferred = "Şuşa"'.encode("cp1254"))
    with pytest.raises(ErrorList, match=r"a\.toml:2: The file is not UTF-8\. Save it again as UTF-8\."):
        load_folder(tmp_path, CODES)


def test_a_file_that_can_not_be_read_is_an_error(tmp_path):
    (tmp_path / "a.toml").mkdir()
    with pytest.raises(ErrorList, match=r"a\.toml: The file can't be read: "):
        load_folder(tmp_path, CODES)


def test_the_examples_of_the_documentation_are_read():
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    examples = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert [len(read(example)) for example in examples] == [1] * len(examples)
    assert examples
