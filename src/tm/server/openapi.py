"""The description of the REST API (OpenAPI 3.1), made from its endpoints and the shapes they use."""

from __future__ import annotations

from typing import Any

import msgspec

from tm import __version__
from tm.server.answers import Problem
from tm.server.api import ENDPOINTS, Endpoint

_REFERENCE = "#/components/schemas/{name}"
_REFUSALS = {
    "400": "The question can't be used.",
    "401": "The token is missing or wrong.",
    "404": "The workspace hasn't this language.",
    "413": "The body is too large.",
    "421": "The server does not go by this name.",
    "429": "Too many requests.",
    "503": "The answer took too long.",
}


def description() -> dict[str, Any]:
    """Return the OpenAPI description as JSON data."""
    shapes = [shape for one in ENDPOINTS for shape in (one.question, one.answer)]
    _, components = msgspec.json.schema_components([*shapes, Problem], ref_template=_REFERENCE)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "tm",
            "version": __version__,
            "summary": "A workspace's memory, glossary and linter.",
            "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
        },
        "paths": {one.path: _path(one, components) for one in ENDPOINTS},
        "components": {"schemas": components, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{}, {"token": []}],
    }


def _path(endpoint: Endpoint, components: dict[str, Any]) -> dict[str, Any]:
    return {method.lower(): _operation(endpoint, method, components) for method in endpoint.methods}


def _operation(endpoint: Endpoint, method: str, components: dict[str, Any]) -> dict[str, Any]:
    name = endpoint.path.rpartition("/")[2]
    operation: dict[str, Any] = {
        "operationId": f"{method.lower()}_{name}",
        "summary": endpoint.summary,
        "responses": {
            "200": {"description": endpoint.answer.__doc__, "content": _json(endpoint.answer)},
            **{code: {"description": why, "content": _json(Problem)} for code, why in _REFUSALS.items()},
        },
    }
    if method == "POST":
        content = {"application/json": {"schema": _schema(endpoint.question), "example": endpoint.example}}
        operation["requestBody"] = {"required": True, "content": content}
    else:
        operation["parameters"] = list(_parameters(endpoint, components))
    return operation


def _parameters(endpoint: Endpoint, components: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the fields of a question as parameters of a query; a field that may be missing has no null there."""
    shape = components[endpoint.question.__name__]
    return [
        {
            "name": name,
            "in": "query",
            "required": name in shape.get("required", ()),
            "schema": _without_null(schema),
            **({"example": endpoint.example[name]} if name in endpoint.example else {}),
        }
        for name, schema in shape["properties"].items()
    ]


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a field in a query, where nothing is said by leaving it out."""
    options = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    return dict(options[0]) if options else schema


def _schema(shape: type[Any]) -> dict[str, str]:
    return {"$ref": _REFERENCE.format(name=shape.__name__)}


def _json(shape: type[Any]) -> dict[str, Any]:
    return {"application/json": {"schema": _schema(shape)}}
