"""`tm search`: concordance, a phrase with what stands around it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import click

from tm import languages
from tm.cli.console import WIDTH, print_json, styled
from tm.cli.options import JSON, WORKSPACE, workspace_at
from tm.errors import ExitCode
from tm.language import Language
from tm.memory.concordance import Hit, search
from tm.memory.store import Store
from tm.messages import say
from tm.model import Span, State
from tm.operations.concordance import Counterparts, search_forms
from tm.operations.memory import concepts_of, open_memory

_CONTEXT = 34
_INDENT = " " * 5
_ROOM = WIDTH - len(_INDENT)


@click.command(epilog='Example: tm search "Milli Majlis" --from en')
@click.argument("phrase")
@click.option("--from", "source", default="", help="Language of the phrase.  [default: all of the workspace's]")
@click.option("--exact", is_flag=True, help="Only as it stands, in no other form.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="The most segments.")
@WORKSPACE
@JSON
def command(*, phrase: str, source: str, exact: bool, limit: int, folder: Path, as_json: bool) -> int:  # noqa: PLR0913
    """Show where a phrase was said, in any of its forms, with the translations.

    Whole words are found; capitals, apostrophes and line ends don't matter. Where the phrase is a term of the glossary,
    its counterpart in the translations is highlighted, too. Exits with 1 where nothing was found.
    """
    workspace = workspace_at(folder)
    wanted = [languages.get(source)] if source else workspace.languages
    with open_memory(workspace, lambda message: click.echo(message, err=True)) as store:
        hits = list(islice(_hits(store, phrase, wanted, exact=exact), limit + 1))
    more, hits = len(hits) > limit, hits[:limit]
    if as_json:
        print_json({"hits": [_as_json(hit, workspace.source) for hit in hits], "more": more})
    else:
        counterparts = Counterparts(phrase, concepts_of(workspace) if hits else ())
        lines = [line for hit in hits for line in _shown(hit, counterparts, workspace.source)]
        last = [_last(phrase, found=bool(hits))] if more or not hits else []
        click.echo("\n".join([*lines, *last]))
    return ExitCode.CLEAN if hits else ExitCode.FINDINGS


def _hits(store: Store, phrase: str, wanted: Sequence[Language], *, exact: bool) -> Iterator[Hit]:
    for language in wanted:
        yield from (search if exact else search_forms)(store, phrase, language)


def _shown(hit: Hit, counterparts: Counterparts, source: Language) -> Iterator[str]:
    """Yield the lines about a hit: the phrase with what stands around it, where it is from, the translations."""
    left, words, right = (part.replace("\n", " ") for part in hit.keyword_in_context(_CONTEXT))
    yield f"{hit.language} {left:>{_CONTEXT}}{styled(words, bold=True, fg='green')}{right}"
    states = [f"{code} {state}" for code, state in _states(hit, source).items()]
    about = ", ".join(part for part in (hit.unit.origin.statement, *states) if part)
    yield from (styled(f"{_INDENT}{line}", dim=True) for line in textwrap.wrap(about, _ROOM, break_on_hyphens=False))
    for variant in hit.unit.variants:
        if variant.language != hit.language:
            pair = (languages.get(hit.language), languages.get(variant.language))
            yield from _translation(variant.text, counterparts.find(variant.text, *pair), variant.language)


def _states(hit: Hit, source: Language) -> dict[str, State]:
    """Return how far each translation can be trusted; a text in the source language is none."""
    return {one.language: one.state for one in hit.unit.variants if one.language != source.code}


def _last(phrase: str, *, found: bool) -> str:
    if found:
        return say("There is more; --limit shows it.")
    return say("{phrase!r} is not in the memory. Next: tm lookup finds similar sentences.", phrase=phrase)


def _translation(text: str, marks: Sequence[Span], language: str) -> Iterator[str]:
    """Yield the lines of a translation, dim, with the marked words bright."""
    label = f"     {language} "
    at = 0
    for line in textwrap.wrap(text, WIDTH - len(label)) or [""]:
        start = text.index(line, at) if line in text[at:] else -1
        at = start + len(line) if start >= 0 else at
        yield styled(label, dim=True) + (_marked(line, start, marks) if start >= 0 else styled(line, dim=True))
        label = " " * len(label)


def _marked(line: str, start: int, marks: Sequence[Span]) -> str:
    pieces, done = [], 0
    for mark in marks:
        first, last = max(mark.start - start, done), min(mark.end - start, len(line))
        if first < last:
            pieces += [
                styled(line[done:first], dim=True) if line[done:first] else "",
                styled(line[first:last], fg="green"),
            ]
            done = last
    return "".join([*pieces, styled(line[done:], dim=True) if line[done:] else ""])


def _as_json(hit: Hit, source: Language) -> dict[str, object]:
    return {
        "language": hit.language,
        "text": hit.text,
        "spans": [[span.start, span.end] for span in hit.spans],
        "unit": hit.unit.id,
        "memory": hit.memory,
        "origin": hit.unit.origin.statement,
        "states": _states(hit, source),
        "translations": {v.language: v.text for v in hit.unit.variants if v.language != hit.language},
    }
