"""A paragraph into sentences, by the SRX rules of its language, and why.

The rules are run by choppa, a faithful port of the SRX engine `segment`. A segmenter gets one paragraph at a time:
headings, lists and line breaks are the documents' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from tm.language import Language
from tm.model import Span
from tm.segment.srx import Rule, parse_srx

_SPACE = re.compile(r"\s*")
_MAP = "text"
_LONGEST = 100
"""What `*` and `+` stand for at most in an exception's part before the boundary, in repetitions."""


class Decision(msgspec.Struct, frozen=True):
    """What was decided about one place where the text might have been cut."""

    offset: int
    """Code points before the place; white space follows it."""
    breaks: bool
    rule: Rule
    """The rule that spoke: the first that matches here."""


class Segmenter:
    """Cuts paragraphs of one language into sentences."""

    def __init__(self, language: Language) -> None:
        """Load and check the language's rules; the first time takes half a second: the engine is imported."""
        self.language = language
        srx = parse_srx(language.segmentation(), file=f"{language.code}/segmentation.srx")
        self._engine = Engine(srx.rules(language.code))

    def segment(self, text: str) -> list[Span]:
        """Return the sentences of a paragraph as spans that touch and cover it.

        White space belongs to the sentence before it (at the start of the text to the first). An empty text has no
        sentences; a text of white space alone is one.
        """
        return self._engine.cut(text)

    def explain(self, text: str) -> list[Decision]:
        """Return, in text order, each place where some rule would cut, and the rule that decided about it."""
        return self._engine.explain(text)


class Engine:
    """A list of rules ready to run."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Compile the rules, in the order in which they are asked."""
        from choppa import SrxDocument
        from choppa.structures import LanguageRule, Rule as SrxRule
        from choppa.utils import create_lookbehind_pattern

        self._document = SrxDocument(cascade=True)
        listed = [SrxRule(*_engine_rule(rule)) for rule in rules]
        self._document.add_language_map(_MAP, LanguageRule(_MAP, listed))
        self._breaks = [self._document.compile(before) for breaks, before, _ in map(_engine_rule, rules) if breaks]
        behind = [create_lookbehind_pattern(rule.before, _LONGEST) for rule in rules]
        ahead = [f"(?={rule.after})" for rule in rules]
        self._rules = [
            (rule, self._document.compile(before + after))
            for rule, before, after in zip(rules, behind, ahead, strict=True)
        ]
        self.cut(" ")  # an engine compiles its rules when they are first used; do it now

    def cut(self, text: str) -> list[Span]:
        """Return the sentences as spans that touch and cover the text; white space goes with the sentence before it."""
        starts = [0, *self._starts(text), len(text)]
        return [Span(start, end) for start, end in pairwise(starts) if start < end]

    def _starts(self, text: str) -> Iterator[int]:
        """Yield where a sentence other than the first begins."""
        from choppa import SrxTextIterator

        at = 0
        for piece in SrxTextIterator(self._document, _MAP, text):
            at += len(piece)
            start = _after_space(text, at)
            if start < len(text):
                yield start

    def explain(self, text: str) -> list[Decision]:
        """Return each place where some rule would cut, and the rule that decided about it.

        Of two places around the same white space only one is told, the one where the text is cut if it is.
        """
        hits = (hit.end() for pattern in self._breaks for hit in pattern.finditer(text, overlapped=True))
        told: dict[int, Decision] = {}
        for place in sorted(set(hits)):
            start, rule = _after_space(text, place), self._speaker(text, place)
            if 0 < start < len(text) and (start not in told or (rule.breaks and not told[start].breaks)):
                told[start] = Decision(place, rule.breaks, rule)
        return list(told.values())

    def _speaker(self, text: str, place: int) -> Rule:
        return next(rule for rule, pattern in self._rules if pattern.match(text, place))


def _engine_rule(rule: Rule) -> tuple[bool, str, str]:
    """Return the rule as the engine runs it: a break rule looks ahead at once, so that few places are tried."""
    if rule.breaks:
        return True, f"(?:{rule.before})(?={rule.after})", ""
    return False, rule.before, rule.after


def _after_space(text: str, offset: int) -> int:
    hit = _SPACE.match(text, offset)
    return hit.end() if hit else offset
