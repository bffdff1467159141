"""`tm serve`: start the memory server."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import click
import msgspec

from tm.errors import ExitCode, Place, TmError
from tm.messages import say
from tm.workspace import find


@click.command(epilog="Example: tm serve --port 8888 --allow-writes")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8888, show_default=True, help="The port.")
@click.option("--allow-writes", is_flag=True, help="Programs on this machine may write without a token.")
@click.option(
    "--token-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with the token that lets a client write, and ask from another machine.",
)
@click.option(
    "--allow-host", "hosts", multiple=True, metavar="NAME", help="Another name of the server; may be repeated."
)
@click.option(
    "--rate",
    type=click.FloatRange(min=0),
    default=200,
    show_default=True,
    help="Requests a second and client; 0 for no limit.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.option("--quiet", is_flag=True, help="No access log.")
@click.option(
    "-w",
    "--workspace",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Folder of the workspace, or one inside it.  [default: where you are]",
)
def command(  # noqa: PLR0913 - one parameter an option
    *,
    host: str,
    port: int,
    allow_writes: bool,
    token_file: Path | None,
    hosts: tuple[str, ...],
    rate: float,
    workers: int,
    quiet: bool,
    folder: Path,
) -> int:
    """Answer other programs over HTTP: Virtaal, Lokalize, Weblate, scripts.

    The clients of tmserver and amaGama ask under /tmserver and /api/v1; /openapi.json describes the REST API. The
    server listens on this machine only, unless a token is there, and only reads, unless told otherwise.
    """
    try:
        from tm.server.app import VARIABLE, create
        from tm.server.running import run
        from tm.server.settings import Settings
    except ModuleNotFoundError as error:
        hint = say("Install them: pip install 'yaddash[serve]'.")
        raise TmError(say("`tm serve` needs packages that are not installed."), hint=hint) from error
    settings = Settings(
        root=find(folder).resolve(),
        host=host,
        port=port,
        token=_token(token_file),
        allow_writes=allow_writes,
        hosts=hosts,
        rate=rate,
        access_log=not quiet,
    )
    create(settings)
    listening = _listening(host, port)
    os.environ[VARIABLE] = msgspec.json.encode(settings, enc_hook=str).decode()
    click.echo(
        say(
            "Serving {root} on http://{host}:{port}/tmserver (stop: Ctrl-C).", root=settings.root, host=host, port=port
        ),
        err=True,
    )
    run(listening, workers)
    return ExitCode.CLEAN


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens, its answers sent at once; `TmError` where the address can't be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        sock = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        message = say("can't listen on {host}, port {port}: {strerror}.", host=host, port=port, strerror=error.strerror)
        raise TmError(message, hint=say("Choose another with --host and --port.")) from error
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def _token(file: Path | None) -> str:
    """Return the token in a file; `TmError` where there is none or it is short enough to be guessed."""
    if file is None:
        return ""
    token = file.read_text(encoding="utf-8").strip()
    if len(token) < _SHORTEST:
        hint = say("Write a secret of {shortest} characters or more into it.", shortest=_SHORTEST)
        raise TmError(say("the token is too short."), place=Place(str(file)), hint=hint)
    return token


_BACKLOG = 1024
_SHORTEST = 16
