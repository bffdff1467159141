"""What a report is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from tm.errors import Place, TmError
from tm.lint.baseline import fingerprint
from tm.lint.finding import Finding, Severity

NAME = "tm"
UNREADABLE = "unreadable"
"""The name of a remark about a file that can't be read."""


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to say about a run that is no finding in a text."""

    name: str
    """What programs know this kind of remark by: letters and hyphens."""
    message: str
    """What is wrong, a sentence."""
    advice: str = ""
    """What to do, a sentence."""
    place: Place | None = None
    failed: bool = False
    """True where the run counts as failed for it."""

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, without the place."""
        return f"{self.message} {self.advice}".rstrip()

    def __str__(self) -> str:
        """Render as `file:line:column: what is wrong. What to do.`."""
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Findings with all that any format says about them."""

    findings: Sequence[Finding]
    """In order."""
    errors: Sequence[TmError] = ()
    """What couldn't be read."""
    notices: Sequence[Remark] = ()
    """What else there is to say about the run."""
    version: str
    """Of the program."""
    summary: str
    """What was checked, one sentence."""
    fail_on: Severity | None = Severity.WARNING
    """The mildest severity that fails the run; None where none does."""
    line: Callable[[str, int], str]
    """Return a line of a file, by name and number from 1; empty where there is none."""

    @property
    def remarks(self) -> list[Remark]:
        """Everything that is no finding: what couldn't be read, then the notices."""
        unread = [
            Remark(name=UNREADABLE, message=one.message, advice=one.hint, place=one.place, failed=True)
            for one in self.errors
        ]
        return [*unread, *self.notices]

    def fails(self, finding: Finding) -> bool:
        """Tell whether the run fails for a finding."""
        return self.fail_on is not None and finding.severity.rank <= self.fail_on.rank

    def bytes_before(self, file: str, line: int, column: int) -> int:
        """Return a column, counted in code points from 1, as one counted in bytes of UTF-8 from 1."""
        return len(self.line(file, line)[: max(column - 1, 0)].encode()) + 1 if line else 1


def marks(findings: Sequence[Finding]) -> list[str]:
    """Return a mark for each finding by which it is known again: its fingerprint, and which of equal ones it is."""
    counts: Counter[str] = Counter()
    marks = []
    for finding in findings:
        mark = fingerprint(finding)
        counts[mark] += 1
        marks.append(f"{mark}:{counts[mark]}")
    return marks


def sentence(finding: Finding) -> str:
    """Return what is wrong and what to do, without the place."""
    return f"{finding.message} {finding.advice}".rstrip()


def is_literal(finding: Finding) -> bool:
    """Tell whether the replacement can be put into the file letter by letter: nothing in it needs escaping there."""
    text = finding.replacement
    return (
        text is not None
        and not any(mark in text for mark in '\n"\\')
        and finding.end is not None
        and (finding.end.line == finding.place.line)
    )
