"""Letters that look alike: which alphabet a word is written in, and what is left when look-alikes count as one letter.

Source of the pairs: Unicode UTS #39, confusables, those of Latin and Cyrillic letters that European languages use and
common fonts do not tell apart.
"""

from __future__ import annotations

import re
import unicodedata

from tm.language import Language

_SMALL = dict(zip("аеорсухіјѕԁһә", "aeopcyxijsdhə", strict=True))
_CAPITALS = dict(zip("АВЕКМНОРСТХУІЈЅӘҺ", "ABEKMHOPCTXYIJSƏH", strict=True))
TO_LATIN = _SMALL | _CAPITALS
TO_CYRILLIC = {latin: cyrillic for cyrillic, latin in TO_LATIN.items()} | {"k": "к", "m": "м", "t": "т", "H": "Н"}
TURNED_E = {"\u01dd": "ə", "\u018e": "Ə"}
"""The turned e of phonetic alphabets, which looks like a schwa and is another letter."""

CYRILLIC_LETTER = r"[\u0400-\u052f]"
LATIN_LETTER = r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af]"
CYRILLIC_WORD = re.compile(rf"(?<!\w){CYRILLIC_LETTER}+(?!\w)")
IS_CYRILLIC = re.compile(CYRILLIC_LETTER)


def is_cyrillic(language: Language) -> bool:
    """Tell whether a language is written in Cyrillic letters."""
    return IS_CYRILLIC.match(language.alphabet) is not None


def in_one_script(word: str, language: Language) -> str | None:
    """Return a word of both scripts as a text in the language would have it in one.

    That is the script that most of its letters are in, the language's own where it is even; the other one where the
    first would need letters that the language does not have (*ХIХ* is XIX). None where a letter has no look-alike:
    then the mixture is meant, as in an ending on a foreign name.
    """
    theirs = len(IS_CYRILLIC.findall(word))
    ours = sum(letter.isalpha() for letter in word) - theirs
    first = theirs > ours or (theirs == ours and is_cyrillic(language))
    written = (_written(word, to_cyrillic=to_cyrillic) for to_cyrillic in (first, not first))
    return next((one for one in written if one and _has_letters(language, word, one)), None)


def _written(word: str, *, to_cyrillic: bool) -> str | None:
    pieces = [_letter(letter, to_cyrillic=to_cyrillic) for letter in word]
    return None if None in pieces else "".join(piece or "" for piece in pieces)


def _has_letters(language: Language, word: str, written: str) -> bool:
    """Tell whether the language has the letters that are new in a word; of another script it has none anyway."""
    if (IS_CYRILLIC.search(written) is not None) != is_cyrillic(language):
        return True
    new = (letter for letter, old in zip(written, word, strict=True) if letter != old)
    return all(language.fold(letter) in language.alphabet for letter in new)


def _letter(letter: str, *, to_cyrillic: bool) -> str | None:
    if not letter.isalpha() or (IS_CYRILLIC.match(letter) is not None) == to_cyrillic:
        return letter
    return (TO_CYRILLIC if to_cyrillic else TO_LATIN).get(letter)


_SKELETONS = {
    **_SMALL,
    **dict.fromkeys(("ә", *TURNED_E.values(), *TURNED_E), "e"),
    "ı": "i",
    "ё": "e",
    "ґ": "г",
    "қ": "k",
}
"""What a keyboard without the letter has in its place, beside the look-alikes."""


class _SkeletonTable(dict[int, int]):
    """A `str.translate` table from letter to skeleton, one to one; Cyrillic й is a letter of its own."""

    def __missing__(self, code: int) -> int:
        letter = chr(code)
        base = _SKELETONS.get(letter) or (letter if letter == "й" else unicodedata.normalize("NFD", letter)[0])
        self[code] = ord(_SKELETONS.get(base, base))
        return self[code]


_TABLE = _SkeletonTable()


def skeleton(folded: str) -> str:
    """Return the skeleton of a folded text, which has the same length.

    Two texts with one skeleton look alike or differ by what a keyboard without the right letters leaves out: *Milli
    Meclis* and *Milli Məclis*, *Совeт* with a Latin e. Unlike `tm.text.normalize.fold` it makes different words equal,
    so it finds suspects and decides nothing.
    """
    return folded.translate(_TABLE)
