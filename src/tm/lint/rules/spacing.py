"""TM405 to TM409: spaces and words that are wrong in any text, whatever it translates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import eq
from typing import ClassVar

import msgspec

from tm.language import Language
from tm.lint.finding import Severity
from tm.lint.rule import Case, Fault, Side, Trigger, Where
from tm.messages import say
from tm.model import Span
from tm.text.remembered import Remembered

_SPACES = re.compile(r"(?<=[^\s.!?:]) {2,}(?=[^\s])")
_DOUBLED = re.compile(r"(?<![\w'’-])([^\W\d_]{2,}) \1(?![\w'’-])")
_FIRST, _LAST = re.compile(r"\A[^\W\d_]{2,}"), re.compile(r"[^\W\d_]{2,}\Z")
_BEFORE = re.compile(r"(?<=[^\W_])([ \t]+)([,;]|[.:!?](?![.\w:!?()/*\\|-]))(?=\s|$|[\"”»)])")
_AFTER = re.compile(r"(?P<word>[^\W\d_]{2,})(?P<sign>[,;!?]|\.(?=[^\W\d_][^\W\d_]))(?P<next>[^\W\d_]{2,})(?![\w./(@])")
_CAMEL = re.compile(
    r"(?<![\w./@-])(?P<first>[^\W\d_][a-zà-ʯа-ё]+)(?P<second>[A-ZÀ-ÞĞİŞƏА-Я][a-zà-ʯа-ё]{2,})(?![\w./@-])"
)
_POINTS = frozenset(",;.:!?")
_LONG_WORD = re.compile(r"(?<![\w-])[^\W\d_]{6,}(?![\w-])")


def _part(pattern: re.Pattern[str], otherwise: str) -> Remembered[str]:
    """Return by piece: the letters that a pattern finds in it, or something else where it finds none."""

    def letters(piece: str) -> str:
        hit = pattern.search(piece)
        return hit[0] if hit else otherwise

    return Remembered(letters)


_FIRST_LETTERS, _LAST_LETTERS = _part(_FIRST, ""), _part(_LAST, " ")


def _may_be_joined(where: Where, piece: str) -> bool:
    """Tell whether a piece has a capital inside, or is a term's word and a common word."""
    if piece.islower():
        return False
    glued = any(_cuts(word, where.language, where.words) for word in _LONG_WORD.findall(piece))
    return glued or _CAMEL.search(piece) is not None


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
        pieces = case.target_plain_pieces
        alike = map(eq, map(_LAST_LETTERS.__getitem__, pieces), map(_FIRST_LETTERS.__getitem__, pieces[1:]))
        return self._faults(case) if any(alike) else ()

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
    trigger: ClassVar[Trigger] = Trigger(side=Side.TARGET, signs=_POINTS, test=lambda _, piece: piece[0] in _POINTS)

    def check(self, case: Case) -> Iterator[Fault]:
        """Report it where the source has none."""
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
    trigger: ClassVar[Trigger] = Trigger(
        side=Side.TARGET, signs=_POINTS, test=lambda _, piece: _AFTER.search(piece) is not None
    )

    def check(self, case: Case) -> Iterator[Fault]:
        """Report it unless the source writes the same; a point counts between a small letter and a capital."""
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
    trigger: ClassVar[Trigger] = Trigger(side=Side.TARGET, test=_may_be_joined)

    def check(self, case: Case) -> Iterator[Fault]:
        """Report a capital inside a word that the source doesn't have, and a glossary word glued to a common word."""
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
            half in case.terminology.words or re.search(rf"\b{half}\b", around)
            for half in (hit["first"], hit["second"])
        )

    @staticmethod
    def _glued_terms(case: Case) -> Iterator[Fault]:
        for hit in _LONG_WORD.finditer(case.target_plain):
            word = hit.group()
            for cut in _cuts(word, case.target.language, case.terminology.words):
                yield _glued(Span(*hit.span()), word[:cut], word[cut:])


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


RULES = (DoubleSpace(), DoubledWord(), SpaceBefore(), SpaceAfter(), RunTogether())
