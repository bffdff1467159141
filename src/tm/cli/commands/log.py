"""`tm log`: what a unit has been."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click

from tm.cli.console import WIDTH, print_json, styled
from tm.cli.options import JSON, WORKSPACE, workspace_at
from tm.errors import ExitCode
from tm.memory.store import Version
from tm.operations.memory import open_memory


@click.command(epilog='Example: tm log "january-20-2025:8eb31a9c42"')
@click.argument("unit")
@click.option("--memory", default=None, help="Only in this memory.  [default: all]")
@WORKSPACE
@JSON
def command(*, unit: str, memory: str | None, folder: Path, as_json: bool) -> int:
    """Show what a unit has been over time, oldest first, units that were forgotten included.

    tm lookup --json, tm search --json and tm doctor show the ids of units. Exits with 1 where there never was one.
    """
    with open_memory(workspace_at(folder), lambda message: click.echo(message, err=True)) as store:
        versions = store.history(unit, memory=memory)
    if as_json:
        print_json({"versions": versions})
    elif versions:
        click.echo("\n\n".join(_shown(version) for version in versions))
        if versions[-1].until:
            click.echo("\nIt is not in the memory any more.")
    else:
        click.echo(f"There never was a unit {unit!r}. Next: tm search --json shows ids.")
    return ExitCode.CLEAN if versions else ExitCode.FINDINGS


def _shown(version: Version) -> str:
    since = f"{version.since:%Y-%m-%d %H:%M}"
    span = f"{since} to {version.until:%Y-%m-%d %H:%M} UTC" if version.until else f"since {since} UTC"
    origin = version.unit.origin
    about = ", ".join(part for part in (version.memory, origin.statement, str(origin.date or "")) if part)
    lines = [styled(span, bold=True) + styled(f"  {about}", dim=True)]
    for variant in version.unit.variants:
        label = f"  {variant.language} {variant.state:<10} "
        lines += textwrap.wrap(variant.text, WIDTH, initial_indent=label, subsequent_indent=" " * len(label))
    return "\n".join(lines)
