import json

import pytest

WRONG = "Milli Meclis 1994"


@pytest.fixture
def faulty(desk):
    desk.build()
    desk.replace("locales/az/notice.po", "Milli Məclis 1994", WRONG)
    desk.replace("sources/notice/az.md", "Milli Məclis 1994", WRONG)
    return desk


def test_fix_mends_po_file_and_source(faulty):
    answer = faulty.tm("lint", "--fix")
    assert answer.out.startswith("Mended 2 places in 2 files.")
    assert WRONG not in faulty.read("locales/az/notice.po") + faulty.read("sources/notice/az.md")


def test_what_was_mended_is_clean(faulty):
    faulty.tm("lint", "--fix")
    assert json.loads(faulty.tm("lint", "--json").out)["findings"] == []


def test_fix_touches_nothing_else(faulty):
    before = faulty.read("locales/az/notice.po")
    faulty.tm("lint", "--fix")
    assert faulty.read("locales/az/notice.po") == before.replace(WRONG, "Milli Məclis 1994")


def test_diff_shows_the_change_and_writes_nothing(faulty):
    before = faulty.files()
    answer = faulty.tm("lint", "--diff", "locales")
    assert answer.code == 1
    assert '+msgstr "Milli Məclis 1994-cü ilin martında bununla bağlı qərar qəbul etmişdir."' in answer.out
    assert faulty.files() == before


def test_what_can_not_be_mended_stops_nothing_else(faulty):
    faulty.write("locales/a.csv", "en,az\nMilli Majlis,Milli Meclis\n")
    answer = faulty.tm("lint", "--fix")
    assert answer.err.startswith("locales/a.csv: files of this kind can't be mended.")
    assert "locales/az/notice.po" in answer.out
    assert "Milli Meclis" in faulty.read("locales/a.csv")


def test_diff_of_good_work_is_empty(desk):
    desk.build()
    assert desk.tm("lint", "--diff").code == 0
