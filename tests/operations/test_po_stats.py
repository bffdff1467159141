from tm.operations.po.rewriting import open_catalog
from tm.operations.po.stats import Amount, counts, total
from tm.operations.reviewed import mark_reviewed

FILE = """\
msgid ""
msgstr "Language: az\\n"

msgid "one two"
msgstr "bir iki"

#, fuzzy
msgid "three"
msgstr "üç"

msgid "four"
msgstr ""

#~ msgid "five"
#~ msgstr "beş"
"""


def counted(path, workspace=None):
    return next(counts([open_catalog(path, workspace)], workspace))


def test_entries_and_words_are_counted_and_obsolete_ones_are_not(tmp_path):
    (tmp_path / "a.po").write_text(FILE, encoding="utf-8")
    found = counted(tmp_path / "a.po")
    assert (found.translated, found.fuzzy, found.untranslated) == (Amount(1, 2), Amount(1, 1), Amount(1, 1))
    assert (found.all, found.language, found.reviewed) == (Amount(3, 4), "az", Amount())


def test_a_reviewed_entry_counts_as_translated_too(tmp_path):
    (tmp_path / "a.po").write_text(FILE, encoding="utf-8")
    note = mark_reviewed(open_catalog(tmp_path / "a.po").catalog.entries[0]).extracted[0]
    (tmp_path / "a.po").write_text(FILE.replace('msgid "one', f'#. {note}\nmsgid "one'), encoding="utf-8")
    found = counted(tmp_path / "a.po")
    assert (found.translated, found.reviewed) == (Amount(1, 2), Amount(1, 2))


def test_a_file_named_in_the_settings_is_reviewed_as_a_whole(desk):
    desk.write("tm.toml", desk.read("tm.toml") + '[trust]\nreviewed = ["locales/az/*"]\n')
    assert counted(desk.write("locales/az/a.po", FILE), desk.workspace).reviewed == Amount(1, 2)


def test_the_total_is_the_sum(tmp_path):
    (tmp_path / "a.po").write_text(FILE, encoding="utf-8")
    found = counted(tmp_path / "a.po")
    assert total([found, found]).translated == Amount(2, 4)
