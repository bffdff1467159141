"""`tm glossary import` and `export`: the glossary for other tools, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import msgspec

from tm.cli.console import print_json, shorten, styled, table
from tm.cli.options import FILE, JSON, OUT, WORKSPACE, workspace_at
from tm.cli.report import counted
from tm.errors import ExitCode
from tm.formats.files import write_atomically
from tm.formats.loss import Fate, Loss, summary
from tm.glossary.rows import Refusal
from tm.messages import say
from tm.operations.glossary_exchange import CARRIAGES, Choice, Exported, export_glossary
from tm.operations.glossary_import import Guidance, Imported, import_glossary
from tm.workspace import Workspace

_HOW = 60
"""Columns for what becomes of a field."""
_FROM = click.option("--from", "source", default="", help="The first language of a pair.  [default: the source]")
_TO = click.option("--to", "target", default="", help="The other language of a pair.")


@click.command("import", epilog="Example: tm glossary import terms.xlsx --dry-run")
@click.argument("file", type=FILE)
@_FROM
@_TO
@click.option("--subject", default="", help="Where new concepts go.  [default: what the file says, else its name]")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@WORKSPACE
@JSON
def import_(  # noqa: PLR0913 - one parameter an option
    *, file: Path, source: str, target: str, subject: str, dry_run: bool, folder: Path, as_json: bool
) -> int:
    """Take a file of terms into the glossary.

    Read are tables with the columns of `tm glossary export` (.csv, .tsv, .xlsx), TBX of any version and MultiTerm XML
    (.tbx, .xml), and word lists of two languages: OmegaT (.utf8, .txt, .tab), Weblate and other lists with the columns
    source and target (.csv, .tsv, .xlsx, .po), UTX and Qt phrase books (.utx, .qph).

    Terms are added and changed, never removed. In files that tm wrote the file's word counts. From all other files new
    terms come in and empty fields are filled, but what the glossary says stands.

    What can't go in is refused and named; the rest goes in. Exits with 1 where something was refused.
    """
    workspace = workspace_at(folder)
    guidance = Guidance(source=source, target=target, subject=subject)
    imported = import_glossary(workspace, file, guidance=guidance, write=not dry_run)
    if as_json:
        print_json(_import_as_json(imported, workspace))
    else:
        for refusal in imported.refused:
            click.echo(styled(_refusal(file, refusal), fg="red"), err=True)
        click.echo("\n".join(_import_report(imported, workspace, dry_run=dry_run)))
    return ExitCode.FINDINGS if imported.refused else ExitCode.CLEAN


def _refusal(file: Path, refusal: Refusal) -> str:
    where = (
        say("{file}: row {row}", file=file, row=refusal.row)
        if file.suffix.lower() in {".csv", ".tsv", ".xlsx"}
        else f"{file}:{refusal.row}"
    )
    return f"{where}: {refusal.message} {refusal.hint}".rstrip()


def _import_report(imported: Imported, workspace: Workspace, *, dry_run: bool) -> Iterator[str]:
    for change in imported.changes:
        first, *others = change.what
        yield f"{styled(change.new.id, bold=True)}  {first}"
        yield from (" " * (len(change.new.id) + 2) + other for other in others)
    if imported.changes:
        yield ""
    names = ", ".join(workspace.shown(path) for path in imported.files)
    refused = say(", {number} refused", number=len(imported.refused)) if imported.refused else ""
    yield say(
        "{concepts} changed, {unchanged} unchanged{refused}.",
        concepts=counted(len(imported.changes), "concept"),
        unchanged=imported.unchanged,
        refused=refused,
    )
    yield from _counted(say("Put right"), {say(what): count for what, count in imported.repaired.items()})
    yield from _counted(say("Left out, having no place in a glossary"), imported.left_out)
    if names:
        yield say("Would write {names}.", names=names) if dry_run else say("Wrote {names}.", names=names)
        yield say("\nNext: the same without --dry-run") if dry_run else say("\nNext: tm glossary check")


def _counted(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        yield f"{title}:"
        yield from (f"  {line}" for line in table([(n, what) for what, n in counts.items()], right=[0]).splitlines())


def _import_as_json(imported: Imported, workspace: Workspace) -> dict[str, object]:
    return {
        "changed": [{"id": change.new.id, "row": change.row, "what": change.what} for change in imported.changes],
        "unchanged": imported.unchanged,
        "refused": [{"row": one.row, "message": one.message, "hint": one.hint} for one in imported.refused],
        "repaired": imported.repaired,
        "left_out": imported.left_out,
        "files": [workspace.shown(path) for path in imported.files],
    }


# --- export


@click.command(epilog="Example: tm glossary export --format omegat --to az --output glossary.utf8")
@click.option("-o", "--output", type=OUT, required=True, help="The file to write.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(CARRIAGES)),
    default=None,
    help="The format.  [default: what the suffix tells]",
)
@_FROM
@_TO
@click.option(
    "--style", type=click.Choice(["dca", "dct"]), default="dca", help="Of tbx3: categories as attributes or as tags."
)
@click.option("--loss", type=OUT, help="Write as JSON what the format does not keep.")
@click.option("--fail-on-loss", is_flag=True, help="Exit with 1 where something is lost.")
@WORKSPACE
@JSON
def export(  # noqa: PLR0913 - one parameter an option
    *,
    output: Path,
    format_: str | None,
    source: str,
    target: str,
    style: str,
    loss: Path | None,
    fail_on_loss: bool,
    folder: Path,
    as_json: bool,
) -> int:
    """Write the glossary for other tools.

    \b
    csv, tsv, xlsx  a table, one row a term; comes back unchanged with `tm glossary import`
    tbx             TBX version 2, which tools read; terms not to use go to NAME.forbidden.tbx
    tbx3            TBX version 3, the standard of 2019
    omegat          a pair of languages as tabbed text (.utf8, .txt)
    weblate         a pair of languages with Weblate's flags (.csv, .po, .tbx)

    Without --to a table or TBX has all languages. What the format keeps in other words or not at all is counted;
    --loss lists it. Mapped is what arrives as something else, lost what does not arrive.
    """  # noqa: D301 - click wants \b
    choice = Choice(format=format_ or "", source=source, target=target, style=style)
    exported = export_glossary(workspace_at(folder), output, choice)
    if loss:
        write_atomically(loss, msgspec.json.format(msgspec.json.encode(exported.losses), indent=2) + b"\n")
    if as_json:
        print_json(_export_as_json(exported))
    else:
        click.echo("\n".join(_export_report(exported, loss)))
    lost = any(one.fate is Fate.LOST for one in exported.losses)
    return ExitCode.FINDINGS if lost and fail_on_loss else ExitCode.CLEAN


def _export_report(exported: Exported, listed: Path | None) -> Iterator[str]:
    names = say(" and ").join(str(path) for path in exported.files)
    yield say("Wrote {concepts} to {names}.", concepts=counted(exported.concepts, "concept"), names=names)
    if exported.losses:
        yield say("\nNot kept as it is in {format}:", format=exported.format)
        yield from (f"  {line}" for line in _loss_table(exported.losses).splitlines())
        yield (
            say("\nEach one is listed in {listed}.", listed=listed)
            if listed
            else say("\nNext: --loss FILE.json lists each one.")
        )


def _loss_table(losses: tuple[Loss, ...]) -> str:
    """Return the losses counted, what does not arrive before what arrives as something else."""
    counts = sorted(summary(losses).items(), key=lambda one: one[0][1] is not Fate.LOST)
    rows = [(number, say(field), fate.value, shorten(say(how), _HOW)) for (field, fate, how), number in counts]
    return table(rows, right=[0])


def _export_as_json(exported: Exported) -> dict[str, object]:
    return {
        "files": [str(path) for path in exported.files],
        "format": exported.format,
        "concepts": exported.concepts,
        "terms": exported.terms,
        "losses": [
            {"field": field, "fate": fate, "how": how, "count": number}
            for (field, fate, how), number in summary(exported.losses).items()
        ],
    }


COMMANDS = {"import": import_, "export": export}
