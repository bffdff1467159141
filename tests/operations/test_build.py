import shutil
import sqlite3
import subprocess

import polib
import pytest
from translate.storage import tmx as toolkit_tmx

from tm.errors import TmError
from tm.formats import po

OLD = "On January 20, 1990, units of the Soviet army entered Baku."
NEW = "On January 20, 1990, troops of the Soviet army entered Baku."


def entry(desk, msgid, language="az"):
    catalog = po.parse(desk.read(f"locales/{language}/notice.po"))
    return next(one for one in catalog.entries if one.msgid == msgid)


def changed_files(before, after):
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def diff(before, after):
    """Return the lines that are only in one of two texts."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in new if line not in old]


def test_the_published_translation_goes_into_the_po_file(desk):
    desk.build()
    assert entry(desk, OLD).msgstr == ("1990-cı il yanvarın 20-də sovet ordusunun hissələri Bakıya daxil oldu.",)


def test_two_sentences_that_became_one_are_one_unit(desk):
    desk.build()
    both = "The Office remembers the victims of the tragedy. It thanks all visitors."
    assert entry(desk, both).msgstr[0].startswith("Aparat faciə qurbanlarının")


def test_an_entry_refers_to_file_and_line(desk):
    desk.build()
    assert entry(desk, OLD).references == ("sources/notice/en.md:9",)


def test_building_twice_changes_nothing(desk):
    desk.build()
    before = desk.files()
    assert desk.build().changed == ()
    assert desk.files() == before


def test_check_writes_nothing_and_names_what_would_change(desk):
    before = desk.files()
    report = desk.build(check=True)
    assert report.changed == ("locales/az/notice.po", "locales/ru/notice.po", "locales/memory.tmx")
    assert desk.files() == before


def test_a_unit_has_three_languages_in_the_tmx(desk):
    desk.build()
    with (desk.root / "locales/memory.tmx").open("rb") as stream:
        units = toolkit_tmx.tmxfile.parsefile(stream).getunits()
    languages = [
        [tuv.get("{http://www.w3.org/XML/1998/namespace}lang") for tuv in unit.xmlelement.iter("tuv")] for unit in units
    ]
    assert languages == [["en", "az", "ru"]] * 5


def test_po_and_tmx_have_the_same_units(desk):
    desk.build()
    catalog = polib.pofile(str(desk.root / "locales/az/notice.po"))
    with (desk.root / "locales/memory.tmx").open("rb") as stream:
        units = toolkit_tmx.tmxfile.parsefile(stream).getunits()
    assert [one.msgid for one in catalog] == [unit.source for unit in units]


def test_a_changed_word_touches_one_entry_a_language_and_one_unit(desk):
    desk.build()
    before = desk.files()
    desk.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    desk.build()
    after = desk.files()
    assert changed_files(before, after) == [
        "locales/az/notice.po",
        "locales/memory.tmx",
        "locales/ru/notice.po",
        "sources/notice/en.md",
    ]
    added = diff(before["locales/az/notice.po"].decode(), after["locales/az/notice.po"].decode())
    assert added == ["#, fuzzy", f'#| msgid "{OLD}"', f'msgid "{NEW}"']


def test_a_changed_source_makes_the_entry_fuzzy(desk):
    desk.build()
    desk.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    desk.build()
    changed = entry(desk, NEW)
    assert (changed.fuzzy, changed.previous.msgid) == (True, OLD)


def test_a_source_changed_twice_shows_what_was_translated(desk):
    desk.build()
    desk.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    desk.build()
    desk.replace("sources/notice/en.md", "troops of the Soviet", "soldiers of the Soviet")
    desk.build()
    assert entry(desk, NEW.replace("troops", "soldiers")).previous.msgid == OLD


def test_the_translators_word_wins_over_the_published_version(desk):
    desk.build()
    desk.replace("locales/az/notice.po", "Bakıya daxil oldu", "Bakıya girdi")
    desk.build()
    assert entry(desk, OLD).msgstr[0].endswith("Bakıya girdi.")


def test_the_memory_follows_the_po_file(desk):
    desk.build()
    desk.replace("locales/az/notice.po", "Bakıya daxil oldu", "Bakıya girdi")
    desk.build()
    assert "Bakıya girdi" in desk.read("locales/memory.tmx")


def test_a_difference_from_the_published_version_is_a_finding(desk):
    desk.build()
    desk.replace("locales/az/notice.po", "Bakıya daxil oldu", "Bakıya girdi")
    report = desk.build()
    assert [(one.code, one.place.file) for one in report.findings] == [("TM604", "locales/az/notice.po")]


def test_an_untouched_entry_follows_the_published_version(desk):
    desk.build()
    desk.replace("sources/notice/az.md", "Bakıya daxil oldu", "Bakıya girdi")
    desk.build()
    assert entry(desk, OLD).msgstr[0].endswith("Bakıya girdi.")


def test_a_translators_word_survives_a_new_published_version(desk):
    desk.build()
    desk.replace("locales/az/notice.po", "Bakıya daxil oldu", "Bakıya girdi")
    desk.replace("sources/notice/az.md", "Bakıya daxil oldu", "Bakıya soxuldu")
    desk.build()
    assert entry(desk, OLD).msgstr[0].endswith("Bakıya girdi.")


def test_an_entry_that_was_emptied_stays_empty(desk):
    desk.build()
    text = desk.read("locales/az/notice.po")
    line = 'msgstr "1990-cı il yanvarın 20-də sovet ordusunun hissələri Bakıya daxil oldu."'
    assert line in text
    desk.write("locales/az/notice.po", text.replace(line, 'msgstr ""'))
    desk.build()
    assert entry(desk, OLD).msgstr == ("",)


def test_an_accepted_fuzzy_entry_stays_accepted(desk):
    desk.build()
    desk.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    desk.build()
    desk.replace("locales/az/notice.po", f'#, fuzzy\n#| msgid "{OLD}"\n', "")
    desk.build()
    assert not entry(desk, NEW).fuzzy


def test_a_removed_sentence_becomes_obsolete_and_is_kept(desk):
    desk.build()
    desk.replace("sources/notice/en.md", f" {OLD}", "")
    desk.build()
    assert entry(desk, OLD).obsolete


def test_a_sentence_that_comes_back_gets_its_translation_back(desk):
    desk.build()
    before = desk.files()
    desk.replace("sources/notice/en.md", f" {OLD}", "")
    desk.build()
    desk.replace("sources/notice/en.md", "in Azerbaijan.", f"in Azerbaijan. {OLD}")
    desk.build()
    assert entry(desk, OLD).msgstr == ("1990-cı il yanvarın 20-də sovet ordusunun hissələri Bakıya daxil oldu.",)
    assert changed_files(before, desk.files()) == []


def test_a_statement_without_translations_gets_empty_entries(desk):
    (desk.root / "sources/notice/az.md").unlink()
    desk.build()
    catalog = po.parse(desk.read("locales/az/notice.po"))
    assert {one.msgstr for one in catalog.entries} == {("",)}


def test_a_repeated_sentence_has_an_entry_for_each_time(desk):
    desk.write(
        "sources/notice/en.md",
        desk.read("sources/notice/en.md") + "\nIt thanks all visitors.\n\nIt thanks all visitors.\n",
    )
    desk.build()
    catalog = po.parse(desk.read("locales/az/notice.po"))
    keys = [one.key for one in catalog.entries if one.msgid == "It thanks all visitors."]
    assert keys == [(None, "It thanks all visitors."), ("2", "It thanks all visitors.")]


def test_a_sentence_without_a_counterpart_is_listed(desk):
    desk.replace("sources/notice/az.md", "Milli Məclis 1994-cü ilin martında bununla bağlı qərar qəbul etmişdir.", "")
    desk.replace("sources/notice/ru.md", "В марте 1994 года Милли Меджлис принял решение по этому вопросу.", "")
    report = desk.build()
    (one,) = report.unaligned
    assert (one.segment.text, one.missing) == (
        "The Milli Majlis adopted a decision on the matter in March 1994.",
        ("az", "ru"),
    )


@pytest.mark.external
@pytest.mark.skipif(not shutil.which("msgfmt"), reason="msgfmt (gettext) is not installed")
@pytest.mark.parametrize("language", ["az", "ru"])
def test_msgfmt_accepts_the_po_file(desk, language):
    desk.build()
    path = desk.root / f"locales/{language}/notice.po"
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.external
@pytest.mark.skipif(not shutil.which("xmllint"), reason="xmllint (libxml2-utils) is not installed")
def test_xmllint_accepts_the_tmx(desk):
    desk.build()
    done = subprocess.run(["xmllint", "--noout", desk.root / "locales/memory.tmx"], capture_output=True, check=False)
    assert done.returncode == 0


def test_a_statement_without_its_source_is_a_finding_and_its_po_stays(desk):
    desk.build()
    (desk.root / "sources/notice/en.md").unlink()
    before = desk.read("locales/az/notice.po")
    report = desk.build()
    assert "TM521" in {one.code for one in report.findings}
    assert desk.read("locales/az/notice.po") == before


def test_a_statement_without_its_source_stays_in_the_memory(desk):
    desk.build()
    before = desk.read("locales/memory.tmx").count("<tu ")
    (desk.root / "sources/notice/en.md").unlink()
    desk.build()
    assert desk.read("locales/memory.tmx").count("<tu ") == before


def test_an_empty_version_is_a_finding(desk):
    desk.write("sources/notice/ru.md", "")
    assert [(one.code, str(one.place)) for one in desk.build().findings] == [("TM523", "sources/notice/ru.md:1")]


def test_a_version_in_the_wrong_language_is_a_finding_and_left_out(desk):
    desk.write("sources/notice/ru.md", desk.read("sources/notice/az.md"))
    report = desk.build()
    assert [(one.code, one.place.file) for one in report.findings] == [("TM504", "sources/notice/ru.md")]
    assert report.segments["ru"] == 0


def test_a_stray_file_is_a_finding_with_a_suggestion(desk):
    desk.write("sources/notice/rus.md", "Заметки.\n")
    (finding,) = desk.build().findings
    assert (finding.code, finding.advice) == ("TM522", "Did you mean ru.md?")


def test_a_broken_po_file_is_named_with_its_line_and_not_touched(desk):
    desk.build()
    broken = desk.read("locales/az/notice.po").replace('msgid "Notice on', 'msgid Notice on"')
    desk.write("locales/az/notice.po", broken)
    report = desk.build()
    assert str(report.errors[0]).startswith("locales/az/notice.po:18:")
    assert desk.read("locales/az/notice.po") == broken


def test_the_memory_waits_while_a_po_file_is_broken(desk):
    desk.build()
    before = desk.read("locales/memory.tmx")
    desk.write("locales/az/notice.po", "<<<<<<< HEAD\n")
    desk.build()
    assert desk.read("locales/memory.tmx") == before


def test_other_po_files_are_built_while_one_is_broken(desk):
    desk.build()
    desk.write("locales/az/notice.po", "<<<<<<< HEAD\n")
    desk.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    assert desk.build().changed == ("locales/ru/notice.po",)


def test_a_tmx_cut_in_half_is_made_anew_and_kept(desk):
    desk.build()
    whole = desk.read("locales/memory.tmx")
    desk.write("locales/memory.tmx", whole[: len(whole) // 2])
    report = desk.build()
    assert desk.read("locales/memory.tmx") == whole
    assert desk.read(".tm/memory.tmx.damaged") == whole[: len(whole) // 2]
    assert "locales/memory.tmx:" in report.notes[0]


def test_a_glossary_with_a_syntax_error_stops_the_build_before_anything_is_written(desk):
    desk.write("glossary/law.toml", '[state]\nen.preferred = "state\n')
    with pytest.raises(TmError) as caught:
        desk.build()
    assert str(caught.value).startswith("glossary/law.toml:2:")
    assert not (desk.root / "locales").exists()


def test_a_glossary_with_three_errors_names_all_three(desk):
    desk.write(
        "glossary/law.toml",
        '[state]\nen.prefered = "state"\nxx.preferred = "y"\nen.preferred = ""\ndefinition = "A state."\n',
    )
    with pytest.raises(TmError) as caught:
        desk.build()
    assert [line.split(":")[1] for line in str(caught.value).splitlines()] == ["2", "3", "4"]


def test_a_memory_from_a_newer_version_says_what_to_do(desk):
    desk.build()
    with sqlite3.connect(desk.root / ".tm/memory.db") as connection:
        connection.execute("PRAGMA user_version = 9999")
    with pytest.raises(TmError, match=r"newer|version"):
        desk.build()


def test_a_read_only_folder_is_an_error_and_nothing_is_lost(desk):
    desk.build()
    before = desk.read("locales/az/notice.po")
    desk.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    folder = desk.root / "locales/az"
    blocked = folder.with_name("blocked")
    folder.rename(blocked)
    folder.write_text("a file where the folder should be")
    with pytest.raises(TmError, match="locales/az"):
        desk.build()
    assert (blocked / "notice.po").read_text(encoding="utf-8") == before


def test_a_windows_po_file_keeps_its_line_ends(desk):
    desk.build()
    path = desk.root / "locales/az/notice.po"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    desk.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    desk.build()
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
