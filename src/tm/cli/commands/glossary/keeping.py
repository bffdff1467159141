"""`tm glossary check`, `fmt` and `add`: the glossary kept in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from tm.cli.console import print_json, styled
from tm.cli.options import JSON, WORKSPACE, workspace_at
from tm.cli.report import as_json as finding_as_json, counted, print_findings, summary
from tm.errors import ExitCode, TmError
from tm.languages import LANGUAGES
from tm.lint.finding import Severity
from tm.messages import say
from tm.model import CaseRule, Concept, Term, TermStatus
from tm.operations import glossary
from tm.operations.glossary import Report
from tm.workspace import Workspace

_Command = TypeVar("_Command", bound=Callable[..., Any])


@click.command(epilog="Example: tm glossary check")
@click.option("--notes", is_flag=True, help="Print the notes, too: concepts and terms that no text uses.")
@WORKSPACE
@JSON
def check(*, notes: bool, folder: Path, as_json: bool) -> int:
    """Find contradictions, gaps and unused concepts in the glossary.

    Terms are compared in all their forms: a term that is right in one concept and a form of a wrong one in another is
    an error. The sources and PO files tell what is used.

    Exits with 1 where an error or a warning was found; notes (info) alone don't count.
    """
    report = glossary.check(workspace_at(folder))
    serious = [finding for finding in report.findings if finding.severity is not Severity.INFO]
    if as_json:
        print_json(_report_as_json(report))
    else:
        print_findings(report.findings if notes else serious)
        what = say(
            "{terms} of {concepts} against each other and {texts}",
            terms=counted(report.terms, "term"),
            concepts=counted(report.concepts, "concept"),
            texts=counted(report.texts, "text"),
        )
        click.echo(summary(report.findings, what))
        if len(serious) < len(report.findings) and not notes:
            click.echo(say("\nNotes are only counted here: tm glossary check --notes prints them."))
    return ExitCode.FINDINGS if serious else ExitCode.CLEAN


def _report_as_json(report: Report) -> dict[str, object]:
    return {
        "findings": [finding_as_json(finding) for finding in report.findings],
        "concepts": report.concepts,
        "terms": report.terms,
        "texts": report.texts,
    }


@click.command(epilog="Example: tm glossary fmt --check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", "check_only", is_flag=True, help="Write nothing; exit with 1 where something would change.")
@WORKSPACE
@JSON
def fmt(*, paths: tuple[Path, ...], check_only: bool, folder: Path, as_json: bool) -> int:
    """Put the glossary's files in the house style.

    PATHS are files of the glossary.  [default: all]

    Spaces, quotation marks and line breaks are made alike, and inside a concept the keys get one order. Concepts and
    comments stay where they are. Formatting again changes nothing.
    """
    workspace = workspace_at(folder)
    files = [path.resolve() for path in paths] or glossary.files(workspace)
    changed = [workspace.shown(path) for path in glossary.format_files(workspace, files, write=not check_only)]
    if as_json:
        print_json({"changed": changed, "files": len(files)})
    else:
        click.echo("\n".join(_format_report(changed, len(files), check_only=check_only)))
    return ExitCode.FINDINGS if changed and check_only else ExitCode.CLEAN


def _format_report(changed: list[str], files: int, *, check_only: bool) -> Iterator[str]:
    if not changed:
        yield styled(say("{files} in the house style.", files=counted(files, "file")), fg="green")
    for name in changed:
        yield say("Would change {name}", name=name) if check_only else say("Changed {name}", name=name)
    if changed and check_only:
        yield say("\nNext: tm glossary fmt")


# --- add


def _term_options(command: _Command) -> _Command:
    """Give a command an option for the preferred term of each language."""
    for code in reversed(LANGUAGES):
        option = click.option(f"--{code}", f"preferred_{code}", metavar="TERM", help=f"The preferred term in {code}.")
        command = option(command)
    return command


def _wordings(status: TermStatus) -> Callable[[_Command], _Command]:
    """Give a command an option for terms of a status, each with its language."""
    code = next(iter(LANGUAGES))
    help_ = f"A term that is {status}, after its language: {code}=TERM. As often as needed."
    return click.option(f"--{status}", status.value, multiple=True, metavar="LANG=TERM", help=help_)


@click.command(epilog='Example: tm glossary add oic --subject institutions --en "Islamic Cooperation"')
@click.argument("name", metavar="ID")
@click.option("--subject", required=True, help="The subject field: the glossary file it goes into.")
@click.option("--definition", default="", help="What the thing is, one sentence.")
@click.option("--note", default="", help="For the translator: which term when, and where the preferred one comes from.")
@_term_options
@_wordings(TermStatus.ADMITTED)
@_wordings(TermStatus.DEPRECATED)
@_wordings(TermStatus.FORBIDDEN)
@click.option("--new-subject", is_flag=True, help="Begin a new file for the subject.")
@WORKSPACE
@JSON
def add(*, name: str, subject: str, folder: Path, as_json: bool, new_subject: bool, **said: Any) -> int:  # noqa: ANN401 - click's options
    """Add a concept behind the last one of its subject.

    Nothing else in the file is touched, and nothing is written if the concept could not be read back. A term in
    capitals, such as UN, is taken for an abbreviation.
    """
    workspace = workspace_at(folder)
    concept = Concept(
        id=name,
        subject=subject,
        definition=" ".join(said["definition"].split()),
        note=" ".join(said["note"].split()),
        terms=tuple(_terms(said, workspace)),
    )
    path = glossary.add(workspace, concept, new_subject=new_subject)
    if as_json:
        print_json({"id": name, "file": workspace.shown(path), "terms": len(concept.terms)})
    else:
        click.echo(
            say("Added {name} to {path}.\n\nNext: tm glossary check && tm lint", name=name, path=workspace.shown(path))
        )
    return ExitCode.CLEAN


def _terms(said: dict[str, Any], workspace: Workspace) -> Iterator[Term]:
    """Yield the terms of the options by language and status."""
    codes = [language.code for language in workspace.languages]
    given = [(code, TermStatus.PREFERRED, said[f"preferred_{code}"]) for code in LANGUAGES if said[f"preferred_{code}"]]
    for status in (TermStatus.ADMITTED, TermStatus.DEPRECATED, TermStatus.FORBIDDEN):
        given += [(code, status, term) for code, term in (_split(text, status) for text in said[status])]
    for code, status, text in sorted(given, key=lambda one: codes.index(one[0]) if one[0] in codes else len(codes)):
        if code not in codes:
            hint = say("Choose from: {names}.", names=", ".join(codes))
            raise TmError(say("“{code}” is not a language of this glossary.", code=code), hint=hint)
        yield _term(code, status, text)


def _split(text: str, status: TermStatus) -> tuple[str, str]:
    code, equals, term = text.partition("=")
    if not equals:
        example = f"--{status} {next(iter(LANGUAGES))}={text!r}"
        raise TmError(
            say("--{status} {text!r} names no language.", status=status, text=text),
            hint=say("Write {example}.", example=example),
        )
    return code.strip(), term


def _term(code: str, status: TermStatus, text: str) -> Term:
    short = len(text) > 1 and text.isupper() and text.isalpha()
    case = CaseRule.EXACT if short else CaseRule.ANY
    return Term(text=text, language=code, status=status, abbreviation=short, case=case)


COMMANDS = {"check": check, "fmt": fmt, "add": add}
