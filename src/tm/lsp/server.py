"""The server: messages in and out. Everything it knows is in the worker's thread, in `tm.lsp.session`.

Importing this module loads the protocol's library and nothing else of weight, so that the editor has its first answer
soon.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

from tm import __version__
from tm.errors import TmError
from tm.lsp.features import FEATURES, Feature
from tm.lsp.worker import Urgency, Worker

if TYPE_CHECKING:
    from tm.lsp.session import Session

_DEBOUNCE = 0.1
"""Seconds without a keystroke after which the text is checked."""
_PAUSE = 0.7
"""Seconds without a keystroke after which the rules about a whole large file run."""
_REFUSED = -32803
"""`RequestFailed` of the protocol: the request was understood and can't be carried out."""
_WATCHED = ("**/*.toml", "**/memory.tmx")


class Protocol(LanguageServerProtocol):
    """The protocol with texts of our own: pygls copies a whole text for every keystroke."""

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take a file that was opened."""
        self._desk.opened(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take a change."""
        self._desk.changed(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget a file."""
        self._desk.closed(params)

    @property
    def _desk(self) -> Server:
        return cast(Server, self._server)


class Server(LanguageServer):
    """`tm lsp`."""

    def __init__(self) -> None:
        """Register what the server can do; the thread that does it starts here."""
        super().__init__(
            "tm", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Incremental, protocol_cls=Protocol
        )
        self._worker = Worker()
        self._session: Session | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._timers: dict[tuple[str, str], asyncio.TimerHandle] = {}
        self._asked_to_end = threading.Event()
        self._register()

    def _register(self) -> None:
        self.feature(types.INITIALIZED)(lambda _: self._initialized())
        self.feature(types.TEXT_DOCUMENT_DID_SAVE)(lambda _: self._look_again())
        self.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(lambda _: self._look_again())
        self.feature(types.SHUTDOWN)(lambda _: self._asked_to_end.set())
        self.feature(types.EXIT)(lambda _: os._exit(0 if self._asked_to_end.is_set() else 1))
        for name, feature in FEATURES.items():
            self.feature(name, feature.options)(self._handler(feature))

    # --- what the editor says

    def _initialized(self) -> None:
        """Begin to load what is heavy, and ask to be told of changes to glossary and settings."""
        self._loop = asyncio.get_running_loop()
        self._worker.ask(lambda: self.session)
        capabilities = self.client_capabilities.workspace
        watching = capabilities.did_change_watched_files if capabilities else None
        if watching and watching.dynamic_registration:
            watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
            name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            self.client_register_capability(types.RegistrationParams([types.Registration(name, name, options)]))

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take a file that was opened."""
        self._tell(lambda session: session.open(params.text_document))
        self._look_again()

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take a change, and check the file when the user has typed on for a moment."""
        self._tell(lambda session: session.change(params))
        self.check_soon(params.text_document.uri)

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget a file."""
        self._tell(lambda session: session.close(params.text_document.uri))

    def _look_again(self) -> None:
        """See whether settings, glossary or memory have changed."""
        self._tell(lambda session: session.refresh())

    def _handler(self, feature: Feature) -> Callable[[Any], Any]:
        async def handler(params: Any) -> Any:  # noqa: ANN401 - the protocol's
            uri = params.text_document.uri
            try:
                room = await self._room(uri, feature) if feature.needs_room else None
                ask = self._worker.ask(lambda: self.session.answer(feature, uri, params, room), feature.urgency)
                return await asyncio.wrap_future(ask)
            except TmError as error:
                raise JsonRpcException(message=str(error), code=_REFUSED) from error

        return handler

    async def _room(self, uri: str, feature: Feature) -> Any:  # noqa: ANN401 - a Room; its module is heavy
        loading = await asyncio.wrap_future(self._worker.ask(lambda: self.session.room(uri)))
        room = await asyncio.shield(asyncio.wrap_future(loading))
        if feature.needs_memory:
            await asyncio.shield(asyncio.wrap_future(room.memory))
        return room

    # --- what the session needs

    @property
    def session(self) -> Session:
        """The session, made on first use; only in the worker's thread."""
        if self._session is None:
            from tm.lsp.session import Session

            self._session = Session(self)
        return self._session

    @property
    def encoding(self) -> types.PositionEncodingKind | str:
        """In what the editor counts columns."""
        return self.workspace.position_encoding or types.PositionEncodingKind.Utf16

    @property
    def versioned(self) -> bool:
        """True where the editor takes edits that name the version of the file they are for."""
        workspace = self.client_capabilities.workspace
        return bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)

    def do(self, run: Callable[[], Any], urgency: Urgency = Urgency.REQUEST) -> None:
        """Have something done in the worker's thread; what goes wrong is logged."""
        self._worker.ask(run, urgency).add_done_callback(self._report)

    def publish(self, params: types.PublishDiagnosticsParams) -> None:
        """Show findings."""
        self._soon(lambda: self.text_document_publish_diagnostics(params))

    def log(self, message: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Write into the editor's log."""
        self._soon(lambda: self.window_log_message(types.LogMessageParams(kind, message)))

    def tell(self, message: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Tell the user."""
        self._soon(lambda: self.window_show_message(types.ShowMessageParams(kind, message)))

    def check_soon(self, uri: str) -> None:
        """Check a file when the user has typed on for a moment."""
        self._soon(lambda: self._start(uri, "check", _DEBOUNCE, Urgency.CHECK))

    def check_whole_later(self, uri: str) -> None:
        """Run the rules about the whole file when the user pauses."""
        self._soon(lambda: self._start(uri, "check_whole", _PAUSE, Urgency.LATER))

    def hints_changed(self) -> None:
        """Tell the editor to ask for inlay hints again, where it can be told."""
        workspace = self.client_capabilities.workspace
        if workspace and workspace.inlay_hint and workspace.inlay_hint.refresh_support:
            self._soon(lambda: self.workspace_inlay_hint_refresh(None))

    def _start(self, uri: str, name: str, delay: float, urgency: Urgency) -> None:
        """Call a method of the session for a file after a delay, which begins anew each time."""
        loop = asyncio.get_running_loop()
        old = self._timers.pop((uri, name), None)
        if old:
            old.cancel()
        self._timers[uri, name] = loop.call_later(
            delay, lambda: self.do(lambda: getattr(self.session, name)(uri), urgency)
        )

    def _tell(self, run: Callable[[Session], Any]) -> None:
        self.do(lambda: run(self.session))

    def _soon(self, run: Callable[[], Any]) -> None:
        """Do something in the thread that talks to the editor."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(run)

    def _report(self, future: Any) -> None:  # noqa: ANN401 - a Future of whatever
        error = None if future.cancelled() else future.exception()
        if error is not None:
            logging.getLogger(__name__).error("%s", error, exc_info=error)


class _ToEditor(logging.Handler):
    """Sends what goes wrong to the editor's log."""

    def __init__(self, server: Server) -> None:
        super().__init__(logging.WARNING)
        self._server = server

    def emit(self, record: logging.LogRecord) -> None:
        """Send one record; what a request was refused for is in its answer already."""
        refused = record.exc_info and isinstance(record.exc_info[1], JsonRpcException)
        if not refused:
            self._server.log(self.format(record), types.MessageType.Error)


def serve() -> None:
    """Talk to the editor over standard input and output until it says goodbye. What is printed goes to stderr."""
    server = Server()
    logging.basicConfig(handlers=[_ToEditor(server)], level=logging.WARNING)
    out, sys.stdout = sys.stdout, sys.stderr
    server.start_io(sys.stdin.buffer, out.buffer)
