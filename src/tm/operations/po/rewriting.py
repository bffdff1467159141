"""A PO file before and after: read once, changed as a value, written only over what was read."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from tm.errors import FormatError, Place
from tm.formats import po
from tm.formats.files import read_text, write_atomically
from tm.messages import say
from tm.workspace import Workspace


class Opened(msgspec.Struct, frozen=True):
    """A PO file as it was read."""

    path: Path
    file: str
    """Its name in messages."""
    catalog: po.Catalog


class Rewritten(msgspec.Struct, frozen=True, kw_only=True):
    """A PO file as it was and as it should be."""

    path: Path
    file: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """True where the file has to be written."""
        return self.before != self.after

    def diff(self) -> str:
        """Return the change as a unified diff, empty where there is none."""
        before, after = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        lines = difflib.unified_diff(before, after, f"a/{self.file}", f"b/{self.file}")
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def open_catalog(path: Path, workspace: Workspace | None = None) -> Opened:
    """Read a PO file; `ErrorList` with every fault, since what can't be read in full is not to be written."""
    file = workspace.shown(path) if workspace else path.as_posix()
    return Opened(path, file, po.parse(read_text(path, keep_mark=True), file=file))


def rewritten(opened: Opened, change: Callable[[po.Entry], po.Entry | None]) -> Rewritten:
    """Return a file with a change made to each of its entries; None takes the entry out."""
    changed = (change(entry) for entry in opened.catalog.entries)
    kept = tuple(entry for entry in changed if entry is not None)
    return with_catalog(opened, msgspec.structs.replace(opened.catalog, entries=kept))


def with_catalog(opened: Opened, catalog: po.Catalog) -> Rewritten:
    """Return a file with another catalogue in place of the one that was read."""
    return Rewritten(
        path=opened.path, file=opened.file, before=po.serialize(opened.catalog), after=po.serialize(catalog)
    )


def write(one: Rewritten) -> None:
    """Write a file that differs from what was read; `ChangedUnderneath` where it is another one by now."""
    if one.changed:
        write_atomically(one.path, one.after.encode(), before=one.before.encode())


def po_files(paths: Iterable[Path], workspace: Workspace | None) -> Iterator[Path]:
    """Yield PO files: those named, those in the folders named, or without any all of the workspace.

    Raises `FormatError` for a file that is none.
    """
    named = list(paths) or ([workspace.locales] if workspace else [])
    for path in named:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*.po") if file.is_file())
        elif path.suffix.lower() in {".po", ".pot"}:
            yield path
        else:
            hint = say("Name files that end in .po, or folders with such files.")
            raise FormatError(say("this is no PO file."), place=Place(path.as_posix()), hint=hint)
