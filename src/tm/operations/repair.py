"""A match made to fit: the numbers, dates and terms in which a stored source differs from the one to translate.

Only what has one answer is repaired: a number that stands once for once in source and translation, a month that has
one form there, a term that has one form in that case. What was done is said, and a person looks at it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from babel import Locale

from tm.glossary.finder import TermFinder, TermHit
from tm.language import Language
from tm.lint.suggest import in_same_form, with_capitals
from tm.model import Concept, Span, Term, TermStatus
from tm.operations.checkable import Edit, apply
from tm.text.numbers import Number, find_numbers

_MONTH = "month:"
_ENDING = re.compile(r"-?[^\W\d_]+(?![\w-])")
_WHOLE = re.compile(r"\d+")
_DECIMAL = re.compile(r"\d+\.\d+")
_BAD = {TermStatus.FORBIDDEN, TermStatus.DEPRECATED}
_TENS = 10


class Repaired(msgspec.Struct, frozen=True):
    """A translation that was made to fit."""

    text: str
    repairs: tuple[str, ...] = ()
    """What was put for what: `35-ci → 36-cı`; empty where nothing was."""
    left: tuple[str, ...] = ()
    """Numbers of the stored source that should have become others and could not."""


class Repairer:
    """Repairs translations from one language into another."""

    def __init__(self, source: Language, target: Language, concepts: Sequence[Concept]) -> None:
        """Prepare the glossary for both languages."""
        self._source, self._target = source, target
        self._concepts = {concept.id: concept for concept in concepts}
        self._finders = tuple(TermFinder(concepts, one) if concepts else None for one in (source, target))

    def repair(self, asked: str, stored: str, translation: str) -> Repaired:
        """Return the translation of `stored` with what can be repaired for `asked`."""
        numbers, left = self._numbers(asked, stored, translation)
        edits = [*numbers, *self._terms(asked, stored, translation)]
        chosen: list[Edit] = []
        for edit in sorted(edits):
            if not chosen or chosen[-1].span.end <= edit.span.start:
                chosen.append(edit)
        named = (f"{translation[edit.span.start : edit.span.end]} → {edit.text}" for edit in chosen)
        return Repaired(apply(translation, chosen), tuple(dict.fromkeys(named)), left)

    # --- numbers and months

    def _numbers(self, asked: str, stored: str, translation: str) -> tuple[list[Edit], tuple[str, ...]]:
        """Return the edits, and the numbers that could not be put right though others could."""
        ours, theirs = find_numbers(asked, self._source), find_numbers(stored, self._source)
        there = find_numbers(translation, self._target)
        done: list[Edit] = []
        left: list[str] = []
        for value, wanted in _swaps(ours, theirs).items():
            places = [number for number in there if value in number.readings]
            edits = [edit for number in places if (edit := self._number(number, wanted, translation))]
            if len(edits) == len(places) == sum(number.value == value for number in theirs):
                done += edits
            else:
                left.append(value.removeprefix(_MONTH))
        return done, tuple(left)

    def _number(self, number: Number, wanted: str, text: str) -> Edit | None:
        """Return the edit that puts another number there, with the ending it takes; None where nobody can tell."""
        start, end = number.span.start, number.span.end
        old = text[start:end]
        if wanted.startswith(_MONTH) and not old.isdigit():
            name = old.rstrip(".")
            form = self._month(name, int(number.value.removeprefix(_MONTH)), int(wanted.removeprefix(_MONTH)))
            return Edit(Span(start, start + len(name)), form) if form else None
        written = _written(wanted.removeprefix(_MONTH), old, self._target)
        if written is None:
            return None
        ending = _ENDING.match(text, end)
        if ending is None:
            return Edit(number.span, written)
        fitting = self._ending(ending[0], old, written)
        return Edit(Span(start, ending.end()), written + fitting) if fitting else None

    def _ending(self, ending: str, old: str, new: str) -> str | None:
        """Return the ending that goes with another number, None where nobody can tell."""
        language = self._target
        if language.ordinal_ending is None or not (_WHOLE.fullmatch(old) and _WHOLE.fullmatch(new)):
            return ending if language.ordinal_ending is None else None
        hyphen = "-" if ending.startswith("-") else ""
        if language.fold(ending.removeprefix("-")) == language.ordinal_ending(int(old)):
            following = language.ordinal_ending(int(new))
            return f"{hyphen}{following}" if following else None
        return ending if _sounds_alike(int(old), int(new)) else None

    def _month(self, form: str, old: int, new: int) -> str | None:
        """Return the name of a month in the form in which another one stands."""
        names = Locale(self._target.code).months["stand-alone"]["wide"]
        before, after = (Term(text=names[month], language=self._target.code) for month in (old, new))
        return self._inflected(before, after, form)

    def _inflected(self, before: Term, after: Term, form: str) -> str | None:
        """Return a term in the form in which another one stands, by the plainest reading; None where it has none."""
        morphology = self._target.morphology()
        readings = sorted(morphology.analyse(before, form), key=lambda reading: len(reading.features))
        plainest = [reading for reading in readings if len(reading.features) == len(readings[0].features)]
        forms = {morphology.inflect(after, reading.features) for reading in plainest} - {None}
        found = forms.pop() if len(forms) == 1 else None
        return with_capitals(found, form, self._target) if found else None

    # --- terms

    def _terms(self, asked: str, stored: str, translation: str) -> Iterator[Edit]:
        source, target = self._finders
        if source is None or target is None:
            return
        hits = [hit for hit in target.find(translation) if hit.certain]
        swapped = _swapped_concept(source.find(asked), source.find(stored))
        if swapped:
            wanted, given, count = swapped
            places = [hit for hit in hits if hit.concept.id == given]
            if len(places) == count:
                yield from self._replaced(places, translation, wanted)
        good = {hit.span for hit in hits if hit.term.status not in _BAD}
        for hit in hits:
            if hit.term.status in _BAD and hit.span not in good:
                yield from self._replaced([hit], translation, hit.concept.id)

    def _replaced(self, hits: Sequence[TermHit], text: str, concept: str) -> Iterator[Edit]:
        forms = [self._form(hit, text, self._concepts[concept]) for hit in hits]
        if all(forms):
            yield from (Edit(hit.span, form) for hit, form in zip(hits, forms, strict=True) if form)

    def _form(self, hit: TermHit, text: str, concept: Concept) -> str | None:
        """Return what to write for a term, so that it names another concept, or its own by a better word."""
        wanted = concept.preferred(self._target.code)
        surely = in_same_form(hit, text, self._target, concept)
        return surely or (self._inflected(hit.term, wanted, text[hit.span.start : hit.span.end]) if wanted else None)


def _swaps(ours: Sequence[Number], theirs: Sequence[Number]) -> Mapping[str, str]:
    """Return what each number of the stored source became, where each became one thing throughout."""
    if len(ours) != len(theirs):
        return {}
    became: dict[str, set[str]] = {}
    for here, there in zip(ours, theirs, strict=True):
        if here.value.startswith(_MONTH) != there.value.startswith(_MONTH):
            return {}
        became.setdefault(there.value, set()).add(here.value)
    return {old: new for old, news in became.items() if len(news) == 1 and (new := next(iter(news))) != old}


def _written(value: str, old: str, language: Language) -> str | None:
    """Return a number as the translation writes numbers, by the one that stands there; None where unclear."""
    if _WHOLE.fullmatch(value) and _WHOLE.fullmatch(old):
        return value.zfill(len(old)) if old.startswith("0") else value
    if not (_WHOLE.fullmatch(value) or _DECIMAL.fullmatch(value)) or ":" in old:
        return None
    whole, _, fraction = value.partition(".")
    groups = next((mark for mark in old if mark in language.groups and mark != language.decimal), "")
    digits = f"{int(whole):,}".replace(",", groups) if groups else whole
    return digits + (f"{language.decimal}{fraction}" if fraction else "")


def _sounds_alike(old: int, new: int) -> bool:
    """Tell whether the last words of two numbers are the same when spoken, so that the same ending fits."""
    return old % _TENS == new % _TENS != 0 or old == new


def _swapped_concept(asked: Sequence[TermHit], stored: Sequence[TermHit]) -> tuple[str, str, int] | None:
    """Return the concept asked for, the one in its place, and how often; None where they are not one each."""
    ours, theirs = (Counter(hit.concept.id for hit in hits if hit.certain) for hits in (asked, stored))
    more, less = ours - theirs, theirs - ours
    if len(more) != 1 or len(less) != 1:
        return None
    ((wanted, count),), ((given, times),) = more.items(), less.items()
    return (wanted, given, times) if count == times == theirs[given] else None
