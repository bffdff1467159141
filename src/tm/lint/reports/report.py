"""What a report is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from tm.errors import TmError
from tm.lint.baseline import fingerprint
from tm.lint.finding import Finding

NAME = "tm"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Findings with all that any format says about them."""

    findings: Sequence[Finding]
    """In order."""
    errors: Sequence[TmError] = ()
    version: str
    """Of the program."""
    summary: str
    """What was checked, one sentence."""
    line: Callable[[str, int], str]
    """Return a line of a file, by name and number from 1; empty where there is none."""

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
