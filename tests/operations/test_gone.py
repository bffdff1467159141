"""PO files whose statement is gone: `tm.operations.gone`."""

import shutil

import pytest

from tm.operations.gone import gone, notice


@pytest.fixture
def without_statement(desk):
    desk.build()
    shutil.rmtree(desk.root / "sources/notice")
    return desk


def test_the_po_files_of_a_deleted_statement_are_named(without_statement):
    assert without_statement.build().gone == ("locales/az/notice.po", "locales/ru/notice.po")


def test_they_still_feed_the_memory(without_statement):
    assert without_statement.build().units == 5


def test_a_statement_that_is_there_is_not_gone(desk):
    desk.build()
    assert gone(desk.workspace) == ()


def test_a_statement_without_its_source_is_not_gone(desk):
    desk.build()
    (desk.root / "sources/notice/en.md").unlink()
    assert gone(desk.workspace) == ()


def test_a_workspace_without_po_files_has_none(empty_desk):
    assert (gone(empty_desk.workspace), notice(())) == ((), "")


def test_the_notice_names_files_and_the_next_step():
    assert notice(["locales/az/a.po"]) == (
        "1 PO file has no statement any more: locales/az/a.po. What it says still feeds the memory. "
        "Next: bring the statement back, or remove what should be forgotten and run tm build."
    )


def test_of_many_files_the_rest_is_counted():
    assert "d.po, and 3 more. What they say" in notice([f"{name}.po" for name in "abcdefg"])
