"""`tm forget`: units out of the memory."""

from __future__ import annotations

from pathlib import Path

import click

from tm.cli.options import WORKSPACE, workspace_at
from tm.errors import ExitCode
from tm.memory.sqlite import SqliteStore
from tm.memory.store import WORKSPACE as OWN, Changes
from tm.messages import say, say_number
from tm.operations.memory import open_memory
from tm.operations.upkeep import forget, forget_memory


@click.command(epilog="Example: tm forget 3f9a0c1d2b4e5f60 (or: tm forget --memory imports/agency.tmx --all)")
@click.argument("units", metavar="UNIT...", nargs=-1)
@click.option("--memory", default=None, help="Only from this memory.  [default: all]")
@click.option("--all", "whole", is_flag=True, help="All units of the memory named.")
@WORKSPACE
def command(*, units: tuple[str, ...], memory: str | None, whole: bool, folder: Path) -> int:
    """Remove units from the memory; tm log still shows what they were.

    tm lookup --json, tm search --json and tm doctor show the ids of units. A unit of the workspace itself comes from a
    PO file and returns with the next tm build, unless its entry there is emptied.
    """
    if bool(units) == whole or (whole and not memory):
        raise click.UsageError(say("Name units, or a memory with --memory NAME --all."))
    with open_memory(workspace_at(folder), lambda message: click.echo(message, err=True)) as store:
        own = _own(store, units, memory)
        changes = forget_memory(store, memory) if whole and memory else forget(store, units, memory)
    click.echo(_told(changes))
    if own:
        click.echo(
            say("Units of the workspace return with the next tm build: empty their entries in the PO files, too.")
        )
    return ExitCode.CLEAN


def _own(store: SqliteStore, units: tuple[str, ...], memory: str | None) -> bool:
    return memory == OWN or (memory is None and any(store.unit(unit, memory=OWN) for unit in units))


def _told(changes: Changes) -> str:
    return say_number(
        "Forgot {number:,} unit. Next: tm log UNIT shows what it was.",
        "Forgot {number:,} units. Next: tm log UNIT shows what one was.",
        changes.forgotten,
    )
