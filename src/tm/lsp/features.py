"""What the server can do, by the name the protocol has for it: who does it, and what the editor is told about it.

The modules are imported when they are first needed, after the editor has its first answer.
"""

from __future__ import annotations

from typing import Any

import msgspec
from lsprotocol import types

from tm.lsp.worker import Urgency

LIGHT_ACTIONS = [types.CodeActionKind.QuickFix, types.CodeActionKind.Refactor, types.CodeActionKind.SourceFixAll]


class Feature(msgspec.Struct, frozen=True, kw_only=True):
    """A request and who answers it: a function that takes `tm.lsp.session.Asked` and the request's parameters."""

    module: str
    function: str
    options: Any = None
    urgency: Urgency = Urgency.REQUEST
    needs_memory: bool = False
    needs_room: bool = True
    """False where the answer needs neither settings nor glossary, and so need not wait for them."""


FEATURES = {
    types.TEXT_DOCUMENT_HOVER: Feature(module="hover", function="hover", needs_memory=True),
    types.TEXT_DOCUMENT_COMPLETION: Feature(
        module="completion",
        function="completion",
        needs_memory=True,
        options=types.CompletionOptions(trigger_characters=['"', " "], resolve_provider=False),
    ),
    types.TEXT_DOCUMENT_CODE_ACTION: Feature(
        module="actions",
        function="actions",
        needs_memory=True,
        options=types.CodeActionOptions(code_action_kinds=LIGHT_ACTIONS, resolve_provider=False),
    ),
    types.TEXT_DOCUMENT_DEFINITION: Feature(module="navigation", function="definition"),
    types.TEXT_DOCUMENT_REFERENCES: Feature(module="navigation", function="references", urgency=Urgency.SEARCH),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: Feature(module="navigation", function="symbols", needs_room=False),
    types.TEXT_DOCUMENT_INLAY_HINT: Feature(
        module="hints", function="hints", options=types.InlayHintOptions(), needs_memory=True
    ),
    types.TEXT_DOCUMENT_PREPARE_RENAME: Feature(module="renaming", function="prepare"),
    types.TEXT_DOCUMENT_RENAME: Feature(
        module="renaming",
        function="rename_term",
        options=types.RenameOptions(prepare_provider=True),
        urgency=Urgency.SEARCH,
    ),
}
