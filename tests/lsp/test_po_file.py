"""A PO file in the editor, whatever is typed into it."""

import pytest
from hypothesis import given, settings, strategies as st
from lsprotocol import types

from tm.lsp.files import Opened
from tm.lsp.po_file import PoFile
from tm.lsp.rooms import Room
from tm.model import Concept, Term, TermStatus
from tm.operations.editing_lint import no_workspace

TEXT = """\
msgid ""
msgstr "Language: ru\\n"

#, python-format
msgid "😀 The Milli Majlis has %d members."
msgstr "😀 В Милли Маджлисе %s членов."

msgid "The Milli Majlis met."
msgid_plural "They met."
msgstr[0] "Милли "
"Маджлис."
msgstr[1] ""
"""
TYPED = ["", "\n", '"', "\\", "#", "#~ ", "msgid ", 'msgstr "', "<<<<<<< x\n", "😀", "\r", "\r\n", "\\x", "x" * 80]
CONCEPT = Concept(
    id="milli-majlis",
    subject="x",
    terms=(
        Term(text="Milli Majlis", language="en"),
        Term(text="Милли Меджлис", language="ru"),
        Term(text="Милли Маджлис", language="ru", status=TermStatus.FORBIDDEN),
    ),
)


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    return Room(no_workspace(tmp_path_factory.mktemp("room")), [CONCEPT])


def opened(room, text=TEXT):
    path = room.workspace.root / "ru.po"
    item = types.TextDocumentItem(path.as_uri(), "po", 1, text)
    return PoFile(Opened(item, path, "ru.po", "utf-16"))


def change(file, where, text):
    document = types.VersionedTextDocumentIdentifier(2, file.uri)
    changes = [types.TextDocumentContentChangePartial(where, text)]
    file.change(types.DidChangeTextDocumentParams(document, changes))


def checked(file, room):
    for _ in file.check(room):
        pass
    return list(file.found())


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_is_typed_is_checked_and_marked_inside_the_text(room, data):
    file = opened(room)
    for _ in range(data.draw(st.integers(1, 3))):
        line = data.draw(st.integers(0, len(file.text.lines)))
        start = types.Position(line, data.draw(st.integers(0, 30)))
        end = types.Position(line + data.draw(st.integers(0, 2)), 30)
        change(file, types.Range(start, end), data.draw(st.sampled_from(TYPED)))
        for one in checked(file, room):
            area = one.area
            assert (area.line, area.column) <= (area.end_line, area.end_column)
            assert area.end_line < len(file.text.lines)
            assert area.end_column <= len(file.text.lines[area.end_line])
    for line in range(len(file.text.lines)):
        file.named_at(line, 12, room)


def test_what_was_typed_has_the_findings_of_a_fresh_file(room):
    file = opened(room)
    checked(file, room)
    change(file, types.Range(types.Position(3, 0), types.Position(5, 0)), "# новое\n\n")
    fresh = opened(room, file.text.text)
    found = checked(file, room)
    assert [(one.area, one.about.message) for one in found] == [(o.area, o.about.message) for o in checked(fresh, room)]


def test_only_the_entry_that_changed_is_checked_again(room, monkeypatch):
    file = opened(room)
    checked(file, room)
    seen = []
    real = room.checker.entries
    monkeypatch.setattr(room.checker, "entries", lambda *given: seen.append(given[1]) or real(*given))
    change(file, types.Range(types.Position(5, 30), types.Position(5, 30)), "x")
    checked(file, room)
    assert [[entry.msgid for entry in entries] for entries in seen] == [["😀 The Milli Majlis has %d members."]]


def test_what_is_nearest_to_a_line_comes_first(room):
    file = opened(room, TEXT.replace('msgstr[1] ""', 'msgstr[1] "Милли Маджлис."'))
    checked(file, room)
    assert next(file.found(9)).area.line > next(file.found(4)).area.line


def test_a_bug_in_one_entry_leaves_the_others_their_findings(room, monkeypatch, caplog):
    real = room.checker.entries

    def broken(header, entries, target):
        if entries[0].msgid_plural:
            raise KeyError("a bug")
        return real(header, entries, target)

    monkeypatch.setattr(room.checker, "entries", broken)
    assert any(one.about.code == "TM101" for one in checked(opened(room), room))
    assert "this is a bug in tm" in caplog.text
