"""Help pages in the language of the interface: click lays them out, the words come from `tm.messages`."""

from __future__ import annotations

from collections.abc import Iterable

import click

from tm.messages import say

_EXTRA = "  ["
"""What separates an option's help from what click adds: its default and its range."""


class Formatter(click.HelpFormatter):
    """A help page whose texts are translated as they are written."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, prefix=say("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(say(heading))

    def write_text(self, text: str) -> None:
        """Write a paragraph or more."""
        super().write_text(say(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names with what they mean."""
        super().write_dl([(name, _meaning(text)) for name, text in rows], col_max, col_spacing)


def _meaning(text: str) -> str:
    """Translate an option's help; the default that click adds stays behind it."""
    whole = say(text)
    head, separator, extra = text.rpartition(_EXTRA)
    return whole if whole != text or not separator else f"{say(head)}{separator}{extra}"
