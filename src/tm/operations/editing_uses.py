"""Where a workspace uses a concept. Texts that are open in an editor are taken as they stand there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from tm.documents import Block, Document, Format
from tm.errors import Place, TmError
from tm.formats import po
from tm.formats.files import read_text
from tm.glossary.finder import TermHit
from tm.language import Language
from tm.model import Concept, Span
from tm.operations.editing import is_header
from tm.operations.editing_lint import document_language, read_document, target_of
from tm.operations.editing_terms import Glossary
from tm.operations.lint import default_paths, files_in
from tm.workspace import Workspace

_DOCUMENTS = {f".{one}" for one in Format}

Texts = Mapping[Path, str]
"""What stands in open editors, by absolute path."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A text of a workspace in which terms may stand."""

    path: Path
    text: str
    language: Language
    locate: Callable[[Span], tuple[Place, Place]]
    """Return where a range of the text begins, and where it ends: one column past its last character."""


class Use(msgspec.Struct, frozen=True):
    """One occurrence of a term."""

    passage: Passage
    hit: TermHit

    @property
    def place(self) -> Place:
        """Its first character."""
        return self.passage.locate(self.hit.span)[0]

    @property
    def end(self) -> Place:
        """One column past its last character."""
        return self.passage.locate(self.hit.span)[1]


def text_of(path: Path, texts: Texts) -> str:
    """Return what an editor or else the disk has; `TmError` where the file can't be read."""
    return texts[path] if path in texts else read_text(path)


def uses(workspace: Workspace, glossary: Glossary, concept: Concept, texts: Texts) -> Iterator[Use | None]:
    """Yield where PO files and sources use a concept; None after each passage, to let somebody else go first."""
    for passage in _passages(workspace, texts):
        for hit in glossary.find(passage.text, passage.language):
            if hit.concept.id == concept.id:
                yield Use(passage, hit)
        yield None


def _passages(workspace: Workspace, texts: Texts) -> Iterator[Passage]:
    """Yield the texts of a workspace; a file that can't be read is passed over."""
    for path in files_in(default_paths(workspace)):
        try:
            if path.suffix == ".po":
                yield from _of_catalog(path, workspace, texts)
            elif path.suffix in _DOCUMENTS:
                yield from _of_document(path, workspace, texts)
        except TmError:
            continue


def _of_catalog(path: Path, workspace: Workspace, texts: Texts) -> Iterator[Passage]:
    catalog, _ = po.scan(text_of(path, texts), file=workspace.shown(path))
    target = target_of(catalog.header_entry, path, workspace)
    for entry in catalog.entries:
        if not entry.obsolete and not is_header(entry):
            for field, index, language in _fields(entry, workspace.source, target):
                locate = _InEntry(entry, field, index)
                yield Passage(path=path, text=entry.text(field, index), language=language, locate=locate)


def _fields(entry: po.Entry, source: Language, target: Language) -> Iterator[tuple[po.Field, int, Language]]:
    yield po.Field.MSGID, 0, source
    if entry.msgid_plural is not None:
        yield po.Field.MSGID_PLURAL, 0, source
    yield from ((po.Field.MSGSTR, index, target) for index in range(len(entry.msgstr)))


def _of_document(path: Path, workspace: Workspace, texts: Texts) -> Iterator[Passage]:
    document = read_document(text_of(path, texts), path, workspace)
    language = document_language(document, path)
    for block in document.blocks:
        yield Passage(path=path, text=block.text, language=language, locate=_InBlock(document, block))


class _InEntry(msgspec.Struct, frozen=True):
    entry: po.Entry
    field: po.Field
    index: int

    def __call__(self, span: Span) -> tuple[Place, Place]:
        return self.entry.locate(self.field, span, index=self.index)


class _InBlock(msgspec.Struct, frozen=True):
    document: Document
    block: Block

    def __call__(self, span: Span) -> tuple[Place, Place]:
        original = self.block.original(span)
        last = self.document.source.place(original.end - 1)
        return self.document.source.place(original.start), Place(last.file, last.line, last.column + 1)
