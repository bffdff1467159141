"""What a word names: `tm.operations.naming`."""

from pathlib import Path

import pytest

from tm.errors import TmError
from tm.languages import get
from tm.operations.naming import catalogs_of, everything_of, named, one_named, statement_of, version_of, versions_of


@pytest.fixture
def here(desk, monkeypatch):
    """A built workspace, in which we are."""
    desk.build()
    monkeypatch.chdir(desk.root)
    return desk


def shown(desk, paths):
    return [desk.workspace.shown(path) for path in paths]


@pytest.mark.parametrize(
    ("parts", "files"),
    [
        (catalogs_of, ["locales/az/notice.po", "locales/ru/notice.po"]),
        (versions_of, ["sources/notice"]),
        (everything_of, ["sources/notice", "locales/az/notice.po", "locales/ru/notice.po"]),
    ],
)
def test_the_name_of_a_statement_stands_for_its_parts(here, parts, files):
    assert shown(here, named([Path("notice")], here.workspace, parts)) == files


@pytest.mark.parametrize("code", ["en", "az"])
def test_a_version_is_found_by_its_language(here, code):
    assert shown(here, version_of("notice", here.workspace, get(code))) == [f"sources/notice/{code}.md"]


@pytest.mark.parametrize("word", ["locales/az/notice.po", "sources/notice", "locales"])
def test_a_path_that_is_there_is_that_path(here, word):
    assert named([Path(word)], here.workspace, catalogs_of) == [Path(word)]


def test_a_file_with_the_name_of_a_statement_comes_first(here):
    here.write("notice", "")
    assert named([Path("notice")], here.workspace, catalogs_of) == [Path("notice")]


def test_a_statement_of_which_only_po_files_are_left_is_known(here):
    (here.root / "sources" / "notice").rename(here.root / "notice-that-was")
    assert shown(here, everything_of("notice", here.workspace)) == ["locales/az/notice.po", "locales/ru/notice.po"]
    assert len(named([Path("notice")], here.workspace, catalogs_of)) == 2


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("notise", "there is no file, folder or statement 'notise'. Did you mean 'notice'?"),
        ("x.po", "there is no file, folder or statement 'x.po'. Statements are the folders in sources/."),
        ("locales/notice", "there is no file, folder or statement 'locales/notice'. Statements are the folders"),
    ],
)
def test_a_word_that_names_nothing_is_an_error(here, word, message):
    with pytest.raises(TmError) as caught:
        named([Path(word)], here.workspace, catalogs_of)
    assert str(caught.value).startswith(message)


def test_outside_of_a_workspace_there_are_only_paths():
    with pytest.raises(TmError, match="there is no file or folder 'notice'"):
        named([Path("notice")], None, catalogs_of)


def test_a_statement_without_such_files_says_so(desk):
    with pytest.raises(TmError) as caught:
        named([Path("notice")], desk.workspace, catalogs_of)
    assert str(caught.value) == "the statement 'notice' has no such file. `tm build` makes its PO files."


def test_where_one_file_is_meant_the_name_of_a_statement_with_one_will_do(here):
    (here.root / "locales" / "ru" / "notice.po").unlink()
    assert shown(here, [one_named(Path("notice"), here.workspace, catalogs_of)]) == ["locales/az/notice.po"]


def test_where_one_file_is_meant_the_files_of_a_statement_with_several_are_listed(here):
    with pytest.raises(TmError) as caught:
        one_named(Path("notice"), here.workspace, catalogs_of)
    assert str(caught.value).endswith("Name one of them: locales/az/notice.po, locales/ru/notice.po.")


@pytest.mark.parametrize("word", ["notice", "sources/notice", "sources/notice/", "sources/notice/en.md"])
def test_a_statement_can_be_named_by_name_folder_or_file(desk, monkeypatch, word):
    monkeypatch.chdir(desk.root)
    assert statement_of(word, desk.workspace) == "notice"
