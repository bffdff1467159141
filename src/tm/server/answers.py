"""Answers as JSON, and the refusals that every route words alike."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

T = TypeVar("T")


class Refusal(Exception):
    """A request that is not carried out: the HTTP status, what is wrong and what to do."""

    def __init__(self, status: int, message: str) -> None:
        """Take a status of 400 or more and a sentence or two."""
        super().__init__(message)
        self.status = status
        self.message = message


class Problem(msgspec.Struct, frozen=True):
    """The body of every refusal."""

    error: str


def as_json(value: object, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return a value as a JSON answer."""
    return Response(msgspec.json.encode(value), status, headers, media_type="application/json")


def refused(refusal: Refusal) -> Response:
    """Return the answer to a request that is not carried out."""
    headers = {"WWW-Authenticate": 'Basic realm="tm", charset="UTF-8"'} if refusal.status == _UNAUTHORIZED else None
    return as_json(Problem(refusal.message), status=refusal.status, headers=headers)


async def body_of(request: Request, shape: type[T]) -> T:
    """Return the JSON body of a request in its shape.

    Raises `Refusal` (400) where it is no JSON or has another shape.
    """
    try:
        return msgspec.json.decode(await request.body(), type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refusal(400, f"The body can't be used: {error}.") from error


_UNAUTHORIZED = 401
