"""The application: all routes behind the guards, and how a process of the server gets its settings."""

from __future__ import annotations

import os
from collections.abc import Mapping

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from tm import __version__
from tm.operations.desk import Desk
from tm.server import api, tmserver
from tm.server.answers import Problem, Refusal, as_json, refused
from tm.server.guards import Guards
from tm.server.openapi import description
from tm.server.settings import Settings

VARIABLE = "TM_SERVER"
"""The environment variable that carries the settings to the processes of a server."""


def create(settings: Settings) -> ASGIApp:
    """Return the application for a workspace.

    Raises `TmError` where the settings would open it to strangers, or the workspace can't be used.
    """
    settings.check()
    desk = Desk(settings.root)
    about = description()

    async def health(_: Request) -> Response:
        return as_json({"status": "ok", "version": __version__})

    async def openapi(_: Request) -> Response:
        return as_json(about)

    own = [Route("/healthz", health, methods=["GET"]), Route("/openapi.json", openapi, methods=["GET"])]
    handlers: Mapping[type[Exception], object] = {HTTPException: _http_error, Refusal: _refusal, Exception: _bug}
    app = Starlette(
        routes=[*own, *api.routes(desk), *tmserver.routes(desk)],
        exception_handlers=handlers,  # type: ignore[arg-type]
    )
    app.router.redirect_slashes = False
    return Guards(app, settings)


def from_environment() -> ASGIApp:
    """Return the application with the settings that the starting process left in the environment."""
    return create(msgspec.json.decode(os.environ[VARIABLE], type=Settings, dec_hook=_path))


def _path(kind: type, value: object) -> object:
    return kind(value)


async def _refusal(_: Request, refusal: Exception) -> Response:
    return refused(refusal) if isinstance(refusal, Refusal) else as_json({}, status=500)


async def _bug(_: Request, __: Exception) -> Response:
    return as_json(Problem("A bug in tm; the server's log says more."), status=500)


async def _http_error(_: Request, error: Exception) -> Response:
    """Word starlette's own refusals (no such route, method not allowed) as ours."""
    if not isinstance(error, HTTPException):
        raise error
    return as_json({"error": f"{error.detail}."}, status=error.status_code, headers=dict(error.headers or {}))
