"""`tm render`: a statement in a target language, made from its source and its PO file.

What a news agency put around a statement (datelines, adverts) is not the statement's own and is left out of the
translation. Title and issuer in the front matter are translated where the PO file has such a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby

import msgspec

from tm.documents import Document, segments
from tm.documents.rendering import render as render_document
from tm.errors import Place, TmError
from tm.formats import po
from tm.formats.files import read_text
from tm.language import Language
from tm.messages import say
from tm.model import Segment
from tm.operations.assembly import catalog_path, statement_named
from tm.operations.statements import LEFT_OUT, segmenter
from tm.operations.tiling import Tile, tiles
from tm.workspace import Workspace

_UTF8 = frozenset({"", "utf-8", "utf8"})
_TRANSLATED_FIELDS = ("title", "issuer")


class Missing(StrEnum):
    """What becomes of a part that is not translated, or fuzzy."""

    MARK = "mark"
    """`[[en: source text]]`, `[[fuzzy: translation]]`."""
    SOURCE = "source"
    """The text of the source."""
    REFUSE = "refuse"
    """Nothing is rendered."""


class Lack(msgspec.Struct, frozen=True):
    """A part that has no finished translation."""

    place: Place
    """In the source."""
    text: str
    """The text of the source."""
    fuzzy: bool


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """A statement in a language."""

    data: bytes
    """The document; empty where it was refused."""
    lacks: tuple[Lack, ...]
    left_out: tuple[Segment, ...]
    """Datelines and adverts."""
    refused: bool = False


def render(name: str, target: Language, workspace: Workspace, *, missing: Missing = Missing.MARK) -> Rendered:
    """Return a statement in one of the workspace's languages; in the source language it is the source, byte for byte.

    Raises `TmError` where there is no such statement or PO file, or one of them can't be read.
    """
    version = statement_named(name, workspace).versions[workspace.source.code]
    document = version.document
    found = segments(document, segmenter(workspace.source))
    if target.code == workspace.source.code:
        whole = render_document(document, found, [segment.text for segment in found], {})
        return Rendered(data=_encoded(document, whole, workspace), lacks=(), left_out=())
    catalog = _catalog(name, target, workspace)
    translated = [number for number, segment in enumerate(found) if segment.kind not in LEFT_OUT]
    covering = tiles([found[number].text for number in translated], catalog.entries)
    texts = [""] * len(found)
    for tile in covering:
        members = translated[tile.start : tile.end]
        parts = _spread(_said(tile, found, members, workspace, missing), members, found, target)
        for number, part in parts:
            texts[number] = part
    lacks = tuple(_lacks(covering, [found[number] for number in translated]))
    left_out = tuple(segment for segment in found if segment.kind in LEFT_OUT)
    if lacks and missing is Missing.REFUSE:
        return Rendered(data=b"", lacks=lacks, left_out=left_out, refused=True)
    text = render_document(document, found, texts, _front(document, catalog))
    return Rendered(data=_encoded(document, text, workspace), lacks=lacks, left_out=left_out)


def _catalog(name: str, target: Language, workspace: Workspace) -> po.Catalog:
    path = catalog_path(workspace, target.code, name)
    if target not in workspace.targets:
        known = ", ".join(language.code for language in workspace.languages)
        raise TmError(
            say("{code!r} is no language of this workspace.", code=target.code),
            hint=say("Its languages are: {known}.", known=known),
        )
    if not path.exists():
        raise TmError(say("there is no PO file yet."), place=Place(workspace.shown(path)), hint=say("Run `tm build`."))
    return po.parse(read_text(path, keep_mark=True), file=workspace.shown(path))


def _said(tile: Tile, found: Sequence[Segment], members: Sequence[int], workspace: Workspace, missing: Missing) -> str:
    """Return what stands in the document for neighbouring segments."""
    source = " ".join(found[number].text for number in members)
    entry = tile.entry
    if entry is None or not entry.translated:
        return source if missing is Missing.SOURCE else f"[[{workspace.source.code}: {source}]]"
    if not entry.fuzzy:
        return entry.msgstr[0]
    return source if missing is Missing.SOURCE else f"[[fuzzy: {entry.msgstr[0]}]]"


def _spread(text: str, members: Sequence[int], found: Sequence[Segment], target: Language) -> Iterator[tuple[int, str]]:
    """Yield a text for the first segment of each block; a text for several blocks is divided between its sentences."""
    blocks = [list(group) for _, group in groupby(members, key=lambda number: found[number].paragraph)]
    for block, part in zip(blocks, _divided(text, len(blocks), target), strict=True):
        yield block[0], part


def _divided(text: str, count: int, target: Language) -> list[str]:
    """Divide a text into parts: a sentence each and the rest in the last; with too few sentences, parts are empty."""
    if count == 1:
        return [text]
    sentences = [text[span.start : span.end].strip() for span in segmenter(target).segment(text)]
    parts = [*sentences[: count - 1], " ".join(sentences[count - 1 :])]
    return parts + [""] * (count - len(parts))


def _lacks(covering: Sequence[Tile], found: Sequence[Segment]) -> Iterator[Lack]:
    for tile in covering:
        entry = tile.entry
        if entry is None or entry.fuzzy or not entry.translated:
            text = " ".join(segment.text for segment in found[tile.start : tile.end])
            yield Lack(found[tile.start].place, text, fuzzy=entry is not None and entry.translated)


def _front(document: Document, catalog: po.Catalog) -> dict[str, str]:
    """Return the fields of the front matter that the PO file can translate, and the encoding, where it changes."""
    known = {entry.msgid: entry.msgstr[0] for entry in catalog.entries if _is_finished(entry)}
    values: Mapping[str, str] = {field: getattr(document.front, field) for field in _TRANSLATED_FIELDS}
    fields = {field: known[value] for field, value in values.items() if value in known}
    if document.front.encoding.lower() not in _UTF8:
        fields["encoding"] = "utf-8"
    return fields


def _is_finished(entry: po.Entry) -> bool:
    return entry.translated and not entry.fuzzy and not entry.obsolete


def _encoded(document: Document, text: str, workspace: Workspace) -> bytes:
    """Return the text as a file: the source's own bytes where nothing has changed, else UTF-8."""
    return (workspace.root / document.file).read_bytes() if text == document.text else text.encode()
