"""Letters that look alike in the Latin and the Cyrillic alphabet, and which of the two a text is written in.

The pairs are those of Unicode's confusables (UTS #39) that are letters of European languages and cannot be told apart
in common fonts.
"""

from __future__ import annotations

import re

from tm.language import Language

_CYRILLIC = "аеосрхуіјѕәһАВЕКМНОРСТХУІЈЅӘҺ"
_LATIN = "aeocpxyijsəhABEKMHOPCTXYIJSƏH"
TO_LATIN = dict(zip(_CYRILLIC, _LATIN, strict=True))
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


def in_one_script(word: str, *, cyrillic: bool) -> str | None:
    """Return a word of both scripts written in the one that most of its letters are in, `cyrillic` where it is even.

    None where a letter has no look-alike: then the mixture is meant, as in an ending on a foreign name.
    """
    theirs = len(IS_CYRILLIC.findall(word))
    ours = sum(letter.isalpha() for letter in word) - theirs
    to_cyrillic = theirs > ours or (theirs == ours and cyrillic)
    pieces = [_letter(letter, to_cyrillic=to_cyrillic) for letter in word]
    return None if None in pieces else "".join(piece or "" for piece in pieces)


def _letter(letter: str, *, to_cyrillic: bool) -> str | None:
    if not letter.isalpha() or (IS_CYRILLIC.match(letter) is not None) == to_cyrillic:
        return letter
    return (TO_CYRILLIC if to_cyrillic else TO_LATIN).get(letter)
