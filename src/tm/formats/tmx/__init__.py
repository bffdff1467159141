"""TMX, the exchange format of translation memories (LISA OSCAR, TMX 1.4b), read and written as a stream.

`read` takes what is found in the wild (1.1 to 1.4b) a unit at a time, so that one bad unit costs no other; `write`
gives what the 1.4 DTD and strict readers accept, laid out for diffs.
"""

from __future__ import annotations

from tm.formats.tmx.read import read
from tm.formats.tmx.write import Header, Writer, write

__all__ = ["Header", "Writer", "read", "write"]
