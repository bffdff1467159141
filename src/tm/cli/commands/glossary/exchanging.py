"""`tm glossary import` and `export`: the glossary as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from tm.cli.console import print_json, styled
from tm.cli.options import FILE, JSON, WORKSPACE, workspace_at
from tm.errors import ExitCode
from tm.glossary.rows import Refusal
from tm.operations.glossary import Imported, export_table, import_table
from tm.workspace import Workspace


@click.command("import", epilog="Example: tm glossary import terms.xlsx --dry-run")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@WORKSPACE
@JSON
def import_(*, file: Path, dry_run: bool, folder: Path, as_json: bool) -> int:
    """Take the rows of a CSV or XLSX table into the glossary.

    A row is a term; the columns are those that `tm glossary export` writes: id, language, status and term are needed.
    Terms are added and changed, never removed. An empty cell leaves a field as it is, a single hyphen empties it.

    A row that can't go in is refused and named; the others go in. Exits with 1 where a row was refused.
    """
    workspace = workspace_at(folder)
    imported = import_table(workspace, file, write=not dry_run)
    if as_json:
        print_json(_as_json(imported, workspace))
    else:
        for refusal in imported.refused:
            click.echo(styled(_refusal(file, refusal), fg="red"), err=True)
        click.echo("\n".join(_report(imported, workspace, dry_run=dry_run)))
    return ExitCode.FINDINGS if imported.refused else ExitCode.CLEAN


def _refusal(file: Path, refusal: Refusal) -> str:
    return f"{file}: row {refusal.row}: {refusal.message} {refusal.hint}".rstrip()


def _report(imported: Imported, workspace: Workspace, *, dry_run: bool) -> Iterator[str]:
    for change in imported.changes:
        first, *others = change.what
        yield f"{styled(change.new.id, bold=True)}  {first}"
        yield from (" " * (len(change.new.id) + 2) + other for other in others)
    if imported.changes:
        yield ""
    names = ", ".join(workspace.shown(path) for path in imported.files)
    refused = f", {len(imported.refused)} refused" if imported.refused else ""
    yield f"{len(imported.changes)} concepts changed, {imported.unchanged} unchanged{refused}."
    if names:
        yield f"{'Would write' if dry_run else 'Wrote'} {names}."
        yield "\nNext: the same without --dry-run" if dry_run else "\nNext: tm glossary check"


def _as_json(imported: Imported, workspace: Workspace) -> dict[str, object]:
    return {
        "changed": [{"id": change.new.id, "row": change.row, "what": change.what} for change in imported.changes],
        "unchanged": imported.unchanged,
        "refused": [{"row": one.row, "message": one.message, "hint": one.hint} for one in imported.refused],
        "files": [workspace.shown(path) for path in imported.files],
    }


@click.command(epilog="Example: tm glossary export --output terms.xlsx")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file to write; its name ends in .csv or .xlsx.",
)
@WORKSPACE
@JSON
def export(*, output: Path, folder: Path, as_json: bool) -> int:
    """Write the glossary as a table, one row a term.

    What the table says comes back unchanged with `tm glossary import`.
    """
    terms = export_table(workspace_at(folder), output)
    if as_json:
        print_json({"file": str(output), "terms": terms})
    else:
        click.echo(f"Wrote {terms} terms to {output}.")
    return ExitCode.CLEAN


COMMANDS = {"import": import_, "export": export}
