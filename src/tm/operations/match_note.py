"""What `tm pretranslate` notes in a PO entry about the match it filled it from.

The note is an extracted comment, `#. tm: 84 %, notice-2025, number 35 → 36; repaired 35 → 36`: the score with its
penalties, where the match comes from, in what its source differs, and what was repaired. It stays while the entry is
fuzzy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from tm.language import Language
from tm.memory.lookup import Match
from tm.memory.similarity import EXACT, prepare
from tm.operations.repair import Repaired

_NOTE = re.compile(r"tm: (\d{1,3}) %")


def note(match: Match, asked: str, language: Language, repaired: Repaired) -> str:
    """Return the comment for an entry with this source that was filled from a match; without `#. `."""
    score = match.score
    taken = "".join(f" − {penalty.points} ({penalty.reason})" for penalty in score.penalties)
    total = f"tm: {score.total} %" + (f" = {score.base}{taken}" if taken else "")
    differences = [str(difference) for difference in score.differences] or _words(asked, match.source, language)
    parts = [total, match.origin.statement or match.memory, *([] if score.base >= EXACT else differences)]
    done = [f"repaired {', '.join(repaired.repairs)}"] if repaired.repairs else []
    left = [f"not repaired {', '.join(repaired.left)}"] if repaired.repairs and repaired.left else []
    return " ".join("; ".join([", ".join(parts), *done, *left]).split())


def is_note(comment: str) -> bool:
    """Tell whether an extracted comment is such a note."""
    return bool(_NOTE.match(comment))


def score_of(comments: Iterable[str]) -> int | None:
    """Return the score that such a note among extracted comments names, None where there is none."""
    return next((int(hit[1]) for comment in comments if (hit := _NOTE.match(comment))), None)


def without_notes(comments: Iterable[str]) -> tuple[str, ...]:
    """Return extracted comments, such notes left out."""
    return tuple(comment for comment in comments if not is_note(comment))


def _words(asked: str, stored: str, language: Language) -> list[str]:
    """Say how many words differ, where nothing better can be said."""
    ours, theirs = prepare(asked, language).words, prepare(stored, language).words
    edits = Levenshtein.distance(ours, theirs)
    return [f"{edits} of {max(len(ours), len(theirs))} words differ"] if edits else []
