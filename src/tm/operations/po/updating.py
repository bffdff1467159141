"""Which new state a PO file is brought up to date with: a template, a document, or the versions of its statement."""

from __future__ import annotations

from pathlib import Path

from tm.documents import Format
from tm.errors import Place, TmError
from tm.formats import po
from tm.formats.files import read_text
from tm.language import Language
from tm.messages import say
from tm.operations import assembly
from tm.operations.catalogs import KINDS
from tm.operations.lint import load_glossary
from tm.operations.po.rewriting import Opened, Rewritten, with_catalog
from tm.operations.po.update import Updated, update
from tm.operations.statements import read_version
from tm.operations.tiling import tiles
from tm.operations.units import Drafts, drafts
from tm.workspace import Workspace

_TEMPLATES = frozenset({".pot", ".po"})


def update_from(opened: Opened, new: Path, source: Language) -> tuple[Rewritten, Updated]:
    """Return a PO file brought up to date with a template (`.pot`, `.po`) or a document in the source language.

    Raises `TmError` where the new state can't be read in full or is of no known kind.
    """
    suffix = new.suffix.lower()
    if suffix in _TEMPLATES:
        template = po.parse(read_text(new, keep_mark=True), file=new.as_posix())
    elif suffix.removeprefix(".") in set(Format):
        template = template_of(new, source, opened.catalog)
    else:
        known = ", ".join([".pot", ".po", *(f".{one}" for one in Format)])
        raise TmError(
            say("this is no template and no document."),
            place=Place(new.as_posix()),
            hint=say("Known: {known}.", known=known),
        )
    done = update(opened.catalog, template, source)
    return with_catalog(opened, done.catalog), done


def template_of(path: Path, source: Language, old: po.Catalog) -> po.Catalog:
    """Return a document as a template: an entry a segment, in the order of the text.

    Segments that share an entry of the old catalogue go on sharing it.
    """
    version = read_version(path, source, file=path.as_posix())
    covering = tiles([segment.text for segment in version.segments], old.entries)
    groups = [({source.code: tuple(range(tile.start, tile.end))}, 1.0) for tile in covering]
    date = version.document.front.date
    made = drafts(groups, {source.code: version.segments}, statement=path.stem, date=date, source=source.code)
    return po.Catalog(entries=_entries(made, source.code), file=path.as_posix())


def _entries(made: Drafts, code: str) -> tuple[po.Entry, ...]:
    return tuple(
        po.Entry(
            msgid=unit.texts[code].text,
            msgctxt=unit.context,
            extracted=(KINDS[unit.kind],) if unit.kind in KINDS else (),
            references=unit.texts[code].places,
        )
        for unit in made.units
    )


def update_statement(opened: Opened, workspace: Workspace) -> tuple[Rewritten, Updated]:
    """Return the PO file of a statement brought up to date with the statement's versions, as `tm build` would.

    Raises `TmError` for a file that is not `locales/LANGUAGE/STATEMENT.po`, and where a version can't be used.
    """
    code, name = opened.path.absolute().parent.name, opened.path.stem
    targets = {target.code for target in workspace.targets}
    if code not in targets or opened.path.absolute() != assembly.catalog_path(workspace, code, name):
        hint = say("Name the template or the document as well: tm po update FILE.po NEW.pot")
        raise TmError(say("no statement belongs to this file."), place=Place(opened.file), hint=hint)
    finders = assembly.finders_of(load_glossary(workspace), workspace)
    made = assembly.assemble(assembly.statement_named(name, workspace), workspace, finders)
    for error in made.errors:
        raise error
    after = made.catalogs.after[code]
    return with_catalog(opened, after), _compared(opened.catalog, after)


def _compared(old: po.Catalog, new: po.Catalog) -> Updated:
    """Count what became of the entries of a catalogue."""
    before = {entry.key: entry for entry in old.entries}
    living = [entry for entry in new.entries if not entry.obsolete]
    kept = sum(entry.key in before for entry in living)
    changed = sum(entry.key not in before and any(entry.msgstr) for entry in living)
    gone = sum(entry.obsolete and entry.key in before and not before[entry.key].obsolete for entry in new.entries)
    return Updated(catalog=new, kept=kept, changed=changed, new=len(living) - kept - changed, obsolete=gone)
