"""A statement's folder into versions: one file a language, read, segmented and checked for what it claims to be."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Container, Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from tm import languages
from tm.documents import Document, Format, read, segments
from tm.errors import Place, TmError
from tm.language import Language
from tm.lint.finding import Finding
from tm.lint.rules.catalog import WrongLanguage
from tm.lint.rules.meta import EMPTY_VERSION, NO_SOURCE, STRAY_FILE
from tm.messages import say
from tm.model import BlockKind, Segment
from tm.operations import confirmed
from tm.operations.judging import policy_of
from tm.segment.segmenter import Segmenter
from tm.text.identify import identify
from tm.workspace import Workspace

LEFT_OUT = frozenset({BlockKind.DATELINE, BlockKind.ADVERT})
"""What somebody else added to a statement: it is reported and not translated."""
_FOREIGN = WrongLanguage()


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One language version of a statement."""

    language: Language
    file: str
    document: Document
    segments: tuple[Segment, ...]
    """What gets translated, in order."""
    left_out: tuple[Segment, ...]
    """Datelines and adverts."""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A statement in all languages in which it can be used."""

    name: str
    versions: Mapping[str, Version]
    """By language code, the source first; never empty."""
    date: dt.date | None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in the folder of sources."""

    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    """What is wrong with folders and files that could be read or passed over."""
    errors: tuple[TmError, ...]
    """Files that couldn't be read at all."""


@cache
def segmenter(language: Language) -> Segmenter:
    """Return the segmenter of a language, made once in a process."""
    return Segmenter(language)


def read_version(path: Path, language: Language, *, file: str = "", encoding: str = "") -> Version:
    """Read and segment one document; `FormatError` where it can't be read."""
    document = read(path, file=file, encoding=encoding)
    found = segments(document, segmenter(language))
    return Version(
        language=language,
        file=file or str(path),
        document=document,
        segments=tuple(segment for segment in found if segment.kind not in LEFT_OUT),
        left_out=tuple(segment for segment in found if segment.kind in LEFT_OUT),
    )


def language_named(path: Path) -> Language | None:
    """Return the language in a file's name: `az.md`, `notice.az.txt`; None where there is none."""
    return languages.LANGUAGES.get(path.stem.rpartition(".")[2].lower())


def language_of(path: Path, given: str = "") -> Language:
    """Return the language named, or the one in the file's name (`az.md`, `notice.az.txt`), or the one of its words.

    Raises `TmError` where none of the three helps.
    """
    if given:
        return languages.get(given)
    found = language_named(path) or identify(read(path).text, tuple(languages.LANGUAGES.values()))
    if found is None:
        raise TmError(say("can't tell the language."), place=Place(str(path)), hint=say("Name it with --lang."))
    return found


def read_statements(workspace: Workspace, *, only: Container[str] | None = None) -> Reading:
    """Read all statements of a workspace, or only those with these names; what can't be used is a finding or an error.

    The rest goes through.
    """
    findings: list[Finding] = []
    errors: list[TmError] = []
    statements = []
    for folder in workspace.statements:
        versions = _versions(folder, workspace, findings, errors) if only is None or folder.name in only else {}
        if versions:
            statements.append(_statement(folder, versions))
    return Reading(statements=tuple(statements), findings=tuple(findings), errors=tuple(errors))


def _statement(folder: Path, versions: Mapping[str, Version]) -> Statement:
    dates = (version.document.front.date for version in versions.values())
    return Statement(name=folder.name, versions=versions, date=next((date for date in dates if date), None))


def _versions(folder: Path, workspace: Workspace, findings: list[Finding], errors: list[TmError]) -> dict[str, Version]:
    files = {path.stem: path for path in _documents(folder, workspace, findings)}
    if workspace.source.code not in files:
        findings.append(_no_source(folder, files, workspace))
        return {}
    versions: dict[str, Version] = {}
    for language in workspace.languages:
        if language.code not in files:
            continue
        path = files[language.code]
        try:
            version = read_version(path, language, file=workspace.shown(path))
        except TmError as error:
            errors.append(error)
            continue
        empty, foreign = _empty(version), _foreign(version, workspace)
        findings += [fault for fault in (empty, foreign) if fault]
        if not empty and not (foreign and policy_of(workspace).judged(foreign)):
            versions[language.code] = version
    return versions if workspace.source.code in versions else {}


def _documents(folder: Path, workspace: Workspace, findings: list[Finding]) -> Iterator[Path]:
    """Yield the files that are a version of the statement, one a language; other visible files are findings."""
    known = {language.code for language in workspace.languages}
    taken: set[str] = set()
    for path in sorted(path for path in folder.iterdir() if path.is_file() and path.name[0] != "."):
        readable = path.suffix.lower().removeprefix(".") in set(Format)
        if readable and path.stem in known and path.stem not in taken:
            taken.add(path.stem)
            yield path
        elif path.name != confirmed.FILE:
            findings.append(_stray(path, workspace, second=readable and path.stem in taken))


def _no_source(folder: Path, files: Mapping[str, Path], workspace: Workspace) -> Finding:
    code = workspace.source.code
    there = ", ".join(sorted(path.name for path in files.values())) or say("nothing that can be read")
    return Finding(
        code=NO_SOURCE.code,
        slug=NO_SOURCE.slug,
        severity=NO_SOURCE.severity,
        place=Place(workspace.shown(folder)),
        message=say("there is no version in the source language {code!r}; found {there}.", code=code, there=there),
        advice=say("Add {code}.md; until then the statement is left out, its PO files stay as they are.", code=code),
    )


def _stray(path: Path, workspace: Workspace, *, second: bool) -> Finding:
    known = [f"{language.code}.md" for language in workspace.languages]
    close = difflib.get_close_matches(path.name, known, n=1, cutoff=0.5)
    wish = (
        say("Did you mean {close}?", close=close[0])
        if close
        else say("Versions are called {names} (or .txt).", names=", ".join(known))
    )
    return Finding(
        code=STRAY_FILE.code,
        slug=STRAY_FILE.slug,
        severity=STRAY_FILE.severity,
        place=Place(workspace.shown(path)),
        message=say("a second version in this language; it is not used.")
        if second
        else say("this is no version of the statement."),
        advice=say("Keep one of the two.") if second else wish,
    )


def _empty(version: Version) -> Finding | None:
    if version.segments:
        return None
    return Finding(
        code=EMPTY_VERSION.code,
        slug=EMPTY_VERSION.slug,
        severity=EMPTY_VERSION.severity,
        place=Place(version.file, 1),
        message=say("there is no text in this file."),
        advice=say("Put the text there, or delete the file until there is one."),
    )


def _foreign(version: Version, workspace: Workspace) -> Finding | None:
    """Return the finding that a version is in another language than its file's name says, None where it is not."""
    text = "\n".join(segment.text for segment in version.segments)
    found = identify(text, workspace.languages)
    if found is None or found.code == version.language.code:
        return None
    return Finding(
        code=_FOREIGN.code,
        slug=_FOREIGN.slug,
        severity=_FOREIGN.severity,
        place=Place(version.file, 1),
        message=say(
            "the file is named for {code!r}, its text is in {code2!r}.", code=version.language.code, code2=found.code
        ),
        advice=say("Rename the file or replace its text; until then this version is left out."),
    )
