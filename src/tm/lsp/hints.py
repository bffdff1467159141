"""Beside an entry without a translation: how good the memory's best match for it is."""

from __future__ import annotations

import time

from lsprotocol import types

from tm.formats import po
from tm.lsp.po_file import PoFile
from tm.lsp.session import Asked
from tm.operations.editing import line_range

_PATIENCE = 0.25
"""Seconds after which an answer goes without the rest; looked up once, an entry costs nothing."""


def hints(asked: Asked, params: types.InlayHintParams) -> list[types.InlayHint]:
    """Return a hint for each empty entry in a range for which the memory has something.

    Where there are too many for one answer, the editor is asked to come again.
    """
    file, room = asked.file, asked.room
    if not isinstance(file, PoFile) or room is None:
        return []
    first, last = params.range.start.line, params.range.end.line
    found: list[types.InlayHint] = []
    until = time.monotonic() + _PATIENCE
    for number, entry in file.catalog.entries(first, last):
        if entry.translated or entry.fuzzy or entry.obsolete:
            continue
        if time.monotonic() > until:
            asked.session.host.hints_changed()
            break
        best = file.suggestions(number, entry, room)[:1]
        found += [_hint(file, number, entry, f"{one.score} %", one.about) for one in best]
    return found


def _hint(file: PoFile, number: int, entry: po.Entry, label: str, about: str) -> types.InlayHint:
    line = file.catalog.starts[number] + line_range(entry)[1] - 1
    where = file.text.position(line, len(file.text.lines[line].rstrip("\r\n")))
    return types.InlayHint(where, label, tooltip=about, padding_left=True)
