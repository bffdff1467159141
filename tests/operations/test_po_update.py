import shutil
import subprocess

import pytest

from tm.formats import po
from tm.languages import get
from tm.operations.po.update import update

HEADER = 'msgid ""\nmsgstr ""\n"Language: az\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
OLD = (
    HEADER
    + """
# ask Leyla
#. old hint
#: a.c:1
#, c-format
msgid "The office is open on Monday."
msgstr "Aparat bazar ertəsi açıqdır."

#: a.c:2
msgid "Bring a passport."
msgstr "Pasport gətirin."

#: a.c:3
msgid "Nothing else is needed."
msgstr "Başqa heç nə lazım deyil."
"""
)


def template(*msgids):
    """Return a template with these texts, as xgettext would write it."""
    return "".join(f'\n#: b.c:{number}\nmsgid "{msgid}"\nmsgstr ""\n' for number, msgid in enumerate(msgids, 1))


def updated(old, *msgids, pot=""):
    return update(po.parse(old), po.parse(pot or template(*msgids)), get("en"))


def entry(done, msgid):
    return next(one for one in done.catalog.entries if one.msgid == msgid)


ALL = ("The office is open on Monday.", "Bring a passport.", "Nothing else is needed.")


def test_an_entry_with_the_same_source_keeps_its_translation_and_its_comment():
    found = entry(updated(OLD, *ALL), ALL[0])
    assert (found.msgstr, found.fuzzy, found.comments) == (("Aparat bazar ertəsi açıqdır.",), False, ("ask Leyla",))


def test_what_the_source_says_comes_from_the_template():
    found = entry(
        updated(OLD, pot='\n#. new hint\n#: b.c:7\n#, no-wrap\nmsgid "Bring a passport."\nmsgstr ""\n'), ALL[1]
    )
    assert (found.extracted, found.references, found.flags) == (("new hint",), ("b.c:7",), ("no-wrap",))


def test_entries_stand_in_the_order_of_the_template():
    done = updated(OLD, *ALL[::-1])
    assert [one.msgid for one in done.catalog.entries] == list(ALL[::-1])
    assert (done.kept, done.changed, done.new, done.obsolete) == (3, 0, 0, 0)


def test_a_changed_sentence_keeps_its_translation_and_shows_the_old_source():
    done = updated(OLD, ALL[0].replace("Monday", "Tuesday"), *ALL[1:])
    found = done.catalog.entries[0]
    assert (found.msgstr, found.fuzzy, found.previous.msgid) == (("Aparat bazar ertəsi açıqdır.",), True, ALL[0])
    assert done.changed == 1


NOTED = OLD.replace(
    'msgid "Bring a',
    "#. tm: aligned 0.98, az.md:4,\n#. 0a0a0a0a\n#. tm: reviewed 0b0b0b0b\n#. tm: rejected 0c0c0c0c\n"
    '#. tm: [84 %, old, number\n#. 1 → 2]\n#, fuzzy\n#| msgid "Take a passport."\nmsgid "Bring a',
)


def test_a_changed_sentence_has_no_notes_about_the_old_one():
    found = entry(updated(NOTED, ALL[0], "Bring your passport."), "Bring your passport.")
    assert found.extracted == ("tm: aligned 0.00, az.md:4, 0a0a0a0a",)


def test_a_sentence_that_is_the_same_keeps_its_notes_as_they_are_written():
    found = entry(updated(NOTED, *ALL), ALL[1]).extracted
    assert (found[:2], found[-2:]) == (
        ("tm: aligned 0.98, az.md:4,", "0a0a0a0a"),
        ("tm: [84 %, old, number", "1 → 2]"),
    )


def test_a_changed_sentence_that_was_finished_shows_what_it_said_and_nothing_older():
    old = NOTED.replace("#, fuzzy\n", "")
    assert entry(updated(old, ALL[0], "Bring your passport."), "Bring your passport.").previous.msgid == ALL[1]


def test_a_sentence_changed_twice_shows_what_was_translated():
    once = updated(OLD, ALL[0].replace("Monday", "Tuesday"), *ALL[1:])
    twice = updated(po.serialize(once.catalog), ALL[0].replace("Monday", "Wednesday"), *ALL[1:])
    assert twice.catalog.entries[0].previous.msgid == ALL[0]


def test_a_sentence_that_differs_only_in_what_nobody_sees_stays_finished():
    found = updated(OLD, "Bring a\u00a0passport.", ALL[0], ALL[2]).catalog.entries[0]
    assert (found.msgstr, found.fuzzy, found.previous) == (("Pasport gətirin.",), False, None)


def test_sentences_that_became_one_keep_both_translations():
    found = entry(updated(OLD, ALL[0], f"{ALL[1]} {ALL[2]}"), f"{ALL[1]} {ALL[2]}")
    assert found.msgstr == ("Pasport gətirin. Başqa heç nə lazım deyil.",)
    assert (found.fuzzy, found.previous.msgid) == (True, f"{ALL[1]} {ALL[2]}")


def test_a_sentence_that_was_divided_keeps_its_translation_in_the_first_part():
    old = HEADER + '\nmsgid "Bring a passport, nothing else."\nmsgstr "Yalnız pasport gətirin."\n'
    done = updated(old, "Bring a passport.", "Nothing else.")
    assert [one.msgstr[0] for one in done.catalog.entries] == ["Yalnız pasport gətirin.", ""]


def test_what_is_left_over_becomes_obsolete():
    done = updated(OLD, *ALL[:2])
    assert (entry(done, ALL[2]).obsolete, done.obsolete) == (True, 1)


def test_an_obsolete_sentence_that_comes_back_has_its_translation():
    gone = updated(OLD, *ALL[:2])
    back = entry(updated(po.serialize(gone.catalog), *ALL), ALL[2])
    assert (back.obsolete, back.fuzzy, back.msgstr) == (False, False, ("Başqa heç nə lazım deyil.",))


def test_an_empty_entry_that_left_the_source_goes():
    done = updated(OLD.replace("Pasport gətirin.", ""), ALL[0])
    assert ALL[1] not in {one.msgid for one in done.catalog.entries}


def test_a_text_that_got_a_plural_has_as_many_forms_as_the_header_says():
    pot = '\nmsgid "Bring a passport."\nmsgid_plural "Bring passports."\nmsgstr[0] ""\nmsgstr[1] ""\n'
    found = entry(updated(OLD, pot=pot), ALL[1])
    assert (found.msgstr, found.fuzzy) == (("Pasport gətirin.", ""), True)


def test_an_update_with_the_same_template_touches_nothing():
    once = po.serialize(updated(OLD, *ALL).catalog)
    assert po.serialize(updated(once, *ALL).catalog) == once


def test_only_the_date_of_the_template_is_taken_into_the_header():
    pot = 'msgid ""\nmsgstr "POT-Creation-Date: 2026-01-20 10:00+0400\\nLanguage: \\n"\n' + template(*ALL)
    done = updated(OLD, pot=pot)
    assert done.catalog.header["POT-Creation-Date"] == "2026-01-20 10:00+0400"
    assert done.catalog.header["Language"] == "az"


@pytest.mark.external
@pytest.mark.skipif(shutil.which("msgmerge") is None, reason="msgmerge is not installed")
def test_msgmerge_agrees_about_everything_but_what_it_loses(tmp_path):
    new = (ALL[0].replace("Monday", "Tuesday"), ALL[2], ALL[1], "Water is free.")
    (tmp_path / "a.po").write_text(OLD.replace("Language: az", "Content-Type: text/plain; charset=UTF-8"), "utf-8")
    (tmp_path / "a.pot").write_text(HEADER.replace("az", "") + template(*new), "utf-8")
    command = ["msgmerge", "--quiet", "--previous", "-o", "-", "a.po", "a.pot"]
    theirs = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    ours = [(one.msgid, one.msgstr, one.fuzzy, one.previous) for one in updated(OLD, *new).catalog.entries]
    assert ours == [(one.msgid, one.msgstr, one.fuzzy, one.previous) for one in po.parse(theirs).entries]
