"""`tm watch`: what an edit touches is built and checked again, nothing else.

Files are looked at by their size and time of change; what was written here is not taken for an edit. A changed source
or PO file concerns its statement, a change of the glossary or of `tm.toml` everything. The result is what `tm build`
would make.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec

from tm.errors import ErrorList, TmError
from tm.glossary.finder import TermFinder
from tm.lint.finding import Finding, in_order
from tm.model import Concept, Unit
from tm.operations.assembly import Assembled, assemble, finders_of, from_catalogs, units_of
from tm.operations.build import judged_versions, orphans, write_catalogs, write_memory
from tm.operations.checkable import SUFFIXES, foreign_language
from tm.operations.lint import Skipped, default_paths, lint_files, load_glossary
from tm.operations.lint_notices import skipped_notice
from tm.operations.statements import Reading, read_statements
from tm.workspace import FILE, Workspace, load

_LOOK = 0.5
"""Seconds between two looks."""
_QUIET = 0.3
"""Seconds without a further change after which an edit counts as finished."""
_SHARE = 20
"""How many times longer it waits than a look takes, so that watching costs little."""

Stamp = tuple[int, int, int]
"""Time of the last change in nanoseconds, size, and the number of the file on its disk."""


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """What was done about some changes."""

    changes: tuple[str, ...]
    """Files that changed, came or went; none at the beginning, which is about everything."""
    written: tuple[str, ...]
    findings: tuple[Finding, ...]
    """In the files concerned."""
    errors: tuple[TmError, ...]
    """What couldn't be read or written; the rest went through."""
    notes: tuple[str, ...] = ()
    """What else is worth telling."""
    seconds: float


class _Statement(msgspec.Struct, frozen=True):
    """What is known of a statement."""

    orphan: bool
    """True where only PO files know of it."""
    units: tuple[Unit, ...]
    errors: tuple[TmError, ...]


class Watch:
    """A workspace under watch; one round at a time."""

    def __init__(self, root: Path) -> None:
        """Read the workspace; `TmError` where it or its glossary can't be used."""
        self._root = root
        self.workspace = load(root)
        self._seen = snapshot(self.workspace)
        self._mine: dict[str, bytes] = {}
        """Digests of the files written here."""
        self._statements: dict[str, _Statement] = {}
        self._complete = False
        """Whether all statements are known; if not, a round is about everything."""
        self._concepts: tuple[Concept, ...] = ()
        self._finders: Mapping[str, TermFinder] = {}

    def begin(self) -> Round:
        """Build and check everything."""
        return self._round((), self._everything)

    def run(self, changes: tuple[str, ...]) -> Round:
        """Build and check what these files touch."""
        if not self._complete or any(self._concerns_all(name) for name in changes):
            return self._round(changes, self._everything)
        return self._round(changes, lambda: self._some(changes))

    def changes(self) -> tuple[str, ...]:
        """Return the files that changed since the last look, sorted; what was written here is none."""
        now = snapshot(self.workspace)
        names = {name for name, _ in now.items() ^ self._seen.items()}
        self._seen = now
        return tuple(sorted(name for name in names if not self._is_mine(name)))

    def wait(self, sleep: Callable[[float], None] = time.sleep) -> tuple[str, ...]:
        """Return the next changes, once no more have come for a moment; until then, sleep."""
        found: set[str] = set()
        while True:
            began = time.perf_counter()
            new = self.changes()
            if found and not new:
                return tuple(sorted(found))
            found.update(new)
            sleep(_QUIET if found else max(_LOOK, _SHARE * (time.perf_counter() - began)))

    def _concerns_all(self, name: str) -> bool:
        folders = self.workspace.config.folders
        return name == FILE or name.startswith(f"{folders.glossary}/")

    def _is_mine(self, name: str) -> bool:
        """Tell whether a file still says what was written here."""
        digest = self._mine.get(name)
        return digest is not None and _digest(self._root / name) == digest

    def _round(self, changes: tuple[str, ...], work: Callable[[], Round]) -> Round:
        """Do some work and time it; an error that leaves nothing done is what came of it."""
        began = time.perf_counter()
        try:
            done = work()
        except TmError as error:
            errors = error.errors if isinstance(error, ErrorList) else (error,)
            done = Round(changes=(), written=(), findings=(), errors=errors, seconds=0)
        for name in done.written:
            self._mine[name] = _digest(self._root / name)
        return msgspec.structs.replace(done, changes=changes, seconds=time.perf_counter() - began)

    def _everything(self) -> Round:
        self._complete = False
        self.workspace = load(self._root)
        self._concepts = tuple(load_glossary(self.workspace))
        self._finders = finders_of(self._concepts, self.workspace)
        self._statements = {}
        reading = read_statements(self.workspace)
        names = [*(one.name for one in reading.statements), *orphans(self.workspace, reading.statements)]
        done = self._build(names, reading, default_paths(self.workspace))
        self._complete = True
        return done

    def _some(self, changes: Iterable[str]) -> Round:
        names = sorted({name for file in changes for name in self._statement_of(file)})
        reading = read_statements(self.workspace, only=set(names))
        return self._build(names, reading, [self._root / name for name in changes])

    def _statement_of(self, name: str) -> Iterator[str]:
        """Yield the statement that a file belongs to, nothing for other files."""
        folders, parts = self.workspace.config.folders, Path(name).parts
        inside = Path(name).is_relative_to(folders.sources), Path(name).is_relative_to(folders.locales)
        depth = len(Path(folders.sources if inside[0] else folders.locales).parts)
        if inside[0] and len(parts) > depth + 1:
            yield parts[depth]
        elif inside[1] and name.endswith(".po"):
            yield Path(name).stem

    def _build(self, names: Iterable[str], reading: Reading, paths: Iterable[Path]) -> Round:
        """Bring statements up to date, then the memory; check the files named and those written."""
        statements = {one.name: one for one in reading.statements}
        done: list[Assembled] = []
        written: list[str] = []
        for name in names:
            orphan = name not in statements
            one = from_catalogs(name, self.workspace) if orphan else self._assembled(name, reading)
            done.append(one)
            written += write_catalogs(one.catalogs, self.workspace)
            units = tuple(units_of(one.catalogs, self.workspace))
            errors = one.errors + tuple(error for error in reading.errors if self._is_about(error, name))
            self._statements[name] = _Statement(orphan, units, errors)
        written += self._remember()
        touched = [path for path in dict.fromkeys((*paths, *map(self._root.joinpath, written))) if _checkable(path)]
        foreign = {path: code for path in touched if (code := _foreign_language(path))}
        checked = lint_files([path for path in touched if path not in foreign], self.workspace, glossary=self._concepts)
        skipped = [*checked.skipped, *(Skipped(self.workspace.shown(path), code) for path, code in foreign.items())]
        faults = [*reading.errors, *(error for one in done for error in one.errors), *checked.errors]
        return Round(
            changes=(),
            written=tuple(written),
            findings=tuple(in_order([*judged_versions(reading, done, self.workspace), *checked.findings])),
            errors=tuple({str(error): error for error in faults}.values()),
            notes=tuple(map(str, skipped_notice(skipped))),
            seconds=0,
        )

    def _assembled(self, name: str, reading: Reading) -> Assembled:
        statement = next(one for one in reading.statements if one.name == name)
        return assemble(statement, self.workspace, self._finders)

    def _is_about(self, error: TmError, name: str) -> bool:
        folder = self.workspace.shown(self.workspace.sources / name)
        return error.place is not None and error.place.file.startswith(f"{folder}/")

    def _remember(self) -> list[str]:
        """Bring `memory.tmx` and the memory up to date, unless a file can't be read; return the files written."""
        if any(one.errors for one in self._statements.values()):
            return []
        order = sorted(self._statements.items(), key=lambda item: (item[1].orphan, item[0]))
        units = [unit for _, one in order for unit in one.units]
        return write_memory(self.workspace, units)[0]


def snapshot(workspace: Workspace) -> dict[str, Stamp]:
    """Return the files that a workspace is made from, by their names as messages show them."""
    found: dict[str, Stamp] = {}
    for folder in (workspace.sources, workspace.glossary, workspace.locales):
        _look(folder.as_posix(), f"{workspace.shown(folder)}/", found)
    found.pop(workspace.shown(workspace.tmx), None)
    settings = workspace.root / FILE
    if settings.is_file():
        found[FILE] = _stamp(settings.stat())
    return found


def _look(folder: str, shown: str, found: dict[str, Stamp]) -> None:
    """Note the files in a folder and those below; what is hidden or an editor's copy does not count."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name[0] == "." or entry.name[-1] == "~":
                    continue
                if entry.is_dir():
                    _look(entry.path, f"{shown}{entry.name}/", found)
                else:
                    found[f"{shown}{entry.name}"] = _stamp(entry.stat())
    except FileNotFoundError:
        return


def _stamp(about: os.stat_result) -> Stamp:
    return about.st_mtime_ns, about.st_size, about.st_ino


def _digest(path: Path) -> bytes:
    """Return what stands for a file's content, for a missing file that of none."""
    try:
        return blake2b(path.read_bytes(), digest_size=16).digest()
    except OSError:
        return b""


def _foreign_language(path: Path) -> str:
    """Return the language of a catalogue nobody here knows; an edit of one is no more than that of any stray file."""
    try:
        return foreign_language(path, path.read_bytes()) if path.is_file() else ""
    except OSError:
        return ""


def _checkable(path: Path) -> bool:
    """Tell whether a file or folder is there to be checked; `memory.tmx` repeats the PO files."""
    return path.is_dir() or (path.is_file() and path.suffix.lower() in SUFFIXES and path.suffix != ".tmx")
