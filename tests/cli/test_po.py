"""`tm po` as a person or a script meets it: each runs as a process of its own."""

import json
import shutil

import pytest

from tm.formats import po

PO = 'msgid ""\nmsgstr "Language: az\\n"\n\nmsgid "Bring a passport."\nmsgstr "Pasport gətirin."\n'
POT = 'msgid "Bring your passport."\nmsgstr ""\n'


@pytest.fixture
def changed(desk, template):
    """A built workspace with a fuzzy entry in each PO file: the third."""
    if template.exists():
        shutil.copytree(template, desk.root, dirs_exist_ok=True)
        return desk
    desk.build()
    desk.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    desk.build()
    shutil.copytree(desk.root, template)
    return desk


def entry(desk, number):
    return po.parse(desk.read("locales/az/notice.po")).entries[number - 1]


def test_accept_without_a_choice_lists_what_is_fuzzy_and_the_next_step(changed):
    answer = changed.tm("po", "accept", "locales/az/notice.po")
    assert (answer.code, answer.out.splitlines()[0].split()[:2]) == (0, ["3", ":30"])
    assert answer.out.splitlines()[-1] == "1 fuzzy one. Next: tm po accept locales/az/notice.po 3"


def test_accept_clears_one_entry_and_counts_the_rest(changed):
    answer = changed.tm("po", "accept", "locales/az/notice.po", "3", "--reviewed")
    assert "Accepted 1 entry; 0 fuzzy left" in answer.out
    assert (entry(changed, 3).fuzzy, entry(changed, 3).previous) == (False, None)


def test_accept_of_what_is_finished_exits_with_1(changed):
    answer = changed.tm("po", "accept", "locales/az/notice.po", "1", "--json")
    assert (answer.code, json.loads(answer.out)["entries"]) == (1, [])


def test_reject_empties_the_entry(changed):
    answer = changed.tm("po", "reject", "locales/az/notice.po", "troops of the Soviet")
    assert (answer.code, entry(changed, 3).msgstr) == (0, ("",))


def test_stats_count_files_and_a_total_in_100_columns(changed):
    answer = changed.tm("po", "stats")
    rows = answer.out.splitlines()
    assert [row.split()[0] for row in rows[1:]] == ["locales/az/notice.po", "locales/ru/notice.po", "together"]
    assert max(map(len, rows)) <= 100


def test_stats_as_json(changed):
    found = json.loads(changed.tm("po", "stats", "locales/az", "--json").out)["total"]
    assert (found["translated"]["entries"], found["fuzzy"]["entries"], found["all"]["entries"]) == (4, 1, 5)


def test_clean_shows_a_diff_and_then_cleans(changed):
    path = "locales/az/notice.po"
    changed.write(path, changed.read(path) + '\n#~ msgid "old"\n#~ msgstr "köhnə"\n')
    dry = changed.tm("po", "clean", "--dry-run")
    assert (dry.code, '-#~ msgid "old"' in dry.out, "#~" in changed.read(path)) == (1, True, True)
    assert changed.tm("po", "clean").code == 0
    assert "#~" not in changed.read(path)


def test_commit_memory_makes_a_translation_found(changed):
    changed.replace("locales/az/notice.po", "qəbul etmişdir", "çıxarmışdır")
    answer = changed.tm("po", "commit-memory", "locales/az/notice.po")
    assert "1 changed" in answer.out
    found = changed.tm("lookup", "The Milli Majlis adopted a decision on the matter in March 1994.", "--to", "az")
    assert "çıxarmışdır" in found.out


def test_update_works_outside_of_a_workspace(empty_desk):
    (empty_desk.root / "tm.toml").unlink()
    empty_desk.write("az.po", PO)
    empty_desk.write("new.pot", POT)
    answer = empty_desk.tm("po", "update", "az.po", "new.pot")
    assert (answer.code, answer.out.splitlines()[0]) == (0, "az.po: 0 kept, 1 changed, 0 new, 0 obsolete.")
    assert '#, fuzzy\n#| msgid "Bring a passport."\nmsgid "Bring your passport."' in empty_desk.read("az.po")


def test_update_without_a_template_and_a_workspace_says_what_to_do(empty_desk):
    (empty_desk.root / "tm.toml").unlink()
    empty_desk.write("az.po", PO)
    answer = empty_desk.tm("po", "update", "az.po")
    assert (answer.code, "Name the template" in answer.err) == (2, True)


def test_merge_exits_with_1_where_somebody_has_to_decide(empty_desk):
    for name, said in (("base", "gətirin"), ("ours", "götürün"), ("theirs", "aparın")):
        empty_desk.write(f"{name}.po", PO.replace("gətirin", said))
    answer = empty_desk.tm("po", "merge", "base.po", "ours.po", "theirs.po", "locales/az/notice.po")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("locales/az/notice.po: both sides changed 1 of the same translations:")
    assert '# tm: theirs msgstr "Pasport aparın."\n#, fuzzy\n' in empty_desk.read("ours.po")


def test_a_mistyped_subcommand_is_suggested(desk):
    answer = desk.tm("po", "acept")
    assert (answer.code, "Did you mean 'accept'?" in answer.err) == (2, True)


def test_what_can_be_rejected_is_listed_with_how_to_reject_it(desk):
    desk.write("a.po", 'msgid ""\nmsgstr "Language: az\\n"\n\n#, fuzzy\nmsgid "Open"\nmsgstr "Aç"\n')
    assert "Next: tm po reject a.po 1" in desk.tm("po", "reject", "a.po").out
