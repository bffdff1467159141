"""Markdown, for a pull request's comment or a step's summary: a table by rule, then one of findings."""

from __future__ import annotations

from collections import Counter

from tm.lint.finding import Finding
from tm.lint.reports.report import Report, sentence

_MOST = 1000
"""Rows after which nobody reads on; GitHub's summaries hold one mebibyte."""


def markdown(report: Report) -> str:
    """Return both tables."""
    if not report.findings and not report.remarks:
        return f"**No findings.** {report.summary}\n"
    counts = Counter((one.severity.rank, f"{one.severity}", one.code, one.slug) for one in report.findings)
    number = len(report.findings)
    lines = [f"**{number} finding{'s' * (number != 1)}.** {report.summary}", ""]
    lines += [f"- {'Failed: ' * remark.failed}{_cell(str(remark))}" for remark in report.remarks]
    lines += ["", "| | Severity | Rule | |", "|--:|---|---|---|"] if counts else []
    lines += [
        f"| {number} | {severity} | {code} | {slug} |" for (_, severity, code, slug), number in sorted(counts.items())
    ]
    lines += ["", "| Place | Rule | Finding |", "|---|---|---|"] if counts else []
    lines += [_row(finding) for finding in report.findings[:_MOST]]
    left = len(report.findings) - _MOST
    if left > 0:
        lines += ["", f"And {left} more."]
    return "\n".join(lines) + "\n"


def _row(finding: Finding) -> str:
    marked = finding.text[finding.span.start : finding.span.end]
    shown = f" · {_cell(marked)}" if 0 < len(marked) <= 60 else ""  # noqa: PLR2004 - what fits into a cell
    return f"| `{_cell(str(finding.place))}` | {finding.code} {finding.slug} | {_cell(sentence(finding))}{shown} |"


def _cell(text: str) -> str:
    line = " ".join(text.split())
    for mark in "\\|<>*_[]":
        line = line.replace(mark, f"\\{mark}")
    return line.replace("`", "'")
