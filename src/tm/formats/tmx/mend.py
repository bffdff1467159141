"""Small repairs to a unit that is not well-formed: what other tools write where XML forbids it.

Nothing is guessed: a bare `&` is an ampersand, `&nbsp;` is what HTML says, and of the control characters only those are
mended that word processors give a meaning.
"""

from __future__ import annotations

import html.entities
import re
import sys

from tm.messages import say

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile(
    r"<!\[CDATA\[.*?\]\]>|&(?:#(?P<number>[xX][0-9A-Fa-f]{1,6}|\d{1,7});|(?P<name>\w+);)?", re.DOTALL
)
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_MEANT = {"\x0b": "\n", "\x1e": "\u2011", "\x1f": "\u00ad"}
"""Line break, no-break hyphen and optional hyphen, as word processors encode them."""
_SURROGATES = range(0xD800, 0xE000)
_ESCAPED_BYTES = range(0xDC80, 0xDD00)
"""What `surrogateescape` makes of a byte that is no text."""


def mend(text: str) -> str:
    """Return the markup of a unit with references and control characters mended as far as it is sure what they mean."""
    return _REFERENCE.sub(_reference, _CONTROL.sub(lambda control: _MEANT.get(control[0], control[0]), text))


def illegal(text: str) -> str:
    """Say which character of a unit's markup XML forbids, nothing where there is none."""
    control = _CONTROL.search(text)
    if control:
        return say("The control character U+{code:04X} can't stand in XML.", code=ord(control[0]))
    letter = next((ord(letter) for letter in text if ord(letter) in _SURROGATES), 0)
    if letter in _ESCAPED_BYTES:
        return say("The byte 0x{byte:02X} is no text in the file's encoding.", byte=letter - 0xDC00)
    return say("The code U+{code:04X} is no character.", code=letter) if letter else ""


def _reference(found: re.Match[str]) -> str:
    """Mend one reference, or one ampersand that begins none."""
    if found[0].startswith("<"):
        return found[0]
    if found["number"]:
        return _number(found["number"].lower())
    name = found["name"]
    if name in _PREDEFINED:
        return found[0]
    return html.entities.html5.get(f"{name};", f"&amp;{found[0][1:]}") if name else "&amp;"


def _number(digits: str) -> str:
    """Mend a numeric reference: one to a character XML forbids becomes that character, so that `illegal` finds it."""
    code = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    if code > sys.maxunicode:
        return f"&amp;#{digits};"
    letter = chr(code)
    if _CONTROL.match(letter) or code in _SURROGATES:
        return _MEANT.get(letter, letter)
    return f"&#{digits};"
