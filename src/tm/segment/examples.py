"""The examples that stand beside segmentation rules, run.

A rule must be needed: each of its `needs` comes out as cut there, and otherwise without the rule. It must also keep its
hands off: each of its `keeps` comes out as cut there, with and without the rule. And every abbreviation in a rule's
list must stand in one of its examples, so that nobody has to guess why it is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from tm.model import Span
from tm.segment.segmenter import Engine
from tm.segment.srx import Rule, unshared

_BOUNDARY = "| |"
_TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\(|\)|\||[^\\\[()|]+", re.DOTALL)


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with a rule's examples."""

    rule: Rule
    message: str

    def __str__(self) -> str:
        """Render as `file:line: rule: message`."""
        return f"{self.rule.place}: {self.rule.name}: {self.message}"


def marked(engine: Engine, text: str) -> str:
    """Return the text in boundary notation: `| |` where the engine cuts it."""
    return _BOUNDARY.join(text[span.start : span.end].strip() for span in engine.cut(text))


def check_rules(rules: Sequence[Rule]) -> list[Fault]:
    """Run the examples of all rules and return what is wrong, in the order of the rules; empty where all is well."""
    whole = Engine(rules)
    return [Fault(rule, message) for rule in rules for message in _messages(rule, rules, whole)]


def _messages(rule: Rule, rules: Sequence[Rule], whole: Engine) -> Iterator[str]:
    if not (rule.name and rule.reason and rule.needs and rule.keeps):
        yield "a rule has a name with a reason, examples that need it and examples that keep."
        return
    without = Engine([other for other in rules if other is not rule])
    for kind, examples in (("needs", rule.needs), ("keeps", rule.keeps)):
        for example in examples:
            text = example.replace(_BOUNDARY, " ")
            if (got := marked(whole, text)) != example:
                yield f"{example!r} comes out as {got!r}."
            elif (marked(without, text) == example) is (kind == "needs"):
                yield f"without the rule {example!r} comes out {'the same' if kind == 'needs' else 'otherwise'}."
    for pattern in (rule.before, rule.after):
        if construct := unshared(pattern):
            yield f"{construct!r} is not read alike by Java, .NET, ICU and Python."
    yield from (f"no example holds {entry!r}." for entry in unexplained(rule))


def unexplained(rule: Rule) -> list[str]:
    """Return the entries of the rule's word lists (`(?:Mr|Dr)` before the boundary) that no `needs` holds."""
    import regex

    texts = [example.replace(_BOUNDARY, " ") for example in rule.needs]
    missing = []
    for span, entries in word_lists(rule.before):
        for entry in entries:
            pattern = regex.compile(f"{rule.before[: span.start]}(?:{entry}){rule.before[span.end :]}", regex.V1)
            if not any(pattern.search(text) for text in texts):
                missing.append(entry)
    return missing


def word_lists(pattern: str) -> list[tuple[Span, list[str]]]:
    """Return the outermost lists of alternatives (`(?:Mr|Dr)`) of a regular expression, each with its entries."""
    lists: list[tuple[Span, list[str]]] = []
    open_groups: list[list[int]] = []
    for token in _TOKEN.finditer(pattern):
        if token[0] == "(":
            open_groups.append([token.start()])
        elif token[0] == "|" and open_groups:
            open_groups[-1].append(token.start())
        elif token[0] == ")":
            start, *bars = open_groups.pop()
            if bars and pattern.startswith("(?:", start):
                lists = [one for one in lists if one[0].start < start]
                ends = [start + 2, *bars, token.start()]
                entries = [pattern[a + 1 : b] for a, b in pairwise(ends)]
                lists.append((Span(start, token.end()), entries))
    return lists
