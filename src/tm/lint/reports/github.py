"""Annotations for GitHub Actions, as workflow commands.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest in silence; so the worst come first,
and where some are left over the last one of its kind says how many. A column is honoured only on a range of one line.
"""

from __future__ import annotations

from collections.abc import Sequence

from tm.lint.finding import Finding, Severity
from tm.lint.reports.report import NAME, Remark, Report, sentence
from tm.messages import say

_CAP = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(report: Report) -> str:
    """Return the annotations, one a line, errors first; remarks stand before the findings of their severity."""
    lines: list[str] = []
    for severity in Severity:
        command = _COMMANDS[severity]
        said = [_command(command, _about(one), one.sentence) for one in report.remarks if _severity(one) is severity]
        found = (finding for finding in report.findings if finding.severity is severity)
        said += [_command(command, _properties(one), sentence(one)) for one in found]
        lines += _capped(said, severity)
    return "".join(f"{line}\n" for line in lines)


def _severity(remark: Remark) -> Severity:
    return Severity.ERROR if remark.failed else Severity.WARNING


def _capped(lines: Sequence[str], severity: Severity) -> Sequence[str]:
    """Return the annotations that are shown; the last of too many says how many more there are."""
    if len(lines) <= _CAP:
        return lines
    left = len(lines) - _CAP + 1
    message = say("{left} more of severity {severity}; the step's summary has them all.", left=left, severity=severity)
    return [*lines[: _CAP - 1], _command(_COMMANDS[severity], {"title": NAME}, message)]


def _about(remark: Remark) -> dict[str, str]:
    place = remark.place
    found = {"file": place.file} if place else {}
    if place and place.line:
        found["line"] = str(place.line)
    return {**found, "title": f"{NAME} {remark.name}"}


def _properties(finding: Finding) -> dict[str, str]:
    place, end = finding.place, finding.end
    found = {"file": place.file}
    if place.line:
        found["line"] = str(place.line)
        found["endLine"] = str(end.line if end else place.line)
        if place.column and end and end.line == place.line:
            found |= {"col": str(place.column), "endColumn": str(max(end.column - 1, place.column))}
    concept = f" [{finding.concept}]" if finding.concept else ""
    return {**found, "title": f"{finding.code} {finding.slug}{concept}"}


def _command(name: str, properties: dict[str, str], message: str) -> str:
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
