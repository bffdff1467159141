"""`tm watch` as a person meets it: a process that runs until Ctrl-C."""

import os
import signal
import subprocess
import sys
import threading

import pytest


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C can't be sent to a process there")
def test_an_edit_is_a_line_and_ctrl_c_a_clean_end(desk):
    command = [sys.executable, "-u", "-c", "from tm.cli import main; main()", "watch"]
    with subprocess.Popen(command, cwd=desk.root, stdout=subprocess.PIPE, encoding="utf-8") as process:
        guard = threading.Timer(60, process.kill)
        guard.start()
        lines = [process.stdout.readline() for _ in range(2)]
        desk.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
        lines.append(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        guard.cancel()
    assert lines[0].startswith("Watching sources/, locales/, glossary/ and tm.toml.")
    assert "everything: wrote 3 files" in lines[1]
    assert "sources/notice/en.md: wrote 3 files" in lines[2]
    assert (rest.endswith("Stopped.\n"), process.returncode) == (True, 0)
