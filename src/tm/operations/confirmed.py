"""What people have confirmed of a statement's alignment: `alignment.tsv` in the statement's folder.

A row is a group of segments that belong together, or a segment that has no counterpart. Segments are named by digests
of their texts, so a row survives edits elsewhere; once one of its own texts has changed it no longer fits and is left
out. A column is a language; in a cell `-` means that the version does not say it, and an empty cell that nobody has
looked at this version. What a person sees and edits is another file: `tm.operations.review`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec

from tm.errors import ErrorList, FormatError, Place, TmError
from tm.formats.files import read_text, write_atomically
from tm.messages import say
from tm.operations.provenance import digest

FILE = "alignment.tsv"
"""Name of the file in a statement's folder."""
Spans = Mapping[str, tuple[int, ...]]
"""By language the indexes of segments, from 0; empty where the version has none; missing where that is not known."""
_TEXT = "text"
_NONE = "-"
_KEY = re.compile(r"[0-9a-f]{8}(-[1-9][0-9]*)?")
_LANGUAGE = re.compile(r"[A-Za-z0-9-]+")
_SHOWN = 60


class Row(msgspec.Struct, frozen=True):
    """A row of the file."""

    line: int
    keys: Mapping[str, tuple[str, ...]]
    """By language the names of segments, as `keys_of` gives them; none where the version does not say it."""


class Confirmed(msgspec.Struct, frozen=True):
    """What of the file holds for the versions as they are."""

    groups: tuple[Spans, ...] = ()
    """In the order of the text; they share no segment and do not cross."""
    dropped: tuple[int, ...] = ()
    """Lines of the rows that no longer fit, rising."""


class Ordered(msgspec.Struct, frozen=True):
    """Groups put in the order of the text."""

    order: tuple[int, ...]
    """Indexes of groups."""
    crossing: tuple[tuple[int, ...], ...]
    """Indexes of groups that wait for each other, so that no order suits them."""


def keys_of(texts: Iterable[str]) -> list[str]:
    """Return a name for each text: its digest, and from the second of equal texts on a number, `5d41402a-2`."""
    seen: Counter[str] = Counter()
    keys = []
    for text in texts:
        key = digest(text)
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return keys


def read_confirmed(path: Path, *, file: str) -> tuple[Row, ...]:
    """Return the rows of a file, none where there is no file; `file` is its name in messages.

    :raises ErrorList: the file can't be used; all its faults at once.
    """
    return parse(read_text(path), file=file) if path.exists() else ()


def write_confirmed(path: Path, groups: Sequence[Spans], versions: Mapping[str, Sequence[str]]) -> None:
    """Write a file anew; where nothing is confirmed there is none. Raises `TmError` where it can't be written."""
    if groups:
        write_atomically(path, serialize(groups, versions).encode())
    else:
        path.unlink(missing_ok=True)


def parse(text: str, *, file: str) -> tuple[Row, ...]:
    """Return the rows of a file's text.

    :raises ErrorList: some rows can't be read, or two of them name the same segment.
    """
    lines = text.splitlines()
    columns = lines[0].split("\t") if lines else []
    languages = columns[:-1]
    if columns[-1:] != [_TEXT] or not all(map(_LANGUAGE.fullmatch, languages)) or len(set(languages)) < len(languages):
        hint = say("Its columns are languages and “{text}”; without the file nothing is confirmed.", text=_TEXT)
        raise FormatError(say("This is no list of confirmed segments."), place=Place(file, 1), hint=hint)
    rows, errors = [], list[TmError]()
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        row = Row(number, dict(_cells(languages, cells))) if len(cells) == len(columns) else None
        if row and all(_KEY.fullmatch(key) for keys in row.keys.values() for key in keys):
            rows.append(row)
        else:
            hint = say("Take the line out and confirm the segments again.")
            errors.append(FormatError(say("This row can't be read."), place=Place(file, number), hint=hint))
    errors += _doubles(rows, file)
    if errors:
        raise ErrorList(errors)
    return tuple(rows)


def _cells(languages: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for language, cell in zip(languages, cells, strict=False):
        if cell:
            yield language, () if cell == _NONE else tuple(cell.split("+"))


def _doubles(rows: Iterable[Row], file: str) -> Iterator[TmError]:
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        for language, keys in row.keys.items():
            for key in keys:
                line = first.setdefault((language, key), row.line)
                if line != row.line:
                    message = say(
                        "Segment {key} of {language} stands in line {line} already.",
                        key=key,
                        language=language,
                        line=line,
                    )
                    yield FormatError(message, place=Place(file, row.line), hint=say("Keep one of the two rows."))


def serialize(groups: Iterable[Spans], versions: Mapping[str, Sequence[str]]) -> str:
    """Return the text of a file; `versions` are the texts of the segments by language."""
    keys = {code: keys_of(texts) for code, texts in versions.items()}
    lines = ["\t".join([*versions, _TEXT])]
    for spans in groups:
        cells = [_cell([keys[code][i] for i in spans[code]]) if code in spans else "" for code in versions]
        lines.append("\t".join([*cells, _beginning(spans, versions)]))
    return "\n".join(lines) + "\n"


def _cell(keys: Sequence[str]) -> str:
    return "+".join(keys) or _NONE


def _beginning(spans: Spans, versions: Mapping[str, Sequence[str]]) -> str:
    """Return the beginning of what the group says, for people who read the file."""
    text = next(versions[code][spans[code][0]] for code in versions if spans.get(code))
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"


def resolve(rows: Iterable[Row], versions: Mapping[str, Sequence[str]]) -> Confirmed:
    """Find the rows' segments in the versions as they are; `versions` are the texts of the segments by language.

    Languages that are not among the versions don't count. A row is dropped if one of its texts is not there any more,
    if other segments have come between, or if it crosses another row.
    """
    places = {code: {key: place for place, key in enumerate(keys_of(texts))} for code, texts in versions.items()}
    found: list[tuple[int, Spans]] = []
    dropped: set[int] = set()
    for row in rows:
        spans = {
            code: tuple(place.get(key, -1) for key in row.keys[code])
            for code, place in places.items()
            if code in row.keys
        }
        if not all(map(_whole, spans.values())):
            dropped.add(row.line)
        else:
            found += [(row.line, part) for part in singled(spans)]
    ordered = in_text_order([spans for _, spans in found])
    dropped.update(found[number][0] for knot in ordered.crossing for number in knot)
    groups = tuple(found[number][1] for number in ordered.order)
    return Confirmed(groups, tuple(sorted(dropped)))


def _whole(span: tuple[int, ...]) -> bool:
    return -1 not in span and all(after == before + 1 for before, after in pairwise(span))


def singled(spans: Spans) -> Iterator[Spans]:
    """Yield the group; one that only a single version has as its segments one by one; an empty one not at all."""
    spoken = [code for code, span in spans.items() if span]
    if len(spoken) > 1:
        yield spans
    for code in spoken if len(spoken) == 1 else ():
        yield from ({**spans, code: (index,)} for index in spans[code])


def in_text_order(groups: Sequence[Spans]) -> Ordered:
    """Return the groups in the order of the text, those of the earlier language first where that leaves a choice.

    Groups that cross each other are in no order: they are set apart, and the rest is ordered without them.
    """
    queues = _queues(groups)
    done: set[int] = set()
    order: list[int] = []
    crossing: list[tuple[int, ...]] = []
    while heads := dict.fromkeys(queue[-1] for queue in queues.values() if _trimmed(queue, done)):
        ready = [head for head in heads if all(queues[code][-1] == head for code, span in groups[head].items() if span)]
        if ready:
            order.append(ready[0])
            done.add(ready[0])
        else:
            crossing.append(tuple(sorted(heads)))
            done.update(heads)
    return Ordered(tuple(order), tuple(crossing))


def _queues(groups: Sequence[Spans]) -> dict[str, list[int]]:
    """Return for each language the groups that have a segment in it, the last one first."""
    codes = dict.fromkeys(code for spans in groups for code in spans)
    return {
        code: sorted(
            (number for number, spans in enumerate(groups) if spans.get(code)),
            key=lambda number: groups[number][code],
            reverse=True,
        )
        for code in codes
    }


def _trimmed(queue: list[int], done: set[int]) -> bool:
    """Take what is done from the end of the queue; tell whether something is left."""
    while queue and queue[-1] in done:
        queue.pop()
    return bool(queue)
