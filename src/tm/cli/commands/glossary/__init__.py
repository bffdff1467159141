"""`tm glossary`: concepts, the forms of their terms, and keeping the glossary in order.

The subcommands live beside this file and are imported when one of them runs.
"""

from __future__ import annotations

from importlib import import_module

import click

from tm.cli.lazy import LazyGroup

SUBCOMMANDS = {
    "show": "Show a concept, or those with a word in a term.",
    "forms": "Print the forms of a term as a table.",
    "explain": "Say how a form is made, suffix by suffix.",
    "match": "Find a term in texts: a filter for scripts.",
    "check": "Find contradictions, gaps and unused concepts.",
    "fmt": "Put the glossary's files in the house style.",
    "add": "Add a concept.",
    "extract": "Find terms that the sources use.",
    "import": "Take in a table, TBX or another tool's list.",
    "export": "Write a table, TBX or another tool's list.",
}
"""What the help page says of each subcommand."""
_MODULES = {
    "show": "asking",
    "forms": "asking",
    "explain": "asking",
    "match": "asking",
    "check": "keeping",
    "fmt": "keeping",
    "add": "keeping",
    "extract": "extracting",
    "import": "exchanging",
    "export": "exchanging",
}


def _load(name: str) -> click.Command:
    command: click.Command = import_module(f"{__name__}.{_MODULES[name]}").COMMANDS[name]
    return command


@click.group(cls=LazyGroup, table=SUBCOMMANDS, load=_load, epilog="Example: tm glossary show ombudsperson")
def command() -> None:
    """Ask the glossary, and keep it in order."""
