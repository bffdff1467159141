"""PO catalogues: what translators edit, read and written without a scratch.

`parse` and `scan` read a text, `serialize` writes one; files are the caller's matter. An entry nobody changed is
written exactly as it was read, whatever tool wrote it; a changed one is spliced in the style of its own file.
The rules of the format: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

from tm.formats.po.header import header_entry, plural_count, with_header_fields
from tm.formats.po.model import Catalog, Entry, Field, Origin, Previous
from tm.formats.po.scan import parse, scan
from tm.formats.po.units import catalog_of, entries, units
from tm.formats.po.write import serialize

__all__ = [
    "Catalog",
    "Entry",
    "Field",
    "Origin",
    "Previous",
    "catalog_of",
    "entries",
    "header_entry",
    "parse",
    "plural_count",
    "scan",
    "serialize",
    "units",
    "with_header_fields",
]
