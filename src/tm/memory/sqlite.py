"""The embedded store: one SQLite file in WAL mode, with the index beside it.

A store belongs to the thread that opened it; processes may share the file. All writing is in transactions that are
there or not there after a crash.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from tm.errors import Place, TmError
from tm.language import Language
from tm.memory import schema, statements as sql
from tm.memory.exhaustive import Everything
from tm.memory.index import Index
from tm.memory.records import moment, records, to_entry, to_unit, unit_of
from tm.memory.store import WORKSPACE, Changes, Entry, Holding, Record, Row, Version
from tm.messages import say
from tm.model import State, Unit

FILE = "memory.db"
_PAGE = 2000
_WAIT_SECONDS = 30.0
_CACHE_KIB = 32_768


class _Snapshot(msgspec.Struct, frozen=True):
    memory: int
    since: int
    unit: Unit


class SqliteStore:
    """A `tm.memory.store.Store` in a folder, usually `.tm` of the workspace."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        """Open the memory in `folder`, made with the folder where missing; a folder that can't be written is only read.

        Raises `TmError` for a damaged file, one written by a newer version, and a missing one that can't be made.
        """
        self.folder = folder
        self._file = folder / FILE
        self._indexes: dict[str, Index] = {}
        self._everything: dict[str, Everything] = {}
        self._read_only = read_only or not _writable(folder)
        with self._faults():
            self._connection = self._connect()
            try:
                self._check_version()
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the file; the store can't be used afterwards."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def put(
        self,
        units: Iterable[Unit],
        *,
        memory: str = WORKSPACE,
        batch: int = 5000,
        progress: Callable[[Changes], None] | None = None,
    ) -> Changes:
        """Add or replace units; each batch is one transaction, after which `progress` gets the sum so far."""
        return self.add(records(units), memory=memory, batch=batch, progress=progress)

    def add(
        self,
        records: Iterable[Record],
        *,
        memory: str = WORKSPACE,
        batch: int = 5000,
        progress: Callable[[Changes], None] | None = None,
    ) -> Changes:
        """Do as `put`, with units made ready elsewhere."""
        total = Changes()
        stream = iter(records)
        while chunk := list(islice(stream, batch)):
            with self._transaction():
                total += self._write(chunk, self._memory_row(memory))
            if progress:
                progress(total)
        return total

    def sync(self, units: Iterable[Unit], *, memory: str = WORKSPACE) -> Changes:
        """Make the memory hold exactly these units, in one transaction that writes only what differs."""
        total = Changes()
        stream = records(units)
        kept: set[str] = set()
        with self._transaction():
            number = self._memory_row(memory)
            while chunk := list(islice(stream, _PAGE)):
                kept.update(record.id for record in chunk)
                total += self._write(chunk, number)
            held = self._all(sql.ROWS_OF_MEMORY, number)
            return total + self._remove([row for row, unit_id in held if unit_id not in kept])

    def forget(self, ids: Iterable[str], *, memory: str | None = None) -> Changes:
        """Remove units, from one memory or from all; unknown ids are ignored. Their history stays."""
        with self._transaction():
            found = self._all(sql.UNIT_ROWS, json.dumps(list(ids)), memory)
            return self._remove([row for (row,) in found])

    def unit(self, unit_id: str, *, memory: str | None = None) -> Unit | None:
        """Return the unit with this id, None where there is none; from the oldest memory where several have it."""
        rows = self._all(sql.UNIT, unit_id, memory)
        return to_unit([row[:-1] for row in rows if row[-1] == rows[0][-1]]) if rows else None

    def units(self, *, memory: str | None = None) -> Iterator[Unit]:
        """Yield the units in the order in which they were first written."""
        last = 0
        while rows := self._all(sql.UNITS, last, memory, _PAGE):
            for _, group in groupby(rows, key=itemgetter(0)):
                yield to_unit([row[1:] for row in group])
            last = rows[-1][0]

    def history(self, unit_id: str, *, memory: str | None = None) -> Sequence[Version]:
        """Return all that the unit has been, oldest first."""
        versions = [
            Version(unit=msgspec.json.decode(unit, type=Unit), memory=name, since=moment(since), until=moment(until))
            for name, since, until, unit in self._all(sql.PAST, unit_id, memory)
        ]
        for name, since in self._all(sql.PRESENT, unit_id, memory):
            unit = self.unit(unit_id, memory=name)
            versions += [Version(unit=unit, memory=name, since=moment(since))] if unit else []
        return versions

    def memories(self) -> Mapping[str, int]:
        """Return how many units each memory holds."""
        return dict(self._all(sql.MEMORIES))

    def languages(self) -> Mapping[str, int]:
        """Return how many variants each language has."""
        return dict(self._all(sql.LANGUAGES))

    def holdings(self) -> Sequence[Holding]:
        """Return what there is, by memory, language and state."""
        return [
            Holding(
                memory=memory,
                language=language,
                state=State(state),
                texts=texts,
                characters=characters,
                tagged=int(tagged),
            )
            for memory, language, state, texts, characters, tagged in self._all(sql.HOLDINGS)
        ]

    def texts(self, language: str, *, after: int = 0) -> Iterator[tuple[int, str]]:
        """Yield row and normalised text of the variants in a language with rows above `after`, in their order."""
        while rows := self._all(sql.TEXTS, after, language, _PAGE):
            yield from rows
            after = rows[-1][0]

    def normals(self, rows: Sequence[int]) -> list[tuple[int, str]]:
        """Return row and normalised text for the rows that still exist, in any order."""
        return self._all(sql.NORMALS, json.dumps(rows))

    def entries(self, rows: Sequence[int], target: str) -> list[Entry]:
        """Return the segments in these rows with each of their translations into `target`, in any order."""
        return [to_entry(row) for row in self._all(sql.ENTRIES, json.dumps(rows), target)]

    def owners(self, rows: Sequence[int]) -> list[tuple[int, str, Unit]]:
        """Return row, memory and whole unit of the variants in these rows that still exist, in their order."""
        groups = groupby(self._all(sql.OWNERS, json.dumps(rows)), key=itemgetter(0, 1))
        return [(row, memory, to_unit([one[2:] for one in group])) for (row, memory), group in groups]

    def last_row(self) -> int:
        """Return the highest row ever given, 0 in an empty store."""
        found = self._all(sql.LAST_VARIANT)
        return int(found[0][0]) if found else 0

    def removed(self) -> int:
        """Return how many rows were ever taken away."""
        return int(self._fact("removed"))

    def index(self, language: Language) -> Index:
        """Return the index over the texts in a language, made on first use."""
        if language.code not in self._indexes:
            folder, identity, writing = self.folder / "index", self._fact("identity"), not self._read_only
            self._indexes[language.code] = Index(self, language, folder=folder, identity=identity, writing=writing)
        return self._indexes[language.code]

    def everything(self, language: Language) -> Everything:
        """Return what compares every text in a language without the index, made on first use."""
        return self._everything.setdefault(language.code, Everything(self, language))

    def _connect(self) -> sqlite3.Connection:
        if not self._read_only:
            self._make_folder()
            connection = sqlite3.connect(self._file, timeout=_WAIT_SECONDS, isolation_level=None, cached_statements=256)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            return connection
        waiting = self._file.with_name(f"{FILE}-wal")
        mode = "mode=ro" if waiting.exists() and waiting.stat().st_size else "immutable=1"
        return sqlite3.connect(f"{self._file.absolute().as_uri()}?{mode}", uri=True, isolation_level=None)

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = say("the folder can't be made ({strerror}).", strerror=error.strerror)
            raise TmError(
                message, place=Place(str(self.folder)), hint=say("Check the path and its permissions.")
            ) from error

    def _check_version(self) -> None:
        found = schema.version(self._connection)
        place, rebuild = Place(str(self._file)), _rebuild(self.folder)
        if found < 0:
            raise TmError(say("the file is a database, but not a memory."), place=place, hint=rebuild)
        if found > schema.VERSION:
            message = say(
                "the memory was written by a newer tm (schema {found}; this one knows {version}).",
                found=found,
                version=schema.VERSION,
            )
            raise TmError(message, place=place, hint=say("Update tm, or: {rebuild}", rebuild=rebuild))
        if found < schema.VERSION and self._read_only and _writable(self.folder):
            self._connection.close()
            SqliteStore(self.folder).close()
            self._connection = self._connect()
        elif found < schema.VERSION:
            schema.migrate(self._connection)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn what the database can't do into a `TmError`; a mistake of ours stays what it is."""
        try:
            yield
        except sqlite3.Error as error:
            fault = _explanations(self.folder).get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
            if fault is None:
                raise
            message, hint = fault
            raise TmError(f"{message} ({error}).", place=Place(str(self._file)), hint=hint) from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._faults():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _all(self, query: str, *values: object) -> list[Any]:
        with self._faults():
            return self._connection.execute(query, values).fetchall()

    def _fact(self, name: str) -> str:
        return str(self._all(sql.FACT, name)[0][0])

    def _memory_row(self, name: str) -> int:
        self._connection.execute(sql.ADD_MEMORY, (name,))
        return int(self._all(sql.MEMORY, name)[0][0])

    def _write(self, chunk: Sequence[Record], memory: int) -> Changes:
        """Write records inside a transaction; where an id comes twice, the later one is a change of the earlier."""
        total, part = Changes(), dict[str, Record]()
        for record in chunk:
            if record.id in part:
                total += self._write_distinct(part, memory)
                part = {}
            part[record.id] = record
        return total + self._write_distinct(part, memory)

    def _write_distinct(self, chunk: Mapping[str, Record], memory: int) -> Changes:
        found = self._all(sql.DIGESTS, memory, json.dumps(list(chunk)))
        held = {unit_id: (row, digest) for unit_id, row, digest in found}
        new = [record for unit_id, record in chunk.items() if unit_id not in held]
        touched = [r for unit_id, r in chunk.items() if unit_id in held and held[unit_id][1] != r.digest]
        changed = self._replace([(held[record.id][0], record) for record in touched], memory)
        fresh, now = int(self._all(sql.LAST_UNIT)[0][0]) + 1, int(time.time())
        self._insert([(row, now, record) for row, record in enumerate(new, fresh)], memory)
        return Changes(added=len(new), changed=changed, unchanged=len(chunk) - len(new) - changed)

    def _replace(self, records: Sequence[tuple[int, Record]], memory: int) -> int:
        """Write records over the units in these rows; return how many are different in more than their neighbours."""
        past = self._snapshots([row for row, _ in records])
        changed = [row for row, record in records if past[row].unit != unit_of(record)]
        self._archive([past[row] for row in changed])
        self._drop_variants([row for row, _ in records])
        times = dict.fromkeys(changed, int(time.time()))
        self._insert([(row, times.get(row, past[row].since), record) for row, record in records], memory)
        return len(changed)

    def _insert(self, numbered: Sequence[tuple[int, int, Record]], memory: int) -> None:
        """Write records with their rows and times."""
        first = self.last_row() + 1
        units: list[Row] = []
        variants: list[Row] = []
        for row, changed, record in numbered:
            size = len(record.variants)
            units.append((row, memory, record.id, first, size, changed, record.digest, *record.columns))
            variants += [(number, row, *columns) for number, columns in enumerate(record.variants, first)]
            first += size
        self._connection.executemany(sql.WRITE_UNIT, units)
        self._connection.executemany(sql.ADD_VARIANT, variants)

    def _remove(self, rows: Sequence[int]) -> Changes:
        self._archive(list(self._snapshots(rows).values()))
        self._drop_variants(rows)
        self._connection.executemany(sql.DROP_UNIT, [(row,) for row in rows])
        return Changes(forgotten=len(rows))

    def _snapshots(self, rows: Sequence[int]) -> dict[int, _Snapshot]:
        """Return what the units in these rows are now."""
        groups = groupby(self._all(sql.UNITS_IN_ROWS, json.dumps(rows)), key=itemgetter(0, 1, 2))
        return {
            row: _Snapshot(memory, since, to_unit([one[3:] for one in group])) for (row, memory, since), group in groups
        }

    def _archive(self, past: Sequence[_Snapshot]) -> None:
        """Keep what units were until now as past versions."""
        now = int(time.time())
        versions = [(p.memory, p.unit.id, p.since, now, msgspec.json.encode(p.unit).decode()) for p in past]
        self._connection.executemany(sql.ADD_VERSION, versions)

    def _drop_variants(self, rows: Sequence[int]) -> None:
        gone = self._connection.executemany(sql.DROP_VARIANTS, [(row,) for row in rows]).rowcount if rows else 0
        if gone:
            self._connection.execute(sql.COUNT_REMOVED, (gone,))


def _writable(folder: Path) -> bool:
    """Tell whether files can be made in the folder, or in the nearest folder above it that exists."""
    while not folder.exists():
        folder = folder.parent
    return os.access(folder, os.W_OK)


def _rebuild(folder: Path) -> str:
    return say("Delete the folder {folder}, run `tm build`, and import again what was imported.", folder=folder)


def _explanations(folder: Path) -> dict[int, tuple[str, str]]:
    """Return what is wrong and what to do, by the code of the database's fault."""
    rebuild = _rebuild(folder)
    return {
        sqlite3.SQLITE_CORRUPT: (say("the memory is damaged"), rebuild),
        sqlite3.SQLITE_NOTADB: (say("the file is not a memory, or it is damaged"), rebuild),
        sqlite3.SQLITE_READONLY: (
            say("the memory can't be written here"),
            say("Make the folder {folder} writable.", folder=folder),
        ),
        sqlite3.SQLITE_CANTOPEN: (
            say("the memory can't be opened"),
            say("Check that {folder} exists and may be read and written.", folder=folder),
        ),
        sqlite3.SQLITE_BUSY: (
            say("another program is writing to the memory"),
            say("Wait until it is done and try again."),
        ),
        sqlite3.SQLITE_FULL: (
            say("the disk is full"),
            say("Make room and try again; nothing half-written has been kept."),
        ),
        sqlite3.SQLITE_IOERR: (
            say("the disk can't be read or written"),
            say("Check the disk; nothing half-written has been kept."),
        ),
    }
