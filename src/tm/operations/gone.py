"""PO files whose statement is gone: there is no folder of its name under `sources/`.

They still feed the memory, since a translation is worth keeping when its source is not published any more; but nobody
who removed a statement expects that of its PO files, so it is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tm.messages import say, say_number
from tm.workspace import Workspace

_SHOWN = 4
"""How many files are named before the rest is only counted."""


def gone(workspace: Workspace) -> tuple[Path, ...]:
    """Return the PO files whose statement is gone, by statement and language."""
    folders = [workspace.locales / target.code for target in workspace.targets]
    files = sorted((path for folder in folders for path in folder.glob("*.po")), key=lambda path: (path.stem, path))
    return tuple(path for path in files if not (workspace.sources / path.stem).is_dir())


def notice(files: Sequence[str]) -> str:
    """Return what to say about such files and what to do; nothing where there are none."""
    if not files:
        return ""
    more = [say("and {number} more", number=len(files) - _SHOWN)] if len(files) > _SHOWN else []
    said = say_number(
        "{number} PO file has no statement any more: {files}. What it says still feeds the memory.",
        "{number} PO files have no statement any more: {files}. What they say still feeds the memory.",
        len(files),
        files=", ".join([*files[:_SHOWN], *more]),
    )
    step = say("Next: bring the statement back, or remove what should be forgotten and run tm build.")
    return f"{said} {step}"
