"""Checkstyle's XML, which many CI systems and reviewdog read."""

from __future__ import annotations

from itertools import groupby

from tm.lint.finding import Finding
from tm.lint.reports.report import Remark, Report, sentence
from tm.lint.reports.xml import attribute


def checkstyle(report: Report) -> str:
    """Return the findings by file; what else there is to say stands beside them at its own file."""
    files = [_file(file, [_error(one) for one in found]) for file, found in groupby(report.findings, key=_file_of)]
    files += [_file(one.place.file if one.place else "", [_remark(one)]) for one in report.remarks]
    body = "".join(f"{file}\n" for file in files)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="8.0">\n{body}</checkstyle>\n'


def _file_of(finding: Finding) -> str:
    return finding.place.file


def _file(name: str, errors: list[str]) -> str:
    lines = "\n".join(errors)
    return f"<file name={attribute(name)}>\n{lines}\n</file>"


def _error(finding: Finding) -> str:
    place = finding.place
    message = attribute(sentence(finding))
    where = f'line="{place.line}" column="{place.column}"'
    return f'<error {where} severity="{finding.severity}" message={message} source="tm.{finding.code}"/>'


def _remark(remark: Remark) -> str:
    message, line = attribute(remark.sentence), remark.place.line if remark.place else 0
    severity = "error" if remark.failed else "warning"
    return f'<error line="{line}" severity="{severity}" message={message} source="tm.{remark.name}"/>'
