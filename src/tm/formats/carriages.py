"""What each format carries of a unit: the tables behind every loss report and behind the page of the documentation.

They stand here, apart from the formats, so that nobody loads a parser to read a table.
"""

from __future__ import annotations

from tm.formats.loss import KEPT, Carriage, Carried, Fate


def _as(how: str) -> Carried:
    return Carried(Fate.KEPT, how)


TMX: Carriage = {
    "id": _as("`tuid`"),
    "statement": _as("prop `x-tm-statement`"),
    "date": _as("prop `x-tm-date`"),
    "confidence": _as("prop `x-tm-confidence`"),
    "notes": _as("`note` of the `tu`"),
    "created": _as("`creationdate`"),
    "creator": _as("`creationid`"),
    "changed": _as("`changedate`"),
    "changer": _as("`changeid`"),
    "usage count": _as("`usagecount`"),
    "last used": _as("`lastusagedate`"),
    "properties": _as("props and attributes of the `tu`"),
    "inline tags": _as("`bpt`, `ept`, `ph`, `it`"),
    "state": _as("prop `x-tm-state`"),
    "place": _as("prop `x-tm-place`"),
    "variant notes": _as("`note` of the `tuv`"),
    "variant history": _as("attributes of the `tuv`"),
    "variant properties": _as("props and attributes of the `tuv`"),
}

PO: Carriage = {
    "id": Carried(Fate.MAPPED, "`msgctxt`, where a text comes twice with different translations"),
    "notes": Carried(Fate.KEPT, "translator's comment"),
    "state": Carried(Fate.MAPPED, "`fuzzy` for fuzzy and machine, nothing for the others"),
    "inline tags": Carried(Fate.MAPPED, "native codes in the text"),
}

TABLE: Carriage = {
    "id": KEPT,
    "statement": KEPT,
    "date": KEPT,
    "confidence": KEPT,
    "notes": Carried(Fate.MAPPED, "one cell, a note a line"),
    "state": KEPT,
    "inline tags": Carried(Fate.MAPPED, "native codes in the text"),
}
"""CSV and XLSX."""

_CONTEXTS = {
    name: _as("`context` or attribute" if name == "properties" else "`context`")
    for name in TMX
    if name not in {"id", "notes", "variant notes", "inline tags", "state"}
}
XLIFF: Carriage = {
    **_CONTEXTS,
    "id": _as("`id`"),
    "notes": _as("`note`"),
    "variant notes": _as("`note` with `annotates`"),
    "inline tags": _as("`g`, `bx`, `ex`, `bpt`, `ept`, `ph`, `x`, `it`, `mrk`"),
    "state": _as("`state`, `state-qualifier`, `approved`"),
    "place": Carried(Fate.MAPPED, "`context`; a text without a place gets that in the XLIFF file"),
}
"""XLIFF 1.2."""
_METADATA = {name: _as(one.how.replace("`context`", "metadata")) for name, one in _CONTEXTS.items()}
XLIFF2: Carriage = {
    **_METADATA,
    "id": _as("`id`"),
    "notes": _as("`note`"),
    "variant notes": _as("`note` with `appliesTo`"),
    "inline tags": _as("`pc`, `sc`, `ec`, `ph`, `mrk`, `sm`, `em`"),
    "state": _as("`state`, `subState`"),
    "place": Carried(Fate.MAPPED, "metadata; a text without a place gets that in the XLIFF file"),
}
"""XLIFF 2.1."""
