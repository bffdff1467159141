"""`tm export`: units of the memory as files for other tools, and the report of what these files can't carry.

Units go through once, one at a time, whatever number of files they go into; nothing takes its name before all is
written. What a tool wants is data (`profiles`), what OmegaT needs beside is in `omegat_project`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

import msgspec

from tm import __version__
from tm.errors import Place, TmError
from tm.formats import Format, Options, tmx
from tm.formats.files import open_atomically, write_atomically
from tm.formats.loss import UNIT_FIELDS, Fate, Loss, Tally, at_risk, losses
from tm.formats.refused import Refused
from tm.language import Language
from tm.memory.store import Store
from tm.messages import say
from tm.model import State, Unit, Variant
from tm.operations.neighbours import Placed, with_context
from tm.operations.profiles import Inline, Profile, tag_of
from tm.operations.selection import Chosen, Selection
from tm.text.inline import identified, spelled_out, taken_out
from tm.workspace import Workspace


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was written."""

    path: str
    """As messages print it."""
    units: int
    """0 for a file that holds no units."""


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an export; without files nothing was written."""

    files: tuple[File, ...]
    held_back: Mapping[State, int]
    """How many translations were left out for their state."""
    refused: tuple[Refused, ...]
    """Units that the format can't carry."""
    losses: Mapping[tuple[str, Fate, str], int]
    """How many values did not arrive as they were: by field, fate and what became of them."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which units go where."""

    selection: Selection
    output: Path
    """A file, or the folder of a project."""
    tell: Callable[[Loss], None] | None = None
    """Gets each value that does not arrive as it is."""


def export_file(workspace: Workspace, store: Store, known: Format, wanted: Wanted) -> Exported:
    """Write one file of a format with all that the format can carry.

    XLIFF of one statement is the work that a translator gets: all its entries, with matches and terms.

    :raises TmError: the format holds one pair of languages and more are wanted, or the file can't be written.
    """
    selection, tally = wanted.selection, Tally(wanted.tell)
    if known.bilingual and len(selection.targets) > 1:
        choices = ", ".join(f"--to {code}" for code in selection.targets)
        raise TmError(
            say("{name} holds one translation.", name=known.name), hint=say("Say which: {choices}.", choices=choices)
        )
    sheet = _statement(selection) if known.name in _SHEETS else ""
    if sheet:
        return _export_sheet(workspace, store, sheet, _SHEETS[known.name], wanted)
    chosen = Chosen(store, selection)
    units = _Counted(tally.watch(chosen.units(), UNIT_FIELDS, known.carriage))
    if not units.any():
        return _exported([], chosen, [], tally)
    with open_atomically(wanted.output) as stream:
        refused = known.serialize(units, stream, _options(workspace, selection))
    file = File(path=workspace.shown(wanted.output), units=units.count - len(refused))
    return _exported([file], chosen, list(refused), tally)


_SHEETS: Mapping[str, Literal["1.2", "2.1"]] = {"xliff": "1.2", "xliff2": "2.1"}


def _statement(selection: Selection) -> str:
    """Return the one statement that is wanted, nothing where it may be several."""
    names = selection.statements
    return names[0] if len(names) == 1 and not set("*?[") & set(names[0]) else ""


def _export_sheet(
    workspace: Workspace, store: Store, statement: str, version: Literal["1.2", "2.1"], wanted: Wanted
) -> Exported:
    from tm.operations.xliff import sheet, statement_file

    target = workspace_language(workspace, wanted.selection.targets[0])
    done = sheet(statement_file(statement, target, workspace), workspace, store, version=version)
    write_atomically(wanted.output, done.data)
    file = File(path=workspace.shown(wanted.output), units=done.units)
    return Exported(files=(file,), held_back={}, refused=done.refused, losses={})


class _Counted:
    """Units on their way, counted; tells whether there are any before the first is taken."""

    def __init__(self, units: Iterator[Unit]) -> None:
        self._units = units
        self._first: Unit | None = None
        self.count = 0

    def any(self) -> bool:
        """Tell whether there is a unit."""
        self._first = next(self._units, None)
        return self._first is not None

    def __iter__(self) -> Iterator[Unit]:
        """Yield all units."""
        if self._first:
            self.count = 1
            yield self._first
        for unit in self._units:
            self.count += 1
            yield unit


def _options(workspace: Workspace, selection: Selection) -> Options:
    target = workspace_language(workspace, selection.targets[0])
    return Options(
        source_language=selection.source,
        target_language=target.code if len(selection.targets) == 1 else "",
        languages=selection.targets,
        plural_forms=target.plural_forms,
        project=workspace.root.name,
        tool_version=__version__,
    )


def workspace_language(workspace: Workspace, code: str) -> Language:
    """Return a language of the workspace; `TmError` for one that it has not."""
    found = next((language for language in workspace.languages if language.code == code), None)
    if found is None:
        known = ", ".join(language.code for language in workspace.languages)
        raise TmError(
            say("the workspace has no language {code!r}.", code=code), hint=say("It has {known}.", known=known)
        )
    return found


def export_for(workspace: Workspace, store: Store, profile: Profile, wanted: Wanted) -> Exported:
    """Write the files that one tool wants into the folder `wanted.output`, or one file if that is a `.tmx`.

    :raises TmError: the folder is not empty, or something can't be written.
    """
    selection, tally = wanted.selection, Tally(wanted.tell)
    chosen = Chosen(store, selection)
    single = wanted.output.suffix.lower() == ".tmx"
    _check_output(workspace, profile, wanted, single=single)
    judge = _judge(profile, tally)
    with ExitStack() as opened:
        files = _Files(profile, selection, wanted.output, opened)
        for one in chosen.placed():
            for target in selection.targets:
                variant = chosen.translation(one.unit, target)
                pair = _pair(one.unit, selection.source, variant)
                if pair and variant:
                    judge(pair)
                    shaped = _shaped(msgspec.structs.replace(one, unit=pair), profile, selection.source, target)
                    files.add(shaped, target, variant.state, single=single)
        refused = files.close()
    written = [File(path=workspace.shown(path), units=count) for path, count in files.counts()]
    if written and profile.project and not single:
        written += _project_files(workspace, selection, wanted.output, tally)
    return _exported(written, chosen, refused, tally)


def _judge(profile: Profile, tally: Tally) -> Callable[[Unit], None]:
    """Return what counts the losses of a unit: of its properties those that are left out for the tool."""
    fields = at_risk(UNIT_FIELDS, profile.carriage)

    def judge(unit: Unit) -> None:
        if unit.properties:
            lost = tuple(one for one in unit.properties if one[0] in profile.without)
            unit = msgspec.structs.replace(unit, properties=lost)
        for loss in losses(unit.id, unit, fields, profile.carriage):
            tally.add(loss)

    return judge


def _check_output(workspace: Workspace, profile: Profile, wanted: Wanted, *, single: bool) -> None:
    place = Place(workspace.shown(wanted.output))
    if single and len(wanted.selection.targets) > 1:
        choices = ", ".join(f"--to {code}" for code in wanted.selection.targets)
        message = say("a file for {name} holds one pair of languages.", name=profile.name)
        raise TmError(message, place=place, hint=say("Say which, {choices}, or name a folder.", choices=choices))
    if single:
        return
    if wanted.output.is_file():
        raise TmError(say("is a file."), place=place, hint=say("Name a folder, or a file with the suffix .tmx."))
    if wanted.output.is_dir() and any(wanted.output.iterdir()):
        raise TmError(
            say("the folder is not empty."), place=place, hint=say("Name a new one, so that no old file stays in it.")
        )


def _pair(unit: Unit, source: str, translation: Variant | None) -> Unit | None:
    """Return the unit with one pair of languages, None where it lacks one of them."""
    said = unit.variant(source)
    if said is None or translation is None:
        return None
    return msgspec.structs.replace(unit, variants=(said, translation))


def _shaped(one: Placed, profile: Profile, source: str, target: str) -> Unit:
    """Return a unit as a tool wants it."""
    unit = with_context(one, profile.context, source=source, target=target) if profile.context else one.unit
    unit = spelled_out(unit) if profile.inline is Inline.LITERAL else _with_tags(unit)
    if profile.without and any(name in profile.without for name, _ in unit.properties):
        kept = tuple(pair for pair in unit.properties if pair[0] not in profile.without)
        unit = msgspec.structs.replace(unit, properties=kept)
    return _with_status(unit, profile, target) if profile.status else unit


def _with_tags(unit: Unit) -> Unit:
    """Return the unit with its markup as tags, those of the translation joined with those of the source."""
    unit = taken_out(unit)
    if not any(one.tags for one in unit.variants):
        return unit
    tags = identified([one.tags for one in unit.variants])
    pairs = zip(unit.variants, tags, strict=True)
    return msgspec.structs.replace(unit, variants=tuple(msgspec.structs.replace(one, tags=new) for one, new in pairs))


def _with_status(unit: Unit, profile: Profile, target: str) -> Unit:
    """Return the unit with its state in the tool's own properties."""
    variant, status = unit.variant(target), profile.status
    if variant is None or status is None:
        return unit
    said = (
        (status.level, status.levels.get(variant.state, "")),
        (status.origin, status.origins.get(variant.state, "")),
    )
    names = {name for name, value in said if value}
    kept = (pair for pair in unit.properties if pair[0] not in names)
    return msgspec.structs.replace(unit, properties=(*kept, *(pair for pair in said if pair[1])))


class _Files:
    """The TMX files of an export, each opened when its first unit comes."""

    def __init__(self, profile: Profile, selection: Selection, output: Path, opened: ExitStack) -> None:
        self._profile = profile
        self._selection = selection
        self._output = output
        self._opened = opened
        self._paths: dict[tuple[str, State], Path] = {}
        self._writers: dict[Path, tuple[tmx.Writer, int]] = {}

    def add(self, unit: Unit, target: str, state: State, *, single: bool) -> None:
        """Write a unit into the file for its pair and state."""
        path = self._paths.get((target, state))
        if path is None:
            path = self._paths[target, state] = self._output if single else self._path(target, state)
        writer, count = self._writers.get(path) or (self._open(path, target), 0)
        writer.add(unit)
        self._writers[path] = (writer, count + 1)

    def _path(self, target: str, state: State) -> Path:
        profile, selection = self._profile, self._selection
        good = state in selection.states
        name = profile.file if good else profile.others.get(state, profile.unreviewed)
        folder = project_folder(self._output, selection, target) if profile.project else self._output
        return folder / name.format(pair=pair_name(selection.source, target))

    def _open(self, path: Path, target: str) -> tmx.Writer:
        path.parent.mkdir(parents=True, exist_ok=True)
        profile, source = self._profile, self._selection.source
        tags = {code: tag_of(code, profile.form) for code in (source, target)}
        header = tmx.Header(
            source_language=source, tool_version=__version__, languages=(target,), segment=profile.segment
        )
        return tmx.Writer(
            self._opened.enter_context(open_atomically(path)), header=header, code=lambda c: tags.get(c, c)
        )

    def close(self) -> list[Refused]:
        """Finish the files and return the units that could not be written."""
        for writer, _ in self._writers.values():
            writer.close()
        return [refused for writer, _ in self._writers.values() for refused in writer.refused]

    def counts(self) -> Iterator[tuple[Path, int]]:
        """Yield the files with the units in them, by name."""
        for path, (writer, count) in sorted(self._writers.items()):
            yield path, count - len(writer.refused)


def pair_name(source: str, target: str) -> str:
    """Return what the files of a pair of languages are called."""
    return f"{source}-{target}"


def project_folder(output: Path, selection: Selection, target: str) -> Path:
    """Return the folder of the project for a pair: `output` itself where there is one pair only."""
    return output if len(selection.targets) == 1 else output / pair_name(selection.source, target)


def _project_files(workspace: Workspace, selection: Selection, output: Path, tally: Tally) -> list[File]:
    from tm.operations.omegat_project import glossary_losses, write_project

    paths: list[Path] = []
    for target in selection.targets:
        for loss in glossary_losses(workspace, selection.source, target):
            tally.add(loss)
        folder = project_folder(output, selection, target)
        paths += write_project(workspace, folder, target=target, statements=selection.statements)
    return [File(path=workspace.shown(path), units=0) for path in paths]


def _exported(files: list[File], chosen: Chosen, refused: list[Refused], tally: Tally) -> Exported:
    return Exported(
        files=tuple(files),
        held_back=dict(chosen.held_back.most_common()),
        refused=tuple(refused),
        losses=tally.counts(),
    )
