"""Azerbaijani numbers: the ending of an ordinal in digits follows the last word of the number as it is spoken."""

from __future__ import annotations

from tm.languages.az.suffixes import VOWELS, harmonise

_ONES = ("cı", "ci", "ci", "cü", "cü", "ci", "cı", "ci", "ci", "cu")
"""sıfırıncı, birinci, ikinci, üçüncü, dördüncü, beşinci, altıncı, yeddinci, səkkizinci, doqquzuncu."""
_TENS = ("", "cu", "ci", "cu", "cı", "ci", "cı", "ci", "ci", "cı")
"""-, onuncu, iyirminci, otuzuncu, qırxıncı, əllinci, altmışıncı, yetmişinci, səksəninci, doxsanıncı."""
_POWERS = ((9, "cı"), (6, "cu"), (3, "ci"), (2, "cü"))
"""milyardıncı, milyonuncu, mininci, yüzüncü."""

NUMBER_WORDS = {
    "iki": 2,
    "üç": 3,
    "dörd": 4,
    "beş": 5,
    "altı": 6,
    "yeddi": 7,
    "səkkiz": 8,
    "doqquz": 9,
    "on": 10,
    "on bir": 11,
    "on iki": 12,
}
"""*bir* is left out: it is the article, too."""


def ordinal_ending(number: int) -> str:
    """Return the ending without hyphen: `ci` for 5 (*5-ci*), `cı` for 1990 (*1990-cı*)."""
    ones, tens = number % 10, number // 10 % 10
    if ones or not number:
        return _ONES[ones]
    if tens:
        return _TENS[tens]
    return next(ending for power, ending in _POWERS if number % 10**power == 0)


_CASES = " I In A dA dAn Adək InI InIn InA IndA IndAn".split(" ")
_CASES_AFTER_VOWEL = " nI nIn yA dA dAn yAdək sI sInI sInIn sInA sIndA sIndAn".split(" ")
"""The cases, and those of *beşi*, "five of them"; `A` and `I` stand for the vowels that harmony decides."""
_OTHER_WORDS = frozenset("üçün onu onun ona onda ondan".split())
"""*for*, and the forms of the pronoun *o*: too common to stand for a number."""


def _in_all_cases(word: str) -> list[str]:
    """Return a number word with its endings: *doqquz*, *doqquzda*, *doqquzundan*."""
    vowel = next(letter for letter in reversed(word) if letter in VOWELS)
    endings = _CASES_AFTER_VOWEL if word[-1] in VOWELS else _CASES
    return [form for ending in endings if (form := word + harmonise(ending, vowel)) not in _OTHER_WORDS]


_ORDINALS = "birinci ikinci üçüncü dördüncü beşinci altıncı yeddinci səkkizinci doqquzuncu onuncu".split()
_WORDS = {
    **NUMBER_WORDS,
    "sıfır": 0,
    "bir": 1,
    **{word: value for value, word in enumerate(_ORDINALS, 1)},
}
SPELT_NUMBERS = {form: value for word, value in _WORDS.items() for form in _in_all_cases(word)}
"""With ordinals, and with the words that may mean something else."""
