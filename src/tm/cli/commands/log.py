"""`tm log`: what a unit has been."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable
from pathlib import Path

import click

from tm.cli.console import WIDTH, print_json, styled
from tm.cli.options import JSON, WORKSPACE, workspace_at
from tm.errors import ExitCode
from tm.memory.store import Version
from tm.messages import say, say_number
from tm.model import History
from tm.operations.memory import open_memory
from tm.text.inline import literal


@click.command(epilog='Example: tm log "january-20-2025:8eb31a9c42"')
@click.argument("unit")
@click.option("--memory", default=None, help="Only in this memory.  [default: all]")
@WORKSPACE
@JSON
def command(*, unit: str, memory: str | None, folder: Path, as_json: bool) -> int:
    """Show what a unit has been over time, oldest first, units that were forgotten included.

    Who made and changed it and how often it was used is shown as far as the imported file says it.

    tm lookup --json, tm search --json and tm doctor show the ids of units. Exits with 1 where there never was one.
    """
    with open_memory(workspace_at(folder), lambda message: click.echo(message, err=True)) as store:
        versions = store.history(unit, memory=memory)
    if as_json:
        print_json({"versions": versions})
    elif versions:
        click.echo("\n\n".join(_shown(version) for version in versions))
        if versions[-1].until:
            click.echo(say("\nIt is not in the memory any more."))
    else:
        click.echo(say("There never was a unit {unit!r}. Next: tm search --json shows ids.", unit=unit))
    return ExitCode.CLEAN if versions else ExitCode.FINDINGS


def _shown(version: Version) -> str:
    since = f"{version.since:%Y-%m-%d %H:%M}"
    span = (
        say("{since} to {until:%Y-%m-%d %H:%M} UTC", since=since, until=version.until)
        if version.until
        else say("since {since} UTC", since=since)
    )
    unit = version.unit
    about = ", ".join(part for part in (version.memory, unit.origin.statement, str(unit.origin.date or "")) if part)
    lines = [styled(span, bold=True) + styled(f"  {about}", dim=True)]
    lines += _aside([_past(unit.history), *unit.notes], 2)
    for variant in unit.variants:
        label = f"  {variant.language} {variant.state:<10} "
        words = literal(variant.text, variant.tags)
        lines += textwrap.wrap(words, WIDTH, initial_indent=label, subsequent_indent=" " * len(label))
        lines += _aside([_past(variant.history), *variant.notes], len(label))
    return "\n".join(lines)


def _aside(texts: Iterable[str], indent: int) -> list[str]:
    margin = " " * indent
    wrapped = (textwrap.wrap(text, WIDTH, initial_indent=margin, subsequent_indent=margin) for text in texts)
    return [styled(line, dim=True) for lines in wrapped for line in lines]


def _past(history: History) -> str:
    """Say who made and changed something and how often it was used, as far as anybody noted it."""
    parts = [
        _deed(say("made"), history.created, history.creator),
        _deed(say("changed"), history.changed, history.changer),
        say_number("used {number} time", "used {number} times", history.used) if history.used is not None else "",
        say("last used {last_used:%Y-%m-%d}", last_used=history.last_used) if history.last_used else "",
    ]
    return ", ".join(part for part in parts if part)


def _deed(what: str, when: dt.datetime | None, who: str) -> str:
    if not when and not who:
        return ""
    by = say(" by {who}", who=who) if who else ""
    return f"{what}{f' {when:%Y-%m-%d}' if when else ''}{by}"
