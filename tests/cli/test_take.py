import json

import pytest

FILE = "locales/az/menu.po"
CATALOG = 'msgid ""\nmsgstr ""\n"Language: az\\n"\n\nmsgid "Open"\nmsgstr ""\n\nmsgid "Print"\nmsgstr "Çap et"\n'
UNIT = "<trans-unit id='{0}'><source>{0}</source><target>{1}</target></trans-unit>"
HEAD = '<xliff version="1.2"><file original="x" source-language="en" target-language="az"><body>'


@pytest.fixture
def back(empty_desk):
    """Write what comes back, units with their translations; give the workspace."""

    def write(**units):
        body = "".join(UNIT.format(*unit) for unit in units.items())
        empty_desk.write(FILE, CATALOG)
        empty_desk.write("back.xlf", f"{HEAD}{body}</body></file></xliff>")
        return empty_desk

    return write


def test_it_writes_the_catalogue_and_says_what_is_next(back):
    desk = back(Open="Aç")
    done = desk.tm("take", "back.xlf")
    assert (done.code, desk.read(FILE)) == (0, CATALOG.replace('"Open"\nmsgstr ""', '"Open"\nmsgstr "Aç"'))
    assert done.out.endswith(f"Written: {FILE}\nNext: tm build takes the new translations into the memory.\n")


def test_a_dry_run_shows_a_diff_and_writes_nothing(back):
    desk = back(Open="Aç")
    done = desk.tm("take", "back.xlf", "--dry-run")
    assert (done.code, desk.read(FILE)) == (1, CATALOG)
    assert '+msgstr "Aç"' in done.out


def test_a_conflict_is_shown_and_ends_with_1(back):
    desk = back(Print="Çap elə")
    done = desk.tm("take", "back.xlf")
    assert (done.code, desk.read(FILE)) == (1, CATALOG)
    assert "ours    Çap et\n    theirs  Çap elə" in done.out


def test_a_conflict_can_be_decided(back):
    desk = back(Print="Çap elə")
    assert desk.tm("take", "back.xlf", "--theirs").code == 0
    assert "Çap elə" in desk.read(FILE)


def test_json_has_everything(back):
    desk = back(Open="Aç", Quit="Çıx")
    done = json.loads(desk.tm("take", "back.xlf", "--json").out)
    assert (done["counts"]["new"], done["counts"]["unknown"], done["files"]) == (1, 1, [FILE])
    assert [item["source"] for item in done["items"]] == ["Open", "Quit"]


def test_a_file_that_is_cut_off_ends_with_2_and_changes_nothing(back):
    desk = back(Open="Aç")
    desk.replace("back.xlf", "</xliff>", "")
    done = desk.tm("take", "back.xlf")
    assert (done.code, desk.read(FILE)) == (2, CATALOG)
    assert "It was cut off" in done.err


def test_both_sides_can_not_win(desk):
    desk.build()
    answer = desk.tm("take", "locales/az/notice.po", "--ours", "--theirs")
    assert (answer.code, "choose one" in answer.err) == (2, True)
