"""A text as the term finder reads it: folded, without quotation marks and tags, with the way back to the original.

`Milli <b>Məclis</b>` and `“Milli” Məclis` hold a term that marks cut in two. What the marks mean is not decided here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

import msgspec

from tm.language import Language
from tm.text.normalize import Folded, folded, letters_stay, normalize
from tm.text.remembered import Remembered

_PLAIN = re.compile(r"[\x00 -_a-~«»“”„…–—№€£À-įı-žƏə\u0400-\u0482\u048a-\u04ff]*")
"""What normalisation leaves alone and lower-casing maps one to one, whatever stands around it."""
_TAG = r"""</?(?:[a-z][a-z0-9:]*|[A-Z]{1,6})(?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*\s*/?>|</?\d+/?>|\{/?\d+\}"""
_STRESS = r"(?<=[аеиоуыэюяАЕИОУЫЭЮЯ])\u0301"
"""The accent that shows how a Cyrillic word is spoken: *Меджли́с*."""
_SIGNS = '«»“”„‟‹›"*'
_MARKS = re.compile(rf"(?:{_TAG}|{_STRESS}|[{_SIGNS}])+")
_MARK_SIGNS = re.compile(rf"[<{{\u0301{_SIGNS}]")
_INSIDE_WORDS = re.compile(rf"(?:{_TAG}|{_STRESS})+")
_APART = re.compile(r"<(?:br|BR)\b|</[^<>]*>[^<>]*<[^/]")
_NO_SIGNS = dict.fromkeys(map(ord, _SIGNS))
_JOINING = re.compile(r"(?<=[\w'\u2019`-])[<{]|\*")
"""What begins a mark that may stand within a word, stress apart; a quotation mark there is a wall."""
_WALL = "\u0000"
"""Stands where marks keep two words apart; no term holds it."""


class Reading(msgspec.Struct, frozen=True, gc=False):
    """A text read for terms."""

    folded: str
    """What the stems are looked for in."""
    shown: str
    """The same letters, as many, with their capitals."""
    slow: Folded | None = None
    """The way back where normalisation changed the length; None where every letter kept its place."""
    kept: tuple[tuple[int, int], ...] = ()
    """Where marks were left out: from which letter on which offset leads back; empty where none were."""

    @property
    def moved(self) -> bool:
        """True where letters do not stand where they stood in the original."""
        return bool(self.slow or self.kept)

    def original(self, start: int, stop: int) -> tuple[int, int]:
        """Return the range in the original text for a non-empty range of `folded`."""
        if self.slow:
            start, stop = self.slow.original(start, stop)
        if self.kept:
            start, stop = self._before_marks(start), self._before_marks(stop - 1) + 1
        return start, stop

    def _before_marks(self, place: int) -> int:
        start, original = self.kept[bisect_right(self.kept, place, key=itemgetter(0)) - 1]
        return original + place - start


def read(text: str, language: Language, pieces: Sequence[str] = ()) -> Reading:
    """Return the text folded, and read over quotation marks, asterisks and inline tags.

    With the pieces of the text (`str.split`) that is quicker: what is known of each is put together.
    """
    if pieces:
        known = list(map(_read_pieces(language).__getitem__, pieces))
        together = " ".join(known)
        if len(together) == len(text) and "" not in known:
            return Reading(together, _with_straight_signs(" ".join(pieces)))
    return _without_marks(text, language) if _MARK_SIGNS.search(text) else _read(text, language)


@lru_cache(maxsize=16)
def _read_pieces(language: Language) -> Remembered[str]:
    """Return by piece how it is read; the empty string where it has marks, or letters that don't stay."""

    def read_piece(piece: str) -> str:
        if _MARK_SIGNS.search(piece):
            return ""
        reading = _read(piece, language)
        return "" if reading.moved else reading.folded

    return Remembered(read_piece)


def _with_straight_signs(text: str) -> str:
    return text.replace("\u2019", "'").replace("\u00a0", " ").replace("`", "'")


def _read(text: str, language: Language) -> Reading:
    """Fold a text as `tm.text.normalize.folded` does it; quickly where the text is normal already."""
    plain = _with_straight_signs(text)
    small = plain
    for capital, letter in language.lower.items():
        small = small.replace(capital, letter)
    if _PLAIN.fullmatch(small) and "  " not in small and small.strip(" ") == small:
        small = small.lower()
        for letter, equal in language.equal.items():
            small = small.replace(letter, equal)
        return Reading(small, plain)
    slow = folded(text, language)
    return Reading(slow.text, normalize(text), slow)


def _without_marks(text: str, language: Language) -> Reading:
    pieces: list[str] = []
    kept: list[tuple[int, int]] = []
    done = length = 0
    for mark in _MARKS.finditer(text):
        start, end = mark.span()
        pieces.append(text[done:start])
        kept.append((length, done))
        length += start - done
        if _keeps_apart(text, start, end):
            pieces.append(_WALL)
            kept.append((length, start))
            length += 1
        done = end
    inner = _read("".join((*pieces, text[done:])), language)
    return Reading(inner.folded, inner.shown, inner.slow, (*kept, (length, done)))


def runs_stay(piece: str) -> bool:
    """Tell whether reading divides a piece of a text (without blanks) into the same runs of letters, one for one."""
    return _JOINING.search(piece) is None and letters_stay(piece)


def without_signs(text: str) -> str:
    """Return a text, already folded, as `read` leaves it: a term may hold quotation marks itself."""
    return " ".join(text.translate(_NO_SIGNS).split())


def _keeps_apart(text: str, start: int, end: int) -> bool:
    """Tell whether the marks in this range divide words.

    So do a line break, the end of one element with the start of the next, a mark that stands alone, and a quotation
    mark between two letters.
    """
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    if before.isspace():
        return after.isspace()
    mark = text[start:end]
    if "<" in mark and _APART.search(mark):
        return True
    return (
        before.isalnum() and after.isalnum() and mark.strip("*") != "" and not _INSIDE_WORDS.fullmatch(text, start, end)
    )
