import pytest

from tm.errors import TmError
from tm.formats import po
from tm.operations.match_note import is_rejected
from tm.operations.po.judgement import Chosen, accept, cleaned, judged, reject, waiting
from tm.operations.po.rewriting import open_catalog
from tm.operations.reviewed import is_reviewed

FILE = """\
msgid ""
msgstr "Language: az\\n"

#. from the template
#. tm: 84 %, notice-2025, number 35 → 36
#, fuzzy, c-format
#| msgid "35 visits"
msgid "36 visits"
msgstr "36 səfər"

#. tm: aligned 0.60, az.md:4, 0a0a0a0a
#, fuzzy
msgid "Bring a passport."
msgstr "Pasport gətirin."

# ask Leyla
# tm: theirs msgstr "bəli"
#, fuzzy
msgid "yes"
msgstr "hə"

msgid "no"
msgstr "yox"

msgid "perhaps"
msgstr ""

#~ msgid "old"
#~ msgstr "köhnə"
"""


@pytest.fixture
def opened(tmp_path):
    path = tmp_path / "a.po"
    path.write_text(FILE, encoding="utf-8")
    return open_catalog(path)


def entry(number):
    return po.parse(FILE).entries[number]


def done(opened, judge, *named, **chosen):
    """Return the text of the file with a judgement on some entries."""
    return judged(opened, Chosen(named=named, **chosen), judge)[0].after


def lines(before, after):
    """Return the lines that went and those that came."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_accepting_takes_off_the_flag_the_old_source_and_the_note(opened):
    gone, come = lines(FILE, done(opened, accept, "1"))
    assert gone == ["#. tm: 84 %, notice-2025, number 35 → 36", "#, fuzzy, c-format", '#| msgid "35 visits"']
    assert come == ["#, c-format"]


def test_accepting_an_alignment_makes_it_certain(opened):
    assert "#. tm: aligned 1.00, az.md:4, 0a0a0a0a" in done(opened, accept, "2")


def test_accepting_a_conflict_keeps_the_translators_own_comment():
    assert accept(entry(2)).comments == ("ask Leyla",)


def test_an_entry_without_a_translation_cannot_be_accepted():
    assert accept(entry(4), as_reviewed=True) == entry(4)


def test_a_reviewed_entry_is_reviewed_until_its_translation_changes():
    reviewed = accept(entry(3), as_reviewed=True)
    assert (is_reviewed(reviewed), is_reviewed(reviewed.with_(msgstr="xeyr"))) == (True, False)


def test_rejecting_empties_the_entry():
    rejected = reject(entry(0))
    assert (rejected.msgstr, rejected.fuzzy, rejected.previous) == (("",), False, None)
    assert rejected.extracted[:-1] == ("from the template",)


def test_rejecting_notes_what_was_rejected():
    assert is_rejected(reject(entry(0)), "36 səfər")


def test_accepting_forgets_what_was_rejected():
    again = reject(entry(0)).with_(msgstr="36 ziyarət", fuzzy=True)
    assert accept(again).extracted == ("from the template",)


def test_cleaning_leaves_an_empty_entry_what_was_rejected():
    assert cleaned(reject(entry(0))) == reject(entry(0))


def test_cleaning_drops_from_a_finished_entry_what_was_rejected():
    assert cleaned(reject(entry(0)).with_(msgstr="36 ziyarət")).extracted == ("from the template",)


def test_accepting_a_wrapped_conflict_takes_off_all_of_its_lines():
    comments = ("ask Leyla", 'tm: theirs msgstr "bəli,', 'cənab"', "or Aydan")
    assert accept(entry(2).with_(comments=comments)).comments == ("ask Leyla", "or Aydan")


def test_a_finished_entry_cannot_be_rejected():
    assert reject(entry(3)) == entry(3)


@pytest.mark.parametrize("name", ["2", ":13", "Bring a passport.", "a passport"])
def test_an_entry_can_be_named_in_several_ways(opened, name):
    assert [one.number for one in judged(opened, Chosen(named=(name,)), accept)[1]] == [2]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("9", "there is no entry 9"),
        (":1000", "no entry stands in line 1000"),
        ("water", "no source text says “water”"),
        ("s", "4 entries say “s”: 1, 2, 3, 5"),
    ],
)
def test_an_entry_that_is_not_clear_is_an_error(opened, name, message):
    with pytest.raises(TmError, match=message):
        done(opened, accept, name)


def test_a_threshold_chooses_by_the_score_of_match_or_alignment(opened):
    changed = judged(opened, Chosen(above=80), accept)[1]
    assert [(one.number, one.score) for one in changed] == [(1, 84)]


def test_all_leaves_out_obsolete_entries(opened):
    assert "#~ msgid" in done(opened, accept, everything=True)
    assert [one.number for one in judged(opened, Chosen(everything=True), accept)[1]] == [1, 2, 3]


def test_what_waits_is_listed_with_number_and_line(opened):
    found = [(one.number, one.line, one.conflict) for one in waiting(opened.catalog)]
    assert found == [(1, 8, False), (2, 13, False), (3, 19, True)]


def test_cleaning_drops_obsolete_entries():
    assert cleaned(entry(5)) is None


def test_cleaning_leaves_a_fuzzy_entry_its_notes():
    assert cleaned(entry(0)) == entry(0)


def test_cleaning_drops_what_explained_a_finished_entry():
    stale = entry(0).with_(fuzzy=False)
    assert (cleaned(stale).extracted, cleaned(stale).previous) == (("from the template",), None)


def test_cleaning_drops_a_review_that_no_longer_holds_and_keeps_one_that_does():
    reviewed = accept(entry(3), as_reviewed=True)
    assert cleaned(reviewed) == reviewed
    assert cleaned(reviewed.with_(msgstr="xeyr")).extracted == ()
