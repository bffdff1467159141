"""Options that several commands share, so that they look and behave the same everywhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from tm.errors import Place, TmError
from tm.messages import say
from tm.workspace import Workspace, find, load

WORKSPACE = click.option(
    "-w",
    "--workspace",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Folder of the workspace, or one inside it.  [default: where you are]",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
JSONL = click.option("--jsonl", is_flag=True, help="Filter: read JSON lines from standard input, answer one line each.")
OUT = click.Path(dir_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NAMED = click.Path(path_type=Path)
"""A path or the name of a statement; `tm.operations.naming` says which."""


def workspace_at(folder: Path) -> Workspace:
    """Return the workspace that holds the folder; `TmError` where there is none or it is broken."""
    return load(find(folder))


def maybe_workspace(folder: Path) -> Workspace | None:
    """Return the workspace that holds the folder, None where there is none; `TmError` where it is broken."""
    try:
        root = find(folder)
    except TmError:
        return None
    return load(root)


def json_lines(shape: type[Any]) -> Iterator[Any]:
    """Yield the lines of standard input as values of a shape; `TmError` names the first line that is none."""
    decoder = msgspec.json.Decoder(shape)
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            yield decoder.decode(line)
        except msgspec.DecodeError as error:
            raise TmError(
                f"{error}.", place=Place("<stdin>", number), hint=say("Each line is one JSON object.")
            ) from error
