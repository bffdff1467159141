"""The bands into which matches are counted: what a score means for the work that is left."""

from __future__ import annotations

from tm.memory.similarity import EXACT

BOTH = "102"
"""Equal, with equal neighbours on both sides."""
ONE_SIDE = "101"
EQUAL = "100"
NEW = "new"
_FUZZY = ((95, "95–99"), (85, "85–94"), (75, "75–84"), (50, "50–74"))
BANDS = (BOTH, ONE_SIDE, EQUAL, *(name for _, name in _FUZZY), NEW)
"""All bands, best first."""
LEAST = _FUZZY[-1][0]
"""The least score that is not counted as new."""


def band_of(total: int) -> str:
    """Return the band of a score, 0 to 102."""
    if total >= EXACT:
        return str(total)
    return next((name for least, name in _FUZZY if total >= least), NEW)
