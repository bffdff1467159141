"""Many look-ups: answered one after the other, and on all processors once there is enough to do.

The answers are the same either way and come in the order of the questions. A process of its own opens the memory for
itself, which takes about a second; so nothing is started before this one has worked for longer than that.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

import msgspec

from tm import languages
from tm.errors import TmError
from tm.memory.lookup import Match, Query, Settings, lookup
from tm.memory.sqlite import SqliteStore
from tm.memory.store import Store
from tm.model import Concept, State
from tm.operations.memory import concepts_of, settings_of
from tm.workspace import STATE, Workspace, load

_PATIENCE = 1500.0
"""Milliseconds of look-ups after which other processes pay."""
_PORTION = 50
"""Look-ups that a process gets at a time."""
_AHEAD = 3
"""Portions waiting for each process."""
_MOST_PROCESSES = 8


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What all the look-ups have in common."""

    source: str
    """Codes of the languages."""
    target: str
    threshold: int
    limit: int
    exhaustive: bool = False
    leave_out: frozenset[State] = frozenset()


class Answer(msgspec.Struct, frozen=True):
    """What came of one look-up."""

    matches: list[Match]
    ms: float
    """How long it took, in milliseconds."""


class Desk:
    """One process with the memory open: answers questions one by one."""

    def __init__(self, workspace: Workspace, store: Store, wanted: Wanted, concepts: Sequence[Concept]) -> None:
        """Take the workspace's memory and glossary; `TmError` for an unknown language."""
        self.root = workspace.root
        self.wanted = wanted
        self._store = store
        self._pair = languages.get(wanted.source), languages.get(wanted.target)
        usual = settings_of(workspace, self._pair[0], concepts=concepts, threshold=wanted.threshold, limit=wanted.limit)
        self._settings: Settings = msgspec.structs.replace(
            usual, exhaustive=wanted.exhaustive, leave_out=wanted.leave_out
        )

    def answer(self, query: Query) -> Answer:
        """Look one text up."""
        started = time.perf_counter()
        matches = lookup(self._store, query, *self._pair, settings=self._settings)
        return Answer(matches, round((time.perf_counter() - started) * 1000, 3))


def answers(queries: Iterable[Query], desk: Desk) -> Iterator[Answer]:
    """Yield the answers to the queries in their order; a `TmError` among the queries is raised after those before it.

    A long input is read ahead of the answers.
    """
    rest = iter(queries)
    spent = 0.0
    for query in rest:
        answer = desk.answer(query)
        spent += answer.ms
        yield answer
        if spent > _PATIENCE and _processes() > 1:
            yield from _apart(rest, desk)


def _processes() -> int:
    return min(os.cpu_count() or 1, _MOST_PROCESSES)


def _apart(queries: Iterator[Query], desk: Desk) -> Iterator[Answer]:
    """Answer the queries in processes of their own."""
    faults: list[TmError] = []
    fresh = multiprocessing.get_context("spawn")
    count = _processes()
    with ProcessPoolExecutor(count, fresh, _Worker.start, (str(desk.root), desk.wanted)) as pool:
        running: deque[Future[bytes]] = deque()
        for portion in _portions(queries, faults):
            running.append(pool.submit(_Worker.answer, portion))
            if len(running) > _AHEAD * count:
                yield from _unpacked(running.popleft())
        while running:
            yield from _unpacked(running.popleft())
    if faults:
        raise faults[0]


def _portions(queries: Iterator[Query], faults: list[TmError]) -> Iterator[list[Query]]:
    """Cut the queries into portions; they end at a fault, which is noted."""
    portion: list[Query] = []
    try:
        for query in queries:
            portion.append(query)
            if len(portion) == _PORTION:
                yield portion
                portion = []
    except TmError as error:
        faults.append(error)
    if portion:
        yield portion


def _unpacked(done: Future[bytes]) -> list[Answer]:
    return msgspec.msgpack.decode(done.result(), type=list[Answer])


class _Worker:
    """What a process of its own keeps between two portions."""

    desk: Desk

    @classmethod
    def start(cls, root: str, wanted: Wanted) -> None:
        """Open the memory."""
        workspace = load(Path(root))
        store = SqliteStore(workspace.root / STATE)
        cls.desk = Desk(workspace, store, wanted, concepts_of(workspace))

    @classmethod
    def answer(cls, queries: Sequence[Query]) -> bytes:
        """Answer a portion."""
        return msgspec.msgpack.encode([cls.desk.answer(query) for query in queries])
