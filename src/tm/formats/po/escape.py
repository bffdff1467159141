r"""Escape sequences of PO strings, both ways, and where each character of a text stands in its escaped form.

A `\xHH` or octal escape is one byte of UTF-8, so that several of them may stand for one character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAMED = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_PAIR = re.compile(r"\\(.)", re.DOTALL)
_TOKEN = re.compile(
    r"""(?P<bytes>(?:\\(?:x[0-9A-Fa-f]{1,2}|[0-7]{1,3}))+)|\\(?P<name>.?)|(?P<plain>[^\\]+)""",
    re.DOTALL,
)
_BYTE = re.compile(r"\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3}))")
_ESCAPED = str.maketrans({letter: f"\\{name}" for name, letter in _NAMED.items()})


def escape(text: str) -> str:
    """Return the text as it stands between quotation marks, without any line breaks put in."""
    return text.translate(_ESCAPED)


def unescape(body: str) -> str:
    """Return the text an escaped body stands for; what is no escape sequence is kept as it is written."""
    text = unescape_named(body)
    return "".join(piece for piece, _, _ in pieces(body)) if text is None else text


def unescape_named(body: str) -> str | None:
    """Return the text of a body whose escape sequences are all backslash and letter, None for any other body."""
    if "\\" not in body:
        return body
    if "\\\\" not in body:
        text = body.replace("\\n", "\n").replace('\\"', '"')
        if "\\" not in text:
            return text
    try:
        return _PAIR.sub(lambda pair: _NAMED[pair[1]], body)
    except KeyError:
        return None


def pieces(body: str) -> Iterator[tuple[str, int, int]]:
    """Cut a body into `(text, start, end)`: a run of plain text is one piece, an escaped character another."""
    for token in _TOKEN.finditer(body):
        if token["plain"]:
            yield token["plain"], *token.span()
        elif token["bytes"]:
            yield from _characters(token["bytes"], token.start())
        else:
            yield _NAMED.get(token["name"], token[0]), *token.span()


def bad_escape(body: str) -> tuple[int, str] | None:
    """Return offset and text of the first thing in the body that is no escape sequence, None where all is well."""
    for token in _TOKEN.finditer(body):
        if token["name"] is not None and token["name"] not in _NAMED:
            return token.start(), token[0]
        if token["bytes"] and _decoded(token["bytes"]) is None:
            return token.start(), token["bytes"]
    return None


def _decoded(run: str) -> str | None:
    values = [int(hexadecimal, 16) if hexadecimal else int(octal, 8) for hexadecimal, octal in _BYTE.findall(run)]
    try:
        return bytes(values).decode("utf-8")
    except ValueError:
        return None


def _characters(run: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Give each character of a run of byte escapes with the escapes it is made of."""
    text = _decoded(run)
    if text is None:
        yield run, start, start + len(run)
        return
    ends = [match.end() for match in _BYTE.finditer(run)]
    first, last = 0, 0
    for letter in text:
        last += len(letter.encode())
        yield letter, start + (ends[first - 1] if first else 0), start + ends[last - 1]
        first = last
