import pytest

from tm.errors import TmError
from tm.memory.lookup import Query, lookup
from tm.operations.memory import open_memory
from tm.operations.po.commit import commit
from tm.workspace import STATE

OLD = "On January 20, 1990, units of the Soviet army entered Baku."


@pytest.fixture
def edited(desk):
    desk.build()
    desk.replace("locales/az/notice.po", "Bakıya daxil oldu", "Bakıya girdi")
    return desk


def committed(desk):
    with open_memory(desk.workspace, lambda _: None) as store:
        return commit([desk.root / "locales/az/notice.po"], desk.workspace, store)


def best(desk):
    source, target, _ = desk.workspace.languages
    with open_memory(desk.workspace, lambda _: None) as store:
        return lookup(store, Query(OLD), source, target)[0].target


def test_what_a_translator_wrote_is_found_without_a_build(edited):
    changes = committed(edited)
    assert (changes.changed, best(edited).endswith("Bakıya girdi.")) == (1, True)


def test_a_build_comes_to_the_same_units(edited):
    committed(edited)
    edited.build()
    with open_memory(edited.workspace, lambda _: None) as store:
        after_build = list(store.units())
    assert committed(edited).changed == 0
    with open_memory(edited.workspace, lambda _: None) as store:
        assert list(store.units()) == after_build


def test_the_memory_file_waits_for_a_build(edited):
    before = edited.read("locales/memory.tmx")
    committed(edited)
    assert edited.read("locales/memory.tmx") == before


def test_a_file_that_cannot_be_read_changes_nothing(edited):
    edited.replace("locales/ru/notice.po", 'msgstr "20 января в', "msgstr 20 января в")
    with pytest.raises(TmError):
        committed(edited)
    assert not best(edited).endswith("Bakıya girdi.")


def test_a_file_of_no_statement_is_an_error(edited):
    path = edited.write("other.po", edited.read("locales/az/notice.po"))
    with (
        open_memory(edited.workspace, lambda _: None) as store,
        pytest.raises(TmError, match="no PO file of a statement"),
    ):
        commit([path], edited.workspace, store)
    assert (edited.root / STATE).is_dir()
