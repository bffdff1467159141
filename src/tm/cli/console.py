"""How the terminal is written to: colour, tables, JSON and progress, the same in every command."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import click
import msgspec

T = TypeVar("T")
WIDTH = min(100, shutil.get_terminal_size((100, 24)).columns)
"""Columns that every table and every report fits into: those of the terminal, 100 at most."""
_PATIENCE = 1.0
"""Seconds of work before a progress line appears."""


def styled(text: str, **style: str | bool) -> str:
    """Return the text coloured for a terminal; `click.echo` takes the colour out again where there is none."""
    return text if os.environ.get("NO_COLOR") else click.style(text, **style)  # type: ignore[arg-type]


def table(rows: Sequence[Sequence[object]], *, head: Sequence[str] = (), right: Iterable[int] = ()) -> str:
    """Return rows laid out in columns two spaces apart; the columns in `right` (from 0) are set flush right."""
    lines = [[str(cell) for cell in row] for row in ([head] if head else []) + list(rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))] if lines else []
    flush = set(right)
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in flush else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def wrapped(text: str) -> str:
    """Return a text as lines that fit; file names and commands stay whole."""
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def print_json(value: object) -> None:
    """Print a value as indented JSON, one document."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def print_json_line(value: object) -> None:
    """Print a value as one line of JSON, for filters."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def progress(items: Sequence[T], label: str) -> Iterator[T]:
    """Go through the items; on a terminal, after one second, show how far it has come."""
    started, shown = time.monotonic(), False
    for number, item in enumerate(items):
        if sys.stderr.isatty() and time.monotonic() - started > _PATIENCE:
            click.echo(f"\r{label} {number}/{len(items)}\x1b[K", nl=False, err=True)
            shown = True
        yield item
    if shown:
        click.echo("\r\x1b[K", nl=False, err=True)


def shorten(text: str, width: int) -> str:
    """Return the text on one line of at most `width` columns."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"
