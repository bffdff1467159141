"""Codes that no text can break: what the linter says about its own comments, and what other commands report.

`tm build` reports on the versions of a statement, `tm glossary check` on the glossary. Their codes stand beside the
linter's, so that settings, comments and pages speak of all alike.
"""

from __future__ import annotations

import msgspec

from tm.glossary import check
from tm.lint.finding import Severity


class Notice(msgspec.Struct, frozen=True):
    """A code without a rule: somebody else finds the faults."""

    code: str
    slug: str
    severity: Severity
    summary: str


STALE_IGNORE = Notice(
    "TM001", "stale-ignore", Severity.WARNING, "A comment ignores a rule that has nothing to say there (any more)."
)
UNKNOWN_IGNORE = Notice("TM002", "unknown-ignore", Severity.ERROR, "A comment ignores a rule that does not exist.")

NO_SOURCE = Notice("TM521", "no-source", Severity.ERROR, "A statement has no version in the source language.")
STRAY_FILE = Notice("TM522", "stray-file", Severity.WARNING, "A file among the sources is no version of a statement.")
EMPTY_VERSION = Notice("TM523", "empty-version", Severity.ERROR, "A version of a statement has no text.")
VERSIONS_DISAGREE = Notice(
    "TM605", "versions-disagree", Severity.INFO, "The alignments of a statement's versions contradict each other."
)

OF_LINT = (STALE_IGNORE, UNKNOWN_IGNORE)
OF_BUILD = (NO_SOURCE, STRAY_FILE, EMPTY_VERSION, VERSIONS_DISAGREE)

_GLOSSARY_SEVERITIES = {
    check.GOOD_AND_BAD: Severity.ERROR,
    check.UNUSED_CONCEPT: Severity.INFO,
    check.UNUSED_PREFERRED: Severity.INFO,
}
OF_GLOSSARY = tuple(
    Notice(one.code, one.slug, _GLOSSARY_SEVERITIES.get(one, Severity.WARNING), one.summary) for one in check.CHECKS
)
