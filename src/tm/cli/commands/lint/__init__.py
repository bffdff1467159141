"""`tm lint`: findings in translations, sources and texts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from tm import languages
from tm.cli.commands.lint.asking import explain, print_config
from tm.cli.commands.lint.mending import mend, show_diff
from tm.cli.commands.lint.output import Output, emit
from tm.cli.options import JSON, NAMED, WORKSPACE, workspace_at
from tm.cli.report import counted
from tm.errors import ExitCode, TmError
from tm.formats.files import write_atomically
from tm.lint import baseline
from tm.lint.finding import Finding, Severity
from tm.lint.reports import REPORTS, Remark
from tm.messages import say
from tm.operations.checkable import nameless, tells_language
from tm.operations.lint import Checked, default_paths, lint_files, lint_text
from tm.operations.lint_notices import notices
from tm.operations.naming import everything_of, named
from tm.operations.since import new_since
from tm.workspace import Workspace

_FILE = click.Path(dir_okay=False, path_type=Path)
_STDIN = Path("-")
_NEVER = "never"


class _Options(msgspec.Struct, frozen=True):
    """The command line, as it was given."""

    paths: tuple[Path, ...]
    lang: str
    fix: bool
    diff: bool
    form: str
    output: Path | None
    fail_on: str
    strict: bool
    baseline_file: Path | None
    update_baseline: bool
    since: str
    cache: bool
    stdin_name: str
    rule: str | None
    show_config: bool
    folder: Path
    as_json: bool


@click.command(epilog="Example: tm lint locales/az --diff")
@click.argument("paths", nargs=-1, type=NAMED)
@click.option("--lang", default="", help="Language of documents and PO files that don't tell it.")
@click.option("--fix", is_flag=True, help="Mend what has one right answer, then report the rest.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json", *REPORTS]), default="text", help="How to report.")
@click.option("-o", "--output", type=_FILE, help="Write the report to a file.  [default: standard output]")
@click.option(
    "--fail-on",
    type=click.Choice([*(str(one) for one in Severity), _NEVER]),
    default="warning",
    show_default=True,
    help="The mildest finding that makes the exit code 1.",
)
@click.option(
    "--strict",
    is_flag=True,
    help="Fail where nothing was read, no term of the glossary was met, or a file was skipped.",
)
@click.option("--baseline", "baseline_file", type=_FILE, help="Report only findings that this file does not hold.")
@click.option("--update-baseline", is_flag=True, help="Write all findings of this run into the --baseline file.")
@click.option("--since", default="", metavar="REV", help="Report only units that changed since a git revision.")
@click.option("--cache/--no-cache", default=True, help="Reuse what the last run found in unchanged files.")
@click.option(
    "--stdin-name",
    default="",
    metavar="NAME",
    help="What to call standard input: the name tells format and language.  [default: -.po or -.txt]",
)
@click.option("--explain", "rule", metavar="RULE", help="Print the page of a rule; `all` or a family (TM4) lists them.")
@click.option("--print-config", "show_config", is_flag=True, help="Print which rules run, and how strictly.")
@WORKSPACE
@JSON
def command(**options: Any) -> int:  # noqa: ANN401 - click's
    """Check translations, sources and texts.

    PATHS are PO, TMX, Markdown or text files, folders of them, names of statements, or - for standard input.
    [default: the workspace's sources and PO files]

    Exits with 1 where an error or a warning was found (see --fail-on), with 2 where a file can't be read.
    """
    given = _Options(**options)
    if given.rule:
        return explain(given.rule)
    workspace = workspace_at(given.folder)
    if given.show_config:
        return print_config(workspace)
    _check_usage(given)
    paths = _paths(given, workspace)
    notes: list[str] = []
    if given.fix or given.diff:
        mended = mend(paths, workspace, given.lang, write_them=not given.diff)
        if given.diff:
            return show_diff(mended)
        places = sum(one.corrections for one in mended)
        notes.append(
            say(
                "Mended {places} in {files}.",
                places=counted(places, "place"),
                files=counted(len(mended), "file"),
            )
        )
        notes += [f"  {one.file}" for one in mended]
        notes += [_next(workspace)] if mended else []
    checked = _checked(paths, workspace, given)
    findings = _held_back(_chosen(checked, workspace, given), given, notes)
    if given.fix:
        findings = tuple(one for one in findings if one.code != _AFTER_BUILD)
    checked = msgspec.structs.replace(checked, findings=findings)
    form = "json" if given.as_json else given.form
    noun = say("new finding") if given.since or given.baseline_file else "finding"
    found = notices(checked, workspace, whole=not given.paths, strict=given.strict)
    emit(
        checked,
        Output(
            form=form,
            file=given.output,
            notes=tuple(notes),
            root=workspace.root,
            fail_on=_limit(given),
            noun=noun,
            notices=found,
        ),
    )
    return _exit_code(checked, found, given)


def _next(workspace: Workspace) -> str:
    """Return what to do after mending: only sources make a build."""
    if workspace.statements:
        return say("Next: tm build takes the corrections into PO notes and memory.")
    return say("Next: look the corrections over.")


_AFTER_BUILD = "TM604"
"""What a mended translation is compared with was mended, too, and the next build notes it."""


def _check_usage(given: _Options) -> None:
    """Refuse what can't be done together."""
    if given.lang:
        languages.get(given.lang)
    if _STDIN in given.paths and (len(given.paths) > 1 or given.fix or given.diff or given.since):
        raise click.UsageError(say("- stands alone: no other files, no --fix, --diff or --since."))
    if given.diff and (given.form != "text" or given.as_json or given.output):
        raise click.UsageError(say("--diff prints a unified diff: leave --format, --json and --output out."))
    if given.update_baseline and given.baseline_file is None:
        raise click.UsageError(say("--update-baseline needs --baseline FILE."))
    if given.update_baseline and given.since:
        raise click.UsageError(say("--update-baseline writes all findings: leave --since out."))
    if given.update_baseline and given.paths:
        raise click.UsageError(say("--update-baseline writes all findings: leave the paths out."))


def _paths(given: _Options, workspace: Workspace) -> list[Path]:
    """Return what to check."""
    if _STDIN in given.paths:
        return [_STDIN]
    return named(given.paths, workspace, everything_of) or default_paths(workspace)


def _checked(paths: Sequence[Path], workspace: Workspace, given: _Options) -> Checked:
    if _STDIN not in paths:
        return lint_files(paths, workspace, language=given.lang, cached=given.cache)
    data = sys.stdin.buffer.read()
    name = given.stdin_name or nameless(data)
    if not given.lang and not tells_language(name):
        hint = say("Name it with --lang, or say with --stdin-name what the file is called: az.md, x.po.")
        raise TmError(say("the language of standard input is unknown."), hint=hint)
    return lint_text(data, name, workspace, language=given.lang)


def _chosen(checked: Checked, workspace: Workspace, given: _Options) -> tuple[Finding, ...]:
    """Return the findings of what changed since the revision, if one was named."""
    return new_since(checked.findings, given.since, workspace) if given.since else checked.findings


def _held_back(findings: tuple[Finding, ...], given: _Options, notes: list[str]) -> tuple[Finding, ...]:
    """Return the findings that the baseline does not hold; write it anew where that was asked for."""
    file = given.baseline_file
    if file is None:
        return findings
    if given.update_baseline:
        write_atomically(file, baseline.serialize(baseline.make(findings)))
        notes.append(say("Wrote {findings} to {file}.", findings=counted(len(findings), "finding"), file=file))
        return ()
    try:
        data = file.read_bytes()
    except OSError as error:
        hint = say("Make it with --update-baseline.")
        raise TmError(
            say("the baseline {file} can't be read: {strerror}.", file=file, strerror=error.strerror), hint=hint
        ) from error
    split = baseline.split(findings, baseline.parse(data, file=str(file)))
    notes.append(say("{findings} held back by {file}.", findings=counted(split.known, "known finding"), file=file))
    if split.gone and not given.since and not given.paths:
        gone = sum(known.count for known in split.gone)
        notes.append(
            say(
                "{findings} in {file} can be removed: run with --update-baseline.",
                findings=counted(gone, "finding"),
                file=file,
            )
        )
    return split.new


def _exit_code(checked: Checked, found: Sequence[Remark], given: _Options) -> int:
    if checked.errors:
        return ExitCode.USAGE
    if any(notice.failed for notice in found):
        return ExitCode.FINDINGS
    limit = _limit(given)
    failed = limit is not None and any(one.severity.rank <= limit.rank for one in checked.findings)
    return ExitCode.FINDINGS if failed else ExitCode.CLEAN


def _limit(given: _Options) -> Severity | None:
    """Return the mildest severity that fails the run, None where none does."""
    return None if given.fail_on == _NEVER else Severity(given.fail_on)
