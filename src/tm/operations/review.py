"""An alignment as a person reviews it: a table to edit in a spreadsheet, which is read back, and a page to look at.

Segments have numbers, counted from 1 in each version. Moving a number to another row moves the segment; the texts
stand there to be read and are not read back. What comes of a review is kept by `tm.operations.confirmed`.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise

import msgspec

from tm.align.multilingual import Group
from tm.errors import ErrorList, FormatError, Place, TmError
from tm.formats.files import decode
from tm.lint.finding import Finding
from tm.messages import say, say_number
from tm.operations.alignment import Aligned
from tm.operations.confirmed import Spans, in_text_order, singled
from tm.operations.provenance import digest
from tm.operations.statements import Version

UNSURE = 0.5
"""A group with a lower confidence is more likely wrong than right."""
_SURE = 0.9
_MARK, _CONFIDENCE, _FOUND = "confirmed", "confidence", "found"
_YES = frozenset({"x", "х", "+", "1", "yes", "true", "✓"})  # the second is Cyrillic
_DELIMITERS = "\t,;"
_NUMBERS = re.compile(r"([0-9]{1,9})(?:\s*[-–]\s*([0-9]{1,9}))?")
_EDITION = re.compile(r"([A-Za-z-]+) [0-9a-f]{8}")
_SEPARATORS = re.compile(r"[\s+,;]+")
_FORMULA = ("=", "+", "-", "@")


class _Row(msgspec.Struct, frozen=True):
    """A row of the table as it was read."""

    line: int
    spans: dict[str, tuple[int, ...]]
    """By language the indexes of segments, from 0, rising."""
    confirmed: bool


def to_table(versions: Sequence[Version], aligned: Aligned) -> bytes:
    """Return the alignment as tab-separated values in the order of the text, UTF-8 with a byte order mark.

    A row has a mark where it is confirmed, the confidence, for each version the numbers and texts of its segments, and
    last what was found, by which a change is recognised. The header tells which texts it was made from.
    """
    out = io.StringIO()
    write = csv.writer(out, dialect="excel-tab", lineterminator="\n").writerow
    heads = [name for version in versions for name in (_edition(version), f"{version.language.code} text")]
    write([_MARK, _CONFIDENCE, *heads, _FOUND])
    for number, group in enumerate(aligned.groups):
        cells = [cell for version in versions for cell in _cells(version, group)]
        mark = "x" if number in aligned.confirmed else ""
        write([mark, f"{group.confidence:.2f}", *cells, _found(group.sentences, versions)])
    return ("\ufeff" + out.getvalue()).encode()


def _edition(version: Version) -> str:
    """Return the language and a digest of the version's segments."""
    return f"{version.language.code} {digest(chr(0).join(segment.text for segment in version.segments))}"


def _cells(version: Version, group: Group) -> tuple[str, str]:
    span = group.sentences.get(version.language.code, ())
    text = " | ".join(version.segments[index].text for index in span)
    return _numbers(span), f"'{text}" if text.startswith(_FORMULA) else text


def _numbers(span: Sequence[int]) -> str:
    """Return the numbers of segments in a form that no spreadsheet takes for a date or for one number: `3+4`."""
    return "+".join(str(index + 1) for index in span)


def _found(spans: Spans, versions: Sequence[Version]) -> str:
    codes = [version.language.code for version in versions]
    return "; ".join(f"{code} {_numbers(spans.get(code, ())) or 'none'}" for code in codes)


def read_table(data: bytes, versions: Sequence[Version], *, file: str) -> tuple[Spans, ...]:
    """Return the groups that a person has confirmed in an edited table, in the order of the text.

    A row is confirmed if it is marked, or if its numbers were changed. `file` is the table's name in messages.

    :raises TmError: it is no such table, or the texts are not those it was made from.
    :raises ErrorList: rows can't be used; all faults at once.
    """
    lines = _lines(data, file)
    columns = _columns(lines, versions, file)
    reading = _Reading(versions, file)
    rows = [reading.row(number, dict(zip(columns, cells, strict=False))) for number, cells in lines[1:]]
    reading.check_missing(rows)
    order = reading.ordered(rows)
    if reading.errors:
        raise ErrorList(sorted(reading.errors, key=lambda error: error.place or Place(file)))
    return tuple(part for row in order if row.confirmed for part in singled(row.spans))


def _lines(data: bytes, file: str) -> list[tuple[int, list[str]]]:
    """Return the rows that are not empty, with their lines; columns may be divided by tabs, commas or semicolons."""
    text = decode(data, file).removeprefix("\ufeff")
    delimiter = max(_DELIMITERS, key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        hint = say("Save it as tab-separated text.")
        raise FormatError(
            say("This is no table: {error}.", error=error), place=Place(file, reader.line_num), hint=hint
        ) from error
    return [(number, cells) for number, cells in rows if any(map(str.strip, cells))]


def _columns(lines: Sequence[tuple[int, list[str]]], versions: Sequence[Version], file: str) -> list[str]:
    """Return the names of the columns, a language's code for its numbers. Raises `TmError` where they don't fit."""
    place = Place(file, 1)
    names = [name.strip() for name in lines[0][1]] if lines else []
    known = {_edition(version): version.language.code for version in versions}
    there = {found[1]: name for name in names if (found := _EDITION.fullmatch(name))}
    missing = [name for name in (_MARK, _FOUND) if name not in names]
    missing += [code for code in known.values() if code not in there]
    if missing:
        message = say("The column “{missing}” is missing.", missing=missing[0])
        raise FormatError(message, place=place, hint=say("Keep the first row as it was written by --review."))
    if surplus := [code for code in there if code not in known.values()]:
        raise TmError(
            say("The table is about {surplus}, too.", surplus=surplus[0]),
            place=place,
            hint=say("Name that version as well."),
        )
    if changed := [code for name, code in known.items() if there[code] != name]:
        hint = say("Make a new table with --review and take over what you had changed.")
        raise TmError(
            say("The text in {names} has changed since the review.", names=", ".join(changed)), place=place, hint=hint
        )
    return [known.get(name, name) for name in names]


class _Reading:
    """The rows of an edited table, checked against the versions; faults are collected."""

    def __init__(self, versions: Sequence[Version], file: str) -> None:
        self.versions = versions
        self.sizes = {version.language.code: len(version.segments) for version in versions}
        self.file = file
        self.errors: list[TmError] = []
        self.lines: dict[tuple[str, int], int] = {}
        """The line of each segment that was met."""

    def row(self, line: int, cells: Mapping[str, str]) -> _Row:
        """Return a row; numbers that can't be used are left out of it."""
        spans = {code: self._span(line, code, cells.get(code, "")) for code in self.sizes}
        mark = cells.get(_MARK, "").strip().lower()
        if mark and mark not in _YES:
            message = say("The mark “{mark}” is not known.", mark=mark)
            self._fault(line, message, say("Write x to confirm a row, or nothing."))
        edited = " ".join(cells.get(_FOUND, "").split()) != _found(spans, self.versions)
        return _Row(line, spans, bool(mark) or edited)

    def _span(self, line: int, code: str, cell: str) -> tuple[int, ...]:
        found = []
        for piece in filter(None, _SEPARATORS.split(re.sub(r"\s*([-–])\s*", r"\1", cell))):
            for index in self._indexes(line, code, piece):
                first = self.lines.setdefault((code, index), line)
                if index in found or first != line:
                    message = say(
                        "Segment {index} of {code} stands in line {first} already.",
                        index=index + 1,
                        code=code,
                        first=first,
                    )
                    self._fault(line, message, say("Keep it in one place."))
                else:
                    found.append(index)
        span = tuple(sorted(found))
        if any(after != before + 1 for before, after in pairwise(span)):
            message = say(
                "The segments {numbers} of {code} don't follow each other.", numbers=_numbers(span), code=code
            )
            self._fault(line, message, say("Add what lies between, or make two rows."))
        return span

    def _indexes(self, line: int, code: str, piece: str) -> range:
        """Return the indexes that a number or a range of numbers stands for, as far as there are such segments."""
        found = _NUMBERS.fullmatch(piece)
        size = self.sizes[code]
        if found is None:
            message = say("“{piece}” is no segment number of {code}.", piece=piece, code=code)
            self._fault(line, message, say("Write numbers like 3 or 3+4."))
            return range(0)
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= size:
            message = say("There is no segment {piece} of {code}.", piece=piece, code=code)
            self._fault(line, message, say("They are numbered from 1 to {number}.", number=size))
            return range(0)
        return range(first - 1, last)

    def check_missing(self, rows: Sequence[_Row]) -> None:
        """Note the segments that are in no row, at the row after which they belong."""
        for code, size in self.sizes.items():
            line = rows[0].line if rows else 1
            for index in range(size):
                if (code, index) in self.lines:
                    line = self.lines[code, index]
                else:
                    message = say("Segment {index} of {code} is in no row.", index=index + 1, code=code)
                    self._fault(line, message, say("Give it one, of its own or not."))

    def ordered(self, rows: Sequence[_Row]) -> list[_Row]:
        """Return the rows in the order of the text, however the table was sorted; note those that cross."""
        ordered = in_text_order([row.spans for row in rows])
        for knot in ordered.crossing:
            lines = sorted(rows[number].line for number in knot)
            message = say("Lines {lines} and {last} cross.", lines=", ".join(map(str, lines[:-1])), last=lines[-1])
            self._fault(lines[0], message, say("An alignment keeps the order of the text: join them."))
        return [rows[number] for number in ordered.order]

    def _fault(self, line: int, message: str, hint: str) -> None:
        self.errors.append(FormatError(message, place=Place(self.file, line), hint=hint))


_STYLE = """
body { font: 16px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 100em; padding: 0 1em }
body { color: #1a1a1a; background: #fff }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th, td { border: 1px solid #ccc; padding: .4em .6em; text-align: left; vertical-align: top }
th { position: sticky; top: 0; background: #eee }
.narrow { width: 5.5em }
td p { margin: 0 0 .3em }
td b { color: #666; font-size: .75em; margin-right: .4em }
.low td:first-child { background: #f6b3a8 }
.middle td:first-child { background: #fbe29a }
.high td:first-child { background: #c4e8bd }
.confirmed td:first-child { background: #b8d4f3 }
.none { background: #f0f0f0; color: #666 }
"""


def to_page(versions: Sequence[Version], aligned: Aligned, doubts: Sequence[Finding] = ()) -> str:
    """Return the alignment as an HTML page that needs nothing else: least sure groups first, confirmed ones last.

    `doubts` are findings to list above them. The first column has the group's line in the table of `to_table`.
    """
    order = sorted(range(len(aligned.groups)), key=lambda n: (n in aligned.confirmed, aligned.groups[n].confidence, n))
    kinds = {number: _kind(number, aligned) for number in order}
    title, confidence = escape(" · ".join(version.file for version in versions)), say("confidence")
    heads = "".join(f"<th>{version.language.code}</th>" for version in versions)
    return "\n".join(
        [
            '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">',
            f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>",
            f"<p>{_summary(kinds, aligned)}</p>",
            *_doubts(doubts),
            f'<table>\n<tr><th class="narrow">{confidence}</th>{heads}</tr>',
            *(_html_row(number, kinds[number], versions, aligned) for number in order),
            "</table>\n</body>\n</html>\n",
        ]
    )


def _kind(number: int, aligned: Aligned) -> str:
    if number in aligned.confirmed:
        return "confirmed"
    confidence = aligned.groups[number].confidence
    return "low" if confidence < UNSURE else "middle" if confidence < _SURE else "high"


def _summary(kinds: Mapping[int, str], aligned: Aligned) -> str:
    counts = Counter(kinds.values())
    return say(
        "{groups}: {low} below {unsure}, {middle} below {sure}, {high} surer, {confirmed} confirmed. "
        "Missing in some version: {segments}.",
        groups=say_number("{number} group", "{number} groups", len(kinds)),
        segments=say_number("{number} segment", "{number} segments", len(aligned.unaligned)),
        unsure=UNSURE,
        sure=_SURE,
        **{kind: counts[kind] for kind in ("low", "middle", "high", "confirmed")},
    )


def _doubts(doubts: Sequence[Finding]) -> Iterator[str]:
    if doubts:
        title = say("The pairs disagree")
        yield f"<h2>{title}</h2>\n<ul>"
        yield from (f"<li>{escape(f'{doubt.place}: {doubt.message}')}</li>" for doubt in doubts)
        yield "</ul>"


def _html_row(number: int, kind: str, versions: Sequence[Version], aligned: Aligned) -> str:
    group = aligned.groups[number]
    cells = "".join(_html_cell(version, group.sentences.get(version.language.code, ())) for version in versions)
    sure = say("confirmed") if kind == "confirmed" else f"{group.confidence:.2f}"
    line = say("line {line}", line=number + 2)
    return f'<tr class="{kind}"><td>{sure}<br><b>{line}</b></td>{cells}</tr>'


def _html_cell(version: Version, span: Sequence[int]) -> str:
    if not span:
        return '<td class="none">—</td>'
    texts = "".join(f"<p><b>{index + 1}</b>{escape(version.segments[index].text)}</p>" for index in span)
    return f'<td lang="{version.language.code}">{texts}</td>'
