"""The list of what an export did not keep, as a JSON file that is written while it comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from tm.formats.files import open_atomically
from tm.formats.loss import Fate, Loss
from tm.formats.refused import Refused


class LossFile:
    """A JSON object: `losses` one a line, then `summary` and `refused`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._separator = b"\n"
        stream.write(b'{"losses": [')

    def tell(self, loss: Loss) -> None:
        """Add a loss."""
        self._stream.write(self._separator + msgspec.json.encode(loss))
        self._separator = b",\n"

    def end(self, losses: Mapping[tuple[str, Fate, str], int], refused: Sequence[Refused]) -> None:
        """Add the counts and the units that could not be written at all."""
        left_out = [{"place": str(one.place), "reason": one.reason, "text": one.text} for one in refused]
        end = {"summary": summary(losses), "refused": left_out}
        self._stream.write(b"\n],\n" + msgspec.json.encode(end)[1:] + b"\n")


def summary(losses: Mapping[tuple[str, Fate, str], int]) -> list[dict[str, str | int]]:
    """Return the counts as a script reads them."""
    return [
        {"field": field, "fate": fate.value, "how": how, "count": count} for (field, fate, how), count in losses.items()
    ]


@contextmanager
def open_loss_file(path: Path | None) -> Iterator[LossFile | None]:
    """Open the list, nothing where nobody wants one; it takes its name when all is written."""
    if path is None:
        yield None
        return
    with open_atomically(path) as stream:
        yield LossFile(stream)
