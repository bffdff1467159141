"""`tm lsp`: help inside the editor."""

from __future__ import annotations

import click

from tm.errors import TmError
from tm.messages import say


@click.command(epilog="Example: tm lsp   (the editor runs it; docs/editors.md says what to paste)")
@click.option("--stdio", is_flag=True, help="Talk over standard input and output, as it always does.")
def command(*, stdio: bool) -> None:  # noqa: ARG001 - some editors insist on passing it
    """Help inside the editor: the language server.

    An editor starts it and talks to it over standard input and output. It checks PO files and sources while they are
    edited, completes from memory and glossary, shows what a term is called in each language, and mends what has one
    right answer.
    """
    try:
        from tm.lsp.server import serve
    except ImportError as error:
        hint = say("Install it: pip install 'yaddash[lsp]' (in a checkout: pip install '.[lsp]').")
        raise TmError(say("the language server needs {name}.", name=error.name), hint=hint) from error
    serve()
