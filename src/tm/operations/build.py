"""`tm build`: sources into PO files, `memory.tmx` and the memory, and one page about what came of it.

Everything is worked out first and written last, file by file, each at once or not at all. What can't be read is left
as it is: a PO file with a syntax error is never overwritten, and the memory waits until it is mended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from tm.errors import Place, TmError
from tm.formats import po
from tm.formats.files import write_atomically
from tm.language import Language
from tm.lint.finding import Finding, in_order
from tm.lint.rules.meta import OF_BUILD, UNKNOWN_IGNORE
from tm.memory.sqlite import SqliteStore
from tm.messages import say
from tm.model import Segment, Unit
from tm.operations.alignment import Unaligned
from tm.operations.assembly import Assembled, Catalogs, assemble, catalog_path, finders_of, from_catalogs, units_of
from tm.operations.catalogs import by_key
from tm.operations.checkable_files import document_ignores
from tm.operations.gone import gone
from tm.operations.judging import judged, policy_of
from tm.operations.lint import default_paths, lint_files, load_glossary
from tm.operations.lint_notices import skipped_notice
from tm.operations.memory import keep_damaged, store_units, tmx_of
from tm.operations.statements import Reading, Statement, read_statements
from tm.operations.units import Drafts
from tm.workspace import STATE, Workspace

Progress = Callable[[Sequence[Statement]], Iterable[Statement]]


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """How far one target language has come, in units."""

    done: int
    fuzzy: int
    empty: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did, or would do."""

    statements: int
    segments: Mapping[str, int]
    """By language."""
    units: int
    shapes: Mapping[str, int]
    """Units that are not one segment in each of their languages, by how often: `2 en : 1 az`."""
    unaligned: tuple[Unaligned, ...]
    """Segments that some version of their statement does not have."""
    left_out: tuple[Segment, ...]
    """Datelines and adverts."""
    coverage: Mapping[str, Coverage]
    """By target language."""
    changed: tuple[str, ...]
    """Files written, or, with `check`, files that would be."""
    versions: tuple[Finding, ...]
    """What is wrong with the versions of statements, which only a build can see: `tm lint` does not report it."""
    findings: tuple[Finding, ...]
    """These and what the linter found."""
    errors: tuple[TmError, ...]
    """What couldn't be read; the rest went through."""
    gone: tuple[str, ...]
    """PO files whose statement is gone; they still feed the memory."""
    notes: tuple[str, ...]


def build(workspace: Workspace, *, check: bool = False, progress: Progress = iter) -> Report:
    """Bring the workspace up to date; with `check` nothing is written.

    Raises `ErrorList` where the glossary can't be read, before anything is written.
    """
    concepts = load_glossary(workspace)
    reading = read_statements(workspace)
    errors = list(reading.errors)
    finders = finders_of(concepts, workspace)
    done = [assemble(one, workspace, finders) for one in progress(reading.statements)]
    done += [from_catalogs(name, workspace) for name in orphans(workspace, reading.statements)]
    errors += [error for one in done for error in one.errors]
    everything = [one.catalogs for one in done]
    units = [unit for catalogs in everything for unit in units_of(catalogs, workspace)]
    changed, notes = _write(workspace, everything, units, check=check, complete=not errors)
    versions = tuple(in_order(judged_versions(reading, done, workspace)))
    checked = lint_files(default_paths(workspace), workspace, glossary=concepts)
    errors += [error for error in checked.errors if str(error) not in set(map(str, errors))]
    return Report(
        statements=len(reading.statements),
        segments=_segments(reading.statements, workspace),
        units=len(units),
        shapes=_shapes([catalogs.drafts for catalogs in everything]),
        unaligned=tuple(lone for one in done for lone in one.unaligned),
        left_out=tuple(s for one in reading.statements for v in one.versions.values() for s in v.left_out),
        coverage={target.code: _coverage(everything, target) for target in workspace.targets},
        changed=changed,
        versions=versions,
        findings=tuple(in_order([*versions, *checked.findings])),
        errors=tuple(errors),
        gone=tuple(map(workspace.shown, gone(workspace))),
        notes=(*(note for one in done for note in one.notes), *notes, *map(str, skipped_notice(checked.skipped))),
    )


def judged_versions(reading: Reading, done: Iterable[Assembled], workspace: Workspace) -> Iterator[Finding]:
    """Yield the findings about the versions of the statements, as settings and comments leave them.

    What is wrong with the comments themselves is found by the linter.
    """
    found = [*reading.findings, *(finding for one in done for finding in one.findings)]
    versions = [version for statement in reading.statements for version in statement.versions.values()]
    ignores = {version.file: list(document_ignores(version.document)) for version in versions}
    left = judged(found, policy_of(workspace), ignores, codes=[notice.code for notice in OF_BUILD])
    return (finding for finding in left if finding.code != UNKNOWN_IGNORE.code)


def orphans(workspace: Workspace, statements: Iterable[Statement]) -> list[str]:
    """Return the statements that only PO files know of: their sources can't be read or are gone."""
    living = {statement.name for statement in statements}
    folders = [workspace.locales / target.code for target in workspace.targets]
    return sorted({path.stem for folder in folders for path in folder.glob("*.po")} - living)


def _write(
    workspace: Workspace, everything: Sequence[Catalogs], units: Sequence[Unit], *, check: bool, complete: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write what differs from what is on disk; return the names of those files, and what else is worth telling."""
    changed: list[str] = []
    notes: list[str] = []
    for catalogs in everything:
        changed += write_catalogs(catalogs, workspace, check=check)
    if complete:
        more, notes = write_memory(workspace, units, check=check)
        changed += more
    else:
        notes = [say("The memory was left as it was, since not everything could be read.")]
    return tuple(changed), tuple(notes)


def write_catalogs(catalogs: Catalogs, workspace: Workspace, *, check: bool = False) -> Iterator[str]:
    """Write the PO files of a statement that differ from what is on disk, and yield their names.

    With `check` nothing is written. `ChangedUnderneath` where a file has changed since it was read.
    """
    for code, catalog in catalogs.after.items():
        text, before = po.serialize(catalog), catalogs.before[code]
        if text == before:
            continue
        path = catalog_path(workspace, code, catalogs.drafts.statement)
        if not check:
            _write_file(path, text.encode(), workspace, before=before.encode())
        yield workspace.shown(path)


def _write_file(path: Path, data: bytes, workspace: Workspace, *, before: bytes | None = None) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        place = Place(workspace.shown(path.parent))
        raise TmError(
            say("the folder can't be made: {strerror}.", strerror=error.strerror),
            place=place,
            hint=say("Make room for it."),
        ) from error
    write_atomically(path, data, before=before)


def write_memory(workspace: Workspace, units: Sequence[Unit], *, check: bool = False) -> tuple[list[str], list[str]]:
    """Make `memory.tmx` and the memory hold these units; return the files written and what is worth telling."""
    written = tmx_of(workspace, units)
    notes = [say("TMX can't carry {refused}", refused=refused) for refused in written.refused]
    changed = [workspace.shown(workspace.tmx)] if written.changed else []
    if check:
        return changed, notes
    if written.changed:
        damage = keep_damaged(workspace)
        notes += [damage] if damage else []
        _write_file(workspace.tmx, written.data, workspace)
    with SqliteStore(workspace.root / STATE) as store:
        store_units(workspace, store, units)
    return changed, notes


def _segments(statements: Iterable[Statement], workspace: Workspace) -> dict[str, int]:
    counts = dict.fromkeys((language.code for language in workspace.languages), 0)
    for statement in statements:
        for code, version in statement.versions.items():
            counts[code] += len(version.segments)
    return counts


def _shapes(everything: Iterable[Drafts]) -> dict[str, int]:
    shapes = [unit.shape for whole in everything for unit in whole.units]
    uneven = (shape for shape in shapes if len(shape) > 1 and set(shape.values()) != {1})
    named = (" : ".join(f"{count} {code}" for code, count in shape.items()) for shape in uneven)
    return dict(Counter(named).most_common())


def _coverage(everything: Iterable[Catalogs], target: Language) -> Coverage:
    entries = [e for one in everything if target.code in one.after for e in by_key(one.after[target.code]).values()]
    fuzzy = sum(entry.fuzzy for entry in entries)
    empty = sum(not entry.translated and not entry.fuzzy for entry in entries)
    return Coverage(done=len(entries) - fuzzy - empty, fuzzy=fuzzy, empty=empty)
