"""Annotations for GitHub Actions, as workflow commands.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest in silence; so the worst come first,
and where some are left over the last one of its kind says how many. A column is honoured only on a range of one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tm.lint.finding import Finding, Severity
from tm.lint.reports.report import Report, sentence
from tm.messages import say

_CAP = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(report: Report) -> str:
    """Return the annotations, one a line, errors first; files that can't be read are errors, too."""
    lines = [_command("error", {"title": "tm"}, str(error)) for error in report.errors][:_CAP]
    room = _CAP - len(lines)
    for severity in Severity:
        chosen = [finding for finding in report.findings if finding.severity is severity]
        lines += _annotations(chosen, severity, room if severity is Severity.ERROR else _CAP)
    return "".join(f"{line}\n" for line in lines)


def _annotations(findings: Sequence[Finding], severity: Severity, room: int) -> Iterator[str]:
    shown = findings if len(findings) <= room else findings[: max(room - 1, 0)]
    for finding in shown:
        yield _command(_COMMANDS[severity], _properties(finding), sentence(finding))
    left = len(findings) - len(shown)
    if left and room:
        message = say(
            "{left} more of severity {severity}; the step's summary has them all.", left=left, severity=severity
        )
        yield _command(_COMMANDS[severity], {"title": "tm"}, message)


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
