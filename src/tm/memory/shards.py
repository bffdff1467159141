"""The files of the index: one sorted table of signatures each, mapped into memory and never changed.

A file is a header (magic, version, keys, the range of rows covered, lengths) and the arrays, each at a multiple of 64
bytes, little-endian. The two keys say which memory it was made from and how the language folded; a file whose keys,
version or length are not what is expected is no file of ours, and is made again from the store.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from threading import get_ident

import msgspec
import numpy as np
from numpy.typing import NDArray

from tm.memory.signatures import BINS, VERSION, Columns, Sorted, Table

_MAGIC = b"tm index"
_HEADER = struct.Struct("<8sQ16s16sQQQQQ")
_ALIGNMENT = 64
ASIDE = ".new"
"""The suffix of a file that is being written."""
_STARTS = np.dtype("<i8")
_TYPES = {"characters": "<u4", "low": "<u8", "high": "<u8", "histogram": "u1", "rows": "<u4"}

Keys = tuple[bytes, bytes]
"""Which memory and which folding: 16 bytes each."""


class Shard(msgspec.Struct, frozen=True):
    """Signatures of the rows above `after`, up to and including `until`."""

    after: int
    until: int
    removed: int
    """How many rows the store had lost when this was begun."""
    held: Table


class Draft(msgspec.Struct, frozen=True):
    """A shard before it is written."""

    after: int
    until: int
    removed: int
    held: Sorted


def save(path: Path, shard: Shard | Draft, keys: Keys) -> None:
    """Write the file beside its place, flush it, and put it there: the place always holds the old or the new one.

    Raises `OSError` where that can't be done.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}{ASIDE}")
    try:
        with aside.open("wb") as file:
            for part in _parts(shard, keys):
                file.writelines(part)
                file.write(bytes(-file.tell() % _ALIGNMENT))
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def load(path: Path, keys: Keys) -> Shard | None:
    """Map a file, None where there is none or it can't be used."""
    try:
        with path.open("rb") as file:
            memory = mmap(file.fileno(), 0, access=ACCESS_READ)
    except (OSError, ValueError):  # missing, unreadable; empty
        return None
    if len(memory) < _HEADER.size:
        return None
    magic, version, *found, after, until, removed, buckets, count = _HEADER.unpack_from(memory)
    if (magic, version, *found) != (_MAGIC, VERSION, *keys) or len(memory) != _size(buckets, count):
        return None
    return Shard(after, until, removed, _table(memory, buckets, count))


def _parts(shard: Shard | Draft, keys: Keys) -> Iterator[Iterable[bytes | memoryview]]:
    """Yield what the file is made of: header, starts and columns, each in pieces."""
    starts, held = shard.held.starts, shard.held
    yield [_HEADER.pack(_MAGIC, VERSION, *keys, shard.after, shard.until, shard.removed, len(starts), len(held))]
    yield [_bytes(starts, _STARTS)]
    for name, kind in _TYPES.items():
        yield (_bytes(piece, np.dtype(kind)) for piece in held.slices(name))


def _bytes(array: NDArray[np.integer], kind: np.dtype[np.integer]) -> memoryview:
    return np.ascontiguousarray(array.astype(kind, copy=False)).reshape(-1).view(np.uint8).data


def _size(buckets: int, count: int) -> int:
    lengths = [_HEADER.size, buckets * _STARTS.itemsize]
    lengths += [count * _width(name) for name in _TYPES]
    return sum(_padded(length) for length in lengths)


def _table(memory: mmap, buckets: int, count: int) -> Table:
    offset = _padded(_HEADER.size)
    starts = np.frombuffer(memory, _STARTS, buckets, offset)
    offset += _padded(starts.nbytes)
    arrays: dict[str, NDArray[np.unsignedinteger]] = {}
    for name, kind in _TYPES.items():
        length = count * _width(name)
        arrays[name] = np.frombuffer(memory, kind, length // np.dtype(kind).itemsize, offset)
        offset += _padded(length)
    arrays["histogram"] = arrays["histogram"].reshape(-1, BINS)
    return Table(starts, Columns(**arrays))


def _width(name: str) -> int:
    """Return the bytes a segment takes in a column."""
    return np.dtype(_TYPES[name]).itemsize * (BINS if name == "histogram" else 1)


def _padded(length: int) -> int:
    return length + -length % _ALIGNMENT
