"""Units as a table for a spreadsheet: a row a unit, a column a language, and what else is known beside.

The columns are `id`, the languages by their tags, `az state` and the like, `statement`, `date`, `confidence`, `notes`.
Read back, a column with any other name is a property of the unit.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath

from tm.errors import FormatError, Place
from tm.formats import tables
from tm.formats.refused import Refused
from tm.formats.tables import Row
from tm.messages import say
from tm.model import Origin, State, Unit, Variant
from tm.text.inline import literal

_STATE = " state"
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*")
_SHOWN = 6
"""Columns that a message names."""
_AFTER = ("statement", "date", "confidence", "notes")


def parse(rows: Iterable[Row], *, file: str, language: Callable[[str], str | None]) -> Iterator[Unit | Refused]:
    """Yield the units of a table's rows; one without text, or with a state or date that is none, is refused.

    :raises FormatError: no column is in a language that is wanted.
    """
    for number, row in enumerate(rows):
        if number == 0:
            _check_columns(list(row.cells), file, language)
        place = Place(file, row.number)
        try:
            variants = tuple(_variants(row, place, language))
            if not variants:
                raise ValueError(say("The row has no text in any language that is wanted"))  # noqa: TRY301
            yield _unit(row, variants, PurePath(file).stem, language)
        except ValueError as error:
            yield Refused(reason=f"{error}.", place=place, text=" | ".join(filter(None, row.cells.values())))


def _check_columns(names: Sequence[str], file: str, language: Callable[[str], str | None]) -> None:
    if any(_language(name, language) for name in names):
        return
    columns = ", ".join([*names[:_SHOWN], *(["…"] if len(names) > _SHOWN else [])])
    raise FormatError(
        say("no column has the code of a language that is wanted; the columns are: {columns}.", columns=columns),
        place=Place(file, 1, 1),
        hint=say(
            "Call a column of texts by the code of its language, as `tm export --format csv` does. A list of terms is "
            "for `tm glossary import`."
        ),
    )


def _variants(row: Row, place: Place, language: Callable[[str], str | None]) -> Iterator[Variant]:
    for name, text in row.cells.items():
        code = _language(name, language)
        if code and text:
            state = row.cells.get(f"{name}{_STATE}") or State.TRANSLATED
            yield Variant(language=code, text=text, state=State(state), place=place)


def _unit(row: Row, variants: tuple[Variant, ...], stem: str, language: Callable[[str], str | None]) -> Unit:
    cells = row.cells
    date, confidence, notes = (cells.get(name, "") for name in ("date", "confidence", "notes"))
    return Unit(
        id=cells.get("id") or _id(variants),
        variants=variants,
        origin=Origin(
            statement=cells.get("statement", stem),
            date=dt.date.fromisoformat(date) if date else None,
            confidence=float(confidence) if confidence else None,
        ),
        notes=tuple(notes.split("\n")) if notes else (),
        properties=tuple((name, value) for name, value in cells.items() if value and _other(name, language)),
    )


def _language(name: str, language: Callable[[str], str | None]) -> str | None:
    """Return the language of a column, None where it is something else."""
    return language(name) if name != "id" and _TAG.fullmatch(name) else None


def _other(name: str, language: Callable[[str], str | None]) -> bool:
    """Tell whether a column holds what the model has no field for."""
    return name not in {"id", *_AFTER} and not name.endswith(_STATE) and _language(name, language) is None


def _id(variants: Sequence[Variant]) -> str:
    said = "\0".join(f"{one.language}\0{one.text}" for one in variants)
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def head(languages: Sequence[str]) -> list[str]:
    """Return the names of the columns for units in these languages, the source first."""
    return ["id", *languages, *(f"{code}{_STATE}" for code in languages[1:]), *_AFTER]


def row(unit: Unit, languages: Sequence[str]) -> list[str]:
    """Return the cells of a unit."""
    variants = [unit.variant(code) for code in languages]
    texts = [literal(one.text, one.tags) if one else "" for one in variants]
    states = [one.state.value if one and one.state is not State.TRANSLATED else "" for one in variants[1:]]
    origin = unit.origin
    confidence = "" if origin.confidence is None else repr(origin.confidence)
    date = origin.date.isoformat() if origin.date else ""
    return [unit.id, *texts, *states, origin.statement, date, confidence, "\n".join(unit.notes)]


def read(data: bytes, file: str, language: Callable[[str], str | None]) -> Iterator[Unit | Refused]:
    """Yield the units of a CSV or XLSX file."""
    return parse(tables.parse(data, file), file=file, language=language)
