"""The files that are open in the editor: what all kinds have. Only the worker's thread touches them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from lsprotocol import types

from tm.errors import TmError
from tm.glossary.finder import TermHit
from tm.language import Language
from tm.lint.finding import Finding
from tm.lsp.rooms import Room
from tm.lsp.text import EditedText
from tm.model import Concept, Term


class Opened(msgspec.Struct, frozen=True):
    """A file as the editor opens it."""

    item: types.TextDocumentItem
    path: Path
    name: str
    """What messages call it: from the workspace on."""
    encoding: types.PositionEncodingKind | str
    """In what the editor counts columns."""


class Area(msgspec.Struct, frozen=True, order=True):
    """A stretch of a file: lines and columns from 0, in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    def holds(self, line: int, column: int) -> bool:
        """Tell whether a place is in it or right behind it."""
        return (self.line, self.column) <= (line, column) <= (self.end_line, self.end_column)


class Placed(msgspec.Struct, frozen=True):
    """A finding or an error in its place."""

    area: Area
    about: Finding | TmError


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A concept that stands somewhere in a file."""

    concept: Concept
    term: Term | None
    """None where the concept is named by its id."""
    area: Area
    hit: TermHit | None = None
    """None in a glossary file."""
    text: str = ""
    """The text in which the hit is."""
    language: Language | None = None


class OpenFile:
    """A file of any kind: its text. By itself the kind of which the server knows nothing else."""

    def __init__(self, opened: Opened) -> None:
        """Take what the editor opened."""
        self.uri, self.path, self.name = opened.item.uri, opened.path, opened.name
        self.version = opened.item.version
        self.text = EditedText(opened.item.text, opened.encoding)
        self.edited = 0
        """The line that was edited last."""
        self.told = False
        """True where the user was told that not everything is shown."""
        self.shown = False
        """True where findings, or that there are none, have been shown once."""

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Carry out what the editor did."""
        for change in params.content_changes:
            splice = self.text.change(change)
            self.edited = splice.first
            self.replaced(splice.first, splice.old_end, splice.new_end)
        self.version = params.text_document.version

    def replaced(self, first: int, old_end: int, new_end: int) -> None:
        """Learn that the lines from `first` up to `old_end` became those up to `new_end`."""

    def check(self, room: Room) -> Iterator[bool]:  # noqa: ARG002 - for the kinds that can be checked
        """Check what has not been checked, step by step; the last step is True."""
        yield True

    def check_whole(self, room: Room) -> Iterator[bool]:  # noqa: ARG002
        """Run what only the whole file shows, step by step; the last step tells whether that changed what was found."""
        yield False

    @property
    def unsettled(self) -> bool:
        """True where `check_whole` has something to do."""
        return False

    def found(self, near: int = 0) -> Iterator[Placed]:  # noqa: ARG002
        """Yield what was found, that which is nearest to a line first."""
        return iter(())

    def named_at(self, line: int, column: int, room: Room) -> Named | None:  # noqa: ARG002
        """Return the concept that stands at a place, None where none does."""
        return None
