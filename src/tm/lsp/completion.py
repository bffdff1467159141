"""What can be inserted in a `msgstr`: translations of the memory, terms in the form that is wanted, placeholders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from tm.formats import po
from tm.formats.po.escape import escape
from tm.lsp.files import Area
from tm.lsp.hover import plain
from tm.lsp.po_file import PoFile
from tm.lsp.rooms import Room
from tm.lsp.session import Asked
from tm.messages import say
from tm.model import Span, TermStatus
from tm.operations.editing import Spot, is_header
from tm.operations.editing_terms import Offer, Wanted, offers
from tm.text.placeholders import find_marks

if TYPE_CHECKING:
    from tm.operations.editing_memory import Suggestion

_EXCERPT = 60


def completion(asked: Asked, params: types.CompletionParams) -> types.CompletionList:
    """Return the offers for the place of the cursor; empty outside of translations."""
    file, room = asked.file, asked.room
    line, column = file.text.point(params.position)
    spot = file.spot(line, column) if isinstance(file, PoFile) else None
    if not isinstance(file, PoFile) or room is None or spot is None or not _is_translation(spot):
        return types.CompletionList(is_incomplete=False, items=[])
    offer = _Offering(file, spot, room, (line, column))
    items = [item for found in (offer.matches(), offer.terms(), offer.marks()) for item in found]
    return types.CompletionList(is_incomplete=True, items=items)


def _is_translation(spot: Spot) -> bool:
    return spot.field is po.Field.MSGSTR and not is_header(spot.entry) and not spot.entry.obsolete


class _Offering:
    """The offers for one place."""

    def __init__(self, file: PoFile, spot: Spot, room: Room, cursor: tuple[int, int]) -> None:
        self._file, self._spot, self._room = file, spot, room
        self._line, self._column = cursor
        self._found = file.suggestions(spot.block, spot.entry, room)
        self._count = 0

    def matches(self) -> Iterator[types.CompletionItem]:
        """Yield what the memory has, for a translation that is empty or stands on one line."""
        whole = self._file.area(self._spot, Span(0, len(self._spot.text)))
        if self._spot.text and whole.line != whole.end_line:
            return
        here = Area(self._line, self._column, self._line, self._column)
        area = whole if self._spot.text else here
        for one in self._found:
            yield self._item(_label(one), one.text, area, kind=types.CompletionItemKind.Text, about=_matched(one))

    def terms(self) -> Iterator[types.CompletionItem]:
        """Yield the terms for what the source names."""
        target = self._file.target(self._room)
        if target is None:
            return
        wanted = Wanted(
            source=self._spot.entry.msgid,
            source_language=self._room.workspace.source,
            text=self._spot.text,
            language=target,
            offset=self._spot.offset,
            suggestions=self._found,
        )
        for offer in offers(self._room.glossary, wanted):
            area = self._area(offer.span)
            if area:
                kind = types.CompletionItemKind.Keyword if offer.sure else types.CompletionItemKind.Value
                yield self._item(offer.text, offer.text, area, kind=kind, about=_offered(offer))

    def marks(self) -> Iterator[types.CompletionItem]:
        """Yield the placeholders and tags of the source that the translation does not have yet."""
        entry = self._spot.entry
        there = [mark.text for mark in find_marks(self._spot.text, entry.flags)]
        for text in dict.fromkeys(mark.text for mark in find_marks(entry.msgid, entry.flags)):
            if text not in there:
                area = Area(self._line, self._column, self._line, self._column)
                about = (say("of the source"), "")
                yield self._item(text, text, area, kind=types.CompletionItemKind.Variable, about=about)

    def _area(self, span: Span) -> Area | None:
        """Return where a range of the translation stands; None where it is not on the cursor's line."""
        if span.start == span.end:
            return Area(self._line, self._column, self._line, self._column)
        area = self._file.area(self._spot, span)
        return area if area.line == area.end_line == self._line else None

    def _item(
        self, label: str, text: str, area: Area, *, kind: types.CompletionItemKind, about: tuple[str, str]
    ) -> types.CompletionItem:
        """Return an item that its letters typed so far always match: the offers were chosen here."""
        self._count += 1
        typed = self._file.text.slice(area.line, area.column, area.end_line, area.end_column)
        where = self._file.text.range(area.line, area.column, area.end_line, area.end_column)
        detail, more = about
        return types.CompletionItem(
            label=label,
            kind=kind,
            detail=detail,
            documentation=types.MarkupContent(types.MarkupKind.Markdown, more) if more else None,
            sort_text=f"{self._count:04}",
            filter_text=typed or label,
            preselect=self._count == 1,
            insert_text_format=types.InsertTextFormat.PlainText,
            text_edit=types.TextEdit(where, escape(text)),
        )


def _label(one: Suggestion) -> str:
    text = " ".join(one.text.split())
    return f"{one.score} % {text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + '…'}"


def _matched(one: Suggestion) -> tuple[str, str]:
    return one.about, f"{plain(one.text)}\n\n---\n\n{plain(one.match.source)}\n\n*{plain(one.match.score.explain())}*"


def _offered(offer: Offer) -> tuple[str, str]:
    status = "" if offer.term.status is TermStatus.PREFERRED else f", {offer.term.status}"
    more = "\n\n".join(plain(text) for text in (offer.concept.definition, offer.concept.note) if text)
    return f"{offer.concept.id}{status}: {offer.why}", more
