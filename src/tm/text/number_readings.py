"""What numbers in digits may mean beyond their digits, when two texts are compared closely.

A telephone number is one number, however it is grouped; `1.5 million` may be 1500000, `1990s` the 90s, `16.01` the day
16 and the month 1; `12-14` has 13 in it, and `15 янв.` the month 1. All this only excuses what the other text has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tm.language import Language
from tm.model import Span
from tm.text.number_words import scaled
from tm.text.numbers import MONTH, Number, find_numbers

_PHONE = re.compile(r"\+[\s(]{0,2}[0-9](?:(?:[\s()\u2010-\u2013-]{0,3}|\.)[0-9]){8,14}(?![0-9])")
_BLANK = re.compile("[^0-9]+")
_DECADE = re.compile(r"(?:1[0-9]|20)[0-9]0")
_ENDING = re.compile(r"[-‐‑']?[^\W\d_]")
_RANGE = re.compile(r"(?<![0-9.,:/–—-])([0-9]{1,4})\s?[-–—]\s?([0-9]{1,4})(?![0-9]|[.,:/–—-][0-9])")
_LONGEST = 10
"""How many numbers a range may stand for; a longer one is not said number by number."""
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_GROUPS = re.compile(r"[0-9]{1,3}(?:\s[1-9][0-9]{2})+")
_DAY_AND_MONTH = re.compile(r"(0?[1-9]|[12][0-9]|3[01])[./](0[1-9]|1[0-2])")


def find_closely(text: str, language: Language) -> tuple[Number, ...]:
    """Return the numbers of a text with all that they may mean; a telephone number is one."""
    phones = list(_phones(text))
    inside = [phone.span for phone in phones]
    numbers = [
        Number(number.span, (*number.readings, *_further(number, text, language)))
        for number in find_numbers(text, language)
        if not any(span.start <= number.span.start < span.end for span in inside)
    ]
    return tuple(sorted([*numbers, *phones], key=lambda number: number.span))


def implied(text: str, numbers: Sequence[Number], language: Language) -> set[str]:
    """Return what the numbers of a text bring with them: their parts, and the abbreviated months beside them."""
    said = (part for number in numbers for part in parts(number, text))
    return {*said, *_short_months(text, language)}


def parts(number: Number, text: str) -> tuple[str, ...]:
    """Return what else a number may be when it is read in parts, empty where it can't be.

    `16.01` is a day and a month, `15:30` hours and minutes, and `12 498` may be two numbers.
    """
    start, end = number.span.start, number.span.end
    if date := _DAY_AND_MONTH.fullmatch(text, start, end):
        return (str(int(date[1])), f"{MONTH}{int(date[2])}")
    if time := _TIME.fullmatch(number.value):
        return (str(int(time[1])), str(int(time[2])))
    groups = _GROUPS.fullmatch(text, start, end)
    return tuple(str(int(group)) for group in groups.group().split()) if groups else ()


def ranges(text: str) -> Iterator[set[str]]:
    """Yield the numbers that a short range stands for: 12, 13 and 14 for `12-14`."""
    for hit in _RANGE.finditer(text):
        first, last = int(hit[1]), int(hit[2])
        if 0 < last - first <= _LONGEST:
            yield set(map(str, range(first, last + 1)))


def _phones(text: str) -> Iterator[Number]:
    if "+" not in text:
        return
    for hit in _PHONE.finditer(text.replace("(+", "+(")):
        digits = _BLANK.sub("", hit.group())
        yield Number(Span(*hit.span()), (digits,))


def _further(number: Number, text: str, language: Language) -> Iterator[str]:
    end = number.span.end
    for reading in number.readings:
        yield from scaled(reading, text, end, language)
    if _DECADE.fullmatch(number.value) and _ENDING.match(text, end):
        yield number.value[2:].lstrip("0") or "0"


def _short_months(text: str, language: Language) -> Iterator[str]:
    names = {name: number for number, names in enumerate(language.short_months, 1) for name in names}
    if names:
        for hit in _short(language.code, tuple(names)).finditer(language.fold(text)):
            yield f"{MONTH}{names[hit['behind'] or hit['before']]}"


@lru_cache(maxsize=32)
def _short(_code: str, names: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds abbreviated months beside a number."""
    listed = "|".join(names)
    return re.compile(rf"(?<=[0-9])[.\s-]{{0,2}}(?P<behind>{listed})(?!\w)|(?<!\w)(?P<before>{listed})(?=\.?\s[0-9])")
