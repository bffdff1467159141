"""`tm segment`: a document into segments."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from tm import languages
from tm.cli.console import print_json, print_json_line, styled, table
from tm.cli.options import FILE, JSON, JSONL, OUT, json_lines
from tm.cli.report import counted
from tm.documents import Document
from tm.errors import ExitCode
from tm.formats.files import write_atomically
from tm.language import Language
from tm.messages import say
from tm.model import BlockKind, Segment
from tm.operations.statements import language_of, read_version, segmenter
from tm.segment.examples import check_rules
from tm.segment.srx import export_srx as export_srx_text, parse_srx


class Line(msgspec.Struct):
    """One line of a filter's input."""

    text: str


@click.command(epilog="Example: tm segment sources/january-20-2026/az.md --explain")
@click.argument("file", type=FILE, required=False)
@click.option("--lang", default="", help="Language of the text.  [default: by the file's name, else by its words]")
@click.option("--encoding", default="", help="Encoding of a file that is not Unicode, such as cp1251.")
@click.option("--explain", is_flag=True, help="Show which rule cut, or refused to cut, at each place.")
@click.option("--test-rules", is_flag=True, help="Run the examples that every rule carries.")
@click.option("--export-srx", type=OUT, help="Write the rules of all languages as SRX 2.0, for OmegaT, memoQ or Okapi.")
@JSON
@JSONL
def command(  # noqa: PLR0913 - one parameter an option
    *,
    file: Path | None,
    lang: str,
    encoding: str,
    explain: bool,
    test_rules: bool,
    export_srx: Path | None,
    as_json: bool,
    jsonl: bool,
) -> int:
    """Split a document into segments: sentences, headings, list items.

    With --jsonl, {"text"} lines go in and {"segments": [...]} lines come out; joined, the segments are the text.
    """
    if test_rules:
        return _test_rules([languages.get(lang)] if lang else list(languages.LANGUAGES.values()))
    if export_srx:
        return _export(export_srx)
    if jsonl:
        return _filter(lang)
    if file is None:
        raise click.UsageError(say("Name a file, or use --jsonl."))
    language = language_of(file, lang)
    version = read_version(file, language, encoding=encoding)
    found = sorted((*version.segments, *version.left_out), key=lambda segment: segment.span)
    if as_json:
        print_json({"language": language.code, "segments": [_as_json(segment) for segment in found]})
    elif explain:
        _explain(version.document, language)
    else:
        _print(found, version.left_out)
    return ExitCode.CLEAN


def _test_rules(chosen: Sequence[Language]) -> int:
    """Run the examples of the rules and print those that come out differently."""
    faults = []
    for language in chosen:
        rules = parse_srx(language.segmentation(), file=f"{language.code}/segmentation.srx").rules(language.code)
        found = check_rules(rules)
        examples = sum(len(rule.needs) + len(rule.keeps) for rule in rules)
        click.echo(
            say(
                "{code}: {rules}, {examples}, {wrong} wrong",
                code=language.code,
                rules=counted(len(rules), "rule"),
                examples=counted(examples, "example"),
                wrong=len(found),
            )
        )
        faults += found
    for fault in faults:
        click.echo(str(fault))
    return ExitCode.FINDINGS if faults else ExitCode.CLEAN


def _export(path: Path) -> int:
    write_atomically(path, export_srx_text(tuple(languages.LANGUAGES.values())).encode())
    click.echo(say("Wrote the rules of {names} to {path}.", names=", ".join(languages.LANGUAGES), path=path))
    return ExitCode.CLEAN


def _filter(lang: str) -> int:
    if not lang:
        raise click.UsageError(say("--jsonl needs --lang."))
    cutter = segmenter(languages.get(lang))
    for line in json_lines(Line):
        text = line.text
        print_json_line({"segments": [text[span.start : span.end] for span in cutter.segment(text)]})
    return ExitCode.CLEAN


def _as_json(segment: Segment) -> dict[str, object]:
    return {
        "text": segment.text,
        "start": segment.span.start,
        "end": segment.span.end,
        "line": segment.place.line,
        "kind": "sentence" if segment.kind is BlockKind.PARAGRAPH else segment.kind,
    }


def _print(found: list[Segment], left_out: tuple[Segment, ...]) -> None:
    """Print a line a segment, a blank line between blocks."""
    block = found[0].paragraph if found else 0
    for segment in found:
        if segment.paragraph != block:
            click.echo()
        block = segment.paragraph
        kind = "" if segment.kind is BlockKind.PARAGRAPH else styled(f"[{say(segment.kind)}] ", fg="cyan")
        click.echo(f"{styled(f'{segment.place.line:>5}', dim=True)}  {kind}{segment.text}")
    note = (
        say(
            " {number} of them added by others ({names}).",
            number=len(left_out),
            names=", ".join(sorted({say(s.kind) for s in left_out})),
        )
        if left_out
        else ""
    )
    click.echo(styled(f"\n{counted(len(found), 'segment')}.{note}", dim=True))


def _explain(document: Document, language: Language) -> None:
    """Print each place where the text might have been cut, and the rule that decided."""
    rows = []
    for block in document.blocks:
        for decision in segmenter(language).explain(block.text):
            at = decision.offset
            around = f"{block.text[max(0, at - 24) : at]}{'┃' if decision.breaks else '·'}{block.text[at : at + 24]}"
            line = document.source.line(block.offset(min(at, len(block.text) - 1)))
            rows.append((line, say("break") if decision.breaks else say("no"), around, decision.rule.name))
    click.echo(
        table(rows, head=(say("line"), say("cut"), say("where"), say("rule")), right=[0])
        if rows
        else say("No place to cut.")
    )
