"""The parts of a text that are no words: placeholders, tags, entities and addresses.

Here they are found and named; whether a translation has the right ones is the linter's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from tm.model import Span


class Kind(StrEnum):
    """What a mark is."""

    URL = "url"
    EMAIL = "email"
    TAG = "tag"
    ENTITY = "entity"
    BRACE = "brace"
    """`{name}`, `{0:d}`, `{{name}}`, `${name}`, `%{name}`."""
    PERCENT = "percent"
    """`%s`, `%(name)s`, `%1$d`, `%1`."""


class Mark(msgspec.Struct, frozen=True, gc=False):
    """One mark as it stands in a text."""

    kind: Kind
    span: Span
    text: str


_CONVERSIONS = "diouxXeEfFgGcrsaApSCm"
PERCENT = re.compile(
    r"(?<![0-9])%(?:\((?P<name>[^()\s]{1,60})\))?(?:(?P<number>[1-9][0-9]?)\$)?"
    r"(?P<how>[#0+']*(?:-(?=[0-9*]))?(?:[0-9]+|\*)?(?:\.(?:[0-9]+|\*)?)?(?:hh|ll|[hlLqjzt])?|\.?<[A-Z]\w+>)"
    rf"(?P<type>[{_CONVERSIONS}])(?![^\W\d_](?<=[^\x00-\x7f]))"
)
"""One conversion of printf or of Python's `%`; the blank flag (`% d`) is left out, for it is mostly a per cent sign."""
DATE_FORMAT = re.compile(r"%(?:[-_^#E]?[bBHIjklMPUVwWyYZT]|E[CcxX])(?![A-Za-z])")
"""Conversions of dates that printf does not know: such a message is a date format, its language's own."""
_ADDRESSES = (
    r"(?P<url>\b(?:https?|ftps?|sftp|smb|file|ssh|git)://[^\s<>\"'«»“”‘’`]*[^\s<>\"'«»“”‘’`.,;:!?)\]}]|\bmailto:[^\s<>\"']+)"
    r"|(?P<email>\b[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\b)"
)
_MARKUP = (
    r"(?P<tag></?[A-Za-z][\w:.-]*(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s<>\"']+))*\s*/?>)"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
    r"|(?P<brace>[$%]?\{\{?[^\W\d][\w.\[\]]*(?:![rsa])?(?::[^{}\s]{0,20})?\}\}?|\{[0-9]*(?:![rsa])?(?::[^{}\s]{0,20})?\})"
    rf"|%%|(?P<percent>%[1-9][0-9]?(?=[^\W\d_]{{2}}|x%)|{PERCENT.pattern}|%[1-9][0-9]?(?![0-9$]))"
)
_FIND = re.compile(f"{_ADDRESSES}|{_MARKUP}")
_ADDRESS = re.compile(r"[@:](?:(?<=@)|//|(?<=mailto:))")
_FIND_MARKUP = re.compile(_MARKUP)
_BEGINS_MARKUP = re.compile(r"[<&{$%]")
_KINDS = {str(kind): kind for kind in Kind}


def find_marks(text: str, flags: Iterable[str] = ()) -> tuple[Mark, ...]:
    """Return the marks of a text in order; `flags` of an entry can rule kinds out (`no-c-format`)."""
    hits = list(_FIND.finditer(text)) if _ADDRESS.search(text) else _markup(text)
    if not hits:
        return ()
    out = {Kind.BRACE for flag in flags if flag == "no-python-brace-format"}
    out |= {Kind.PERCENT for flag in flags if flag in {"no-c-format", "no-python-format"}}
    return tuple(
        Mark(kind, Span(hit.start(), hit.end()), hit.group())
        for hit in hits
        if hit.lastgroup and (kind := _KINDS[hit.lastgroup]) not in out
    )


def _markup(text: str) -> list[re.Match[str]]:
    """Return the marks of a text without addresses, quickly: each begins with one of a few signs."""
    hits: list[re.Match[str]] = []
    sign = _BEGINS_MARKUP.search(text)
    while sign:
        hit = _FIND_MARKUP.match(text, sign.start())
        if hit:
            hits.append(hit)
        sign = _BEGINS_MARKUP.search(text, hit.end() if hit else sign.end())
    return hits


def blanked(text: str, marks: Iterable[Mark]) -> str:
    """Return the text with every mark replaced by as many blanks."""
    pieces: list[str] = []
    end = 0
    for mark in marks:
        pieces += (text[end : mark.span.start], " " * (mark.span.end - mark.span.start))
        end = mark.span.end
    return "".join([*pieces, text[end:]]) if end else text
