"""`tm lint` as a person or a CI job runs it."""

import json
import subprocess

import pytest

from tm.lint.reports import REPORTS
from tm.lint.rules import ALL

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


def test_what_a_baseline_leaves_is_called_new(faulty):
    faulty.tm("lint", "--baseline", "known.json", "--update-baseline")
    held_back = "2 known findings held back by known.json."
    assert faulty.tm("lint", "--baseline", "known.json").out.startswith(f"{held_back}\n\nNo new findings. Checked")


def test_a_baseline_of_changed_units_only_is_refused(faulty):
    answer = faulty.tm("lint", "--baseline", "known.json", "--update-baseline", "--since", "HEAD")
    assert (answer.code, "leave --since out" in answer.err) == (2, True)


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


@pytest.fixture
def three_commits(faulty):
    """A repository with an old fault, then a new one, then the entries in another order."""
    head, first, second = faulty.read("locales/az/a.po").rstrip().split("\n\n")
    for entries in ([first], [first, second], [second, first]):
        faulty.write("locales/az/a.po", "\n\n".join([head, *entries]) + "\n")
        for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
            identity = ["-c", "user.name=t", "-c", "user.email=t@t"]
            subprocess.run(["git", "-C", str(faulty.root), *identity, *words], check=True, capture_output=True)
    return faulty


@pytest.mark.external
@pytest.mark.parametrize(("revision", "codes"), [("HEAD", []), ("HEAD~1", []), ("HEAD~2", ["TM405"])])
def test_since_reports_only_units_that_are_not_in_the_revision(three_commits, revision, codes):
    answer = three_commits.tm("lint", "--since", revision, "--format", "json")
    assert [one["code"] for one in json.loads(answer.out)["findings"]] == codes
    assert answer.code == bool(codes)


def test_what_a_baseline_did_is_said_beside_a_report_for_a_program(faulty):
    answer = faulty.tm("lint", "--baseline", "known.json", "--update-baseline", "--format", "json")
    assert (answer.err, json.loads(answer.out)["findings"]) == ("Wrote 2 findings to known.json.\n", [])


def test_annotations_leave_the_summary_in_the_log(faulty):
    answer = faulty.tm("lint", "--format", "github")
    assert answer.out.count("::error") + answer.out.count("::warning") == len(answer.out.splitlines()) == 2
    assert answer.err.startswith("2 findings in 1 file. Checked 2 texts")


def test_reports_for_programs_name_files_from_the_current_folder(faulty):
    (faulty.root / "inner").mkdir()
    for name in ("tm.toml", "glossary", "locales", "sources"):
        (faulty.root / name).rename(faulty.root / "inner" / name)
    lines = faulty.tm("lint", "-w", "inner", "--format", "github").out.splitlines()
    assert [line.split(",")[0].partition(" file=")[2] for line in lines] == ["inner/locales/az/a.po"] * 2


@pytest.mark.parametrize("inside", [".", "inner", "inner/locales/az"])
def test_reports_for_programs_name_files_from_the_root_of_the_repository_wherever_one_is(faulty, inside):
    (faulty.root / "inner").mkdir()
    for name in ("tm.toml", "glossary", "locales", "sources"):
        (faulty.root / name).rename(faulty.root / "inner" / name)
    (faulty.root / ".git").mkdir()
    here = type(faulty)(faulty.root / inside)
    lines = here.tm("lint", "-w", str(faulty.root / "inner"), "--format", "github").out.splitlines()
    assert [line.split(",")[0].partition(" file=")[2] for line in lines] == ["inner/locales/az/a.po"] * 2


def test_a_file_outside_of_the_workspace_is_named_from_the_root_of_the_repository_too(faulty):
    (faulty.root / "inner" / "glossary").mkdir(parents=True)
    (faulty.root / "tm.toml").rename(faulty.root / "inner" / "tm.toml")
    (faulty.root / ".git").mkdir()
    lines = type(faulty)(faulty.root / "inner").tm("lint", "../locales", "--format", "github").out.splitlines()
    assert [line.split(",")[0].partition(" file=")[2] for line in lines] == ["locales/az/a.po"] * 2


@pytest.mark.parametrize("more", [["--format", "json"], ["--json"], ["--output", "changes.diff"]])
def test_a_diff_takes_no_other_form(faulty, more):
    answer = faulty.tm("lint", "--diff", *more)
    assert (answer.code, answer.out, "--diff" in answer.err) == (2, "", True)


def test_a_warning_that_does_not_fail_the_run_is_no_failure_in_junit(faulty):
    faulty.replace("locales/az/a.po", "Səhifə 8", "Səhifə 7")
    words = ("lint", "--format", "junit", "--fail-on")
    assert ["<failure" in faulty.tm(*words, limit).out for limit in ("error", "warning")] == [False, True]


def test_without_sources_mending_ends_with_no_word_of_a_build(faulty):
    told = faulty.tm("lint", "--fix").out
    assert ("Next: look the corrections over." in told, "tm build" in told) == (True, False)


def test_with_sources_mending_ends_with_the_build(desk):
    desk.build()
    desk.write(
        "locales/az/b.po", f'msgid ""\nmsgstr "Language: az\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n{BAD}'
    )
    assert "Next: tm build" in desk.tm("lint", "--fix").out


@pytest.mark.external
def test_a_revision_that_a_shallow_clone_lacks_is_to_be_fetched(three_commits, tmp_path_factory):
    clone = tmp_path_factory.mktemp("clone") / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{three_commits.root}", str(clone)], check=True)
    answer = type(three_commits)(clone).tm("lint", "--since", "HEAD~1")
    assert (answer.code, "fetch-depth: 0" in answer.err) == (2, True)


def test_a_catalogue_in_another_encoding_is_to_be_converted_with_its_header(empty_desk):
    (empty_desk.root / "locales" / "az").mkdir(parents=True)
    data = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-9\\n"\n\nmsgid "a"\nmsgstr "ış"\n'
    (empty_desk.root / "locales" / "az" / "a.po").write_bytes(data.encode("iso-8859-9"))
    answer = empty_desk.tm("lint")
    assert "Its header says ISO-8859-9: `msgconv -t UTF-8` converts the file and its header." in answer.err


def test_a_catalogue_without_a_language_says_which_names_tell_it(empty_desk):
    empty_desk.write("x.po", BAD)
    assert "notice.az.po" in empty_desk.tm("lint", "x.po").err


def test_without_cache_nothing_is_stored(faulty):
    faulty.tm("lint", "--no-cache")
    assert not (faulty.root / ".tm").exists()


def test_output_goes_to_a_file_and_the_summary_to_the_terminal(faulty):
    answer = faulty.tm("lint", "--format", "sarif", "--output", "report.sarif")
    assert len(json.loads(faulty.read("report.sarif"))["runs"][0]["results"]) == 2
    assert (answer.out, "2 findings" in answer.err) == ("", True)


def test_standard_input_is_checked(empty_desk):
    answer = empty_desk.tm("lint", "-", "--lang", "az", feed="Bu 5-cı sessiyadır.\n")
    assert (answer.code, answer.out.startswith("-.txt:1:6: error TM304")) == (1, True)


def test_standard_input_needs_a_language(empty_desk):
    answer = empty_desk.tm("lint", "-", feed="x")
    assert (answer.code, "--lang" in answer.err, "--stdin-name" in answer.err) == (2, True, True)


def test_the_name_of_standard_input_tells_its_language(empty_desk):
    answer = empty_desk.tm("lint", "-", "--stdin-name", "sources/notice/az.md", feed="Bu 5-cı sessiyadır.\n")
    assert answer.out.startswith("sources/notice/az.md:1:6: error TM304")


def test_a_po_file_without_a_name_is_read_as_one(faulty):
    answer = faulty.tm("lint", "-", feed=faulty.read("locales/az/a.po"))
    assert (answer.code, answer.out.startswith("-.po:5:")) == (1, True)


def test_a_po_file_on_standard_input_knows_its_language(faulty):
    answer = faulty.tm("lint", "-", "--stdin-name", "a.po", feed=faulty.read("locales/az/a.po"))
    assert "a.po:5:" in answer.out


def test_explain_prints_the_page(empty_desk):
    answer = empty_desk.tm("lint", "--explain", "tm203")
    assert (answer.code, answer.out.startswith("# TM203 tags\n")) == (0, True)


def test_explain_of_an_unknown_rule_suggests_one(empty_desk):
    answer = empty_desk.tm("lint", "--explain", "tags-")
    assert (answer.code, "Did you mean TM203?" in answer.err) == (2, True)


def test_explain_of_a_family_lists_its_rules(empty_desk):
    answer = empty_desk.tm("lint", "--explain", "tm4")
    assert {line[:3] for line in answer.out.splitlines()} == {"TM4"}


def test_explain_of_a_code_like_no_other_suggests_none(empty_desk):
    answer = empty_desk.tm("lint", "--explain", "TM999")
    assert answer.err == "there is no rule 'TM999'. `tm lint --explain all` lists the rules.\n"


def test_print_config_shows_what_runs(empty_desk):
    empty_desk.write("tm.toml", 'source = "en"\ntargets = ["az", "ru"]\n[lint]\nignore = ["TM405"]\n')
    lines = empty_desk.tm("lint", "--print-config").out.splitlines()
    rows = {line.split()[0]: line.split()[2:] for line in lines}
    assert (rows["TM301"], rows["TM405"], rows["TM501"]) == (["error"], ["off"], ["off", "opt-in"])
    assert rows["TM704"] == ["warning", "tm", "glossary", "check"]


def test_explain_all_lists_the_codes_of_all_commands(empty_desk):
    lines = empty_desk.tm("lint", "--explain", "all").out.splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in ALL]


def test_strict_fails_where_nothing_was_read(empty_desk):
    answer = empty_desk.tm("lint", "--strict")
    assert (answer.code, "nothing was read" in answer.err) == (1, True)


def test_strict_fails_where_the_glossary_never_fired(faulty):
    answer = faulty.tm("lint", "--strict", "--fail-on", "never")
    assert (answer.code, "no term of the glossary was met" in answer.err) == (1, True)


def test_the_summary_says_what_was_loaded(faulty):
    last = faulty.tm("lint").out.split("Checked ")[1].splitlines()[0]
    assert last.startswith("2 texts in 1 file with 2 concepts (0 met) and ")


TURKISH = 'msgid ""\nmsgstr "Language: tr\\n"\n\nmsgid "Page 7"\nmsgstr "Sayfa 8"\n'
GOOD = BAD.replace("Səhifə 8", "Səhifə 7").replace("  ", " ")


@pytest.fixture
def turkish(faulty):
    """A workspace without a fault, but with a catalogue in a language that nobody here knows."""
    faulty.replace("locales/az/a.po", BAD, GOOD)
    faulty.write("locales/tr/a.po", TURKISH)
    return faulty


def test_a_catalogue_in_an_unknown_language_is_skipped_with_a_notice(turkish):
    answer = turkish.tm("lint")
    assert (answer.code, "No findings. Checked 2 texts in 1 file" in answer.out) == (0, True)
    assert answer.err.startswith("locales/tr/a.po: 1 PO file was skipped: tm does not know its language (tr).")


def test_beside_a_skipped_catalogue_the_exit_code_is_that_of_the_rest(turkish):
    turkish.replace("locales/az/a.po", "Səhifə 7", "Səhifə 8")
    assert turkish.tm("lint").code == 1


def test_a_catalogue_in_an_unknown_language_that_is_named_is_an_error(turkish):
    answer = turkish.tm("lint", "locales", "locales/tr/a.po")
    assert (answer.code, answer.err.startswith("locales/tr/a.po: unknown language 'tr'.")) == (2, True)


def test_a_strict_run_fails_for_a_skipped_catalogue(turkish):
    turkish.replace("locales/az/a.po", "Son gəldi.", "Son Milli Məclisdədir.")
    assert [turkish.tm("lint", *words).code for words in ([], ["--strict"])] == [0, 1]


def test_skipped_catalogues_are_listed_in_json(turkish):
    answer = json.loads(turkish.tm("lint", "--json").out)
    assert answer["skipped"] == [{"file": "locales/tr/a.po", "language": "tr"}]
    assert [(one["name"], one["failed"]) for one in answer["notices"]] == [("unknown-language", False)]


def test_a_build_names_a_skipped_catalogue_and_goes_through(turkish):
    answer = turkish.tm("build")
    assert (answer.code, "locales/tr/a.po: 1 PO file was skipped" in " ".join(answer.out.split())) == (0, True)


def test_an_unknown_language_for_all_files_is_a_usage_error(faulty):
    answer = faulty.tm("lint", "--lang", "tr")
    assert (answer.code, answer.err.startswith("unknown language 'tr'.")) == (2, True)


@pytest.mark.parametrize("form", ["json", *REPORTS])
def test_a_report_says_why_a_strict_run_failed(turkish, form):
    answer = turkish.tm("lint", "--strict", "--format", form)
    assert (answer.code, "no term of the glossary was met." in answer.out) == (1, True)


def test_a_text_report_in_a_file_has_what_went_to_the_terminal(turkish):
    turkish.write("locales/az/b.po", 'msgid "broken\n')
    turkish.tm("lint", "--strict", "--output", "report.txt")
    first, *_ = report = turkish.read("report.txt").splitlines()
    assert first.startswith("locales/az/b.po:1:")
    assert [line.partition(":")[0] for line in report if "skipped" in line or "was met" in line] == [
        "locales/tr/a.po",
        "tm.toml",
    ]


def test_a_file_with_many_faults_is_one_file_that_could_not_be_read(faulty):
    faulty.write("a.csv", "en,az,note\n,,x\n,,y\n")
    assert "; 1 file could not be read." in faulty.tm("lint", "a.csv").out


def test_a_glob_that_matches_nothing_is_told_once_where_everything_is_checked(turkish):
    turkish.write("tm.toml", turkish.read("tm.toml") + '[[lint.paths]]\npath = "local/az/**"\nignore = ["TM4"]\n')
    said = "tm.toml:4:8: “local/az/**” matches no file. Did you mean 'locales/az'?"
    answer = turkish.tm("lint")
    assert (answer.code, answer.err.count(said)) == (0, 1)
    assert said not in turkish.tm("lint", "locales").err


def test_a_table_of_terms_is_an_error_in_its_place_that_says_what_to_do(faulty):
    faulty.write("terms.csv", "Concept,English,Azeri\nmm,Milli Majlis,Milli Məclis\npage,Page,Səhifə\n")
    answer = faulty.tm("lint", "terms.csv")
    place, said = "terms.csv:1:1", "no column has the code of a language that is wanted"
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert answer.err.startswith(f"{place}: {said}; the columns are: concept, english, azeri. Call a column")
