"""The skeleton of a text: what is left when letters that are mistaken for each other count as one.

Two texts with one skeleton look alike or differ by what a keyboard without the right letters leaves out: *Milli Meclis*
and *Milli Məclis*, *Совeт* with a Latin e. Unlike `tm.text.normalize.fold` it makes different words equal, so it finds
suspects and decides nothing. Source of the look-alikes: Unicode UTS #39, confusables, for Latin and Cyrillic; small
letters only, since texts are folded first.
"""

from __future__ import annotations

import unicodedata

_CYRILLIC = dict(zip("аеорсухіјѕԁһқ", "aeopcyxijsdhk", strict=True))
_SCHWAS = dict.fromkeys("əәǝ", "e")
_OTHERS = {"ı": "i", "ё": "e", "ґ": "г"}
_SPECIAL = {**_CYRILLIC, **_SCHWAS, **_OTHERS}


class _SkeletonTable(dict[int, int]):
    """A `str.translate` table from letter to skeleton, one to one; Cyrillic й is a letter of its own."""

    def __missing__(self, code: int) -> int:
        letter = chr(code)
        base = _SPECIAL.get(letter) or (letter if letter == "й" else unicodedata.normalize("NFD", letter)[0])
        self[code] = ord(_SPECIAL.get(base, base))
        return self[code]


_TABLE = _SkeletonTable()


def skeleton(folded: str) -> str:
    """Return the skeleton of a folded text; it has the same length."""
    return folded.translate(_TABLE)
