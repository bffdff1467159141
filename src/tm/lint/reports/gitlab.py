"""GitLab's code quality report: a JSON list; merge requests show what is new in it beside the lines.

GitLab drops all but the first of the entries that have one fingerprint, so equal findings are numbered.
"""

from __future__ import annotations

import json
from typing import Any

from tm.lint.finding import Finding, Severity
from tm.lint.reports.report import Remark, Report, marks, sentence

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(report: Report) -> str:
    """Return the findings, after them what else there is to say."""
    entries = [_entry(one, mark) for one, mark in zip(report.findings, marks(report.findings), strict=True)]
    entries += [_remark(remark) for remark in report.remarks]
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


def _entry(finding: Finding, mark: str) -> dict[str, Any]:
    place, end = finding.place, finding.end or finding.place
    lines = {"begin": max(place.line, 1), "end": max(end.line, place.line, 1)}
    return {
        "description": sentence(finding),
        "check_name": f"{finding.code} {finding.slug}",
        "fingerprint": mark,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": place.file, "lines": lines},
    }


def _remark(remark: Remark) -> dict[str, Any]:
    file, line = (remark.place.file, remark.place.line) if remark.place else ("", 0)
    return {
        "description": remark.sentence,
        "check_name": remark.name,
        "fingerprint": f"{remark.name}:{remark}",
        "severity": "blocker" if remark.failed else "info",
        "location": {"path": file, "lines": {"begin": max(line, 1)}},
    }
