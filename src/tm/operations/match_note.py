"""What is noted in a PO entry about matches from the memory: the one it was filled from, and those that were rejected.

The note on a match is an extracted comment, `#. tm: [84 %, notice-2025, number 35 → 36; repaired 35 → 36]`: the score
with its penalties, where the match comes from, in what its source differs, and what was repaired. It stays while the
entry is fuzzy. `#. tm: rejected 5d41402a` holds a digest of the source and of a translation that somebody has rejected
for it; it stays until the entry is finished, so that the same translation is not offered again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec
from rapidfuzz.distance import Levenshtein

from tm.formats.po import Entry
from tm.language import Language
from tm.memory.lookup import Match
from tm.memory.similarity import EXACT, prepare
from tm.operations import notes
from tm.operations.repair import Repaired
from tm.operations.reviewed import digest_of

_MATCH = re.compile(r"tm: \[?(\d{1,3}) %")
_REJECTED = re.compile(r"tm: rejected [0-9a-f]{8}")


def about(match: Match, asked: str, language: Language, repaired: Repaired) -> str:
    """Return what there is to say about an entry with this source that was filled from a match."""
    score = match.score
    taken = "".join(f" − {penalty.points} ({penalty.reason})" for penalty in score.penalties)
    total = f"{score.total} %" + (f" = {score.base}{taken}" if taken else "")
    differences = [str(difference) for difference in score.differences] or _words(asked, match.source, language)
    parts = [total, match.origin.statement or match.memory, *([] if score.base >= EXACT else differences)]
    done = [f"repaired {', '.join(repaired.repairs)}"] if repaired.repairs else []
    left = [f"not repaired {', '.join(repaired.left)}"] if repaired.repairs and repaired.left else []
    return " ".join("; ".join([", ".join(parts), *done, *left]).split())


def note(said: str) -> str:
    """Return the comment that says this about a match, without `#. `."""
    return f"{notes.PREFIX}[{said}]"


def is_note(comment: str) -> bool:
    """Tell whether an extracted comment is the note on a match."""
    return bool(_MATCH.match(comment))


def score_of(comments: Iterable[str]) -> int | None:
    """Return the score that the note on a match among extracted comments names, None where there is none."""
    return next((int(hit[1]) for comment in notes.texts(comments) if (hit := _MATCH.match(comment))), None)


def without_notes(comments: Iterable[str]) -> tuple[str, ...]:
    """Return extracted comments without the note on a match; what was rejected stays noted."""
    return notes.without(comments, is_note)


def finished(comments: Iterable[str]) -> tuple[str, ...]:
    """Return the extracted comments of an entry that is finished: no match says anything about it any more."""
    return notes.without(comments, lambda comment: is_note(comment) or is_rejection(comment))


def is_rejection(comment: str) -> bool:
    """Tell whether an extracted comment notes that a translation was rejected."""
    return bool(_REJECTED.fullmatch(comment))


def with_rejection(entry: Entry) -> Entry:
    """Return the entry with the note that its translation was rejected; where it has none, as it is."""
    said = _rejection(entry)
    if not any(entry.msgstr) or said in notes.texts(entry.extracted):
        return entry
    return msgspec.structs.replace(entry, extracted=(*entry.extracted, said))


def is_rejected(entry: Entry, translation: str) -> bool:
    """Tell whether somebody has rejected a translation for the entry's source."""
    return _rejection(entry.with_(msgstr=translation)) in notes.texts(entry.extracted)


def _rejection(entry: Entry) -> str:
    return f"{notes.PREFIX}rejected {digest_of(entry)}"


def _words(asked: str, stored: str, language: Language) -> list[str]:
    """Say how many words differ, where nothing better can be said."""
    ours, theirs = prepare(asked, language).words, prepare(stored, language).words
    edits = Levenshtein.distance(ours, theirs)
    return [f"{edits} of {max(len(ours), len(theirs))} words differ"] if edits else []
