"""Collects what `tm` says into `src/tm/interface/tm.pot` and brings the catalogues up to date with it.

`python .ci/messages.py` writes; `python .ci/messages.py --check` only tells whether something would change.
"""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import polib
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "tm"
TEMPLATE = SOURCE / "interface" / "tm.pot"
KEYWORDS = {"say": None, "say_number": (1, 2)}
NOUNS = ("finding", "new finding", "error", "warning", "info")
"""What is counted in words that are no part of the call."""
_TM = "from tm.cli import main; main()"
Message = tuple[str, ...]
"""A text, or a text for one thing and one for many."""


def messages() -> dict[Message, list[str]]:
    """Return everything that is said, with the files it is said in, in the order of the files."""
    found: dict[Message, list[str]] = {}
    for message, file in (*_called(), *_counted(), *_tables(), *_help()):
        places = found.setdefault(message, [])
        if file not in places:
            places.append(file)
    return found


def _called() -> Iterator[tuple[Message, str]]:
    """Yield what is given to `say` and `say_number`."""
    for file, _, text, _, _ in sorted(extract_from_dir(SOURCE, keywords=KEYWORDS, method_map=[("**.py", "python")])):
        yield (text if isinstance(text, tuple) else (text,)), file


def _counted() -> Iterator[tuple[Message, str]]:
    """Yield the nouns that are counted: `counted(3, "unit")`."""
    for noun in NOUNS:
        yield (f"{{number}} {noun}", f"{{number}} {noun}s"), "cli"
        yield (f"{noun}s",), "cli"
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "counted":
                noun = node.args[1]
                if isinstance(noun, ast.Constant):
                    yield (f"{{number}} {noun.value}", f"{{number}} {noun.value}s"), str(path.relative_to(SOURCE))


def _tables() -> Iterator[tuple[Message, str]]:
    """Yield what stands in tables of the code: what rules find, and what commands do."""
    from tm.cli import COMMANDS
    from tm.cli.commands.glossary import SUBCOMMANDS as GLOSSARY
    from tm.cli.commands.po import SUBCOMMANDS as PO
    from tm.lint.rules import RULES

    for summary in (*COMMANDS.values(), *GLOSSARY.values(), *PO.values()):
        yield (summary,), "cli"
    for rule in RULES:
        yield (rule.summary,), "lint/rules"


def _help() -> Iterator[tuple[Message, str]]:
    """Yield the help pages."""
    from tm.cli import cli

    for heading in ("Usage: ", "Options", "Commands", "Show this message and exit.", "Show the version and exit."):
        yield (heading,), "cli"
    for command in _commands(cli):
        yield (inspect.cleandoc(command.help or ""),), "cli"
        yield (command.epilog or "",), "cli"
        for option in command.params:
            if isinstance(option, click.Option) and option.help:
                yield (option.help,), "cli"


def _commands(group: click.Group) -> Iterator[click.Command]:
    context = click.Context(group)
    yield group
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command)
        elif command is not None:
            yield command


def template() -> str:
    """Return the template as a PO file without translations."""
    catalog = polib.POFile(wrapwidth=100)
    catalog.metadata = {
        "Project-Id-Version": "tm",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for message, places in messages().items():
        if message[0].strip():
            catalog.append(_entry(message, places))
    return str(catalog)


def _entry(message: Message, places: list[str]) -> polib.POEntry:
    flags = ["python-brace-format"] if any("{" in text for text in message) else []
    entry = polib.POEntry(msgid=message[0], occurrences=[(place, "") for place in places], flags=flags)
    if len(message) > 1:
        entry.msgid_plural = message[1]
        entry.msgstr_plural = {0: "", 1: ""}
    return entry


def main(*, check: bool) -> int:
    """Write the template and the catalogues; return 1 where something would change and nothing may be written."""
    text = f"{template()}\n".replace("\n\n\n", "\n\n")
    if check:
        return TEMPLATE.read_text(encoding="utf-8") != text
    TEMPLATE.write_text(text, encoding="utf-8")
    for catalog in sorted(TEMPLATE.parent.glob("*.po")):
        subprocess.run([sys.executable, "-c", _TM, "po", "update", str(catalog), str(TEMPLATE)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
