"""`tm align --review` and `--apply`, as processes of their own."""

import json

import pytest

FILES = tuple(f"sources/notice/{code}.md" for code in ("en", "az", "ru"))


@pytest.fixture
def reviewed(desk):
    """A statement with its first row marked."""
    desk.tm("align", *FILES, "--review", "out.tsv")
    desk.write("out.tsv", desk.read("out.tsv").replace("\n", "\nx", 1))
    return desk


def test_a_review_says_what_to_do_next(desk):
    answer = desk.tm("align", *FILES, "--review", "out.tsv")
    assert (answer.code, "tm align sources/notice --apply out.tsv" in answer.out) == (0, True)


def test_a_folder_stands_for_its_versions(desk):
    desk.tm("align", "sources/notice", "--review", "folder.tsv")
    desk.tm("align", *FILES, "--review", "files.tsv")
    assert desk.read("folder.tsv") == desk.read("files.tsv")


def test_a_review_is_never_overwritten(desk):
    desk.write("out.tsv", "work of a day")
    answer = desk.tm("align", *FILES, "--review", "out.tsv")
    assert (answer.code, desk.read("out.tsv")) == (2, "work of a day")


def test_a_page_may_be_made_again(desk):
    desk.write("out.html", "yesterday")
    assert desk.tm("align", *FILES, "--review", "out.html").code == 0
    assert desk.read("out.html").startswith("<!doctype html>")


def test_a_review_of_another_kind_is_a_usage_error(desk):
    assert desk.tm("align", *FILES, "--review", "out.pdf").code == 2


def test_apply_keeps_what_was_confirmed_in_the_statements_folder(reviewed):
    answer = reviewed.tm("align", "sources/notice", "--apply", "out.tsv")
    assert answer.out.splitlines() == ["Confirmed 1 group in sources/notice/alignment.tsv.", "Next: tm build"]
    assert "Notice on National Mourning Day" in reviewed.read("sources/notice/alignment.tsv")


def test_applying_twice_changes_nothing(reviewed):
    reviewed.tm("align", "sources/notice", "--apply", "out.tsv")
    before = reviewed.files()
    reviewed.tm("align", "sources/notice", "--apply", "out.tsv")
    assert reviewed.files() == before


def test_the_next_review_shows_what_was_confirmed(reviewed):
    reviewed.tm("align", "sources/notice", "--apply", "out.tsv")
    groups = json.loads(reviewed.tm("align", "sources/notice", "--json").out)["groups"]
    assert [group["confirmed"] for group in groups] == [True, False, False, False, False]


def test_faults_of_a_table_are_printed_with_their_lines(reviewed):
    lines = reviewed.read("out.tsv").split("\n")
    lines[2] = lines[2].replace("\t2\t", "\t22\t", 1)
    reviewed.write("out.tsv", "\n".join(lines))
    answer = reviewed.tm("align", "sources/notice", "--apply", "out.tsv")
    assert (answer.code, answer.err.startswith("out.tsv:2: Segment 2 of en is in no row.")) == (2, True)
    assert "\nout.tsv:3: There is no segment 22 of en." in answer.err


def test_an_unmarked_table_confirms_nothing(desk):
    desk.tm("align", "sources/notice", "--review", "out.tsv")
    answer = desk.tm("align", "sources/notice", "--apply", "out.tsv")
    assert (answer.code, answer.out.startswith("No row is confirmed.")) == (0, True)
    assert "sources/notice/alignment.tsv" not in desk.files()


def test_loose_files_can_not_be_confirmed(desk):
    for code in ("en", "az"):
        desk.write(f"loose/text.{code}.md", desk.read(f"sources/notice/{code}.md"))
    files = ("loose/text.en.md", "loose/text.az.md")
    desk.tm("align", *files, "--review", "out.tsv")
    answer = desk.tm("align", *files, "--apply", "out.tsv")
    assert (answer.code, "belongs to a statement" in answer.err) == (2, True)


def test_a_confirmed_row_that_no_longer_fits_is_told(reviewed):
    reviewed.tm("align", "sources/notice", "--apply", "out.tsv")
    reviewed.replace("sources/notice/az.md", "haqqında bildiriş", "haqqında bildirişimiz")
    answer = reviewed.tm("align", "sources/notice")
    assert answer.err.startswith("sources/notice/alignment.tsv: line 2 no longer fits")


@pytest.mark.parametrize("words", [("--review", "out.tsv", "--json"), ("--review", "a.tsv", "--jsonl")])
def test_two_ways_of_answering_are_a_usage_error(desk, words):
    assert desk.tm("align", *FILES, *words).code == 2


def test_one_file_is_a_usage_error(desk):
    assert desk.tm("align", FILES[0]).code == 2
