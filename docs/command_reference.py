"""Makes `docs/cli.md` from the commands themselves: `python docs/command_reference.py`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from tm.cli import cli

PAGE = Path(__file__).parent / "cli.md"
INTRODUCTION = """\
# Commands

<!-- Made by docs/command_reference.py from the commands; a test holds the two together. -->

What is the same everywhere:

| | |
|---|---|
| exit code 0 | clean: nothing to complain of, something found |
| exit code 1 | findings, something refused, or nothing matched |
| exit code 2 | wrong usage, a broken setting, a file that can't be read; nothing was done |
| exit code 3 | a bug in `tm` |
| `-w`, `--workspace` | the workspace, or a folder inside it; without it the one you are in |
| `-o`, `--output` | where a result goes that would otherwise be printed |
| `--from`, `--to` | codes of languages: `en`, `az`, `ru`; `az-AZ` will do |
| `--json` | the same answer as JSON, one document, on standard output |
| `--jsonl` | a filter: a line of JSON in, a line of JSON out |
| `--dry-run` | say what would change and write nothing |
| standard error | errors, notices and progress; standard output has the answer alone |
| colour | on a terminal only; `NO_COLOR=1` switches it off |
| errors | `file:line:column: what is wrong. What to do.` |
"""


def leaves(group: click.Group, path: tuple[str, ...] = ("tm",)) -> Iterator[tuple[str, click.Command]]:
    """Yield every command that does something, with its full name, in the order of the help pages."""
    context = click.Context(group, info_name=path[-1])
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from leaves(command, (*path, name))
        elif command is not None:
            yield " ".join((*path, name)), command


def page() -> str:
    """Return the whole page."""
    return "\n".join([INTRODUCTION, _own(), *(_section(name, command) for name, command in leaves(cli))])


def _own() -> str:
    """Return the options of `tm` itself."""
    context = click.Context(cli, info_name="tm")
    lines = ["## tm", "", "Options that stand before the command:", *_table(cli, context), ""]
    return "\n".join(lines)


def _section(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    example = (command.epilog or "").removeprefix("Example: ")
    help_text = inspect.cleandoc(command.help or "").replace("\b\n", "")
    lines = [
        f"## {name}",
        "",
        help_text,
        "",
        f"Usage: `{usage}`",
        "",
        f"Example: `{example}`",
        *_table(command, context),
        "",
    ]
    return "\n".join(lines)


def _table(command: click.Command, context: click.Context) -> list[str]:
    """Return the lines of the table of a command's options, a blank one first; none where it has no options."""
    options = [one for one in command.params if isinstance(one, click.Option)]
    rows = [f"| {_names(one)} | {_help(one, context)} |" for one in options if not one.hidden]
    return ["", "| | |", "|---|---|", *rows] if rows else []


def _names(option: click.Option) -> str:
    value = "" if option.is_flag else f" {option.make_metavar(click.Context(click.Command('tm')))}"
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    return f"{names}{value}".replace("|", "\\|")


def _help(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    return " ".join((record[1] if record else "").split()).replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
