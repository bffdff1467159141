"""The bytes of an XML file as markup a strict parser takes, whatever its encoding says and its export left in it."""

from __future__ import annotations

import codecs
import re

from tm.errors import FormatError, Place
from tm.messages import say

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    "|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|x0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));"
)
"""The characters XML forbids, and references to them."""


def markup(data: bytes, file: str) -> tuple[bytes, dict[str, int]]:
    """Return the file as UTF-8 without a declaration, its lines where they were, and counts of what was put right.

    The byte order mark decides, then the shape of the first bytes, then the declaration; UTF-8 where nothing does.

    :raises FormatError: the bytes are no text in the encoding of the file.
    """
    encoding, start, repairs = _encoding(data)
    try:
        text = data[start:].decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        what = f"The file is not {encoding.upper()}, as it says it is."
        raise FormatError(what, place=Place(file), hint=say("Save it as UTF-8.")) from error
    text, controls = _CONTROL.subn("", text)
    if controls:
        repairs["control characters left out"] = controls
    return _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text, count=1).encode(), repairs


def _encoding(data: bytes) -> tuple[str, int, dict[str, int]]:
    """Return the encoding, the length of the byte order mark, and whether the file misnames its encoding."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, len(mark), {}
    for start, name in _WIDE:
        if data.lstrip()[:2] == start:
            return name, 0, {}
    declared = _DECLARED.match(data)
    name = declared[1].decode().lower() if declared else "utf-8"
    if name.startswith("utf-16"):
        return "utf-8", 0, {"a wrong encoding in the XML declaration passed over": 1}
    return name, 0, {}
