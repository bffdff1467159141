"""`tm pretranslate`: PO files filled from the memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from tm.cli.console import print_json, styled, table
from tm.cli.options import JSON, NAMED, WORKSPACE, workspace_at
from tm.errors import ExitCode
from tm.messages import say, say_number
from tm.operations.memory import open_memory
from tm.operations.naming import catalogs_of, named
from tm.operations.pretranslate import THRESHOLD, Filled, pretranslate, rows, write


@click.command(epilog="Example: tm pretranslate locales/az/january-20-2026.po --dry-run")
@click.argument("files", metavar="PO...", nargs=-1, required=True, type=NAMED)
@click.option(
    "--threshold", type=click.IntRange(50, 102), default=THRESHOLD, show_default=True, help="The least score."
)
@click.option("--redo-fuzzy", is_flag=True, help="Fill fuzzy entries anew, too; their texts are replaced.")
@click.option("--dry-run", is_flag=True, help="Write nothing and show a diff; exit with 1 where there is one.")
@WORKSPACE
@JSON
def command(  # noqa: PLR0913 - one parameter an option
    *, files: tuple[Path, ...], threshold: int, redo_fuzzy: bool, dry_run: bool, folder: Path, as_json: bool
) -> int:
    """Fill the empty entries of PO files, or of those of statements, from the memory.

    An equal text with a translation that can be trusted is taken as it is. Everything else becomes fuzzy, shows the
    matched source as the previous one and says in a comment how it differs; numbers, months and glossary terms are put
    right where there is one answer. What a translator wrote is never touched. Running it again changes nothing. Exits
    with 1 where entries are empty and none could be filled.
    """
    workspace = workspace_at(folder)
    chosen = named(files, workspace, catalogs_of)
    with open_memory(workspace, lambda message: click.echo(message, err=True)) as store:
        done = list(pretranslate(chosen, workspace, store, threshold=threshold, redo_fuzzy=redo_fuzzy))
    if not dry_run:
        for filled in done:
            write(filled)
    if as_json:
        print_json(_as_json(done))
    elif dry_run:
        click.echo("".join(filled.diff() for filled in done), nl=False)
        click.echo(_page(done, dry_run=True), err=True)
    else:
        click.echo(_page(done, dry_run=False))
    return _exit_code(done, dry_run=dry_run)


def _exit_code(done: Sequence[Filled], *, dry_run: bool) -> int:
    changed = any(filled.changed for filled in done)
    in_vain = not changed and any(filled.empty for filled in done) and not any(filled.fillings for filled in done)
    return ExitCode.FINDINGS if (dry_run and changed) or in_vain else ExitCode.CLEAN


def _page(done: Sequence[Filled], *, dry_run: bool) -> str:
    fillings = [filling for filled in done for filling in filled.fillings]
    empty = sum(filled.empty for filled in done)
    lines = []
    if fillings:
        counted = [(row.band, row.entries, row.words, row.fuzzy) for row in rows(fillings)]
        total = (sum(row[1] for row in counted), sum(row[2] for row in counted), sum(row[3] for row in counted))
        head = (say("Score"), say("entries"), say("words"), say("fuzzy"))
        lines.append(table([*counted, (say("together"), *total)], head=head, right=[1, 2, 3]))
    passed_over: Counter[str] = Counter()
    for filled in done:
        passed_over.update(filled.passed_over)
    if passed_over:
        reasons = ", ".join(f"{slug} {count}" for slug, count in passed_over.most_common())
        lines.append(say("Matches passed over for what they break: {reasons}.", reasons=reasons))
    rejected = sum(filled.rejected for filled in done)
    if rejected:
        lines.append(
            say_number(
                "{number} match passed over that somebody has rejected.",
                "{number} matches passed over that somebody has rejected.",
                rejected,
            )
        )
    lines.append(say("Still empty: {empty}.", empty=empty) if empty else styled(say("Nothing is empty."), fg="green"))
    lines.append(_next(done, dry_run=dry_run))
    return "\n".join(lines)


def _next(done: Sequence[Filled], *, dry_run: bool) -> str:
    if dry_run:
        return say("Nothing was written. Next: the same without --dry-run.")
    if any(filled.changed for filled in done):
        return say("Next: look through what is fuzzy in your PO editor, then run: tm lint")
    return say("Nothing changed. Next: tm analyse counts what is left to translate; --threshold lowers the bar.")


def _as_json(done: Sequence[Filled]) -> dict[str, object]:
    return {
        "files": [
            {
                "file": filled.file,
                "changed": filled.changed,
                "empty": filled.empty,
                "passed_over": filled.passed_over,
                "rejected": filled.rejected,
                "bands": rows(filled.fillings),
                "entries": [
                    {
                        "line": one.place.line,
                        "score": one.score,
                        "fuzzy": one.fuzzy,
                        "source": one.source,
                        "target": one.target,
                        "note": one.note,
                        "unit": one.unit,
                        "memory": one.memory,
                    }
                    for one in filled.fillings
                ],
            }
            for filled in done
        ]
    }
