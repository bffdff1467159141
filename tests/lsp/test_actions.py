"""What can be done at a place, and what it does to the text."""

import re

import pytest

FORBIDDEN = 'msgid "The Milli Majlis met."\nmsgstr "Заседал Милли Маджлис."'
STORED = 'msgid "The Milli Majlis adopted the law on January 20."\nmsgstr ""'
ALIKE = 'msgid "The Milli Majlis adopted the law on January 21."\nmsgstr ""'


def done(kit, path, action):
    """Return the text of a file after an action."""
    (edits,) = action["edit"]["changes"].values()
    return kit.applied(path.read_text(encoding="utf-8"), edits)


def test_the_quick_fix_writes_the_right_form(po, editor, kit):
    path, _ = po('msgid "On the National Mourning Day"\nmsgstr "😀 Ко Дню национального траура"')
    after = done(kit, path, editor.actions(path, 6, 20)["Write “Дню всенародной скорби”"])
    assert 'msgstr "😀 Ко Дню всенародной скорби"' in after


def test_the_quick_fix_mends_a_term_that_runs_over_two_lines(po, editor, kit):
    path, _ = po('msgid "The Milli Majlis met."\nmsgstr ""\n"Заседал Милли "\n"Маджлис."')
    after = done(kit, path, editor.actions(path, 7, 12)["Write “Милли Меджлис”"])
    assert '"Заседал Милли Меджлис."' in after


def test_a_quick_fix_names_the_finding_it_mends(po, editor):
    path, found = po(FORBIDDEN)
    action = editor.actions(path, 6, 20)["Write “Милли Меджлис”"]
    assert action["diagnostics"] == found
    assert action["kind"] == "quickfix"


def test_all_places_can_be_mended_at_once(po, editor, kit):
    path, _ = po(FORBIDDEN, FORBIDDEN.replace("met", "sat"))
    after = done(kit, path, editor.actions(path, 0, end=11)["Mend all 2 places that have one right answer"])
    assert after.count("Милли Меджлис") == 2


def test_no_quick_fix_away_from_the_finding(po, editor):
    path, _ = po(FORBIDDEN)
    assert list(editor.actions(path, 5)) == ["Mark fuzzy"]


def test_an_equal_match_goes_in_as_finished(po, editor, kit):
    path, _ = po(STORED)
    action = next(
        a for title, a in editor.actions(path, 6).items() if re.match(r"Insert 10[0-2] % match: Милли", title)
    )
    after = done(kit, path, action)
    assert 'msgstr "Милли Меджлис принял закон 20 января."' in after
    assert "fuzzy" not in after


def test_an_alike_match_goes_in_as_fuzzy_with_what_it_was_made_from(po, editor, kit):
    path, _ = po(ALIKE)
    action = next(a for title, a in editor.actions(path, 6).items() if title.startswith("Insert 84 % match"))
    _, _, entry = done(kit, path, action).partition("\n\n")
    assert entry == (
        "#. tm: [84 %, notice, number 21 → 20; repaired 20 → 21]\n"
        "#, fuzzy\n"
        '#| msgid "The Milli Majlis adopted the law on January 20."\n'
        'msgid "The Milli Majlis adopted the law on January 21."\n'
        'msgstr "Милли Меджлис принял закон 21 января."\n'
    )


FUZZY = (
    "#. a comment of the source\n#. tm: [84 %, notice, number 21 → 20]\n#, fuzzy, no-wrap\n"
    '#| msgid "old"\nmsgid "The visitors."\nmsgstr "Посетители."'
)


def test_accepting_takes_the_flag_the_old_source_and_the_note_away(po, editor, kit):
    path, _ = po(FUZZY)
    _, _, entry = done(kit, path, editor.actions(path, 9)["Accept"]).partition("\n\n")
    assert entry == '#. a comment of the source\n#, no-wrap\nmsgid "The visitors."\nmsgstr "Посетители."\n'


def test_rejecting_takes_the_translation_away_too(po, editor, kit):
    path, _ = po(FUZZY)
    _, _, entry = done(kit, path, editor.actions(path, 9)["Reject"]).partition("\n\n")
    assert entry == (
        '#. a comment of the source\n#. tm: rejected ac08364f\n#, no-wrap\nmsgid "The visitors."\nmsgstr ""\n'
    )


def test_marking_fuzzy_adds_the_flag_and_nothing_else(po, editor, kit):
    path, _ = po('# translator\nmsgid   "The visitors."\nmsgstr "Посетители."')
    _, _, entry = done(kit, path, editor.actions(path, 6)["Mark fuzzy"]).partition("\n\n")
    assert entry == '# translator\n#, fuzzy\nmsgid   "The visitors."\nmsgstr "Посетители."\n'


@pytest.mark.parametrize("title", ["Accept", "Mark fuzzy"])
def test_one_action_changes_all_entries_of_a_selection(po, editor, kit, title):
    entry = FUZZY if title == "Accept" else 'msgid "The visitors."\nmsgstr "Посетители."'
    path, _ = po(*(entry.replace("visitors", name) for name in ("one", "two")))
    after = done(kit, path, editor.actions(path, 0, end=20)[f"{title}: 2 entries"])
    assert after.count("#, fuzzy") == (0 if title == "Accept" else 2)


def test_an_entry_at_the_end_of_a_file_without_a_last_line_end_stays_like_that(po, editor, kit):
    path, _ = po(text=kit.catalog('#, fuzzy\nmsgid "a"\nmsgstr "b"').rstrip("\n"))
    assert done(kit, path, editor.actions(path, 7)["Accept"]).endswith('msgstr "b"')


def test_windows_line_ends_stay(po, editor, kit):
    path, _ = po(text=kit.catalog('msgid "a"\nmsgstr "b"').replace("\n", "\r\n"))
    (edits,) = editor.actions(path, 6)["Mark fuzzy"]["edit"]["changes"].values()
    assert [one["newText"] for one in edits] == ["#, fuzzy\r\n"]


def test_only_the_kind_that_was_asked_for_is_returned(po, editor):
    path, _ = po(FORBIDDEN)
    where = {"start": {"line": 6, "character": 0}, "end": {"line": 6, "character": 40}}
    found = editor.ask(
        "textDocument/codeAction",
        textDocument={"uri": path.as_uri()},
        range=where,
        context={"diagnostics": [], "only": ["quickfix"]},
    )
    assert [one["title"] for one in found] == ["Write “Милли Меджлис”"]


def test_a_source_is_mended_in_its_own_words(editor, workspace, kit):
    path = workspace / "sources/notice/az.md"
    text = path.read_text(encoding="utf-8").replace("Milli Məclis", "Milli Meclis")
    found = editor.open(path, text)
    line = found[0]["range"]["start"]["line"]
    (edits,) = editor.actions(path, line)["Write “Milli Məclis”"]["edit"]["changes"].values()
    assert kit.applied(text, edits) == path.read_text(encoding="utf-8")
    editor.tell("textDocument/didClose", textDocument={"uri": path.as_uri()})
