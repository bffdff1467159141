"""What was found out about the pieces of texts, each looked at once.

Texts of one project repeat their words, so that looking a piece up is much cheaper than searching every text anew. A
piece is what stands between two blanks (`str.split`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_MOST = 1 << 17
"""How many pieces are kept; then the table begins anew."""

Answer = TypeVar("Answer")


class Remembered(dict[str, Answer]):
    """By piece: what a function says of it, worked out when it is first asked for (`remembered[piece]`)."""

    def __init__(self, answer: Callable[[str], Answer]) -> None:
        """Take the function; it must say the same of a piece each time."""
        super().__init__()
        self._answer = answer

    def __missing__(self, piece: str) -> Answer:
        """Work out and keep what is to be said of a new piece."""
        if len(self) >= _MOST:
            self.clear()
        answer = self[piece] = self._answer(piece)
        return answer
