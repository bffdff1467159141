"""`tm import`: units of other tools' files into memories of their own, as a stream.

A unit that can't be used is refused with its reason and the rest goes in. What is stored comes in transactions, so that
an import that was cut off is taken up where it ended by running it again.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from tm import languages
from tm.errors import Place, TmError
from tm.formats.refused import Refused
from tm.memory.records import records
from tm.memory.sqlite import SqliteStore
from tm.memory.store import WORKSPACE, Changes, Record, Store
from tm.messages import say
from tm.model import Unit
from tm.operations.import_apart import Apart, seldom_collecting
from tm.operations.import_reading import Job, Noted, Reading
from tm.workspace import STATE, Workspace

FOLDER = "imports/"
"""What the name of an imported file's memory begins with where nobody names it."""
_PAYS = 4_000_000
"""Bytes from which reading in a process of its own costs less than it saves; of a packed file a quarter."""
_PACKED = 4
_MANY = 200_000
"""Rows that the index may lack before a second process pays."""
_STEP = 5000


class Progress(msgspec.Struct, frozen=True):
    """How far an import has come."""

    read: int
    """Bytes of the file."""
    size: int
    """Bytes the file has."""
    units: int
    """Units stored or found unchanged."""


class Listeners(msgspec.Struct, frozen=True):
    """Who wants to know what happens during an import."""

    refuse: Callable[[Refused], None] = lambda _: None
    """Gets each unit that is not stored."""
    progress: Callable[[Progress], None] = lambda _: None


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a file."""

    file: str
    memory: str
    size: int
    """Bytes."""
    changes: Changes
    units: int
    """Units read that can be used."""
    refused: Mapping[str, int]
    """How many units were refused, by reason without its particulars."""
    repaired: Mapping[str, int]
    """How often something was put right, by what it was."""
    left_out: Mapping[str, int]
    """How many variants were left out for their language, by its tag."""
    error: TmError | None
    """Where the file broke off; what stands before is stored."""


def memory_named(path: Path, name: str = "") -> str:
    """Return the memory a file goes into; `TmError` for the workspace's own, which is made by `tm build`."""
    if name == WORKSPACE:
        hint = say("Its units come from the PO files; name another memory, or leave --memory out.")
        raise TmError(say("the memory {workspace!r} can't be imported into.", workspace=WORKSPACE), hint=hint)
    return name or f"{FOLDER}{path.name}"


def open_for_import(workspace: Workspace) -> SqliteStore:
    """Return the workspace's memory, made where there is none; `TmError` where it can't be used."""
    return SqliteStore(workspace.root / STATE)


def import_file(
    path: Path,
    workspace: Workspace,
    store: Store | None,
    *,
    memory: str = "",
    listeners: Listeners | None = None,
) -> Imported:
    """Put the units of a file into a memory; without a store everything is read and nothing written.

    Raises `TmError` where the file can't be opened or its name tells no
    format; a fault further on ends the import and is part of the answer.
    """
    name = memory_named(path, memory)
    listening = listeners or Listeners()
    job = Job(str(path), workspace.shown(path), workspace.source.code)
    with _readable(job.shown):
        size = path.stat().st_size
        here = _Here(job, listening.refuse)
        source = Apart(job, listening.refuse) if store and _pays(path, size) else here

        def tell(changes: Changes) -> None:
            listening.progress(Progress(source.read, size, sum(msgspec.structs.astuple(changes))))

        with seldom_collecting():
            changes = store.add(source.records(), memory=name, progress=tell) if store else _counted(here, tell)
    return _imported(job, name, size, changes, source.noted())


def _imported(job: Job, memory: str, size: int, changes: Changes, noted: Noted) -> Imported:
    return Imported(
        file=job.shown,
        memory=memory,
        size=size,
        changes=changes,
        units=noted.units,
        refused=noted.refused,
        repaired=noted.repaired,
        left_out=noted.left_out,
        error=noted.error(job.shown),
    )


def _pays(path: Path, size: int) -> bool:
    """Tell whether a file is large enough to be read beside the writing."""
    large = size * (_PACKED if path.suffix.lower() == ".gz" else 1) >= _PAYS
    return large and (os.cpu_count() or 1) > 1


@contextmanager
def _readable(shown: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = say("can't be read: {value}.", value=error.strerror or error)
        raise TmError(message, place=Place(shown), hint=say("Check its name and permissions.")) from error


class _Here:
    """A file that is read in this process."""

    def __init__(self, job: Job, refuse: Callable[[Refused], None]) -> None:
        self._job = job
        self._reading = Reading(job, refuse)
        self.read = 0
        """Bytes read so far."""

    def units(self) -> Iterator[Unit]:
        """Yield the units that can be used."""
        with Path(self._job.path).open("rb") as file:
            for unit in self._reading.units(file):
                self.read = file.tell()
                yield unit

    def records(self) -> Iterator[Record]:
        """Yield the units that can be used, ready to be written."""
        return records(self.units())

    def noted(self) -> Noted:
        """Return what was noted about the file."""
        return self._reading.noted()


def refresh(workspace: Workspace, store: SqliteStore) -> None:
    """Bring the index up to date in the workspace's languages, so that the next look-up is quick.

    Where there is much to do, each language but the first is the work of a process of its own.
    """
    large = [one.code for one in workspace.languages if store.index(one).behind() > _MANY]
    apart = large[1:] if (os.cpu_count() or 1) > 1 else []
    fresh = multiprocessing.get_context("spawn")
    running = [fresh.Process(target=_refresh, args=(store.folder, code), daemon=True) for code in apart]
    for process in running:
        process.start()
    with seldom_collecting():
        for language in workspace.languages:
            if language.code not in apart:
                store.index(language).refresh()
    for process in running:
        process.join()


def _refresh(folder: Path, code: str) -> None:
    """Bring the index of one language up to date; what fails here is made good by the next look-up."""
    with seldom_collecting(), SqliteStore(folder) as store:
        store.index(languages.get(code)).refresh()


def _counted(file: _Here, progress: Callable[[Changes], None]) -> Changes:
    """Read units and count them as new ones."""
    count = 0
    for count, _ in enumerate(file.units(), 1):
        if not count % _STEP:
            progress(Changes(added=count))
    return Changes(added=count)
