"""`tm export` and `tm convert` as a user types them."""

import json

import pytest

TABLE = "id,en,az,statement\n1,day,gün,notice\n"


def test_where_nothing_is_reviewed_the_way_on_is_shown(built):
    done = built.tm("export", "--for", "omegat", "--to", "az", "-o", "out")
    assert done.code == 1
    assert "Nothing written: no unit is reviewed. The memory has" in done.out
    assert "--all sends these too" in done.out
    assert "--state aligned takes these for good" in done.out
    assert not (built.root / "out").exists()


def test_a_project_is_written_and_the_next_step_said(built):
    done = built.tm("export", "--for", "omegat", "--to", "az", "--all", "-o", "out")
    assert (done.code, done.err) == (0, "")
    assert "out/tm/penalty-010/en-az.tmx" in done.out
    assert "glossary id " in done.out
    assert "Next: Open the folder in OmegaT as a project." in done.out


def test_a_report_of_losses_is_printed_and_written(built):
    done = built.tm(
        "export", "--format", "po", "--to", "az", "--all", "-o", "a.po", "--loss", "l.json", "--fail-on-loss"
    )
    assert done.code == 1
    assert "Not kept as it was" in done.out
    assert "l.json has each of them." in done.out
    report = json.loads(built.read("l.json"))
    assert {one["field"] for one in report["losses"]} == {one["field"] for one in report["summary"]}
    assert sum(one["count"] for one in report["summary"]) == len(report["losses"])


def test_a_script_gets_json(built):
    done = built.tm("export", "--for", "generic", "--all", "-o", "out", "--json")
    (az, ru) = json.loads(done.out)["files"]
    assert (az["file"], ru["file"]) == ("out/en-az-unreviewed.tmx", "out/en-ru-unreviewed.tmx")


def test_xliff_of_one_statement_is_work_for_a_translator(built):
    done = built.tm("export", "--format", "xliff", "--to", "az", "--statement", "notice", "-o", "notice.xlf")
    assert done.code == 0
    assert "tm take" in done.out
    assert "<trans-unit" in built.read("notice.xlf")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "Say either --for TOOL or --format FORMAT."),
        (["--for", "generic", "--format", "po"], "Say either --for TOOL or --format FORMAT."),
        (["--for", "generic", "--to", "fr"], "the workspace has no language 'fr'. It has en, az, ru."),
        (["--for", "generic", "--to", "en"], "en is translated from and into."),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(empty_desk, words, message):
    done = empty_desk.tm("export", *words, "-o", "out")
    assert (done.code, message in done.err) == (2, True)


def test_nothing_that_fits_is_said_too(built):
    done = built.tm("export", "--for", "generic", "--statement", "other", "-o", "out")
    assert (done.code, "no unit from en into az, ru fits" in done.out) == (1, True)


def test_a_file_is_converted_and_what_got_lost_is_said(empty_desk):
    empty_desk.write("a.csv", TABLE)
    done = empty_desk.tm("convert", "a.csv", "az.po")
    assert done.code == 0
    assert "Wrote az.po: 1 unit, en into az." in done.out
    assert "1  statement  lost" in done.out


def test_a_conversion_fails_on_loss_if_asked_to(empty_desk):
    empty_desk.write("a.csv", TABLE)
    done = empty_desk.tm("convert", "a.csv", "az.po", "--fail-on-loss", "--json")
    assert (done.code, json.loads(done.out)["targets"]) == (1, ["az"])


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("en,az\none,bir\n", "Wrote a.tmx: 1 unit, en into az."),
        ("en,az\none,bir\ntwo,iki\n", "Wrote a.tmx: 2 units, en into az."),
        ("en,az\none,bir\ntwo,\n", "Left out: 1 unit without a translation."),
        ("en,az\n", "Wrote a.tmx: 0 units, not translated."),
    ],
)
def test_a_conversion_counts_units_in_words_that_fit(empty_desk, table, said):
    empty_desk.write("a.csv", table)
    assert said in empty_desk.tm("convert", "a.csv", "a.tmx").out


def test_a_table_of_terms_is_no_table_of_units(empty_desk):
    empty_desk.write("a.csv", "Concept,English\nmm,Milli Majlis\n")
    answer = empty_desk.tm("convert", "a.csv", "a.tmx")
    assert (answer.code, answer.err.startswith("a.csv:1:1: no column"), (empty_desk.root / "a.tmx").exists()) == (
        2,
        True,
        False,
    )
