"""The numbers that a text has as words: *двести пятьдесят*, *min beş yüz*, *two and a half million*.

Which words are numbers the `Language` says; how they make one number is the same everywhere: a smaller one is added, a
larger one multiplies. Words are no proof: they excuse a number that the other text has in digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tm.language import Language
from tm.text.remembered import Remembered

_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"(?:\s|[-\u2010\u2011])+")
_SCALE_BEHIND = re.compile(r"[\s-]{0,2}([^\W\d_]+)")
_HUNDRED = 100
_THOUSAND = 1000


class _Amount(NamedTuple):
    """A number that is being said, word by word."""

    told: float = 0
    """What stands before the last thousand, million and so on, that included."""
    rest: float = 0
    scale: float = 0
    """The last thousand, million and so on."""
    largest: float = 0

    def then(self, value: float) -> _Amount | None:
        """Return the number with one word more, None where that would begin another number."""
        if value >= _THOUSAND:
            fits = not self.scale or value < self.scale
            told = self.told + (self.rest or 1) * value
            return _Amount(told, 0, value, self.largest or value) if fits else None
        if value == _HUNDRED and 1 <= self.rest < _HUNDRED:
            return self._replace(rest=self.rest * value)
        if value < 1 and self.scale and not self.rest:
            return self._replace(told=self.told + value * self.scale)  # a million and a half
        power = 10 ** len(str(int(value))) if value >= 1 else 1
        return self._replace(rest=self.rest + value) if self.rest % power == 0 else None

    def readings(self) -> set[str]:
        """Return what is said so far, and how many thousands, millions and so on that is."""
        whole = self.told + self.rest
        return {_reading(whole), _reading(whole / self.largest)} if self.largest else {_reading(whole)}


def spelt_values(text: str, language: Language) -> set[str]:
    """Return the numbers that the words of a text may stand for, parts of a longer one included, as readings."""
    runs = _runs(language.fold(text), language)
    return {reading for run in runs for start in range(len(run)) for reading in _said(run[start:])}


def scaled(reading: str, text: str, end: int, language: Language) -> tuple[str, ...]:
    """Return what digits mean with the word behind them, which ends them at `end`: 1.5 and *million* is 1500000."""
    word = _SCALE_BEHIND.match(text, end)
    value = _values(language)[language.fold(word[1])] if word else None
    if value is None or value < _HUNDRED or not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", reading):
        return ()
    return (_reading(float(reading) * value),)


def _reading(value: float) -> str:
    rounded = round(value, 6)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


class _Said(NamedTuple):
    """One word of a run of number words; `value` is None for one that only joins."""

    value: float | None
    joins: bool


def _runs(folded: str, language: Language) -> list[list[_Said]]:
    """Return the number words of a text, those together between which nothing stands."""
    values = _values(language)
    runs: list[list[_Said]] = []
    end = -1
    for hit in _WORD.finditer(folded):
        said = _Said(values[hit.group()], hit.group() in language.number_joins)
        if said.value is None and not said.joins:
            continue
        if end < 0 or not _BETWEEN.fullmatch(folded, end, hit.start()):
            runs.append([])
        runs[-1].append(said)
        end = hit.end()
    return runs


def _said(run: Sequence[_Said]) -> Iterator[str]:
    """Yield what the first number of a run may be, up to each of its words."""
    if run[0].value is None:
        return
    amount = _Amount()
    for value, joins in run:
        longer = None if value is None else amount.then(value)
        if longer is None and not joins:
            return
        amount = longer or amount
        yield from amount.readings()


@lru_cache(maxsize=32)
def _values(language: Language) -> Remembered[float | None]:
    """Return by folded word the number it may stand for, None where it is none."""
    words = language.spelt_numbers
    stems = {word[:-1]: value for word, value in words.items() if word.endswith("*")}
    listed = "|".join(map(re.escape, sorted(stems, key=len, reverse=True)))
    begun = re.compile(listed or "(?!)")

    def value(word: str) -> float | None:
        if word in words:
            return words[word]
        stem = begun.match(word)
        return stems[stem.group()] if stem else None

    return Remembered(value)
