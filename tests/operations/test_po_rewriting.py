import pytest

from tm.errors import FormatError
from tm.formats.files import ChangedUnderneath
from tm.operations.po.rewriting import open_catalog, po_files, rewritten, write

FILE = 'msgid "a"\nmsgstr "b"\n'


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.po"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_a_file_without_changes_is_not_written(path):
    one = rewritten(open_catalog(path), lambda entry: entry)
    path.unlink()
    write(one)
    assert (one.changed, one.diff(), path.exists()) == (False, "", False)


def test_a_change_is_written(path):
    write(rewritten(open_catalog(path), lambda entry: entry.with_(msgstr="c")))
    assert path.read_text(encoding="utf-8") == FILE.replace('"b"', '"c"')


def test_what_somebody_wrote_meanwhile_is_never_overwritten(path):
    one = rewritten(open_catalog(path), lambda entry: entry.with_(msgstr="c"))
    path.write_text(FILE.replace('"b"', '"mine"'), encoding="utf-8")
    with pytest.raises(ChangedUnderneath, match=r"a\.po: The file has changed"):
        write(one)
    assert '"mine"' in path.read_text(encoding="utf-8")


def test_a_byte_order_mark_and_odd_line_ends_survive(path):
    path.write_bytes('\ufeffmsgid \'x\r\nmsgid "a"\r\nmsgstr "b"'.replace("msgid 'x\r\n", "").encode())
    write(rewritten(open_catalog(path), lambda entry: entry.with_(msgstr="c")))
    assert path.read_bytes() == '\ufeffmsgid "a"\r\nmsgstr "c"'.encode()


def test_a_folder_stands_for_its_po_files(tmp_path, path):
    (tmp_path / "b.txt").write_text("", encoding="utf-8")
    assert list(po_files([tmp_path], None)) == [path]


def test_another_file_is_refused(tmp_path):
    with pytest.raises(FormatError, match="no PO file"):
        list(po_files([tmp_path / "b.txt"], None))
