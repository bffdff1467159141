"""A term gets another name everywhere, at the translator's word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from tm.errors import TmError
from tm.lsp.edits import workspace_edit
from tm.lsp.files import Named
from tm.lsp.navigation import Texts
from tm.lsp.session import Asked
from tm.messages import say
from tm.operations.editing_rename import Edits, FileEdit, Rename, check, rename


def prepare(asked: Asked, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """Return what a rename begins with: the dictionary form of the term under the cursor; None where there is none."""
    named = _named(asked, params.position)
    if named is None or named.term is None:
        return None
    check(Rename(named.concept, named.term, named.term.text))
    area = named.area
    where = asked.file.text.range(area.line, area.column, area.end_line, area.end_column)
    return types.PrepareRenamePlaceholder(range=where, placeholder=named.term.text)


def rename_term(asked: Asked, params: types.RenameParams) -> Iterator[types.WorkspaceEdit | None]:
    """Yield None while it looks, last the edits that rename the term under the cursor.

    `TmError` says why it can't be renamed.
    """
    named, room = _named(asked, params.position), asked.room
    if room is None or named is None or named.term is None:
        raise TmError(
            say("there is no term of the glossary here."), hint=say("Put the cursor on a term of the glossary.")
        )
    if room.problems:
        raise TmError(
            say("the glossary or tm.toml can't be read in full."),
            hint=say("Mend it first: {problems}", problems=room.problems[0]),
        )
    wanted = Rename(named.concept, named.term, params.new_name)
    for edits in rename(room.workspace, room.glossary, wanted, asked.session.texts()):
        yield _edit(asked, edits) if edits is not None else None


def _named(asked: Asked, position: types.Position) -> Named | None:
    line, column = asked.file.text.point(position)
    return asked.file.named_at(line, column, asked.room) if asked.room else None


def _edit(asked: Asked, edits: Edits) -> types.WorkspaceEdit:
    texts = Texts(asked.session)

    def placed(path: Path, edit: FileEdit) -> types.TextEdit:
        return types.TextEdit(texts.location(path, edit.place, edit.end).range, edit.text)

    return workspace_edit(asked.session, {path: [placed(path, one) for one in some] for path, some in edits.items()})
