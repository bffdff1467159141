"""A large file read in a process of its own, beside the one that writes: two processors share an import.

The reader makes its units ready to be written and sends them in portions; it waits where the writer is slower, so
neither holds more than a few portions. Where the writer is killed the reader finds nobody there and ends; a reader
that is killed ends the import, and what was stored by then stays.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from tm.errors import Place, TmError
from tm.formats.refused import Refused
from tm.memory.records import records
from tm.memory.store import Record
from tm.messages import say
from tm.operations.import_reading import Job, Noted, Reading

_PORTION = 1000
"""Units sent at a time."""
_SELDOM = (50_000, 20, 100)


class _Portion(msgspec.Struct, frozen=True, array_like=True):
    records: tuple[Record, ...]
    refused: tuple[Refused, ...]
    read: int
    """Bytes of the file so far."""
    noted: Noted | None
    """What was noted, with the last portion only."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let Python look for cycles of garbage less often: an import makes none, and many small values."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Apart:
    """A file that is read in a process of its own."""

    def __init__(self, job: Job, refuse: Callable[[Refused], None]) -> None:
        """Take the file and who is told of each refused unit."""
        self._job = job
        self._refuse = refuse
        self._noted: Noted | None = None
        self.read = 0
        """Bytes read so far."""

    def records(self) -> Iterator[Record]:
        """Yield the units that can be used, ready to be written."""
        fresh = multiprocessing.get_context("spawn")
        receiving, sending = fresh.Pipe(duplex=False)
        process = fresh.Process(target=_send, args=(self._job, sending), daemon=True)
        process.start()
        sending.close()
        try:
            while self._noted is None:
                yield from self._portion(receiving)
        finally:
            receiving.close()
            process.terminate()
            process.join()

    def noted(self) -> Noted:
        """Return what was noted about the file, once it is read to its end."""
        if self._noted is None:
            raise RuntimeError(say("The file is not read yet."))
        return self._noted

    def _portion(self, receiving: Connection) -> tuple[Record, ...]:
        try:
            portion = msgspec.msgpack.decode(receiving.recv_bytes(), type=_Portion)
        except (EOFError, OSError):
            message = say("the process that reads the file was ended; what was read by then is stored.")
            hint = say("Run tm import again: it goes on where it ended.")
            raise TmError(message, place=Place(self._job.shown), hint=hint) from None
        for refused in portion.refused:
            self._refuse(refused)
        self.read, self._noted = portion.read, portion.noted
        return portion.records


def _send(job: Job, sending: Connection) -> None:
    """Read a file and send it in portions, the last one with what was noted."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    refused: list[Refused] = []
    reading = Reading(job, refused.append)
    pack = msgspec.msgpack.Encoder().encode
    try:
        with Path(job.path).open("rb") as file, seldom_collecting():
            ready = records(reading.units(file))
            while portion := tuple(islice(ready, _PORTION)):
                sending.send_bytes(pack(_Portion(portion, tuple(refused), file.tell(), None)))
                refused.clear()
            sending.send_bytes(pack(_Portion((), tuple(refused), file.tell(), reading.noted())))
    except BrokenPipeError:
        return
