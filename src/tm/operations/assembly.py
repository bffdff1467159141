"""One statement's versions and PO files into catalogues and units, as values: nothing is written here.

What can't be read is an error beside the rest; a PO file with a syntax error has no catalogue.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from tm.errors import TmError
from tm.formats import po
from tm.formats.files import read_text
from tm.glossary.finder import TermFinder
from tm.lint.finding import Finding
from tm.messages import say
from tm.model import BlockKind, Concept, Origin, State, Unit, Variant
from tm.operations import alignment, confirmed, provenance
from tm.operations.alignment import Unaligned
from tm.operations.catalogs import Merge, by_key, state_of, update
from tm.operations.reviewed import is_reviewed_file
from tm.operations.statements import Statement, read_statements
from tm.operations.units import Draft, Drafts, Text, drafts, name_of
from tm.workspace import Workspace


class Catalogs(msgspec.Struct, frozen=True):
    """The PO files of one statement, by target language."""

    drafts: Drafts
    before: Mapping[str, str]
    """The text on disk, empty where there is no file."""
    after: Mapping[str, po.Catalog]


class Assembled(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one statement."""

    catalogs: Catalogs
    unaligned: tuple[Unaligned, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    errors: tuple[TmError, ...] = ()


def finders_of(concepts: Sequence[Concept], workspace: Workspace) -> dict[str, TermFinder]:
    """Return a term finder for each language of a workspace."""
    return {language.code: TermFinder(concepts, language) for language in workspace.languages}


def statement_named(name: str, workspace: Workspace) -> Statement:
    """Return a statement that can be used; `TmError` where there is none of that name, or what is wrong with it."""
    reading = read_statements(workspace, only={name})
    for error in reading.errors:
        raise error
    if reading.statements:
        return reading.statements[0]
    if reading.findings:
        fault = reading.findings[0]
        raise TmError(fault.message, place=fault.place, hint=fault.advice)
    names = [path.name for path in workspace.statements]
    close = difflib.get_close_matches(name, names, n=1)
    hint = (
        say("Did you mean {close!r}?", close=close[0])
        if close
        else say("Statements are the folders in {sources}/.", sources=workspace.config.folders.sources)
    )
    raise TmError(say("there is no statement {name!r}.", name=name), hint=hint)


def assemble(statement: Statement, workspace: Workspace, finders: Mapping[str, TermFinder]) -> Assembled:
    """Align a statement and bring its catalogues up to date."""
    versions = list(statement.versions.values())
    folder = workspace.sources / statement.name
    listed = workspace.shown(folder / confirmed.FILE)
    try:
        known = alignment.confirmed_in(folder, versions, file=listed)
    except TmError as error:
        nothing = Catalogs(Drafts(statement=statement.name, date=statement.date, units=()), {}, {})
        return Assembled(catalogs=nothing, errors=(error,))
    aligned = alignment.align_versions(versions, finders, known.groups)
    made = drafts(
        [(group.sentences, group.confidence) for group in aligned.groups],
        {code: version.segments for code, version in statement.versions.items()},
        statement=statement.name,
        date=statement.date,
        source=workspace.source.code,
    )
    sure = frozenset(made.units[number].id for number in aligned.confirmed)
    catalogs, errors = _catalogs(made, sure, workspace)
    return Assembled(
        catalogs=catalogs,
        unaligned=aligned.unaligned,
        findings=tuple(alignment.findings(aligned, versions, folder=workspace.shown(folder))),
        notes=tuple(_dropped(known.dropped, listed)),
        errors=errors,
    )


def _dropped(lines: Sequence[int], file: str) -> Iterator[str]:
    """Yield a note about rows that a person confirmed for texts that have changed."""
    if lines:
        listed = ", ".join(map(str, lines))
        yield say(
            "{file}:{line}: what was confirmed no longer fits the texts and is passed over (line {listed}). "
            "Confirm it anew (tm align --review) or take the line out.",
            file=file,
            line=lines[0],
            listed=listed,
        )


def _catalogs(made: Drafts, sure: frozenset[str], workspace: Workspace) -> tuple[Catalogs, tuple[TmError, ...]]:
    """Bring the catalogues of a statement up to date; `sure` are the ids of the units that a person has confirmed."""
    found, errors = read_catalogs(made.statement, workspace)
    before: dict[str, str] = {}
    after: dict[str, po.Catalog] = {}
    for target in workspace.targets:
        if target.code not in found:
            continue
        how = Merge(source=workspace.source, target=target, review_below=workspace.config.align.review_below)
        before[target.code], old = found[target.code]
        after[target.code] = _assured(update(old, made, how), made, sure, how)
    return Catalogs(made, before, after), errors


def _assured(catalog: po.Catalog, made: Drafts, sure: frozenset[str], how: Merge) -> po.Catalog:
    """Return the catalogue with the confidence of what a person has confirmed."""
    code = how.source.code
    keys = {(one.context, one.texts[code].text) for one in made.units if one.id in sure and code in one.texts}
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
    entry = entry.with_(fuzzy=False) if entry.fuzzy and doubted else entry
    return msgspec.structs.replace(entry, extracted=provenance.rated(entry.extracted, 1.0))


def catalog_path(workspace: Workspace, code: str, statement: str) -> Path:
    """Return where a statement's PO file in a target language is."""
    return workspace.locales / code / f"{statement}.po"


def read_catalogs(
    statement: str, workspace: Workspace
) -> tuple[dict[str, tuple[str, po.Catalog | None]], tuple[TmError, ...]]:
    """Return by target language the text and the catalogue of a statement's PO files, and what can't be read.

    Where there is no file the text is empty and the catalogue None; what can't be read is left out.
    """
    found: dict[str, tuple[str, po.Catalog | None]] = {}
    errors: list[TmError] = []
    for target in workspace.targets:
        path = catalog_path(workspace, target.code, statement)
        try:
            text = read_text(path, keep_mark=True) if path.exists() else ""
            found[target.code] = text, po.parse(text, file=workspace.shown(path)) if path.exists() else None
        except TmError as error:
            errors.append(error)
    return found, tuple(errors)


def from_catalogs(name: str, workspace: Workspace) -> Assembled:
    """Return what the PO files of a statement say by themselves: its versions are gone, can't be read or don't matter.

    The units have the ids that they would have with the versions.
    """
    found, errors = read_catalogs(name, workspace)
    after = {code: catalog for code, (_, catalog) in found.items() if catalog is not None}
    before = {code: found[code][0] for code in after}
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
    return Assembled(catalogs=Catalogs(Drafts(statement=name, date=None, units=units), before, after), errors=errors)


def units_of(catalogs: Catalogs, workspace: Workspace) -> Iterator[Unit]:
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
                everything = is_reviewed_file(catalog_path(workspace, target.code, whole.statement), workspace)
                state = state_of(entry, file_reviewed=everything)
                variants.append(Variant(language=target.code, text=entry.msgstr[0], state=state))
                note = provenance.read(entry.extracted) if state is State.ALIGNED else None
                confidences += [note.confidence] if note else []
    else:
        variants += [Variant(language=c, text=t.text, state=State.ALIGNED) for c, t in draft.texts.items()]
        confidences.append(round(draft.confidence, 2))
    origin = Origin(statement=whole.statement, date=whole.date, confidence=min(confidences, default=None))
    return Unit(id=draft.id, variants=tuple(variants), origin=origin)
