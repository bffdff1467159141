"""What can be done at a place: write the right form, take a match, accept, reject, mark fuzzy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from lsprotocol import types

from tm.formats import po
from tm.formats.po.escape import escape
from tm.lint.finding import Finding
from tm.lsp.diagnostics import diagnostic_of
from tm.lsp.edits import workspace_edit
from tm.lsp.files import Area, Placed
from tm.lsp.po_file import PoFile
from tm.lsp.rooms import Room
from tm.lsp.session import SHOWN, Asked
from tm.lsp.text import changed_lines, split
from tm.messages import say, say_number
from tm.operations.editing import line_range
from tm.operations.editing_entry import filled, marked
from tm.operations.po.judgement import accept, reject

_MATCHES = 3
"""Matches that are offered for one entry."""
_ENTRIES = 20
"""Entries of a long selection for which matches are looked up."""
_LONG = 60
Numbered = tuple[int, po.Entry]
"""An entry, and the number of its block."""


def actions(asked: Asked, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Return what can be done in a range, the quick fixes first."""
    wanted = params.context.only
    shown = list(islice(asked.file.found(params.range.start.line), SHOWN))
    made = [*_fixes(asked, params.range, shown), *_mend_all(asked, shown)]
    if isinstance(asked.file, PoFile) and asked.room:
        made += _entry_actions(asked, asked.file, asked.room, params.range)
    return [one for one in made if not wanted or any(_is_kind(one.kind, kind) for kind in wanted)]


def _is_kind(kind: types.CodeActionKind | str | None, wanted: types.CodeActionKind | str) -> bool:
    name, asked = _name(kind), _name(wanted)
    return name == asked or name.startswith(f"{asked}.")


def _name(kind: types.CodeActionKind | str | None) -> str:
    return str(kind.value if isinstance(kind, types.CodeActionKind) else kind or "")


# --- quick fixes


def _fixes(asked: Asked, where: types.Range, shown: Sequence[Placed]) -> Iterator[types.CodeAction]:
    """Yield one action for each finding in the range that has one right answer."""
    file = asked.file
    first, last = file.text.point(where.start), file.text.point(where.end)
    for placed in sorted(shown, key=lambda one: one.area):
        area, about = placed.area, placed.about
        touches = (area.line, area.column) <= last and first <= (area.end_line, area.end_column)
        if touches and isinstance(about, Finding) and about.replacement is not None:
            yield types.CodeAction(
                title=_title(about),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic_of(placed, file.text)],
                is_preferred=True,
                edit=workspace_edit(asked.session, {file.path: [_mended(asked, placed, about)]}),
            )


def _title(finding: Finding) -> str:
    new = finding.replacement or ""
    shown = new if len(new) <= _LONG else f"{new[: _LONG - 1]}…"
    if new.strip():
        return say("Write “{text}”", text=shown)
    return say("Remove “{text}”", text=finding.text[finding.span.start : finding.span.end])


def _mended(asked: Asked, placed: Placed, finding: Finding) -> types.TextEdit:
    area, new = placed.area, finding.replacement or ""
    where = asked.file.text.range(area.line, area.column, area.end_line, area.end_column)
    return types.TextEdit(where, escape(new) if isinstance(asked.file, PoFile) else new)


def _mend_all(asked: Asked, shown: Sequence[Placed]) -> Iterator[types.CodeAction]:
    """Yield the action that makes all corrections that are shown, of two that overlap the first."""
    edits: list[types.TextEdit] = []
    end = (0, 0)
    for placed in sorted(shown, key=lambda one: one.area):
        area, about = placed.area, placed.about
        if isinstance(about, Finding) and about.replacement is not None and (area.line, area.column) >= end:
            edits.append(_mended(asked, placed, about))
            end = (area.end_line, area.end_column)
    if len(edits) > 1:
        yield types.CodeAction(
            title=say("Mend all {number} places that have one right answer", number=len(edits)),
            kind=types.CodeActionKind.SourceFixAll,
            edit=workspace_edit(asked.session, {asked.file.path: edits}),
        )


# --- entries


def _entry_actions(asked: Asked, file: PoFile, room: Room, where: types.Range) -> Iterator[types.CodeAction]:
    first, last = file.text.point(where.start)[0], file.text.point(where.end)[0]
    chosen = [one for one in file.catalog.entries(first, last) if not one[1].obsolete]
    change = _Change(asked, file)
    waiting = [one for one in chosen if one[1].fuzzy or not one[1].translated]
    for number, entry in waiting[:_ENTRIES]:
        for one in file.suggestions(number, entry, room)[:_MATCHES]:
            text = " ".join(one.text.split())
            shown = text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
            title = say("Insert {score} % match: {text}", score=one.score, text=shown)
            yield change.made(title, [((number, entry), filled(entry, one))])
    finished = [one for one in chosen if one[1].translated]
    fuzzy = [one for one in finished if one[1].fuzzy]
    yield from change.of_all(say("Accept"), fuzzy, accept)
    yield from change.of_all(say("Reject"), fuzzy, reject)
    yield from change.of_all(say("Mark fuzzy"), [one for one in finished if not one[1].fuzzy], marked)


class _Change:
    """Makes actions that change entries, each written in the style of the file."""

    def __init__(self, asked: Asked, file: PoFile) -> None:
        self._asked, self._file = asked, file

    def of_all(
        self, title: str, chosen: Sequence[Numbered], change: Callable[[po.Entry], po.Entry]
    ) -> Iterator[types.CodeAction]:
        """Yield one action that changes all these entries in the same way, if there are any."""
        if chosen:
            entries = say_number("{number} entry", "{number} entries", len(chosen))
            named = title if len(chosen) == 1 else f"{title}: {entries}"
            yield self.made(named, [(one, change(one[1])) for one in chosen])

    def made(self, title: str, changes: Sequence[tuple[Numbered, po.Entry]]) -> types.CodeAction:
        """Return an action that puts entries in the place of others."""
        edits = [self._edit(number, old, new) for (number, old), new in changes]
        kind = types.CodeActionKind.Refactor
        return types.CodeAction(title, kind=kind, edit=workspace_edit(self._asked.session, {self._file.path: edits}))

    def _edit(self, number: int, old: po.Entry, new: po.Entry) -> types.TextEdit:
        """Return the edit of the lines that differ."""
        begin, end = (self._file.catalog.starts[number] + line for line in line_range(old))
        there = self._file.text.lines[begin:end]
        fresh = split(self._file.catalog.rewritten(number, new))[:-1]
        if there and not there[-1].endswith("\n"):
            fresh[-1] = fresh[-1].rstrip("\r\n")
        first, last, put = changed_lines(there, fresh)
        area = Area(begin + first, 0, begin + last, 0)
        where = self._file.text.range(area.line, area.column, area.end_line, area.end_column)
        return types.TextEdit(where, "".join(put))
