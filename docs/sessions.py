"""The console blocks of a page: read, run, compared with what the page shows, and written anew.

`python docs/sessions.py docs/tutorial-statement.md` runs a page and puts in what its commands print now. A line `…` in
the output stands for any lines; long outputs are cut there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_STEP = re.compile(r"\$ (?P<command>.*?(?:<<'(?P<end>\w+)'.*\n(?:.*\n)*?(?P=end))?)\n(?P<output>(?:(?!\$ ).*\n)*)")
"""A command, which may bring its own input (`<<'END'` … `END`), and what it prints."""
_WORKSPACE = ("sources", "glossary", "locales", "tm.toml")


class Step(NamedTuple):
    """A command of a page and what the page says it prints."""

    command: str
    """As a shell takes it."""
    output: str
    start: int
    """Where the output begins in the page."""
    end: int


def steps(page: str) -> list[Step]:
    """Return the commands of a page in order."""
    return [
        Step(
            step["command"],
            step["output"].rstrip("\n"),
            block.start(1) + step.start("output"),
            block.start(1) + step.end("output"),
        )
        for block in _BLOCK.finditer(page)
        for step in _STEP.finditer(block[1])
    ]


def workspace_in(folder: Path) -> Path:
    """Copy this repository's workspace into a folder, and return it."""
    for name in _WORKSPACE:
        place = ROOT / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, folder / name)
    return folder


def run(page: Sequence[Step], folder: Path) -> Iterator[str]:
    """Run commands one after the other, the first in a folder, each where the one before ended; yield what they print.

    What goes to standard error is part of what is printed, as on a terminal.
    """
    tools = folder.parent / f"{folder.name}-tools"
    tools.mkdir(exist_ok=True)
    command = tools / "tm"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from tm.cli import main; main()" "$@"\n')
    command.chmod(0o755)
    environment = {
        **{
            name: value
            for name, value in os.environ.items()
            if name not in {"LANGUAGE", "LANG", "CI", "GITHUB_ACTIONS"}
        },
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_GLOBAL": str(tools / "gitconfig"),
    }
    here = folder
    for step in page:
        ended = tools / "ended"
        script = f"cd {here!s}\n{step.command}\nstatus=$?\npwd > {ended!s}\nexit $status\n"
        done = subprocess.run(
            ["bash", "-c", script],  # noqa: S607 - as a reader would
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        here = Path(ended.read_text(encoding="utf-8").strip())
        yield "\n".join(line.rstrip() for line in done.stdout.replace(str(folder), "…").rstrip("\n").split("\n"))


def agrees(shown: str, printed: str) -> bool:
    """Tell whether a page shows what a command prints; a line `…` on the page stands for any lines."""
    lines = (".*" if line == "…" else re.escape(line) for line in shown.split("\n"))
    pattern = "\n".join(lines).replace("\n.*", "(?:\n.*)*").replace(".*\n", "(?:.*\n)*")
    return re.fullmatch(pattern, printed) is not None


def refreshed(page: str, folder: Path) -> str:
    """Return a page with what its commands print now; an output that still agrees stays as it is."""
    found = steps(page)
    pieces, at = [], 0
    for step, printed in zip(found, run(found, folder), strict=True):
        shown = step.output if agrees(step.output, printed) else _cut(step.output, printed)
        pieces += [page[at : step.start], f"{shown}\n" if shown else ""]
        at = step.end
    return "".join([*pieces, page[at:]])


def _cut(shown: str, printed: str) -> str:
    """Return what is printed, cut after as many lines as the page showed where it showed a part."""
    if not shown.endswith("…"):
        return printed
    kept = printed.split("\n")[: shown.count("\n")]
    return "\n".join([*kept, "…"])


if __name__ == "__main__":
    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as scratch:
            (Path(scratch) / "tm").mkdir()
            text = refreshed(Path(name).read_text(encoding="utf-8"), workspace_in(Path(scratch) / "tm"))
        Path(name).write_text(text, encoding="utf-8")
