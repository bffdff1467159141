"""What stands before every route: the host a request names, who may do what, sizes, rates, time, and the access log.

Written against ASGI (asgi.readthedocs.io, 3.0), so it guards whatever application stands behind it.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import logging
import secrets
import time
from collections import OrderedDict
from http import HTTPStatus
from urllib.parse import urlsplit

import anyio
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tm.server.answers import Refusal, refused
from tm.server.settings import LARGEST_BODY, SECONDS, Settings
from tm.server.tmserver import BASES

ACCESS = logging.getLogger("tm.server.access")
_WRITING = frozenset({"PUT", "POST"})
_OPEN = frozenset({"/healthz"})
_CLIENTS = 4096
_BURST = 2.0
"""Seconds of the rate that may come at once."""


class Guards:
    """The application behind its guards."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Guard an application as the settings say."""
        self._app = app
        self._settings = settings
        self._rates = Rates(settings.rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sent = _Sent(send)
        started = time.perf_counter()
        try:
            self._admit(scope)
            with anyio.fail_after(SECONDS):
                await self._app(scope, _limited(receive), sent)
        except Refusal as refusal:
            if not sent.status:
                await refused(refusal)(scope, receive, sent)
        except TimeoutError:
            if not sent.status:
                await refused(Refusal(503, f"The answer took more than {SECONDS:g} s."))(scope, receive, sent)
        except Exception:
            logging.getLogger("tm.server").exception("A bug in tm, please report it.")
            if not sent.status:
                await refused(Refusal(500, "A bug in tm; the server's log says more."))(scope, receive, sent)
        finally:
            if self._settings.access_log:
                _log(scope, sent, time.perf_counter() - started)

    def _admit(self, scope: Scope) -> None:
        """Raise `Refusal` for a request that must not go on."""
        headers = Headers(scope=scope)
        self._check_host(headers)
        if scope["path"] in _OPEN:
            return
        client = scope["client"][0] if scope.get("client") else ""
        if not self._rates.admit(client):
            raise Refusal(429, "Too many requests; wait a second.")
        if int(headers.get("content-length", "0") or 0) > LARGEST_BODY:
            raise Refusal(413, f"The body is over {LARGEST_BODY >> 20} MB.")
        self._check_rights(scope, headers)

    def _check_host(self, headers: Headers) -> None:
        """Refuse a name that is not the server's: a page elsewhere may have bent its own name to this machine."""
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        if host.lower() not in self._settings.names and not _is_address(host):
            raise Refusal(421, "The server does not go by this name; --allow-host names it.")

    def _check_rights(self, scope: Scope, headers: Headers) -> None:
        known = knows_token(headers.get("authorization", ""), self._settings.token)
        if not self._settings.local and not known:
            raise Refusal(401, "Send the token: Authorization: Bearer TOKEN.")
        if known or scope["method"] not in _WRITING or not scope["path"].startswith(BASES):
            return
        if not self._settings.allow_writes:
            raise Refusal(403, "The server only reads. Start it with --allow-writes, or send the token.")
        origin = headers.get("origin")
        if origin and urlsplit(origin).netloc != headers.get("host"):
            raise Refusal(403, "A page of another site must not write.")


class Rates:
    """How often clients ask: a bucket a client that fills again with time (token bucket)."""

    def __init__(self, rate: float) -> None:
        """Take requests a second; 0 for no limit."""
        self._rate = rate
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def admit(self, client: str, now: float | None = None) -> bool:
        """Tell whether a client may ask now, and count it if so; `now` is in seconds."""
        if not self._rate:
            return True
        moment = time.monotonic() if now is None else now
        left, since = self._buckets.pop(client, (self._rate * _BURST, moment))
        left = min(self._rate * _BURST, left + (moment - since) * self._rate)
        admitted = left >= 1
        self._buckets[client] = (left - admitted, moment)
        while len(self._buckets) > _CLIENTS:
            self._buckets.popitem(last=False)
        return admitted


def knows_token(authorization: str, token: str) -> bool:
    """Tell whether a header has the token: as `Bearer`, or as the password of `Basic` (RFC 7617)."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "basic":
        try:
            value = base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return False
    elif scheme.lower() != "bearer":
        return False
    return bool(token) and secrets.compare_digest(value.strip().encode(), token.encode())


class _Sent:
    """Passes an answer on and remembers its status and size."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0
        self.size = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        self.size += len(message.get("body", b""))
        await self._send(message)


def _limited(receive: Receive) -> Receive:
    """Return what receives a body and refuses one that is too large, whatever its header said."""
    size = 0

    async def limited() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > LARGEST_BODY:
            raise Refusal(413, f"The body is over {LARGEST_BODY >> 20} MB.")
        return message

    return limited


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _log(scope: Scope, sent: _Sent, seconds: float) -> None:
    """Write a line of the access log: client, request, status, bytes and milliseconds; texts are not logged."""
    client = scope["client"][0] if scope.get("client") else "-"
    route = scope.get("route")
    path = getattr(route, "path", None) or scope["path"][:40]
    reason = HTTPStatus(sent.status).phrase if sent.status else "-"
    ACCESS.info(
        "%s %s %r %d %s %d B %.1f ms", client, scope["method"], path, sent.status, reason, sent.size, seconds * 1000
    )
