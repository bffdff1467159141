"""Files of other tools into the memory: `tm.operations.import_`."""

import gzip
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from tm.errors import TmError
from tm.memory.sqlite import SqliteStore
from tm.operations import import_ as module
from tm.operations.import_ import Listeners, import_file, memory_named, open_for_import, refresh

HEAD = '<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="en"/><body>\n'
TAIL = "</body></tmx>\n"


def tu(source, target, *, tags=("en", "az"), key="xml:lang"):
    sides = "".join(
        f'<tuv {key}="{tag}"><seg>{text}</seg></tuv>' for tag, text in zip(tags, (source, target), strict=True)
    )
    return f"<tu>{sides}</tu>\n"


def tmx(*units, head=HEAD, tail=TAIL):
    return head + "".join(units) + tail


TWO = tmx(tu("One law.", "Bir qanun."), tu("Two laws.", "İki qanun."))


@pytest.fixture
def load(empty_desk):
    """Import a text as a file of this name; return what came of it and the texts in the memory."""

    def run(text, name="agency.tmx", **options):
        path = empty_desk.root / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        with open_for_import(empty_desk.workspace) as store:
            done = import_file(path, empty_desk.workspace, store, **options)
            return done, [[variant.text for variant in unit.variants] for unit in store.units()]

    return run


def test_units_go_into_a_memory_named_for_the_file(load):
    done, texts = load(TWO)
    assert (done.memory, texts) == ("imports/agency.tmx", [["One law.", "Bir qanun."], ["Two laws.", "İki qanun."]])


def test_a_memory_can_be_named(load):
    assert load(TWO, memory="old")[0].memory == "old"


def test_the_workspace_is_not_imported_into(tmp_path):
    with pytest.raises(TmError, match="workspace"):
        memory_named(tmp_path / "a.tmx", "workspace")


def test_a_packed_file_is_unpacked(load):
    assert load(gzip.compress(TWO.encode()), "agency.tmx.gz")[0].units == 2


def test_a_damaged_packed_file_is_an_error_of_that_file(load):
    assert "damaged" in load(gzip.compress(TWO.encode())[:-12], "agency.tmx.gz")[0].error.message


def test_importing_again_stores_nothing_twice(load):
    load(TWO)
    done, texts = load(TWO)
    assert (done.changes.added, done.changes.unchanged, len(texts)) == (0, 2, 2)


def test_a_line_added_at_the_top_changes_no_unit(load):
    load(TWO)
    done, _ = load(tmx(tu("New.", "Yeni."), tu("One law.", "Bir qanun."), tu("Two laws.", "İki qanun.")))
    assert (done.changes.added, done.changes.changed) == (1, 0)


def test_a_file_that_breaks_off_gives_what_stands_before(load):
    done, texts = load(tmx(tu("One law.", "Bir qanun."), tail="<tu><tuv"))
    assert (len(texts), "ends inside" in done.error.message) == (1, True)


def test_a_file_that_is_no_tmx_is_an_error_with_its_name(load):
    assert load("nonsense")[0].error.place.file == "agency.tmx"


def test_an_unknown_suffix_is_an_error(load):
    with pytest.raises(TmError, match=r"\.tmx"):
        load(TWO, "agency.doc")


def test_refused_units_are_counted_and_told_with_their_line(load):
    seen = []
    done, texts = load(tmx(tu("One law.", "Bir qanun."), "<tu><tuv/></tu>\n"), listeners=Listeners(seen.append))
    assert (sum(done.refused.values()), seen[0].place.file, seen[0].place.line, len(texts)) == (1, "agency.tmx", 4, 1)


def test_a_unit_in_one_known_language_is_refused(load):
    done, _ = load(tmx(tu("One law.", "Une loi.", tags=("en", "fr"))))
    assert (done.units, list(done.refused), done.left_out) == (
        0,
        ["The unit has text in one known language only"],
        {"fr": 1},
    )


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        (tmx(tu("One.", "Bir.", key="lang")), "lang read as xml:lang"),
        (tmx(tu("One.", "Bir.", tags=("en_US", "az"))), "language tags with _ read"),
        (tmx(tu("One.", "Bir.", tags=("EN", "az"))), "language tags in other capitals read"),
        (tmx(tu("One &nbsp; two.", "Bir.")), "control characters and references mended"),
        (TWO.replace(' srclang="en"', ""), "missing srclang passed over"),
        (TWO.replace("<tmx", '<!DOCTYPE other SYSTEM "x.dtd"><tmx', 1), "wrong DOCTYPE passed over"),
        (TWO.encode("utf-16"), "UTF-16 read"),
    ],
    ids=lambda value: value if isinstance(value, str) and "<" not in value else "",
)
def test_a_repair_is_counted(load, text, repair):
    done, texts = load(text)
    assert (repair in done.repaired, bool(texts)) == (True, True)


def test_a_sound_file_needs_no_repair(load):
    assert load(TWO)[0].repaired == {}


def test_without_a_store_everything_is_read_and_nothing_written(empty_desk):
    path = empty_desk.write("agency.tmx", TWO)
    done = import_file(path, empty_desk.workspace, None)
    assert (done.units, (empty_desk.root / ".tm").exists()) == (2, False)


def test_a_po_file_can_be_imported(load):
    text = 'msgid ""\nmsgstr "Language: az\\n"\n\nmsgid "One law."\nmsgstr "Bir qanun."\n'
    assert load(text, "agency.po")[1] == [["One law.", "Bir qanun."]]


def test_progress_is_told_a_batch_at_a_time(load):
    states = []
    load(tmx(*(tu(f"Law {n}.", f"Qanun {n}.") for n in range(5001))), listeners=Listeners(progress=states.append))
    assert [state.units for state in states] == [5000, 5001]


@pytest.fixture
def apart(monkeypatch):
    """Read even small files in a process of their own, and index languages likewise."""
    monkeypatch.setattr(module, "_PAYS", 0)
    monkeypatch.setattr(module, "_MANY", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.mark.usefixtures("apart")
def test_a_file_read_apart_gives_what_it_gives_here(load, monkeypatch):
    text = tmx(tu("One law.", "Bir qanun."), "<tu><tuv/></tu>\n", tu("One.", "Une.", tags=("en_US", "fr")), tail="<tu>")
    seen, states = [], []
    done, texts = load(text, listeners=Listeners(seen.append, states.append))
    monkeypatch.setattr(module, "_PAYS", 1e9)
    again, _ = load(text)
    assert (done.units, done.refused, done.repaired, done.left_out) == (
        again.units,
        again.refused,
        again.repaired,
        again.left_out,
    )
    assert (str(done.error), texts, again.changes.unchanged) == (str(again.error), [["One law.", "Bir qanun."]], 1)
    assert ([one.place.line for one in seen], states[-1].read) == ([4, 5], len(text))


@pytest.mark.usefixtures("apart")
def test_a_packed_file_is_read_apart(load):
    assert load(gzip.compress(TWO.encode()), "agency.tmx.gz")[1][1] == ["Two laws.", "İki qanun."]


@pytest.mark.usefixtures("apart")
def test_a_reader_that_is_killed_ends_the_import_and_what_was_stored_stays(load, empty_desk):
    def kill(_):
        for reader in multiprocessing.active_children():
            reader.kill()

    laws = tmx(*(tu(f"Law {n}.", f"Qanun {n}.") for n in range(12_000)))
    with pytest.raises(TmError, match=r"was ended.*Run tm import again"):
        load(laws, listeners=Listeners(progress=kill))
    assert len(contents(empty_desk.root)) == 5000


@pytest.mark.usefixtures("apart")
def test_every_language_is_indexed_whoever_does_it(load, empty_desk):
    load(tmx(*(tu(f"Law {n}.", f"Qanun {n}.") for n in range(4200))))
    with open_for_import(empty_desk.workspace) as store:
        refresh(empty_desk.workspace, store)
    assert {path.name for path in (empty_desk.root / ".tm" / "index").iterdir()} == {"en-0.sig", "az-0.sig"}


def contents(root):
    with SqliteStore(root / ".tm") as store:
        return {unit.id: unit for unit in store.units()}


def test_an_import_that_was_killed_is_taken_up(empty_desk):
    empty_desk.write("big.tmx", tmx(*(tu(f"Law number {n}.", f"Qanun {n}.") for n in range(8_000))))
    words = [sys.executable, "-c", "from tm.cli import main; main()", "import", "big.tmx"]
    rng = random.Random(4)  # noqa: S311 - moments, not secrets
    for _ in range(2):
        running = subprocess.Popen(words, cwd=empty_desk.root, stdout=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.3, 1.2))
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
    assert empty_desk.tm("import", "big.tmx").code == 0
    assert len(contents(empty_desk.root)) == 8_000
