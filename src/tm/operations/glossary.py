"""The glossary kept in order: checked, formatted, added to, and fed from the texts."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from tm import languages
from tm.documents import Block, Document, Format, read
from tm.errors import GlossaryError, Place
from tm.formats import po
from tm.formats.files import read_text, write_atomically
from tm.glossary.check import Trouble, contradictions, gaps, unused, uses
from tm.glossary.edit import appended, formatted, is_subject
from tm.glossary.extract import Candidate, Limits, extract
from tm.glossary.load import load
from tm.glossary.mentions import Passage
from tm.glossary.rows import faults_of
from tm.language import Language
from tm.lint.finding import Finding, in_order
from tm.lint.rules import SEVERITIES
from tm.lint.rules.meta import OF_GLOSSARY
from tm.messages import say
from tm.model import Concept, Span
from tm.operations.judging import judged, policy_of, toml_ignores
from tm.operations.lint import load_glossary
from tm.operations.statements import LEFT_OUT, language_of
from tm.workspace import Workspace

_SUFFIXES = {f".{one}" for one in Format}


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a check of the glossary looked at and found."""

    concepts: int
    terms: int
    texts: int
    """Texts of the sources and PO files in which terms were looked for."""
    findings: tuple[Finding, ...]


# --- texts


def passages(workspace: Workspace, paths: Iterable[Path] = ()) -> dict[str, list[Passage]]:
    """Return the paragraphs of documents by language code; without paths, those of the workspace's sources.

    A folder stands for all documents in it. `TmError` for a document that can't be read or whose language nobody tells.
    """
    found: dict[str, list[Passage]] = {language.code: [] for language in workspace.languages}
    for path in _documents(list(paths) or workspace.statements):
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
    lines = _Lines(workspace)
    names = {workspace.shown(path): path for path in files(workspace)}
    ignores = {name: list(toml_ignores(read_text(path), name)) for name, path in names.items()}
    found = (_finding(trouble, lines) for trouble in troubles)
    findings = judged(found, policy_of(workspace), ignores, codes=[notice.code for notice in OF_GLOSSARY])
    return Report(
        concepts=len(concepts),
        terms=sum(len(concept.terms) for concept in concepts),
        texts=sum(len(found) for found in texts.values()),
        findings=tuple(in_order(findings)),
    )


class _Lines:
    """The lines of glossary files, each file read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._files: dict[str, list[str]] = {}

    def line(self, place: Place) -> str:
        if place.file not in self._files:
            self._files[place.file] = read_text(self.workspace.root / place.file).splitlines()
        return self._files[place.file][place.line - 1]


def _finding(trouble: Trouble, lines: _Lines) -> Finding:
    check_, place = trouble.check, trouble.place or Place("")
    text = lines.line(place)
    start = text.find(trouble.marked, place.column - 1)
    span = Span(max(start, 0), max(start, 0) + (len(trouble.marked) if start >= 0 else 0))
    return Finding(
        code=check_.code,
        slug=check_.slug,
        severity=SEVERITIES[check_.code],
        place=place,
        end=Place(place.file, place.line, span.end + 1),
        message=trouble.message,
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
        result = formatted(text, codes(workspace))
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
        load(text, file=file, subject="", languages=codes(workspace))


def codes(workspace: Workspace) -> list[str]:
    """Return the codes of the workspace's languages, the source first."""
    return [language.code for language in workspace.languages]


def known_code(tag: str, workspace: Workspace) -> str:
    """Return the code of a language of the glossary, however its tag is written; `TmError` for any other one."""
    code = languages.get(tag).code
    if code not in codes(workspace):
        message = say("“{code}” is not a language of this glossary.", code=code)
        raise GlossaryError(message, hint=say("Choose from: {names}.", names=", ".join(codes(workspace))))
    return code


def add(workspace: Workspace, concept: Concept, *, new_subject: bool = False) -> Path:
    """Write a concept behind the last one of its subject's file and return the file; nothing else is touched.

    `new_subject` allows a file that isn't there yet. `TmError` for everything that `load` would refuse.
    """
    other = next((known for known in load_glossary(workspace) if known.id == concept.id), None)
    if other:
        hint = say("Give the new one another id, or edit what is there: tm glossary show {id}.", id=concept.id)
        message = say("“{id}” is in the glossary already.", id=concept.id)
        raise GlossaryError(message, place=_shown(other.place, workspace), hint=hint)
    path = _subject_file(concept.subject, workspace, new=new_subject)
    for fault in faults_of(concept, codes(workspace)):
        raise GlossaryError(fault.message, hint=fault.hint)
    text = appended(text_of(path), concept, codes(workspace))
    load(text, file=workspace.shown(path), subject=concept.subject, languages=codes(workspace))
    write_atomically(path, text.encode())
    return path


def _shown(place: Place | None, workspace: Workspace) -> Place | None:
    return Place(workspace.shown(Path(place.file)), place.line, place.column) if place else None


def _subject_file(subject: str, workspace: Workspace, *, new: bool) -> Path:
    path = workspace.glossary / f"{subject}.toml"
    if path.is_file():
        return path
    if not is_subject(subject):
        raise GlossaryError(
            say("“{subject}” can't name a subject.", subject=subject),
            hint=say("Use small Latin letters, digits and hyphens."),
        )
    if not new:
        subjects = [file.stem for file in files(workspace)]
        close = difflib.get_close_matches(subject, subjects, n=1)
        guess = (
            say("Did you mean “{close}”?", close=close[0])
            if close
            else say("There are: {names}.", names=", ".join(subjects) or "–")
        )
        message = say("There is no subject “{subject}”.", subject=subject)
        raise GlossaryError(message, hint=say("{guess} To begin a new file, add --new-subject.", guess=guess))
    return path


def text_of(path: Path) -> str:
    """Return the text of a glossary file, with its byte order mark; nothing for one that isn't there yet."""
    return read_text(path, keep_mark=True) if path.is_file() else ""
