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

from tm.operations import notes
from tm.text.normalize import normalize

_NOTE = re.compile(r"tm: aligned (?P<confidence>[01]\.[0-9]{2}), (?P<place>.+), (?P<digest>[0-9a-f]{8})")
UNALIGNED = 0.0
"""The confidence of a translation whose source has changed and is not aligned with it any more."""
UNDATED = dt.date(1970, 1, 1)
"""Stands in a header, which must have a date, for a statement that has none."""


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
        return f"{notes.PREFIX}aligned {self.confidence:.2f}, {self.place}, {self.digest}"


def digest(text: str) -> str:
    """Return eight hexadecimal digits that stand for a text and all texts equal to it after normalisation."""
    return hashlib.blake2b(normalize(text).encode(), digest_size=4).hexdigest()


def rated(comments: Iterable[str], confidence: float) -> tuple[str, ...]:
    """Return an entry's extracted comments with this confidence in the note: 1 where a person has seen the pair."""
    lines: list[str] = []
    for one in notes.comments(comments):
        hit = _NOTE.fullmatch(one.text)
        new = str(Provenance(confidence, hit["place"], hit["digest"])) if hit else one.text
        lines += one.lines if new == one.text else [new]
    return tuple(lines)


def read(comments: Iterable[str]) -> Provenance | None:
    """Return the note among an entry's extracted comments, None where there is none."""
    for comment in notes.texts(comments):
        if hit := _NOTE.fullmatch(comment):
            return Provenance(float(hit["confidence"]), hit["place"], hit["digest"])
    return None
