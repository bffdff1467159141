"""Where things are: a concept in the glossary, its uses in the texts, the entries of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from tm.errors import Place, TmError
from tm.formats import po
from tm.lsp.files import OpenFile
from tm.lsp.po_file import PoFile
from tm.lsp.session import Asked, Session
from tm.lsp.text import EditedText
from tm.operations.editing import Block, is_header, line_range
from tm.operations.editing_entry import state_of
from tm.operations.editing_uses import text_of, uses

_LONG = 80
_STEP = 100
"""Blocks after which something more urgent may come first."""
_LAST = 1 << 20
"""A column behind the end of any line."""
_KINDS = {
    "translated": types.SymbolKind.String,
    "fuzzy": types.SymbolKind.Event,
    "untranslated": types.SymbolKind.Null,
}


class Texts:
    """The texts of files, to turn places into positions; each file is read once."""

    def __init__(self, session: Session) -> None:
        """Take the session, whose open files are known already."""
        self._session = session
        self._open = {file.path: file.text for file in session.files.values()}
        self._read: dict[Path, EditedText] = {}

    def location(self, path: Path, place: Place, end: Place | None = None) -> types.Location:
        """Return where a stretch of a file stands; without an end the point alone."""
        last = end or place
        text = self._text(path)
        where = text.range(max(place.line, 1) - 1, max(place.column, 1) - 1, max(last.line, 1) - 1, last.column - 1)
        return types.Location(self._session.uri_of(path), where if end else types.Range(where.start, where.start))

    def _text(self, path: Path) -> EditedText:
        if path in self._open:
            return self._open[path]
        if path not in self._read:
            try:
                self._read[path] = EditedText(text_of(path, {}), self._session.host.encoding)
            except TmError:
                self._read[path] = EditedText("", self._session.host.encoding)
        return self._read[path]


def definition(asked: Asked, params: types.DefinitionParams) -> types.Location | None:
    """Return where the glossary has the concept under the cursor, or the file that a reference names."""
    file, room = asked.file, asked.room
    if room is None:
        return None
    line, column = file.text.point(params.position)
    named = file.named_at(line, column, room)
    if named and named.concept.place:
        place = named.concept.place
        return Texts(asked.session).location(room.workspace.root / place.file, place)
    return _reference(asked, file, line, column)


def _reference(asked: Asked, file: OpenFile, line: int, column: int) -> types.Location | None:
    """Return the place that a `#:` comment names at a column."""
    text = file.text.lines[line]
    if asked.room is None or not isinstance(file, PoFile) or not text.startswith("#:"):
        return None
    start = text.rfind(" ", 0, column) + 1
    word = text[start:].split()[0] if text[start:].split() else ""
    name, _, number = word.strip("\u2068\u2069").rpartition(":")
    path = asked.room.workspace.root / name
    if not (number.isdigit() and path.is_file()):
        return None
    return Texts(asked.session).location(path, Place(name, int(number), 1))


def references(asked: Asked, params: types.ReferenceParams) -> Iterator[list[types.Location]]:
    """Yield where the concept under the cursor is used, the more the further the search has come."""
    file, room = asked.file, asked.room
    found: list[types.Location] = []
    line, column = file.text.point(params.position)
    named = file.named_at(line, column, room) if room else None
    if room is None or named is None:
        yield found
        return
    texts = Texts(asked.session)
    if params.context.include_declaration and named.concept.place:
        place = named.concept.place
        found.append(texts.location(room.workspace.root / place.file, place))
    for use in uses(room.workspace, room.glossary, named.concept, asked.session.texts()):
        if use:
            found.append(texts.location(use.passage.path, use.place, use.end))
        yield found
    yield found


def symbols(asked: Asked, _: types.DocumentSymbolParams) -> Iterator[list[types.DocumentSymbol]]:
    """Yield the entries of a PO file with their states, step by step more of them."""
    file = asked.file
    found: list[types.DocumentSymbol] = []
    blocks = zip(list(file.catalog.blocks), list(file.catalog.starts), strict=True) if isinstance(file, PoFile) else ()
    for number, (block, start) in enumerate(blocks):
        found += _symbols(block, start, file) if isinstance(file, PoFile) else ()
        if number % _STEP == 0:
            yield found
    yield found


def _symbols(block: Block, start: int, file: PoFile) -> list[types.DocumentSymbol]:
    """Return the symbols of a block that begins in a line; made once while it stays there."""
    known = file.symbols.get(block)
    if known is None or known[0] != start:
        made = [_symbol(entry, start, file) for entry in block.entries if not is_header(entry)]
        known = file.symbols[block] = (start, made)
    return known[1]


def _symbol(entry: po.Entry, start: int, file: PoFile) -> types.DocumentSymbol:
    begin, end = line_range(entry)
    where = types.Range(types.Position(start + begin, 0), file.text.position(start + end - 1, _LAST))
    key = types.Position(start + (entry.origin.key_line - 1 if entry.origin else begin), 0)
    name = " ".join(entry.msgid.split())
    state = state_of(entry)
    return types.DocumentSymbol(
        name=(name if len(name) <= _LONG else f"{name[: _LONG - 1]}…") or "(empty)",
        kind=_KINDS.get(state, types.SymbolKind.Null),
        range=where,
        selection_range=types.Range(key, key),
        detail="" if state == "translated" else state,
        tags=[types.SymbolTag.Deprecated] if entry.obsolete else None,
    )
