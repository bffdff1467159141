"""What counts as reviewed: an entry that says so and has not changed since, or a whole file that `tm.toml` names.

The note is an extracted comment, `#. tm: reviewed 5d41402a`, with a digest of source and translation. Who changes
either of them, in any editor, has an entry that is no longer reviewed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

import msgspec

from tm.formats.po import Entry
from tm.operations import notes
from tm.operations.provenance import digest
from tm.workspace import Workspace

_NOTE = re.compile(r"tm: reviewed [0-9a-f]{8}")


def is_note(comment: str) -> bool:
    """Tell whether an extracted comment is such a note, whether it still holds or not."""
    return bool(_NOTE.fullmatch(comment))


def is_reviewed(entry: Entry) -> bool:
    """Tell whether a person has reviewed the entry as it is."""
    return not entry.fuzzy and entry.translated and _note(entry) in notes.texts(entry.extracted)


def mark_reviewed(entry: Entry) -> Entry:
    """Return the entry with the note that it was reviewed as it is."""
    return msgspec.structs.replace(entry, extracted=(*without_notes(entry.extracted), _note(entry)))


def without_notes(comments: Iterable[str]) -> tuple[str, ...]:
    """Return extracted comments, such notes left out."""
    return notes.without(comments, is_note)


def digest_of(entry: Entry) -> str:
    """Return eight hexadecimal digits that stand for the entry's source with its translation."""
    return digest("\0".join([entry.msgid, entry.msgid_plural or "", *entry.msgstr]))


def is_reviewed_file(path: Path, workspace: Workspace) -> bool:
    """Tell whether the settings say that all finished translations of a file are reviewed."""
    name = workspace.shown(path)
    return any(fnmatchcase(name, pattern) for pattern in workspace.config.trust.reviewed)


def _note(entry: Entry) -> str:
    return f"{notes.PREFIX}reviewed {digest_of(entry)}"
