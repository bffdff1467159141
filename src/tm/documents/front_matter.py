"""The front matter of a file: `key: value` lines between two `---` lines at its very top."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator

from tm.documents.blocks import FrontMatter, Source
from tm.errors import ErrorList, FormatError, TmError
from tm.messages import say
from tm.model import Span

_FENCE = "---"
_ENTRY = re.compile(r"\s*([^\s:]+)\s*:\s*(.*?)\s*")
_QUOTED = re.compile(r"(['\"])(.*)\1")


def front_matter(source: Source) -> tuple[FrontMatter, int]:
    """Return the front matter and the offset where the body begins; empty and 0 for a file without one.

    Raises `FormatError`, or `ErrorList` with all faults: an unknown key, a key twice, a line without a colon, a date
    that is none, a missing end.
    """
    lines = list(source.lines(0))
    if not lines or source.slice(lines[0]).rstrip() != _FENCE:
        return FrontMatter(), 0
    end = next((i for i, line in enumerate(lines) if i and source.slice(line).rstrip() == _FENCE), None)
    if end is None:
        raise FormatError(
            say("the front matter has no end."), place=source.place(0), hint=say("Close it with a line '---'.")
        )
    values: dict[str, str | dt.date] = {}
    faults = [fault for line in lines[1:end] for fault in _entry(source, line, values)]
    if faults:
        raise faults[0] if len(faults) == 1 else ErrorList(faults)
    body = lines[end + 1].start if end + 1 < len(lines) else len(source.text)
    return FrontMatter(**values), body  # type: ignore[arg-type]


def _entry(source: Source, line: Span, values: dict[str, str | dt.date]) -> Iterator[TmError]:
    """Put one line's value under its key, or yield what is wrong with it."""
    text, place = source.slice(line), source.place(line.start)
    if not text.strip() or text.lstrip().startswith("#"):
        return
    hit = _ENTRY.fullmatch(text)
    if not hit:
        yield FormatError(
            say("this line of the front matter has no key."), place=place, hint=say("Write it as 'key: value'.")
        )
        return
    key, value = hit[1], _QUOTED.sub(r"\2", hit[2])
    keys = FrontMatter.__struct_fields__
    if key not in keys:
        close = difflib.get_close_matches(key, keys, n=1)
        hint = say("The keys are: {names}.", names=", ".join(keys))
        hint = say("Did you mean {close!r}? {hint}", close=close[0], hint=hint) if close else hint
        yield FormatError(say("unknown key {key!r} in the front matter.", key=key), place=place, hint=hint)
    elif key in values:
        yield FormatError(
            say("the key {key!r} stands here twice.", key=key), place=place, hint=say("Delete one of the two.")
        )
    elif key == "date" and value:
        try:
            values[key] = dt.date.fromisoformat(value)
        except ValueError:
            yield FormatError(
                say("{value!r} is no date.", value=value),
                place=place,
                hint=say("Write it as year-month-day: 2026-01-20."),
            )
    elif value:
        values[key] = value
