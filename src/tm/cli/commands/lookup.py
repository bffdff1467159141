"""`tm lookup`: what the memory has for a sentence."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click
import msgspec

from tm import languages
from tm.cli.console import WIDTH, print_json, print_json_line, styled
from tm.cli.options import JSON, JSONL, WORKSPACE, json_lines, workspace_at
from tm.errors import ExitCode
from tm.language import Language
from tm.memory.lookup import Match, Query
from tm.messages import say
from tm.operations.many import Desk, Wanted, answers
from tm.operations.memory import concepts_of, open_memory
from tm.text.identify import identify
from tm.workspace import Workspace

_EXACT, _GOOD = 100, 85


class Line(msgspec.Struct):
    """One line of the filter's input; the neighbours in the document are optional."""

    text: str
    before: str | None = None
    after: str | None = None


@click.command(epilog='Example: tm lookup "The Milli Majlis adopted the law." --from en --to az')
@click.argument("text", required=False)
@click.option("--from", "source", default="", help="Language of the text.  [default: the workspace's source]")
@click.option("--to", "target", default="", help="Language of the translation.  [default: the first other one]")
@click.option("--threshold", type=click.IntRange(0, 102), default=70, show_default=True, help="The least score.")
@click.option("--limit", type=click.IntRange(min=1), default=5, show_default=True, help="The most matches.")
@click.option("--exhaustive", is_flag=True, help="Compare every segment; slower, with the same answer.")
@WORKSPACE
@JSON
@JSONL
def command(  # noqa: PLR0913 - one parameter an option
    *,
    text: str | None,
    source: str,
    target: str,
    threshold: int,
    limit: int,
    exhaustive: bool,
    folder: Path,
    as_json: bool,
    jsonl: bool,
) -> int:
    """Has something like this been said before? Show the best matches with their translations.

    A score of 100 is the same text; 101 and 102 stand in the same surroundings, too. Exits with 1 where
    nothing matched.

    With --jsonl, {"text"} lines go in (with "before" and "after", if known) and {"matches": [...], "ms"} lines
    come out, in the same order; a long input is shared between all processors.
    """
    workspace = workspace_at(folder)
    pair = _pair(workspace, source, target)
    wanted = Wanted(source=pair[0].code, target=pair[1].code, threshold=threshold, limit=limit, exhaustive=exhaustive)
    concepts = concepts_of(workspace)
    with open_memory(workspace, _notice) as store:
        desk = Desk(workspace, store, wanted, concepts)
        if jsonl:
            return _filter(desk)
        if not text:
            raise click.UsageError(say("Name a text, or use --jsonl."))
        matches = desk.answer(Query(text)).matches
    if as_json:
        print_json({"matches": [_as_json(match) for match in matches]})
    elif matches:
        click.echo("\n\n".join(_shown(match.written(), pair) for match in matches))
    else:
        click.echo(_nothing(text, pair, workspace, threshold))
    return ExitCode.CLEAN if matches else ExitCode.FINDINGS


def _pair(workspace: Workspace, source: str, target: str) -> tuple[Language, Language]:
    """Return the languages to look up from and to: as named, else the source and the first other language."""
    asked = languages.get(source) if source else workspace.source
    if target:
        return asked, languages.get(target)
    return asked, next(language for language in workspace.languages if language is not asked)


def _nothing(text: str, pair: tuple[Language, Language], workspace: Workspace, threshold: int) -> str:
    """Return what to say where nothing matched, with the likeliest reason."""
    found = identify(text, workspace.languages)
    if found and found is not pair[0]:
        return say(
            "Nothing from {code}; the text looks like {code2}. Next: --from {code2}.",
            code=pair[0].code,
            code2=found.code,
        )
    where = say("from {code} to {code2}", code=pair[0].code, code2=pair[1].code)
    return say(
        "Nothing {where} at or above {threshold}. Next: tm search looks for a phrase; --threshold lowers the bar.",
        where=where,
        threshold=threshold,
    )


def _notice(message: str) -> None:
    click.echo(message, err=True)


def _filter(desk: Desk) -> int:
    queries = (Query(line.text, line.before, line.after) for line in json_lines(Line))
    for answer in answers(queries, desk):
        print_json_line({"matches": [_as_json(match) for match in answer.matches], "ms": answer.ms})
    return ExitCode.CLEAN


def _shown(match: Match, pair: tuple[Language, Language]) -> str:
    total = match.score.total
    colour = "green" if total >= _EXACT else "yellow" if total >= _GOOD else "cyan"
    statement = match.origin.statement
    about = ", ".join(part for part in (statement, str(match.origin.date or ""), match.state) if part)
    parts = say(
        "  words {words:.0f}, characters {characters:.0f}", words=match.score.words, characters=match.score.characters
    )
    lines = [styled(match.score.explain(say), fg=colour, bold=True) + styled(parts, dim=True)]
    lines.append(styled(f"     {about}", dim=True))
    for language, words in zip(pair, (match.source, match.target), strict=True):
        label = f"  {language.code} "
        lines += textwrap.wrap(words, WIDTH, initial_indent=label, subsequent_indent=" " * len(label))
    return "\n".join(lines)


def _as_json(match: Match) -> dict[str, object]:
    return {
        "score": match.score.total,
        "words": round(match.score.words, 2),
        "characters": round(match.score.characters, 2),
        "explanation": match.score.explain(),
        "source": match.source,
        "target": match.target,
        "source_tags": match.source_tags,
        "target_tags": match.target_tags,
        "state": match.state,
        "origin": match.origin.statement,
        "date": match.origin.date,
        "unit": match.unit,
        "memory": match.memory,
        "used": match.history.used,
        "last_used": match.history.last_used,
    }
