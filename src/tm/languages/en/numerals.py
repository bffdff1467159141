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


_ORDINALS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth
""".split()
_TEENS_WORDS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS_STEMS = "twent thirt fort fift sixt sevent eight ninet".split()
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SPELT_NUMBERS: dict[str, float] = {
    **NUMBER_WORDS,
    "zero": 0,
    "one": 1,
    "a": 1,
    "an": 1,
    "single": 1,
    "once": 1,
    "twice": 2,
    "both": 2,
    "double": 2,
    "triple": 3,
    "decade": 10,
    "decades": 10,
    "dozen": 12,
    "half": 0.5,
    **{word: value for value, word in enumerate(_ORDINALS, 1)},
    **{word: value for value, word in enumerate(_TEENS_WORDS, 13)},
    **{
        stem + ending: 10 * value
        for value, stem in enumerate(_TENS_STEMS, 2)
        for ending in ("y", "ies", "ieth", "ieths")
    },
    **{word + ending: value for word, value in _SCALES.items() for ending in ("", "s", "th", "ths")},
    "mln": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "trn": 10**12,
}
"""With ordinals, and with the words that may mean something else."""
NUMBER_JOINS = frozenset({"and", "a"})
"""*one hundred and five*, *two and a half*, *half a million*."""
