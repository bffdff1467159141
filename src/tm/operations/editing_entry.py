"""What becomes of a PO entry at a translator's word. The memory's modules are heavy, and wait until one is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tm.formats import po

if TYPE_CHECKING:
    from tm.operations.editing_memory import Suggestion


def marked(entry: po.Entry) -> po.Entry:
    """Return an entry that a person has to look at again."""
    return entry.with_(fuzzy=True)


def filled(entry: po.Entry, suggestion: Suggestion) -> po.Entry:
    """Return an entry with a translation of the memory, as `tm pretranslate` writes it: fuzzy unless it is finished."""
    fuzzy = not suggestion.finished
    new = entry.with_(
        msgstr=(suggestion.text, *entry.msgstr[1:]),
        fuzzy=fuzzy,
        previous=po.Previous(msgid=suggestion.match.source) if fuzzy else None,
    )
    from tm.operations import match_note

    kept = match_note.without_notes(entry.extracted)
    extracted = (*kept, match_note.note(suggestion.about)) if fuzzy else match_note.finished(kept)
    return msgspec.structs.replace(new, extracted=extracted)


def state_of(entry: po.Entry) -> str:
    """Return how far an entry is: `obsolete`, `fuzzy`, `untranslated` or `translated`."""
    if entry.obsolete:
        return "obsolete"
    if entry.fuzzy:
        return "fuzzy"
    return "translated" if entry.translated else "untranslated"
