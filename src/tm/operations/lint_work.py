"""Many files into results: the stored ones as they are, the others checked, on all processors if that pays."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tm.errors import ErrorList, Place, TmError
from tm.glossary.load import load_folder
from tm.lint.engine import Linter
from tm.lint.policy import Policy
from tm.model import Concept
from tm.operations.checkable import language_ahead, open_checkable, read_bytes
from tm.operations.checkable_files import count_lines
from tm.operations.judging import policy_of
from tm.operations.lint_cache import Stored, digest, holds
from tm.operations.lint_file import FileResult, check_file
from tm.workspace import Workspace, load

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_PAYS = 3_000_000
"""Bytes to check from which starting another process costs less than it saves."""
_PORTION = 400_000
"""Bytes a process gets at a time."""
_MOST_PROCESSES = 8


class Task(msgspec.Struct, frozen=True):
    """A file to check."""

    path: Path
    data: bytes


class _Fault(msgspec.Struct, frozen=True):
    """A `TmError` that can go from process to process."""

    message: str
    place: Place | None
    hint: str


class Outcome(msgspec.Struct, frozen=True):
    """What came of one file: a result, or nothing but errors."""

    path: str
    result: FileResult | None
    faults: tuple[_Fault, ...] = ()

    @property
    def errors(self) -> list[TmError]:
        """What couldn't be read."""
        return [TmError(fault.message, place=fault.place, hint=fault.hint) for fault in self.faults]


def load_glossary(workspace: Workspace) -> tuple[Concept, ...]:
    """Return the workspace's concepts; `ErrorList` with everything that is wrong with its files."""
    codes = [language.code for language in workspace.languages]
    return load_folder(workspace.glossary, codes, name=workspace.shown)


def full_linter(concepts: Sequence[Concept], policy: Policy) -> Linter:
    """Return a linter with all rules that are chosen somewhere."""
    return Linter(policy.rules(), concepts, wide=policy.wide_rules())


def sort_out(
    paths: Sequence[Path], workspace: Workspace, stored: Mapping[str, Stored]
) -> tuple[dict[Path, Outcome], list[Task]]:
    """Return the outcomes that are known already, and the files that must be checked."""
    known: dict[Path, Outcome] = {}
    tasks: list[Task] = []
    for path in paths:
        file = workspace.shown(path)
        try:
            data = read_bytes(path, file)
        except TmError as error:
            known[path] = _failed(path, error)
            continue
        old = stored.get(file)
        referred = [(other, count_lines(other, workspace)) for other in old.result.referred] if old else []
        if old and holds(old, data, referred):
            known[path] = Outcome(str(path), old.result)
        else:
            tasks.append(Task(path, data))
    return known, tasks


def work_off(tasks: Sequence[Task], workspace: Workspace, checker: Linter, *, language: str) -> list[Outcome]:
    """Check files, in another process for each processor where that pays."""
    size = sum(len(task.data) for task in tasks)
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES, len(tasks), size // _PAYS + 1)
    with _without_collector():
        if processes < 2:  # noqa: PLR2004 - one process is this one
            return [check_task(task, workspace, checker, language) for task in tasks]
        _prepare(tasks, workspace, checker, language)
        portions = [[str(task.path) for task in portion] for portion in _portions(tasks)]
        with _pool(processes, workspace, checker, language) as pool:
            answers = pool.map(_Worker.check, portions)
            decode = partial(msgspec.msgpack.decode, type=list[Outcome])
            return [outcome for answer in answers for outcome in decode(answer)]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Leave cyclic garbage lying meanwhile: the values made here have no cycles, and looking for them takes long."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _prepare(tasks: Sequence[Task], workspace: Workspace, checker: Linter, language: str) -> None:
    """Make the term finders that the files need, before there are other processes that would make their own."""
    if _forks():
        targets = {one for task in tasks if (one := language_ahead(task.path, task.data, language))}
        checker.prepare([workspace.source, *sorted(targets, key=lambda one: one.code)])


def _pool(processes: int, workspace: Workspace, checker: Linter, language: str) -> ProcessPoolExecutor:
    """Return processes that know all this one knows where they can be copies of it, else must load it themselves."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    if _forks():
        copying = multiprocessing.get_context("fork")
        all_known = (workspace, checker, language)
        return ProcessPoolExecutor(processes, mp_context=copying, initializer=_Worker.take, initargs=all_known)
    context = multiprocessing.get_context("spawn")
    known = (workspace.root, language)
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_Worker.start, initargs=known)


def _forks() -> bool:
    """Tell whether a copy of this process is safe: on Linux, with no other thread that may hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


def _portions(tasks: Sequence[Task]) -> Iterator[list[Task]]:
    """Cut the work into portions of about one size, the largest files first."""
    portion: list[Task] = []
    for task in sorted(tasks, key=lambda task: (-len(task.data), task.path)):
        portion.append(task)
        if sum(len(one.data) for one in portion) >= _PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def check_task(task: Task, workspace: Workspace, checker: Linter, language: str) -> Outcome:
    """Check one file; what can't be read is part of the outcome."""
    try:
        checkable = open_checkable(task.path, workspace, language, data=task.data)
    except TmError as error:
        return _failed(task.path, error)
    faults = tuple(_fault(error) for error in checkable.errors)
    return Outcome(str(task.path), check_file(checkable, workspace.shown(task.path), checker), faults)


def _failed(path: Path, error: TmError) -> Outcome:
    errors = error.errors if isinstance(error, ErrorList) else (error,)
    return Outcome(str(path), None, tuple(_fault(one) for one in errors))


def _fault(error: TmError) -> _Fault:
    return _Fault(error.message, error.place, error.hint)


def stored_results(tasks: Sequence[Task], outcomes: Sequence[Outcome], workspace: Workspace) -> dict[str, Stored]:
    """Return what to store of the files that were read without an error."""
    digests = {str(task.path): digest(task.data) for task in tasks}
    return {
        workspace.shown(Path(outcome.path)): Stored(digests[outcome.path], outcome.result)
        for outcome in outcomes
        if outcome.result and not outcome.faults
    }


class _Worker:
    """What a process of its own keeps between two portions."""

    workspace: Workspace
    checker: Linter
    language: str

    @classmethod
    def start(cls, root: Path, language: str) -> None:
        """Load what every file needs."""
        workspace = load(root)
        cls.take(workspace, full_linter(load_glossary(workspace), policy_of(workspace)), language)

    @classmethod
    def take(cls, workspace: Workspace, checker: Linter, language: str) -> None:
        """Take what every file needs."""
        gc.disable()
        cls.workspace, cls.checker, cls.language = workspace, checker, language

    @classmethod
    def check(cls, paths: Sequence[str]) -> bytes:
        """Check a portion of files and return their outcomes as MessagePack."""
        outcomes = [cls._outcome(Path(path)) for path in paths]
        return msgspec.msgpack.encode(outcomes)

    @classmethod
    def _outcome(cls, path: Path) -> Outcome:
        try:
            task = Task(path, read_bytes(path, cls.workspace.shown(path)))
        except TmError as error:
            return _failed(path, error)
        return check_task(task, cls.workspace, cls.checker, cls.language)
