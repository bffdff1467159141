"""`tm po update`: a new source or template into a PO file."""

from __future__ import annotations

from pathlib import Path

import click

from tm import languages
from tm.cli.console import print_json
from tm.cli.options import FILE, JSON, NAMED, WORKSPACE, maybe_workspace
from tm.cli.report import counted
from tm.errors import ExitCode, TmError
from tm.messages import say
from tm.operations.naming import catalogs_of, one_named
from tm.operations.po.rewriting import Rewritten, open_catalog, write
from tm.operations.po.update import Updated
from tm.operations.po.updating import update_from, update_statement


@click.command(epilog="Example: tm po update locales/az/notice.po notice.pot")
@click.argument("file", metavar="FILE.po", type=NAMED)
@click.argument("new", metavar="[NEW]", required=False, type=FILE)
@click.option("--from", "source", default="", help="Language of the source texts.  [default: the workspace's source]")
@click.option("--dry-run", is_flag=True, help="Write nothing and show a diff; exit with 1 where there is one.")
@WORKSPACE
@JSON
def update(  # noqa: PLR0913 - one parameter an option
    *, file: Path, new: Path | None, source: str, dry_run: bool, folder: Path, as_json: bool
) -> int:
    """Bring FILE.po up to date with NEW: a template (.pot, .po) or a document in the source language (.md, .txt).

    Without NEW, FILE.po follows the sources of its statement, as with tm build. Translations stay with their sentences
    wherever they moved. A changed sentence keeps its translation, is fuzzy and shows the old source; what is left over
    becomes obsolete. Works outside of a workspace, too.
    """
    workspace = maybe_workspace(folder)
    opened = open_catalog(one_named(file, workspace, catalogs_of), workspace)
    if new is not None:
        usual = workspace.source if workspace else languages.USUAL_SOURCE
        rewritten, done = update_from(opened, new, languages.get(source) if source else usual)
    elif workspace is not None:
        rewritten, done = update_statement(opened, workspace)
    else:
        raise TmError(say("there is no workspace here."), hint=say("Name the template: tm po update FILE.po NEW.pot"))
    if not dry_run:
        write(rewritten)
    _show(rewritten, done, dry_run=dry_run, as_json=as_json)
    return ExitCode.FINDINGS if dry_run and rewritten.changed else ExitCode.CLEAN


def _show(rewritten: Rewritten, done: Updated, *, dry_run: bool, as_json: bool) -> None:
    numbers = {"kept": done.kept, "changed": done.changed, "new": done.new, "obsolete": done.obsolete}
    if as_json:
        print_json({"file": rewritten.file, "written": rewritten.changed and not dry_run, **numbers})
        return
    if dry_run:
        click.echo(rewritten.diff(), nl=False)
    page = say("{kept} kept, {changed} changed, {new} new, {obsolete} obsolete", **numbers)
    click.echo(f"{rewritten.file}: {page}.", err=dry_run)
    click.echo(_next(rewritten, done, dry_run=dry_run), err=dry_run)


def _next(rewritten: Rewritten, done: Updated, *, dry_run: bool) -> str:
    if not rewritten.changed:
        return say("Nothing changed.")
    if dry_run:
        return say("Nothing was written. Next: the same without --dry-run.")
    if done.new:
        new = counted(done.new, "new text")
        return say("Next: tm pretranslate {file} fills {new} from the memory.", file=rewritten.file, new=new)
    return say("Next: tm po accept {file} lists what is fuzzy.", file=rewritten.file)


COMMANDS = {"update": update}
