"""Reading and writing whole files for the formats: strict on the way in, all or nothing on the way out.

This is the rim: the formats themselves take and give texts or streams.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tm.errors import FormatError, Place, TmError

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
        message = f"The file can't be read: {error.strerror or error}."
        raise TmError(message, place=Place(str(path)), hint="Check its name and its permissions.") from error
    text = decode(data, str(path))
    return text if keep_mark else text.removeprefix(_BOM)


def decode(data: bytes, file: str) -> str:
    """Return the text of a UTF-8 file, its byte order mark included; `file` is its name.

    :raises FormatError: it is not UTF-8; the message says at which byte, the place on which line.
    """
    if data.startswith(_UTF16):
        raise FormatError("The file is UTF-16.", place=Place(file), hint="Save it as UTF-8.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(file, data, error.start) from error


def _not_utf8(file: str, data: bytes, offset: int) -> FormatError:
    before = data[:offset]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
    message = f"The file is not UTF-8: byte {offset} is 0x{data[offset]:02X}."
    return FormatError(message, place=Place(file, line, column), hint="Save it as UTF-8.")


def write_atomically(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file so that a reader sees either all of the old contents or all of the new, whatever happens meanwhile.

    The new contents go to a temporary file in the same folder, which then takes the name. An existing file's
    permissions are kept, and a symbolic link goes on pointing to the file written.

    :raises TmError: the folder is missing or can't be written to, or the disk is full. The old file is untouched then.
    """
    target = path.resolve()
    try:
        _replace(target, [data] if isinstance(data, bytes) else data)
    except OSError as error:
        message = f"The file can't be written: {error.strerror or error}."
        hint = "Check that its folder exists, that you may write to it, and that the disk is not full."
        raise TmError(message, place=Place(str(path)), hint=hint) from error


def _replace(target: Path, chunks: Iterable[bytes]) -> None:
    """Write a temporary file beside the target, flush it to the disk and give it the target's name."""
    mode = _mode(target)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
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
