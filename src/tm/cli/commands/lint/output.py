"""What `tm lint` prints or writes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import click
import msgspec

from tm import __version__
from tm.cli.console import styled
from tm.cli.report import as_json, counted, print_findings, summary
from tm.errors import Place, TmError
from tm.formats.files import write_atomically
from tm.lint.finding import Severity
from tm.lint.reports import REPORTS, Remark, Report
from tm.messages import say
from tm.operations.lint import Checked


class Output(msgspec.Struct, frozen=True, kw_only=True):
    """Where a report goes and in which format."""

    form: str
    file: Path | None
    """None for standard output."""
    notes: tuple[str, ...] = ()
    """What was done besides checking, a sentence each."""
    root: Path
    """The workspace."""
    fail_on: Severity | None = None
    """The mildest severity that fails the run; None where none does."""
    noun: str = "finding"
    """What the findings are called."""
    notices: tuple[Remark, ...] = ()
    """What there is to say about the run."""


def emit(checked: Checked, output: Output) -> None:
    """Print the report or write it to its file.

    What can't be read and notices go to standard error. So do notes and summary where the report is for a program.
    """
    for_people = output.form == "text" and output.file is None
    for note in output.notes:
        click.echo(f"{note}\n" if for_people else note, err=not for_people)
    _print_or_write(checked, output)
    for error in checked.errors:
        click.echo(styled(str(error), fg="red"), err=True)
    for notice in output.notices:
        click.echo(styled(str(notice), fg="red" if notice.failed else "yellow"), err=True)
    last = _summary(checked, output)
    if for_people:
        click.echo(last)
    elif output.file or output.form == "github":
        click.echo(click.unstyle(last), err=True)
    if output.form == "github":
        _write_step_summary(checked, output)


def what(checked: Checked) -> str:
    """Return what was checked, in words."""
    fired = say(" ({fired} met)", fired=checked.fired) if checked.concepts else ""
    return say(
        "{texts} in {files} with {concepts}{fired} and {rules}",
        texts=counted(checked.texts, "text"),
        files=counted(checked.files, "file"),
        concepts=counted(checked.concepts, "concept"),
        fired=fired,
        rules=counted(checked.rules, "rule"),
    )


def _summary(checked: Checked, output: Output) -> str:
    unread = {error.place.file if error.place else "" for error in checked.errors}
    return summary(checked.findings, what(checked), len(unread), noun=output.noun)


def _print_or_write(checked: Checked, output: Output) -> None:
    if output.file:
        write_atomically(output.file, _rendered(checked, output).encode())
    elif output.form == "text":
        print_findings(checked.findings)
    else:
        click.echo(_rendered(checked, output), nl=False)


def _rendered(checked: Checked, output: Output) -> str:
    if output.form == "json":
        return msgspec.json.format(msgspec.json.encode(_json(checked, output.notices)), indent=2).decode() + "\n"
    if output.form == "text":
        from tm.cli.report import text_report

        said = [text_report(finding) for finding in checked.findings]
        said += ["\n".join(map(str, some)) for some in (checked.errors, output.notices) if some]
        return click.unstyle("\n\n".join([*said, _summary(checked, output)]) + "\n")
    return REPORTS[output.form](_report(checked, output))


def _report(checked: Checked, output: Output) -> Report:
    """Return the report with files named from the root of the repository, where a CI system looks for them."""
    base = _base(Path.cwd())
    here = _Here(output.root, base)
    return Report(
        findings=[msgspec.structs.replace(f, place=here(f.place), end=f.end and here(f.end)) for f in checked.findings],
        errors=[
            TmError(error.message, place=error.place and here(error.place), hint=error.hint) for error in checked.errors
        ],
        notices=[msgspec.structs.replace(one, place=one.place and here(one.place)) for one in output.notices],
        version=__version__,
        summary=say("Checked {what}.", what=what(checked)),
        fail_on=output.fail_on,
        line=_Lines(base, output.root),
    )


def _json(checked: Checked, notices: Sequence[Remark]) -> dict[str, object]:
    return {
        "findings": [as_json(finding) for finding in checked.findings],
        "errors": [str(error) for error in checked.errors],
        "notices": [{"name": one.name, "failed": one.failed, "message": str(one)} for one in notices],
        "skipped": checked.skipped,
        "files": checked.files,
        "texts": checked.texts,
        "units": checked.units,
        "concepts": checked.concepts,
        "fired": checked.fired,
        "rules": checked.rules,
    }


def _write_step_summary(checked: Checked, output: Output) -> None:
    """Put the whole table where GitHub shows it, if this is a step of a GitHub workflow."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if name:
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(REPORTS["markdown"](_report(checked, output)))


def _base(folder: Path) -> Path:
    """Return the root of the git repository that a folder is in; the folder itself where it is in none."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)


class _Here:
    """Places in a workspace as they are called from another folder, where they lie below it."""

    def __init__(self, root: Path, base: Path) -> None:
        self._named = lru_cache(maxsize=None)(lambda file: _name_from(base, file, root))

    def __call__(self, place: Place) -> Place:
        return msgspec.structs.replace(place, file=self._named(place.file))


def _name_from(base: Path, file: str, root: Path) -> str:
    """Return how a file is called from a folder above it; as it was called where it is elsewhere or is none."""
    there = next((path for path in (root / file, Path(file)) if path.exists()), None)
    absolute = Path(os.path.abspath(there or file))  # noqa: PTH100 - resolve() would follow links
    return absolute.relative_to(base).as_posix() if there and absolute.is_relative_to(base) else file


class _Lines:
    """The lines of files, each file read once."""

    def __init__(self, base: Path, root: Path) -> None:
        self._read = lru_cache(maxsize=64)(lambda file: _lines(base / file) or _lines(root / file))

    def __call__(self, file: str, line: int) -> str:
        lines = self._read(file)
        return lines[line - 1] if 0 < line <= len(lines) else ""


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return []
