"""TM3xx: numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

import msgspec

from tm.language import Language
from tm.lint.finding import Severity
from tm.lint.rule import Case, Fault, Side, Text, Trigger, Where
from tm.messages import say
from tm.model import Span
from tm.text.number_readings import find_closely, implied, parts, ranges
from tm.text.number_words import spelt_values
from tm.text.numbers import (
    MONTH,
    Number,
    find_numbers,
    first_readings,
    may_hold_percents,
    mentioned_months,
    ordinal_pattern,
    percents,
    roman_numerals,
    roman_spans,
    spelt_numbers,
)
from tm.text.placeholders import DATE_FORMAT

_DIGITS = frozenset("0123456789")
_DIGIT = re.compile(r"[0-9]")
_ROMAN = re.compile(r"[IVX](?<!\w[IVX])[IVX]+\b")
_ORDINAL = re.compile(r"[0-9]-?[^\W\d_]")
_SETTING = re.compile(r"\S*[:=_]\S*")
"""A message without a blank is a setting (`calendar:week_start:0`): its value may be the country's own."""
_ALIKE = str.maketrans("ІХСМ", "IXCM")
"""Cyrillic capitals in Roman numerals; that they are Cyrillic is another rule's business."""


class NumbersDiffer(msgspec.Struct, frozen=True):
    """TM301. The numbers of the source and of the translation are not the same."""

    code: str = "TM301"
    slug: str = "numbers-differ"
    severity: Severity = Severity.ERROR
    summary: str = "A number or date of the source is missing in the translation, or the translation has one more."
    trigger: ClassVar[Trigger] = Trigger(side=Side.EITHER, signs=_DIGITS)

    def check(self, case: Case) -> Iterable[Fault]:
        """Compare the numbers as sets of values: a translation may repeat a year or leave out a repetition."""
        if case.source is None:
            return ()
        return () if _are_same(case, case.source) else self._faults(case, case.source)

    @staticmethod
    def _faults(case: Case, source: Text) -> Iterator[Fault]:
        if _SETTING.fullmatch(source.text) or DATE_FORMAT.search(source.text):
            return
        here = _Side(case.target_plain, case.target.language)
        there = [_Side(text, source.language) for text in (case.source_plain, *case.alternatives)]
        if all(not side.numbers for side in [here, *there]):
            return
        answers = [(here.unmatched(side), side.unmatched(here), side) for side in there]
        added, missing, side = min(answers, key=lambda answer: len(answer[0]) + len(answer[1]))
        lacking = [side.shown(number) for number in missing]
        for number in added:
            yield _added(number.span, here.shown(number), lacking)
        if missing and not added and not case.one_number:
            yield Fault(
                span=Span(0, len(case.target.text)),
                message=say("the source has {names}, the translation has not.", names=", ".join(lacking)),
                advice=say("Add it, or correct the number that stands for it."),
            )


def _are_same(case: Case, source: Text) -> bool:
    """Tell, quickly, whether source and target have the same numbers and months at first sight: then none differs."""
    here = first_readings(case.target_plain, case.target_plain_pieces, case.target.language)
    return here == first_readings(case.source_plain, case.source_plain_pieces, source.language)


def _added(span: Span, shown: str, missing: Sequence[str]) -> Fault:
    advice = (
        say("The source has {names} instead.", names=", ".join(missing)) if missing else say("Remove or correct it.")
    )
    return Fault(span=span, message=say("the translation has {shown}, the source has not.", shown=shown), advice=advice)


class _Side:
    """One text and its numbers."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        self.numbers = find_closely(text, language)

    def unmatched(self, other: _Side) -> list[Number]:
        """Return the numbers none of whose readings stands on the other side, in digits or otherwise."""
        there = {reading for number in other.numbers for reading in number.readings}
        left = [one for one in self.numbers if there.isdisjoint(one.readings) and not self._is_name(one, other)]
        if not left:
            return []
        there |= other.otherwise() | other.in_ranges(
            {reading for number in self.numbers for reading in number.readings}
        )
        return [number for number in left if there.isdisjoint(number.readings) and not self._is_said(number, there)]

    def _is_name(self, number: Number, other: _Side) -> bool:
        """Tell whether what looks like a month stands in the other text letter by letter: then it is a name."""
        return number.value.startswith(MONTH) and self.shown(number) in other.text

    def _is_said(self, number: Number, there: set[str]) -> bool:
        """Tell whether the parts of a number (a day and a month) stand on the other side, each for itself."""
        said = parts(number, self.text)
        return bool(said) and there.issuperset(said)

    def in_ranges(self, there: set[str]) -> set[str]:
        """Return the numbers of ranges of this text that the other one has one by one: 12, 13 and 14 for `12-14`."""
        return {number for whole in ranges(self.text) if whole <= there for number in whole}

    def otherwise(self) -> set[str]:
        """Return the numbers that stand in the text as words, months or Roman numerals, or as parts of a number."""
        return {
            *roman_numerals(self.text.translate(_ALIKE)),
            *mentioned_months(self.text, self.language),
            *spelt_values(self.text, self.language),
            *implied(self.text, self.numbers, self.language),
        }

    def shown(self, number: Number) -> str:
        return self.text[number.span.start : number.span.end]


class RomanDiffers(msgspec.Struct, frozen=True):
    """TM302. A Roman numeral got lost or changed."""

    code: str = "TM302"
    slug: str = "roman-numeral-differs"
    severity: Severity = Severity.WARNING
    summary: str = "A Roman numeral of the source is missing in the translation, in any writing."
    trigger: ClassVar[Trigger] = Trigger(side=Side.SOURCE, test=lambda _, piece: _ROMAN.search(piece) is not None)

    def check(self, case: Case) -> Iterable[Fault]:
        """Report the numerals of the source that the target has neither as such nor in digits or words."""
        return self._faults(case, case.source) if case.source else ()

    @staticmethod
    def _faults(case: Case, source: Text) -> Iterator[Fault]:
        wanted = [(span, value) for span, value in roman_spans(case.source_plain) if span.end - span.start > 1]
        if not wanted:
            return
        target = _Side(case.target_plain, case.target.language)
        have = target.otherwise() | {reading for number in target.numbers for reading in number.readings}
        lacking = [source.text[span.start : span.end] for span, value in wanted if str(value) not in have]
        if lacking:
            there = roman_spans(case.target_plain.translate(_ALIKE))
            span = there[0][0] if there else Span(0, len(case.target.text))
            message = say("the source has {names}, the translation has not.", names=", ".join(lacking))
            yield Fault(span=span, message=message, advice=say("Add the numeral, or correct it."))


class SpeltNumber(msgspec.Struct, frozen=True):
    """TM303. A number that the source spells out is missing in the translation."""

    code: str = "TM303"
    slug: str = "spelt-number-missing"
    severity: Severity = Severity.INFO
    summary: str = "The source spells out a number from two to twelve, and the translation has no such number."

    def check(self, case: Case) -> Iterator[Fault]:
        """Report each such number once; words are no proof, so this is only a suggestion."""
        if case.source is None:
            return
        spelt = spelt_numbers(case.source_plain, case.source.language)
        if not spelt:
            return
        target = _Side(case.target_plain, case.target.language)
        have = target.otherwise() | {reading for number in target.numbers for reading in number.readings}
        for value, span in {value: span for span, value in reversed(spelt)}.items():
            if str(value) not in have:
                word = case.source.text[span.start : span.end]
                yield Fault(
                    span=Span(0, len(case.target.text)),
                    message=say(
                        "the source has “{word}”, the translation has no {value} that one can see.",
                        word=word,
                        value=value,
                    ),
                    advice=say("Check the number."),
                )


def _wrong_ordinals(text: str, language: Language) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the ordinals with a wrong ending, each with the right one; endings in capitals are let be."""
    if language.ordinal_ending is None or _ORDINAL.search(text) is None:
        return
    for hit in ordinal_pattern(language.code, language.ordinal_endings).finditer(language.fold(text)):
        right = language.ordinal_ending(int(hit["number"]))
        if hit["ending"] != right and not text[slice(*hit.span("ending"))].isupper():
            yield hit, right


def _is_wrong_ordinal(where: Where, piece: str) -> bool:
    return any(_wrong_ordinals(piece, where.language))


class OrdinalEnding(msgspec.Struct, frozen=True):
    """TM304. The wrong ending makes an ordinal: `5-cı` for `5-ci`, `22th` for `22nd`."""

    code: str = "TM304"
    slug: str = "ordinal-ending"
    severity: Severity = Severity.ERROR
    summary: str = "The ending of an ordinal number does not fit the number."
    trigger: ClassVar[Trigger] = Trigger(side=Side.TARGET, signs=_DIGITS, test=_is_wrong_ordinal)

    def check(self, case: Case) -> Iterator[Fault]:
        """Compare each ending with the one that the number's last word asks for."""
        for hit, right in _wrong_ordinals(case.target_plain, case.target.language):
            whole = hit.group()
            yield Fault(
                span=Span(*hit.span("ending")),
                message=say("“{whole}” has the wrong ending.", whole=whole),
                advice=say("Write “{whole}{right}”.", whole=whole[: len(whole) - len(hit["ending"])], right=right),
                replacement=right,
            )


class PercentDiffers(msgspec.Struct, frozen=True):
    """TM305. A per cent sign got lost, or one too many came in."""

    code: str = "TM305"
    slug: str = "percent-differs"
    severity: Severity = Severity.ERROR
    summary: str = "A number is a percentage in the source and none in the translation, or the other way round."
    trigger: ClassVar[Trigger] = Trigger(
        side=Side.EITHER, test=lambda where, piece: may_hold_percents(piece, where.language)
    )

    def check(self, case: Case) -> Iterable[Fault]:
        """Compare which numbers are percentages, by sign or by word; numbers that differ are another rule's."""
        digits = _DIGIT.search(case.target_plain) and _DIGIT.search(case.source_plain)
        return self._faults(case, case.source) if case.source and digits else ()

    @staticmethod
    def _faults(case: Case, source: Text) -> Iterator[Fault]:
        wanted = percents(case.source_plain, source.language)
        have = percents(case.target_plain, case.target.language)
        if wanted.keys() == have.keys():
            return
        there = {reading for number in find_numbers(case.source_plain, source.language) for reading in number.readings}
        asked = {reading for value in wanted for reading in value}
        for value, span in have.items():
            if asked.isdisjoint(value) and not there.isdisjoint(value):
                shown = case.target.text[span.start : span.end]
                yield Fault(
                    span=span,
                    message=say("{shown} is no percentage in the source.", shown=shown),
                    advice=say("Remove the sign."),
                )
        if len(have) >= len(wanted):
            return
        signed = {reading for value in have for reading in value}
        for number in find_numbers(case.target_plain, case.target.language):
            if any(not set(value).isdisjoint(number.readings) for value in wanted) and signed.isdisjoint(
                number.readings
            ):
                shown = case.target.text[number.span.start : number.span.end]
                yield Fault(
                    span=number.span,
                    message=say("{shown} is a percentage in the source.", shown=shown),
                    advice=say("Add the per cent sign."),
                )


RULES = (NumbersDiffer(), RomanDiffers(), SpeltNumber(), OrdinalEnding(), PercentDiffers())
