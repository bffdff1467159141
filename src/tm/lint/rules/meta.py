"""TM0xx: what the engine says about itself: comments that ignore rules, and don't."""

from __future__ import annotations

import msgspec

from tm.lint.finding import Severity


class Notice(msgspec.Struct, frozen=True):
    """A rule that no text can break; the engine reports it."""

    code: str
    slug: str
    severity: Severity
    summary: str


STALE_IGNORE = Notice(
    "TM001", "stale-ignore", Severity.WARNING, "A comment ignores a rule that has nothing to say there (any more)."
)
UNKNOWN_IGNORE = Notice("TM002", "unknown-ignore", Severity.ERROR, "A comment ignores a rule that does not exist.")
