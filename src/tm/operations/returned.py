"""Files that come back from a translator, read into offers: what somebody proposes for one message.

XLIFF, PO and TMX files, and the project folder of OmegaT.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import msgspec

from tm import languages
from tm.errors import ErrorList, Place, TmError
from tm.formats import Refused, po, tmx, xliff
from tm.formats.files import decode
from tm.formats.xliff.fields import CONTEXT
from tm.language import Language
from tm.messages import say
from tm.model import State, Unit, Variant
from tm.operations.memory import code_of
from tm.operations.po_entries import BASE, form_of, lines_of, property_of, spelled, units_of
from tm.workspace import Workspace

XLIFF = frozenset({".xlf", ".xliff", ".xlf2", ".xliff2"})
SUFFIXES = XLIFF | {".po", ".tmx"}
"""The files that can be taken."""
_FORM = re.compile(r"(?:\d+:)?(.*?)(?:\[\d+\])?", re.DOTALL)
_OMEGAT = "omegat.project"
_SAVED = Path("omegat", "project_save.tmx")


class Form(msgspec.Struct, frozen=True):
    """One form of a translation; an ordinary message has one."""

    text: str
    finished: bool
    """False where somebody still has to look at it."""
    base: str | None = None
    """Digest of the translation that was sent out, None where nobody noted it."""


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What comes back for one message."""

    place: Place
    name: str
    """The id of its entry, where the file was made by `tm`."""
    original: str
    """The PO file it was made from, as far as it says so."""
    language: str
    source: str
    context: str | None
    forms: Mapping[int, Form]
    """By number from 0; an empty text is a form nobody translated."""
    notes: tuple[str, ...] = ()
    """Lines."""


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files to take; a folder stands for the files in it, an OmegaT project for its finished ones.

    :raises TmError: a file is of another kind, or a folder has nothing to take.
    """
    for path in paths:
        found = _inside(path) if path.is_dir() else [path]
        if not found:
            hint = say("Name a folder with {names} files.", names=", ".join(sorted(SUFFIXES)))
            raise TmError(say("there is nothing to take in this folder."), place=Place(path.as_posix()), hint=hint)
        for file in found:
            if file.suffix.lower() not in SUFFIXES:
                hint = say("Known: {names}.", names=", ".join(sorted(SUFFIXES)))
                raise TmError(
                    say("can't take files of type {suffix!r}.", suffix=file.suffix),
                    place=Place(file.as_posix()),
                    hint=hint,
                )
            yield file


def _inside(folder: Path) -> list[Path]:
    """Return the files in a folder; those of a project's target folder, and without any its memory."""
    project = (folder / _OMEGAT).is_file()
    root = folder / "target" if project else folder
    found = sorted(one for one in root.rglob("*") if one.is_file() and one.suffix.lower() in SUFFIXES)
    return found or ([folder / _SAVED] if project and (folder / _SAVED).is_file() else [])


def offers(path: Path, workspace: Workspace) -> Iterator[Offer | Refused]:
    """Yield what a file offers for messages of the workspace, and what of it can't be read.

    :raises TmError: the file can't be read, is cut off, or does not say its language.
    """
    shown = workspace.shown(path)
    try:
        with path.open("rb") as stream:
            reader = _Reader(workspace, shown, with_notes=path.suffix.lower() != ".tmx")
            yield from reader.offers(_items(path, stream, reader))
    except OSError as error:
        message = say("can't be read: {value}.", value=error.strerror or error)
        raise TmError(message, place=Place(shown), hint=say("Check its name and permissions.")) from error


def _items(path: Path, stream: BinaryIO, reader: _Reader) -> Iterator[xliff.Entry | Refused]:
    """Yield the units of a file, each with its place and the file it was made from."""
    suffix = path.suffix.lower()
    source = reader.workspace.source.code
    if suffix in XLIFF:
        default = (source, _only_target(reader.workspace))
        yield from xliff.entries(stream, file=reader.file, language=code_of, default=default)
    elif suffix == ".tmx":
        for item in tmx.read(stream, file=reader.file, language=code_of):
            place = item.place if isinstance(item, Refused) else _place(item, reader.file)
            yield item if isinstance(item, Refused) else xliff.Entry(unit=item, place=place)
    else:
        yield from _of_po(path, stream.read(), reader)


def _only_target(workspace: Workspace) -> str:
    """Return the language a file must be in that does not say it: the target, where there is just one."""
    return workspace.targets[0].code if len(workspace.targets) == 1 else ""


def _of_po(path: Path, data: bytes, reader: _Reader) -> Iterator[xliff.Entry | Refused]:
    catalog, errors = po.scan(decode(data, reader.file), file=reader.file)
    target = _language(catalog, path, reader)
    for unit in units_of(catalog, source=reader.workspace.source.code, target=target.code):
        properties = tuple(pair for pair in unit.properties if pair[0] != BASE)
        plain = msgspec.structs.replace(unit, properties=properties)
        yield xliff.Entry(unit=plain, place=_place(unit, reader.file), original=path.name, language=target.code)
    for error in errors:
        yield Refused(reason=error.message, place=error.place or Place(reader.file), text="")


def _language(catalog: po.Catalog, path: Path, reader: _Reader) -> Language:
    """Return the language of a catalogue: what its header says, or else its folder's or file's name."""
    said = (catalog.header.get("Language", ""), path.parent.name, path.stem, _only_target(reader.workspace))
    code = next((code for one in said if one and (code := code_of(one))), None)
    if code is None:
        hint = say("Put a Language field into its header.")
        raise TmError(say("The catalogue does not say which language it is in."), place=Place(reader.file), hint=hint)
    return languages.get(code)


def _place(unit: Unit, file: str) -> Place:
    return next((one.place for one in unit.variants if one.place), None) or Place(file)


class _Reader:
    """Makes offers of units."""

    def __init__(self, workspace: Workspace, file: str, *, with_notes: bool) -> None:
        self.workspace = workspace
        self.file = file
        self.with_notes = with_notes

    def offers(self, items: Iterable[xliff.Entry | Refused]) -> Iterator[Offer | Refused]:
        """Yield an offer for each message and language; the forms of a plural are one offer."""
        waiting: dict[str, Offer] = {}
        for item in items:
            if isinstance(item, Refused):
                yield item
                continue
            for offer in self._of(item):
                before = waiting.get(offer.language)
                if before and _goes_on(before, offer):
                    waiting[offer.language] = msgspec.structs.replace(before, forms={**before.forms, **offer.forms})
                    continue
                if before:
                    yield before
                waiting[offer.language] = offer
        yield from waiting.values()

    def _of(self, entry: xliff.Entry) -> Iterator[Offer]:
        unit = entry.unit
        source = unit.variant(self.workspace.source.code)
        name = _FORM.fullmatch(unit.id)
        for target in self.workspace.targets if source else ():
            variant = unit.variant(target.code)
            if target.code != entry.language and (entry.language or variant is None):
                continue
            yield Offer(
                place=entry.place,
                name=name[1] if name else unit.id,
                original=entry.original,
                language=target.code,
                source=spelled(source, None),
                context=property_of(unit, CONTEXT),
                forms={form_of(unit) or 0: _form(unit, variant, source)},
                notes=lines_of(unit.notes) if self.with_notes else (),
            )


def _goes_on(before: Offer, offer: Offer) -> bool:
    """Tell whether an offer is the next form of the one before."""
    return before.name == offer.name and min(offer.forms) == max(before.forms) + 1


def _form(unit: Unit, variant: Variant | None, source: Variant | None) -> Form:
    unfinished = variant is None or variant.state in {State.FUZZY, State.MACHINE}
    return Form(spelled(variant, source), not unfinished, property_of(unit, BASE))


def catalogs(workspace: Workspace) -> list[tuple[str, Path]]:
    """Return the PO files of the workspace with the codes of their languages.

    :raises ErrorList: one of them is in no language anybody knows.
    """
    found: list[tuple[str, Path]] = []
    for target in workspace.targets:
        folder = workspace.locales / target.code
        found += [(target.code, path) for path in sorted(folder.rglob("*.po"))]
    if not found:
        raise ErrorList([TmError(say("there are no PO files to take anything into."), hint=say("Run `tm build`."))])
    return found
