"""The command `tm`: a skin over the operations. It reads arguments, prints results and owns the exit codes.

Every command lives in a module of its own and is imported when it runs, so that `tm --help` and a hook start fast.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from keyword import iskeyword

import click

from tm import __version__, messages
from tm.cli.help import translate_click
from tm.cli.lazy import LazyGroup
from tm.errors import ExitCode, TmError
from tm.messages import say

COMMANDS = {
    "init": "Start a workspace in a folder.",
    "build": "Turn sources into PO files, TMX and the memory.",
    "lint": "Check translations, sources and texts.",
    "lookup": "Has something like this been said before?",
    "search": "Show a phrase in its context, with its translations.",
    "pretranslate": "Fill PO files from the memory.",
    "analyse": "Count how much of a text is in the memory.",
    "import": "Take TMX, XLIFF and PO files of others into the memory.",
    "export": "Write the memory as TMX, XLIFF or a project for a CAT tool.",
    "take": "Take home what a translator sends back.",
    "convert": "Turn a file of one format into another.",
    "po": "Update, merge and accept PO files.",
    "render": "Write a statement in a language, from its PO file.",
    "watch": "Run again what an edit touches.",
    "lsp": "Help inside the editor: the language server.",
    "serve": "Answer other programs over HTTP.",
    "log": "Show what a unit has been over time.",
    "forget": "Remove units from the memory.",
    "dedupe": "Remove imported units that another one repeats.",
    "stats": "Say what the memory holds.",
    "doctor": "Look for what is wrong in the memory.",
    "segment": "Split a document into segments.",
    "align": "Pair the sentences of two or three versions.",
    "glossary": "Ask the glossary.",
}


ELSEWHERE = {"lsp": "tm.lsp.command", "serve": "tm.server.command"}
"""Commands that start another skin: the module that has them."""


translate_click()


def _load(name: str) -> click.Command:
    module = ELSEWHERE.get(name, f"tm.cli.commands.{name}{'_' * iskeyword(name)}")
    command: click.Command = import_module(module).command
    return command


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    load=_load,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: tm build && tm lint",
)
@click.version_option(__version__, prog_name="tm")
@click.option(
    "--ui-language",
    metavar="CODE",
    expose_value=False,
    is_eager=True,
    callback=lambda _, __, code: _speak(code),
    help="The language of messages.  [default: that of the environment, LANG]",
)
def cli() -> None:
    """Keep what has been translated, and the words it is translated with.

    Exit codes: 0 clean, 1 findings or nothing matched, 2 usage or unreadable input, 3 a bug in tm.
    """


def _speak(code: str | None) -> None:
    """Choose the language of messages, for this process and those that it starts."""
    if not code:
        return
    from tm.languages import USUAL_SOURCE

    known = (USUAL_SOURCE.code, *messages.languages())
    if code not in (*known, messages.UNTRANSLATED):
        raise click.BadParameter(
            say("{code!r} is none of {names}.", code=code, names=", ".join(known)), param_hint="--ui-language"
        )
    os.environ["LANGUAGE"] = code


def _placed(error: click.ClickException) -> click.ClickException:
    """Return what to say of a mistake; of an option of `tm` behind a command, that it stands before it."""
    own = {name for option in cli.params for name in option.opts}
    if not isinstance(error, click.NoSuchOption) or error.option_name not in own:
        return error
    message = say("{option} stands before the command: tm {option} … COMMAND.", option=error.option_name)
    return click.UsageError(message, ctx=error.ctx)


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        code = 130
    except click.ClickException as error:
        _placed(error).show()
        code = ExitCode.USAGE
    except TmError as error:
        click.echo(str(error), err=True)
        code = ExitCode.USAGE
    except BrokenPipeError:
        sys.stderr.close()
        code = ExitCode.CLEAN
    except Exception:  # noqa: BLE001 - the last net: everything else is a bug and says so
        import traceback

        click.echo(
            say(
                "{format_exc}\ntm {version}: this is a bug in tm, please report it.",
                format_exc=traceback.format_exc(),
                version=__version__,
            ),
            err=True,
        )
        code = ExitCode.BUG
    sys.exit(code if isinstance(code, int) else ExitCode.CLEAN)
