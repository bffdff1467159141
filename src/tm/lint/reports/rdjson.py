"""Reviewdog's diagnostics (rdjson). Columns count bytes of UTF-8 from 1, as its format says."""

from __future__ import annotations

import json
from typing import Any

from tm.lint.finding import Finding, Severity
from tm.lint.reports.report import NAME, Report, is_literal, sentence

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def rdjson(report: Report) -> str:
    """Return the findings, with what to write instead as suggestions."""
    diagnostics = [_diagnostic(finding, report) for finding in report.findings]
    result = {"source": {"name": NAME}, "diagnostics": diagnostics}
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def _diagnostic(finding: Finding, report: Report) -> dict[str, Any]:
    location: dict[str, Any] = {"path": finding.place.file}
    if finding.place.line:
        location["range"] = _range(finding, report)
    found: dict[str, Any] = {
        "message": sentence(finding),
        "location": location,
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code},
    }
    if is_literal(finding):
        found["suggestions"] = [{"range": _range(finding, report), "text": finding.replacement}]
    return found


def _range(finding: Finding, report: Report) -> dict[str, dict[str, int]]:
    start, end = finding.place, finding.end or finding.place
    return {
        name: {"line": place.line, "column": report.bytes_before(place.file, place.line, place.column)}
        for name, place in (("start", start), ("end", end))
    }
