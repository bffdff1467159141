"""The parts of a text that are no words: placeholders, tags, entities and addresses.

Here they are found and named; whether a translation has the right ones is the linter's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
_FIND_ADDRESS = re.compile(_ADDRESSES)
_ADDRESS_SIGN = re.compile(r"[@:](?:(?<=@)|//|(?<=mailto:))")
_FIND_MARKUP = re.compile(_MARKUP)
_BEGINS_MARKUP = re.compile(r"[<&{$%]")
SIGNS = frozenset("<&{$%@:")
"""Every mark has one of these characters."""
_KINDS = {str(kind): kind for kind in Kind}
_RULED_OUT = {
    "no-python-brace-format": (Kind.BRACE,),
    "no-python-format": (Kind.PERCENT,),
    "no-c-format": (Kind.PERCENT,),
}
"""By flag of an entry: what is no mark in its texts."""


def find_marks(text: str, flags: Iterable[str] = ()) -> tuple[Mark, ...]:
    """Return the marks of a text in order; `flags` of an entry can rule kinds out (`no-c-format`)."""
    marks = [Mark(_KINDS[hit.lastgroup], Span(*hit.span()), hit[0]) for hit in _hits(text) if hit.lastgroup]
    out = {kind for flag in flags for kind in _RULED_OUT.get(flag, ())}
    return tuple(mark for mark in marks if mark.kind not in out) if out else tuple(marks)


def _hits(text: str) -> Iterator[re.Match[str]]:
    """Yield the marks from left to right; each has a sign by which it is quickly found."""
    address, markup = _address(text, 0), _markup(text, 0)
    while address or markup:
        first_is_address = markup is None or (address is not None and address.start() < markup.start())
        hit = address if first_is_address else markup
        if hit is None:
            return
        yield hit
        end = hit.end()
        address = _address(text, end) if address and address.start() < end else address
        markup = _markup(text, end) if markup and markup.start() < end else markup


def _address(text: str, start: int) -> re.Match[str] | None:
    """Return the first address from an offset on; it begins in the piece of the text that has its sign."""
    sign = _ADDRESS_SIGN.search(text, start)
    return _FIND_ADDRESS.search(text, max(text.rfind(" ", start, sign.start()), start)) if sign else None


def _markup(text: str, start: int) -> re.Match[str] | None:
    """Return the first other mark from an offset on."""
    sign = _BEGINS_MARKUP.search(text, start)
    while sign:
        hit = _FIND_MARKUP.match(text, sign.start())
        if hit:
            return hit
        sign = _BEGINS_MARKUP.search(text, sign.end())
    return None


def blanked(text: str, marks: Iterable[Mark]) -> str:
    """Return the text with every mark replaced by as many blanks."""
    pieces: list[str] = []
    end = 0
    for mark in marks:
        pieces += (text[end : mark.span.start], " " * (mark.span.end - mark.span.start))
        end = mark.span.end
    return "".join([*pieces, text[end:]]) if end else text
