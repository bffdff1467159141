"""The numbers of a text, in a form that can be compared across languages.

`1,234.5` (en), `1 234,5` (ru) and `1.234,5` (az) are one value; `36th`, `36-cı` and `36-я` are 36; `20.01.1990`,
`January 20, 1990` and `20 yanvar 1990-cı il` are the day 20, the month 1 and the year 1990; `3 p.m.` is `15:00`.
Separators and the names of months come from the `Language` (CLDR). Numbers written as words are not read here, only
the few that one looks for by place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter

import msgspec

from tm.language import Language
from tm.model import Span
from tm.text.remembered import Remembered

_SPACES = " \u00a0\u202f\u2009"
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH_NUMBER = "(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:[0-9]{4}|(?<=[0-9]{2}[./][0-9]{2}[./])[0-9]{2})(?![0-9]|[./-][0-9])"
"""Of two digits only where the day and the month have two as well: `15.01.25`."""
_TOKEN = re.compile(
    rf"(?P<iso>(?<![0-9])(?P<y>[0-9]{{4}})(?P<s1>[-/])(?P<m>[01][0-9])(?P=s1)(?P<d>[0-3][0-9])(?![0-9]))"
    rf"|(?P<dmy>(?<![0-9.])(?P<day>{_DAY})(?P<s2>[./-])(?P<month>{_MONTH_NUMBER})(?P=s2)(?P<year>{_YEAR}))"
    rf"|(?P<mdy>(?<![0-9.])(?P<month1>{_MONTH_NUMBER})(?P<s3>[./-])(?P<day1>{_DAY})(?P=s3)(?P<year1>{_YEAR}))"
    rf"|(?P<time>(?<![0-9:])(?P<hour>[0-2]?[0-9]):(?P<minute>[0-5][0-9])(?![0-9:]))"
    rf"|(?P<spaced>(?<![0-9])[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+(?![0-9]))?)"
    rf"|(?P<plain>[0-9]+(?:[.,][0-9]+)*)",
)
_DIGIT = re.compile("[0-9]")
MONTH = "month:"
"""What the reading of a month begins with."""
_NONE: frozenset[str] = frozenset()
_SIGN_FIRST = re.compile(rf"%[{_SPACES}]?[0-9]")
_SPACED = re.compile(rf"[0-9][{_SPACES}][0-9]")
_ON_THE_CLOCK = re.compile(r"(1[0-2]|[1-9])(?::([0-5][0-9]))?")
_RANGE = re.compile(r"[0-9][-–—/][0-9]")
_YEARS = re.compile(r"(?<![0-9])(?P<century>1[0-9]|20)(?P<start>[0-9]{2})[-–—/](?P<end>[0-9]{2})(?![0-9-])")
_ROMAN = re.compile(r"(?<!\w)[IVXLC]{1,7}(?!\w)")
_ROMAN_FORM = re.compile(r"(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class Number(msgspec.Struct, frozen=True):
    """One number as it stands in a text."""

    span: Span
    readings: tuple[str, ...]
    """What it may mean, likeliest first: `1234.5`, `month:1`, `12:00`; `1.234` has two readings."""

    @property
    def value(self) -> str:
        """The likeliest reading."""
        return self.readings[0]


def find_numbers(text: str, language: Language) -> tuple[Number, ...]:
    """Return the numbers written in digits and the months named beside a number, in the order of the text."""
    return _numbers(text, language) if _DIGIT.search(text) else ()


@lru_cache(maxsize=16)
def _numbers(text: str, language: Language) -> tuple[Number, ...]:
    found = [number for token in _tokens(text) for number in _read(token, language)]
    if language.day_halves:
        found = [_on_the_clock(number, text, language.day_halves) for number in found]
    years = _short_years(text) if _RANGE.search(text) else {}
    found = [years.get(number.span, number) for number in found] if years else found
    found += _months(text, language)
    return tuple(sorted(found, key=attrgetter("span")))


def first_readings(text: str, pieces: Sequence[str], language: Language) -> frozenset[str]:
    """Return the likeliest reading of each number of a text and the months it names; `pieces` are its `str.split`.

    This is quick. Where two texts have the same, each number of one can be read as one of the other; where they
    don't, one has to look closer: at the other readings, and at numbers that stand as words.
    """
    found = list(filter(None, map(_readings_in(language).__getitem__, pieces)))
    if len(found) > 1 and _SPACED.search(text):
        months = (reading for readings in found for reading in readings if reading.startswith(MONTH))
        return frozenset((*months, *_likeliest(text, language)))
    return _NONE.union(*found)


@lru_cache(maxsize=32)
def _readings_in(language: Language) -> Remembered[frozenset[str]]:
    """Return by piece: the likeliest readings of its numbers, and the months it names."""
    return Remembered(lambda piece: mentioned_months(piece, language).union(_likeliest(piece, language)))


def _likeliest(text: str, language: Language) -> Iterator[str]:
    return (number.value for token in _tokens(text) for number in _read(token, language))


def _tokens(text: str) -> list[re.Match[str]]:
    """Return the numbers as they are written."""
    found: list[re.Match[str]] = []
    digit = _DIGIT.search(text)
    while digit:
        token = _TOKEN.match(text, digit.start())
        if token:
            found.append(token)
        digit = _DIGIT.search(text, token.end() if token else digit.end())
    return found


def _short_years(text: str) -> dict[Span, Number]:
    """Return the years that a range shortens (`1967-73`), by place; written out first, as they stand second."""
    hits = [hit for hit in _YEARS.finditer(text) if hit["end"] > hit["start"]]
    spans = [Span(*hit.span("end")) for hit in hits]
    return {
        span: Number(span, (hit["century"] + hit["end"], str(int(hit["end"]))))
        for span, hit in zip(spans, hits, strict=True)
    }


def mentioned_months(text: str, language: Language) -> frozenset[str]:
    """Return the months a text names anywhere, beside a number or not, as readings: `month:1`."""
    pattern = _month_patterns(language.code, language.months)[1]
    return frozenset(_month(hit.group(), language) for hit in pattern.finditer(language.fold(text)))


def roman_numerals(text: str) -> tuple[str, ...]:
    """Return the values of the Roman numerals from 1 to 99 in a text (`XX` is `"20"`), in order."""
    return tuple(str(value) for _, value in roman_spans(text))


def roman_spans(text: str) -> list[tuple[Span, int]]:
    """Return the places and values of the Roman numerals from 1 to 99 in a text."""
    hits = [hit for hit in _ROMAN.finditer(text) if _ROMAN_FORM.fullmatch(hit.group())]
    return [(Span(*hit.span()), _roman(hit.group())) for hit in hits]


def spelt_numbers(text: str, language: Language) -> list[tuple[Span, int]]:
    """Return the places and values of the small numbers that a text has as words: `two`, `on iki`."""
    if not language.number_words:
        return []
    folded = language.fold(text)
    hits = _alternatives(language.code, tuple(language.number_words)).finditer(folded)
    return [(Span(*hit.span()), language.number_words[hit.group()]) for hit in hits]


def may_hold_percents(piece: str, language: Language) -> bool:
    """Tell whether a piece of a text (`str.split`) may make a number a percentage; in a text without one none is."""
    return _percent_signs(language).search(language.fold(piece)) is not None


@lru_cache(maxsize=32)
def _percent_signs(language: Language) -> re.Pattern[str]:
    return re.compile("|".join(["%", *(re.escape(word.split()[0]) for word in language.percent_words)]))


def percents(text: str, language: Language) -> dict[tuple[str, ...], Span]:
    """Return the percentages of a text by their readings, each with its place, sign or word included."""
    if not any(map(_makes_percent(language).__getitem__, text.split())):
        return {}
    folded = language.fold(text)
    pattern = _percent_pattern(language.code, language.percent_words, sign_first=_SIGN_FIRST.search(folded) is not None)
    return {
        _decimal(number, language): Span(*hit.span())
        for hit in pattern.finditer(folded)
        if (number := hit["after"] or hit["before"])
    }


@lru_cache(maxsize=32)
def ordinal_pattern(_code: str, endings: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds an ordinal in digits in a folded text: groups `number` and `ending` (without a hyphen).

    An ending that is a whole suffix of its own (`-ıncı`) is left out: it is spelt by the word, not by the digits.
    """
    bare = sorted({ending.lstrip("-") for ending in endings}, key=len)
    shortest = [ending for ending in bare if len(ending) == len(bare[0])]
    number = r"[0-9](?<![\w.,:-][0-9])[0-9]{0,8}"
    return re.compile(rf"(?P<number>{number})-?(?P<ending>{'|'.join(shortest)})(?![^\W_]|-)")


@lru_cache(maxsize=32)
def _alternatives(_code: str, words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of the words, the longest first."""
    listed = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])")


@lru_cache(maxsize=32)
def _makes_percent(language: Language) -> Remembered[bool]:
    """Return by piece whether it may make a number a percentage."""
    return Remembered(lambda piece: may_hold_percents(piece, language))


@lru_cache(maxsize=32)
def _percent_pattern(_code: str, words: tuple[str, ...], *, sign_first: bool) -> re.Pattern[str]:
    """Return what finds numbers before a sign or word for per cent, and numbers behind the sign if that is wanted."""
    rest = rf"[0-9]*(?:[{_SPACES}][0-9]{{3}})*(?:[.,][0-9]+)*"
    sign = "|".join(["%", *map(re.escape, words)])
    behind = rf"|%[{_SPACES}]?(?P<before>[0-9]{rest})" if sign_first else "(?P<before>(?!))?"
    return re.compile(rf"(?P<after>[0-9](?<![\w.,][0-9]){rest})[{_SPACES}-]?(?:{sign}){behind}")


def _roman(numeral: str) -> int:
    total = 0
    for digit, after in zip(numeral, [*numeral[1:], ""], strict=True):
        value = _ROMAN_DIGITS[digit]
        total += -value if after and _ROMAN_DIGITS[after] > value else value
    return total


def _read(token: re.Match[str], language: Language) -> Iterator[Number]:
    span = Span(token.start(), token.end())
    match token.lastgroup:
        case "iso" if _is_date(token["m"], token["d"]):
            yield from _date(token, "y", "m", "d")
        case "dmy":
            yield from _date(token, "year", "month", "day", turns=token["s2"] != ".")
        case "mdy":
            yield from _date(token, "year1", "month1", "day1")
        case "time":
            yield Number(span, _time(int(token["hour"]), token["minute"]))
        case _:
            yield Number(span, _decimal(token.group(), language))


def _is_date(month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31  # noqa: PLR2004 - the calendar


def _date(token: re.Match[str], year: str, month: str, day: str, *, turns: bool = False) -> Iterator[Number]:
    """Yield the parts of a date; where it `turns`, the day may be the month and the month the day."""
    turned = turns and int(token[day]) <= 12  # noqa: PLR2004 - the calendar
    for name, prefix, other in ((month, MONTH, ""), (day, "", MONTH)):
        value = int(token[name])
        yield Number(Span(*token.span(name)), (f"{prefix}{value}", *([f"{other}{value}"] if turned else [])))
    yield Number(Span(*token.span(year)), _years(token[year]))


def _years(digits: str) -> tuple[str, ...]:
    """Return the readings of the year of a date; one of two digits is of the century that is likelier."""
    if len(digits) > 2:  # noqa: PLR2004
        return (_whole(digits),)
    centuries = ("20", "19") if digits < "50" else ("19", "20")
    return (*(century + digits for century in centuries), _whole(digits))


def _time(hour: int, minute: str) -> tuple[str, ...]:
    """Return the readings of a time of day; a full hour may be said without minutes."""
    return (f"{hour}:{minute}", str(hour)) if minute == "00" else (f"{hour}:{minute}",)


def _whole(digits: str) -> str:
    """Return digits without leading zeros; they may be more than an `int` is read from."""
    return digits.lstrip("0") or "0"


def _decimal(token: str, language: Language) -> tuple[str, ...]:
    """Return the readings of digits with separators."""
    if token.isdecimal():
        return (_whole(token),)
    digits = re.sub(rf"[{_SPACES}]", "", token)
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return (_whole(digits),)
    if len(set(marks)) > 1:
        whole, _, rest = digits.rpartition(marks[-1])
        return (_canonical(re.sub("[.,]", "", whole), rest),)
    parts = re.split(r"[.,]", digits)
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0"  # noqa: PLR2004
    if len(parts) > 2:  # noqa: PLR2004
        return (_whole("".join(parts)),) if grouped else (".".join(parts),)
    fraction = _canonical(*parts)
    as_time = (f"{int(parts[0])}:{parts[1]}",) if marks == ["."] and re.fullmatch("[0-5][0-9]", parts[1]) else ()
    if not grouped:
        return (fraction, *as_time)
    whole = _whole("".join(parts))
    return (fraction, whole) if marks[0] == language.decimal else (whole, fraction)


def _canonical(whole: str, fraction: str) -> str:
    fraction = fraction.rstrip("0")
    return f"{_whole(whole)}.{fraction}" if fraction else _whole(whole)


def _on_the_clock(number: Number, text: str, halves: tuple[str, str]) -> Number:
    """Return an hour of a twelve-hour clock with its time of day as the first reading; any other number as it is."""
    time = _ON_THE_CLOCK.fullmatch(number.value)
    if time is None:
        return number
    after = text[number.span.end : number.span.end + 6].lower()
    for half, pattern in enumerate(_half_patterns(halves)):
        if pattern.match(after):
            hour = int(time[1]) % 12 + 12 * half
            return Number(number.span, (*_time(hour, time[2] or "00"), *number.readings))
    return number


@lru_cache(maxsize=32)
def _half_patterns(halves: tuple[str, str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\s?{half}") for half in halves)


def _months(text: str, language: Language) -> Iterator[Number]:
    """Find the months named beside a number: `January 20`, `20 yanvar`, `1994-cü ilin mart`, `yanvarın 20-də`."""
    if not any(map(_months_begin(language).__getitem__, text.split())):
        return
    pattern = _month_patterns(language.code, language.months)[0]
    for hit in pattern.finditer(language.fold(text)):
        name = "before" if hit["before"] else "after"
        start, end = hit.span(name)
        if not language.months_capitalised or text[start].isupper():
            yield Number(Span(start, end), (_month(hit[name], language),))


def _month(name: str, language: Language) -> str:
    return f"{MONTH}{next(number for number, stems in enumerate(language.months, 1) if name.startswith(stems))}"


@lru_cache(maxsize=32)
def _months_begin(language: Language) -> Remembered[bool]:
    """Return by piece whether a month's name may begin in it."""
    begun = re.compile(rf"(?<!\w)(?:{'|'.join(stem for names in language.months for stem in names)})")
    return Remembered(lambda piece: begun.search(language.fold(piece)) is not None)


@lru_cache(maxsize=32)
def _month_patterns(_code: str, months: tuple[tuple[str, ...], ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds months beside a number, and what finds any.

    A stem that another name of the month begins with is an abbreviation and takes no ending: *Martin* is no March.
    """
    short = {one for names in months for one in names for other in names if one != other and other.startswith(one)}
    stems = sorted((stem for names in months for stem in names), key=len, reverse=True)
    listed = "|".join(stem if stem in short else rf"{stem}\w{{0,4}}" for stem in stems)
    name = rf"(?<!\w)(?:{listed})\.?(?!\w)"
    beside = rf"(?P<before>{name})(?=\s+[0-9])|(?<=[0-9])\S{{0,6}}\s+(?:\w+\.?\s+)?(?P<after>{name})"
    return re.compile(beside), re.compile(name)
