"""XLIFF, the format in which texts travel to a translator and back (OASIS XLIFF 1.2; XLIFF 2.1, ISO 21720).

`read` and `entries` take what is found in the wild (1.0 to 2.2) a unit at a time, so that one bad unit costs no other;
`write` gives 1.2 or 2.1 that is valid against the schemas of the standard.
"""

from __future__ import annotations

from tm.formats.xliff.model import Entry, Gloss, Header, Proposal, Version
from tm.formats.xliff.read import entries, read
from tm.formats.xliff.write import write

__all__ = ["Entry", "Gloss", "Header", "Proposal", "Version", "entries", "read", "write"]
