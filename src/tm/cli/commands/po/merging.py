"""`tm po merge` and `tm po install-driver`: PO files in git."""

from __future__ import annotations

from pathlib import Path

import click

from tm.cli.console import WIDTH, shorten
from tm.cli.options import FILE
from tm.errors import ExitCode
from tm.messages import say
from tm.operations.po import driver
from tm.operations.po.driver import MergedFile, merge_files

_SHOWN = 5


@click.command(epilog="Example: tm po merge base.po ours.po theirs.po")
@click.argument("base", type=FILE)
@click.argument("ours", type=FILE)
@click.argument("theirs", type=FILE)
@click.argument("name", metavar="[PATH]", default="")
def merge(*, base: Path, ours: Path, theirs: Path, name: str) -> int:
    """Merge what changed from BASE to THEIRS into OURS, entry by entry; PATH is the file's name for messages.

    What one side changed is taken from it. Where both changed a translation, the surer one wins (reviewed, finished,
    fuzzy, empty) and the other text is kept in a comment; where both are equally sure the entry becomes fuzzy, with the
    other text in a comment, and the command exits with 1.
    """
    merged = merge_files(base, ours, theirs)
    for line in _page(merged, name or ours.as_posix()):
        click.echo(line, err=True)
    return ExitCode.CLEAN if merged.clean else ExitCode.FINDINGS


def _page(merged: MergedFile, name: str) -> list[str]:
    room = WIDTH - 4
    lines = []
    if merged.by_lines:
        lines.append(
            say(
                "{name}: merged line by line, since it can't be read as PO: {by_lines}",
                name=name,
                by_lines=merged.by_lines,
            )
        )
        if merged.open_lines:
            lines.append(say("Next: resolve the marked lines, then: git add"))
    if merged.kept:
        lines.append(say("{name}: removed on one side, changed on the other; kept as obsolete:", name=name))
        lines += [f"  “{shorten(text, room)}”" for text in merged.kept[:_SHOWN]]
    if merged.conflicts:
        lines.append(
            say(
                "{name}: both sides changed {number} of the same translations:", name=name, number=len(merged.conflicts)
            )
        )
        lines += [f"  “{shorten(text, room)}”" for text in merged.conflicts[:_SHOWN]]
        lines.append(say("Next: decide the fuzzy entries with “tm: theirs” in a comment (tm po accept), then: git add"))
    return lines


@click.command("install-driver", epilog="Example: tm po install-driver")
@click.option("--uninstall", is_flag=True, help="Take it back.")
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
def install_driver(*, folder: Path, uninstall: bool) -> int:
    """Make git merge PO files with tm po merge in the repository of FOLDER (default: here).

    Tells git of the driver in the configuration of this clone, and adds a line to .gitattributes, which you commit.
    Whoever clones the repository runs this once; without it git merges the files line by line as ever.
    """
    done = list(driver.uninstall(folder) if uninstall else driver.install(folder))
    click.echo("\n".join(done) or say("Nothing to do: it is as you want it."))
    if done and not uninstall:
        click.echo(say("Next: commit .gitattributes; colleagues run tm po install-driver in their clones."))
    return ExitCode.CLEAN


COMMANDS = {"merge": merge, "install-driver": install_driver}
