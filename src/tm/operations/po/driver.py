"""The merge driver of git: what `git merge` calls for a PO file, and how a repository comes to call it.

What can't be read as PO is merged by git itself, line by line, as it would be without the driver.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tm.errors import TmError
from tm.formats import po
from tm.formats.files import read_text, write_atomically
from tm.messages import say
from tm.operations.po.merge import merge_texts

NAME = "tm-po"
"""What the driver is called in git's configuration."""
_ATTRIBUTE = f"*.po merge={NAME}"
_TITLE = "PO files entry by entry (tm po merge)"
_MOST = 127
"""The most conflicts that git wants to hear of; beyond it an exit code means something else."""


class MergedFile(msgspec.Struct, frozen=True, kw_only=True):
    """What came of three files."""

    conflicts: tuple[str, ...] = ()
    """Source texts of the entries a person has to decide about."""
    kept: tuple[str, ...] = ()
    """Source texts of the entries that were removed on one side and changed on the other."""
    by_lines: str = ""
    """Why git merged the file line by line; empty where that was not needed."""
    open_lines: int = 0
    """How many conflicts that left."""

    @property
    def clean(self) -> bool:
        """True where nothing is left to decide."""
        return not self.conflicts and not self.open_lines


def merge_files(base: Path, ours: Path, theirs: Path) -> MergedFile:
    """Merge three PO files into the second one, as `git merge-file` does.

    Raises `TmError` where a file can't be read or written at all, and where git has to help out and isn't there.
    """
    try:
        texts = [read_text(path, keep_mark=True) for path in (base, ours, theirs)]
        merged = merge_texts(*texts)
    except TmError as error:
        if not all(path.is_file() for path in (base, ours, theirs)):
            raise
        return MergedFile(by_lines=str(error).split("\n", 1)[0], open_lines=_merge_lines(base, ours, theirs))
    write_atomically(ours, po.serialize(merged.catalog).encode(), before=texts[1].encode())
    return MergedFile(conflicts=merged.conflicts, kept=merged.kept)


def _merge_lines(base: Path, ours: Path, theirs: Path) -> int:
    """Let git merge the files by lines; return the number of conflicts."""
    names = ("-L", "ours", "-L", "base", "-L", "theirs")
    done = _run("merge-file", *names, str(ours), str(base), str(theirs))
    if done.returncode > _MOST:
        raise TmError(
            say("git can't merge the files: {said}.", said=_said(done)), hint=say("Look at the three files by hand.")
        )
    return done.returncode


def install(folder: Path) -> Iterator[str]:
    """Make the repository of a folder merge PO files with the driver, and yield what was done, one line each.

    The driver is told to git in the repository's own configuration, and the files in `.gitattributes`, which is for
    everybody: commit it. What is there already stays. Raises `TmError` outside of a repository.
    """
    root = _root(folder)
    settings = {f"merge.{NAME}.name": _TITLE, f"merge.{NAME}.driver": f"{_command()} po merge %O %A %B %P"}
    for key, value in settings.items():
        if _run("config", "--local", "--get", key, folder=root).stdout.decode().rstrip("\n") != value:
            _git("config", "--local", key, value, folder=root)
            yield f"git config {key} = {value}"
    path = root / ".gitattributes"
    text = read_text(path, keep_mark=True) if path.exists() else ""
    if _ATTRIBUTE not in text.splitlines():
        ending = "" if not text or text.endswith("\n") else "\n"
        write_atomically(path, f"{text}{ending}{_ATTRIBUTE}\n".encode(), before=text.encode())
        yield f".gitattributes: {_ATTRIBUTE}"


def uninstall(folder: Path) -> Iterator[str]:
    """Take back what `install` did, and yield what was done; what is not there is passed over."""
    root = _root(folder)
    if _run("config", "--local", "--get", f"merge.{NAME}.driver", folder=root).returncode == 0:
        _git("config", "--local", "--remove-section", f"merge.{NAME}", folder=root)
        yield f"git config: merge.{NAME} removed"
    path = root / ".gitattributes"
    text = read_text(path, keep_mark=True) if path.exists() else ""
    if _ATTRIBUTE in text.splitlines():
        left = "".join(line for line in text.splitlines(keepends=True) if line.strip() != _ATTRIBUTE)
        if left:
            write_atomically(path, left.encode(), before=text.encode())
        else:
            path.unlink()
        yield f".gitattributes: {_ATTRIBUTE} removed"


def _command() -> str:
    """Return how git starts this program: by name where the name is known, else by its place."""
    if shutil.which("tm"):
        return "tm"
    beside = Path(sys.executable).with_name("tm")
    if not beside.is_file():
        raise TmError(say("git will not find the command tm."), hint=say("Install it: pipx install yaddash."))
    return f"'{beside}'"


def _root(folder: Path) -> Path:
    done = _run("rev-parse", "--show-toplevel", folder=folder)
    if done.returncode:
        raise TmError(
            say("{folder} is in no git repository.", folder=folder), hint=say("Run git init, or go to your repository.")
        )
    return Path(done.stdout.decode().strip())


def _git(*words: str, folder: Path) -> None:
    done = _run(*words, folder=folder)
    if done.returncode:
        raise TmError(
            say("git says: {said}.", said=_said(done)), hint=say("Check that you may write to the repository.")
        )


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    text = done.stderr.decode(errors="backslashreplace").strip()
    return text.removeprefix("fatal: ").removeprefix("error: ").removesuffix(".") or "nothing"


def _run(*words: str, folder: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder; `TmError` where there is none."""
    where = ["-C", str(folder)] if folder else []
    try:
        return subprocess.run(["git", *where, *words], capture_output=True, check=False)  # noqa: S603, S607 - no shell, the user's own git
    except OSError as error:
        raise TmError(
            say("git can't be run: {strerror}.", strerror=error.strerror), hint=say("Install git.")
        ) from error
