"""Tables as spreadsheets know them: CSV, TSV and XLSX, rows of text under a header.

`parse` and `serialize` take and give the bytes of a file; what the columns mean is the caller's matter. A cell that
a spreadsheet would run as a formula is written so that it stays text, and reads back as it was.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

import msgspec

from tm.errors import FormatError, Place, TmError
from tm.formats.files import decode
from tm.messages import say

SUFFIXES = (".csv", ".tsv", ".xlsx")
"""The file name suffixes of the tables that can be read and written."""
_DELIMITERS = ",;\t"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet takes for a formula (OWASP, "CSV Injection") at the start of a cell, and that after a `'`."""
_QUOTED = re.compile(r'"[^"]*"')
_CELL_LETTERS = 32767
"""The most a cell of a spreadsheet holds."""
_SHEET_ROWS = 1 << 20
_WIDEST = 60
_UNPACKED = 256 << 20
"""Bytes; a file that unpacks to more is refused."""
_RATIO = 200
_SMALL = 16 << 20
"""Bytes; up to this size a file may be packed as tightly as it likes."""
_EPOCH = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no time zones
"""Written as the date of creation, so that the same table gives the same file."""


class Row(msgspec.Struct, frozen=True):
    """A row of a table."""

    number: int
    """As a spreadsheet counts: the header is row 1."""
    cells: Mapping[str, str]
    """By column; every column of the header is there."""
    surplus: tuple[str, ...] = ()
    """Cells that stand to the right of the last column and are not empty."""


def parse(data: bytes, file: str) -> list[Row]:
    """Return the rows of a file that are not empty; `file` is its name, its suffix tells the format.

    Column names lose their capitals and outer spaces, cells their outer spaces. A CSV or TSV may be divided by commas,
    semicolons or tabs; it is UTF-8, or UTF-16 with a byte order mark. Of an XLSX the first sheet is read.

    :raises FormatError: the file is not what its suffix says, has no header or has a column twice.
    :raises TmError: the suffix is not one of `SUFFIXES`.
    """
    lines = _read_xlsx(data, file) if _suffix(file) == ".xlsx" else _read_csv(data, file)
    header = [name.strip().lower() for name in next(lines, [])]
    while header and not header[-1]:
        header.pop()
    _check_header(header, file)
    rows = (_row(number, header, [cell.strip() for cell in cells]) for number, cells in enumerate(lines, 2))
    return [row for row in rows if any(row.cells.values()) or row.surplus]


def serialize(header: Sequence[str], rows: Iterable[Sequence[str]], file: str, *, sheet: str = "Glossary") -> bytes:
    """Return the bytes of a file with these rows; the suffix of its name tells the format.

    `sheet` is what the one sheet of a spreadsheet is called.

    :raises TmError: the suffix is not one of `SUFFIXES`, or there is more than a spreadsheet holds.
    """
    suffix = _suffix(file)
    if suffix == ".xlsx":
        return _write_xlsx([header, *rows], file, sheet)
    return b"".join(csv_lines([header, *rows], delimiter="\t" if suffix == ".tsv" else ","))


def _suffix(file: str) -> str:
    suffix = PurePath(file).suffix.lower()
    if suffix not in SUFFIXES:
        raise TmError(
            say("The name does not tell the format."),
            place=Place(file),
            hint=say("Call it {names}.", names=", ".join(SUFFIXES)),
        )
    return suffix


def _check_header(header: Sequence[str], file: str) -> None:
    place = Place(file, 1)
    if not header:
        raise FormatError(say("The table is empty."), place=place, hint=say("Its first row names the columns."))
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        what = say("The column “{name}” stands twice.", name=twice) if twice else say("A column has no name.")
        raise FormatError(what, place=place, hint=say("Give each column one name in the first row."))


def _row(number: int, header: Sequence[str], cells: Sequence[str]) -> Row:
    filled = [*cells, *([""] * (len(header) - len(cells)))]
    surplus = tuple(cell for cell in filled[len(header) :] if cell)
    return Row(number, dict(zip(header, filled, strict=False)), surplus)


# --- CSV


def _read_csv(data: bytes, file: str) -> Iterator[list[str]]:
    text = _text(data, file).removeprefix("\ufeff")
    first = _QUOTED.sub("", text.split("\n", 1)[0])
    delimiter = max(_DELIMITERS, key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for line in lines:
            yield [_plain(cell) for cell in line]
    except csv.Error as error:
        hint = say("Close each quotation mark; inside a cell in quotation marks write them twice.")
        raise FormatError(
            say("This is not CSV: {error}.", error=error), place=Place(file, lines.line_num), hint=hint
        ) from error


def _text(data: bytes, file: str) -> str:
    if not data.startswith(_UTF16):
        return decode(data, file)
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise FormatError(
            say("The file is cut off."), place=Place(file), hint=say("Save it again, as UTF-8.")
        ) from error


def csv_lines(rows: Iterable[Sequence[str]], *, delimiter: str = ",") -> Iterator[bytes]:
    """Yield the bytes of a CSV a row at a time, for tables of any length."""
    out = io.StringIO("\ufeff")
    out.seek(1)
    write = csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow
    for row in rows:
        write([_harmless(cell) for cell in row])
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _plain(cell: str) -> str:
    """Return what `_harmless` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


# --- XLSX


def _read_xlsx(data: bytes, file: str) -> Iterator[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    _check_archive(data, file)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        lines = sheet.to_python(skip_empty_area=False)
    except CalamineError as error:
        raise FormatError(
            say("This is not XLSX: {error}.", error=error), place=Place(file), hint=say("Save it again as XLSX.")
        ) from error
    for line in lines:
        yield [_shown(cell) for cell in line]


def _check_archive(data: bytes, file: str) -> None:
    """Refuse what is no archive, and one that is small and unpacks to very much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise FormatError(say("This is not XLSX."), place=Place(file), hint=say("Save it again as XLSX.")) from error
    if size > _UNPACKED or size > max(_SMALL, len(data) * _RATIO):
        message = say("The file unpacks to {size} MB, more than a table can be.", size=size >> 20)
        raise FormatError(
            message, place=Place(file), hint=say("Save it again as XLSX, without pictures and empty rows.")
        )


def _shown(cell: object) -> str:
    """Return the text of a cell: numbers without needless decimals, true and false in small letters."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _write_xlsx(rows: Sequence[Sequence[str]], file: str, title: str) -> bytes:
    from xlsxwriter import Workbook

    if len(rows) > _SHEET_ROWS:
        hint = say("Write CSV, or fewer rows.")
        raise TmError(
            say("There are {number} rows, a sheet holds {sheet_rows}.", number=len(rows), sheet_rows=_SHEET_ROWS),
            place=Place(file),
            hint=hint,
        )
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"created": _EPOCH})
    sheet = book.add_worksheet(title)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if len(cell) > _CELL_LETTERS:
                raise TmError(
                    say(
                        "A text has {number} letters, a cell holds {cell_letters}.",
                        number=len(cell),
                        cell_letters=_CELL_LETTERS,
                    ),
                    place=Place(file, at + 1),
                )
            sheet.write_string(at, column, cell, wrapped if at else bold)
    for column, width in enumerate(_widths(rows)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows) - 1, 1), max(len(rows[0]) - 1, 0))
    book.close()
    return out.getvalue()


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    return [min(_WIDEST, max(len(cell) for cell in column) + 2) for column in zip(*rows, strict=True)]
