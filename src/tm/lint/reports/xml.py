"""What XML 1.0 can hold."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Return the text with the characters that XML forbids replaced by the replacement character."""
    return _FORBIDDEN.sub("\ufffd", text)
