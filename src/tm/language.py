"""The type `Language`: all that the rest of the house may know about a language.

A language is a folder under `tm.languages` that makes one of these values. Nothing outside that folder asks
which language it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

import msgspec

from tm.model import Term


class FoldTable(dict[int, int]):
    """A `str.translate` table for case folding that never changes the length of a text, so offsets hold."""

    def __init__(self, lower: Mapping[str, str], equal: Mapping[str, str]) -> None:
        """Take the casing that differs from Unicode's, and the letters that count as one when matching."""
        super().__init__()
        self._lower = lower
        self._equal = equal

    def __missing__(self, code: int) -> int:
        """Fold one code point and remember it; a letter whose lower case is longer than one stays as it is."""
        letter = chr(code)
        small = self._lower.get(letter) or letter.lower()
        if len(small) != 1:
            small = letter
        self[code] = ord(self._equal.get(small, small))
        return self[code]


class Endings(Protocol):
    """A set of word endings, shared between all stems that take them. `""` is the bare stem."""

    def __contains__(self, ending: object) -> bool:
        """Tell whether a word may end like this, folded."""
        ...


class Pattern(msgspec.Struct, frozen=True):
    """One stem of a term and the endings it takes: the term's forms are `stem + ending`, folded.

    Languages with few forms give each form as a stem with the one ending `""`; agglutinating ones give few stems
    with large, shared sets of endings. Inside a stem of several words one space stands for any white space.
    """

    stem: str
    endings: Endings
    certain: bool = True
    """False where the form is usually another word (a homograph); such hits are shown, never enforced."""


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """One form of a term and how it is made."""

    text: str
    """The whole form as one would write it in running text."""
    features: tuple[str, ...]
    """Grammatical features in a fixed order: `("plural", "genitive")`.

    The dictionary form is `("singular", "nominative")`.
    """
    steps: tuple[str, ...] = ()
    """How it is built, one suffix or rule a step: `("Məclis", "+i possessive 3", "+n+dən ablative")`."""


class Morphology(Protocol):
    """The forms of a given term. The term is known, so no dictionary of the language is needed to recognise it."""

    def patterns(self, term: Term) -> Sequence[Pattern]:
        """Return everything that counts as a form of the term, for the finder."""
        ...

    def paradigm(self, term: Term) -> Sequence[Form]:
        """Return the ordinary paradigm (numbers and cases), in the order in which a grammar prints it."""
        ...

    def analyse(self, term: Term, form: str) -> Sequence[Form]:
        """Return the ways in which `form` (as it stands in a text) is a form of the term; empty where it is none."""
        ...

    def inflect(self, term: Term, features: Sequence[str]) -> str | None:
        """Return the term in the form with these features, None where it has no such form."""
        ...

    def agreement(self, term: Term, features: Sequence[str]) -> frozenset[str]:
        """Return what stands for the forms of words that agree with the term in a form; empty where nobody knows.

        Where two terms have one in common, the words around need not change when one takes the place of the other.
        """
        ...


class Language(msgspec.Struct, frozen=True, kw_only=True, dict=True, eq=False):
    """One language: letters, casing, numbers, quotes, plural rule, segmentation rules and morphology."""

    code: str
    """BCP 47 language subtag."""
    alphabet: str
    """The lower-case letters in alphabetical order."""
    lower: Mapping[str, str] = {}
    """Casing that differs from Unicode's default: capital to small letter."""
    equal: Mapping[str, str] = {}
    """Small letters told apart in print but not when matching, such as ё and е."""
    quotes: tuple[tuple[str, str], ...]
    """Opening and closing marks, outermost first."""
    plural_forms: str
    """The gettext `Plural-Forms` header (CLDR cardinal categories)."""
    decimal: str
    """The decimal separator."""
    groups: str
    """Characters that may separate thousands."""
    months: tuple[tuple[str, ...], ...]
    """For each of the twelve months the folded stems its names begin with."""
    short_months: tuple[tuple[str, ...], ...] = ()
    """For each of the twelve months its abbreviations, folded, that count only beside a number; no full stop."""
    months_capitalised: bool = False
    """True where a month's name always begins with a capital, so that *may* is no month."""
    day_halves: tuple[str, str] | None = None
    """On a twelve-hour clock, regular expressions (folded) for what follows an hour before and after noon."""
    ordinal_endings: tuple[str, ...]
    """What follows a number written in digits to make it an ordinal, folded, with its hyphen if it has one."""
    ordinal_ending: Callable[[int], str] | None = None
    """Return the one ending that makes digits an ordinal, folded, no hyphen; None where several are right."""
    number_words: Mapping[str, int] = {}
    """Words for 1 to 12, folded, and their values; a word that usually means something else is left out."""
    spelt_numbers: Mapping[str, float] = {}
    """Single words for numbers, cardinal and ordinal, folded, ambiguous ones included; `перв*`: all that begins so.

    They excuse a number that a translation does not have in digits and prove nothing.
    """
    number_joins: frozenset[str] = frozenset()
    """Words that may stand inside a number that is spelt out, folded: *one hundred and five*."""
    percent_words: tuple[str, ...] = ()
    """What words for per cent begin with, folded."""
    before_sounds: Mapping[str, str] = {}
    """Words, folded, with another form before some beginnings (*a* and *an*, *в* and *во*), and what matches those."""
    function_words: frozenset[str]
    """The commonest words, folded: they tell this language from the others."""
    negations: frozenset[str]
    """Words that negate, folded."""
    negative_forms: tuple[tuple[str, str], ...] = ()
    """Letters by which a word differs from its negation, folded: in the negative word, then in the other one."""
    orthography: Callable[[], str] = str
    """Return a TOML document: words written without their letters, words of neighbouring languages; empty for none."""
    segmentation: Callable[[], str]
    """Return the language's SRX 2.0 document."""
    morphology: Callable[[], Morphology]
    """Return the language's morphology; made once, when first asked for, since it may load a dictionary."""

    @cached_property
    def fold_table(self) -> FoldTable:
        """What `fold` does to each letter; made on first use."""
        return FoldTable(self.lower, self.equal)

    def fold(self, text: str) -> str:
        """Return the text as it is compared: small letters, equal letters made one. Never changes the length."""
        small = text
        for capital, letter in self.lower.items():
            small = small.replace(capital, letter)
        if "Σ" in small or "İ" in small:
            return text.translate(self.fold_table)  # `str.lower` makes them longer, or ς at the end of a word
        small = small.lower()
        for letter, equal in self.equal.items():
            small = small.replace(letter, equal)
        return small

    @cached_property
    def _upper(self) -> Mapping[str, str]:
        return {small: capital for capital, small in self.lower.items()}

    def capitalise(self, text: str) -> str:
        """Return the text with its first letter as a capital, by this language's casing."""
        return self._upper.get(text[:1], text[:1].upper()) + text[1:]

    def upper(self, text: str) -> str:
        """Return the text in capitals, by this language's casing."""
        return "".join(self._upper.get(letter, letter.upper()) for letter in text)
