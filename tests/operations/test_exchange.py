"""The memory as files for other tools: `tm.operations.exchange` and what stands beside it."""

import csv
import datetime as dt
import io
import shutil
import subprocess

import pytest

from tm.errors import TmError
from tm.formats import format_named, po, tmx
from tm.memory.sqlite import SqliteStore
from tm.model import History, Origin, State, Tag, TagKind, Unit, Variant
from tm.operations.exchange import Wanted, export_file, export_for
from tm.operations.profiles import profile_named
from tm.operations.selection import Selection

WHEN = dt.datetime(2024, 5, 6, 7, 8, 9, tzinfo=dt.UTC)


def unit(name, *, state=State.REVIEWED, statement="notice", date=None, **fields):
    variants = (
        Variant(language="en", text=f"{name} en"),
        Variant(language="az", text=f"{name} ə", state=state),
        Variant(language="ru", text=f"{name} ё", state=State.FUZZY),
    )
    return Unit(id=name, **{"variants": variants, "origin": Origin(statement=statement, date=date), **fields})


@pytest.fixture
def store(empty_desk):
    with SqliteStore(empty_desk.root / ".tm") as opened:
        yield opened


@pytest.fixture
def export(empty_desk, store):
    """Export units; return what came of it and the ids in each file."""

    def run(*units, tool="generic", format_="", output="out", memory="workspace", tell=None, **selection):
        store.put(units, memory=memory)
        wanted = Wanted(
            selection=Selection(**{"source": "en", "targets": ("az",), **selection}),
            output=empty_desk.root / output,
            tell=tell,
        )
        if format_:
            done = export_file(empty_desk.workspace, store, format_named(format_), wanted)
        else:
            done = export_for(empty_desk.workspace, store, profile_named(tool), wanted)
        paths = [empty_desk.root / one.path for one in done.files if one.path.endswith(".tmx")]
        return done, {path.relative_to(empty_desk.root).as_posix(): ids(path) for path in paths}

    return run


def ids(path):
    return [one.id for one in tmx.read(io.BytesIO(path.read_bytes()), file=path.name)]


def test_only_reviewed_units_go_out(export):
    done, files = export(unit("a"), unit("b", state=State.ALIGNED))
    assert files == {"out/en-az.tmx": ["a"]}
    assert done.held_back == {State.ALIGNED: 1}


def test_nothing_is_written_where_nothing_is_reviewed(export, empty_desk):
    done, files = export(unit("a", state=State.ALIGNED))
    assert (files, done.files) == ({}, ())
    assert not (empty_desk.root / "out").exists()


def test_the_others_go_into_files_of_their_own(export):
    _, files = export(unit("a"), unit("b", state=State.ALIGNED), everything=True)
    assert files == {"out/en-az.tmx": ["a"], "out/en-az-unreviewed.tmx": ["b"]}


def test_states_can_be_taken_for_good(export):
    _, files = export(unit("a"), unit("b", state=State.ALIGNED), states=frozenset({State.ALIGNED}))
    assert files == {"out/en-az.tmx": ["b"]}


def test_each_pair_has_its_file(export):
    _, files = export(unit("a"), targets=("az", "ru"), everything=True)
    assert files == {"out/en-az.tmx": ["a"], "out/en-ru-unreviewed.tmx": ["a"]}


def test_a_single_file_holds_all_that_goes_out(export):
    _, files = export(unit("a"), unit("b", state=State.FUZZY), output="all.tmx", everything=True)
    assert files == {"all.tmx": ["a", "b"]}


def test_a_single_file_holds_one_pair(export):
    with pytest.raises(TmError, match=r"all.tmx: a file for generic holds one pair .* --to az, --to ru"):
        export(unit("a"), output="all.tmx", targets=("az", "ru"))


def test_a_folder_with_something_in_it_stays_as_it_is(export, empty_desk):
    empty_desk.write("out/old.tmx", "old")
    with pytest.raises(TmError, match="out: the folder is not empty"):
        export(unit("a"))


def test_the_units_of_the_workspace_come_last(export):
    export(unit("own"), output="first")
    _, files = export(unit("foreign"), memory="imports/agency.tmx")
    assert files == {"out/en-az.tmx": ["foreign", "own"]}


@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        ({"since": dt.date(2024, 1, 1)}, ["b", "c"]),
        ({"until": dt.date(2024, 1, 1)}, ["a"]),
        ({"since": dt.date(2024, 1, 1), "until": dt.date(2024, 5, 5)}, ["b"]),
        ({"statements": ("not*",)}, ["a", "b", "d"]),
        ({"memories": ("imports/*",)}, []),
    ],
)
def test_units_are_chosen_by_date_statement_and_memory(export, selection, wanted):
    units = (
        unit("a", date=dt.date(2023, 1, 1)),
        unit("b", date=dt.date(2024, 2, 2)),
        unit("c", statement="law", history=History(changed=WHEN)),
        unit("d"),
    )
    _, files = export(*units, **selection)
    assert [name for names in files.values() for name in names] == wanted


def test_a_unit_without_a_translation_is_passed_over(export):
    done, files = export(unit("a"), Unit(id="b", variants=(Variant(language="en", text="b"),)))
    assert (files, done.held_back) == ({"out/en-az.tmx": ["a"]}, {})


def test_neighbours_are_told_whatever_is_left_out(export, empty_desk):
    export(unit("a", state=State.FUZZY), unit("b"), unit("c", statement="law"), tool="memoq")
    text = (empty_desk.root / "out/en-az.tmx").read_text("utf-8")
    assert '<prop type="x-context-pre">a en</prop>' in text
    assert "x-context-post" not in text


TAGGED = Unit(
    id="t",
    variants=(
        Variant(language="en", text="Save", tags=(Tag(at=0, kind=TagKind.ALONE, code="<br/>"),)),
        Variant(language="az", text="Saxla", state=State.REVIEWED),
    ),
)


def test_what_a_tool_cannot_carry_is_counted_and_told(export):
    told = []
    done, _ = export(TAGGED, tell=told.append)
    assert [(field, count) for (field, _, _), count in done.losses.items()] == [("inline tags", 1)]
    assert [(loss.item, loss.value) for loss in told] == [("t", "<br/>")]


def test_markup_is_text_for_one_tool_and_elements_for_another(export, empty_desk):
    export(TAGGED, output="a.tmx")
    export(TAGGED, output="b.tmx", tool="phrase")
    assert "<seg>&lt;br/&gt;Save</seg>" in (empty_desk.root / "a.tmx").read_text("utf-8")
    assert '<seg><ph x="1">&lt;br/&gt;</ph>Save</seg>' in (empty_desk.root / "b.tmx").read_text("utf-8")


def test_a_table_has_the_languages_asked_for(export, empty_desk):
    export(unit("a"), format_="csv", output="a.csv", everything=True, targets=("ru", "az"))
    (row,) = csv.DictReader((empty_desk.root / "a.csv").read_text("utf-8-sig").splitlines())
    assert (row["en"], row["ru"], row["az"], row["ru state"]) == ("a en", "a ё", "a ə", "fuzzy")


def test_only_good_translations_go_into_a_file_of_several_languages(export, empty_desk):
    export(unit("a"), format_="tmx", output="a.tmx", targets=("az", "ru"))
    (one,) = tmx.read(io.BytesIO((empty_desk.root / "a.tmx").read_bytes()), file="a")
    assert [variant.language for variant in one.variants] == ["en", "az"]


def test_a_file_of_one_pair_takes_one_language(export):
    with pytest.raises(TmError, match=r"po holds one translation\. Say which: --to az, --to ru"):
        export(unit("a"), format_="po", output="a.po", targets=("az", "ru"))


# --- OmegaT

SOURCE = 'msgid ""\nmsgstr "Language: {code}\\n"\n\n'


def project(export, empty_desk, code, **selection):
    """Export two units and their catalogue as an OmegaT project for a language; return its folder."""
    entries = "".join(f'msgid "{name} en"\nmsgstr "a human\'s"\n\n' for name in ("a", "b"))
    empty_desk.write(f"locales/{code}/notice.po", SOURCE.format(code=code) + entries)
    export(unit("a"), unit("b"), tool="omegat", output="project", **{"targets": (code,), **selection})
    return empty_desk.root / "project"


def test_a_project_for_omegat_has_all_that_omegat_looks_for(export, empty_desk):
    folder = project(export, empty_desk, "az")
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert files == [
        "glossary/en-az.utf8",
        "omegat.project",
        "omegat/segmentation.srx",
        "source/notice.po",
        "tm/auto/en-az.tmx",
    ]
    assert all((folder / name).is_dir() for name in ("target", "dictionary", "tm/enforce"))


def test_the_sources_of_a_project_have_no_translations(export, empty_desk):
    folder = project(export, empty_desk, "az")
    catalog = po.parse((folder / "source/notice.po").read_text("utf-8"), file="notice.po")
    assert [(entry.msgid, entry.msgstr) for entry in catalog.entries] == [("a en", ("",)), ("b en", ("",))]


def test_the_less_a_translation_is_worth_the_greater_its_penalty(export):
    units = [unit(state.value, state=state) for state in State]
    _, files = export(*units, tool="omegat", everything=True)
    assert files == {
        "out/tm/auto/en-az.tmx": ["reviewed"],
        "out/tm/penalty-005/en-az.tmx": ["translated"],
        "out/tm/penalty-010/en-az.tmx": ["aligned"],
        "out/tm/penalty-020/en-az.tmx": ["machine"],
        "out/tm/penalty-030/en-az.tmx": ["fuzzy"],
    }


def test_two_languages_are_two_projects(export, empty_desk):
    export(unit("a"), tool="omegat", targets=("az", "ru"), everything=True)
    projects = sorted(path.parent.name for path in (empty_desk.root / "out").rglob("omegat.project"))
    assert projects == ["en-az", "en-ru"]


def test_forbidden_terms_are_no_lines_of_the_glossary(export, empty_desk):
    folder = project(export, empty_desk, "az")
    lines = [line.split("\t")[:2] for line in (folder / "glossary/en-az.utf8").read_text("utf-8").splitlines()]
    assert ["Milli Majlis", "Milli Məclis"] in lines
    assert "Milli Mejlis" not in {source for source, *_ in lines}


def test_what_the_glossary_of_a_project_loses_is_told_too(export):
    done, _ = export(unit("a"), tool="omegat")
    assert "glossary forbidden terms" in {field for field, _, _ in done.losses}


OMEGAT = "/usr/share/omegat/OmegaT.jar"
needs_omegat = [
    pytest.mark.external,
    pytest.mark.skipif(not shutil.which("java") or not shutil.which("omegat"), reason="OmegaT is not installed"),
]


def translated(folder, tmp_path):
    """Let OmegaT translate the project; return the translations it wrote."""
    words = [
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8",
        "-jar",
        OMEGAT,
        str(folder),
        "--mode=console-translate",
    ]
    options = [f"--config-dir={tmp_path / 'config'}", "--no-team", "--disable-project-locking"]
    (tmp_path / "config").mkdir()
    subprocess.run(["java", *words, *options], capture_output=True, check=False, timeout=120)
    catalog = po.parse((folder / "target/notice.po").read_text("utf-8"), file="notice.po")
    return [entry.msgstr[0] for entry in catalog.entries]


class TestWithOmegaT:
    pytestmark = needs_omegat

    @pytest.mark.parametrize(("code", "letter"), [("az", "ə"), ("ru", "ё")])
    def test_a_project_is_translated_from_our_memory_alone(self, export, empty_desk, tmp_path, code, letter):
        states = frozenset(State)
        folder = project(export, empty_desk, code, states=states)
        assert translated(folder, tmp_path) == [f"a {letter}", f"b {letter}"]

    def test_a_broken_memory_translates_nothing(self, export, empty_desk, tmp_path):
        folder = project(export, empty_desk, "az")
        memory = folder / "tm/auto/en-az.tmx"
        memory.write_text(memory.read_text("utf-8").replace("</seg>", "</sig>", 1), encoding="utf-8")
        assert translated(folder, tmp_path) == ["", ""]
