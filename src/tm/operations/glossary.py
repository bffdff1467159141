"""The glossary kept in order: checked, formatted, added to, exchanged with spreadsheets, and fed from the texts."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from tm.documents import Block, Document, Format, read
from tm.errors import FormatError, GlossaryError, Place, TmError
from tm.formats import po, tables
from tm.formats.files import read_text, write_atomically
from tm.formats.tables import Row
from tm.glossary.check import (
    GOOD_AND_BAD,
    UNUSED_CONCEPT,
    UNUSED_PREFERRED,
    Trouble,
    contradictions,
    gaps,
    unused,
    uses,
)
from tm.glossary.edit import amendable, amended, appended, formatted, is_subject
from tm.glossary.extract import Candidate, Limits, extract
from tm.glossary.load import load
from tm.glossary.mentions import Passage
from tm.glossary.rows import COLUMNS, NEEDED, Change, Refusal, faults_of, merge, rows
from tm.language import Language
from tm.lint.finding import Finding, Severity, in_order
from tm.model import Concept, Span
from tm.operations.lint import load_glossary
from tm.operations.statements import LEFT_OUT, language_of
from tm.workspace import Workspace

_SUFFIXES = {f".{one}" for one in Format}
_SEVERITIES = {
    GOOD_AND_BAD.code: Severity.ERROR,
    UNUSED_CONCEPT.code: Severity.INFO,
    UNUSED_PREFERRED.code: Severity.INFO,
}
"""How bad a trouble is where the workspace sets nothing; what is not named is a warning."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a check of the glossary looked at and found."""

    concepts: int
    terms: int
    texts: int
    """Texts of the sources and PO files in which terms were looked for."""
    findings: tuple[Finding, ...]


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What a table changed, or would change."""

    changes: tuple[Change, ...]
    refused: tuple[Refusal, ...]
    unchanged: int
    """Concepts of which the table says what the glossary says."""
    files: tuple[Path, ...]
    """The files that were written, or would be."""


# --- texts


def passages(workspace: Workspace, paths: Iterable[Path] = ()) -> dict[str, list[Passage]]:
    """Return the paragraphs of documents by language code; without paths, those of the workspace's sources.

    A folder stands for all documents in it. `TmError` for a document that can't be read or whose language nobody tells.
    """
    found: dict[str, list[Passage]] = {language.code: [] for language in workspace.languages}
    for path in _documents(list(paths) or [workspace.sources]):
        language = language_of(path)
        document = read(path, file=workspace.shown(path))
        blocks = (block for block in document.blocks if block.kind not in LEFT_OUT)
        found.setdefault(language.code, []).extend(_passage(document, block) for block in blocks)
    return found


def _documents(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from (
            sorted(p for p in path.rglob("*") if p.suffix in _SUFFIXES and p.is_file()) if path.is_dir() else [path]
        )


def _passage(document: Document, block: Block) -> Passage:
    return Passage(block.text, document.file, lambda at: document.source.place(block.offset(at)))


def _texts(workspace: Workspace) -> dict[str, set[str]]:
    """Return the different texts of the sources and of the PO files by language code."""
    texts = {code: {passage.text for passage in found} for code, found in passages(workspace).items()}
    for path in sorted(workspace.locales.rglob("*.po")) if workspace.locales.is_dir() else ():
        catalog, _ = po.scan(read_text(path), file=workspace.shown(path))
        target = language_of(path, catalog.header.get("Language") or path.parent.name).code
        for entry in catalog.entries:
            texts[workspace.source.code].add(entry.msgid)
            texts.setdefault(target, set()).update(entry.msgstr)
    return texts


def find_terms(
    workspace: Workspace, languages: Sequence[Language], paths: Iterable[Path] = (), *, limits: Limits | None = None
) -> dict[str, list[Candidate]]:
    """Return the term candidates of documents by language code, best first; without paths, of the sources."""
    found = passages(workspace, paths)
    concepts = load_glossary(workspace)
    return {language.code: extract(found[language.code], language, concepts, limits=limits) for language in languages}


# --- check


def check(workspace: Workspace) -> Report:
    """Check the glossary against itself and against the sources and PO files."""
    concepts = load_glossary(workspace)
    texts = _texts(workspace)
    troubles = [*contradictions(concepts, workspace.languages), *gaps(concepts, workspace.languages)]
    if any(texts.values()):
        counts = [uses(concepts, language, texts[language.code]) for language in workspace.languages]
        troubles += unused(concepts, {use: number for one in counts for use, number in one.items()})
    settings, lines = workspace.config.lint, _Lines(workspace)
    findings = [_finding(trouble, lines, settings.severity) for trouble in troubles]
    return Report(
        concepts=len(concepts),
        terms=sum(len(concept.terms) for concept in concepts),
        texts=sum(len(found) for found in texts.values()),
        findings=tuple(in_order(finding for finding in findings if finding.code not in settings.ignore)),
    )


class _Lines:
    """The lines of glossary files, each file read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._files: dict[str, list[str]] = {}

    def line(self, place: Place) -> str:
        if place.file not in self._files:
            self._files[place.file] = read_text(Path(place.file)).splitlines()
        return self._files[place.file][place.line - 1]

    def shown(self, place: Place) -> Place:
        return Place(self.workspace.shown(Path(place.file)), place.line, place.column)

    def shorten(self, message: str) -> str:
        """Return a message with its files named as the place is: from the workspace on."""
        return message.replace(f"{self.workspace.root.as_posix()}/", "")


def _finding(trouble: Trouble, lines: _Lines, severities: Mapping[str, Severity]) -> Finding:
    check_, place = trouble.check, trouble.place or Place("")
    text = lines.line(place)
    start = text.find(trouble.marked, place.column - 1)
    shown = lines.shown(place)
    span = Span(max(start, 0), max(start, 0) + (len(trouble.marked) if start >= 0 else 0))
    return Finding(
        code=check_.code,
        slug=check_.slug,
        severity=severities.get(check_.code, _SEVERITIES.get(check_.code, Severity.WARNING)),
        place=shown,
        end=Place(shown.file, shown.line, span.end + 1),
        message=lines.shorten(trouble.message),
        advice=trouble.advice,
        concept=trouble.concept,
        text=text,
        span=span,
    )


# --- format and add


def files(workspace: Workspace) -> list[Path]:
    """Return the glossary's files, sorted."""
    return sorted(workspace.glossary.glob("*.toml"))


def format_files(workspace: Workspace, paths: Iterable[Path], *, write: bool) -> list[Path]:
    """Put glossary files in the house style and return those that were not; nothing is written if one can't be read."""
    changed: dict[Path, str] = {}
    for path in paths:
        text = read_text(path, keep_mark=True)
        _check_syntax(text, workspace.shown(path), workspace)
        result = formatted(text, _codes(workspace))
        if result != text:
            changed[path] = result
    if write:
        for path, result in changed.items():
            write_atomically(path, result.encode())
    return list(changed)


def _check_syntax(text: str, file: str, workspace: Workspace) -> None:
    """Raise what `load` says of a file that is not TOML; what its keys say doesn't matter here."""
    try:
        tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        load(text, file=file, subject="", languages=_codes(workspace))


def _codes(workspace: Workspace) -> list[str]:
    return [language.code for language in workspace.languages]


def add(workspace: Workspace, concept: Concept, *, new_subject: bool = False) -> Path:
    """Write a concept behind the last one of its subject's file and return the file; nothing else is touched.

    `new_subject` allows a file that isn't there yet. `TmError` for everything that `load` would refuse.
    """
    other = next((known for known in load_glossary(workspace) if known.id == concept.id), None)
    if other:
        hint = f"Give the new one another id, or edit what is there: tm glossary show {concept.id}."
        message = f"“{concept.id}” is in the glossary already."
        raise GlossaryError(message, place=_shown(other.place, workspace), hint=hint)
    path = _subject_file(concept.subject, workspace, new=new_subject)
    for fault in faults_of(concept, _codes(workspace)):
        raise GlossaryError(fault.message, hint=fault.hint)
    text = appended(_text_of(path), concept, _codes(workspace))
    load(text, file=workspace.shown(path), subject=concept.subject, languages=_codes(workspace))
    write_atomically(path, text.encode())
    return path


def _shown(place: Place | None, workspace: Workspace) -> Place | None:
    return Place(workspace.shown(Path(place.file)), place.line, place.column) if place else None


def _subject_file(subject: str, workspace: Workspace, *, new: bool) -> Path:
    path = workspace.glossary / f"{subject}.toml"
    if path.is_file():
        return path
    if not is_subject(subject):
        raise GlossaryError(f"“{subject}” can't name a subject.", hint="Use small Latin letters, digits and hyphens.")
    if not new:
        subjects = [file.stem for file in files(workspace)]
        close = difflib.get_close_matches(subject, subjects, n=1)
        guess = f"Did you mean “{close[0]}”?" if close else f"There are: {', '.join(subjects) or 'none'}."
        message = f"There is no subject “{subject}”."
        raise GlossaryError(message, hint=f"{guess} To begin a new file, add --new-subject.")
    return path


def _text_of(path: Path) -> str:
    return read_text(path, keep_mark=True) if path.is_file() else ""


# --- tables


def export_table(workspace: Workspace, file: Path) -> int:
    """Write the glossary as a CSV or XLSX file, by its suffix; return the number of terms."""
    lines = list(rows(load_glossary(workspace)))
    write_atomically(file, tables.serialize(COLUMNS, lines, str(file)))
    return len(lines)


def import_table(workspace: Workspace, file: Path, *, write: bool) -> Imported:
    """Take the rows of a CSV or XLSX file into the glossary: concepts and terms are added and changed, never removed.

    `FormatError` where the file as a whole can't be used; a row that can't is refused and the others go in.
    """
    table = tables.parse(_bytes_of(file), str(file))
    _check_columns(table[0].cells if table else {}, file)
    surplus = [_too_wide(row) for row in table if row.surplus]
    usable = [(row.number, row.cells) for row in table if not row.surplus]
    merged = merge(usable, load_glossary(workspace), _codes(workspace))
    changes, stuck = _possible(merged.changes, workspace)
    texts = _new_texts(changes, workspace)
    for path, text in texts.items():
        load(text, file=workspace.shown(path), subject=path.stem, languages=_codes(workspace))
    for path, text in texts.items() if write else ():
        write_atomically(path, text.encode())
    return Imported(
        changes=tuple(changes),
        refused=tuple(sorted((*merged.refused, *surplus, *stuck), key=lambda refusal: refusal.row)),
        unchanged=merged.unchanged,
        files=tuple(texts),
    )


def _too_wide(row: Row) -> Refusal:
    hint = "Put a text with commas between quotation marks."
    return Refusal(row.number, f"There are more cells than columns: “{row.surplus[0]}”.", hint)


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise TmError(f"The file can't be read: {error.strerror}.", place=Place(str(file))) from error


def _check_columns(cells: Mapping[str, str], file: Path) -> None:
    """Refuse a table without the columns that are needed, or with one that would be ignored."""
    place = Place(str(file), 1)
    missing = [name for name in NEEDED if name not in cells]
    if missing:
        hint = f"The first row names the columns: {', '.join(COLUMNS)}."
        raise FormatError(f"There is no column “{missing[0]}”.", place=place, hint=hint)
    unknown = next((name for name in cells if name not in COLUMNS), None)
    if unknown:
        close = difflib.get_close_matches(unknown, COLUMNS, n=1)
        hint = f"Did you mean “{close[0]}”?" if close else f"Delete it; there are: {', '.join(COLUMNS)}."
        raise FormatError(f"The glossary has no column “{unknown}”.", place=place, hint=hint)


def _file_of(change: Change, workspace: Workspace) -> Path:
    place = change.old.place if change.old else None
    return Path(place.file) if place else workspace.glossary / f"{change.new.subject}.toml"


def _possible(changes: Iterable[Change], workspace: Workspace) -> tuple[list[Change], list[Refusal]]:
    """Return the changes that can be made by program, and why the others can't."""
    possible: list[Change] = []
    stuck: list[Refusal] = []
    known: dict[Path, frozenset[str]] = {}
    for change in changes:
        path = _file_of(change, workspace)
        if change.old and path not in known:
            known[path] = amendable(_text_of(path))
        if change.old and change.old.id not in known[path]:
            message = f"“{change.new.id}” is not written as one [{change.new.id}] table with keys such as xx.preferred."
            stuck.append(Refusal(change.row, message, f"Change it by hand in {workspace.shown(path)}."))
        else:
            possible.append(change)
    return possible, stuck


def _new_texts(changes: Sequence[Change], workspace: Workspace) -> dict[Path, str]:
    """Return the texts of the files that change."""
    texts: dict[Path, str] = {}
    codes = _codes(workspace)
    for path in dict.fromkeys(_file_of(change, workspace) for change in changes):
        here = [change for change in changes if _file_of(change, workspace) == path]
        text = amended(_text_of(path), [(change.old, change.new) for change in here if change.old], codes)
        for change in here:
            text = text if change.old else appended(text, change.new, codes)
        texts[path] = text
    return texts
