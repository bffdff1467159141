"""What `tm build` notes in a PO entry about the published text it took the translation from.

The note is an extracted comment, `#. tm: aligned 0.98, az.md:14, 5d41402a`: the confidence of the alignment, the place
in the published version, and a digest of the published text. The digest tells a translation that nobody touched from
one that a translator changed, without any state outside the PO file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable

import msgspec

from tm.text.normalize import normalize

_NOTE = re.compile(r"tm: aligned (?P<confidence>[01]\.[0-9]{2}), (?P<place>.+), (?P<digest>[0-9a-f]{8})")
UNDATED = dt.date(1970, 1, 1)
"""Stands in a header, which must have a date, for a statement that has none."""
PREFIX = "tm: "
"""What all extracted comments of ours begin with."""


class Provenance(msgspec.Struct, frozen=True):
    """Where a translation was taken from."""

    confidence: float
    """Of the alignment, 0 to 1, two decimals."""
    place: str
    """File and line in the statement's folder: `az.md:14`."""
    digest: str
    """Of the published text, eight hexadecimal digits."""

    def __str__(self) -> str:
        """Render as the note in the PO file, without `#. `."""
        return f"tm: aligned {self.confidence:.2f}, {self.place}, {self.digest}"


def digest(text: str) -> str:
    """Return eight hexadecimal digits that stand for a text and all texts equal to it after normalisation."""
    return hashlib.blake2b(normalize(text).encode(), digest_size=4).hexdigest()


def assured(comments: Iterable[str]) -> tuple[str, ...]:
    """Return an entry's extracted comments with full confidence in the note: a person has seen the pair."""
    found = [
        Provenance(1.0, hit["place"], hit["digest"]) if (hit := _NOTE.fullmatch(one.strip())) else one
        for one in comments
    ]
    return tuple(map(str, found))


def read(comments: Iterable[str]) -> Provenance | None:
    """Return the note among an entry's extracted comments, None where there is none."""
    for comment in comments:
        if hit := _NOTE.fullmatch(comment.strip()):
            return Provenance(float(hit["confidence"]), hit["place"], hit["digest"])
    return None
