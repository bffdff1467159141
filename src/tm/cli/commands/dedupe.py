"""`tm dedupe`: repeated units out of the memory."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from tm.cli.console import print_json, styled, table
from tm.cli.options import JSON, WORKSPACE, workspace_at
from tm.errors import ExitCode
from tm.messages import say
from tm.operations.memory import open_memory
from tm.operations.upkeep import Duplicate, drop, duplicates


@click.command(epilog="Example: tm dedupe --dry-run")
@click.option("--dry-run", is_flag=True, help="Remove nothing; exit with 1 where there is something to remove.")
@WORKSPACE
@JSON
def command(*, dry_run: bool, folder: Path, as_json: bool) -> int:
    """Remove imported units that say what another unit says in all its languages.

    Of each group one stays: the workspace's own, else the most trusted, else the latest. Units that differ in one of
    their languages are no duplicates.
    """
    with open_memory(workspace_at(folder), lambda message: click.echo(message, err=True)) as store:
        found = duplicates(store)
        if not dry_run:
            drop(store, found)
    if as_json:
        print_json({"removed": 0 if dry_run else len(found), "duplicates": found})
    else:
        click.echo(_page(found, dry_run=dry_run))
    return ExitCode.FINDINGS if dry_run and found else ExitCode.CLEAN


def _page(found: list[Duplicate], *, dry_run: bool) -> str:
    if not found:
        return styled(say("No imported unit repeats another one."), fg="green")
    rows = [(f"{count:,}", memory) for memory, count in Counter(one.memory for one in found).most_common()]
    title = say("Would remove") if dry_run else say("Removed")
    following = say("Next: the same without --dry-run.") if dry_run else say("Next: tm doctor looks for other faults.")
    return "\n".join([title, *("  " + line for line in table(rows, right=[0]).splitlines()), following])
