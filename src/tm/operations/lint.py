"""Files into findings: what `tm lint` does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from tm.errors import TmError
from tm.lint.engine import Linter
from tm.lint.finding import Finding, in_order
from tm.lint.ignores import apply
from tm.lint.policy import Policy
from tm.lint.rules.consistency import DiffersFromReviewed
from tm.model import Concept, State
from tm.operations import lint_cache
from tm.operations.checkable import SUFFIXES, foreign_language, read_bytes
from tm.operations.judging import policy_of
from tm.operations.lint_file import FileResult
from tm.operations.lint_work import (
    Outcome,
    Task,
    check_task,
    full_linter,
    load_glossary,
    sort_out,
    stored_results,
    work_off,
)
from tm.text.normalize import normalize
from tm.workspace import LintSettings, Workspace

__all__ = [
    "Checked",
    "Run",
    "Skipped",
    "default_paths",
    "files_in",
    "lint_files",
    "lint_text",
    "linter",
    "load_glossary",
]


class Skipped(msgspec.Struct, frozen=True, order=True):
    """A catalogue that was found in a folder and left alone."""

    file: str
    language: str
    """What it calls its language, which nobody here knows."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What a run of the linter read and found."""

    files: int
    texts: int
    """Translations and paragraphs."""
    units: int
    """Translations."""
    concepts: int
    fired: int
    """How many of the concepts were met in any text."""
    rules: int
    findings: tuple[Finding, ...]
    errors: tuple[TmError, ...]
    """What couldn't be read; the rest was checked."""
    skipped: tuple[Skipped, ...] = ()


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How to check."""

    language: str = ""
    """The language of plain documents whose names don't tell it."""
    glossary: Sequence[Concept] | None = None
    """The workspace's concepts, where they are loaded already."""
    cached: bool = True
    """False to check every file anew."""


def linter(concepts: Sequence[Concept], settings: LintSettings) -> Linter:
    """Return a linter with the rules that see one case at a time and are chosen somewhere."""
    policy = Policy(select=settings.select, ignore=settings.ignore, severity=settings.severity, scopes=settings.paths)
    return Linter(policy.rules(), concepts)


def lint_files(
    paths: Iterable[Path],
    workspace: Workspace,
    *,
    language: str = "",
    glossary: Sequence[Concept] | None = None,
    cached: bool = True,
) -> Checked:
    """Check files; a folder stands for all files in it that can be checked.

    A catalogue in an unknown language is skipped where it was found in a folder, and an error where it was named.
    `language` says which language plain documents are in where their names don't; without `cached` every file is
    checked anew, and nothing is stored.
    """
    run = Run(language=language, glossary=glossary, cached=cached)
    asked = list(paths)
    files = list(files_in(asked))
    policy = policy_of(workspace)
    key = lint_cache.key_of(workspace, language=language)
    cache = lint_cache.load(workspace, key) if cached else lint_cache.Cache(key, -1, {})
    known, tasks = sort_out(files, workspace, cache.files)
    concepts, count = _concepts(tasks, workspace, run, cache)
    checker = full_linter(concepts, policy)
    outcomes = work_off(tasks, workspace, checker, language=language)
    if cached and tasks:
        fresh = stored_results(tasks, outcomes, workspace)
        names = [workspace.shown(path) for path in files]
        everything = {**lint_cache.kept(cache, fresh, names), **_still(known, cache, workspace)}
        lint_cache.save(workspace, lint_cache.Cache(key, count, everything))
    by_path = {**{str(path): outcome for path, outcome in known.items()}, **{one.path: one for one in outcomes}}
    found = set(files).difference(asked)
    skipped = {path: one for path in files if path in found and (one := _skipped(by_path[str(path)], workspace))}
    checked = _joined([by_path[str(path)] for path in files if path not in skipped], checker, workspace, concepts=count)
    return msgspec.structs.replace(checked, skipped=tuple(sorted(skipped.values())))


def _skipped(outcome: Outcome, workspace: Workspace) -> Skipped | None:
    """Return what there is to say of a file that could not be read because nobody knows its language."""
    path = Path(outcome.path)
    if outcome.result is not None:
        return None
    try:
        language = foreign_language(path, read_bytes(path, workspace.shown(path)))
    except TmError:
        return None
    return Skipped(workspace.shown(path), language) if language else None


def _concepts(
    tasks: Sequence[Task], workspace: Workspace, run: Run, cache: lint_cache.Cache
) -> tuple[Sequence[Concept], int]:
    """Return the concepts, and how many there are; where nothing must be checked their number is enough."""
    if run.glossary is not None:
        return run.glossary, len(run.glossary)
    if not tasks and cache.concepts >= 0:
        return (), cache.concepts
    concepts = load_glossary(workspace)
    return concepts, len(concepts)


def _still(known: dict[Path, Outcome], cache: lint_cache.Cache, workspace: Workspace) -> dict[str, lint_cache.Stored]:
    names = (workspace.shown(path) for path, outcome in known.items() if outcome.result)
    return {name: cache.files[name] for name in names if name in cache.files}


def lint_text(data: bytes, name: str, workspace: Workspace, *, language: str = "") -> Checked:
    """Check a text that is in no file; its name tells the format."""
    concepts = load_glossary(workspace)
    checker = full_linter(concepts, policy_of(workspace))
    outcome = check_task(Task(Path(name), data), workspace, checker, language)
    return _joined([outcome], checker, workspace, concepts=len(concepts))


def _joined(outcomes: Sequence[Outcome], checker: Linter, workspace: Workspace, *, concepts: int) -> Checked:
    """Put the results of files together: run the rules over all files, then drop what is ignored."""
    policy = policy_of(workspace)
    results = [outcome.result for outcome in outcomes if outcome.result]
    findings = {result.file: list(result.findings) for result in results}
    for finding in _over_all(results, checker, workspace, policy):
        findings[finding.place.file].append(finding)
    kept = [one for result in results for one in _kept(findings[result.file], result, policy)]
    return Checked(
        files=len(outcomes),
        texts=sum(result.texts for result in results),
        units=sum(result.units for result in results),
        concepts=concepts,
        fired=len({concept for result in results for concept in result.concepts}),
        rules=len(policy.loaded()),
        findings=tuple(in_order(kept)),
        errors=tuple(error for outcome in outcomes for error in outcome.errors),
    )


def _over_all(
    results: Sequence[FileResult], checker: Linter, workspace: Workspace, policy: Policy
) -> Iterator[Finding]:
    """Run the rules over all files; the one about the memory is given what is reviewed there."""
    pairs = [pair for result in results for pair in result.pairs]
    wide = policy.wide_rules()
    if policy.runs(DiffersFromReviewed().code):
        rule = DiffersFromReviewed(reviewed=_reviewed(workspace))
        others = [one for one in wide.collections if one.code != rule.code]
        wide = msgspec.structs.replace(wide, collections=(*others, rule))
    yield from Linter((), tuple(checker.concepts.values()), wide=wide).check_pairs(pairs)


def _reviewed(workspace: Workspace) -> dict[tuple[str, str], frozenset[str]]:
    """Return the reviewed translations of the memory, by target language and normalised source."""
    if not workspace.database.exists():
        return {}
    from tm.memory.sqlite import SqliteStore

    found: dict[tuple[str, str], frozenset[str]] = {}
    with SqliteStore(workspace.database.parent, read_only=True) as store:
        for unit in store.units():
            source = unit.variant(workspace.source.code)
            for variant in unit.variants if source else ():
                if source and variant is not source and variant.state is State.REVIEWED:
                    key = (variant.language, normalize(source.text))
                    found[key] = found.get(key, frozenset()) | {normalize(variant.text)}
    return found


def _kept(findings: Iterable[Finding], result: FileResult, policy: Policy) -> Iterator[Finding]:
    """Yield the findings of a file that its settings and comments leave, with the severities that hold there."""
    judged = [one for finding in findings if (one := policy.judged(finding))]
    if not result.ignores:
        yield from judged
        return

    def runs(code: str) -> bool:
        return policy.runs(code) and policy.allows(code, result.file)

    for finding in apply(judged, result.ignores, runs=runs):
        again = policy.judged(finding) if finding.code.startswith("TM0") else finding
        if again:
            yield again


def default_paths(workspace: Workspace) -> list[Path]:
    """Return what is checked where nothing is named: the sources and the PO files."""
    return [path for path in (workspace.sources, workspace.locales) if path.is_dir()]


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files to check, each once, in a stable order; `memory.tmx` repeats the PO files and is left out."""
    seen: set[Path] = set()
    for path in paths:
        inside = _inside(path) if path.is_dir() else [path]
        for file in inside:
            if file not in seen:
                seen.add(file)
                yield file


def _inside(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.name != "memory.tmx")
    return sorted(path for path in found if path.is_file() and not _is_hidden(path.relative_to(folder)))


def _is_hidden(path: Path) -> bool:
    return any(part[0] == "." for part in path.parts)
