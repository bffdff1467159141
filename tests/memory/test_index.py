import os
import subprocess
import sys
import time
from itertools import chain

import msgspec
import pytest

from tm.memory import index as module
from tm.memory.index import Index
from tm.memory.similarity import prepare
from tm.memory.sqlite import SqliteStore


class Texts:
    """The few answers of a store that an index needs, from a list: row n is the n-th text given, None is a lost row."""

    def __init__(self, texts=()):
        self.held = list(texts)

    def texts(self, language, *, after=0):
        assert language == "en"
        return ((row, text) for row, text in enumerate(self.held, 1) if row > after and text is not None)

    def last_row(self):
        return len(self.held)

    def removed(self):
        return self.held.count(None)


@pytest.fixture
def small(monkeypatch):
    """Make files of ten segments, tails of four, so that a few texts show what a million do."""
    monkeypatch.setattr(module, "SHARD", 10)
    monkeypatch.setattr(module, "TAIL", 4)
    monkeypatch.setattr(module, "_BATCH", 3)


@pytest.fixture
def make(tmp_path, en):
    return lambda store, *, identity="one", folder=tmp_path: Index(store, en, folder=folder, identity=identity)


def rows(index, text, language):
    return sorted(index.candidates(prepare(text, language), 0).rows.tolist())


def numbered(count):
    return [f"text number {number}" for number in range(count)]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("count", [0, 1, 4, 5, 9, 10, 11, 14, 15, 20, 37])
def test_every_row_is_there_once_however_many_files_it_takes(make, en, count):
    assert rows(make(Texts(numbered(count))), "text", en) == list(range(1, count + 1))


@pytest.mark.usefixtures("small")
def test_rows_that_come_one_by_one_are_found_by_the_next_query(make, en):
    store = Texts()
    index = make(store)
    for count, text in enumerate(numbered(33), 1):
        store.held.append(text)
        assert rows(index, "text", en) == list(range(1, count + 1))


@pytest.mark.usefixtures("small")
def test_another_process_finds_what_this_one_wrote_and_what_came_later(make, en):
    store = Texts(numbered(23))
    make(store).refresh()
    store.held += numbered(2)
    assert rows(make(store), "text", en) == list(range(1, 26))


@pytest.mark.usefixtures("small")
def test_two_processes_that_write_the_same_files_disturb_nobody(make, en):
    store = Texts(numbered(7))
    one, two = make(store), make(store)
    for _ in range(6):
        one.refresh()
        store.held += numbered(5)
        two.refresh()
    assert rows(one, "text", en) == rows(two, "text", en) == rows(make(store), "text", en) == list(range(1, 38))


@pytest.mark.usefixtures("small")
def test_files_are_read_and_not_made_again(make, tmp_path, en):
    store = Texts(numbered(23))
    make(store).refresh()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert len(make(store)) == 0
    assert rows(make(store), "text", en) == list(range(1, 24))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("harm", ["missing", "torn", "foreign"])
def test_a_file_that_is_no_good_is_made_again(make, tmp_path, en, harm):
    store = Texts(numbered(37))
    make(store).refresh()
    victim = tmp_path / "en-10.sig"
    if harm == "missing":
        victim.unlink()
    elif harm == "torn":
        victim.write_bytes(victim.read_bytes()[:100])
    identity = "two" if harm == "foreign" else "one"
    assert rows(make(store, identity=identity), "text", en) == list(range(1, 38))


@pytest.mark.usefixtures("small")
def test_a_memory_that_lost_rows_is_not_believed_to_have_them_all(make, en):
    store = Texts(numbered(37))
    make(store).refresh()
    store.held = store.held[:5]
    assert rows(make(store), "text", en) == [1, 2, 3, 4, 5]


@pytest.mark.usefixtures("small")
def test_many_dead_rows_are_left_out_at_the_next_start(make, en):
    store = Texts(numbered(37))
    make(store).refresh()
    store.held[3:30] = [None] * 27
    assert rows(make(store), "text", en) == [1, 2, 3, *range(31, 38)]


@pytest.mark.usefixtures("small")
def test_other_folding_makes_the_files_again(make, en, tmp_path):
    store = Texts(["Ёлка"] * 12)
    make(store).refresh()
    changed = msgspec.structs.replace(en, equal={"ё": "е"})
    index = Index(store, changed, folder=tmp_path, identity="one")
    assert len(index.candidates(prepare("елка", changed), 99).rows) == 12


@pytest.mark.usefixtures("small")
def test_what_a_killed_process_left_is_removed(make, tmp_path):
    old, young = tmp_path / "en-0.sig.1-1.new", tmp_path / "en-0.sig.2-2.new"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 7200,) * 2)
    make(Texts(numbered(12))).refresh()
    assert (old.exists(), young.exists()) == (False, True)


@pytest.mark.usefixtures("small")
def test_without_a_folder_the_index_lives_in_memory(make, en, tmp_path):
    assert rows(make(Texts(numbered(12)), folder=None), "text", en) == list(range(1, 13))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("small")
def test_a_folder_that_cannot_be_made_is_done_without(make, en, tmp_path):
    (tmp_path / "file").write_text("")
    assert rows(make(Texts(numbered(12)), folder=tmp_path / "file"), "text", en) == list(range(1, 13))


@pytest.mark.usefixtures("small")
def test_where_nothing_may_be_written_files_are_used_and_left_alone(make, en, tmp_path):
    store = Texts(numbered(12))
    make(store).refresh()
    store.held += numbered(9)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    reading = Index(store, en, folder=tmp_path, identity="one", writing=False)
    assert (reading.behind(), rows(reading, "text", en)) == (9, list(range(1, 22)))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_empty_texts_are_no_candidates(make, en):
    assert rows(make(Texts(["", "text", ""])), "text", en) == [2]


def test_rows_that_contain_letters_come_in_their_order(make):
    assert make(Texts(["the law", "peace", "law"])).containing("law").tolist() == [1, 3]


def test_a_unit_written_by_another_process_is_found(folder, unit, en):
    with SqliteStore(folder) as store:
        store.put([unit("u1", en="The law.")])
        assert rows(store.index(en), "law", en) == [1]
        code = (
            "import sys; from pathlib import Path; from tm.memory.sqlite import SqliteStore\n"
            "from tm.model import Unit, Variant\n"
            "store = SqliteStore(Path(sys.argv[1]))\n"
            "store.put([Unit(id='u2', variants=(Variant(language='en', text='Another law.'),))])\n"
        )
        subprocess.run([sys.executable, "-c", code, str(folder)], check=True)
        assert rows(store.index(en), "law", en) == [1, 2]


def test_rows_of_other_languages_do_not_disturb(folder, unit, en, az):
    with SqliteStore(folder) as store:
        store.put([unit(f"u{n}", en=f"law {n}", az=f"qanun {n}") for n in range(5)])
        both = chain(rows(store.index(en), "law", en), rows(store.index(az), "qanun", az))
        assert sorted(both) == list(range(1, 11))
