"""The one meaning of "the same text".

`normalize` is what makes two segments equal; `Folded` is a text prepared for matching, with the way back to the
original offsets. Everything that compares texts goes through one of the two.

Declared normalisation: NFC (Unicode UAX #15); invisible characters dropped; any run of white space, no-break and thin
spaces included, is one space; no space at either end; the apostrophes ' ’ ʼ ` and the hyphens - ‐ ‑ are one each;
an i with a combining dot is an i (what a careless lower-casing makes of İ).
Capitals, quotation marks and dashes stay: a translator types them on purpose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

import msgspec

from tm.language import Language

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_APOSTROPHES = "\u2019\u02bc\u2018\u02bb`\u00b4"
_HYPHENS = "\u2010\u2011"
_SPACES = re.compile(r"\s+")
_TABLE = str.maketrans(
    {**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys(_INVISIBLE)},
)


def normalize(text: str) -> str:
    """Return the text that stands for every text equal to it; idempotent."""
    return " ".join(_compose(text.translate(_TABLE)).split())


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("i\u0307", "i")


def fold(text: str, language: Language) -> str:
    """Return the text normalised and folded by the language: for comparing where capitals don't matter."""
    return language.fold(normalize(text))


class Folded(msgspec.Struct, frozen=True):
    """A text folded for matching, with its way back."""

    text: str
    """What `fold` returns."""
    starts: Sequence[int]
    """For each code point of `text` where it begins in the original."""
    ends: Sequence[int]
    """For each code point of `text` where it ends in the original."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the range in the original text that a non-empty range of the folded text stands for."""
        return self.starts[start], self.ends[end - 1]


def folded(text: str, language: Language) -> Folded:
    """Fold a text and keep the offsets: `folded(text, language).text == fold(text, language)`."""
    short = normalize(text)
    if len(short) == len(text):
        return Folded(language.fold(short), range(len(text)), range(1, len(text) + 1))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, cluster in _clusters(text):
        small = _SPACES.sub(" ", _compose(cluster))
        if small == " " and (not letters or letters[-1] == " "):
            continue
        letters += small
        starts += [start] * len(small)
        ends += [end] * len(small)
    if letters and letters[-1] == " ":
        del letters[-1], starts[-1], ends[-1]
    return Folded(language.fold("".join(letters)), starts, ends)


def _clusters(text: str) -> Iterator[tuple[int, int, str]]:
    """Cut a text into the pieces that normalisation changes on their own: a base and the marks that compose with it."""
    start, end, cluster = 0, 0, ""
    for offset, letter in enumerate(text):
        plain = letter.translate(_TABLE)
        if not plain:
            continue
        if cluster and _composes(cluster, plain):
            cluster += plain
        else:
            if cluster:
                yield start, end, cluster
            start, cluster = offset, plain
        end = offset + 1
    if cluster:
        yield start, end, cluster


def _composes(cluster: str, letter: str) -> bool:
    """Tell whether normalisation may join or re-order the letter with what stands before it."""
    if unicodedata.combining(letter):
        return True
    return unicodedata.normalize("NFC", cluster + letter) != unicodedata.normalize(
        "NFC", cluster
    ) + unicodedata.normalize("NFC", letter)
