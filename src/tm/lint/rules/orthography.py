"""TM40x: letters and white space that are wrong in any text, whatever it translates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

import msgspec

from tm.language import Language
from tm.lint.finding import Severity
from tm.lint.rule import Case, Fault
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
from tm.text.sieve import Sieve

_MIXED = re.compile(
    rf"(?:{LATIN_LETTER}+{CYRILLIC_LETTER}|{CYRILLIC_LETTER}+{LATIN_LETTER})[A-Za-z\u00c0-\u02af\u0400-\u052f]*"
)
_LONE = re.compile(rf"(?<={CYRILLIC_LETTER} )[A-Za-z](?= {CYRILLIC_LETTER})")
_TURNED = re.compile("[" + "".join(TURNED_E) + "]")
_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\ufeff]"
)
_MARK = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_SPACES = re.compile(r"(?<=[^\s.!?:]) {2,}(?=[^\s])")
_DOUBLED = re.compile(r"(?<![\w'’-])([^\W\d_]{2,}) \1(?![\w'’-])")
_BEFORE = re.compile(r"(?<=[^\W_])([ \t]+)([,;]|[.:!?](?![.\w:!?()/*\\|-]))(?=\s|$|[\"”»)])")
_LOOSE = re.compile(r"[ \t][,;.:!?]")
_STUCK = re.compile(r"[,;!?.](?<=[^\W\d_].)[^\W\d_]")
"""These two are cheap: a text without any hit needs no closer look."""
_AFTER = re.compile(r"(?P<word>[^\W\d_]{2,})(?P<sign>[,;!?]|\.(?=[^\W\d_][^\W\d_]))(?P<next>[^\W\d_]{2,})(?![\w./(@])")
_CAMEL = re.compile(
    r"(?<![\w./@-])(?P<first>[^\W\d_][a-zà-ʯа-ё]+)(?P<second>[A-ZÀ-ÞĞİŞƏА-Я][a-zà-ʯа-ё]{2,})(?![\w./@-])"
)


@lru_cache(maxsize=16)
def _odd_letters(language: Language) -> Sieve:
    """Return what catches the words that may have letters of another alphabet than the language's."""
    if not is_cyrillic(language):
        return Sieve(lambda piece: IS_CYRILLIC.search(piece) is not None)
    return Sieve(lambda piece: _MIXED.search(piece) is not None or (len(piece) == 1 and piece.isascii()))


_LONG_WORD = re.compile(r"(?<![\w-])[^\W\d_]{6,}(?![\w-])")


def _excerpt(case: Case, span: Span) -> str:
    return case.target.text[span.start : span.end]


class Homoglyphs(msgspec.Struct, frozen=True):
    """TM401. A letter of the wrong alphabet that looks like the right one."""

    code: str = "TM401"
    slug: str = "homoglyphs"
    severity: Severity = Severity.ERROR
    summary: str = "A word mixes Latin and Cyrillic letters that look alike."

    def check(self, case: Case) -> Iterable[Fault]:
        """Report words of both scripts that one script can write, lone look-alikes and turned e's."""
        return () if case.target.text.isascii() else self._faults(case)

    def _faults(self, case: Case) -> Iterator[Fault]:
        text = case.target.text
        if _odd_letters(case.target.language).catches(case.target_plain_pieces):
            yield from self._mixed(case)
        if any(letter in text for letter in TURNED_E):
            yield from self._turned(case, text)

    def _mixed(self, case: Case) -> Iterator[Fault]:
        cyrillic = is_cyrillic(case.target.language)
        for hit in _MIXED.finditer(case.target_plain):
            right = in_one_script(hit.group(), cyrillic=cyrillic)
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

    def check(self, case: Case) -> Iterable[Fault]:
        """Report runs of Cyrillic words that neither stand in the source nor in quotes or brackets."""
        if case.target.text.isascii() or not _odd_letters(case.target.language).catches(case.target_plain_pieces):
            return ()
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

    def check(self, case: Case) -> Iterable[Fault]:
        """Report letters that composition (NFC) would change, and an i with a second dot."""
        text = case.target.text
        composed = text.isascii() or (unicodedata.is_normalized("NFC", text) and "\u0307" not in text)
        return () if composed else self._faults(text)

    @staticmethod
    def _faults(text: str) -> Iterator[Fault]:
        for hit in _MARK.finditer(text):
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


class DoubleSpace(msgspec.Struct, frozen=True):
    """TM405. Two spaces inside a sentence."""

    code: str = "TM405"
    slug: str = "double-space"
    severity: Severity = Severity.WARNING
    summary: str = "Two or more spaces stand between two words."

    def check(self, case: Case) -> Iterable[Fault]:
        """Report them where the source has none: some texts are laid out with spaces."""
        return self._faults(case) if "  " in case.target.text else ()

    @staticmethod
    def _faults(case: Case) -> Iterator[Fault]:
        text = case.target.text
        if case.source and ("  " in case.source.text or "\t" in case.source.text):
            return
        for hit in _SPACES.finditer(text):
            if "\n" not in text[: hit.start()] or case.source is None:
                yield Fault(
                    span=Span(*hit.span()),
                    message=say("there is more than one space."),
                    advice=say("Leave one."),
                    replacement=" ",
                )


class DoubledWord(msgspec.Struct, frozen=True):
    """TM406. The same word twice."""

    code: str = "TM406"
    slug: str = "doubled-word"
    severity: Severity = Severity.WARNING
    summary: str = "A word stands twice in a row."

    def check(self, case: Case) -> Iterable[Fault]:
        """Report it where the source doubles no word."""
        alike = [word for word, after in pairwise(case.target_plain_pieces) if after[:2] in word]
        return self._faults(case) if alike else ()

    @staticmethod
    def _faults(case: Case) -> Iterator[Fault]:
        hits = list(_DOUBLED.finditer(case.target_plain))
        if not hits or (case.source and _DOUBLED.search(case.source_plain)):
            return
        for hit in hits:
            yield Fault(
                span=Span(*hit.span()),
                message=say("“{hit}” stands twice.", hit=hit[1]),
                advice=say("Delete one, or write a hyphen between."),
                likely=hit[1],
            )


class SpaceBefore(msgspec.Struct, frozen=True):
    """TM407. A space before a comma or a full stop."""

    code: str = "TM407"
    slug: str = "space-before-punctuation"
    severity: Severity = Severity.WARNING
    summary: str = "A space stands before a punctuation mark."

    def check(self, case: Case) -> Iterable[Fault]:
        """Report it where the source has none."""
        return self._faults(case) if _LOOSE.search(case.target.text) else ()

    @staticmethod
    def _faults(case: Case) -> Iterator[Fault]:
        hits = list(_BEFORE.finditer(case.target.text))
        if not hits or (case.source and _BEFORE.search(case.source.text)):
            return
        for hit in hits:
            yield Fault(
                span=Span(*hit.span(1)),
                message=say("a space stands before “{hit}”.", hit=hit[2]),
                advice=say("Delete it."),
                replacement="",
            )


class SpaceAfter(msgspec.Struct, frozen=True):
    """TM408. No space after a comma or between two sentences: `rights.The`."""

    code: str = "TM408"
    slug: str = "space-after-punctuation"
    severity: Severity = Severity.WARNING
    summary: str = "The space after a punctuation mark is missing."

    def check(self, case: Case) -> Iterable[Fault]:
        """Report it unless the source writes the same; a point counts between a small letter and a capital."""
        return self._faults(case) if _STUCK.search(case.target_plain) else ()

    @staticmethod
    def _faults(case: Case) -> Iterator[Fault]:
        for hit in _AFTER.finditer(case.target_plain):
            if hit["sign"] == "." and not (
                hit["word"][-1].islower() and hit["next"][0].isupper() and hit["next"][1].islower()
            ):
                continue
            if case.source and re.search(rf"{re.escape(hit['sign'])}\S", case.source.text):
                continue
            end = hit.end("sign")
            yield Fault(
                span=Span(hit.start(), hit.end()),
                message=say("there is no space after “{hit}”.", hit=hit["sign"]),
                advice=say("Write “{group} {hit}”.", group=hit.group()[: end - hit.start()], hit=hit["next"]),
                replacement=f"{hit.group()[: end - hit.start()]} {hit['next']}",
            )


class RunTogether(msgspec.Struct, frozen=True):
    """TM409. Two words without a space: `IlhamAliyev`, `Moscowand`."""

    code: str = "TM409"
    slug: str = "run-together-words"
    severity: Severity = Severity.WARNING
    summary: str = "Two words are written as one."

    def check(self, case: Case) -> Iterable[Fault]:
        """Report a capital inside a word that the source doesn't have, and a glossary word glued to a common word."""
        sieve = _joined_words(case.target.language, case.term_words)
        return self._faults(case) if sieve.catches(case.target_plain_pieces) else ()

    def _faults(self, case: Case) -> Iterator[Fault]:
        source = case.source.text if case.source else ""
        for hit in _CAMEL.finditer(case.target_plain):
            if hit.group().lower() not in source.lower() and self._are_words(hit, case):
                yield _glued(Span(*hit.span()), hit["first"], hit["second"])
        yield from self._glued_terms(case)

    @staticmethod
    def _are_words(hit: re.Match[str], case: Case) -> bool:
        """Tell whether it is no brand: a half stands alone elsewhere or is a term's; whole terms are TM107's."""
        if any(suspect.span.start == hit.start() for suspect in case.misspelt()):
            return False
        around = case.target_plain[: hit.start()] + case.target_plain[hit.end() :]
        return any(
            half in case.term_words or re.search(rf"\b{half}\b", around) for half in (hit["first"], hit["second"])
        )

    @staticmethod
    def _glued_terms(case: Case) -> Iterator[Fault]:
        for hit in _LONG_WORD.finditer(case.target_plain):
            word = hit.group()
            for cut in _cuts(word, case.target.language, case.term_words):
                yield _glued(Span(*hit.span()), word[:cut], word[cut:])


@lru_cache(maxsize=16)
def _joined_words(language: Language, term_words: frozenset[str]) -> Sieve:
    """Return what catches words with a capital inside, and words that are a term's word and a common word."""

    def are_joined(piece: str) -> bool:
        glued = any(_cuts(word, language, term_words) for word in _LONG_WORD.findall(piece))
        return glued or _CAMEL.search(piece) is not None

    return Sieve(are_joined)


def _cuts(word: str, language: Language, term_words: frozenset[str]) -> list[int]:
    """Return where a word that begins with a capital can be cut into a term's word and a common word."""
    if not word[0].isupper() or word in term_words:
        return []
    cuts = range(4, len(word) - 2)
    return [cut for cut in cuts if word[cut:] in language.function_words and word[:cut] in term_words]


def _glued(span: Span, first: str, second: str) -> Fault:
    return Fault(
        span=span,
        message=say("“{first}{second}” is two words.", first=first, second=second),
        advice=say("Write “{first} {second}”.", first=first, second=second),
        replacement=f"{first} {second}",
    )


RULES = (
    Homoglyphs(),
    WrongScript(),
    Decomposed(),
    Invisible(),
    DoubleSpace(),
    DoubledWord(),
    SpaceBefore(),
    SpaceAfter(),
    RunTogether(),
)
