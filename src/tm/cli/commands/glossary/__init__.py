"""`tm glossary`: concepts, the forms of their terms, and keeping the glossary in order.

The subcommands live beside this file and are imported when one of them runs.
"""

from __future__ import annotations

from importlib import import_module

import click

from tm.messages import say

SUBCOMMANDS = {
    "show": ("asking", "Show a concept, or those with a word in a term."),
    "forms": ("asking", "Print the forms of a term as a table."),
    "explain": ("asking", "Say how a form is made, suffix by suffix."),
    "match": ("asking", "Find a term in texts: a filter for scripts."),
    "check": ("keeping", "Find contradictions, gaps and unused concepts."),
    "fmt": ("keeping", "Put the glossary's files in the house style."),
    "add": ("keeping", "Add a concept."),
    "extract": ("extracting", "Find terms that the sources use."),
    "import": ("exchanging", "Take in a table, TBX or another tool's list."),
    "export": ("exchanging", "Write a table, TBX or another tool's list."),
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


@click.group(cls=_Subcommands, epilog="Example: tm glossary show ombudsperson")
def command() -> None:
    """Ask the glossary, and keep it in order."""
