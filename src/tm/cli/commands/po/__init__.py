"""`tm po`: PO files updated, merged, accepted, counted and cleaned.

The subcommands live beside this file and are imported when one of them runs.
"""

from __future__ import annotations

from importlib import import_module

import click

from tm.cli.lazy import LazyGroup

SUBCOMMANDS = {
    "update": "Bring a PO file up to date with a new source or template.",
    "accept": "Find entries good: they are no longer fuzzy.",
    "reject": "Empty entries whose suggestion is no good.",
    "stats": "Count entries and words: finished, fuzzy, untranslated, reviewed.",
    "clean": "Drop obsolete entries and stale comments.",
    "commit-memory": "Take what PO files say into the memory, without a build.",
    "merge": "Merge three versions of a PO file: the merge driver of git.",
    "install-driver": "Make git merge PO files entry by entry.",
}
"""What the help page says of each subcommand."""
_MODULES = {
    "update": "updating",
    "accept": "judging",
    "reject": "judging",
    "stats": "keeping",
    "clean": "keeping",
    "commit-memory": "keeping",
    "merge": "merging",
    "install-driver": "merging",
}


def _load(name: str) -> click.Command:
    command: click.Command = import_module(f"{__name__}.{_MODULES[name]}").COMMANDS[name]
    return command


@click.group(cls=LazyGroup, table=SUBCOMMANDS, load=_load, epilog="Example: tm po stats locales/az")
def command() -> None:
    """Work on PO files as a whole; nothing but the entries concerned is written anew."""
