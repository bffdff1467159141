"""The routes of translate-toolkit's *tmserver* and of *amaGama*, for the clients that were written for them.

Virtaal, Lokalize, Pootle and Weblate ask `/{source}/{target}/unit/{text}` and read a JSON list; both bases, `/tmserver`
and `/api/v1`, answer alike (amaGama, docs/api.rst; Weblate, machinery/tmserver.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, unquote_to_bytes

import msgspec
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tm import languages
from tm.errors import TmError
from tm.language import Language
from tm.memory.lookup import Match
from tm.operations.desk import Asked, Desk
from tm.operations.received import units_of_pairs, units_of_po
from tm.server.answers import Refusal, as_json, body_of
from tm.server.masks import masked, unmasked
from tm.server.settings import LONGEST_TEXT
from tm.server.threads import in_thread

BASES = ("/tmserver", "/api/v1")
_EXACT = 100
_FLOOR = 30
"""The least `min_similarity`, as amaGama has it."""
_MOST = 100
"""The most candidates."""
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]{0,63}(?:\.[A-Za-z_$][\w$]{0,63}){0,3}", re.ASCII)


class _Anything(Convertor[str]):
    """The rest of an address, line ends included."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("anything", _Anything())


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A match as these clients read it."""

    source: str
    target: str
    quality: int
    """0 to 100."""
    rank: float
    """As the quality, with the fractions that decide between equals."""
    context: str = ""


class Pair(msgspec.Struct, frozen=True):
    """A unit as these clients write it."""

    source: str
    target: str
    context: str = ""


def routes(desk: Desk) -> list[Route]:
    """Return the routes of both bases."""
    handlers = Handlers(desk)
    return [
        Route(base + path, handler, methods=list(methods))
        for base in BASES
        for path, handler, methods in (
            ("/languages", handlers.languages, ("GET",)),
            ("/languages/", handlers.languages, ("GET",)),
            ("/{source}/{target}/unit", handlers.unit, ("GET",)),
            ("/{source}/{target}/unit/{text:anything}", handlers.unit, ("GET", "PUT", "POST")),
            ("/{source}/{target}/store/{name:anything}", handlers.store, ("PUT", "POST")),
        )
    ]


class Handlers:
    """What answers the routes."""

    def __init__(self, desk: Desk) -> None:
        """Answer from this desk."""
        self._desk = desk

    async def languages(self, _: Request) -> Response:
        """Return the languages that can be asked from and to."""
        codes = [language.code for language in (await in_thread(lambda: self._desk.workspace)).languages]
        return as_json({"sourceLanguages": codes, "targetLanguages": codes})

    async def unit(self, request: Request) -> Response:
        """Return the matches of a text, or take a unit."""
        if request.method in {"PUT", "POST"}:
            return await self._written(request, units_of_pairs, [await body_of(request, Pair)])
        query = _query(request)
        text = _text_in(request) or query.get("source", "")
        if not text:
            raise Refusal(404, "No text: ask for /unit/TEXT or /unit/?source=TEXT.")
        if len(text) > LONGEST_TEXT:
            raise Refusal(414, f"The text is over {LONGEST_TEXT} characters long.")
        least = max(_FLOOR, _number(query, "min_similarity", 70, _EXACT))
        most = _number(query, "max_candidates", 5, _MOST) or _MOST
        pair = self._pair(request)
        found = await in_thread(lambda: self._found(text, pair, least, most)) if pair else []
        return _answer(found, query.get("jsoncallback", ""))

    async def store(self, request: Request) -> Response:
        """Take a list of units, or a PO file."""
        body = await request.body()
        if body.lstrip()[:1] == b"[":
            return await self._written(request, units_of_pairs, await body_of(request, list[Pair]))
        return await self._written(request, units_of_po, body)

    def _pair(self, request: Request) -> tuple[Language, Language] | None:
        """Return the languages asked for, None where the workspace hasn't both."""
        try:
            source, target = (languages.get(request.path_params[name]) for name in ("source", "target"))
        except TmError:
            return None
        known = self._desk.workspace.languages
        return (source, target) if source is not target and source in known and target in known else None

    def _found(self, text: str, pair: tuple[Language, Language], least: int, most: int) -> list[Match]:
        asked = Asked(text=unmasked(text), source=pair[0], target=pair[1], threshold=least, limit=most)
        matches = [masked(match, text) for match in self._desk.lookup(asked)]
        return sorted(matches, key=lambda match: -min(match.score.total, _EXACT))

    async def _written(self, request: Request, units_of: Callable[..., object], what: object) -> Response:
        pair = self._pair(request)
        if pair is None:
            raise Refusal(404, "The workspace doesn't have these languages.")
        try:
            changes = await in_thread(lambda: self._desk.write(units_of(what, *pair)))  # type: ignore[arg-type]
        except TmError as error:
            raise Refusal(400, str(error)) from error
        return as_json({"status": "written", "added": changes.added, "changed": changes.changed})


def _answer(found: list[Match], callback: str) -> Response:
    """Return matches as JSON, or as a call of a function (JSONP) whose name is one."""
    body = msgspec.json.encode([_candidate(match) for match in found])
    headers = {"Cache-Control": "max-age=60"}
    if not callback:
        return Response(body, headers=headers, media_type="application/json")
    if not _CALLBACK.fullmatch(callback):
        raise Refusal(400, "`jsoncallback` is not the name of a function.")
    headers["X-Content-Type-Options"] = "nosniff"
    return Response(callback.encode() + b"(" + body + b");", headers=headers, media_type="text/javascript")


def _candidate(match: Match) -> Candidate:
    score = match.score
    rank = round((score.words + score.characters) / 2, 2)
    return Candidate(source=match.source, target=match.target, quality=min(score.total, _EXACT), rank=rank)


def _text_in(request: Request) -> str:
    """Return the text in the path, decoded from the bytes that were sent: slashes and dots are part of it."""
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    _, _, quoted = raw.partition(b"?")[0].partition(b"/unit/")
    try:
        return unquote_to_bytes(quoted).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, "The text in the address is not UTF-8.") from error


def _query(request: Request) -> Mapping[str, str]:
    try:
        query = request.scope["query_string"].decode("ascii")
        return dict(parse_qsl(query, keep_blank_values=True, errors="strict"))
    except (UnicodeDecodeError, ValueError) as error:
        raise Refusal(400, "The query of the address is not UTF-8.") from error


def _number(query: Mapping[str, str], name: str, usual: int, most: int) -> int:
    value = query.get(name) or str(usual)
    if not re.fullmatch(r"\d{1,6}(?:\.\d+)?", value, re.ASCII):
        raise Refusal(400, f"`{name}` is no number: 0 to {most}.")
    return min(int(float(value)), most)
