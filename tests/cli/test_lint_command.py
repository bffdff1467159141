"""`tm lint` as a person or a CI job runs it."""

import json

import pytest

BAD = 'msgid "Page 7"\nmsgstr "Səhifə 8"\n\nmsgid "The end."\nmsgstr "Son  gəldi."\n'


@pytest.fixture
def faulty(empty_desk):
    empty_desk.write(
        "locales/az/a.po", f'msgid ""\nmsgstr "Language: az\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n{BAD}'
    )
    return empty_desk


@pytest.mark.parametrize(("limit", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on_decides_the_exit_code(faulty, limit, code):
    assert faulty.tm("lint", "--fail-on", limit).code == code


def test_fail_on_error_lets_warnings_pass(faulty):
    faulty.replace("locales/az/a.po", "Səhifə 8", "Səhifə 7")
    assert faulty.tm("lint", "--fail-on", "error").code == 0


def test_a_baseline_holds_back_what_is_known(faulty):
    assert faulty.tm("lint", "--baseline", "known.json", "--update-baseline").code == 0
    assert faulty.tm("lint", "--baseline", "known.json").code == 0


def test_a_baseline_survives_another_order(faulty):
    faulty.tm("lint", "--baseline", "known.json", "--update-baseline")
    head, first, second = faulty.read("locales/az/a.po").rstrip().split("\n\n")
    faulty.write("locales/az/a.po", f"{head}\n\n{second}\n\n{first}\n")
    assert faulty.tm("lint", "--baseline", "known.json").code == 0


def test_a_baseline_says_what_can_be_removed(faulty):
    faulty.tm("lint", "--baseline", "known.json", "--update-baseline")
    faulty.replace("locales/az/a.po", "Səhifə 8", "Səhifə 7")
    assert "1 finding in known.json can be removed" in faulty.tm("lint", "--baseline", "known.json").out


def test_a_missing_baseline_says_how_to_make_it(faulty):
    answer = faulty.tm("lint", "--baseline", "known.json")
    assert (answer.code, "--update-baseline" in answer.err) == (2, True)


def test_output_goes_to_a_file_and_the_summary_to_the_terminal(faulty):
    answer = faulty.tm("lint", "--format", "sarif", "--output", "report.sarif")
    assert len(json.loads(faulty.read("report.sarif"))["runs"][0]["results"]) == 2
    assert (answer.out, "2 findings" in answer.err) == ("", True)


def test_standard_input_is_checked(empty_desk):
    answer = empty_desk.tm("lint", "-", "--lang", "az", feed="Bu 5-cı sessiyadır.\n")
    assert (answer.code, answer.out.startswith("-.txt:1:6: error TM304")) == (1, True)


def test_standard_input_needs_a_language(empty_desk):
    answer = empty_desk.tm("lint", "-", feed="x")
    assert (answer.code, "--lang" in answer.err) == (2, True)


def test_a_po_file_on_standard_input_knows_its_language(faulty):
    answer = faulty.tm("lint", "-", "--stdin-name", "a.po", feed=faulty.read("locales/az/a.po"))
    assert "a.po:5:" in answer.out


def test_explain_prints_the_page(empty_desk):
    answer = empty_desk.tm("lint", "--explain", "tm203")
    assert (answer.code, answer.out.startswith("# TM203 tags\n")) == (0, True)


def test_explain_of_an_unknown_rule_suggests_one(empty_desk):
    answer = empty_desk.tm("lint", "--explain", "tags-")
    assert (answer.code, "Did you mean tags?" in answer.err) == (2, True)


def test_print_config_shows_what_runs(empty_desk):
    empty_desk.write("tm.toml", 'source = "en"\ntargets = ["az", "ru"]\n[lint]\nignore = ["TM405"]\n')
    lines = empty_desk.tm("lint", "--print-config").out.splitlines()
    rows = {line.split()[0]: line.split()[-1] for line in lines}
    assert (rows["TM301"], rows["TM405"], rows["TM501"]) == ("error", "off", "off")


def test_strict_fails_where_nothing_was_read(empty_desk):
    answer = empty_desk.tm("lint", "--strict")
    assert (answer.code, "nothing was read" in answer.err) == (1, True)


def test_strict_fails_where_the_glossary_never_fired(faulty):
    answer = faulty.tm("lint", "--strict", "--fail-on", "never")
    assert (answer.code, "no term of the glossary was met" in answer.err) == (1, True)


def test_the_summary_says_what_was_loaded(faulty):
    last = faulty.tm("lint").out.split("Checked ")[1].splitlines()[0]
    assert last.startswith("2 texts in 1 file with 2 concepts (0 met) and ")
