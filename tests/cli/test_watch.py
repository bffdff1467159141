"""`tm watch` as a person meets it: a process that runs until Ctrl-C."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from tm.cli.commands.watch import _files, _names
from tm.operations.watch import Round


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C can't be sent to a process there")
def test_an_edit_is_a_line_and_ctrl_c_a_clean_end(desk):
    command = [sys.executable, "-u", "-c", "from tm.cli import main; main()", "watch"]
    with subprocess.Popen(command, cwd=desk.root, stdout=subprocess.PIPE, encoding="utf-8") as process:
        guard = threading.Timer(60, process.kill)
        guard.start()
        lines = [process.stdout.readline() for _ in range(2)]
        desk.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
        lines += [process.stdout.readline() for _ in range(2)]
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        guard.cancel()
    assert lines[0].startswith("Watching sources/, locales/, glossary/ and tm.toml.")
    assert "everything: wrote 3 files" in lines[1]
    assert "sources/notice/en.md: wrote 3 files" in lines[2]
    assert lines[3] == "  wrote locales/az/notice.po, locales/ru/notice.po, locales/memory.tmx\n"
    assert (rest.endswith("Stopped.\n"), process.returncode) == (True, 0)


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (24, "a.po, b.po, locales/c.po"),
        (23, "a.po, b.po and 1 more"),
        (21, "a.po, b.po and 1 more"),
        (20, "a.po and 2 more"),
        (15, "a.po and 2 more"),
        (13, "a… and 2 more"),
    ],
)
def test_as_many_files_are_named_as_there_is_room_for(room, shown):
    assert _names(("a.po", "b.po", "locales/c.po"), room) == shown


def test_what_the_first_line_cannot_name_stands_below_it():
    done = Round(changes=("a.po", "b.po"), written=("c.po",), findings=(), errors=(), seconds=0)
    assert list(_files(done, "a.po and 1 more")) == ["  changed a.po, b.po", "  wrote c.po"]


def test_a_round_that_wrote_nothing_has_no_line_for_it():
    done = Round(changes=("a.po", "b.po"), written=(), findings=(), errors=(), seconds=0)
    assert list(_files(done, "a.po, b.po")) == []
