"""`tm glossary extract`: terms that the sources use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from tm import languages
from tm.cli.console import WIDTH, print_json, shorten, styled
from tm.cli.options import JSON, NAMED, WORKSPACE, workspace_at
from tm.cli.report import counted
from tm.errors import ExitCode
from tm.glossary.extract import Candidate, Limits, Spelling
from tm.glossary.mentions import Kind
from tm.messages import say
from tm.model import TermStatus
from tm.operations.glossary import find_terms
from tm.operations.naming import named, versions_of

_COLOURS = {TermStatus.PREFERRED: "green", TermStatus.DEPRECATED: "yellow", TermStatus.FORBIDDEN: "red"}
_NAME = 52
"""Columns for a term."""
_INDENT = " " * 16
_MORE = 14
"""Columns for the number of files and an ellipsis."""


@click.command(epilog="Example: tm glossary extract --lang az --new")
@click.argument("paths", nargs=-1, type=NAMED)
@click.option("--lang", "codes", multiple=True, help="Only this language. As often as needed.  [default: all]")
@click.option("--new", "only_new", is_flag=True, help="Only what the glossary doesn't have.")
@click.option("--min", "phrases", default=3, show_default=True, help="Occurrences that a phrase needs; a name needs 2.")
@click.option("--limit", default=25, show_default=True, help="Candidates printed for each language; 0 for all.")
@WORKSPACE
@JSON
def extract(*, paths: tuple[Path, ...], codes: tuple[str, ...], folder: Path, as_json: bool, **options: int) -> int:
    """Find terms that the sources use: names, recurring phrases, abbreviations and what they stand for.

    PATHS are documents, folders of them or names of statements.  [default: the workspace's sources]

    Inflected forms and spellings of one name are counted together: Milli Majlis, Milli Mejlis, MilliMajlis. What the
    glossary has is marked with what it thinks of each spelling. A suggestion is the commonest spelling: judge it.
    """
    workspace = workspace_at(folder)
    wanted = [languages.get(code) for code in codes] or list(workspace.languages)
    limits = Limits(phrases=max(1, options["phrases"]))
    found = find_terms(workspace, wanted, named(paths, workspace, versions_of), limits=limits)
    chosen = {code: _chosen(candidates, options) for code, candidates in found.items()}
    if as_json:
        print_json({code: [_as_json(candidate) for candidate in candidates] for code, candidates in chosen.items()})
    else:
        click.echo("\n\n".join(_pages(chosen, found)))
    return ExitCode.CLEAN if any(chosen.values()) else ExitCode.FINDINGS


def _chosen(candidates: Sequence[Candidate], options: Mapping[str, int]) -> list[Candidate]:
    chosen = [candidate for candidate in candidates if not (options["only_new"] and candidate.known)]
    return chosen[: options["limit"]] if options["limit"] else chosen


def _pages(chosen: Mapping[str, Sequence[Candidate]], found: Mapping[str, Sequence[Candidate]]) -> Iterator[str]:
    for code, candidates in chosen.items():
        known = sum(1 for candidate in found[code] if candidate.known)
        candidates_ = counted(len(found[code]), "candidate")
        total = say("{candidates}, {known} of them in the glossary", candidates=candidates_, known=known)
        more = say("; {number} shown", number=len(candidates)) if len(candidates) < len(found[code]) else ""
        yield "\n".join([styled(code, bold=True) + f"  {total}{more}", *_lines(candidates)])
    if any(chosen.values()):
        yield say("Next: tm glossary add ID --subject SUBJECT, with a term for each language (tm glossary add --help).")
    else:
        yield say("Nothing recurs. A smaller --min finds rarer phrases.")


def _lines(candidates: Sequence[Candidate]) -> Iterator[str]:
    """Yield for each candidate a line, one for each spelling that is not the suggestion, and the evidence."""
    for candidate in candidates:
        short = f" ({candidate.abbreviation})" if candidate.abbreviation else ""
        name = shorten(candidate.suggested, _NAME - len(short)) + short
        kind = _label(candidate.kind)
        known = candidate.known or styled(say("new"), fg="cyan")
        yield f"{candidate.count:5}  {kind:7}  {styled(f'{name:{_NAME}}', bold=True)}  {known}"
        if [spelling.text for spelling in candidate.spellings] != [candidate.suggested]:
            yield from map(_spelling, candidate.spellings)
        yield styled(_INDENT + _evidence(candidate), dim=True)


def _label(kind: Kind) -> str:
    return {Kind.NAME: say("name"), Kind.PHRASE: say("phrase"), Kind.ABBREVIATION: say("abbr.")}[kind]


def _spelling(spelling: Spelling) -> str:
    text = f"{spelling.count} × {shorten(spelling.text, _NAME - 6)}"
    status = styled(spelling.status, fg=_COLOURS.get(spelling.status, "white")) if spelling.status else ""
    return f"{_INDENT}{text:{_NAME}}  {status}".rstrip()


def _evidence(candidate: Candidate) -> str:
    """Return how many files have a candidate and the first places, as many as the line holds."""
    places = sorted(place for spelling in candidate.spellings for place in spelling.places)
    lines = list(dict.fromkeys(f"{place.file}:{place.line}" for place in places))
    shown = lines[:1]
    for line in lines[1:]:
        if len(_INDENT) + len(", ".join([*shown, line])) + _MORE > WIDTH:
            break
        shown.append(line)
    files = counted(candidate.files, "file")
    return f"{files}: {', '.join(shown)}" + (" …" if len(shown) < len(lines) else "")


def _as_json(candidate: Candidate) -> dict[str, object]:
    return {
        "suggested": candidate.suggested,
        "kind": candidate.kind,
        "count": candidate.count,
        "files": candidate.files,
        "abbreviation": candidate.abbreviation or None,
        "concept": candidate.known or None,
        "score": candidate.score,
        "spellings": [_spelling_as_json(spelling) for spelling in candidate.spellings],
    }


def _spelling_as_json(spelling: Spelling) -> dict[str, object]:
    return {
        "text": spelling.text,
        "count": spelling.count,
        "forms": dict(spelling.forms),
        "concept": spelling.concept or None,
        "status": spelling.status,
        "places": [str(place) for place in spelling.places],
    }


COMMANDS = {"extract": extract}
