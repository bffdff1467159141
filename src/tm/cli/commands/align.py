"""`tm align`: the sentences of two or three versions, side by side."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
import msgspec

from tm import languages
from tm.align import align_all
from tm.align.multilingual import Group
from tm.cli.console import WIDTH, print_json, print_json_line, styled
from tm.cli.options import FILE, JSON, JSONL, NAMED, OUT, WORKSPACE, json_lines, maybe_workspace
from tm.cli.report import counted
from tm.documents import Format
from tm.errors import ExitCode, Place, TmError
from tm.formats.files import write_atomically
from tm.glossary.finder import TermFinder
from tm.language import Language
from tm.messages import say
from tm.model import Segment
from tm.operations.alignment import Aligned, align_versions, confirmed_in, findings, keep_confirmed
from tm.operations.confirmed import FILE as CONFIRMED
from tm.operations.lint import load_glossary
from tm.operations.naming import named, versions_of
from tm.operations.review import UNSURE, read_table, to_page, to_table
from tm.operations.statements import Version, language_of, read_version
from tm.workspace import Workspace

_VERSIONS = (2, 3)


class Line(msgspec.Struct):
    """One line of the filter's input."""

    src: list[str]
    tgt: list[str]


class _Work(msgspec.Struct, frozen=True):
    """The versions to align, and where they are kept."""

    versions: Sequence[Version]
    folder: Path | None
    """The folder of the statement whose versions they are, None where they are loose files."""
    workspace: Workspace | None

    @property
    def shown(self) -> str:
        """The folder as messages print it."""
        folder = self.folder or Path()
        return self.workspace.shown(folder) if self.workspace else folder.as_posix()

    @property
    def confirmed_file(self) -> str:
        """Where confirmed groups are kept, as messages print it."""
        return f"{self.shown}/{CONFIRMED}"


@click.command(epilog="Example: tm align sources/january-20-2026/en.md sources/january-20-2026/az.md")
@click.argument("files", metavar="A B [C]", nargs=-1, type=NAMED)
@click.option(
    "--langs", default="", help="Languages in the order of the files: en,az.  [default: by file name or words]"
)
@click.option("--review", type=OUT, help="Write a table to edit (.tsv) or a page to look at (.html).")
@click.option("--apply", "table", type=FILE, help="Read an edited table back and keep what was confirmed.")
@WORKSPACE
@JSON
@JSONL
def command(  # noqa: PLR0913 - one parameter an option
    *,
    files: tuple[Path, ...],
    langs: str,
    review: Path | None,
    table: Path | None,
    folder: Path,
    as_json: bool,
    jsonl: bool,
) -> int:
    """Pair the sentences of two or three versions of a text, or of a statement: its name or its folder.

    Each pair, or triple, has a confidence from 0 to 1; sentences without a counterpart are listed as such. In a
    workspace the glossary's terms serve as anchors.

    With --review table.tsv the groups go into a table. Mark a row with x to confirm it; move the numbers of sentences
    to other rows to correct it. With --apply table.tsv the confirmed rows are kept in the statement's folder, where
    every later build finds them.

    With --jsonl, {"src": [...], "tgt": [...]} lines go in and {"beads": [[[0], [0, 1], 0.93], ...]} lines come out. All
    of the input is read before the first answer, since the documents teach the aligner their vocabulary.
    """
    codes = [code.strip() for code in langs.split(",") if code.strip()]
    if sum(map(bool, (review, table, as_json, jsonl))) > 1:
        raise click.UsageError(say("Take one of --review, --apply, --json and --jsonl."))
    if jsonl:
        return _filter(codes)
    workspace = maybe_workspace(folder)
    work = _work(named(files, workspace, versions_of), codes, workspace)
    if table:
        return _apply(work, table)
    aligned = _aligned(work)
    if review:
        return _review(work, aligned, review)
    if as_json:
        print_json(_as_json(work.versions, aligned))
    else:
        _print(work.versions, aligned)
    return ExitCode.CLEAN


def _work(files: Sequence[Path], codes: Sequence[str], workspace: Workspace | None) -> _Work:
    paths = _versions_in(files[0], workspace) if len(files) == 1 and files[0].is_dir() else files
    if len(paths) not in _VERSIONS or any(path.is_dir() for path in paths):
        raise click.UsageError(say("Name two or three files or the folder of a statement, or use --jsonl."))
    if codes and len(codes) != len(paths):
        raise click.UsageError(
            say(
                "--langs names {languages} for {files}.",
                languages=counted(len(codes), "language"),
                files=counted(len(paths), "file"),
            )
        )
    spoken = [language_of(path, code) for path, code in zip(paths, codes or [""] * len(paths), strict=True)]
    if len({language.code for language in spoken}) < len(spoken):
        raise click.UsageError(say("Two of the files are in the same language; name the languages with --langs."))
    shown = [workspace.shown(path) if workspace else str(path) for path in paths]
    read = zip(paths, spoken, shown, strict=True)
    versions = [read_version(path, language, file=file) for path, language, file in read]
    statement = all(path.stem == language.code for path, language in zip(paths, spoken, strict=True))
    folder = paths[0].parent if statement and len({path.parent.resolve() for path in paths}) == 1 else None
    return _Work(versions, folder, workspace)


def _versions_in(folder: Path, workspace: Workspace | None) -> list[Path]:
    """Return the versions in a statement's folder, the source language first."""
    codes = [language.code for language in workspace.languages] if workspace else list(languages.LANGUAGES)
    suffixes = [f".{one}" for one in Format]
    paths = [path for path in folder.iterdir() if path.suffix.lower() in suffixes and path.stem in codes]
    return sorted(paths, key=lambda path: codes.index(path.stem))


def _aligned(work: _Work) -> Aligned:
    """Align the versions, keeping what is confirmed; say what of that no longer holds."""
    finders = _finders(work.workspace, [version.language for version in work.versions])
    if work.folder is None:
        return align_versions(work.versions, finders)
    known = confirmed_in(work.folder, work.versions, file=work.confirmed_file)
    if known.dropped:
        lines = ", ".join(map(str, known.dropped))
        click.echo(
            say(
                "{confirmed_file}: line {lines} no longer fits the texts and is passed over.",
                confirmed_file=work.confirmed_file,
                lines=lines,
            ),
            err=True,
        )
    return align_versions(work.versions, finders, known.groups)


def _review(work: _Work, aligned: Aligned, path: Path) -> int:
    if path.suffix == ".html":
        doubts = list(findings(aligned, work.versions, folder=work.shown))
        write_atomically(path, to_page(work.versions, aligned, doubts).encode())
    elif path.suffix == ".tsv":
        if path.exists():
            raise TmError(say("the file exists."), place=Place(str(path)), hint=say("Apply it, or name another one."))
        write_atomically(path, to_table(work.versions, aligned))
    else:
        raise click.UsageError(say("--review writes .tsv and .html files."))
    unsure = sum(group.confidence < UNSURE for group in aligned.groups)
    click.echo(
        say(
            "Wrote {groups} to {path}, {unsure} of them with a confidence below {limit}.",
            groups=counted(len(aligned.groups), "group"),
            path=path,
            unsure=unsure,
            limit=UNSURE,
        )
    )
    if path.suffix == ".tsv" and work.folder:
        click.echo(
            say(
                "Next: mark rows with x or move numbers, then: tm align {as_posix} --apply {path}",
                as_posix=work.folder.as_posix(),
                path=path,
            )
        )
    return ExitCode.CLEAN


def _apply(work: _Work, table: Path) -> int:
    if work.folder is None:
        hint = say("Put the files into one folder and call them by their languages, or name the statement's folder.")
        raise TmError(say("only what belongs to a statement can be confirmed."), hint=hint)
    try:
        data = table.read_bytes()
    except OSError as error:
        place = Place(str(table))
        raise TmError(
            say("can't be read: {strerror}.", strerror=error.strerror), place=place, hint=say("Check its permissions.")
        ) from error
    groups = read_table(data, work.versions, file=str(table))
    keep_confirmed(work.folder, work.versions, groups, file=work.confirmed_file)
    if groups:
        count = counted(len(groups), "group")
        click.echo(
            say(
                "Confirmed {count} in {confirmed_file}.\nNext: tm build",
                count=count,
                confirmed_file=work.confirmed_file,
            )
        )
    else:
        click.echo(say("No row is confirmed. Mark rows with x in the first column."))
    return ExitCode.CLEAN


def _filter(codes: Sequence[str]) -> int:
    if len(codes) != min(_VERSIONS):
        raise click.UsageError(say("--jsonl needs two languages: --langs en,az."))
    pair = (languages.get(codes[0]), languages.get(codes[1]))
    documents = [(line.src, line.tgt) for line in json_lines(Line)]
    for beads in align_all(documents, pair):
        print_json_line({"beads": [(bead.source, bead.target, round(bead.confidence, 4)) for bead in beads]})
    return ExitCode.CLEAN


def _finders(workspace: Workspace | None, named: Sequence[Language]) -> dict[str, TermFinder]:
    if workspace is None:
        return {}
    concepts = load_glossary(workspace)
    return {language.code: TermFinder(concepts, language) for language in named}


def _print(versions: Sequence[Version], aligned: Aligned) -> None:
    by_code = {version.language.code: version.segments for version in versions}
    for group in aligned.groups:
        missing = [code for code in by_code if code not in group.sentences]
        colour = "yellow" if missing or group.confidence < UNSURE else "green"
        click.echo(
            styled(f"{group.confidence:.2f}", fg=colour)
            + (say("  not in {names}", names=", ".join(missing)) if missing else "")
        )
        for line in _rows(group, by_code):
            click.echo(line)
        click.echo()
    click.echo(
        say(
            "{groups}; missing in some version: {segments}.",
            groups=counted(len(aligned.groups), "group"),
            segments=counted(len(aligned.unaligned), "segment"),
        )
    )
    if aligned.disagreements:
        click.echo(
            say(
                "The pairs disagree in {places}; --review page.html lists all.",
                places=counted(len(aligned.disagreements), "place"),
            )
        )


def _rows(group: Group, by_code: Mapping[str, Sequence[Segment]]) -> Iterator[str]:
    for code in by_code:
        indexes = group.sentences.get(code)
        if not indexes:
            continue
        text = " ".join(by_code[code][index].text for index in indexes)
        label = f"  {code} {by_code[code][indexes[0]].place.line:>4}  "
        yield from textwrap.wrap(text, WIDTH, initial_indent=label, subsequent_indent=" " * len(label))


def _as_json(versions: Sequence[Version], aligned: Aligned) -> dict[str, object]:
    by_code = {version.language.code: version.segments for version in versions}
    return {
        "files": {version.language.code: version.file for version in versions},
        "groups": [
            {
                "confidence": round(group.confidence, 4),
                "confirmed": number in aligned.confirmed,
                "segments": {
                    code: [{"line": by_code[code][i].place.line, "text": by_code[code][i].text} for i in indexes]
                    for code, indexes in group.sentences.items()
                },
            }
            for number, group in enumerate(aligned.groups)
        ],
        "disagreements": [
            {"languages": one.languages, "source": one.bead.source, "target": one.bead.target, "reason": one.reason}
            for one in aligned.disagreements
        ],
    }
