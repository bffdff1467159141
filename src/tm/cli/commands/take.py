"""`tm take`: what a translator sends back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from tm.cli.console import WIDTH, print_json, shorten, styled, table
from tm.cli.options import JSON, WORKSPACE, workspace_at
from tm.cli.report import text_report
from tm.errors import ExitCode
from tm.messages import say
from tm.operations.po.rewriting import write
from tm.operations.take import FINDINGS, Item, Kind, Side, Taken, take

_LISTED = 20
"""Items of a kind that are listed; --json has them all."""


@click.command(epilog="Example: tm take returned.xlf --dry-run")
@click.argument(
    "paths", metavar="FILE|FOLDER...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option("--ours", is_flag=True, help="Where both have changed, keep the PO file's text.")
@click.option("--theirs", is_flag=True, help="Where both have changed, take the translator's text.")
@click.option("--dry-run", is_flag=True, help="Write nothing and show a diff; exit with 1 where there is one.")
@WORKSPACE
@JSON
def command(  # noqa: PLR0913 - one parameter an option
    *, paths: tuple[Path, ...], ours: bool, theirs: bool, dry_run: bool, folder: Path, as_json: bool
) -> int:
    """Take home what a translator sends back: XLIFF, PO or TMX files, or an OmegaT project folder.

    Messages are found by id, or else by source text and context, and written into the PO files of the workspace;
    everything else in them stays as it is. What is final or translated is finished, what needs another look becomes
    fuzzy. Where the PO file has changed since, too, nothing is overwritten: such a message is listed, and --ours or
    --theirs decides. What the linter says about the new translations is shown. Exits with 1 where something is to be
    looked at.
    """
    if ours and theirs:
        raise click.UsageError(say("--ours and --theirs contradict each other: choose one."))
    workspace = workspace_at(folder)
    wins: Side = "ours" if ours else "theirs" if theirs else "nobody"
    taken = take(paths, workspace, wins=wins)
    if not dry_run:
        for file in taken.files:
            write(file)
    if as_json:
        print_json(_as_json(taken))
    elif dry_run:
        click.echo("".join(file.diff() for file in taken.files), nl=False)
        click.echo(_page(taken, dry_run=True), err=True)
    else:
        click.echo(_page(taken, dry_run=False))
    wrong = bool(taken.of(*FINDINGS) or taken.findings or taken.refused)
    return ExitCode.FINDINGS if wrong or (dry_run and taken.files) else ExitCode.CLEAN


def _page(taken: Taken, *, dry_run: bool) -> str:
    counted = Counter(item.kind for item in taken.items)
    lines = [
        table(
            [(say(kind.value), counted[kind]) for kind in Kind if counted[kind]], head=("", say("messages")), right=[1]
        )
    ]
    lines += [block for kind in FINDINGS if (block := _block(kind, taken))]
    if taken.findings:
        title = styled(say("Findings in what was taken: {number}", number=len(taken.findings)), bold=True)
        lines.append("\n".join([title, *map(text_report, taken.findings)]))
    if taken.refused:
        listed = [f"  {refused}" for refused in taken.refused[:_LISTED]]
        lines.append(
            "\n".join([styled(say("Could not be read: {number}", number=len(taken.refused)), bold=True), *listed])
        )
    lines.append(_next(taken, dry_run=dry_run))
    return "\n\n".join(lines)


def _titles() -> dict[Kind, str]:
    """Return what stands above the messages of each kind that could not be taken."""
    return {
        Kind.CONFLICT: say("Conflicts: both have changed, the PO file was left as it is"),
        Kind.SOURCE_CHANGED: say("The source has changed since; nothing was taken"),
        Kind.UNKNOWN: say("In no PO file of the workspace"),
    }


def _block(kind: Kind, taken: Taken) -> str:
    """Return the list of the items of a kind, nothing where there are none."""
    items = taken.of(kind)
    if not items:
        return ""
    lines = [styled(f"{_titles()[kind]}: {len(items)}", bold=True)]
    for item in items[:_LISTED]:
        lines += _item(item)
    if len(items) > _LISTED:
        lines.append(say("  … and {number} more; --json lists all.", number=len(items) - _LISTED))
    return "\n".join(lines)


def _item(item: Item) -> list[str]:
    """Return an item on a few lines: where, the source, ours and theirs."""
    label = say("now") if item.kind is Kind.SOURCE_CHANGED else say("ours")
    rows = [
        (name, text)
        for name, text in ((say("source"), item.source), (label, item.ours), (say("theirs"), item.theirs))
        if text
    ]
    room = max((len(name) for name, _ in rows), default=0)
    said = [f"    {name:<{room}}  {shorten(text, WIDTH - room - 6)}" for name, text in rows]
    return [f"  {item.entry or item.place}", *said]


def _next(taken: Taken, *, dry_run: bool) -> str:
    if dry_run:
        return say("Nothing was written. Next: the same without --dry-run.")
    if taken.of(Kind.CONFLICT):
        return say(
            "Next: decide the conflicts in your PO editor, or run it again with --ours or --theirs; then: tm build"
        )
    if taken.files:
        files = ", ".join(file.file for file in taken.files)
        return say("Written: {files}\nNext: tm build takes the new translations into the memory.", files=files)
    return say("Nothing changed. Next: tm po stats counts what is left to translate.")


def _as_json(taken: Taken) -> dict[str, object]:
    return {
        "files": [file.file for file in taken.files],
        "counts": {kind.value: len(taken.of(kind)) for kind in Kind},
        "items": [
            {
                "kind": item.kind,
                "file": item.place.file,
                "line": item.place.line,
                "entry": str(item.entry) if item.entry else None,
                "source": item.source,
                "ours": item.ours,
                "theirs": item.theirs,
            }
            for item in taken.items
        ],
        "findings": [
            {"code": one.code, "place": str(one.place), "severity": one.severity, "message": one.message}
            for one in taken.findings
        ],
        "refused": [{"place": str(one.place), "reason": one.reason} for one in taken.refused],
    }
