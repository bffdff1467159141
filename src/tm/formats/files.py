"""Reading and writing whole files for the formats: strict on the way in, all or nothing on the way out.

A file may change between reading and writing: an editor saves it, a program pulls a new version. Who writes a file
anew says what it was made from (`before`), and nothing is written over something else. This is the rim: the formats
themselves take and give texts or streams.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from tm.errors import FormatError, Place, TmError
from tm.messages import say

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BOM = "\ufeff"


def read_text(path: Path, *, keep_mark: bool = False) -> str:
    """Return a file's text, UTF-8, its line ends as they are.

    A byte order mark is dropped; `keep_mark` leaves it as the first character, for a format that gives the text back.

    :raises TmError: the file can't be read.
    :raises FormatError: it is not UTF-8; the message says at which byte, the place on which line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        message = say("The file can't be read: {value}.", value=error.strerror or error)
        raise TmError(message, place=Place(str(path)), hint=say("Check its name and its permissions.")) from error
    text = decode(data, str(path))
    return text if keep_mark else text.removeprefix(_BOM)


def decode(data: bytes, file: str) -> str:
    """Return the text of a UTF-8 file, its byte order mark included; `file` is its name.

    :raises FormatError: it is not UTF-8; the message says at which byte, the place on which line.
    """
    if data.startswith(_UTF16):
        raise FormatError(say("The file is UTF-16."), place=Place(file), hint=say("Save it as UTF-8."))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(file, data, error.start) from error


def _not_utf8(file: str, data: bytes, offset: int) -> FormatError:
    before = data[:offset]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
    message = say("The file is not UTF-8: byte {offset} is 0x{data:02X}.", offset=offset, data=data[offset])
    return FormatError(message, place=Place(file, line, column), hint=say("Save it as UTF-8."))


class ChangedUnderneath(TmError):
    """A file says something else than it did when it was read; it was left as it is."""


def write_atomically(path: Path, data: bytes | Iterable[bytes], *, before: bytes | None = None) -> None:
    """Write a file so that a reader sees either all of the old contents or all of the new, whatever happens meanwhile.

    The new contents go to a temporary file in the same folder, which then takes the name. An existing file's
    permissions are kept, and a symbolic link goes on pointing to the file written. `before` is what the file said when
    it was read, empty for a file that was not there; right before the new contents take its place the two are compared.

    :raises ChangedUnderneath: the file does not say what it did before. It is untouched.
    :raises TmError: the folder is missing or can't be written to, or the disk is full. The old file is untouched then.
    """
    with open_atomically(path, before=before) as file:
        file.writelines([data] if isinstance(data, bytes) else data)


@contextlib.contextmanager
def open_atomically(path: Path, *, before: bytes | None = None) -> Iterator[BinaryIO]:
    """Open a file for writing that takes its name only when all of it is written; otherwise as `write_atomically`.

    Where the block is left by an error, nothing is written and the old file stays. A device or a pipe, such as
    `/dev/stdout`, is written to as it is.

    :raises TmError: as `write_atomically`.
    """
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as device:
                yield device
            return
        with _replacing(target, lambda: _check_unchanged(target, before, path)) as file:
            yield file
    except OSError as error:
        message = say("The file can't be written: {value}.", value=error.strerror or error)
        hint = say("Check that its folder exists, that you may write to it, and that the disk is not full.")
        raise TmError(message, place=Place(str(path)), hint=hint) from error


def _check_unchanged(target: Path, before: bytes | None, shown: Path) -> None:
    """Raise `ChangedUnderneath` where the file says something else than `before`; None is for a file nobody read."""
    if before is None:
        return
    try:
        now = target.read_bytes()
    except FileNotFoundError:
        now = b""
    if now != before:
        message = say("The file has changed since it was read, so nothing was written over it.")
        raise ChangedUnderneath(
            message, place=Place(str(shown)), hint=say("Run the command again; it reads the new state.")
        )


@contextlib.contextmanager
def _replacing(target: Path, check: Callable[[], None]) -> Iterator[BinaryIO]:
    """Open a temporary file beside the target; then flush it to the disk, check and give it the target's name."""
    mode = _mode(target)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield cast("BinaryIO", file)
            file.flush()
            os.fsync(file.fileno())
        check()
        os.chmod(name, mode)  # noqa: PTH101 - a name is what mkstemp gives
        os.replace(name, target)  # noqa: PTH105 - see above
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - see above
        raise
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    """Return the permissions the file has, or those a new one gets."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
