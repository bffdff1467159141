"""What a merge leaves in an entry where two people said different things.

The other text stands in a translator's comment, `# tm: theirs msgstr "…"`, written as PO writes it, so that nothing
of it is lost and it can be pasted. A conflict is such an entry that is fuzzy, too: every PO editor shows it, msgfmt
passes it over. Without the flag one side was surer, and the comment only keeps what the other one said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tm.formats.po import Entry
from tm.formats.po.escape import escape
from tm.operations import notes

_MARK = re.compile(r"tm: (?:ours|theirs) (?:fuzzy )?(?:msgstr|msgid_plural|[A-Z][\w-]*:)")


def is_mark(comment: str) -> bool:
    """Tell whether a translator's comment keeps the other side of a merge."""
    return bool(_MARK.match(comment))


def without_marks(comments: Iterable[str]) -> tuple[str, ...]:
    """Return translator's comments without those that keep the other side of a merge."""
    return notes.without(comments, is_mark)


def is_conflict(entry: Entry) -> bool:
    """Tell whether a merge left the entry undecided."""
    return entry.fuzzy and any(map(is_mark, notes.texts(entry.comments)))


def marks(other: Entry, side: str, *, plural: bool = False) -> tuple[str, ...]:
    """Return comments that keep what an entry of a side (`ours`, `theirs`) says; `plural` adds its `msgid_plural`."""
    flag = "fuzzy " if other.fuzzy else ""
    said = [f'tm: {side} msgid_plural "{escape(other.msgid_plural)}"'] if plural and other.msgid_plural else []
    for index, text in enumerate(other.msgstr):
        keyword = "msgstr" if other.msgid_plural is None else f"msgstr[{index}]"
        said.append(f'tm: {side} {flag}{keyword} "{escape(text)}"')
    return tuple(said)
