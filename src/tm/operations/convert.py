"""`tm convert`: a file of one format into one of another, with the list of what got lost.

Both formats are told by their suffixes. What a file does not say, such as the source language of a PO file, the caller
does; the workspace is not asked.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import BinaryIO

import msgspec

from tm import __version__, languages
from tm.errors import Place, TmError
from tm.formats import FORMATS, Format, Options, format_of, tables
from tm.formats.files import decode, open_atomically
from tm.formats.loss import UNIT_FIELDS, Fate, Loss, Tally
from tm.formats.refused import Refused
from tm.formats.toolkit import TOOLKIT
from tm.formats.xliff.fields import CONTEXT, EXTRACTED, FLAG, PLURAL, REFERENCE
from tm.messages import say
from tm.model import Origin, Unit
from tm.operations import po_entries
from tm.text.inline import spelled_out

KNOWN: tuple[Format, ...] = (*FORMATS, *TOOLKIT)
"""All formats that can be converted from and to."""
_OF_ENTRIES = (CONTEXT, EXTRACTED, FLAG, PLURAL, REFERENCE, *po_entries.KEPT)
"""Properties that are parts of a PO entry."""
_WITH_WORK = frozenset({"po", "xliff", "xliff2", "csv", "xlsx"})
"""Formats that take units without a translation."""
_WITH_BASE = frozenset({"xliff", "xliff2"})
"""Formats that come back to a PO file and tell by the base what a translator changed."""
_PAIR = 2


class Pair(msgspec.Struct, frozen=True):
    """The languages a user named; empty for what the file says."""

    source: str = ""
    target: str = ""


class Converted(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a conversion."""

    source: str
    targets: tuple[str, ...]
    units: int
    """Units written."""
    untranslated: int
    """Units left out because the new format is for translations and they have none."""
    refused: tuple[Refused, ...]
    """Units that could not be read or not be written."""
    losses: Mapping[tuple[str, Fate, str], int]


def convert(old: Path, new: Path, *, pair: Pair, tell: Callable[[Loss], None] | None = None) -> Converted:
    """Write the file `new` from the file `old`; `tell` gets each value that does not arrive as it was.

    :raises TmError: a format is unknown, a language has to be named, or a file can't be read or written.
    """
    reader, writer = format_of(old, KNOWN), format_of(new, KNOWN)
    tally = Tally(tell)
    try:
        with old.open("rb") as stream:
            reading = _Reading(reader, old.name, pair)
            units = reading.units(stream)
            source, targets = reading.languages(writer)
            wanted = _Wanted(units, writer, source)
            options = _options(source, targets, writer, new)
            with open_atomically(new) as out:
                watched = (_passed(unit, writer, tally) for unit in wanted)
                refused = _serialize(watched, out, writer, options)
    except OSError as error:
        hint = say("Check its name and permissions.")
        raise TmError(
            say("can't be read: {value}.", value=error.strerror or error), place=Place(str(old)), hint=hint
        ) from error
    return Converted(
        source=source,
        targets=targets,
        units=wanted.count - len(refused),
        untranslated=wanted.untranslated,
        refused=(*reading.refused, *refused),
        losses=tally.counts(),
    )


class _Reading:
    """The old file, and what is known of its languages."""

    def __init__(self, known: Format, name: str, pair: Pair) -> None:
        self._known = known
        self._name = name
        self._pair = pair
        self._first: list[Unit] = []
        self.refused: list[Refused] = []

    def units(self, stream: BinaryIO) -> Iterator[Unit]:
        """Return the units that can be read; the first ones are looked at."""
        if self._known is FORMATS[0]:
            items = self._catalog(stream)
        else:
            tag = _language if self._known.suffixes[0] in tables.SUFFIXES else _tag
            options = Options(source_language=self._source(), target_language=self._pair.target, language=tag)
            items = self._known.parse(stream, self._name, options)
        units = self._sound(items)
        self._first = list(itertools.islice(units, _LOOKED_AT))
        return itertools.chain(self._first, units)

    def languages(self, writer: Format) -> tuple[str, tuple[str, ...]]:
        """Return the source language and those to write; `TmError` where there is more than one to choose from."""
        found = list(dict.fromkeys(one.language for unit in self._first for one in unit.variants))
        source = _named(self._pair.source, found) or (found[0] if found else self._pair.source)
        targets = tuple(code for code in found if code != source)
        if self._pair.target and targets:
            targets = (_named(self._pair.target, targets) or self._missing(targets),)
        if writer.bilingual and len(targets) != 1:
            choices = ", ".join(f"--to {code}" for code in targets) or "--to CODE"
            raise TmError(
                say("{name} holds one translation.", name=writer.name),
                place=Place(self._name),
                hint=say("Say {choices}.", choices=choices),
            )
        return source, targets

    def _missing(self, targets: Sequence[str]) -> str:
        """Raise `TmError`: the file hasn't the language that is wanted."""
        raise TmError(
            say("The file has no {code!r}; it has {names}.", code=self._pair.target, names=", ".join(targets)),
            place=Place(self._name),
            hint=say("Name one of these with --to."),
        )

    def _source(self) -> str:
        """Return the source language; `TmError` where the file can't say it and nobody does."""
        if not self._pair.source and self._known in (*TOOLKIT, FORMATS[0]):
            hint = say("Say which language it is translated from: --from CODE.")
            raise TmError(say("The file does not say its source language."), place=Place(self._name), hint=hint)
        return self._pair.source

    def _catalog(self, stream: BinaryIO) -> Iterator[Unit | Refused]:
        """Yield the units of a PO file with contexts, references and what is not translated."""
        from tm.formats import po

        catalog, errors = po.scan(decode(stream.read(), self._name), file=self._name)
        target = self._pair.target or catalog.header.get("Language", "").replace("_", "-")
        if not target:
            hint = say("Say which language it is, --to CODE, or put a Language field into its header.")
            raise TmError(
                say("The catalogue does not say which language it is in."), place=Place(self._name), hint=hint
            )
        yield from po_entries.units_of(catalog, source=self._source(), target=target)
        for error in errors:
            yield Refused(reason=error.message, place=error.place or Place(self._name), text="")

    def _sound(self, items: Iterable[Unit | Refused]) -> Iterator[Unit]:
        for item in items:
            if isinstance(item, Refused):
                self.refused.append(item)
            else:
                yield _stripped(item, self._name)


_LOOKED_AT = 1000
"""Units that are looked at for the languages of a file."""


class _Wanted:
    """Units on their way into a format, counted."""

    def __init__(self, units: Iterator[Unit], writer: Format, source: str) -> None:
        self._units = units
        self._all = writer.name in _WITH_WORK
        self._source = source
        self.count = 0
        self.untranslated = 0

    def __iter__(self) -> Iterator[Unit]:
        """Yield the units the format is for: work to be done, or translations only."""
        for unit in self._units:
            if self._all or len(unit.variants) >= _PAIR:
                self.count += 1
                yield unit
            else:
                self.untranslated += 1


def _tag(tag: str) -> str:
    """Return a language tag as BCP 47 writes it."""
    return tag.replace("_", "-")


def _language(tag: str) -> str | None:
    """Return a language tag, None for a word that is no language; columns of a table are called anything."""
    from babel import localedata

    primary = _tag(tag).partition("-")[0].lower()
    return _tag(tag) if primary in languages.LANGUAGES or localedata.exists(primary) else None


def _named(code: str, found: Iterable[str]) -> str:
    """Return the language of a file that a user means: letter by letter, or by the language alone."""
    tags = list(found)
    same = [tag for tag in tags if tag.lower() == code.lower()]
    close = [tag for tag in tags if code and tag.lower().split("-")[0] == code.lower().split("-")[0]]
    return next(iter([*same, *close]), "")


def _stripped(unit: Unit, name: str) -> Unit:
    """Return the unit without what only says where it stood in the old file."""
    variants = tuple(
        msgspec.structs.replace(one, place=None) if one.place and one.place.file == name else one
        for one in unit.variants
    )
    origin = unit.origin
    if origin.statement == PurePath(name).stem:
        origin = Origin(date=origin.date, confidence=origin.confidence)
    return msgspec.structs.replace(unit, variants=variants, origin=origin)


def _options(source: str, targets: tuple[str, ...], writer: Format, new: Path) -> Options:
    target = targets[0] if len(targets) == 1 else ""
    known = languages.LANGUAGES.get(target.partition("-")[0].lower())
    return Options(
        source_language=source,
        target_language=target,
        languages=() if writer.name == "tmx" else targets,
        plural_forms=known.plural_forms if known else "",
        project=new.stem,
        tool_version=__version__,
    )


def _serialize(units: Iterable[Unit], out: BinaryIO, writer: Format, options: Options) -> tuple[Refused, ...]:
    """Write the units; a PO file with all that its entries hold."""
    if writer is not FORMATS[0]:
        return writer.serialize(units, out, options)
    from tm.formats import po

    source, target = options.source_language, options.target_language
    header = po.header_entry(
        project=options.project, language=target, plural_forms=options.plural_forms, date=options.date
    )
    entries = tuple(po_entries.entries_of(units, source=source, target=target))
    out.write(po.serialize(msgspec.structs.replace(po.Catalog(header_entry=header), entries=entries)).encode())
    return ()


def _passed(unit: Unit, writer: Format, tally: Tally) -> Unit:
    """Count what the format does not keep of a unit, and return what goes into it."""
    if writer.name not in _WITH_BASE:
        unit = spelled_out(_without(unit, po_entries.BASE)) if _from_catalog(unit) else unit
    judged = _without(unit, *_OF_ENTRIES) if writer.name == FORMATS[0].name else unit
    for _ in tally.watch([judged], UNIT_FIELDS, writer.carriage):
        pass
    return unit


def _from_catalog(unit: Unit) -> bool:
    """Tell whether markup was text in the file that a unit comes from."""
    return any(name == po_entries.BASE for name, _ in unit.properties)


def _without(unit: Unit, *names: str) -> Unit:
    """Return the unit without properties of these names."""
    kept = tuple(one for one in unit.properties if one[0] not in names)
    return unit if len(kept) == len(unit.properties) else msgspec.structs.replace(unit, properties=kept)
