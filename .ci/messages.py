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
Message = tuple[str, ...]
"""A text, or a text for one thing and one for many."""
NOUNS = ("finding", "new finding", "error", "warning", "info")
"""What is counted in words that are no part of the call."""
CLICK: tuple[Message, ...] = (
    ("Usage:",),
    ("Options",),
    ("Show this message and exit.",),
    ("default: {default}",),
    ("required",),
    ("file",),
    ("directory",),
    ("path",),
    ("Try '{command} {option}' for help.",),
    ("Error: {message}",),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Missing command.",),
    ("Missing argument",),
    ("Missing option",),
    ("No such command {name!r}.",),
    ("No such option {name!r}.",),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Option {name!r} does not take a value.",),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("Invalid value for {param_hint}: {message}",),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("{value!r} is not a valid {number_type}.",),
    ("{value} is not in the range {range}.",),
    ("{value!r} does not match the format {format}.", "{value!r} does not match the formats {formats}."),
    ("{name} {filename!r} does not exist.",),
    ("{name} {filename!r} is a file.",),
    ("{name} {filename!r} is a directory.",),
    ("{name} {filename!r} is not readable.",),
)
"""What click says to a user of `tm`."""
LABELS = ("segments", "words", "characters", "total", "Latin", "Cyrillic", "Greek")
"""What columns are called in a file and on the terminal, and the alphabets that look alike."""
REPAIRS = (
    "UTF-16 read",
    "language tags in other capitals read",
    "language tags with _ read",
    "control characters and references mended",
    "lang read as xml:lang",
    "empty texts left out",
    "inline tags without their partner read as single ones",
    "inline tags without a partner",
    "wrong DOCTYPE passed over",
    "missing srclang passed over",
    "empty terms left out",
    "terms preferred besides another one read as admitted",
    "languages without a preferred term: the first one taken",
    "terms given twice taken once",
    "terms with another standing than in the glossary, which stands",
)
"""What readers put right; in JSON these are the names of counts."""
GRAMMAR = (
    "singular",
    "plural",
    "nominative",
    "genitive",
    "dative",
    "accusative",
    "locative",
    "ablative",
    "instrumental",
    "prepositional",
    "possessive",
    "possessive 1",
    "possessive 2",
    "possessive 3",
    "possessive 1 plural",
    "possessive 2 plural",
    "predicative 1",
    "predicative 2",
    "predicative 3",
    "predicative 1 plural",
    "predicative 2 plural",
    "predicative 3 plural",
    "relative",
    "until",
    "past",
    "conditional",
    "inferential",
    "question",
    "present 3",
    "participle",
    "listed",
    "form",
)
"""What the forms of a term are called."""
_TM = "from tm.cli import main; main()"


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
    """Yield what stands in tables of the code: what rules find, what commands do, what rows are called."""
    from tm.cli import COMMANDS
    from tm.cli.commands.glossary import SUBCOMMANDS as GLOSSARY
    from tm.cli.commands.po import SUBCOMMANDS as PO
    from tm.lint.rules import RULES

    for summary in (*COMMANDS.values(), *GLOSSARY.values(), *PO.values()):
        yield (summary,), "cli"
    for rule in RULES:
        yield (rule.summary,), "lint/rules"
    for row in (*LABELS, *REPAIRS, *GRAMMAR, *_rows()):
        yield (row,), "cli"


def _rows() -> Iterator[str]:
    """Yield what rows of printed tables are called."""
    from tm.formats import FORMATS
    from tm.formats.loss import CONCEPT_FIELDS, UNIT_FIELDS, Fate
    from tm.memory.similarity import BOTH_SIDES, ONE_SIDE, Kind as Difference
    from tm.model import BlockKind
    from tm.operations.analyse import ROWS
    from tm.operations.glossary_exchange import CARRIAGES
    from tm.operations.profiles import PROFILES
    from tm.operations.take import Kind as Returned

    yield from (*Difference, BOTH_SIDES, ONE_SIDE, *BlockKind, *Returned)
    yield from (row for row in ROWS if not row[:1].isdigit())
    yield from (field.name for field in (*UNIT_FIELDS, *CONCEPT_FIELDS))
    tables = (*(one.carriage for one in (*FORMATS, *PROFILES)), *CARRIAGES.values())
    yield from (field.how for table in tables for field in table.values() if field.fate is Fate.MAPPED)
    yield from (profile.next_step for profile in PROFILES)


def _help() -> Iterator[tuple[Message, str]]:
    """Yield the help pages."""
    from tm.cli import cli

    for message in CLICK:
        yield message, "cli"
    for command in _commands(cli):
        yield (inspect.cleandoc(command.help or ""),), "cli"
        yield (command.epilog or "",), "cli"
        for option in command.params:
            if isinstance(option, click.Option) and option.help:
                yield (option.help,), "cli"
                yield (_placeholder(option, click.Context(command)),), "cli"


def _placeholder(option: click.Option, context: click.Context) -> str:
    """Return what stands for the value of an option, nothing where it has none or click has a word for it."""
    name = "" if option.is_flag or isinstance(option.type, click.Path) else option.make_metavar(context)
    return name if name.replace(" ", "").isalpha() and name.isupper() else ""


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
