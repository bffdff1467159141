"""`tm watch`: build and check what an edit touches."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from tm.cli.console import WIDTH, shorten, styled
from tm.cli.options import WORKSPACE
from tm.cli.report import counted
from tm.errors import ExitCode
from tm.lint.finding import Finding, Severity
from tm.messages import say
from tm.operations.watch import Round, Watch
from tm.workspace import find

_SHOWN = 8
"""Findings shown in a round; the others are only counted."""


@click.command(epilog="Example: tm watch")
@WORKSPACE
def command(*, folder: Path) -> int:
    """Build and check what you edit, as soon as you save it: sources, PO files, glossary, tm.toml.

    Prints for each change which files were edited and which were written, what the linter found, how long it took. A
    file that changes while it is worked on is left alone and taken up again. Ctrl-C ends it.
    """
    watch = Watch(find(folder))
    folders = watch.workspace.config.folders
    click.echo(
        say(
            "Watching {sources}/, {locales}/, {glossary}/ and tm.toml. Ctrl-C ends it.",
            sources=folders.sources,
            locales=folders.locales,
            glossary=folders.glossary,
        )
    )
    try:
        _print(watch.begin(), full=True)
        while True:
            _print(watch.run(watch.wait()), full=False)
    except KeyboardInterrupt:
        click.echo("\nStopped.")
    return ExitCode.CLEAN


def _print(done: Round, *, full: bool) -> None:
    """Print what came of a round: what changed, what was written, what was found; of everything only how much."""
    serious = [one for one in done.findings if one.severity is not Severity.INFO]
    wrote = say("wrote {files}", files=counted(len(done.written), "file")) if done.written else say("nothing to write")
    came = f"{wrote}, {_counts(serious)}, {done.seconds:.1f} s"
    what = say("everything") if full else _names(done.changes, WIDTH - len(came) - len("00:00:00  : "))
    said = f"{time.strftime('%H:%M:%S')}  {what}: {came}"
    click.echo(styled(said, fg="yellow" if serious or done.errors else "green"))
    for line in () if full else _files(done, what):
        click.echo(styled(line, dim=True))
    for error in done.errors:
        click.echo(styled(f"  {error}", fg="red"))
    for note in done.notes:
        click.echo(styled(f"  {note}", fg="yellow"))
    for line in () if full else _lines(serious):
        click.echo(line)


def _files(done: Round, named: str) -> Iterator[str]:
    """Yield the names of the files that changed, where the first line could not name all, and of those written."""
    changed = done.changes if named != ", ".join(done.changes) else ()
    for head, names in ((say("  changed "), changed), (say("  wrote "), done.written)):
        if names:
            yield head + _names(names, WIDTH - len(head))


def _names(names: Sequence[str], room: int) -> str:
    """Return as many names as there is room for, at least the first, and how many more there are."""
    for number in range(min(len(names), room), 1, -1):
        text = ", ".join(names[:number]) + _more(len(names) - number)
        if len(text) <= room:
            return text
    more = _more(len(names) - 1)
    return shorten(names[0], room - len(more)) + more


def _more(number: int) -> str:
    return say(" and {number} more", number=number) if number else ""


def _counts(found: list[Finding]) -> str:
    counts = Counter(one.severity.value for one in found)
    return ", ".join(counted(number, severity) for severity, number in sorted(counts.items())) or say("no findings")


def _lines(found: list[Finding]) -> Iterator[str]:
    for one in found[:_SHOWN]:
        yield "  " + shorten(f"{one.place}: {one.severity} {one.code} {one.message}", WIDTH - 2)
    if len(found) > _SHOWN:
        yield say("  … and {number} more: tm lint", number=len(found) - _SHOWN)
