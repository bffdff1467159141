"""What the last run of the linter found, by file content: an unchanged file is not read again.

The store is one file in the workspace's folder of derived things. It holds only while nothing else changed that a
finding depends on: the program, the glossary, the settings. Whatever is wrong with it, the files
are just checked again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from tm import __version__, languages
from tm.formats.files import write_atomically
from tm.messages import chosen
from tm.operations.lint_file import FileResult
from tm.workspace import STATE, Workspace

_FILE = "lint.msgpack"


class Stored(msgspec.Struct, frozen=True):
    """One file's content and what came of it."""

    digest: bytes
    result: FileResult


class Cache(msgspec.Struct, frozen=True):
    """The store."""

    key: bytes
    """Stands for everything but the files that findings depend on."""
    concepts: int
    """How many concepts the glossary has."""
    files: Mapping[str, Stored]


def digest(data: bytes) -> bytes:
    """Return sixteen bytes that stand for a content."""
    return hashlib.blake2b(data, digest_size=16).digest()


def key_of(workspace: Workspace, *, language: str) -> bytes:
    """Return what stands for the program, the glossary and the settings."""
    state = hashlib.blake2b(digest_size=16)
    state.update(f"{__version__}\0{_program()}\0{language}\0{chosen()}\0".encode())
    state.update(msgspec.json.encode(workspace.config, order="deterministic"))
    for path in sorted(workspace.glossary.rglob("*.toml")):
        state.update(str(path.relative_to(workspace.glossary)).encode() + b"\0" + digest(path.read_bytes()))
    return state.digest()


@lru_cache(maxsize=1)
def _program() -> str:
    """Return what changes when the program's code or its language data do; a checkout has no new version."""
    root = Path(languages.__file__).parent.parent
    newest = max(path.stat().st_mtime_ns for path in root.rglob("*") if path.suffix in {".py", ".toml"})
    return f"{newest}"


def load(workspace: Workspace, key: bytes) -> Cache:
    """Return the store if it holds for this key, else an empty one."""
    try:
        data = (workspace.root / STATE / _FILE).read_bytes()
        if data[: len(key)] == key:
            return msgspec.msgpack.decode(data[len(key) :], type=Cache)
    except (OSError, msgspec.DecodeError, ValueError):
        pass
    return Cache(key, -1, {})


def save(workspace: Workspace, cache: Cache) -> None:
    """Write the store, where the workspace can be written to."""
    folder = workspace.root / STATE
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return
    write_atomically(folder / _FILE, cache.key + msgspec.msgpack.encode(cache))


def kept(cache: Cache, fresh: Mapping[str, Stored], files: Iterable[str]) -> Mapping[str, Stored]:
    """Return what to store after a run: what it made, and what it didn't ask for but still holds."""
    asked = set(files)
    others = {file: stored for file, stored in cache.files.items() if file not in asked}
    return {**others, **fresh}


def holds(stored: Stored | None, data: bytes, lines: Sequence[tuple[str, int | None]]) -> bool:
    """Tell whether a stored result is that of this content, and the files it refers to have kept their lengths."""
    return stored is not None and stored.digest == digest(data) and dict(lines) == dict(stored.result.referred)
