"""`tm po accept` and `tm po reject`: a translator's word on fuzzy entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from tm.cli.console import WIDTH, print_json, shorten, table
from tm.cli.options import JSON, NAMED, WORKSPACE, maybe_workspace
from tm.cli.report import counted
from tm.errors import ExitCode
from tm.formats.po import Entry
from tm.messages import say, say_number
from tm.operations.naming import catalogs_of, one_named
from tm.operations.po import judgement
from tm.operations.po.judgement import Chosen, Listed, judged, waiting
from tm.operations.po.rewriting import Opened, open_catalog, write

_ABOVE = click.option(
    "--above", type=click.IntRange(0, 100), help="Only what scored so much or more (match or alignment)."
)
_ALL = click.option("--all", "everything", is_flag=True, help="All fuzzy entries of the file.")


@click.command(epilog='Example: tm po accept locales/az/notice.po 12 "Bring a passport."')
@click.argument("file", metavar="FILE.po", type=NAMED)
@click.argument("entries", metavar="[ENTRIES]...", nargs=-1)
@_ABOVE
@_ALL
@click.option("--reviewed", is_flag=True, help="Note that they were reviewed; finished entries can be named, too.")
@WORKSPACE
@JSON
def accept(  # noqa: PLR0913 - one parameter an option
    *,
    file: Path,
    entries: tuple[str, ...],
    above: int | None,
    everything: bool,
    reviewed: bool,
    folder: Path,
    as_json: bool,
) -> int:
    """Find ENTRIES good: the fuzzy flag goes, with the old source and the comments that explained it.

    An entry is named by its number, by a line of the file (:40), or by words of its source text. Without any, --above
    or --all, the fuzzy ones are listed with their numbers. Exits with 1 where nothing was there to accept.
    """
    chosen = Chosen(named=entries, above=above, everything=everything)
    judge = partial(judgement.accept, as_reviewed=True) if reviewed else _accept_fuzzy
    return _judge(_opened(file, folder), chosen, judge, accepted=True, as_json=as_json)


@click.command(epilog="Example: tm po reject locales/az/notice.po 12")
@click.argument("file", metavar="FILE.po", type=NAMED)
@click.argument("entries", metavar="[ENTRIES]...", nargs=-1)
@_ALL
@WORKSPACE
@JSON
def reject(*, file: Path, entries: tuple[str, ...], everything: bool, folder: Path, as_json: bool) -> int:
    """Empty ENTRIES whose suggestion is no good; only fuzzy entries are touched.

    A comment in the entry keeps tm pretranslate from offering the same translation again.

    An entry is named by its number, by a line of the file (:40), or by words of its source text. Without any or --all,
    the fuzzy ones are listed with their numbers. Exits with 1 where nothing was there to reject.
    """
    chosen = Chosen(named=entries, everything=everything)
    return _judge(_opened(file, folder), chosen, judgement.reject, accepted=False, as_json=as_json)


def _opened(file: Path, folder: Path) -> Opened:
    workspace = maybe_workspace(folder)
    return open_catalog(one_named(file, workspace, catalogs_of), workspace)


def _accept_fuzzy(entry: Entry) -> Entry:
    return judgement.accept(entry) if entry.fuzzy else entry


def _judge(opened: Opened, chosen: Chosen, judge: Callable[[Entry], Entry], *, accepted: bool, as_json: bool) -> int:
    if not chosen.named and chosen.above is None and not chosen.everything:
        _list(opened, waiting(opened.catalog), "accept" if accepted else "reject", as_json=as_json)
        return ExitCode.CLEAN
    rewritten, changed = judged(opened, chosen, judge)
    write(rewritten)
    if as_json:
        print_json({"file": opened.file, "entries": changed})
    else:
        click.echo("\n".join(_rows(changed)) or say("There was nothing to do."))
        left = len(waiting(opened.catalog)) - sum(one.fuzzy for one in changed)
        click.echo((_accepted if accepted else _emptied)(len(changed), left, opened.file))
    return ExitCode.CLEAN if changed else ExitCode.FINDINGS


def _accepted(number: int, left: int, file: str) -> str:
    return say_number(
        "Accepted {number} entry; {left} fuzzy left in {file}.",
        "Accepted {number} entries; {left} fuzzy left in {file}.",
        number,
        left=left,
        file=file,
    )


def _emptied(number: int, left: int, file: str) -> str:
    return say_number(
        "Emptied {number} entry; {left} fuzzy left in {file}.",
        "Emptied {number} entries; {left} fuzzy left in {file}.",
        number,
        left=left,
        file=file,
    )


def _list(opened: Opened, found: Sequence[Listed], verb: str, *, as_json: bool) -> None:
    """Show what is fuzzy, with the command that takes the first of it."""
    if as_json:
        print_json({"file": opened.file, "entries": found})
        return
    if not found:
        click.echo(say("Nothing is fuzzy in {file}.", file=opened.file))
        return
    click.echo("\n".join(_rows(found)))
    fuzzy = counted(len(found), "fuzzy one")
    step = f"tm po {verb} {opened.file} {found[0].number}"
    click.echo(say("{fuzzy}. Next: {step}", fuzzy=fuzzy, step=step))


def _rows(found: Sequence[Listed]) -> list[str]:
    room = (WIDTH - 18) // 2
    rows = [
        (one.number, f":{one.line}", _remark(one), shorten(one.source, room), shorten(one.target, room))
        for one in found
    ]
    return table(rows, right=[0]).splitlines()


def _remark(one: Listed) -> str:
    if one.conflict:
        return say("conflict")
    return "" if one.score is None else f"{one.score} %"


COMMANDS = {"accept": accept, "reject": reject}
