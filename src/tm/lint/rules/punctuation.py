"""TM41x: quotes, dashes, ends and beginnings of sentences, and words of the wrong spelling."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import ClassVar, NamedTuple

import msgspec

from tm.language import Language
from tm.lint.finding import Severity
from tm.lint.rule import Case, Fault, Side, Trigger, Where
from tm.lint.words import Misspelling, misspellings
from tm.messages import say
from tm.model import Span

_PAIRS = '()[]“”„«»"'
_MARKS = re.compile(f"[{re.escape(_PAIRS)}]")
_STRAIGHT = re.compile(r"(?<!\\)\"(?=\S)[^\"\n]*?[^\s\\]\"")
_SMILEY = re.compile(r"(?<!\S)[:;]-?[()](?!\S)")
_LISTED = re.compile(r"(?:^|[\s;,])(?:[0-9]{1,3}|[^\W\d_])\)$")
"""The number or letter of a list: `a)`."""
_HYPHEN = re.compile(r"(?<=[^\W\d_]) - (?=[^\W\d_])")
_END = re.compile(r"(\.\.\.|…|[.!?:;])?[\s\"'”»“’)\]]*$")
_ASCII, _NEIGHBOUR = "ascii", "neighbour"
_WEAK = frozenset({"", ".", ";"})


def _begins(kind: str) -> Callable[[Where, str], bool]:
    """Return what tells whether a listed word of a kind may begin in a piece."""

    def test(where: Where, piece: str) -> bool:
        finder = _finder(where.language, kind)
        return finder is not None and finder.begun.search(where.language.fold(piece)) is not None

    return test


class Quotes(msgspec.Struct, frozen=True):
    """TM410. Quotation marks that the language does not use."""

    code: str = "TM410"
    slug: str = "quotes"
    severity: Severity = Severity.INFO
    summary: str = "Straight quotation marks, or those of another language."

    def check(self, case: Case) -> Iterator[Fault]:
        """Report quotations in straight marks, and marks that are none of the language's."""
        opening, closing = case.target.language.quotes[0]
        own = {mark for pair in case.target.language.quotes for mark in pair}
        for hit in _STRAIGHT.finditer(case.target_plain):
            inside = case.target.text[hit.start() + 1 : hit.end() - 1]
            yield Fault(
                span=Span(*hit.span()),
                message=say("straight quotation marks."),
                advice=say("Write {opening}…{closing}.", opening=opening, closing=closing),
                replacement=f"{opening}{inside}{closing}",
            )
        foreign = next((at for at, mark in enumerate(case.target.text) if mark in "“”„«»" and mark not in own), None)
        if foreign is not None:
            yield Fault(
                span=Span(foreign, foreign + 1),
                message=say("{text} is no quotation mark of this language.", text=case.target.text[foreign]),
                advice=say("Write {opening}…{closing}.", opening=opening, closing=closing),
            )


class Unpaired(msgspec.Struct, frozen=True):
    """TM411. A quotation mark or bracket without its other half."""

    code: str = "TM411"
    slug: str = "unpaired-mark"
    severity: Severity = Severity.WARNING
    summary: str = "A bracket or quotation mark is opened and not closed, or closed and not opened."
    trigger: ClassVar[Trigger] = Trigger(side=Side.TARGET, signs=frozenset(_PAIRS))

    def check(self, case: Case) -> Iterator[Fault]:
        """Report it where the source has all its pairs."""
        wrong = _unpaired(case.target_plain, straight=case.source is not None)
        if not wrong or (case.source and _unpaired(case.source_plain, straight=True)):
            return
        yield Fault(
            span=Span(wrong[0], wrong[0] + 1),
            message=say("{text} stands alone.", text=case.target.text[wrong[0]]),
            advice=say("Close or open the pair."),
        )


def _unpaired(text: str, *, straight: bool) -> list[int]:
    """Return the places of the marks that have no partner, in order."""
    if _SMILEY.search(text):
        text = _SMILEY.sub(lambda hit: " " * len(hit.group()), text)
    low = "„" in text
    partners = {")": "(", "]": "[", "»": "«", "”": "“"} | ({"“": "„", "”": "„"} if low else {})
    waiting: dict[str, list[int]] = {}
    lonely: list[int] = []
    quotes: list[int] = []
    for hit in _MARKS.finditer(text):
        mark, at = hit.group(), hit.start()
        if mark == '"':
            quotes.append(at)
        elif mark in partners:
            opened = waiting.get(partners[mark])
            lonely += [] if opened or (mark == ")" and _LISTED.search(text[: at + 1])) else [at]
            if opened:
                opened.pop()
        else:
            waiting.setdefault(mark, []).append(at)
    lonely += [at for places in waiting.values() for at in places]
    if straight and len(quotes) % 2:
        lonely.append(quotes[-1])
    return sorted(lonely)


class Dashes(msgspec.Struct, frozen=True):
    """TM412. A hyphen between blanks where a dash belongs."""

    code: str = "TM412"
    slug: str = "hyphen-for-dash"
    severity: Severity = Severity.INFO
    summary: str = "A hyphen between two words with blanks stands for a dash."

    def check(self, case: Case) -> Iterator[Fault]:
        """Report each."""
        for hit in _HYPHEN.finditer(case.target_plain):
            yield Fault(
                span=Span(hit.start() + 1, hit.end() - 1),
                message=say("a hyphen stands for a dash."),
                advice=say("Write —."),
                replacement="—",
            )


class EndDiffers(msgspec.Struct, frozen=True):
    """TM413. The translation ends as another kind of sentence."""

    code: str = "TM413"
    slug: str = "end-differs"
    severity: Severity = Severity.WARNING
    summary: str = "The source ends with a question mark, a colon or an ellipsis, and the translation does not."

    def check(self, case: Case) -> Iterator[Fault]:
        """Compare the last marks; a full stop or a semicolon may come or go."""
        if case.source is None:
            return
        source, target = _end(case.source.text), _end(case.target.text)
        if source == target or (source in _WEAK and target in _WEAK) or "!" in (source, target):
            return
        if len(case.source.text) < 3 or len(case.target.text) < 3:  # noqa: PLR2004 - a sign, no sentence
            return
        place = len(case.target.text.rstrip())
        yield Fault(
            span=Span(max(place - 1, 0), place),
            message=say(
                "the source ends with {source}, the translation with {target}.",
                source=source or say("a word"),
                target=target or say("a word"),
            ),
            advice=say("End it alike."),
        )


def _end(text: str) -> str:
    hit = _END.search(text)
    mark = (hit[1] or "") if hit else ""
    return "…" if mark == "..." else mark


class StartDiffers(msgspec.Struct, frozen=True):
    """TM414. The source begins with a capital and the translation does not, or the other way round."""

    code: str = "TM414"
    slug: str = "capital-at-start"
    severity: Severity = Severity.INFO
    summary: str = "Source and translation do not both begin with a capital."

    def check(self, case: Case) -> Iterator[Fault]:
        """Compare the first letters."""
        if case.source is None:
            return
        source, target = case.source.text.lstrip()[:1], case.target.text.lstrip()[:1]
        if source.isalpha() and target.isalpha() and source.isupper() != target.isupper():
            start = case.target.text.index(target)
            yield Fault(
                span=Span(start, start + 1),
                message=say("the translation begins with a capital, the source does not.")
                if target.isupper()
                else say("the source begins with a capital, the translation does not."),
                advice=say("Check."),
            )


class AsciiWord(msgspec.Struct, frozen=True):
    """TM415. A word typed without the letters of its language: `Azerbaycan`."""

    code: str = "TM415"
    slug: str = "ascii-spelling"
    severity: Severity = Severity.ERROR
    summary: str = "A word is written without the letters of its language."
    trigger: ClassVar[Trigger] = Trigger(side=Side.TARGET, test=_begins(_ASCII))

    def check(self, case: Case) -> Iterator[Fault]:
        """Report the words that the language lists."""
        return _listed(case, _ASCII)


class NeighbourWord(msgspec.Struct, frozen=True):
    """TM416. A word of a neighbouring language: Turkish `ve` in Azerbaijani."""

    code: str = "TM416"
    slug: str = "neighbour-word"
    severity: Severity = Severity.WARNING
    summary: str = "A word of a neighbouring language stands for the language's own."
    trigger: ClassVar[Trigger] = Trigger(side=Side.TARGET, test=_begins(_NEIGHBOUR))

    def check(self, case: Case) -> Iterator[Fault]:
        """Report the words that the language lists."""
        return _listed(case, _NEIGHBOUR)


def _listed(case: Case, kind: str) -> Iterator[Fault]:
    finder = _finder(case.target.language, kind)
    if finder is None:
        return
    for hit in finder.whole.finditer(case.target.language.fold(case.target_plain)):
        found = case.target.text[hit.start() : hit.end()]
        if (case.source and found in case.source.text) or _is_term(case, hit.span()):
            continue
        word = finder.words[hit["stem"]]
        right = _as_written(word.right, found, case.target.language)
        rest = found[len(word.wrong) :]
        yield Fault(
            span=Span(*hit.span()),
            message=say("“{found}” is written without its letters.", found=found)
            if kind == _ASCII
            else say("“{found}” is {language}.", found=found, language=word.language),
            advice=say("Write “{text}”.", text=right + ("…" if rest else "")),
            replacement=None if rest else right,
        )


def _is_term(case: Case, place: tuple[int, int]) -> bool:
    """Tell whether the glossary has the word, right or wrong: then its rules speak."""
    return any(hit.span.start < place[1] and place[0] < hit.span.end for hit in case.target_terms)


def _as_written(right: str, found: str, language: Language) -> str:
    if len(found) > 1 and found == language.upper(found):
        return language.upper(right)
    if not found[0].isupper():
        return right
    return " ".join(language.capitalise(word) if part[:1].isupper() else word for word, part in _words(right, found))


def _words(right: str, found: str) -> list[tuple[str, str]]:
    return list(zip(right.split(), found.split(), strict=False))


class _Finder(NamedTuple):
    """What finds the listed words of a kind in a folded text."""

    whole: re.Pattern[str]
    begun: re.Pattern[str]
    """Finds the first of the words that an entry may have."""
    words: dict[str, Misspelling]


@lru_cache(maxsize=16)
def _finder(language: Language, kind: str) -> _Finder | None:
    """Return what finds the listed words of a kind, None where the language lists none."""
    words = {word.wrong: word for word in misspellings(language) if word.kind == kind}
    if not words:
        return None
    whole = "|".join(re.escape(word.wrong) for word in words.values() if word.whole)
    stems = "|".join(re.escape(word.wrong) for word in words.values() if not word.whole)
    parts = [rf"(?:{part})" for part in (rf"(?:{whole})(?![\w-])" if whole else "", stems) if part]
    begun = re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(wrong.split()[0]) for wrong in words)})")
    return _Finder(re.compile(rf"(?<![\w-])(?P<stem>{'|'.join(parts)})\w*"), begun, words)


RULES = (
    Quotes(),
    Unpaired(),
    Dashes(),
    EndDiffers(),
    StartDiffers(),
    AsciiWord(),
    NeighbourWord(),
)
