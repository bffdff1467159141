"""`tm import`: units of other tools' files into memories of their own, as a stream.

A unit that can't be used is refused with its reason and the rest goes in. What is stored comes in transactions, so that
an import that was cut off is taken up where it ended by running it again.
"""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import BinaryIO, cast

import msgspec

from tm.errors import FormatError, Place, TmError
from tm.formats import Options, format_of, tmx
from tm.formats.refused import Refused
from tm.memory.sqlite import SqliteStore
from tm.memory.store import WORKSPACE, Changes, Store
from tm.model import Unit
from tm.operations.memory import code_of
from tm.workspace import STATE, Workspace

FOLDER = "imports/"
"""What the name of an imported file's memory begins with where nobody names it."""
_GZIP = b"\x1f\x8b"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")
_PAIR = 2


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
        hint = "Its units come from the PO files; name another memory, or leave --memory out."
        raise TmError(f"the memory {WORKSPACE!r} can't be imported into.", hint=hint)
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
    progress = listening.progress
    reading = _Reading(path, workspace, listening.refuse)
    changes = Changes()
    try:
        with path.open("rb") as file:
            units = reading.units(file)
            if store:
                changes = store.put(
                    units, memory=name, progress=lambda sum_: progress(reading.progress(file.tell(), sum_))
                )
            else:
                changes = _counted(units, lambda sum_: progress(reading.progress(file.tell(), sum_)))
    except OSError as error:
        message = f"can't be read: {error.strerror or error}."
        raise TmError(message, place=Place(workspace.shown(path)), hint="Check its name and permissions.") from error
    return reading.result(name, changes)


def refresh(workspace: Workspace, store: Store) -> None:
    """Bring the index up to date in the workspace's languages, so that the next look-up is quick."""
    for language in workspace.languages:
        store.index(language).refresh()


_STEP = 5000


def _counted(units: Iterator[Unit], progress: Callable[[Changes], None]) -> Changes:
    """Read units and count them as new ones."""
    count = 0
    for count, _ in enumerate(units, 1):
        if not count % _STEP:
            progress(Changes(added=count))
    return Changes(added=count)


class _Reading:
    """One file being read, and what has been noted about it."""

    def __init__(self, path: Path, workspace: Workspace, refuse: Callable[[Refused], None]) -> None:
        self._path = path
        self._shown = workspace.shown(path)
        self._source = workspace.source.code
        self._refuse = refuse
        self._plain = PurePath(path.name.removesuffix(".gz"))
        self._format = format_of(self._plain)
        self._size = path.stat().st_size
        self._codes: dict[str, str | None] = {}
        self._units = 0
        self._refused: Counter[str] = Counter()
        self._repaired: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        self._error: TmError | None = None

    def units(self, file: BinaryIO) -> Iterator[Unit]:
        """Yield the units that can be used; a file that breaks off ends here, with the error noted."""
        try:
            for item in self._items(self._opened(file)):
                fault = item if isinstance(item, Refused) else self._fault(item)
                if fault:
                    self._refused[fault.reason.partition(":")[0].removesuffix(".")] += 1
                    self._refuse(self._placed(fault))
                else:
                    self._units += 1
                    yield self._stored(cast("Unit", item))
        except TmError as error:
            place = Place(self._shown, error.place.line if error.place else 0)
            self._error = FormatError(error.message, place=place, hint=error.hint)

    def progress(self, read: int, changes: Changes) -> Progress:
        """Return how far the file has been read."""
        return Progress(read, self._size, sum(msgspec.structs.astuple(changes)))

    def result(self, memory: str, changes: Changes) -> Imported:
        """Return what came of the file."""
        return Imported(
            file=self._shown,
            memory=memory,
            size=self._size,
            changes=changes,
            units=self._units,
            refused=dict(self._refused.most_common()),
            repaired=dict(self._repaired.most_common()),
            left_out=dict(self._left_out.most_common()),
            error=self._error,
        )

    def _opened(self, file: BinaryIO) -> BinaryIO:
        """Return the bytes of the file, unpacked."""
        start = file.read(len(_GZIP))
        file.seek(0)
        return cast("BinaryIO", _Unpacked(file, self._shown)) if start == _GZIP else file

    def _items(self, stream: BinaryIO) -> Iterator[Unit | Refused]:
        if self._format.suffixes[0] != ".tmx":
            options = Options(source_language=self._source, language=self._code)
            return self._format.parse(stream, self._plain.name, options)
        whole = cast("BinaryIO", _Watched(stream, self._look_at_start))
        return tmx.read(whole, file=self._plain.name, language=self._code, repaired=self._repair)

    def _look_at_start(self, start: bytes) -> None:
        if start.startswith(_UTF16):
            self._repaired["UTF-16 read"] += 1

    def _repair(self, what: str) -> None:
        self._repaired[what] += 1

    def _code(self, tag: str) -> str | None:
        """Return the code of a language tag; note tags that are not written as they should, and unknown languages."""
        if tag not in self._codes:
            self._codes[tag] = code_of(tag)
        code = self._codes[tag]
        if code is None:
            self._left_out[tag] += 1
        elif code != tag and tag.replace("_", "-").partition("-")[0] != code:
            self._repaired["language tags in other capitals read"] += 1
        elif "_" in tag:
            self._repaired["language tags with _ read"] += 1
        return code

    def _fault(self, unit: Unit) -> Refused | None:
        if len({variant.language for variant in unit.variants}) >= _PAIR:
            return None
        said = " | ".join(f"{variant.language}: {variant.text}" for variant in unit.variants)
        place = unit.variants[0].place if unit.variants else None
        return Refused(reason="The unit has text in one known language only.", place=place or Place(""), text=said)

    def _stored(self, unit: Unit) -> Unit:
        """Return the unit as it is kept: lines of the imported file say nothing once the file has changed."""
        variants = tuple(
            msgspec.structs.replace(one, place=None) if one.place and one.place.file == self._plain.name else one
            for one in unit.variants
        )
        return unit if variants == unit.variants else msgspec.structs.replace(unit, variants=variants)

    def _placed(self, fault: Refused) -> Refused:
        """Return what was refused with the file's name as messages print it."""
        return Refused(reason=fault.reason, place=Place(self._shown, fault.place.line), text=fault.text)


class _Watched:
    """A stream whose first bytes somebody looks at."""

    def __init__(self, stream: BinaryIO, look: Callable[[bytes], None]) -> None:
        self._stream = stream
        self._look: Callable[[bytes], None] | None = look

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        data = self._stream.read(size)
        if self._look:
            self._look(data)
            self._look = None
        return data


class _Unpacked:
    """The contents of a gzip file; `FormatError` where they are damaged or cut off."""

    def __init__(self, file: BinaryIO, shown: str) -> None:
        self._stream = gzip.GzipFile(fileobj=file, mode="rb")
        self._shown = shown

    def read(self, size: int = io.DEFAULT_BUFFER_SIZE) -> bytes:
        """Return the next bytes of what was packed."""
        try:
            return self._stream.read(size)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            hint = "Get it once more from where it came from."
            raise FormatError(f"the packed file is damaged: {error}.", place=Place(self._shown), hint=hint) from error
