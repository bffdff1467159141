"""A Markdown or plain text file that is open in the editor."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from tm.documents import Block, Document
from tm.errors import ErrorList, Place, TmError
from tm.language import Language
from tm.lsp.files import Area, Named, Opened, OpenFile, Placed
from tm.lsp.rooms import Room
from tm.operations.editing_lint import Checked, document_language, read_document


class SourceFile(OpenFile):
    """A document in one language."""

    def __init__(self, opened: Opened) -> None:
        """Take what the editor opened."""
        super().__init__(opened)
        self._document: Document | None = None
        self._errors: tuple[TmError, ...] = ()
        self._checked = Checked()

    def replaced(self, first: int, old_end: int, new_end: int) -> None:  # noqa: ARG002 - read as a whole
        """Forget what was read; it is read anew when it is needed."""
        self._document = None

    def document(self, room: Room) -> Document | None:
        """Return the text taken apart, None where its front matter is broken."""
        if self._document is None:
            try:
                self._document = read_document(self.text.text, self.path, room.workspace)
                self._errors = ()
            except TmError as error:
                self._errors = tuple(error.errors) if isinstance(error, ErrorList) else (error,)
        return self._document

    def language(self, room: Room) -> Language | None:
        """Return its language, None where neither its name nor its words tell."""
        document = self.document(room)
        try:
            return document_language(document, self.path) if document else None
        except TmError as error:
            self._errors = (error,)
            return None

    def check(self, room: Room) -> Iterator[bool]:
        """Check the paragraphs that changed."""
        document, language = self.document(room), self.language(room)
        self._checked = room.checker.document(document, language) if document and language else Checked()
        yield True

    def found(self, near: int = 0) -> Iterator[Placed]:  # noqa: ARG002 - documents are short
        """Yield errors and findings in the order of the file."""
        for error in self._errors:
            place = error.place or Place("")
            line = min(max(place.line, 1), len(self.text.lines)) - 1
            yield Placed(Area(line, 0, line, len(self.text.lines[line].rstrip("\r\n"))), error)
        for finding in self._checked.findings:
            begin, end = finding.place, finding.end or finding.place
            yield Placed(Area(begin.line - 1, begin.column - 1, end.line - 1, end.column - 1), finding)

    def named_at(self, line: int, column: int, room: Room) -> Named | None:
        """Return the concept whose term stands at a place."""
        document, language = self.document(room), self.language(room)
        if document is None or language is None or line >= len(document.source.starts):
            return None
        at = document.source.starts[line] + column
        block = next((one for one in document.blocks if one.span.start <= at <= one.span.end), None)
        hit = room.glossary.at(block.text, _within(block, at), language) if block else None
        if block is None or hit is None:
            return None
        original = block.original(hit.span)
        begin, end = document.source.place(original.start), document.source.place(original.end - 1)
        area = Area(begin.line - 1, begin.column - 1, end.line - 1, end.column)
        return Named(concept=hit.concept, term=hit.term, area=area, hit=hit, text=block.text, language=language)


def _within(block: Block, at: int) -> int:
    """Return the offset in a block's text of an offset in the file; white space counts as the end of the word before.

    The inverse of `Block.offset`.
    """
    number = max(bisect_right(block.runs, at, key=lambda run: run[1]) - 1, 0)
    start, original = block.runs[number]
    following = block.runs[number + 1][0] - 1 if number + 1 < len(block.runs) else len(block.text)
    return min(start + max(at - original, 0), following)
