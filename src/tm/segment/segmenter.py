"""A paragraph into sentences, by the SRX rules of its language, and why.

Rules are run as SRX 2.0 has it: at each place where one would cut, the first rule that matches there decides. A
segmenter gets one paragraph at a time: headings, lists and line breaks are the documents' business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from tm.language import Language
from tm.model import Span
from tm.segment.srx import Rule, parse_srx

_SPACE = re.compile(r"\s*")


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
        """Load, check and compile the language's rules."""
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
        import regex  # the rules' own dialect; takes a while to load

        self._rules = {f"rule{number}": rule for number, rule in enumerate(rules)}
        self._breaks = [regex.compile(f"(?:{one.before})(?={one.after})", regex.V1) for one in rules if one.breaks]
        whole = (f"(?P<{name}>(?<={one.before})(?={one.after}))" for name, one in self._rules.items())
        self._first = regex.compile("|".join(whole), regex.V1)

    def cut(self, text: str) -> list[Span]:
        """Return the sentences as spans that touch and cover the text; white space goes with the sentence before it."""
        cuts = (start for start, decision in self._decisions(text).items() if decision.breaks)
        return [Span(start, end) for start, end in pairwise((0, *cuts, len(text))) if start < end]

    def explain(self, text: str) -> list[Decision]:
        """Return each place where some rule would cut, and the rule that decided about it.

        Of two places around the same white space only one is told, the one where the text is cut if it is.
        """
        return list(self._decisions(text).values())

    def _decisions(self, text: str) -> dict[int, Decision]:
        """Return where a sentence would begin, in text order, and what was decided about it."""
        hits = (hit.end() for pattern in self._breaks for hit in pattern.finditer(text, overlapped=True))
        found: dict[int, Decision] = {}
        for place in sorted(set(hits)):
            start, decision = _after_space(text, place), self._decision(text, place)
            if 0 < start < len(text) and (start not in found or (decision.breaks and not found[start].breaks)):
                found[start] = decision
        return found

    def _decision(self, text: str, place: int) -> Decision:
        rule = self._rules[self._first.match(text, place).lastgroup]
        return Decision(place, rule.breaks, rule)


def _after_space(text: str, offset: int) -> int:
    hit = _SPACE.match(text, offset)
    return hit.end() if hit else offset
