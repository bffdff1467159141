"""The workspace's memory: kept in step with `memory.tmx`, made anew when it is missing or stale."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from tm import __version__, languages
from tm.errors import FormatError, TmError
from tm.formats import tmx
from tm.formats.files import write_atomically
from tm.formats.refused import Refused
from tm.glossary.finder import TermFinder
from tm.glossary.load import load_folder
from tm.language import Language
from tm.memory.lookup import Settings, Trust
from tm.memory.negation import negates_in
from tm.memory.similarity import Criteria, Penalty
from tm.memory.sqlite import SqliteStore
from tm.messages import say, say_number
from tm.model import Concept, State, Unit
from tm.workspace import STATE, Deduction, Workspace

_STAMP = "memory.stamp"
_DAMAGED = "memory.tmx.damaged"
_REMEMBERED = 1 << 14
_REASONS = {State.TRANSLATED: "unreviewed"}
"""What a state is called as the reason of a penalty, where its own name would not say it."""


def code_of(tag: str) -> str | None:
    """Return the code of a language tag as found in a file, None for a language nobody here knows."""
    try:
        return languages.get(tag).code
    except TmError:
        return None


def open_memory(workspace: Workspace, notice: Callable[[str], None]) -> SqliteStore:
    """Return the memory to ask, brought up to date with `memory.tmx` first; `notice` is told where that was needed.

    Raises `TmError` where neither `memory.tmx` nor a memory is there, or where one of them can't be read.
    """
    folder = workspace.root / STATE
    if not workspace.tmx.exists() and not workspace.database.exists():
        raise TmError(
            say("there is no memory: {tmx} is missing.", tmx=workspace.shown(workspace.tmx)),
            hint=say("Run `tm build`."),
        )
    store = SqliteStore(folder)
    if workspace.tmx.exists() and _stamp(workspace.tmx) != _noted(folder):
        notice(say("Reading {file} into the memory.", file=workspace.shown(workspace.tmx)))
        units, refused = read_tmx(workspace.tmx, workspace.shown(workspace.tmx))
        if refused:
            notice(
                say_number(
                    "{number} unit can't be read: {first}",
                    "{number} units can't be read; the first: {first}",
                    len(refused),
                    first=refused[0],
                )
            )
        store_units(workspace, store, units)
    return store


def concepts_of(workspace: Workspace) -> tuple[Concept, ...]:
    """Return the workspace's glossary; `ErrorList` with everything that is wrong with it."""
    return load_folder(workspace.glossary, [one.code for one in workspace.languages], name=workspace.shown)


def criteria_of(concepts: Sequence[Concept], language: Language) -> Criteria:
    """Return what beside words and numbers two texts in a language may differ in: concepts, negation inside a word."""

    @cache
    def finder() -> TermFinder:
        return TermFinder(concepts, language)

    @lru_cache(_REMEMBERED)
    def named(text: str) -> frozenset[str]:
        return frozenset(hit.concept.id for hit in finder().find(text) if hit.certain)

    return Criteria(concepts=named if concepts else None, negates=negates_in(language))


def settings_of(
    workspace: Workspace, language: Language, *, concepts: Sequence[Concept], threshold: int, limit: int = 5
) -> Settings:
    """Return how a workspace judges matches for texts in a language."""
    criteria = criteria_of(concepts, language)
    return Settings(threshold=threshold, limit=limit, trust=trust_of(workspace), criteria=criteria)


def trust_of(workspace: Workspace) -> Trust:
    """Return what a workspace takes off for where a match comes from."""
    settings = workspace.config.trust
    states = {state: Penalty(getattr(settings.states, state), _REASONS.get(state, state)) for state in State}
    origins = {
        key: Penalty(one.points, one.reason) if isinstance(one, Deduction) else Penalty(one, key)
        for key, one in settings.origins.items()
    }
    return Trust(states=states, origins=origins)


def store_units(workspace: Workspace, store: SqliteStore, units: Iterable[Unit]) -> None:
    """Make the memory hold the workspace's units, and note which `memory.tmx` they are."""
    store.sync(units)
    for language in workspace.languages:
        store.index(language).refresh()
    if workspace.tmx.exists():
        write_atomically(workspace.root / STATE / _STAMP, _stamp(workspace.tmx).encode())


def _stamp(path: Path) -> str:
    """Return what changes when the file does."""
    about = path.stat()
    return f"{__version__} {about.st_size} {about.st_mtime_ns}\n"


def _noted(folder: Path) -> str:
    path = folder / _STAMP
    return path.read_text(encoding="utf-8") if path.exists() else ""


def read_tmx(path: Path, file: str) -> tuple[list[Unit], list[Refused]]:
    """Return the units of a TMX file and those that can't be read; `FormatError` where the file is cut or no XML."""
    units: list[Unit] = []
    refused: list[Refused] = []
    with path.open("rb") as stream:
        for item in tmx.read(stream, file=file, language=code_of):
            (refused if isinstance(item, Refused) else units).append(item)  # type: ignore[arg-type]
    return units, refused


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What became of `memory.tmx`."""

    data: bytes
    changed: bool
    """True where the file on disk says something else, or is missing."""
    refused: tuple[Refused, ...]
    """Units that TMX can't carry."""


def tmx_of(workspace: Workspace, units: Sequence[Unit]) -> Written:
    """Return `memory.tmx` as it should be; nothing is written."""
    buffer = io.BytesIO()
    header = tmx.Header(
        source_language=workspace.source.code,
        tool_version=__version__,
        languages=tuple(language.code for language in workspace.targets),
    )
    refused = tmx.write(units, buffer, header=header)
    data = buffer.getvalue()
    changed = not workspace.tmx.exists() or workspace.tmx.read_bytes() != data
    return Written(data=data, changed=changed, refused=tuple(refused))


def keep_damaged(workspace: Workspace) -> str:
    """Put a `memory.tmx` that can't be read aside; return what to tell, nothing where the file is sound."""
    if not workspace.tmx.exists():
        return ""
    try:
        read_tmx(workspace.tmx, workspace.shown(workspace.tmx))
    except FormatError as error:
        aside = workspace.root / STATE / _DAMAGED
        aside.parent.mkdir(exist_ok=True)
        shutil.copyfile(workspace.tmx, aside)
        kept = workspace.shown(aside)
        return f"{error}\n" + say("It was made anew from sources and PO files; the damaged file is {file}.", file=kept)
    return ""
