"""`tm po`: PO files updated, merged, accepted, counted and cleaned.

The subcommands live beside this file and are imported when one of them runs.
"""

from __future__ import annotations

from importlib import import_module

import click

from tm.messages import say

SUBCOMMANDS = {
    "update": ("updating", "Bring a PO file up to date with a new source or template."),
    "accept": ("judging", "Find entries good: they are no longer fuzzy."),
    "reject": ("judging", "Empty entries whose suggestion is no good."),
    "stats": ("keeping", "Count entries and words: finished, fuzzy, untranslated, reviewed."),
    "clean": ("keeping", "Drop obsolete entries and stale comments."),
    "commit-memory": ("keeping", "Take what PO files say into the memory, without a build."),
    "merge": ("merging", "Merge three versions of a PO file: the merge driver of git."),
    "install-driver": ("merging", "Make git merge PO files entry by entry."),
}
"""The module that holds each subcommand, and what the help page says of it."""


class _Subcommands(click.Group):
    """A group that imports a subcommand only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of the table."""
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import one subcommand."""
        if cmd_name not in SUBCOMMANDS:
            return None
        module = import_module(f"{__name__}.{SUBCOMMANDS[cmd_name][0]}")
        found = module.COMMANDS[cmd_name]
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Print the table without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in SUBCOMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the nearest subcommand for a mistyped one."""
        import difflib

        close = difflib.get_close_matches(args[0], SUBCOMMANDS, n=1) if args[0] not in SUBCOMMANDS else []
        if close:
            ctx.fail(say("No such command {args!r}. Did you mean {close!r}?", args=args[0], close=close[0]))
        return super().resolve_command(ctx, args)


@click.group(cls=_Subcommands, epilog="Example: tm po stats locales/az")
def command() -> None:
    """Work on PO files as a whole; nothing but the entries concerned is written anew."""
