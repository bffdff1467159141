"""Checkstyle's XML, which many CI systems and reviewdog read."""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import quoteattr

from tm.lint.finding import Finding
from tm.lint.reports.report import Report, sentence
from tm.lint.reports.xml import printable


def checkstyle(report: Report) -> str:
    """Return the findings by file; what can't be read is an error of its file."""
    files = [_file(file, [_error(one) for one in found]) for file, found in groupby(report.findings, key=_file_of)]
    for error in report.errors:
        place = error.place
        name, line = (place.file, place.line) if place else ("", 0)
        message = quoteattr(printable(f"{error.message} {error.hint}".strip()))
        files.append(_file(name, [f'<error line="{line}" severity="error" message={message} source="tm"/>']))
    body = "".join(f"{file}\n" for file in files)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="8.0">\n{body}</checkstyle>\n'


def _file_of(finding: Finding) -> str:
    return finding.place.file


def _file(name: str, errors: list[str]) -> str:
    lines = "\n".join(errors)
    return f"<file name={quoteattr(printable(name))}>\n{lines}\n</file>"


def _error(finding: Finding) -> str:
    place = finding.place
    message = quoteattr(printable(sentence(finding)))
    where = f'line="{place.line}" column="{place.column}"'
    return f'<error {where} severity="{finding.severity}" message={message} source="tm.{finding.code}"/>'
