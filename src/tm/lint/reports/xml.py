"""Texts in XML 1.0."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def content(text: str) -> str:
    """Return a text as it stands between tags."""
    from xml.sax.saxutils import escape

    return escape(_printable(text))


def attribute(text: str) -> str:
    """Return a text as the value of an attribute, quotation marks included."""
    from xml.sax.saxutils import quoteattr

    return quoteattr(_printable(text))


def _printable(text: str) -> str:
    """Return the text with the characters that XML forbids replaced by the replacement character."""
    return _FORBIDDEN.sub("\ufffd", text)
