"""From a term to its stems: what may stand before the endings, and how the ending depends on it.

A word keeps its stem or changes it in a few regular ways; which words do what their spelling does not show is listed in
`stems.toml`. The endings themselves are the automaton's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from tm.languages.az import LANGUAGE
from tm.languages.az.automaton import Start
from tm.languages.az.suffixes import VOWELS, Reach, Sound, State, harmonise

_SOFT = {"k": "y", "q": "ğ"}
_HARD = {soft: hard for hard, soft in _SOFT.items()}
_SHORT = 3
"""Stems up to this length take the common endings only: *ad* + *-dı* + *-mı* is *addımı*, "his step"."""


class Stem(msgspec.Struct, frozen=True, kw_only=True):
    """One stem of a term."""

    written: str
    """As written, capitals kept: all of the term up to the ending."""
    start: Start
    change: str = ""
    """What happened to the dictionary form, for people: `k → y`; empty where nothing did."""
    rank: int = 1
    """0 for the stem that is right before the endings it takes, 1 for the plain one, more for the less likely."""
    whole: bool = False
    """True for the dictionary form itself, which takes endings after a hyphen or an apostrophe too."""
    unspoken: bool = False
    """True where the spelling does not show how the word is spoken, so that every harmony fits."""


class _Data(msgspec.Struct, frozen=True):
    drops: frozenset[str]
    takes_y: frozenset[str]
    keeps: frozenset[str]
    doubles: frozenset[str]
    plain: frozenset[str]
    spoken: dict[str, str]


@cache
def _data() -> _Data:
    read = tomllib.loads(files(__package__).joinpath("stems.toml").read_text(encoding="utf-8"))
    lists = {name: frozenset(text.split()) for name, text in read.items() if isinstance(text, str)}
    return _Data(spoken=read["spoken"], **lists)


def stems(written: str, *, abbreviation: bool = False) -> Iterator[Stem]:
    """Yield the stems of a term, the dictionary form first.

    `written` is normalised. The last word carries the endings.
    """
    word = _last_word(written)
    if abbreviation or _is_abbreviation(written):
        yield _abbreviation(written)
    elif not any(letter in VOWELS for letter in word) or word[-1] not in LANGUAGE.alphabet:
        yield Stem(written=written, start=Start(Sound("ə", False)), whole=True, unspoken=True)
    elif " " in written and _looks_possessed(word):
        yield from _possessed(written, word)
    else:
        yield from _plain(written, word)


def _last_word(written: str) -> str:
    return LANGUAGE.fold(written).replace("-", " ").rsplit(" ", maxsplit=1)[-1]


@lru_cache(maxsize=1 << 12)
def sound_of(word: str) -> Sound:
    """Return the sound of a folded word; a word without vowels sounds like the names of its letters, in ə."""
    return Sound("ə", False).after(word)


def _is_abbreviation(written: str) -> bool:
    last = written.rsplit(" ", maxsplit=1)[-1]
    return len(last) > 1 and last.isalpha() and LANGUAGE.upper(last) == last


def _abbreviation(written: str) -> Stem:
    """Return the stem of an abbreviation: read as a word where that works (NATO, ATƏT), else by its letters (BMT)."""
    word = _last_word(written)
    spoken = _data().spoken.get(word)
    if spoken:
        sound = Sound("ə", False).after(spoken)._replace(open=False)
    elif word[-1] in VOWELS or word[-2:-1] in VOWELS:
        sound = sound_of(word)
    else:
        sound = Sound("a" if word[-1] == "k" else "ə", open=word[-1] not in "lmnrsf")
    return Stem(written=written, start=Start(sound), whole=True, unspoken=True)


def _plain(written: str, word: str) -> Iterator[Stem]:
    reach = Reach.COMMON if len(written) <= _SHORT else Reach.FULL
    start = Start(sound_of(word), reach=reach)
    yield Stem(written=written, start=start, whole=True)
    yield from _changed(written, word, start)


def _changed(written: str, word: str, start: Start) -> Iterator[Stem]:
    """Yield the stems that differ from the dictionary form; the list of rules is the order of the lines."""
    data, last = _data(), written[-1]
    closed = start._replace(sound=start.sound._replace(open=False), before="vowel")
    if word[-1] in _SOFT and word[-2] in VOWELS and _syllables(word) > 1:
        soft = _SOFT[word[-1]]
        yield Stem(
            written=written[:-1] + soft, start=closed, change=f"{last} → {soft}", rank=2 if word in data.keeps else 0
        )
    if word in data.drops and word[-2] in VOWELS:
        yield Stem(written=written[:-2] + last, start=closed, change=f"{written[-2]} → ∅", rank=0)
    if word in data.takes_y or word[-1] == "e":
        yield Stem(written=written + "y", start=closed, change="+y", rank=0 if word in data.takes_y else 2)
    if word in data.doubles:
        yield Stem(written=written + last, start=closed, change=f"{last} → {last}{last}", rank=0)
    if word[-1] == word[-2:-1] and word[-1] not in VOWELS:
        yield Stem(
            written=written[:-1], start=start._replace(before="consonant"), change=f"{last}{last} → {last}", rank=0
        )


def _syllables(word: str) -> int:
    return sum(letter in VOWELS for letter in word)


def _looks_possessed(word: str) -> bool:
    """Tell whether the last word of a term may end in the possessive of the third person (*günü*, *müqaviləsi*)."""
    base = word[:-1]
    return (
        word[-1] in "ıiuü"
        and base[-1:] not in VOWELS
        and any(letter in VOWELS for letter in base)
        and harmonise("I", sound_of(base).vowel) == word[-1]
    )


def _possessed(written: str, word: str) -> Iterator[Stem]:
    """Yield the stems of a term such as *Hüzn Günü*: the possessive form, the word inside it, and the plain reading."""
    sound, before = sound_of(word), written[: len(written) - len(word)]
    plain = word in _data().plain or _is_agent(word)
    if plain:
        yield from _plain(written, word)
    else:
        yield Stem(written=written, start=Start(sound, State.ITS), whole=True)
        if not _ends_in_possessive(word):
            yield Stem(written=written, start=Start(sound), rank=2)
    for rank, (base, neighbour) in enumerate(_listed_bases(word)):
        spelled = before + _recased(written[len(before) :], word, base)
        start = Start(sound_of(base), State.POSSESSED, before=neighbour)
        yield Stem(written=spelled, start=start, change=f"{word} → {base}", rank=rank + 3 * plain)


def _ends_in_possessive(word: str) -> bool:
    return word[-2] == "s" and word[-3] in VOWELS


def _is_agent(word: str) -> bool:
    """Tell whether a word is made with -çı (*elçi*, *işçi*) and so is no possessive."""
    return word[-2] == "ç"


@lru_cache(maxsize=1 << 12)
def _listed_bases(word: str) -> tuple[tuple[str, str], ...]:
    return tuple(_bases(word))


@cache
def _full() -> dict[str, str]:
    """Return the words that drop a vowel by what is left of them."""
    return {short_of(drop): drop for drop in _data().drops}


def _bases(word: str) -> Iterator[tuple[str, str]]:
    """Yield what a possessive may be made from, likeliest first, and what that stands before: *qulluq* of *qulluğu*."""
    base, data = word[:-1], _data()
    full = _full()
    if _ends_in_possessive(word) and any(letter in VOWELS for letter in base[:-1]):
        yield base[:-1], ""
    if base in full:
        yield full[base], "consonant"
    elif base[-1] in _HARD:
        yield base[:-1] + _HARD[base[-1]], "consonant"
    elif base[-1] == base[-2:-1]:
        yield base[:-1], "consonant"
    if base[:-1] in data.takes_y:
        yield base[:-1], "consonant"
    yield base, ""


def short_of(drop: str) -> str:
    """Return a word without its last vowel: *oğul*, *oğl*."""
    return drop[:-2] + drop[-1]


def _recased(original: str, word: str, base: str) -> str:
    """Return the base in the capitals of the word it was taken from."""
    same = next(
        (i for i, (one, other) in enumerate(zip(word, base, strict=False)) if one != other), min(len(word), len(base))
    )
    return original[:same] + base[same:]


def derived(written: str, suffix: str) -> Iterator[Stem]:
    """Yield the stems of a term with a word-forming suffix (`lı`, `sız`, `lıq`, `çı`) given in any of its harmonies."""
    body = "".join("I" if letter in "ıiuü" else "A" if letter in "aə" else letter for letter in LANGUAGE.fold(suffix))
    body = body[:-1] + "K" if body[-1:] in _SOFT else body
    word = _last_word(written)
    spelled = harmonise(body, sound_of(word).vowel)
    for stem in _plain(written + spelled, word + spelled):
        yield msgspec.structs.replace(stem, change=" ".join(filter(None, (f"+{spelled} derivation", stem.change))))
