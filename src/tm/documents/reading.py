"""Bytes to text, at the rim: the encoding is declared or seen in the bytes, never guessed from the words."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from tm.documents.blocks import Document, Format
from tm.documents.parsing import parse
from tm.errors import FormatError, Place
from tm.messages import say

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"\A---[ \t]*\r?\n(?:(?!---)[^\n]*\n)*?encoding[ \t]*:[ \t]*['\"]?([A-Za-z0-9_-]+)")


def read(path: Path, *, file: str = "", encoding: str = "") -> Document:
    """Read a `.txt` or `.md` file; `file` is the name to use in messages and places (by default the path).

    Raises `FormatError` where the file is missing, is of another format, or is not in its encoding.
    """
    name = file or str(path)
    try:
        kind = Format(path.suffix.lower().removeprefix("."))
    except ValueError:
        known = ", ".join(f".{one}" for one in Format)
        message = say("can't read files of type {suffix!r}.", suffix=path.suffix)
        raise FormatError(message, place=Place(name), hint=say("Known: {known}.", known=known)) from None
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FormatError(say("can't be read: {strerror}.", strerror=error.strerror), place=Place(name)) from error
    return parse(decode(data, file=name, encoding=encoding), file=name, format=kind)


def decode(data: bytes, *, file: str, encoding: str = "") -> str:
    """Return the text of a file without byte order mark.

    The encoding is, in this order: what a byte order mark says; the one named by `encoding`; what the front matter
    declares (`encoding: cp1251`); UTF-16 where zero bytes stand in every second place only; UTF-8.
    Raises `FormatError` with line and byte offset at the first byte that the encoding doesn't allow, and for an
    encoding nobody knows.
    """
    bom, name = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", ""))
    chosen = name or encoding or _declared(data) or _unicode(data)
    try:
        text = data[len(bom) :].decode(chosen)
    except LookupError:
        hint = say("Use utf-8, utf-16 or cp1251.")
        raise FormatError(say("unknown encoding {chosen!r}.", chosen=chosen), place=Place(file), hint=hint) from None
    except UnicodeDecodeError as error:
        raise _bad_byte(data, error.start + len(bom), chosen, file) from error
    if "\0" in text:
        hint = say("Declare its encoding if it is text.")
        raise FormatError(say("this is no text: it holds zero bytes."), place=Place(file), hint=hint)
    return text


def _declared(data: bytes) -> str:
    hit = _DECLARED.match(data)
    return hit[1].decode("ascii") if hit else ""


def _unicode(data: bytes) -> str:
    even, odd = 0 in data[::2], 0 in data[1::2]
    if even == odd:
        return "utf-8"
    return "utf-16-be" if even else "utf-16-le"


def _bad_byte(data: bytes, offset: int, encoding: str, file: str) -> FormatError:
    line = len(re.findall(rb"\r\n|\n|\r", data[:offset])) + 1
    message = say(
        "byte 0x{data:02x} at offset {offset} is not {upper}.", data=data[offset], offset=offset, upper=encoding.upper()
    )
    hint = say("Save the file as UTF-8, or declare its encoding in the front matter (encoding: cp1251).")
    return FormatError(message, place=Place(file, line), hint=hint)
