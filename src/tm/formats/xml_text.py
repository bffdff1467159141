"""From the bytes of an XML file to its text: by the byte order mark, or else what it declares, or else as UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from tm.errors import FormatError, Place
from tm.messages import say

_CHUNK = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


def decoded(stream: BinaryIO, *, file: str) -> Iterator[str]:
    """Give the text of an XML file in parts, its lines ended by line feeds, as XML has it.

    Bytes that are no text in the file's encoding are kept as lone surrogates (`surrogateescape`).

    :raises FormatError: the encoding is unknown, or a file in UTF-16 or UTF-32 is damaged.
    """
    chunk = stream.read(_CHUNK)
    encoding = _encoding(chunk)
    wide = "16" in encoding or "32" in encoding
    try:
        decoder = codecs.getincrementaldecoder(encoding)("strict" if wide else "surrogateescape")
    except LookupError:
        raise FormatError(
            say("The encoding {encoding} is unknown.", encoding=encoding),
            place=Place(file, 1),
            hint=say("Save the file as UTF-8 and put that into its first line."),
        ) from None
    held = ""
    while chunk:
        following = stream.read(_CHUNK)
        try:
            text = held + decoder.decode(chunk, not following)
        except UnicodeDecodeError as error:
            raise FormatError(
                say("The file is not {encoding}: {reason}.", encoding=encoding, reason=error.reason),
                place=Place(file),
                hint=say("Save the file as UTF-8 and put that into its first line."),
            ) from error
        held = "\r" if text.endswith("\r") and following else ""
        text = text[: len(text) - len(held)]
        yield text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        chunk = following


def _encoding(start: bytes) -> str:
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    declared = _DECLARED.match(start)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    return "utf-8-sig" if name.startswith(("utf-16", "utf16", "ucs-2")) or name in {"utf-8", "utf8"} else name
