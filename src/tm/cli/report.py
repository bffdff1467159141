"""Findings as people and scripts read them."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence

import click

from tm.cli.console import WIDTH, styled, table
from tm.lint.finding import Finding, Severity
from tm.messages import say, say_number

_AT_ONCE = 200
"""Findings that are printed together, which is quicker than one by one."""
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def text_report(finding: Finding) -> str:
    """Return one finding on three or four lines: place and rule, what to do, the text with the fault underlined."""
    severity = styled(f"{finding.severity}", fg=_COLOURS[finding.severity], bold=True)
    concept = f" [{finding.concept}]" if finding.concept else ""
    lines = [
        f"{styled(str(finding.place), bold=True)}: {severity} {finding.code} {finding.slug}{concept}",
        *_wrapped(f"{finding.message} {finding.advice}".rstrip()),
    ]
    if finding.unit:
        lines.append(styled(say("  unit   {window}", window=_window(finding.unit, 0, 0)[0]), dim=True))
    if finding.text:
        lines += _excerpt(finding)
    return "\n".join(lines)


def _wrapped(text: str) -> list[str]:
    if len(text) < WIDTH - 1 and text.isprintable():
        return [f"  {text}"]
    return textwrap.wrap(
        text, WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )


def _excerpt(finding: Finding) -> list[str]:
    """Return the text around the fault and a line of carets under it; a fault that is the whole text has no carets."""
    start, end = finding.span.start, finding.span.end
    whole = start == 0 and end >= len(finding.text)
    shown, left, right = _window(finding.text, start, start if whole else end)
    lines = [say("  text   {shown}", shown=shown)]
    if not whole and right > left:
        lines.append("         " + " " * left + styled("^" * (right - left), fg=_COLOURS[finding.severity]))
    return lines


def _window(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return a one-line window of the text that holds the range, and where the range stands in it."""
    line = text.replace("\n", " ").replace("\t", " ")
    room = WIDTH - 12
    if len(line) <= room:
        return line, start, end
    begin = max(0, min(start - room // 3, len(line) - room))
    piece = line[begin : begin + room]
    before, after = ("…" if begin else ""), ("…" if begin + room < len(line) else "")
    left = start - begin + len(before)
    return before + piece + after, left, min(end - begin, room) + len(before)


def summary(findings: Sequence[Finding], checked: str, unread: int = 0, *, noun: str = "finding") -> str:
    """Return the last lines of a report: what was checked, what could not be, and how many findings of which rule.

    `noun` is what findings are called: new ones, where others were held back.
    """
    if unread:
        checked += say("; {files} could not be read", files=counted(unread, "file"))
    if not findings:
        none = say("No {findings}. Checked {checked}.", findings=say(f"{noun}s"), checked=checked)
        return styled(none, fg="yellow" if unread else "green")
    counts = Counter((finding.severity.rank, finding.severity, finding.code, finding.slug) for finding in findings)
    rows = [(number, severity, code, slug) for (_, severity, code, slug), number in sorted(counts.items())]
    files = len({finding.place.file for finding in findings})
    head = say(
        "{findings} in {files}. Checked {checked}.",
        findings=counted(len(findings), noun),
        files=counted(files, "file"),
        checked=checked,
    )
    return f"{styled(head, bold=True)}\n{table(rows, right=[0])}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is not one."""
    return say_number(f"{{number}} {noun}", f"{{number}} {noun}s", number)


def as_json(finding: Finding) -> dict[str, object]:
    """Return a finding as scripts read it; lines and columns count from 1 in code points, `end` is exclusive."""
    end = finding.end
    return {
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "end_line": end.line if end else None,
        "end_column": end.column if end else None,
        "severity": finding.severity,
        "code": finding.code,
        "slug": finding.slug,
        "message": finding.message,
        "advice": finding.advice,
        "replacement": finding.replacement,
        "concept": finding.concept,
        "unit": finding.unit,
    }


def print_findings(findings: Sequence[Finding]) -> None:
    """Print findings one under the other, a blank line between."""
    for start in range(0, len(findings), _AT_ONCE):
        click.echo("".join(f"{text_report(one)}\n\n" for one in findings[start : start + _AT_ONCE]), nl=False)
