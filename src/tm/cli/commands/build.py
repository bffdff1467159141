"""`tm build`: the main job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from tm.cli.console import print_json, progress, shorten, styled, table, wrapped
from tm.cli.options import JSON, WORKSPACE, workspace_at
from tm.cli.report import as_json as finding_as_json, counted, text_report
from tm.errors import ExitCode
from tm.lint.finding import Finding, Severity
from tm.messages import say
from tm.model import Segment
from tm.operations.build import Report, build
from tm.operations.gone import notice

_SHOWN = 12
"""Lines of a list before the rest is only counted."""


@click.command(epilog="Example: tm build")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where something would change.")
@WORKSPACE
@JSON
def command(*, check: bool, folder: Path, as_json: bool) -> int:
    """Turn the sources into PO files, memory.tmx and the memory.

    Reads and segments the statements, aligns their versions, brings the PO files up to date without touching what
    translators wrote, and checks the result. Running it again changes nothing.

    Exits with 1 where a version had to be left out; what the linter found is counted, and only tm lint fails for it.
    """
    workspace = workspace_at(folder)
    report = build(workspace, check=check, progress=partial(progress, label=say("Aligning")))
    if as_json:
        print_json(_as_json(report))
    else:
        click.echo("\n\n".join(_page(report, check=check)))
    for error in report.errors:
        click.echo(styled(str(error), fg="red"), err=True)
    return _exit_code(report, check=check)


def _exit_code(report: Report, *, check: bool) -> int:
    if report.errors:
        return ExitCode.USAGE
    broken = any(finding.severity is Severity.ERROR for finding in report.versions)
    return ExitCode.FINDINGS if broken or (check and report.changed) else ExitCode.CLEAN


def _page(report: Report, *, check: bool) -> Iterator[str]:
    yield _numbers(report)
    if report.coverage:
        yield _coverage(report)
    if report.shapes:
        rows = [(count, shape) for shape, count in report.shapes.items()]
        yield say("Not one to one\n") + "\n".join("  " + line for line in table(rows, right=[0]).splitlines())
    if report.unaligned:
        lone = [(one.segment, say("not in {names}", names=", ".join(one.missing))) for one in report.unaligned]
        yield _listed(say("Segments that a version does not have"), lone)
    if report.left_out:
        yield _listed(say("Added by others, left out"), [(segment, say(segment.kind)) for segment in report.left_out])
    if report.versions:
        yield "\n\n".join(text_report(finding) for finding in report.versions)
    if _of_lint(report):
        yield _findings(report)
    yield _changes(report, check=check)
    if report.gone:
        yield wrapped(notice(report.gone))
    yield from report.notes
    yield _next(report, check=check)


def _numbers(report: Report) -> str:
    segments = ", ".join(f"{count} {code}" for code, count in report.segments.items())
    return table(
        [
            (say("Statements"), report.statements),
            (say("Segments"), segments),
            (say("Units in the memory"), report.units),
        ]
    )


def _coverage(report: Report) -> str:
    rows = [
        (f"{code}", one.done, one.fuzzy, one.empty, f"{100 * one.done // max(1, one.done + one.fuzzy + one.empty)} %")
        for code, one in report.coverage.items()
    ]
    return table(
        rows, head=(say("Coverage"), say("translated"), say("fuzzy"), say("empty"), say("done")), right=[1, 2, 3, 4]
    )


def _listed(title: str, segments: Sequence[tuple[Segment, str]]) -> str:
    rows = [(f"  {segment.place}", remark, shorten(segment.text, 44)) for segment, remark in segments[:_SHOWN]]
    more = (
        [say("  … and {number} more (--json lists all)", number=len(segments) - _SHOWN)]
        if len(segments) > _SHOWN
        else []
    )
    return "\n".join([title, table(rows), *more])


def _of_lint(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding not in report.versions]


def _findings(report: Report) -> str:
    counts = Counter((f.severity.rank, f.code, f.slug, f.severity) for f in _of_lint(report))
    rows = [(number, severity, code, slug) for (_, code, slug, severity), number in sorted(counts.items())]
    return say("Findings") + "\n" + "\n".join("  " + line for line in table(rows, right=[0]).splitlines())


def _changes(report: Report, *, check: bool) -> str:
    if not report.changed:
        return styled(say("Nothing changed.") if not check else say("Up to date."), fg="green")
    files = counted(len(report.changed), "file")
    verb = say("Would write {files}:", files=files) if check else say("Wrote {files}:", files=files)
    more = [say("  … and {number} more", number=len(report.changed) - _SHOWN)] if len(report.changed) > _SHOWN else []
    return "\n".join([verb, *(f"  {name}" for name in report.changed[:_SHOWN]), *more])


def _next(report: Report, *, check: bool) -> str:
    if report.errors:
        return say("Next: mend what is named below, then run tm build again.")
    if check and report.changed:
        return say("Next: tm build writes what would change.")
    if not report.statements:
        return say("Next: put a statement into sources/NAME/, one file a language, then run tm build again.")
    open_ = {code: one.fuzzy + one.empty for code, one in report.coverage.items() if one.fuzzy or one.empty}
    if any(finding.severity is not Severity.INFO for finding in _of_lint(report)):
        return say("Next: tm lint shows the findings in their places.")
    if open_:
        todo = ", ".join(say("{count} in {code}", count=count, code=code) for code, count in open_.items())
        return say("Next: translate what is empty or fuzzy ({todo}), then run tm build again.", todo=todo)
    return say('Next: tm lookup "a sentence" shows how it was translated before.')


def _as_json(report: Report) -> dict[str, object]:
    return {
        "statements": report.statements,
        "segments": report.segments,
        "units": report.units,
        "shapes": report.shapes,
        "unaligned": [{**_segment_as_json(one.segment), "missing": one.missing} for one in report.unaligned],
        "left_out": [_segment_as_json(segment) for segment in report.left_out],
        "coverage": report.coverage,
        "changed": report.changed,
        "versions": [finding_as_json(finding) for finding in report.versions],
        "findings": dict(sorted(Counter(finding.code for finding in report.findings).items())),
        "errors": [str(error) for error in report.errors],
        "gone": report.gone,
        "notes": report.notes,
    }


def _segment_as_json(segment: Segment) -> dict[str, object]:
    return {"file": segment.place.file, "line": segment.place.line, "kind": segment.kind, "text": segment.text}
