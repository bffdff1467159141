"""`tm import`: files of other tools into the memory."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import click
import msgspec

from tm.cli.console import print_json, styled, table
from tm.cli.options import FILE, JSON, WORKSPACE, workspace_at
from tm.cli.report import counted
from tm.errors import ExitCode, Place, TmError
from tm.formats.refused import Refused
from tm.messages import say, say_number
from tm.operations.import_ import Imported, Listeners, Progress, import_file, memory_named, open_for_import, refresh
from tm.workspace import STATE, Workspace

_MEGA = 1e6
_PATIENCE = 1.0
_PAUSE = 0.2
"""Seconds between two states of the progress line."""


@click.command(epilog="Example: tm import agency-2019.tmx archive.tmx.gz")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@click.option("--memory", default="", help="Name of the memory.  [default: imports/ and the file's name]")
@click.option("--rejects", type=click.Path(dir_okay=False, path_type=Path), help="Where refused units are listed.")
@click.option("--dry-run", is_flag=True, help="Read everything and write nothing.")
@WORKSPACE
@JSON
def command(  # noqa: PLR0913 - one parameter an option
    *, files: tuple[Path, ...], memory: str, rejects: Path | None, dry_run: bool, folder: Path, as_json: bool
) -> int:
    """Take TMX (also packed, .tmx.gz), XLIFF, PO, CSV and XLSX files into the memory, each as a memory of its own.

    Files may be of any size. An import that was interrupted goes on when it is run again, and what is there already is
    not stored twice. What can be repaired is repaired and counted; units that can't be used are listed with their
    reason, line and text, one JSON object a line. Exits with 1 where units were refused, with 2 where a file could not
    be read to its end.
    """
    workspace = workspace_at(folder)
    for path in files:
        memory_named(path, memory)
    listed = rejects or workspace.root / STATE / "rejected.jsonl"
    with _Rejects(listed) as refuse:
        done = list(_import(files, workspace, memory, refuse, dry_run=dry_run))
    if as_json:
        print_json(
            {"files": [_as_json(one, took) for one, took in done], "rejects": str(listed) if refuse.count else None}
        )
    else:
        click.echo("\n\n".join(_page(one, took, dry_run=dry_run) for one, took in done))
        if refuse.count:
            click.echo(
                say(
                    "\n{units} listed in {listed}.",
                    units=counted(refuse.count, "refused unit"),
                    listed=workspace.shown(listed),
                )
            )
        click.echo(_next([one for one, _ in done], dry_run=dry_run))
    broken = [one.error for one, _ in done if one.error]
    for error in broken:
        click.echo(styled(str(error), fg="red"), err=True)
    return ExitCode.USAGE if broken else ExitCode.FINDINGS if refuse.count else ExitCode.CLEAN


def _import(
    files: tuple[Path, ...], workspace: Workspace, memory: str, refuse: _Rejects, *, dry_run: bool
) -> Iterator[tuple[Imported, float]]:
    """Import the files one after the other; yield what came of each and the seconds it took."""
    store = None if dry_run else open_for_import(workspace)
    try:
        for path in files:
            started = time.perf_counter()
            with _meter(path.name) as show:
                done = import_file(path, workspace, store, memory=memory, listeners=Listeners(refuse, show))
            if store and done.changes.added + done.changes.changed:
                with _meter(path.name) as show:
                    show(None)
                    refresh(workspace, store)
            yield done, time.perf_counter() - started
    finally:
        if store:
            store.close()


class _Rejects:
    """The list of refused units; the file is made when the first one comes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: list[bytes] = []
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()

    def __call__(self, refused: Refused) -> None:
        """Add a unit."""
        place = refused.place
        line = {"reason": refused.reason, "file": place.file, "line": place.line, "text": refused.text}
        self._lines.append(msgspec.json.encode(line))
        self.count += 1
        if not self.count % _FLUSHED:
            self._flush()

    def _flush(self) -> None:
        if not self._lines:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("wb" if self.count <= _FLUSHED else "ab") as file:
                file.writelines(line + b"\n" for line in self._lines)
        except OSError as error:
            hint = say("Name another file with --rejects.")
            raise TmError(
                say("can't be written: {strerror}.", strerror=error.strerror), place=Place(str(self._path)), hint=hint
            ) from error
        self._lines = []


_FLUSHED = 1000


class _Meter:
    """A line that says how far the work has come."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._started = self._last = time.monotonic()
        self.shown = False

    def __call__(self, progress: Progress | None) -> None:
        """Show a state; None for the last step, which has no measure."""
        now = time.monotonic()
        if progress is None:
            self._echo(say("{name}: bringing the index up to date", name=self._name))
        elif now - self._started > _PATIENCE and now - self._last > _PAUSE:
            self._last = now
            share = 100 * progress.read // max(1, progress.size)
            speed = progress.read / _MEGA / (now - self._started)
            self._echo(
                say_number(
                    "{name}: {share} %, {number:,} unit, {speed:.1f} MB/s",
                    "{name}: {share} %, {number:,} units, {speed:.1f} MB/s",
                    progress.units,
                    name=self._name,
                    share=share,
                    speed=speed,
                )
            )

    def _echo(self, text: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{text}\x1b[K", nl=False, err=True)
            self.shown = True


@contextmanager
def _meter(name: str) -> Iterator[_Meter]:
    meter = _Meter(name)
    try:
        yield meter
    finally:
        if meter.shown:
            click.echo("\r\x1b[K", nl=False, err=True)


def _page(done: Imported, took: float, *, dry_run: bool) -> str:
    refused = sum(done.refused.values())
    changes = done.changes
    rows = [
        (
            say("Units"),
            say("{units:,} read", units=done.units)
            + (say(", {refused:,} refused", refused=refused) if refused else ""),
        )
    ]
    if not dry_run:
        stored = say(
            "{added:,} new, {changed:,} changed, {unchanged:,} there already",
            added=changes.added,
            changed=changes.changed,
            unchanged=changes.unchanged,
        )
        rows.append((say("Memory"), f"{done.memory}: {stored}"))
    rows.append((say("Time"), f"{took:.1f} s, {done.size / _MEGA / took:.1f} MB/s"))
    lines = [f"{done.file}", *("  " + line for line in table(rows).splitlines())]
    for title, counts in (
        (say("Refused"), done.refused),
        (say("Repaired"), {say(what): count for what, count in done.repaired.items()}),
        (say("Left out"), _named(done.left_out)),
    ):
        if counts:
            lines += [f"  {title}", *("    " + line for line in _counts(counts).splitlines())]
    return "\n".join(lines)


def _named(tags: Mapping[str, int]) -> dict[str, int]:
    return {say("texts in {tag!r}, a language tm does not know", tag=tag): count for tag, count in tags.items()}


def _counts(counts: Mapping[str, int]) -> str:
    return table([(f"{count:,}", what) for what, count in counts.items()], right=[0])


def _next(done: list[Imported], *, dry_run: bool) -> str:
    if dry_run:
        return say("\nNothing was written. Next: the same without --dry-run.")
    if any(one.error for one in done):
        return say("\nWhat stands before the fault is stored. Next: mend the file and run tm import again.")
    return say('\nNext: tm lookup "a sentence", or tm doctor to see what the memory is worth.')


def _as_json(done: Imported, took: float) -> dict[str, object]:
    return {
        "file": done.file,
        "memory": done.memory,
        "bytes": done.size,
        "seconds": round(took, 3),
        "units": done.units,
        "added": done.changes.added,
        "changed": done.changes.changed,
        "unchanged": done.changes.unchanged,
        "refused": done.refused,
        "repaired": done.repaired,
        "left_out": done.left_out,
        "error": str(done.error) if done.error else None,
    }
