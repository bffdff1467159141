"""What the server knows of a workspace: settings, rules, glossary, memory.

A room is loaded in the background, and again when its files change. Where there is no workspace a room without glossary
and memory stands for it, so that the generic rules still run.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tm.errors import ErrorList, TmError
from tm.language import Language
from tm.messages import say
from tm.model import Concept
from tm.operations.editing_lint import Checker, no_workspace
from tm.operations.editing_terms import Glossary
from tm.operations.lint import load_glossary
from tm.workspace import FILE, STATE, Workspace, find, load

_LOG = logging.getLogger(__name__)
NO_WORKSPACE = f"No {FILE} above this file: only the generic rules run, without glossary and memory."
Stamp = tuple[tuple[str, int, int], ...]
"""Names, sizes and times of the files that a room was made from."""


if TYPE_CHECKING:
    from tm.memory.sqlite import SqliteStore
    from tm.operations.editing_memory import Suggestions


class Room:
    """A workspace as the server uses it. Memory is asked in the worker's thread alone."""

    def __init__(self, workspace: Workspace, concepts: Sequence[Concept]) -> None:
        """Take what was loaded."""
        self.workspace = workspace
        self.checker = Checker(workspace, concepts)
        self.glossary = Glossary(concepts)
        self.problems: tuple[TmError, ...] = ()
        """What is wrong with `tm.toml` or the glossary; places name files from the workspace on."""
        self.notes: list[str] = []
        """What the user should know."""
        self.stamp: Stamp = ()
        self.memory: Future[bool] = Future()
        """Whether there is a memory to ask; known a little later than the rest."""
        self._suggestions: dict[str, Suggestions] = {}
        self._store: SqliteStore | None = None

    def remember(self) -> None:
        """Bring the memory up to date; why there is none is noted."""
        found = False
        try:
            found = self.workspace.config.targets != () and self._opens()
        except TmError as error:
            self.notes.append(say("No memory: {error}", error=error))
        except Exception:  # noqa: BLE001 - without memory the rest goes on
            _LOG.exception("The memory could not be opened; this is a bug in tm, please report it.")
        self.memory.set_result(found)

    def _opens(self) -> bool:
        from tm.operations.memory import open_memory

        open_memory(self.workspace, self.notes.append).close()
        return True

    def suggestions(self, target: Language) -> Suggestions | None:
        """Return the memory for a target language, None where there is none."""
        if not (self.memory.done() and self.memory.result()):
            return None
        from tm.memory.sqlite import SqliteStore
        from tm.operations.editing_memory import Suggestions

        if target.code not in self._suggestions:
            self._store = self._store or SqliteStore(self.workspace.root / STATE)
            made = Suggestions(self.workspace, self.glossary.concepts, self._store, target)
            self._suggestions[target.code] = made
        return self._suggestions[target.code]


class Rooms:
    """The rooms by root folder; None is the room of files outside of any workspace."""

    def __init__(self, loaded: Callable[[Path | None, Room], None], remembered: Callable[[Room], None]) -> None:
        """Take what is called, in another thread, when a room was loaded, and when its memory was."""
        self._loaded, self._remembered = loaded, remembered
        self._rooms: dict[Path | None, Future[Room]] = {}
        self._roots: dict[Path, Path | None] = {}

    def root_of(self, path: Path) -> Path | None:
        """Return the root of the workspace that holds a file, None where none does."""
        folder = path.parent
        if folder not in self._roots or not _is_root(self._roots[folder]):
            self._roots[folder] = _root(folder)
        return self._roots[folder]

    def get(self, path: Path) -> Future[Room]:
        """Return the room of a file, which may still be loading."""
        root = self.root_of(path)
        if root not in self._rooms:
            self._rooms[root] = Future()
            self._load(root, path.parent, self._rooms[root], None)
        return self._rooms[root]

    def refresh(self) -> None:
        """Load the rooms anew whose files have changed."""
        for root, future in list(self._rooms.items()):
            if root and future.done() and not future.exception() and future.result().stamp != stamp_of(root):
                old = future.result()
                self._rooms[root] = Future()
                self._load(root, root, self._rooms[root], old)

    def _load(self, root: Path | None, folder: Path, future: Future[Room], old: Room | None) -> None:
        def run() -> None:
            try:
                future.set_result(load_room(root, folder, old))
            except Exception as error:  # noqa: BLE001 - whoever waits for the room is told
                future.set_exception(error)
                _LOG.exception("The workspace could not be loaded; this is a bug in tm, please report it.")
                return
            self._loaded(root, future.result())
            future.result().remember()
            self._remembered(future.result())

        threading.Thread(target=run, name="tm-lsp-load", daemon=True).start()


def _is_root(root: Path | None) -> bool:
    return root is not None and (root / FILE).is_file()


def _root(folder: Path) -> Path | None:
    try:
        return find(folder)
    except TmError:
        return None


def stamp_of(root: Path) -> Stamp:
    """Return what changes when `tm.toml`, a file of the glossary or `memory.tmx` does."""
    found = [root / FILE]
    with suppress(TmError):
        workspace = load(root)
        found += [*sorted(workspace.glossary.glob("*.toml")), workspace.tmx]
    return tuple(stamp for path in found if (stamp := _stamp(path)))


def _stamp(path: Path) -> tuple[str, int, int] | None:
    try:
        about = path.stat()
    except OSError:
        return None
    return str(path), about.st_size, about.st_mtime_ns


def load_room(root: Path | None, folder: Path, old: Room | None = None) -> Room:
    """Load a workspace; what is wrong with it is in `problems`, and as much as can be is taken from the `old` room."""
    if root is None:
        return Room(no_workspace(folder), ())
    stamp = stamp_of(root)
    problems: list[TmError] = []
    workspace, concepts = _read(root, old, problems)
    room = Room(workspace, concepts)
    room.stamp, room.problems = stamp, tuple(problems)
    return room


def _read(root: Path, old: Room | None, problems: list[TmError]) -> tuple[Workspace, Sequence[Concept]]:
    try:
        workspace = load(root)
    except TmError as error:
        problems += _each(error)
        return (old.workspace, old.glossary.concepts) if old else (no_workspace(root), ())
    try:
        return workspace, load_glossary(workspace)
    except TmError as error:
        problems += _each(error)
        return workspace, old.glossary.concepts if old else ()


def _each(error: TmError) -> Sequence[TmError]:
    return error.errors if isinstance(error, ErrorList) else (error,)
