"""A quick answer for most texts: none of its pieces can matter, because each was looked at before and didn't.

Texts of one project repeat their words, so that looking a piece up is much cheaper than searching every text anew. A
piece is what stands between two blanks (`str.split`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

_REMEMBERED = 1 << 17
"""How many pieces are kept; then the sieve begins anew."""


class Sieve:
    """Remembers which pieces of texts matter to somebody, and which don't."""

    def __init__(self, matters: Callable[[str], bool]) -> None:
        """Take what tells of one piece whether it may matter; it is asked once for each piece."""
        self._matters = matters
        self._idle: set[str] = set()
        self._live: set[str] = set()

    def catches(self, pieces: Sequence[str]) -> bool:
        """Tell whether any of the pieces may matter."""
        if self._idle.issuperset(pieces):
            return False
        if not self._live.isdisjoint(pieces):
            return True
        return any(self._learn(piece) for piece in pieces if piece not in self._idle)

    def caught(self, pieces: Sequence[str]) -> set[str]:
        """Return the pieces that may matter: all that do, and perhaps some that nobody has asked about."""
        return set(pieces).difference(self._idle) if self.catches(pieces) else set()

    def doubt(self, pieces: Iterable[str]) -> None:
        """Ask anew about some pieces."""
        self._idle.difference_update(pieces)
        self._live.difference_update(pieces)

    def _learn(self, piece: str) -> bool:
        if len(self._idle) + len(self._live) >= _REMEMBERED:
            self._idle.clear()
            self._live.clear()
        matters = self._matters(piece)
        (self._live if matters else self._idle).add(piece)
        return matters
