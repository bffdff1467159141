"""The one thread that knows the texts: it does one job at a time, the most urgent first.

The thread that talks to the editor only reads and writes messages, so an answer never waits for a long job to finish:
a job that takes long is a generator and gives way between its steps.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from enum import IntEnum
from itertools import count
from typing import Any

import msgspec


class Urgency(IntEnum):
    """How soon a job is done. What the editor tells and asks comes first, in the order in which it came."""

    REQUEST = 0
    SEARCH = 1
    """A request that goes through many files."""
    CHECK = 2
    LATER = 3


class _Job(msgspec.Struct, order=True):
    urgency: Urgency
    number: int
    """Of two equally urgent jobs the one with the smaller number comes first."""
    run: Any
    future: Any
    steps: Any = None
    """What is left of a long job."""
    last: Any = None
    """What its last step yielded."""


class Worker:
    """A thread with a queue. It ends with the process and keeps nobody waiting."""

    def __init__(self) -> None:
        """Start the thread."""
        self._queue: list[tuple[Urgency, int, _Job]] = []
        self._changed = threading.Condition()
        self._numbers = count()
        threading.Thread(target=self._work, name="tm-lsp", daemon=True).start()

    def ask(self, run: Callable[[], Any], urgency: Urgency = Urgency.REQUEST) -> Future[Any]:
        """Have something done; the result is that of `run`, or the last value yielded where `run` gives an iterator."""
        future: Future[Any] = Future()
        self._put(_Job(urgency, 0, run, future))
        return future

    def _put(self, job: _Job) -> None:
        with self._changed:
            job.number = next(self._numbers)
            heapq.heappush(self._queue, (job.urgency, job.number, job))
            self._changed.notify()

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._queue:
                    self._changed.wait()
                _, _, job = heapq.heappop(self._queue)
            if job.steps is not None or job.future.set_running_or_notify_cancel():
                self._do(job)

    def _do(self, job: _Job) -> None:
        try:
            result = job.run() if job.steps is None else job.steps
            if isinstance(result, Iterator):
                job.steps = result
                self._go_on(job)
            else:
                job.future.set_result(result)
        except BaseException as error:  # noqa: BLE001 - whoever asked is told, and the thread goes on
            job.future.set_exception(error)

    def _go_on(self, job: _Job) -> None:
        """Take the next steps of a long job, until it is done or another one is waiting."""
        for step in job.steps:
            job.last = step
            if self._queue and self._queue[0][0] <= job.urgency:
                self._put(job)
                return
        job.future.set_result(job.last)
