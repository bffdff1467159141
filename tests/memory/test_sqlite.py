import sqlite3
import stat
import subprocess
import sys

import pytest

from tm.errors import TmError
from tm.memory import schema
from tm.memory.lookup import Query, lookup
from tm.memory.sqlite import FILE, SqliteStore

IMPORT = """
import sys
from pathlib import Path
from tm.memory.sqlite import SqliteStore
from tm.model import Origin, Unit, Variant

def units():
    for n in range(int(sys.argv[2])):
        print(n, flush=True)
        yield Unit(id=str(n), variants=(Variant(language="en", text=f"text {n}"),), origin=Origin(statement="s"))

with SqliteStore(Path(sys.argv[1])) as store:
    store.put(units(), batch=50)
"""


def execute(folder, statement):
    connection = sqlite3.connect(folder / FILE)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_the_folder_is_made(folder):
    SqliteStore(folder).close()
    assert (folder / FILE).exists()


def test_units_outlive_the_store(folder, unit):
    with SqliteStore(folder) as store:
        store.put([unit("a", en="A")])
    with SqliteStore(folder) as store:
        assert store.unit("a") == unit("a", en="A")


def test_a_second_process_reads_while_the_first_has_it_open(folder, unit):
    with SqliteStore(folder) as first, SqliteStore(folder) as second:
        first.put([unit("a", en="A")])
        assert second.unit("a") == unit("a", en="A")


def test_a_memory_of_a_newer_version_is_refused_with_advice(folder):
    SqliteStore(folder).close()
    execute(folder, f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(TmError, match=r"newer tm .* Update tm, or: Delete the folder .* run `tm build`"):
        SqliteStore(folder)


def test_another_programs_database_is_refused(folder):
    folder.mkdir()
    execute(folder, "CREATE TABLE songs (name TEXT)")
    with pytest.raises(TmError, match="not a memory"):
        SqliteStore(folder)


def test_a_file_that_is_no_database_is_refused_with_advice(folder):
    folder.mkdir()
    (folder / FILE).write_bytes(b"this is no database at all" * 100)
    with pytest.raises(TmError, match=r"not a memory, or it is damaged.*Delete the folder .* run `tm build`"):
        SqliteStore(folder)


def test_a_damaged_page_is_an_error_and_no_traceback(folder, unit):
    with SqliteStore(folder) as store:
        store.put(unit(str(n), en=f"a longer text with the number {n}") for n in range(2000))
    file = folder / FILE
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    with SqliteStore(folder) as store, pytest.raises(TmError, match="damaged"):
        list(store.units())


def test_a_read_only_memory_can_be_searched(folder, unit, en, az):
    with SqliteStore(folder) as store:
        store.put([unit("a", en="The law.", az="Qanun.")])
    with SqliteStore(folder, read_only=True) as store:
        assert lookup(store, Query("The law."), en, az)[0].target == "Qanun."


def test_a_read_only_memory_cannot_be_written(folder, unit):
    SqliteStore(folder).close()
    with SqliteStore(folder, read_only=True) as store, pytest.raises(TmError, match=r"can't be written.*writable"):
        store.put([unit("a", en="A")])


def test_reading_only_leaves_no_file_behind(folder, unit, en, az):
    with SqliteStore(folder) as store:
        store.put([unit("a", en="The law.", az="Qanun.")])
    before = sorted(folder.iterdir())
    with SqliteStore(folder, read_only=True) as store:
        lookup(store, Query("The law."), en, az)
    assert sorted(folder.iterdir()) == before


def test_a_read_only_memory_sees_what_a_writer_has_not_merged_yet(folder, unit):
    with SqliteStore(folder) as writer:
        writer.put([unit("a", en="A")])
        with SqliteStore(folder, read_only=True) as reader:
            assert reader.unit("a") == unit("a", en="A")


def test_a_missing_memory_cannot_be_read_only(folder):
    with pytest.raises(TmError, match="can't be opened"):
        SqliteStore(folder, read_only=True)


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(TmError, match="can't be made"):
        SqliteStore(tmp_path / "file" / ".tm")


def test_a_folder_without_write_permission_is_read_only(folder, unit):
    with SqliteStore(folder) as store:
        store.put([unit("a", en="A")])
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with SqliteStore(folder) as store:
            assert store.unit("a") == unit("a", en="A")
    finally:
        folder.chmod(stat.S_IRWXU)


@pytest.mark.parametrize("lines", [1, 60, 149, 230])
def test_an_import_killed_at_any_moment_can_be_run_again(folder, unit, lines):
    words = [sys.executable, "-c", IMPORT, str(folder), "300"]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
        for _ in range(lines):
            process.stdout.readline()
        process.kill()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    expected = [unit(str(n), en=f"text {n}", statement="s") for n in range(300)]
    with SqliteStore(folder) as store:
        assert (list(store.units()), store.removed()) == (expected, 0)
