"""OmegaT's text glossary: UTF-8, source, target and comment between tabs, no header.

OmegaT offers every target it reads, so the terms not to use are only named in the comment. A line that begins with `#`
is a comment to OmegaT and a term to other readers: none is written, and a term that begins so can't be.
Source: the OmegaT manual, "Glossaries"; tried with OmegaT 3.6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tm.errors import Place
from tm.formats.files import decode
from tm.formats.glossaries.pairs import Pair
from tm.formats.standing import GOOD

_COLUMNS = 3
_REMARK = "#"


def writable(pair: Pair) -> bool:
    """Tell whether OmegaT would read the pair as a term."""
    return bool(pair.source) and not pair.source.startswith(_REMARK)


def serialize(pairs: Iterable[Pair]) -> bytes:
    """Return the file; targets not to use are left out, and so is what is not `writable`."""
    kept = (pair for pair in pairs if pair.status in GOOD and writable(pair))
    return "".join(f"{_line(pair)}\n" for pair in kept).encode()


def _line(pair: Pair) -> str:
    comment = " ".join(part for part in (pair.comment, pair.note) if part)
    cells = (pair.source, pair.target, comment) if comment else (pair.source, pair.target)
    return "\t".join(" ".join(cell.split()) for cell in cells)


def parse(data: bytes, file: str) -> Iterator[Pair]:
    """Yield the pairs of a file; lines without a tab and comment lines are none.

    :raises FormatError: the file is not UTF-8.
    """
    text = decode(data, file).removeprefix("\ufeff")
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if line.startswith(_REMARK) or len(cells) == 1 or not cells[0]:
            continue
        _, target, comment = (*cells, "")[:_COLUMNS]
        yield Pair(source=cells[0], target=target, comment=comment, place=Place(file, number))
