"""The glossary written for other tools."""

import subprocess
from shutil import which

import msgspec
import pytest
from python_calamine import CalamineWorkbook
from translate.storage.tbx import tbxfile

from tm.errors import TmError
from tm.formats import tbx
from tm.formats.loss import CONCEPT_FIELDS, Fate, page
from tm.operations.glossary_exchange import CARRIAGES, FORMATS, Choice, export_glossary, omegat_glossary
from tm.operations.lint import load_glossary


def export(desk, name, **wanted):
    return export_glossary(desk.workspace, desk.root / name, Choice(**wanted))


def lost(exported):
    return {(loss.field, loss.fate, loss.value) for loss in exported.losses}


def placeless(concept):
    bare = tuple(msgspec.structs.replace(term, place=None) for term in concept.terms)
    return msgspec.structs.replace(concept, place=None, terms=bare)


@pytest.mark.parametrize("style", ["dca", "dct"])
def test_tbx3_holds_the_whole_glossary(empty_desk, style):
    export(empty_desk, "a.tbx", format="tbx3", style=style)
    reading = tbx.read((empty_desk.root / "a.tbx").read_bytes(), file="a.tbx")
    here = load_glossary(empty_desk.workspace)
    assert [placeless(one) for one in reading.concepts] == [placeless(one) for one in here]


def test_tbx_keeps_terms_not_to_use_in_a_file_of_their_own(empty_desk):
    exported = export(empty_desk, "a.tbx")
    assert [path.name for path in exported.files] == ["a.tbx", "a.forbidden.tbx"]
    good, bad = (tbx.read(path.read_bytes(), file=path.name).concepts for path in exported.files)
    assert [term.text for term in good[0].terms] == ["Milli Majlis", "Milli Məclis", "Милли Меджлис"]
    assert [term.text for term in bad[0].terms] == ["Milli Majlis", "Milli Mejlis", "MilliMajlis", "Milli Meclis"]


def test_a_glossary_without_such_terms_is_one_file(empty_desk):
    empty_desk.write("glossary/institutions.toml", '[sea]\nen.preferred = "sea"\n')
    assert [path.name for path in export(empty_desk, "a.tbx").files] == ["a.tbx"]


def test_translate_toolkit_hides_no_entry_of_the_main_file(empty_desk):
    export(empty_desk, "a.tbx", target="az")
    store = tbxfile.parsestring((empty_desk.root / "a.tbx").read_bytes(), sourcelanguage="en", targetlanguage="az")
    assert [(unit.source, unit.target, unit.isobsolete()) for unit in store.units] == [
        ("Milli Majlis", "Milli Məclis", False),
        ("National Mourning Day", "Ümumxalq Hüzn Günü", False),
    ]


def test_omegat_gets_no_bad_term_and_reads_of_it_in_the_comment(empty_desk):
    export(empty_desk, "a.utf8", target="az")
    assert empty_desk.read("a.utf8").splitlines()[0] == (
        "Milli Majlis\tMilli Məclis\tThe parliament of the Republic of Azerbaijan. Forbidden: Milli Meclis."
    )


def test_an_omegat_project_gets_the_same_glossary(empty_desk):
    export(empty_desk, "a.utf8", target="az")
    here = load_glossary(empty_desk.workspace)
    assert omegat_glossary(here, "en", "az") == (empty_desk.root / "a.utf8").read_bytes()


def test_weblate_gets_forbidden_terms_with_their_flag(empty_desk):
    export(empty_desk, "a.po", target="az")
    assert '#, forbidden\nmsgctxt "milli-majlis-2"\nmsgid "Milli Majlis"\nmsgstr "Milli Meclis"' in empty_desk.read(
        "a.po"
    )


def test_a_spreadsheet_is_read_by_calamine(empty_desk):
    export(empty_desk, "a.xlsx")
    rows = CalamineWorkbook.from_path(str(empty_desk.root / "a.xlsx")).get_sheet_by_index(0).to_python()
    assert (len(rows), rows[0][:2], rows[1][0]) == (11, ["id", "subject"], "milli-majlis")


@pytest.mark.external
@pytest.mark.skipif(not which("msgfmt"), reason="msgfmt is not installed")
def test_msgfmt_accepts_the_catalogue(empty_desk):
    export(empty_desk, "a.po", target="ru")
    command = ["msgfmt", "--check", "-o", str(empty_desk.root / "a.mo"), str(empty_desk.root / "a.po")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_pair_loses_bad_sources_and_says_so(empty_desk):
    found = lost(export(empty_desk, "a.utf8", target="az"))
    assert ("forbidden terms", Fate.LOST, "Milli Mejlis") in found
    assert ("forbidden terms", Fate.MAPPED, "Milli Meclis") in found


def test_a_concept_without_a_pair_is_lost(empty_desk):
    empty_desk.write("glossary/sea.toml", '[sea]\nen.preferred = "sea"\naz.preferred = "dəniz"\n')
    assert ("concept", Fate.LOST, "sea") in lost(export(empty_desk, "a.utf8", target="ru"))


def test_a_pair_that_the_tool_would_misread_is_lost(empty_desk):
    empty_desk.write("glossary/sea.toml", '[sea]\nen.preferred = "#1"\naz.preferred = "bir"\n')
    assert ("pair", Fate.LOST, "#1 = bir") in lost(export(empty_desk, "a.utf8", target="az"))
    assert "bir" not in empty_desk.read("a.utf8")


def test_a_table_loses_nothing(empty_desk):
    assert export(empty_desk, "a.csv").losses == ()


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.csv", "csv"),
        ("a.tsv", "tsv"),
        ("a.XLSX", "xlsx"),
        ("a.tbx", "tbx"),
        ("a.utf8", "omegat"),
        ("a.po", "weblate"),
    ],
)
def test_the_suffix_tells_the_format(empty_desk, name, format_):
    assert export(empty_desk, name, target="az").format == format_


@pytest.mark.parametrize(
    ("name", "wanted", "message"),
    [
        ("a.pdf", {}, "The name does not tell the format."),
        ("a.csv", {"format": "tbx"}, "No reader of tbx looks for a file “.csv”."),
        ("a.utf8", {}, "A file for omegat has two languages."),
        ("a.tbx", {"source": "az"}, "A file for tbx has two languages."),
        ("a.tbx", {"target": "de"}, "unknown language 'de'."),
    ],
)
def test_what_can_not_be_written_is_an_error(empty_desk, name, wanted, message):
    with pytest.raises(TmError) as error:
        export(empty_desk, name, **wanted)
    assert error.value.message == message


def test_the_only_target_need_not_be_named(empty_desk):
    empty_desk.write("tm.toml", 'source = "en"\ntargets = ["az"]\n')
    empty_desk.write("glossary/institutions.toml", '[sea]\nen.preferred = "sea"\naz.preferred = "dəniz"\n')
    export(empty_desk, "a.utf8")
    assert empty_desk.read("a.utf8") == "sea\tdəniz\n"


def test_an_empty_glossary_is_an_error(empty_desk):
    empty_desk.write("glossary/institutions.toml", "")
    with pytest.raises(TmError, match="no concept to write"):
        export(empty_desk, "a.csv")


def test_the_table_of_the_documentation_has_every_field_and_format():
    lines = page(CONCEPT_FIELDS, CARRIAGES).splitlines()
    assert lines[0].split(" | ")[1:] == [*(one.name for one in FORMATS[:-1]), f"{FORMATS[-1].name} |"]
    assert len(lines) == len(CONCEPT_FIELDS) + 2


def test_every_field_a_carriage_names_is_a_field():
    known = {field.name for field in CONCEPT_FIELDS}
    assert [name for carriage in CARRIAGES.values() for name in carriage if name not in known] == []
