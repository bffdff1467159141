"""What a reader or writer says about a unit it can't carry, while it goes on with the rest."""

from __future__ import annotations

import msgspec

from tm.errors import Place


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """A unit that was left out, and why."""

    reason: str
    """What is wrong with it, as a sentence."""
    place: Place
    """Where it was read; for a unit that was to be written the place is its origin, with no line."""
    text: str
    """The unit as it stands in the file, or what it says, shortened."""

    def __str__(self) -> str:
        """Render as `file:line: reason`."""
        return f"{self.place}: {self.reason}"
