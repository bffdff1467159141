"""`tm po stats`, `tm po clean` and `tm po commit-memory`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from tm.cli.console import print_json, table
from tm.cli.options import JSON, NAMED, WORKSPACE, maybe_workspace, workspace_at
from tm.cli.report import counted
from tm.errors import ExitCode, TmError
from tm.messages import say
from tm.operations.memory import open_memory
from tm.operations.naming import catalogs_of, named
from tm.operations.po.judgement import cleaned
from tm.operations.po.rewriting import Rewritten, open_catalog, po_files, rewritten, write
from tm.operations.po.stats import Amount, Counts, counts, total
from tm.workspace import Workspace

_PATHS = click.argument("paths", metavar="[PO]...", nargs=-1, type=NAMED)


@click.command(epilog="Example: tm po stats locales/az")
@_PATHS
@WORKSPACE
@JSON
def stats(*, paths: tuple[Path, ...], folder: Path, as_json: bool) -> int:
    """Count the entries and words of PO files, folders or statements (default: all of the workspace).

    Words are those of the source. Reviewed entries are a part of the translated ones: those accepted with --reviewed
    and unchanged since, and the files that tm.toml names under [trust].
    """
    workspace = maybe_workspace(folder)
    files = _named(paths, workspace)
    found = list(counts((open_catalog(path, workspace) for path in files), workspace))
    if as_json:
        print_json({"files": [_as_json(one) for one in found], "total": _as_json(total(found))})
    else:
        click.echo(_table(found))
    return ExitCode.CLEAN


def _named(paths: Sequence[Path], workspace: Workspace | None) -> list[Path]:
    found = list(po_files(named(paths, workspace, catalogs_of), workspace))
    if not found:
        raise TmError(say("there are no PO files."), hint=say("Name some, or run tm build to make them."))
    return found


def _as_json(one: Counts) -> dict[str, object]:
    amounts = {kind: getattr(one, kind) for kind in ("translated", "fuzzy", "untranslated", "reviewed", "all")}
    return {"file": one.file, "language": one.language, **amounts}


def _table(found: Sequence[Counts]) -> str:
    head = (
        say("entries (words)"),
        say("translated"),
        say("fuzzy"),
        say("untranslated"),
        say("reviewed"),
        say("done"),
    )
    rows = [_row(one.file, one) for one in found]
    if len(found) > 1:
        rows.append(_row(say("together"), total(found)))
    return table(rows, head=head, right=range(1, len(head)))


def _row(name: str, one: Counts) -> tuple[str, ...]:
    cells = (one.translated, one.fuzzy, one.untranslated, one.reviewed)
    done = 100 * one.translated.words // max(1, one.all.words)
    return (name, *map(_cell, cells), f"{done} %")


def _cell(amount: Amount) -> str:
    return f"{amount.entries} ({amount.words})"


@click.command(epilog="Example: tm po clean locales/az/notice.po --dry-run")
@_PATHS
@click.option("--dry-run", is_flag=True, help="Write nothing and show a diff; exit with 1 where there is one.")
@WORKSPACE
def clean(*, paths: tuple[Path, ...], dry_run: bool, folder: Path) -> int:
    """Drop what has gone stale from PO files, folders or statements (default: all of the workspace).

    Obsolete entries go, and in finished entries the old source, the note on a match and the other side of a merge, and
    notes of a review that no longer hold. Translations and translators' comments stay.
    """
    workspace = maybe_workspace(folder)
    done = [rewritten(open_catalog(path, workspace), cleaned) for path in _named(paths, workspace)]
    changed = [one for one in done if one.changed]
    if dry_run:
        click.echo("".join(one.diff() for one in changed), nl=False)
        click.echo(
            say("Would clean {files} of {number}.", files=counted(len(changed), "file"), number=len(done)), err=True
        )
        return ExitCode.FINDINGS if changed else ExitCode.CLEAN
    for one in changed:
        write(one)
    click.echo(
        "\n".join(
            [
                *(_said(one) for one in changed),
                say("Cleaned {files} of {number}.", files=counted(len(changed), "file"), number=len(done)),
            ]
        )
    )
    return ExitCode.CLEAN


def _said(one: Rewritten) -> str:
    gone = one.before.count("\n") - one.after.count("\n")
    return say("  {file}: {lines} less", file=one.file, lines=counted(gone, "line"))


@click.command("commit-memory", epilog="Example: tm po commit-memory locales/az/notice.po")
@_PATHS
@WORKSPACE
@JSON
def commit_memory(*, paths: tuple[Path, ...], folder: Path, as_json: bool) -> int:
    """Take what PO files, folders or statements (default: all) say into the memory now: the next look-up finds it.

    Much quicker than tm build, which does the same and also reads the sources, and writes memory.tmx.
    """
    from tm.operations.po.commit import commit

    workspace = workspace_at(folder)
    files = _named(paths, workspace)
    with open_memory(workspace, lambda message: click.echo(message, err=True)) as store:
        changes = commit(files, workspace, store)
    if as_json:
        print_json({"added": changes.added, "changed": changes.changed, "unchanged": changes.unchanged})
    else:
        click.echo(
            say(
                "The memory: {added} new, {changed} changed, {unchanged} there already.",
                added=changes.added,
                changed=changes.changed,
                unchanged=changes.unchanged,
            )
        )
        click.echo(say("Next: tm build writes them into memory.tmx, too."))
    return ExitCode.CLEAN


COMMANDS = {"stats": stats, "clean": clean, "commit-memory": commit_memory}
