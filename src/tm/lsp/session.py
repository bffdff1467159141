"""One editor's session: the open files, the rooms they belong to, and what is told of them.

It lives in the worker's thread. What leaves it goes through the `Host`; nothing here writes to the editor by itself.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import msgspec
from lsprotocol import types

from tm.errors import TmError
from tm.lsp.diagnostics import diagnostics_of, problem_diagnostics
from tm.lsp.features import Feature
from tm.lsp.files import Opened, OpenFile
from tm.lsp.glossary_file import GlossaryFile
from tm.lsp.places import path_of, uri_of
from tm.lsp.po_file import PoFile
from tm.lsp.rooms import NO_WORKSPACE, Room, Rooms
from tm.lsp.source_file import SourceFile
from tm.messages import say
from tm.operations.checkable import DOCUMENTS

_KINDS: dict[str, type[OpenFile]] = {".po": PoFile, ".toml": GlossaryFile, **dict.fromkeys(DOCUMENTS, SourceFile)}
_AFTER_EDIT = 0.03
"""Seconds of checking after which a keystroke's findings are shown; the rest of a large file follows."""
_AFTER_OPENING = 1.0
"""The same for a file that was just opened: a small one is shown as a whole."""
SHOWN = 1000
"""Findings of a file that are sent at a time: those nearest to the last edit."""


class Host(Protocol):
    """What the session asks of the server. May be called from any thread."""

    @property
    def encoding(self) -> types.PositionEncodingKind | str:
        """In what the editor counts columns."""
        ...

    @property
    def versioned(self) -> bool:
        """True where the editor takes edits that name the version of the file they are for."""
        ...

    def publish(self, params: types.PublishDiagnosticsParams) -> None:
        """Show findings."""

    def log(self, message: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Write into the editor's log."""

    def tell(self, message: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Tell the user."""

    def check_soon(self, uri: str) -> None:
        """Have `Session.check` called when the user has typed on for a moment."""

    def check_whole_later(self, uri: str) -> None:
        """Have `Session.check_whole` called when the user pauses."""

    def do(self, run: Any) -> None:  # noqa: ANN401 - any job
        """Have something done in the worker's thread."""

    def hints_changed(self) -> None:
        """Tell the editor to ask for inlay hints again."""


class Asked(msgspec.Struct, frozen=True):
    """What a request is about."""

    session: Session
    file: OpenFile
    room: Room | None
    """None only for features that need none."""


class Session:
    """What the server knows and does."""

    def __init__(self, host: Host) -> None:
        """Take who to talk to."""
        self.host = host
        self.files: dict[str, OpenFile] = {}
        self.rooms = Rooms(
            lambda root, room: host.do(lambda: self._entered(root, room)),
            lambda room: host.do(lambda: self._remembered(room)),
        )
        self._runs: dict[str, int] = {}
        self._complained: dict[Path | None, list[str]] = {}

    # --- files

    def open(self, item: types.TextDocumentItem) -> None:
        """Take a file that the editor opened."""
        path = path_of(item.uri)
        root = self.rooms.root_of(path)
        name = path.relative_to(root) if root and path.is_relative_to(root) else path
        kind = _KINDS.get(path.suffix.lower(), OpenFile)
        self.files[item.uri] = kind(Opened(item, path, name.as_posix(), self.host.encoding))
        if self.rooms.get(path).done():
            self.host.check_soon(item.uri)

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Carry out what the user typed."""
        file = self.files.get(params.text_document.uri)
        if file:
            file.change(params)

    def close(self, uri: str) -> None:
        """Forget a file and its findings."""
        file = self.files.pop(uri, None)
        self._runs.pop(uri, None)
        if file and not isinstance(file, GlossaryFile):
            self.host.publish(types.PublishDiagnosticsParams(uri=uri, diagnostics=[]))

    def texts(self) -> dict[Path, str]:
        """Return what stands in the open files."""
        return {file.path: file.text.text for file in self.files.values()}

    def uri_of(self, path: Path) -> str:
        """Return what the editor calls a file."""
        return next((file.uri for file in self.files.values() if file.path == path), uri_of(path))

    # --- requests

    def room(self, uri: str) -> Future[Room]:
        """Return the room of a file, which may still be loading."""
        return self.rooms.get(path_of(uri))

    def answer(self, feature: Feature, uri: str, params: Any, room: Room | None) -> Any:  # noqa: ANN401 - the protocol's
        """Return the answer to a request, or the steps that lead to it; None for a file that is not open."""
        file = self.files.get(uri)
        if file is None:
            return None
        return getattr(import_module(f"tm.lsp.{feature.module}"), feature.function)(Asked(self, file, room), params)

    # --- checking

    def check(self, uri: str) -> Iterator[None]:
        """Check what has changed in a file and show what was found, step by step; a newer check ends this one."""
        file, room = self.files.get(uri), self._room_now(uri)
        if file is None or room is None:
            return
        number = self._runs[uri] = self._runs.get(uri, 0) + 1
        started, pause = time.monotonic(), _AFTER_EDIT if file.shown else _AFTER_OPENING
        for done in file.check(room):
            if self._runs.get(uri) != number:
                return
            if done or time.monotonic() - started > pause:
                self._show(file)
                started, pause = time.monotonic(), max(pause * 2, _AFTER_OPENING)
            yield
        if file.unsettled:
            self.host.check_whole_later(uri)

    def check_whole(self, uri: str) -> Iterator[None]:
        """Run the rules about the whole file, step by step."""
        file, room = self.files.get(uri), self._room_now(uri)
        changed = False
        for step in file.check_whole(room) if file and room and file.unsettled else ():
            changed = step
            yield
        if file and changed:
            self._show(file)

    def _room_now(self, uri: str) -> Room | None:
        """Return the room of an open file if it is loaded."""
        future = self.rooms.get(path_of(uri)) if uri in self.files else None
        return future.result() if future and future.done() and not future.exception() else None

    def _show(self, file: OpenFile) -> None:
        if isinstance(file, GlossaryFile):
            return
        found = list(islice(file.found(file.edited), SHOWN + 1))
        if len(found) > SHOWN:
            if not file.told:
                file.told = True
                said = say("more than {number} findings; the nearest to the last edit are shown.", number=SHOWN)
                self.host.log(f"{file.name}: {said}")
            found.pop()
        found.sort(key=lambda one: one.area)
        file.shown = True
        self.host.publish(
            types.PublishDiagnosticsParams(
                uri=file.uri, version=file.version, diagnostics=diagnostics_of(found, file.text)
            )
        )

    # --- rooms

    def refresh(self) -> None:
        """Load the workspaces whose files have changed."""
        self.rooms.refresh()

    def _entered(self, root: Path | None, room: Room) -> None:
        """Say what is wrong with a workspace that was loaded, and check its files."""
        self._complain(root, room)
        for uri, file in self.files.items():
            if self.rooms.root_of(file.path) == root:
                if root is None and not file.told:
                    file.told = True
                    self.host.log(f"{file.name}: {NO_WORKSPACE}")
                self.host.check_soon(uri)
        self.rooms.refresh()

    def _remembered(self, room: Room) -> None:
        """Say what there is to say of a memory that was opened, or is not there."""
        for note in room.notes:
            self.host.log(note)
        self.host.hints_changed()

    def _complain(self, root: Path | None, room: Room) -> None:
        """Show what is wrong with `tm.toml` and the glossary in their files, and take back what no longer is."""
        if root is None:
            return
        found = problem_diagnostics(root, room.problems)
        for path in {*self._complained.get(root, ()), *found}:
            params = types.PublishDiagnosticsParams(uri=self.uri_of(Path(path)), diagnostics=found.get(path, []))
            self.host.publish(params)
        self._complained[root] = list(found)
        if room.problems:
            self.host.tell(_first(room.problems), types.MessageType.Warning)


def _first(problems: tuple[TmError, ...]) -> str:
    more = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"{problems[0]}{more}"
