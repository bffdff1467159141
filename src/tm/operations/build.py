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
from tm.formats.files import read_text, write_atomically
from tm.glossary.finder import TermFinder
from tm.language import Language
from tm.lint.finding import Finding, in_order
from tm.memory.sqlite import SqliteStore
from tm.model import BlockKind, Origin, Segment, State, Unit, Variant
from tm.operations import alignment, confirmed, provenance
from tm.operations.alignment import Unaligned
from tm.operations.catalogs import Merge, by_key, state_of, update
from tm.operations.lint import default_paths, lint_files, load_glossary
from tm.operations.memory import keep_damaged, store_units, tmx_of
from tm.operations.statements import Statement, read_statements
from tm.operations.units import Draft, Drafts, Text, drafts, name_of
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
    findings: tuple[Finding, ...]
    errors: tuple[TmError, ...]
    """What couldn't be read; the rest went through."""
    notes: tuple[str, ...]


class _Catalogs(msgspec.Struct, frozen=True):
    """The PO files of one statement, by target language."""

    drafts: Drafts
    before: Mapping[str, str]
    """The text on disk, empty where there is no file."""
    after: Mapping[str, po.Catalog]


class _Built(msgspec.Struct, frozen=True):
    """What came of one statement."""

    catalogs: _Catalogs
    unaligned: tuple[Unaligned, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


def build(workspace: Workspace, *, check: bool = False, progress: Progress = iter) -> Report:
    """Bring the workspace up to date; with `check` nothing is written.

    Raises `ErrorList` where the glossary can't be read, before anything is written.
    """
    concepts = load_glossary(workspace)
    reading = read_statements(workspace)
    errors = list(reading.errors)
    finders = {language.code: TermFinder(concepts, language) for language in workspace.languages}
    done = [_statement(one, workspace, finders, errors) for one in progress(reading.statements)]
    everything = [one.catalogs for one in done] + _orphans(workspace, reading.statements, errors)
    units = [unit for catalogs in everything for unit in _units(catalogs, workspace)]
    changed, notes = _write(workspace, everything, units, check=check, complete=not errors)
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
        findings=tuple(in_order([*reading.findings, *(f for one in done for f in one.findings), *checked.findings])),
        errors=tuple(errors),
        notes=(*(note for one in done for note in one.notes), *notes),
    )


def _statement(
    statement: Statement, workspace: Workspace, finders: Mapping[str, TermFinder], errors: list[TmError]
) -> _Built:
    """Align a statement and bring its catalogues up to date, as values; nothing is written."""
    versions = list(statement.versions.values())
    folder = workspace.sources / statement.name
    listed = workspace.shown(folder / confirmed.FILE)
    try:
        known = alignment.confirmed_in(folder, versions, file=listed)
    except TmError as error:
        errors.append(error)
        return _Built(_Catalogs(Drafts(statement=statement.name, date=statement.date, units=()), {}, {}))
    aligned = alignment.align_versions(versions, finders, known.groups)
    made = drafts(
        [(group.sentences, group.confidence) for group in aligned.groups],
        {code: version.segments for code, version in statement.versions.items()},
        statement=statement.name,
        date=statement.date,
        source=workspace.source.code,
    )
    sure = frozenset(made.units[number].id for number in aligned.confirmed)
    found = alignment.findings(aligned, versions, folder=workspace.shown(folder))
    return _Built(
        _catalogs(made, sure, workspace, errors),
        aligned.unaligned,
        tuple(found),
        tuple(_dropped(known.dropped, listed)),
    )


def _dropped(lines: Sequence[int], file: str) -> Iterator[str]:
    """Yield a note about rows that a person confirmed for texts that have changed."""
    if lines:
        listed = ", ".join(map(str, lines))
        yield (
            f"{file}:{lines[0]}: what was confirmed no longer fits the texts and is passed over (line {listed}). "
            f"Confirm it anew (tm align --review) or take the line out."
        )


def _catalogs(made: Drafts, sure: frozenset[str], workspace: Workspace, errors: list[TmError]) -> _Catalogs:
    """Bring the catalogues of a statement up to date; `sure` are the ids of the units that a person has confirmed."""
    before: dict[str, str] = {}
    after: dict[str, po.Catalog] = {}
    for target in workspace.targets:
        how = Merge(source=workspace.source.code, target=target, review_below=workspace.config.align.review_below)
        try:
            text, old = _read_catalog(_catalog_path(workspace, target.code, made.statement), workspace)
        except TmError as error:
            errors.append(error)
            continue
        before[target.code], after[target.code] = text, _assured(update(old, made, how), made, sure, how)
    return _Catalogs(made, before, after)


def _assured(catalog: po.Catalog, made: Drafts, sure: frozenset[str], how: Merge) -> po.Catalog:
    """Return the catalogue with the confidence of what a person has confirmed."""
    keys = {
        (one.context, one.texts[how.source].text) for one in made.units if one.id in sure and how.source in one.texts
    }
    entries = tuple(
        _confirmed(entry, how) if entry.key in keys and not entry.obsolete else entry for entry in catalog.entries
    )
    return msgspec.structs.replace(catalog, entries=entries)


def _confirmed(entry: po.Entry, how: Merge) -> po.Entry:
    """Return an entry whose alignment is confirmed; it was fuzzy only if the alignment was all that was in doubt."""
    note = provenance.read(entry.extracted)
    if note is None or note.confidence == 1 or provenance.digest(entry.msgstr[0]) != note.digest:
        return entry
    doubted = note.confidence < how.review_below and entry.previous is None
    better = str(msgspec.structs.replace(note, confidence=1.0))
    entry = entry.with_(fuzzy=False) if entry.fuzzy and doubted else entry
    extracted = tuple(better if comment.strip() == str(note) else comment for comment in entry.extracted)
    return msgspec.structs.replace(entry, extracted=extracted)


def _catalog_path(workspace: Workspace, code: str, statement: str) -> Path:
    return workspace.locales / code / f"{statement}.po"


def _read_catalog(path: Path, workspace: Workspace) -> tuple[str, po.Catalog | None]:
    if not path.exists():
        return "", None
    text = read_text(path, keep_mark=True)
    return text, po.parse(text, file=workspace.shown(path))


def _orphans(workspace: Workspace, statements: Sequence[Statement], errors: list[TmError]) -> list[_Catalogs]:
    """Return the catalogues whose statement can't be read or is gone: what was translated there is still known."""
    living = {statement.name for statement in statements}
    codes = [target.code for target in workspace.targets]
    names = {path.stem for code in codes for path in (workspace.locales / code).glob("*.po")} - living
    return [_orphan(name, workspace, codes, errors) for name in sorted(names)]


def _orphan(name: str, workspace: Workspace, codes: Sequence[str], errors: list[TmError]) -> _Catalogs:
    before: dict[str, str] = {}
    after: dict[str, po.Catalog] = {}
    for code in codes:
        try:
            text, catalog = _read_catalog(_catalog_path(workspace, code, name), workspace)
        except TmError as error:
            errors.append(error)
            continue
        if catalog:
            before[code], after[code] = text, catalog
    keys = dict.fromkeys(key for catalog in after.values() for key in by_key(catalog))
    units = tuple(
        Draft(
            id=f"{name}:{name_of(msgid)}" + (f"-{context}" if context else ""),
            context=context,
            kind=BlockKind.PARAGRAPH,
            texts={workspace.source.code: Text(msgid, ())},
            confidence=1.0,
            shape={},
        )
        for context, msgid in keys
    )
    return _Catalogs(Drafts(statement=name, date=None, units=units), before, after)


def _units(catalogs: _Catalogs, workspace: Workspace) -> Iterator[Unit]:
    """Yield the units that say something in two languages at least; the PO files have the last word."""
    entries = {code: by_key(catalog) for code, catalog in catalogs.after.items()}
    for draft in catalogs.drafts.units:
        unit = _unit(draft, entries, catalogs.drafts, workspace)
        if len(unit.variants) > 1:
            yield unit


def _unit(
    draft: Draft, entries: Mapping[str, Mapping[tuple[str | None, str], po.Entry]], whole: Drafts, workspace: Workspace
) -> Unit:
    source = workspace.source.code
    variants: list[Variant] = []
    confidences: list[float] = []
    if source in draft.texts:
        msgid = draft.texts[source].text
        variants.append(Variant(language=source, text=msgid))
        for target in workspace.targets:
            entry = entries.get(target.code, {}).get((draft.context, msgid))
            if entry and entry.msgstr[0]:
                state = state_of(entry)
                variants.append(Variant(language=target.code, text=entry.msgstr[0], state=state))
                note = provenance.read(entry.extracted) if state is State.ALIGNED else None
                confidences += [note.confidence] if note else []
    else:
        variants += [Variant(language=c, text=t.text, state=State.ALIGNED) for c, t in draft.texts.items()]
        confidences.append(round(draft.confidence, 2))
    origin = Origin(statement=whole.statement, date=whole.date, confidence=min(confidences, default=None))
    return Unit(id=draft.id, variants=tuple(variants), origin=origin)


def _write(
    workspace: Workspace, everything: Sequence[_Catalogs], units: Sequence[Unit], *, check: bool, complete: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write what differs from what is on disk; return the names of those files, and what else is worth telling."""
    changed: list[str] = []
    notes: list[str] = []
    for catalogs in everything:
        for code, catalog in catalogs.after.items():
            text = po.serialize(catalog)
            if text != catalogs.before[code]:
                path = _catalog_path(workspace, code, catalogs.drafts.statement)
                changed.append(workspace.shown(path))
                if not check:
                    _write_file(path, text.encode(), workspace)
    if complete:
        more, notes = _write_memory(workspace, units, check=check)
        changed += more
    else:
        notes = ["The memory was left as it was, since not everything could be read."]
    return tuple(changed), tuple(notes)


def _write_file(path: Path, data: bytes, workspace: Workspace) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        place = Place(workspace.shown(path.parent))
        raise TmError(f"the folder can't be made: {error.strerror}.", place=place, hint="Make room for it.") from error
    write_atomically(path, data)


def _write_memory(workspace: Workspace, units: Sequence[Unit], *, check: bool) -> tuple[list[str], list[str]]:
    written = tmx_of(workspace, units)
    notes = [f"TMX can't carry {refused}" for refused in written.refused]
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


def _coverage(everything: Iterable[_Catalogs], target: Language) -> Coverage:
    entries = [e for one in everything if target.code in one.after for e in by_key(one.after[target.code]).values()]
    fuzzy = sum(entry.fuzzy for entry in entries)
    empty = sum(not entry.translated and not entry.fuzzy for entry in entries)
    return Coverage(done=len(entries) - fuzzy - empty, fuzzy=fuzzy, empty=empty)
