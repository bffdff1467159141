"""`tm doctor`: what is wrong in the memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from tm.cli.console import print_json, shorten, styled, table, wrapped
from tm.cli.options import JSON, WORKSPACE, workspace_at
from tm.errors import ExitCode
from tm.messages import say
from tm.operations.gone import gone, notice
from tm.operations.memory import open_memory
from tm.operations.upkeep import Complaint, Diagnosis, Kind, diagnose

_TEXT = 48


def _titles() -> dict[Kind, str]:
    """Return what each kind of fault is called."""
    return {
        Kind.DUPLICATE: say("imported units that repeat another one"),
        Kind.CONFLICT: say("sources with two translations"),
        Kind.WRONG_LANGUAGE: say("texts in another language than they say"),
        Kind.EMPTY: say("units with an empty side"),
        Kind.ENCODING: say("texts read in the wrong encoding"),
        Kind.TAGS: say("translations with other tags than their source"),
    }


@click.command(epilog="Example: tm doctor --limit 20")
@click.option("--limit", type=click.IntRange(min=0), default=5, show_default=True, help="The most units of a kind.")
@WORKSPACE
@JSON
def command(*, limit: int, folder: Path, as_json: bool) -> int:
    """Look through the memory for what is wrong in it.

    That is: repeated units, sources with two translations, texts in the wrong language, empty sides, encoding damage
    and tags that a translation lacks. Exits with 1 where something was found. PO files whose statement is gone are
    named, too, since they go on feeding the memory.
    """
    workspace = workspace_at(folder)
    with open_memory(workspace, lambda message: click.echo(message, err=True)) as store:
        found = diagnose(store, workspace.languages, shown=limit)
    files = tuple(map(workspace.shown, gone(workspace)))
    if as_json:
        print_json({**msgspec.structs.asdict(found), "gone": files})
    else:
        click.echo("\n\n".join(_page(found, files)))
    return ExitCode.FINDINGS if any(found.counts.values()) else ExitCode.CLEAN


def _page(found: Diagnosis, files: Sequence[str]) -> list[str]:
    rows = [(f"{found.units:,}", say("units looked at"))]
    rows += [(f"{found.counts[kind]:,}", title) for kind, title in _titles().items()]
    blocks = [table(rows, right=[0])]
    for kind, title in _titles().items():
        some = [one for one in found.complaints if one.kind is kind]
        if some:
            blocks.append(_block(title, some, found.counts[kind]))
    if files:
        blocks.append(wrapped(notice(files)))
    return [*blocks, _next(found)]


def _block(title: str, some: Sequence[Complaint], count: int) -> str:
    lines = [title[:1].upper() + title[1:]]
    for one in some:
        lines.append(f"  {one.unit} {styled(f'({one.memory})', dim=True)}")
        lines.append(f"    {one.language} {shorten(one.text, _TEXT)} — {shorten(one.detail, _TEXT)}")
    if count > len(some):
        lines.append(say("  … and more; --limit shows them ({count:,} in all).", count=count))
    return "\n".join(lines)


def _next(found: Diagnosis) -> str:
    if found.counts[Kind.DUPLICATE]:
        return say("Next: tm dedupe removes repeated units of imports; tm forget UNIT removes one.")
    if any(found.counts.values()):
        return say(
            "Next: tm log UNIT shows one, tm forget UNIT removes it; the workspace's own are mended in the PO file."
        )
    return styled(say("Nothing is wrong."), fg="green")
