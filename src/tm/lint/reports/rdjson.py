"""Reviewdog's diagnostics (rdjson). Columns count bytes of UTF-8 from 1, as its format says."""

from __future__ import annotations

import json
from typing import Any

from tm.errors import Place
from tm.lint.finding import Finding, Severity
from tm.lint.reports.report import NAME, Remark, Report, is_literal, sentence

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def rdjson(report: Report) -> str:
    """Return the findings, with what to write instead as suggestions; after them what else there is to say."""
    diagnostics = [_diagnostic(finding, report) for finding in report.findings]
    diagnostics += [_remark(remark, report) for remark in report.remarks]
    result = {"source": {"name": NAME}, "diagnostics": diagnostics}
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def _diagnostic(finding: Finding, report: Report) -> dict[str, Any]:
    location: dict[str, Any] = {"path": finding.place.file}
    if finding.place.line:
        location["range"] = _range(finding.place, finding.end, report)
    found: dict[str, Any] = {
        "message": sentence(finding),
        "location": location,
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code},
    }
    if is_literal(finding):
        found["suggestions"] = [{"range": _range(finding.place, finding.end, report), "text": finding.replacement}]
    return found


def _remark(remark: Remark, report: Report) -> dict[str, Any]:
    location: dict[str, Any] = {"path": remark.place.file if remark.place else ""}
    if remark.place and remark.place.line:
        location["range"] = _range(remark.place, None, report)
    return {
        "message": remark.sentence,
        "location": location,
        "severity": "ERROR" if remark.failed else "WARNING",
        "code": {"value": remark.name},
    }


def _range(start: Place, end: Place | None, report: Report) -> dict[str, dict[str, int]]:
    return {
        name: {"line": place.line, "column": report.bytes_before(place.file, place.line, place.column)}
        for name, place in (("start", start), ("end", end or start))
    }
