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


_CASES = " I In A dA dAn Adək InI InIn InA IndA IndAn IncI".split(" ")
_CASES_AFTER_VOWEL = " nI nIn yA dA dAn yAdək sI sInI sInIn sInA sIndA sIndAn ncI".split(" ")
"""The cases, those of *beşi*, "five of them", and the ordinal; `A` and `I` are the vowels that harmony decides."""
_ORDINAL_CASES = _CASES_AFTER_VOWEL[:-1]
_OTHER_WORDS = frozenset("üçün onu onun ona onda ondan birli* mini minin minə yüzündən".split())
"""*for*, the forms of the pronoun *o*, *birlikdə*, *mini-*, *get on*, *because of*: too common for a number."""
_COMPOUNDS = "gün il ay həftə saat dəqiqə yaş mərtəbə dəfə qat lI".split()
"""What a number word may be one word with, and what may follow that: *ongünlük*, *onillik*, *iyirmilik*."""


def _in_all_cases(word: str) -> list[str]:
    """Return a number word with its endings: *doqquz*, *doqquzda*, *doqquzundan*, *doqquzuncuda*."""
    ordinal = _with_endings(word, ["IncI" if word[-1] not in VOWELS else "ncI"])[0]
    forms = [
        *_with_endings(word, _CASES_AFTER_VOWEL if word[-1] in VOWELS else _CASES),
        *_with_endings(ordinal, _ORDINAL_CASES),
        *(f"{compound}*" for compound in _with_endings(word, _COMPOUNDS)),
    ]
    return [form for form in forms if form not in _OTHER_WORDS]


def _with_endings(word: str, endings: list[str]) -> list[str]:
    vowel = next(letter for letter in reversed(word) if letter in VOWELS)
    return [word + harmonise(ending, vowel) for ending in endings]


_TENS_WORDS = "on iyirmi otuz qırx əlli altmış yetmiş səksən doxsan".split()
_WORDS = {
    **{word: value for word, value in NUMBER_WORDS.items() if " " not in word},
    "sıfır": 0,
    "bir": 1,
    **{word: 10 * value for value, word in enumerate(_TENS_WORDS, 1)},
    "yüz": 100,
    "min": 1000,
    "milyon": 10**6,
    "milyard": 10**9,
    "trilyon": 10**12,
}
SPELT_NUMBERS: dict[str, float] = {
    **{form: value for word, value in _WORDS.items() for form in _in_all_cases(word)},
    "yarım": 0.5,
    "mln": 10**6,
    "mlrd": 10**9,
    "trln": 10**12,
}
"""With ordinals, and with the words that may mean something else."""
