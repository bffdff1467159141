"""One file of another tool, read for the memory: its units, what was put right, and what can't be used.

Nothing is stored here, so that a process of its own can do it (`tm.operations.import_apart`).
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
from tm.messages import say
from tm.model import Unit
from tm.operations.memory import code_of

_GZIP = b"\x1f\x8b"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")
_PAIR = 2


class Job(msgspec.Struct, frozen=True):
    """A file to read."""

    path: str
    shown: str
    """Its name in messages."""
    source: str
    """Code of the workspace's source language."""


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """What was noted about a file while it was read."""

    units: int
    """Units read that can be used."""
    refused: Mapping[str, int]
    """How many units were refused, by reason without its particulars."""
    repaired: Mapping[str, int]
    """How often something was put right, by what it was."""
    left_out: Mapping[str, int]
    """How many variants were left out for their language, by its tag."""
    message: str = ""
    """Why the file broke off, empty where it did not; what stands before was read."""
    line: int = 0
    hint: str = ""

    def error(self, file: str) -> TmError | None:
        """Return where the file broke off, None where it did not."""
        return FormatError(self.message, place=Place(file, self.line), hint=self.hint) if self.message else None


class Reading:
    """One file being read, and what has been noted about it."""

    def __init__(self, job: Job, refuse: Callable[[Refused], None]) -> None:
        """Take the file and who is told of each refused unit; `TmError` where its name tells no format."""
        self._shown = job.shown
        self._source = job.source
        self._refuse = refuse
        self._plain = PurePath(Path(job.path).name.removesuffix(".gz"))
        self._name = self._plain.name
        self._format = format_of(self._plain)
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
            self._error = error

    def noted(self) -> Noted:
        """Return what has been noted so far."""
        error = self._error
        return Noted(
            units=self._units,
            refused=dict(self._refused.most_common()),
            repaired=dict(self._repaired.most_common()),
            left_out=dict(self._left_out.most_common()),
            message=error.message if error else "",
            line=error.place.line if error and error.place else 0,
            hint=error.hint if error else "",
        )

    def _opened(self, file: BinaryIO) -> BinaryIO:
        """Return the bytes of the file, unpacked."""
        start = file.read(len(_GZIP))
        file.seek(0)
        return cast("BinaryIO", _Unpacked(file, self._shown)) if start == _GZIP else file

    def _items(self, stream: BinaryIO) -> Iterator[Unit | Refused]:
        if self._format.suffixes[0] != ".tmx":
            options = Options(source_language=self._source, language=self._code)
            return self._format.parse(stream, self._name, options)
        whole = cast("BinaryIO", _Watched(stream, self._look_at_start))
        return tmx.read(whole, file=self._name, language=self._code, repaired=self._repair)

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
        return Refused(reason=say("The unit has text in one known language only."), place=place or Place(""), text=said)

    def _stored(self, unit: Unit) -> Unit:
        """Return the unit as it is kept: lines of the imported file say nothing once the file has changed."""
        if not any(one.place and one.place.file == self._name for one in unit.variants):
            return unit
        variants = tuple(
            msgspec.structs.replace(one, place=None) if one.place and one.place.file == self._name else one
            for one in unit.variants
        )
        return msgspec.structs.replace(unit, variants=variants)

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
            hint = say("Get it once more from where it came from.")
            raise FormatError(
                say("the packed file is damaged: {error}.", error=error), place=Place(self._shown), hint=hint
            ) from error
