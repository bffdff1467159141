"""What a rule reports, with all that a report needs to print it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from tm.errors import Place
from tm.model import Span


class Severity(StrEnum):
    """How bad a finding is, worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One fault in one place."""

    code: str
    """Code of the rule: `TM101`."""
    slug: str
    """Name of the rule: `forbidden-term`."""
    severity: Severity
    place: Place
    """First character of the fault."""
    end: Place | None = None
    """One past its last character; None where the fault is a whole file."""
    message: str
    """What is wrong, a sentence."""
    advice: str = ""
    """What to do, a sentence."""
    replacement: str | None = None
    """What to write instead of the marked text, where only one answer is right."""
    unit: str = ""
    """The source text of the unit, or nothing for a text that stands alone."""
    concept: str | None = None
    text: str = ""
    """The text that was checked."""
    span: Span = Span(0, 0)
    """The fault in `text`."""


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings as reports print them: by file, line, column and rule."""
    return sorted(findings, key=lambda finding: (finding.place, finding.code, finding.message))
