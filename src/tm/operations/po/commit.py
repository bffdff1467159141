"""What translators wrote into PO files into the memory now, without a build.

The units are those that `tm build` would make of the same PO files; new versions of the sources, entries that are gone
and `memory.tmx` wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from tm.errors import Place, TmError
from tm.memory.sqlite import SqliteStore
from tm.memory.store import WORKSPACE, Changes
from tm.messages import say
from tm.model import Unit
from tm.operations.assembly import from_catalogs, units_of
from tm.workspace import Workspace


def commit(paths: Iterable[Path], workspace: Workspace, store: SqliteStore) -> Changes:
    """Put the entries of PO files into the memory and return what that changed.

    A file stands for its statement in all languages, since a unit has them all. Raises `TmError` for a file that is not
    `locales/LANGUAGE/STATEMENT.po`, and `ErrorList` where one can't be read; nothing of that statement goes in then.
    """
    changes = Changes()
    for name in dict.fromkeys(_statement(path, workspace) for path in paths):
        assembled = from_catalogs(name, workspace)
        for error in assembled.errors:
            raise error
        units = [_placed(unit, store) for unit in units_of(assembled.catalogs, workspace)]
        changes += store.put(units, memory=WORKSPACE)
    for language in workspace.languages:
        store.index(language).refresh()
    return changes


def _statement(path: Path, workspace: Workspace) -> str:
    known = {workspace.locales / target.code for target in workspace.targets}
    if path.absolute().parent not in known:
        hint = say("Take other files in with tm import.")
        raise TmError(say("this is no PO file of a statement."), place=Place(workspace.shown(path)), hint=hint)
    return path.stem


def _placed(unit: Unit, store: SqliteStore) -> Unit:
    """Return the unit with the date that the memory knows of it."""
    known = store.unit(unit.id, memory=WORKSPACE)
    if known is None:
        return unit
    return msgspec.structs.replace(unit, origin=msgspec.structs.replace(unit.origin, date=known.origin.date))
