"""English numbers."""

from __future__ import annotations

NUMBER_WORDS = {
    word: value for value, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)
}
"""*one* is left out: it is a pronoun, too."""
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)


def ordinal_ending(number: int) -> str:
    """Return the ending of an ordinal in digits: `st` for 21, `th` for 11."""
    return "th" if number % 100 in _TEENS else _ENDINGS.get(number % 10, "th")


SPELT_NUMBERS = {
    **NUMBER_WORDS,
    "zero": 0,
    "one": 1,
    "a": 1,
    "an": 1,
    "once": 1,
    "twice": 2,
    "both": 2,
    **{
        word: value
        for value, word in enumerate(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
        )
    },
}
"""With ordinals, and with the words that may mean something else."""
