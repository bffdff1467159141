import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from tm.errors import FormatError, TmError
from tm.formats import files
from tm.formats.files import ChangedUnderneath, decode, read_text, write_atomically


def test_line_ends_stay_as_they_are(tmp_path):
    (tmp_path / "a").write_bytes(b"a\r\nb\rc\n")
    assert read_text(tmp_path / "a") == "a\r\nb\rc\n"


def test_a_byte_order_mark_is_dropped(tmp_path):
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfa")
    assert read_text(tmp_path / "a") == "a"


def test_a_byte_order_mark_is_kept_where_asked(tmp_path):
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfa")
    assert read_text(tmp_path / "a", keep_mark=True) == "\ufeffa"


def test_a_byte_that_is_not_utf_8_is_found(tmp_path):
    (tmp_path / "a").write_bytes("sətir\nə".encode() + b"\xff\n")
    with pytest.raises(FormatError, match="byte 9 is 0xFF") as caught:
        read_text(tmp_path / "a")
    assert (caught.value.place.line, caught.value.place.column) == (2, 2)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_is_named(encoding):
    with pytest.raises(FormatError, match=r"f: The file is UTF-16\. Save it as UTF-8\."):
        decode("\ufeffa".encode(encoding), "f")


@pytest.mark.parametrize("name", ["missing", "."])
def test_a_file_that_cannot_be_read_is_an_error(tmp_path, name):
    with pytest.raises(TmError, match="can't be read"):
        read_text(tmp_path / name)


def test_a_file_is_written(tmp_path):
    write_atomically(tmp_path / "a", b"abc")
    assert (tmp_path / "a").read_bytes() == b"abc"


def test_a_file_is_written_in_parts(tmp_path):
    write_atomically(tmp_path / "a", iter([b"a", b"bc"]))
    assert (tmp_path / "a").read_bytes() == b"abc"


def test_nothing_else_is_left_in_the_folder(tmp_path):
    write_atomically(tmp_path / "a", b"abc")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_permissions_are_kept(tmp_path):
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "a").chmod(0o640)
    write_atomically(tmp_path / "a", b"abc")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_a_new_file_has_the_usual_permissions(tmp_path):
    (tmp_path / "usual").write_bytes(b"")
    write_atomically(tmp_path / "a", b"abc")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_link_goes_on_pointing_to_the_file(tmp_path):
    (tmp_path / "real").write_bytes(b"")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", b"abc")
    assert ((tmp_path / "link").is_symlink(), (tmp_path / "real").read_bytes()) == (True, b"abc")


def test_a_fault_half_way_leaves_the_old_file(tmp_path):
    def parts():
        yield b"half"
        raise TmError("no more")

    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(TmError, match="no more"):
        write_atomically(tmp_path / "a", parts())
    assert ([path.name for path in tmp_path.iterdir()], (tmp_path / "a").read_bytes()) == (["a"], b"old")


def test_a_missing_folder_is_an_error_with_advice(tmp_path):
    with pytest.raises(TmError, match="Check that its folder exists") as caught:
        write_atomically(tmp_path / "no" / "a", b"")
    assert caught.value.place.file == str(tmp_path / "no" / "a")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_one_may_not_write_to_is_an_error(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(TmError, match="can't be written"):
        write_atomically(tmp_path / "a", b"")


def test_a_full_disk_is_an_error_and_leaves_the_old_file(tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(TmError, match="No space left"):
        write_atomically(tmp_path / "a", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]


def test_a_file_that_says_what_it_did_is_written(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    write_atomically(tmp_path / "a", b"new", before=b"old")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_file_changed_underneath_is_never_overwritten(tmp_path):
    (tmp_path / "a").write_bytes(b"somebody else's")
    with pytest.raises(ChangedUnderneath, match="has changed since it was read"):
        write_atomically(tmp_path / "a", b"new", before=b"old")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"somebody else's")]


def test_a_file_that_came_meanwhile_is_never_overwritten(tmp_path):
    (tmp_path / "a").write_bytes(b"somebody else's")
    with pytest.raises(ChangedUnderneath):
        write_atomically(tmp_path / "a", b"new", before=b"")


def test_a_file_that_is_still_missing_is_written(tmp_path):
    write_atomically(tmp_path / "a", b"new", before=b"")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_file_deleted_underneath_is_not_written_again(tmp_path):
    with pytest.raises(ChangedUnderneath):
        write_atomically(tmp_path / "a", b"new", before=b"old")
    assert list(tmp_path.iterdir()) == []


def test_a_change_while_the_new_contents_are_made_is_noticed(tmp_path):
    def parts():
        yield b"new"
        (tmp_path / "a").write_bytes(b"somebody else's")

    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(ChangedUnderneath):
        write_atomically(tmp_path / "a", parts(), before=b"old")
    assert (tmp_path / "a").read_bytes() == b"somebody else's"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(pipe.read_bytes)
        write_atomically(pipe, b"all of it")
        assert (read.result(), pipe.is_fifo()) == (b"all of it", True)
