"""Markdown, for a pull request's comment or a step's summary: a table by rule, then one of findings."""

from __future__ import annotations

from collections import Counter

from tm.lint.finding import Finding
from tm.lint.reports.report import Report, sentence
from tm.messages import say, say_number

_MOST = 1000
"""Rows after which nobody reads on; GitHub's summaries hold one mebibyte."""


def markdown(report: Report) -> str:
    """Return both tables."""
    if not report.findings and not report.remarks:
        none = say("No findings.")
        return f"**{none}** {report.summary}\n"
    counts = Counter((one.severity.rank, f"{one.severity}", one.code, one.slug) for one in report.findings)
    found = say_number("{number} finding", "{number} findings", len(report.findings))
    failed, severity, rule = say("Failed: "), say("Severity"), say("Rule")
    place, finding = say("Place"), say("Finding")
    lines = [f"**{found}.** {report.summary}", ""]
    lines += [f"- {failed * remark.failed}{_cell(str(remark))}" for remark in report.remarks]
    lines += ["", f"| | {severity} | {rule} | |", "|--:|---|---|---|"] if counts else []
    lines += [
        f"| {number} | {severity} | {code} | {slug} |" for (_, severity, code, slug), number in sorted(counts.items())
    ]
    lines += ["", f"| {place} | {rule} | {finding} |", "|---|---|---|"] if counts else []
    lines += [_row(finding) for finding in report.findings[:_MOST]]
    left = len(report.findings) - _MOST
    if left > 0:
        lines += ["", say("And {number} more.", number=left)]
    return "\n".join(lines) + "\n"


def _row(finding: Finding) -> str:
    marked = finding.text[finding.span.start : finding.span.end]
    shown = f" · {_cell(marked)}" if 0 < len(marked) <= 60 else ""  # noqa: PLR2004 - what fits into a cell
    return f"| `{_code(str(finding.place))}` | {finding.code} {finding.slug} | {_cell(sentence(finding))}{shown} |"


def _cell(text: str) -> str:
    line = " ".join(text.split())
    for mark in "\\|<>*_[]":
        line = line.replace(mark, f"\\{mark}")
    return line.replace("`", "'")


def _code(text: str) -> str:
    """Return a text as it stands in a code span of a table: only what ends the cell is escaped there."""
    return " ".join(text.split()).replace("|", "\\|").replace("`", "'")
