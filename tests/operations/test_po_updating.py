import pytest

from tm.errors import TmError
from tm.formats import po
from tm.languages import get
from tm.operations.po.rewriting import open_catalog, write
from tm.operations.po.updating import update_from, update_statement

EN = get("en")


@pytest.fixture
def opened(desk):
    desk.build()
    return open_catalog(desk.root / "locales/az/notice.po", desk.workspace)


def test_a_statement_is_updated_as_a_build_would(desk, opened):
    desk.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    rewritten, done = update_statement(opened, desk.workspace)
    write(rewritten)
    assert (done.changed, done.kept) == (1, 4)
    before = desk.read("locales/az/notice.po")
    desk.build()
    assert desk.read("locales/az/notice.po") == before


def test_a_document_is_a_template_that_keeps_what_was_joined(desk, opened):
    rewritten, done = update_from(opened, desk.root / "sources/notice/en.md", EN)
    assert (done.kept, done.changed, done.new, done.obsolete) == (5, 0, 0, 0)
    both = "The Office remembers the victims of the tragedy. It thanks all visitors."
    assert both in {one.msgid for one in po.parse(rewritten.after).entries}


def test_a_heading_is_noted_once(desk, opened):
    rewritten, _ = update_from(opened, desk.root / "sources/notice/en.md", EN)
    assert rewritten.after.count("#. tm: heading\n") == opened.catalog.entries[0].extracted.count("tm: heading") == 1


def test_a_new_sentence_of_a_document_is_an_empty_entry(desk, opened):
    path = desk.write("new.txt", "January 20 is National Mourning Day in Azerbaijan.\n\nThe Office is closed then.\n")
    _, done = update_from(opened, path, EN)
    assert (done.kept, done.new) == (1, 1)


def test_a_file_of_no_statement_is_an_error(desk, opened):
    path = desk.write("other.po", po.serialize(opened.catalog))
    with pytest.raises(TmError, match="no statement belongs to this file"):
        update_statement(open_catalog(path, desk.workspace), desk.workspace)


def test_a_statement_that_is_gone_is_named(desk, opened):
    path = desk.write("locales/az/notices.po", po.serialize(opened.catalog))
    with pytest.raises(TmError, match=r"there is no statement 'notices'\. Did you mean 'notice'\?"):
        update_statement(open_catalog(path, desk.workspace), desk.workspace)


def test_another_kind_of_file_is_no_template(desk, opened):
    with pytest.raises(TmError, match="no template and no document"):
        update_from(opened, desk.write("a.csv", ""), EN)
