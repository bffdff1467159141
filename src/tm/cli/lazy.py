"""Groups of commands that are imported only when one of them runs, so that help pages and hooks start fast."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from tm.messages import say


class LazyGroup(click.Group):
    """A group that knows its commands by a table: name and what the help page says of it."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - what click passes on
        table: Mapping[str, str],
        load: Callable[[str], click.Command],
        **more: Any,  # noqa: ANN401 - what click passes on
    ) -> None:
        """Take the table and what imports a command by its name."""
        super().__init__(*args, **more)
        self._table = table
        self._load = load

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of the table."""
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import one command."""
        return self._load(cmd_name) if cmd_name in self._table else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Print the table without importing anything."""
        with formatter.section(say("Commands")):
            formatter.write_dl(list(self._table.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the nearest command for a mistyped one."""
        import difflib

        close = difflib.get_close_matches(args[0], self._table, n=1) if args and args[0] not in self._table else []
        if close:
            ctx.fail(say("No such command {name!r}. Did you mean {close!r}?", name=args[0], close=close[0]))
        return super().resolve_command(ctx, args)
