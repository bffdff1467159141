"""`tm convert`: a file of one format into one of another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from tm.cli.console import print_json, styled
from tm.cli.loss import loss_table
from tm.cli.options import FILE, JSON, OUT
from tm.errors import ExitCode
from tm.messages import say, say_number
from tm.operations.convert import Converted, Pair, convert
from tm.operations.loss_file import open_loss_file, summary

_SHOWN = 10


@click.command(epilog="Example: tm convert agency.tmx agency.xlsx", short_help="Turn a file into another format.")
@click.argument("old", type=FILE)
@click.argument("new", type=OUT)
@click.option("--from", "source", default="", help="Language translated from.  [default: what the file says]")
@click.option("--to", "target", default="", help="Language translated into.  [default: what the file says]")
@click.option("--loss", type=OUT, help="Write what was not kept to this JSON file, unit by unit.")
@click.option("--fail-on-loss", is_flag=True, help="Exit with 1 if anything was not kept.")
@JSON
def command(  # noqa: PLR0913 - one parameter an option
    *, old: Path, new: Path, source: str, target: str, loss: Path | None, fail_on_loss: bool, as_json: bool
) -> int:
    """Write the file NEW from the file OLD; their suffixes tell the formats.

    Says what the new format could not carry. Exits with 1 where a unit could not be read or written.
    """
    with open_loss_file(loss) as listed:
        done = convert(old, new, pair=Pair(source, target), tell=listed.tell if listed else None)
        if listed:
            listed.end(done.losses, done.refused)
    if as_json:
        print_json(_as_json(done))
    else:
        click.echo("\n\n".join(_page(done, new, str(loss or ""))))
    return ExitCode.FINDINGS if done.refused or (fail_on_loss and done.losses) else ExitCode.CLEAN


def _page(done: Converted, new: Path, listed: str) -> Iterator[str]:
    yield styled(_wrote(done, new), fg="green")
    if done.untranslated:
        yield say_number(
            "Left out: {number:,} unit without a translation.",
            "Left out: {number:,} units without a translation.",
            done.untranslated,
        )
    if done.refused:
        more = [say("  … and {number} more", number=len(done.refused) - _SHOWN)] if len(done.refused) > _SHOWN else []
        lines = [f"  {one}" for one in done.refused[:_SHOWN]]
        yield "\n".join([say("Units that can't be read or written"), *lines, *more])
    yield loss_table(done.losses, listed=listed)


def _wrote(done: Converted, new: Path) -> str:
    if not done.targets:
        return say_number(
            "Wrote {new}: {number:,} unit, not translated.",
            "Wrote {new}: {number:,} units, not translated.",
            done.units,
            new=new,
        )
    return say_number(
        "Wrote {new}: {number:,} unit, {source} into {languages}.",
        "Wrote {new}: {number:,} units, {source} into {languages}.",
        done.units,
        new=new,
        source=done.source,
        languages=", ".join(done.targets),
    )


def _as_json(done: Converted) -> dict[str, object]:
    return {
        "source": done.source,
        "targets": done.targets,
        "units": done.units,
        "untranslated": done.untranslated,
        "refused": [{"place": str(one.place), "reason": one.reason, "text": one.text} for one in done.refused],
        "losses": summary(done.losses),
    }
