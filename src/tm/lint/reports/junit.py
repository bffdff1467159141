"""JUnit's XML, which GitLab, Jenkins and Azure show as test results: a suite a file, a failed test a finding."""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from tm.lint.finding import Finding, Severity
from tm.lint.reports.report import Report, sentence
from tm.lint.reports.xml import printable


def junit(report: Report) -> str:
    """Return the findings; notes (info) are passed tests with a text, and good work is one passed test."""
    suites = [_suite(file, list(found)) for file, found in groupby(report.findings, key=lambda one: one.place.file)]
    suites += [_error(str(error)) for error in report.errors]
    if not suites:
        suites = [
            (
                '<testsuite name="tm" tests="1" failures="0" errors="0">'
                '<testcase name="tm lint" classname="tm"/></testsuite>'
            )
        ]
    body = "\n".join(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tm lint">\n{body}\n</testsuites>\n'


def _suite(file: str, findings: list[Finding]) -> str:
    failures = sum(finding.severity is not Severity.INFO for finding in findings)
    name = _attribute(file)
    cases = "\n".join(_case(finding) for finding in findings)
    return f'<testsuite name={name} tests="{len(findings)}" failures="{failures}" errors="0">\n{cases}\n</testsuite>'


def _case(finding: Finding) -> str:
    name = _attribute(f"{finding.code} {finding.slug} {finding.place}")
    text = escape(printable(f"{finding.place}: {sentence(finding)}\n{finding.unit}\n{finding.text}"))
    head = f"<testcase name={name} classname={_attribute(finding.place.file)}>"
    if finding.severity is Severity.INFO:
        return f"{head}<system-out>{text}</system-out></testcase>"
    message, kind = _attribute(sentence(finding)), _attribute(f"{finding.severity}")
    return f"{head}<failure message={message} type={kind}>{text}</failure></testcase>"


def _error(message: str) -> str:
    case = f'<testcase name="read" classname="tm"><error message={_attribute(message)}/></testcase>'
    return f'<testsuite name="tm" tests="1" failures="0" errors="1">{case}</testsuite>'


def _attribute(text: str) -> str:
    return quoteattr(printable(text))
