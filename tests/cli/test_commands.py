"""The commands as a person or a script meets them: each runs as a process of its own."""

import json
import shutil

import pytest

from tm.cli import COMMANDS
from tm.languages import LANGUAGES

SENTENCE = "On January 20, 1991, units of the Soviet army entered Baku."


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(empty_desk, command):
    answer = empty_desk.tm(command, "--help")
    assert (answer.code, "Example: " in answer.out) == (0, True)


def test_help_lists_every_command(empty_desk):
    answer = empty_desk.tm("--help")
    assert all(f"\n  {name}" in answer.out for name in COMMANDS)


def test_a_mistyped_command_gets_a_suggestion(empty_desk):
    answer = empty_desk.tm("biuld")
    assert (answer.code, "Did you mean 'build'?" in answer.err) == (2, True)


def test_a_command_outside_a_workspace_says_what_to_do(tmp_path_factory, empty_desk):
    answer = empty_desk.tm("lint", "-w", str(tmp_path_factory.mktemp("nowhere")))
    assert (answer.code, "tm init" in answer.err) == (2, True)


def test_init_makes_a_workspace_that_builds(tmp_path_factory, empty_desk):
    folder = tmp_path_factory.mktemp("new")
    assert empty_desk.tm("init", str(folder)).code == 0
    assert empty_desk.tm("build", "-w", str(folder)).code == 0


def test_init_inside_a_workspace_is_refused(empty_desk):
    answer = empty_desk.tm("init", "sources/notice")
    assert (answer.code, "is inside the workspace" in answer.err) == (2, True)


def test_init_never_overwrites(empty_desk):
    before = empty_desk.read("tm.toml")
    assert empty_desk.tm("init").code == 2
    assert empty_desk.read("tm.toml") == before


def test_build_prints_one_page_with_the_next_step(desk):
    answer = desk.tm("build")
    assert answer.code == 0
    assert "Segments             6 en, 5 az, 6 ru" in answer.out
    assert answer.out.splitlines()[-1].startswith("Next: ")


def test_build_check_exits_with_one_where_something_would_change(desk):
    assert desk.tm("build", "--check").code == 1


def test_build_check_exits_with_zero_where_nothing_would(built):
    assert built.tm("build", "--check").code == 0


def test_build_gives_json(desk):
    assert json.loads(desk.tm("build", "--json").out)["segments"] == {"en": 6, "az": 5, "ru": 6}


def test_build_names_the_po_files_of_a_deleted_statement_in_100_columns(built):
    shutil.rmtree(built.root / "sources/notice")
    answer = built.tm("build")
    assert (answer.code, "locales/az/notice.po, locales/ru/notice.po" in answer.out) == (0, True)
    assert max(map(len, answer.out.splitlines())) <= 100


def test_a_broken_po_file_ends_with_usage_and_its_line(built):
    built.write("locales/az/notice.po", 'msgid "a\nmsgstr ""\n')
    answer = built.tm("build")
    assert (answer.code, answer.err.startswith("locales/az/notice.po:1:")) == (2, True)


def test_lint_is_silent_about_good_work(built):
    answer = built.tm("lint")
    assert (answer.code, answer.out.startswith("No findings.")) == (0, True)


def test_lint_shows_place_caret_and_what_to_write(built):
    built.replace("locales/az/notice.po", "Milli Məclis 1994", "Milli Meclis 1994")
    answer = built.tm("lint", "locales/az")
    lines = answer.out.splitlines()
    assert answer.code == 1
    assert lines[0] == "locales/az/notice.po:34:9: error TM101 forbidden-term [milli-majlis]"
    assert lines[1] == "  “Milli Meclis” is forbidden for milli-majlis. Write “Milli Məclis”."
    assert lines[4] == "         ^^^^^^^^^^^^"


def test_lint_tells_scripts_the_replacement(built):
    built.replace("locales/az/notice.po", "Milli Məclis 1994", "Milli Meclis 1994")
    (finding,) = [one for one in json.loads(built.tm("lint", "--json").out)["findings"] if one["code"] == "TM101"]
    assert (finding["replacement"], finding["end_column"] - finding["column"]) == ("Milli Məclis", 12)


def test_lint_checks_a_plain_text_in_a_language(desk):
    desk.write("draft.txt", "Parlament Milli Meclisin iclasını keçirdi.\n")
    answer = desk.tm("lint", "draft.txt", "--lang", "az")
    assert (answer.code, "draft.txt:1:11: error TM101" in answer.out) == (1, True)


def test_lint_of_a_missing_file_is_a_usage_error(desk):
    assert desk.tm("lint", "nothing.po").code == 2


def test_lookup_finds_a_similar_sentence_and_names_the_difference(built):
    answer = built.tm("lookup", SENTENCE, "--to", "az")
    assert answer.code == 0
    assert "84" in answer.out.splitlines()[0]
    assert "number 1991 → 1990" in answer.out.splitlines()[0]
    assert "Bakıya daxil oldu" in answer.out


def test_lookup_works_in_any_direction(built):
    answer = built.tm("lookup", "20 yanvar Azərbaycanda Ümumxalq Hüzn Günüdür.", "--from", "az", "--to", "ru")
    assert "20 января в Азербайджане — День всенародной скорби." in answer.out


def test_lookup_of_something_new_exits_with_one(built):
    assert built.tm("lookup", "Completely different words about fishing quotas.").code == 1


def test_lookup_as_a_filter_answers_each_line(built):
    answer = built.tm(
        "lookup", "--jsonl", "--to", "az", feed=json.dumps({"text": SENTENCE}) + "\n" + json.dumps({"text": "x"}) + "\n"
    )
    first, second = map(json.loads, answer.out.splitlines())
    assert ([match["score"] for match in first["matches"]], second["matches"]) == ([84], [])


def test_lookup_reads_a_committed_tmx_when_the_index_is_missing(built):
    for path in (built.root / ".tm").iterdir():
        path.unlink() if path.is_file() else None
    answer = built.tm("lookup", SENTENCE)
    assert (answer.code, "locales/memory.tmx" in answer.err) == (0, True)


def test_lookup_without_a_memory_says_what_to_run(desk):
    answer = desk.tm("lookup", SENTENCE)
    assert (answer.code, "tm build" in answer.err) == (2, True)


def test_search_shows_a_phrase_with_its_translations(built):
    answer = built.tm("search", "milli majlis")
    assert answer.code == 0
    assert "The Milli Majlis adopted" in answer.out
    assert "Милли Меджлис принял" in answer.out


def test_search_of_a_missing_phrase_exits_with_one(built):
    assert built.tm("search", "fishing quotas").code == 1


def test_segment_gives_json_with_offsets_into_the_file(desk):
    answer = json.loads(desk.tm("segment", "sources/notice/az.md", "--json").out)
    text = desk.read("sources/notice/az.md")
    second = answer["segments"][1]
    assert (second["line"], text[second["start"] : second["end"]]) == (9, second["text"])


def test_segment_explains_its_cuts(desk):
    assert "break" in desk.tm("segment", "sources/notice/ru.md", "--explain").out


def test_segment_as_a_filter_loses_nothing(desk):
    text = "Petrov gəldi. Sonra getdi.  "
    answer = desk.tm("segment", "--lang", "az", "--jsonl", feed=json.dumps({"text": text}) + "\n")
    segments = json.loads(answer.out)["segments"]
    assert (len(segments), "".join(segments)) == (2, text)


def test_a_bad_line_in_a_filter_is_named(desk):
    answer = desk.tm("segment", "--lang", "az", "--jsonl", feed='{"text": "a"}\nnonsense\n')
    assert (answer.code, answer.err.startswith("<stdin>:2:")) == (2, True)


def test_align_pairs_three_versions(desk):
    files = [f"sources/notice/{code}.md" for code in ("en", "az", "ru")]
    groups = json.loads(desk.tm("align", *files, "--json").out)["groups"]
    assert [len(group["segments"]) for group in groups] == [3] * 5


def test_align_prints_confidence_and_line(desk):
    answer = desk.tm("align", "sources/notice/en.md", "sources/notice/az.md")
    assert "  en    9  January 20 is National Mourning Day" in answer.out


def test_align_as_a_filter_gives_beads(desk):
    feed = json.dumps({"src": ["One 1990.", "Two 1991."], "tgt": ["Bir 1990.", "İki 1991."]}) + "\n"
    beads = json.loads(desk.tm("align", "--langs", "en,az", "--jsonl", feed=feed).out)["beads"]
    assert [bead[:2] for bead in beads] == [[[0], [0]], [[1], [1]]]


def test_an_unknown_language_is_an_error_with_the_known_ones(desk):
    answer = desk.tm("segment", "sources/notice/az.md", "--lang", "xx")
    assert (answer.code, f"Known: {', '.join(LANGUAGES)}." in answer.err) == (2, True)


def test_the_examples_of_all_segmentation_rules_hold(desk):
    answer = desk.tm("segment", "--test-rules")
    assert (answer.code, answer.out.count(" 0 wrong")) == (0, len(LANGUAGES))


def test_segmentation_rules_are_exported_for_other_tools(desk):
    answer = desk.tm("segment", "--export-srx", "rules.srx")
    assert (answer.code, "<srx " in desk.read("rules.srx")) == (0, True)


def test_lookup_in_the_wrong_language_says_which_it_looks_like(built):
    answer = built.tm("lookup", "20 yanvar Azərbaycanda Ümumxalq Hüzn Günüdür və bu gün iş günü deyil.")
    assert (answer.code, "--from az" in answer.out) == (1, True)
