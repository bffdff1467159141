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
_ODD = re.compile(rf"(?P<one>[{_INVISIBLE}]*\s[{_INVISIBLE}\s]*|i\u0307)|(?P<none>[{_INVISIBLE}]+)")
"""What may take more room in a composed text than normalised: white space, an i with a dot, invisible letters."""
_PLAIN = r"!-~\xa1-\xac\xae-\u018d\u018f-\u01dc\u01de-\u02af\u0400-\u0482\u048a-\u04ff"
_SIGNS = r"\u2010-\u2027\u2030-\u205e\u20a0-\u20bf№"
_ODD_LETTER = re.compile(rf"[^{_PLAIN}{_SIGNS}]")
_INVISIBLE_TO_SPACE = str.maketrans(dict.fromkeys(_INVISIBLE, " "))
_TABLE = str.maketrans(
    {**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys(_INVISIBLE)},
)


_STAYS = (
    r"!-_a-~\xa1-\xac\xae-\xb3\xb5-\u018d\u018f-\u01dc\u01de-\u02af\u0400-\u0482\u048a-\u04ff"
    r"\u2012-\u2017\u201a-\u2027№"
)
_NORMAL = re.compile(rf"[{_STAYS}]++(?: [{_STAYS}]++)*+")
"""Most texts: nothing in them has another writing."""


def normalize(text: str) -> str:
    """Return the text that stands for every text equal to it; idempotent."""
    if _NORMAL.fullmatch(text):
        return text
    return " ".join(_compose(text.translate(_TABLE)).split())


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("i\u0307", "i")


def letters_stay(piece: str) -> bool:
    """Tell whether a piece of a text without blanks is one letter for letter when normalised, alone or in its text.

    So it is where nothing in it composes with a neighbour, is invisible, or becomes or stops being a letter.
    """
    return _ODD_LETTER.search(piece) is None


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
    starts: list[int] = []
    ends: list[int] = []
    for start, end, width in _runs(text) if unicodedata.is_normalized("NFC", text) else _pieces(text):
        if width == end - start:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts += [start] * width
            ends += [end] * width
    return Folded(language.fold(short), starts, ends)


def _runs(text: str) -> Iterator[tuple[int, int, int]]:
    """Cut a composed text into runs: where they begin and end, and how many letters of the normalised text they are."""
    inside = text.translate(_INVISIBLE_TO_SPACE).strip()
    first = len(text) - len(text.translate(_INVISIBLE_TO_SPACE).lstrip())
    last = first + len(inside)
    at = first
    for odd in _ODD.finditer(text, first, last):
        yield at, odd.start(), odd.start() - at
        yield odd.start(), odd.end(), int(odd.lastgroup == "one")
        at = odd.end()
    yield at, last, last - at


def _pieces(text: str) -> Iterator[tuple[int, int, int]]:
    """Cut any text into what normalises on its own; as `_runs`, but slower, and right for letters with loose marks."""
    pieces = [(start, end, _SPACES.sub(" ", _compose(cluster))) for start, end, cluster in _clusters(text)]
    while pieces and pieces[-1][2] == " ":
        del pieces[-1]
    space = True
    for start, end, small in pieces:
        if small != " " or not space:
            yield start, end, len(small)
        space = small == " "


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
