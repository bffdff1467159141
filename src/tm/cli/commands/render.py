"""`tm render`: a statement in a language."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tm import languages
from tm.cli.console import shorten
from tm.cli.options import OUT, WORKSPACE, workspace_at
from tm.cli.report import counted
from tm.errors import ExitCode
from tm.formats.files import write_atomically
from tm.messages import say
from tm.operations.naming import statement_of
from tm.operations.render import Missing, Rendered, render

_SHOWN = 8


@click.command(epilog="Example: tm render january-20-2026 --to az -o az.md")
@click.argument("statement")
@click.option("--to", "target", required=True, help="The language to render it in.")
@click.option(
    "--missing",
    type=click.Choice([one.value for one in Missing]),
    default=Missing.MARK.value,
    show_default=True,
    help="What is not translated or fuzzy: put it in [[ ]], take the source's text, or write nothing and exit with 1.",
)
@click.option("-o", "--output", type=OUT, help="File to write.  [default: standard output]")
@WORKSPACE
def command(*, statement: str, target: str, missing: str, output: Path | None, folder: Path) -> int:
    """Write STATEMENT (its name, folder or file) in a language, made from its source and its PO file.

    Headings, lists, quotes, code, links and line width stay as they are; datelines and adverts are left out, as in the
    PO file. In the source language the result is the source, byte for byte.
    """
    workspace = workspace_at(folder)
    name = statement_of(statement, workspace)
    rendered = render(name, languages.get(target), workspace, missing=Missing(missing))
    if not rendered.refused:
        if output:
            write_atomically(output, rendered.data)
        else:
            sys.stdout.buffer.write(rendered.data)
    for line in _notes(rendered, output):
        click.echo(line, err=True)
    return ExitCode.FINDINGS if rendered.refused else ExitCode.CLEAN


def _notes(rendered: Rendered, output: Path | None) -> list[str]:
    lines = [
        f"{one.place}: {say('fuzzy') if one.fuzzy else say('not translated')}: {shorten(one.text, 60)}"
        for one in rendered.lacks
    ]
    more = [say("… and {number} more", number=len(lines) - _SHOWN)] if len(lines) > _SHOWN else []
    lines = lines[:_SHOWN] + more
    lines += [
        say("{place}: left out ({kind}): {shorten}", place=one.place, kind=say(one.kind), shorten=shorten(one.text, 60))
        for one in rendered.left_out
    ]
    if rendered.refused:
        lines.append(say("Nothing was written. Next: translate what is named above, or choose --missing mark."))
    elif output:
        lines.append(
            say("Wrote {output}", output=output)
            + (say(" with {gaps}.", gaps=counted(len(rendered.lacks), "gap")) if rendered.lacks else ".")
        )
    return lines
