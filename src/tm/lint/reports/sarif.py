"""SARIF 2.1.0, as GitHub code scanning takes it.

Source: OASIS, SARIF Version 2.1.0; GitHub, "SARIF support for code scanning" (the fields it shows, the limits).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from tm.errors import Place
from tm.lint.finding import Finding, Severity
from tm.lint.pages import page_of
from tm.lint.reports.report import NAME, Remark, Report, is_literal, marks, sentence
from tm.lint.rule import RuleFacts
from tm.lint.rules import ALL

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_FAMILIES = {
    "TM0": "lint",
    "TM1": "terminology",
    "TM2": "placeholders",
    "TM3": "numbers",
    "TM4": "orthography",
    "TM5": "catalog",
    "TM6": "consistency",
    "TM7": "glossary",
}
_MOST = 25_000
"""Results that GitHub takes in one run."""


def sarif(report: Report) -> str:
    """Return the findings as a SARIF log with one run; remarks are notifications of its one invocation."""
    rules = [rule for rule in ALL if rule.code in {finding.code for finding in report.findings}]
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    shown = _worst_first(report.findings)[:_MOST]
    results = [_result(one, mark, rule=numbers[one.code]) for one, mark in zip(shown, marks(shown), strict=True)]
    kinds = list(dict.fromkeys(remark.name for remark in report.remarks))
    driver = {
        "name": NAME,
        "version": report.version,
        "semanticVersion": report.version,
        "rules": [_rule(rule) for rule in rules],
        "notifications": [{"id": kind} for kind in kinds],
    }
    notes = [_notification(remark, kind=kinds.index(remark.name)) for remark in report.remarks]
    failed = any(remark.failed for remark in report.remarks)
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "tm/lint/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the repository."}}},
        "invocations": [{"executionSuccessful": not failed, "toolExecutionNotifications": notes}],
        "results": results,
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _worst_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.severity.rank) if len(findings) > _MOST else list(findings)


def _rule(rule: RuleFacts) -> dict[str, Any]:
    page = page_of(rule.code)
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.slug.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": page or rule.summary, "markdown": page or rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": ["translation", _FAMILIES[rule.code[:3]]],
            "precision": "high",
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }


def _notification(remark: Remark, *, kind: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "descriptor": {"id": remark.name, "index": kind},
        "level": "error" if remark.failed else "warning",
        "message": {"text": str(remark)},
    }
    if remark.place:
        physical: dict[str, Any] = {"artifactLocation": _artifact(remark.place)}
        if remark.place.line:
            physical["region"] = _region(remark.place, remark.place)
        found["locations"] = [{"physicalLocation": physical}]
    return found


def _result(finding: Finding, mark: str, *, rule: int) -> dict[str, Any]:
    artifact, region = _artifact(finding.place), _region(finding.place, finding.end or finding.place)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": sentence(finding)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"primaryLocationLineHash": mark},
    }
    if is_literal(finding):
        change = {"deletedRegion": region, "insertedContent": {"text": finding.replacement}}
        result["fixes"] = [
            {
                "description": {"text": finding.advice or "Replace it."},
                "artifactChanges": [{"artifactLocation": artifact, "replacements": [change]}],
            }
        ]
    return result


def _artifact(place: Place) -> dict[str, str]:
    return {"uri": quote(place.file), "uriBaseId": "SRCROOT"}


def _region(place: Place, end: Place) -> dict[str, int]:
    line, column = max(place.line, 1), max(place.column, 1)
    last = max(end.line, line)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": last,
        "endColumn": max(end.column, 1) if last > line else max(end.column, column),
    }
