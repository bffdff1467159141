"""The consonant skeleton of a word: what is left of a name or a loan word when it changes alphabet.

*Washington*, *Вашингтон* and *Vaşinqton* are all `FSNK`. Letters are classed by what they sound like, by script and
never by language; vowels fall away, doubles collapse, and only the beginning counts, so that case endings don't matter.
Where a Latin letter sounds differently from one spelling to the next (*c*, *x*, *j*), a word has two skeletons.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CLASSES = {
    "K": "kqgxhcğкгхґκγχ",
    "S": "szşçjžžšśčćșцчшщжзсσζξ",
    "T": "tdțţтдþðτδθ",
    "P": "pbпбπβ",
    "F": "fvwфвφ",
    "L": "lłлλ",
    "R": "rрρ",
    "M": "mмμ",
    "N": "nнν",
}
"""Consonants that replace each other when a name is written in another alphabet."""

_VOWELS = frozenset("aeiouyəıöüаеиоуыэюяєіїαεηιουω")
_DIGRAPHS = (("sch", "ş"), ("sh", "ş"), ("ch", "ç"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("дж", "ж"), ("тч", "ч"))
_SOUNDS = {letter: sound for sound, letters in _CLASSES.items() for letter in letters}
_OTHER_SOUNDS = {**_SOUNDS, "c": "S", "x": "KS", "j": ""}
_SOFT_G = re.compile(r"g(?=[eiy])")
_DOUBLES = re.compile(r"(.)\1+")
_PLAIN = str.maketrans({"ı": "i", "ə": "e", "ё": "е", "ł": "l", "ø": "o", "đ": "d"})

SHORTEST = 3
"""Skeletons with fewer sounds than this say too little to be used."""
LONGEST = 4
"""Sounds beyond this are dropped: endings live there."""


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """Return the word in small letters without diacritics, the same in every language: `İstifadəçi` -> `istifadeci`."""
    small = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in small if not unicodedata.combining(letter)).translate(_PLAIN)


@lru_cache(maxsize=200_000)
def skeletons(word: str, longest: int = LONGEST) -> tuple[str, ...]:
    """Return the one or two skeletons of a word, none where it is too short: `Vaşinqton` -> `("FSNK",)`.

    A word that begins with a vowel is marked by an initial `A`, which counts as a sound.
    """
    small = _compose(word)
    for letters, sound in _DIGRAPHS:
        small = small.replace(letters, sound)
    first = _trim(_sound(small, _SOUNDS), longest)
    second = _trim(_sound(_SOFT_G.sub("ž", small), _OTHER_SOUNDS), longest)
    return tuple(dict.fromkeys(skeleton for skeleton in (first, second) if skeleton))


def _compose(word: str) -> str:
    return unicodedata.normalize("NFC", word.lower().replace("i\u0307", "i"))


def _sound(word: str, sounds: dict[str, str]) -> str:
    letters = [letter if letter in sounds else unicodedata.normalize("NFD", letter)[0] for letter in word]
    mark = "A" if letters and letters[0] in _VOWELS else ""
    return mark + "".join(sounds.get(letter, "") for letter in letters)


def _trim(skeleton: str, longest: int) -> str:
    short = _DOUBLES.sub(r"\1", skeleton)
    return short[:longest] if len(short) >= SHORTEST else ""
