"""JUnit's XML, which GitLab, Jenkins and Azure show as test results: a suite a file, a failed test a finding."""

from __future__ import annotations

from itertools import groupby

from tm.lint.finding import Finding
from tm.lint.reports.report import NAME, Remark, Report, sentence
from tm.lint.reports.xml import attribute, content


def junit(report: Report) -> str:
    """Return the findings; what does not fail the run is a passed test with a text, and good work is one passed test.

    A remark is a test of its own: with an error where the run failed for it, else skipped.
    """
    by_file = groupby(report.findings, key=lambda one: one.place.file)
    suites = [_suite(file, list(found), report) for file, found in by_file]
    suites += [_remark(remark) for remark in report.remarks]
    if not suites:
        suites = [
            (
                '<testsuite name="tm" tests="1" failures="0" errors="0">'
                '<testcase name="tm lint" classname="tm"/></testsuite>'
            )
        ]
    body = "\n".join(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="tm lint">\n{body}\n</testsuites>\n'


def _suite(file: str, findings: list[Finding], report: Report) -> str:
    failures = sum(report.fails(finding) for finding in findings)
    name = attribute(file)
    cases = "\n".join(_case(finding, failed=report.fails(finding)) for finding in findings)
    return f'<testsuite name={name} tests="{len(findings)}" failures="{failures}" errors="0">\n{cases}\n</testsuite>'


def _case(finding: Finding, *, failed: bool) -> str:
    name = attribute(f"{finding.code} {finding.slug} {finding.place}")
    text = content(f"{finding.place}: {sentence(finding)}\n{finding.unit}\n{finding.text}")
    head = f"<testcase name={name} classname={attribute(finding.place.file)}>"
    if not failed:
        return f"{head}<system-out>{text}</system-out></testcase>"
    message, kind = attribute(sentence(finding)), attribute(f"{finding.severity}")
    return f"{head}<failure message={message} type={kind}>{text}</failure></testcase>"


def _remark(remark: Remark) -> str:
    name, where = (f"{remark.name} {remark.place}", remark.place.file) if remark.place else (remark.name, NAME)
    message, kind = attribute(str(remark)), attribute(remark.name)
    outcome = f"<error message={message} type={kind}/>" if remark.failed else f"<skipped message={message}/>"
    case = f"<testcase name={attribute(name)} classname={attribute(where)}>{outcome}</testcase>"
    counts = f'tests="1" failures="0" errors="{int(remark.failed)}" skipped="{int(not remark.failed)}"'
    return f'<testsuite name="tm" {counts}>{case}</testsuite>'
