"""Edits of several files in the words of the protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from tm.lsp.session import Session


def workspace_edit(session: Session, edits: Mapping[Path, Sequence[types.TextEdit]]) -> types.WorkspaceEdit:
    """Return edits by file; of open files with their versions, where the editor knows what these are for."""
    versions = {file.path: file.version for file in session.files.values()}
    if not session.host.versioned:
        return types.WorkspaceEdit(changes={session.uri_of(path): list(some) for path, some in edits.items()})
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(
                types.OptionalVersionedTextDocumentIdentifier(uri=session.uri_of(path), version=versions.get(path)),
                list(some),
            )
            for path, some in edits.items()
        ]
    )
