"""Azerbaijani numbers: the ending of an ordinal in digits follows the last word of the number as it is spoken."""

from __future__ import annotations

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


SPELT_NUMBERS = {
    **NUMBER_WORDS,
    "sıfır": 0,
    "bir": 1,
    "hər iki": 2,
    "on birinci": 11,
    "on ikinci": 12,
    **{
        word: value
        for value, word in enumerate(
            "birinci ikinci üçüncü dördüncü beşinci altıncı yeddinci səkkizinci doqquzuncu onuncu".split(), 1
        )
    },
}
"""With ordinals, and with the words that may mean something else."""
