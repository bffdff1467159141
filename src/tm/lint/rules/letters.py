"""TM401 to TM404: letters that are wrong in any text, whatever it translates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import ClassVar

import msgspec

from tm.lint.finding import Severity
from tm.lint.rule import Case, Fault, Side, Trigger, Where
from tm.messages import say
from tm.model import Span
from tm.text.lookalikes import (
    CYRILLIC_LETTER,
    CYRILLIC_WORD,
    IS_CYRILLIC,
    LATIN_LETTER,
    TO_CYRILLIC,
    TURNED_E,
    in_one_script,
    is_cyrillic,
)
from tm.text.normalize import normalize

_MIXED = re.compile(
    rf"(?:{LATIN_LETTER}+{CYRILLIC_LETTER}|{CYRILLIC_LETTER}+{LATIN_LETTER})[A-Za-z\u00c0-\u02af\u0400-\u052f]*"
)
_LONE = re.compile(rf"(?<={CYRILLIC_LETTER} )[A-Za-z](?= {CYRILLIC_LETTER})")
_TURNED = re.compile("[" + "".join(TURNED_E) + "]")
_ODD = re.compile(f"{_TURNED.pattern}|{_MIXED.pattern}")
_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\ufeff]"
)
_MARK = re.compile(r"[^\W\d_][\u0300-\u036f]+")


def _has_odd_letters(where: Where, piece: str) -> bool:
    """Tell whether a piece may have letters of another alphabet, or be a lone one."""
    if piece.isascii():
        return len(piece) == 1 and piece.isalpha() and is_cyrillic(where.language)
    return _ODD.search(piece) is not None


def _is_cyrillic_in_latin(where: Where, piece: str) -> bool:
    return not piece.isascii() and not is_cyrillic(where.language) and IS_CYRILLIC.search(piece) is not None


def _is_decomposed(_where: Where, piece: str) -> bool:
    """Tell whether a piece is not composed; a second dot stays one."""
    return not piece.isascii() and (not unicodedata.is_normalized("NFC", piece) or "\u0307" in piece)


def _excerpt(case: Case, span: Span) -> str:
    return case.target.text[span.start : span.end]


class Homoglyphs(msgspec.Struct, frozen=True):
    """TM401. A letter of the wrong alphabet that looks like the right one."""

    code: str = "TM401"
    slug: str = "homoglyphs"
    severity: Severity = Severity.ERROR
    summary: str = "A word mixes Latin and Cyrillic letters that look alike."
    trigger: ClassVar[Trigger] = Trigger(side=Side.TARGET, test=_has_odd_letters)

    def check(self, case: Case) -> Iterator[Fault]:
        """Report words of both scripts that one script can write, lone look-alikes and turned e's."""
        yield from self._mixed(case)
        yield from self._turned(case, case.target.text)

    def _mixed(self, case: Case) -> Iterator[Fault]:
        cyrillic = is_cyrillic(case.target.language)
        for hit in _MIXED.finditer(case.target_plain):
            right = in_one_script(hit.group(), case.target.language)
            if right and not _is_ending(hit.group(), case):
                yield _homoglyph(Span(*hit.span()), hit.group(), right)
        for hit in _LONE.finditer(case.target_plain) if cyrillic else ():
            right = TO_CYRILLIC.get(hit.group())
            if right and right in case.target.language.function_words:
                yield _homoglyph(Span(*hit.span()), hit.group(), right)

    @staticmethod
    def _turned(case: Case, text: str) -> Iterator[Fault]:
        for hit in _TURNED.finditer(text):
            right = TURNED_E[hit.group()]
            if case.target.language.fold(right) in case.target.language.alphabet:
                yield _homoglyph(Span(*hit.span()), hit.group(), right)


def _is_ending(word: str, case: Case) -> bool:
    """Tell whether a word is a foreign name with an ending: its Latin part is in the source or in capitals."""
    name = re.match(rf"{LATIN_LETTER}{{2,}}(?={CYRILLIC_LETTER})", word)
    return name is not None and (name.group().isupper() or (bool(case.source) and name.group() in case.source_plain))


def _homoglyph(span: Span, found: str, right: str) -> Fault:
    odd = ", ".join(
        f"{letter} (U+{ord(letter):04X})" for letter, other in zip(found, right, strict=True) if letter != other
    )
    return Fault(
        span=span,
        message=say("“{found}” has letters of another alphabet: {odd}.", found=found, odd=odd),
        advice=say("Write “{right}”.", right=right),
        replacement=right,
    )


class WrongScript(msgspec.Struct, frozen=True):
    """TM402. Words in Cyrillic letters in a text of a Latin-written language: old orthography, or left untranslated."""

    code: str = "TM402"
    slug: str = "wrong-script"
    severity: Severity = Severity.ERROR
    summary: str = "A word is written in Cyrillic in a language that writes Latin."
    trigger: ClassVar[Trigger] = Trigger(side=Side.TARGET, test=_is_cyrillic_in_latin)

    def check(self, case: Case) -> Iterable[Fault]:
        """Report runs of Cyrillic words that neither stand in the source nor in quotes or brackets."""
        return () if is_cyrillic(case.target.language) else self._faults(case)

    @staticmethod
    def _faults(case: Case) -> Iterator[Fault]:
        text = case.target.text
        source = case.source.text if case.source else ""
        hits = [hit for hit in CYRILLIC_WORD.finditer(case.target_plain) if hit.group() not in source]
        hits = [hit for hit in hits if not _is_cited(text, hit.start())]
        if hits:
            span = Span(hits[0].start(), hits[-1].end())
            yield Fault(
                span=span,
                message=say("“{excerpt}” is in Cyrillic letters.", excerpt=_excerpt(case, span)),
                advice=say("Write it in Latin letters."),
                decisive=2 * (span.end - span.start) > len(text),
            )


def _is_cited(text: str, at: int) -> bool:
    before = text[:at]
    pairs = (("“", "”"), ("«", "»"), ("„", "“"), ("(", ")"), ("[", "]"))
    return any(before.count(left) > before.count(right) for left, right in pairs) or before.count('"') % 2 == 1


class Decomposed(msgspec.Struct, frozen=True):
    """TM403. A letter written as a base and a mark (`s` + cedilla) where there is one letter (`ş`)."""

    code: str = "TM403"
    slug: str = "decomposed-letter"
    severity: Severity = Severity.WARNING
    summary: str = "A letter is written as two characters where Unicode has one."
    trigger: ClassVar[Trigger] = Trigger(side=Side.TARGET, test=_is_decomposed)

    def check(self, case: Case) -> Iterator[Fault]:
        """Report letters that composition (NFC) would change, and an i with a second dot."""
        for hit in _MARK.finditer(case.target.text):
            right = normalize(hit.group())
            if right != hit.group():
                yield Fault(
                    span=Span(*hit.span()),
                    message=say("“{right}” is written as {number} characters.", right=right, number=len(hit.group())),
                    advice=say("Write it as the one letter “{right}”.", right=right),
                    replacement=right,
                )


class Invisible(msgspec.Struct, frozen=True):
    """TM404. Characters that nobody sees."""

    code: str = "TM404"
    slug: str = "invisible-character"
    severity: Severity = Severity.WARNING
    summary: str = "There is a control character, a zero-width space or a soft hyphen."

    def check(self, case: Case) -> Iterable[Fault]:
        """Report such characters unless the source has the same."""
        return () if case.target.text.isprintable() else self._faults(case)

    @staticmethod
    def _faults(case: Case) -> Iterator[Fault]:
        for hit in _INVISIBLE.finditer(case.target.text):
            if case.source is None or hit.group() not in case.source.text:
                name = unicodedata.name(hit.group(), "control character").lower()
                yield Fault(
                    span=Span(*hit.span()),
                    message=say(
                        "there is an invisible character: {name} (U+{group:04X}).", name=name, group=ord(hit.group())
                    ),
                    advice=say("Delete it."),
                    replacement="",
                )


RULES = (Homoglyphs(), WrongScript(), Decomposed(), Invisible())
