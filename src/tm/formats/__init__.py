"""File formats, and the table of those that carry units: `FORMATS`.

Each format is a module or package of its own that knows no other. The table gives them one face for import, export and
conversion; who needs more than units (a catalogue's comments, a TMX header) uses the format itself.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import BinaryIO, Literal

import msgspec

from tm.errors import Place, TmError
from tm.formats import carriages
from tm.formats.loss import Carriage
from tm.formats.refused import Refused
from tm.messages import say
from tm.model import Unit
from tm.text.inline import spelled_out

__all__ = ["FORMATS", "Format", "Options", "Refused", "format_named", "format_of"]


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a format can't know by itself."""

    source_language: str
    target_language: str = ""
    """The other language of a bilingual file; empty means: what the file says."""
    languages: tuple[str, ...] = ()
    """The languages to write to a multilingual file, in order; none means all."""
    language: Callable[[str], str | None] = str
    """Turns a language tag found in a file into a code of ours, None where the language is not wanted."""
    plural_forms: str = ""
    """The target language's gettext `Plural-Forms`."""
    project: str = ""
    date: dt.datetime | None = None
    """When the file is made, for formats that must say so."""
    tool_version: str = "0"


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A file format that carries units."""

    name: str
    suffixes: tuple[str, ...]
    """File name suffixes, lower case, the usual one first."""
    parse: Callable[[BinaryIO, str, Options], Iterator[Unit | Refused]]
    """Reads units from a stream; the text is the name of the file, for places."""
    serialize: Callable[[Iterable[Unit], BinaryIO, Options], tuple[Refused, ...]]
    """Writes units to a stream and returns those it could not write."""
    carriage: Carriage
    """What becomes of each field of a unit."""
    bilingual: bool = False
    """True for a format that holds one pair of languages."""


def _parse_po(stream: BinaryIO, file: str, options: Options) -> Iterator[Unit | Refused]:
    from tm.formats import po
    from tm.formats.files import decode

    catalog, errors = po.scan(decode(stream.read(), file), file=file)
    target = options.target_language or options.language(catalog.header.get("Language", ""))
    if not target:
        hint = say("Say which language it is, or put a Language field into its header.")
        raise TmError(say("The catalogue does not say which language it is in."), place=Place(file), hint=hint)
    yield from po.units(catalog, source=options.source_language, target=target)
    for error in errors:
        yield Refused(reason=error.message, place=error.place or Place(file), text="")


def _serialize_po(units: Iterable[Unit], stream: BinaryIO, options: Options) -> tuple[Refused, ...]:
    from tm.formats import po

    header = po.header_entry(
        project=options.project,
        language=options.target_language,
        plural_forms=options.plural_forms,
        date=options.date,
    )
    source, target = options.source_language, options.target_language
    catalog = po.catalog_of(map(spelled_out, units), header=header, source=source, target=target)
    stream.write(po.serialize(catalog).encode())
    return ()


def _parse_tmx(stream: BinaryIO, file: str, options: Options) -> Iterator[Unit | Refused]:
    from tm.formats import tmx

    return tmx.read(stream, file=file, language=options.language)


def _serialize_tmx(units: Iterable[Unit], stream: BinaryIO, options: Options) -> tuple[Refused, ...]:
    from tm.formats import tmx

    header = tmx.Header(
        source_language=options.source_language,
        tool_version=options.tool_version,
        languages=options.languages,
    )
    return tmx.write(units, stream, header=header)


def _parse_table(suffix: str) -> Callable[[BinaryIO, str, Options], Iterator[Unit | Refused]]:
    def parse(stream: BinaryIO, file: str, options: Options) -> Iterator[Unit | Refused]:
        from tm.formats import unit_tables

        named = file if file.lower().endswith(suffix) else f"{file}{suffix}"
        return unit_tables.read(stream.read(), named, options.language)

    return parse


def _serialize_csv(units: Iterable[Unit], stream: BinaryIO, options: Options) -> tuple[Refused, ...]:
    from tm.formats import tables, unit_tables

    languages, units = _columns(units, options)
    rows = (unit_tables.row(unit, languages) for unit in units)
    stream.writelines(tables.csv_lines(itertools.chain([unit_tables.head(languages)], rows)))
    return ()


def _serialize_xlsx(units: Iterable[Unit], stream: BinaryIO, options: Options) -> tuple[Refused, ...]:
    from tm.formats import tables, unit_tables

    languages, units = _columns(units, options)
    rows = [unit_tables.row(unit, languages) for unit in units]
    stream.write(tables.serialize(unit_tables.head(languages), rows, "units.xlsx", sheet="Units"))
    return ()


def _columns(units: Iterable[Unit], options: Options) -> tuple[list[str], Iterable[Unit]]:
    """Return the languages of a table; where nobody named them, those that the units have."""
    named = [code for code in (*options.languages, options.target_language) if code]
    if not named:
        units = list(units)
        named = [variant.language for unit in units for variant in unit.variants]
    return list(dict.fromkeys([options.source_language, *named])), units


def _parse_xliff(stream: BinaryIO, file: str, options: Options) -> Iterator[Unit | Refused]:
    from tm.formats import xliff

    default = (options.source_language, options.target_language)
    return xliff.read(stream, file=file, language=options.language, default=default)


def _serialize_xliff(
    version: Literal["1.2", "2.1"],
) -> Callable[[Iterable[Unit], BinaryIO, Options], tuple[Refused, ...]]:
    def serialize(units: Iterable[Unit], stream: BinaryIO, options: Options) -> tuple[Refused, ...]:
        from tm.formats import xliff

        header = xliff.Header(
            source_language=options.source_language,
            target_language=options.target_language,
            tool_version=options.tool_version,
            version=version,
            original=options.project or "memory",
        )
        return xliff.write(units, stream, header=header)

    return serialize


FORMATS: tuple[Format, ...] = (
    Format(
        name="po",
        suffixes=(".po", ".pot"),
        parse=_parse_po,
        serialize=_serialize_po,
        carriage=carriages.PO,
        bilingual=True,
    ),
    Format(
        name="tmx",
        suffixes=(".tmx",),
        parse=_parse_tmx,
        serialize=_serialize_tmx,
        carriage=carriages.TMX,
    ),
    Format(
        name="xliff",
        suffixes=(".xlf", ".xliff"),
        parse=_parse_xliff,
        serialize=_serialize_xliff("1.2"),
        carriage=carriages.XLIFF,
        bilingual=True,
    ),
    Format(
        name="xliff2",
        suffixes=(".xlf2", ".xliff2"),
        parse=_parse_xliff,
        serialize=_serialize_xliff("2.1"),
        carriage=carriages.XLIFF2,
        bilingual=True,
    ),
    Format(
        name="csv",
        suffixes=(".csv",),
        parse=_parse_table(".csv"),
        serialize=_serialize_csv,
        carriage=carriages.TABLE,
    ),
    Format(
        name="xlsx",
        suffixes=(".xlsx",),
        parse=_parse_table(".xlsx"),
        serialize=_serialize_xlsx,
        carriage=carriages.TABLE,
    ),
)
"""All formats, by name."""


def format_named(name: str) -> Format:
    """Return the format with this name.

    :raises TmError: there is none; the hint lists those there are.
    """
    found = next((known for known in FORMATS if known.name == name), None)
    if found is None:
        raise TmError(
            say("There is no format `{name}`.", name=name),
            hint=say("Known formats: {names}.", names=", ".join(f.name for f in FORMATS)),
        )
    return found


def format_of(path: PurePath, among: Sequence[Format] = FORMATS) -> Format:
    """Return the format of a file by its suffix, in any capitals.

    :raises TmError: no format has the suffix; the hint lists the suffixes there are.
    """
    suffix = path.suffix.lower()
    found = next((known for known in among if suffix in known.suffixes), None)
    if found is None:
        known = ", ".join(suffix for known in among for suffix in known.suffixes)
        raise TmError(
            say("The name does not tell the format."),
            place=Place(str(path)),
            hint=say("Known suffixes: {known}.", known=known),
        )
    return found
