"""`tm export`: the memory as files for other tools."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click

from tm.cli.console import print_json, styled
from tm.cli.loss import loss_table
from tm.cli.options import JSON, OUT, WORKSPACE, workspace_at
from tm.errors import ExitCode, TmError
from tm.formats import FORMATS, format_named
from tm.messages import say, say_number
from tm.model import State
from tm.operations.exchange import Exported, Wanted, export_file, export_for, workspace_language
from tm.operations.loss_file import open_loss_file, summary
from tm.operations.memory import open_memory
from tm.operations.profiles import PROFILES, profile_named
from tm.operations.selection import Selection
from tm.workspace import Workspace

_DATE = click.DateTime(["%Y-%m-%d"])
_EPILOG = "Example: tm export --for omegat --to az --all --output project"


@click.command(epilog=_EPILOG)
@click.option("--for", "tool", type=click.Choice([one.name for one in PROFILES]), help="Files for this tool.")
@click.option("--format", "format_", type=click.Choice([one.name for one in FORMATS]), help="One file of this format.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The folder or file to write.")
@click.option("--from", "source", default="", help="Language translated from.  [default: the workspace's source]")
@click.option("--to", "targets", multiple=True, help="Language translated into; repeatable.  [default: all]")
@click.option("--all", "everything", is_flag=True, help="Also units that nobody has reviewed.")
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([state.value for state in State]),
    help="States that count as good; repeatable.  [default: reviewed]",
)
@click.option("--since", type=_DATE, help="Units dated this day or later.")
@click.option("--until", type=_DATE, help="Units dated this day or earlier.")
@click.option("--statement", "statements", multiple=True, help="Units of this statement; repeatable, * and ? allowed.")
@click.option("--memory", "memories", multiple=True, help="Units of this memory; repeatable, * and ? allowed.")
@click.option("--loss", type=OUT, help="Write what was not kept to this JSON file, unit by unit.")
@click.option("--fail-on-loss", is_flag=True, help="Exit with 1 if anything was not kept.")
@WORKSPACE
@JSON
def command(  # noqa: PLR0913 - one parameter an option
    *,
    tool: str | None,
    format_: str | None,
    output: Path,
    source: str,
    targets: tuple[str, ...],
    everything: bool,
    states: tuple[str, ...],
    since: dt.datetime | None,
    until: dt.datetime | None,
    statements: tuple[str, ...],
    memories: tuple[str, ...],
    loss: Path | None,
    fail_on_loss: bool,
    folder: Path,
    as_json: bool,
) -> int:
    """Write the memory as files that other tools take, and say what those can't carry.

    --for writes what one tool wants: a TMX for each pair of languages, with its codes, its properties and its way with
    markup; for OmegaT a whole project. --format writes one file with all that its format holds. XLIFF of one
    --statement is the work for a translator: every entry, with matches and terms; tm take brings it home.

    Reviewed units go out. With --all the others do too, into files of their own. Exits with 1 where nothing was to be
    written or a unit was refused.
    """
    if bool(tool) == bool(format_):
        raise click.UsageError(say("Say either --for TOOL or --format FORMAT."))
    workspace = workspace_at(folder)
    selection = Selection(
        source=workspace_language(workspace, source or workspace.source.code).code,
        targets=_targets(workspace, source, targets),
        states=frozenset(map(State, states)) or frozenset({State.REVIEWED}),
        everything=everything,
        since=since.date() if since else None,
        until=until.date() if until else None,
        statements=statements,
        memories=memories,
    )
    with open_memory(workspace, lambda text: click.echo(text, err=True)) as store, open_loss_file(loss) as listed:
        wanted = Wanted(selection=selection, output=output, tell=listed.tell if listed else None)
        if tool:
            done = export_for(workspace, store, profile_named(tool), wanted)
        else:
            done = export_file(workspace, store, format_named(format_ or ""), wanted)
        if listed:
            listed.end(done.losses, done.refused)
    if as_json:
        print_json(_as_json(done))
    else:
        click.echo("\n\n".join(_page(done, selection, tool, workspace.shown(loss) if loss else "")))
    lost = fail_on_loss and bool(done.losses)
    return ExitCode.FINDINGS if lost or done.refused or not done.files else ExitCode.CLEAN


def _targets(workspace: Workspace, source: str, targets: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages to write, each once."""
    start = source or workspace.source.code
    codes = targets or tuple(one.code for one in workspace.languages if one.code != start)
    if start in codes:
        raise TmError(say("{start} is translated from and into.", start=start), hint=say("Name two languages."))
    return tuple(dict.fromkeys(workspace_language(workspace, code).code for code in codes))


_SHOWN = 10
_DOUBTFUL = frozenset({State.FUZZY, State.MACHINE})


def _after_file() -> str:
    return say(
        "Next: tm convert turns the file into another format; tm take brings home XLIFF that a translator returns."
    )


def _page(done: Exported, selection: Selection, tool: str | None, listed: str) -> Iterator[str]:
    if not done.files:
        yield styled(_nothing(done, selection), fg="yellow")
        return
    yield "\n".join([say("Wrote:"), *(f"  {one.path}{_units(one.units)}" for one in done.files)])
    if done.held_back:
        yield say("Left out, for nobody has reviewed them: {states}. With --all they go out too.", states=_states(done))
    if done.refused:
        more = [say("  … and {number} more", number=len(done.refused) - _SHOWN)] if len(done.refused) > _SHOWN else []
        yield "\n".join([say("Units that can't be written"), *(f"  {one}" for one in done.refused[:_SHOWN]), *more])
    yield loss_table(done.losses, listed=listed)
    yield say("Next: {next_step}", next_step=say(profile_named(tool).next_step)) if tool else _after_file()


def _units(count: int) -> str:
    return say_number("  {number:,} unit", "  {number:,} units", count) if count else ""


def _states(done: Exported) -> str:
    return ", ".join(f"{count:,} {state}" for state, count in done.held_back.items())


def _nothing(done: Exported, selection: Selection) -> str:
    """Say why there is nothing to write, and how to get further."""
    if not done.held_back:
        wanted = ", ".join(selection.targets)
        return say(
            "Nothing written: no unit from {source} into {wanted} fits.\nNext: tm stats shows what the "
            "memory holds; ask for less with --since, --until, --statement, --memory.",
            source=selection.source,
            wanted=wanted,
        )
    lines = [
        say(
            "Nothing written: no unit is {names}. The memory has {states}.",
            names=", ".join(sorted(selection.states)),
            states=_states(done),
        ),
        say("Next: --all sends these too, in files of their own;"),
        say("      tm po accept --reviewed notes in a PO file what you have checked."),
    ]
    surer = [say("--state {state}", state=state) for state in done.held_back if state not in _DOUBTFUL]
    if surer:
        lines.insert(2, say("      {names} takes these for good;", names=" ".join(surer)))
    return "\n".join(lines)


def _as_json(done: Exported) -> dict[str, object]:
    return {
        "files": [{"file": one.path, "units": one.units} for one in done.files],
        "held_back": done.held_back,
        "refused": [{"place": str(one.place), "reason": one.reason, "text": one.text} for one in done.refused],
        "losses": summary(done.losses),
    }
