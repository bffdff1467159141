import msgspec

from tm.formats import po
from tm.model import State
from tm.operations.catalogs import state_of
from tm.operations.reviewed import is_reviewed, is_reviewed_file, mark_reviewed
from tm.workspace import load

OLD = "On January 20, 1990, units of the Soviet army entered Baku."


def mark(desk, msgid):
    """Mark an entry of the Azerbaijani file as reviewed."""
    catalog = po.parse(desk.read("locales/az/notice.po"))
    entries = tuple(mark_reviewed(one) if one.msgid == msgid else one for one in catalog.entries)
    desk.write("locales/az/notice.po", po.serialize(msgspec.structs.replace(catalog, entries=entries)))


def states(desk, source):
    """Return the states that the memory file gives the translations of a text."""
    tmx = desk.read("locales/memory.tmx")
    start = tmx.index(source)
    return tmx[tmx.rindex("<tu", 0, start) : tmx.index("</tu>", start)]


def test_marking_twice_is_marking_once():
    once = mark_reviewed(po.Entry(msgid="a", msgstr=("b",)))
    assert mark_reviewed(once) == once


def test_a_changed_source_is_not_reviewed():
    reviewed = mark_reviewed(po.Entry(msgid="a", msgstr=("b",)))
    assert not is_reviewed(msgspec.structs.replace(reviewed, msgid="c"))


def test_a_fuzzy_entry_is_not_reviewed():
    assert state_of(mark_reviewed(po.Entry(msgid="a", msgstr=("b",))).with_(fuzzy=True)) is State.FUZZY


def test_a_build_keeps_the_note_and_the_memory_knows_the_state(desk):
    desk.build()
    mark(desk, OLD)
    before = desk.read("locales/az/notice.po")
    desk.build()
    assert desk.read("locales/az/notice.po") == before
    assert "reviewed" in states(desk, OLD)


def test_a_file_named_in_the_settings_is_reviewed_as_a_whole(desk):
    desk.write("tm.toml", desk.read("tm.toml") + '[trust]\nreviewed = ["locales/az/*"]\n')
    workspace = load(desk.root)
    assert is_reviewed_file(desk.root / "locales/az/notice.po", workspace)
    assert not is_reviewed_file(desk.root / "locales/ru/notice.po", workspace)
    desk.build()
    assert states(desk, OLD).count("reviewed") == 1
