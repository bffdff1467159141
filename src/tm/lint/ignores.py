"""Comments that switch a rule off for one unit.

In PO `#. tm:ignore[TM301] why`, in Markdown `<!-- tm:ignore TM301 why -->`.

A comment that has nothing (more) to switch off is a finding itself, so that none outlives its reason.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from tm.errors import Place
from tm.lint.finding import Finding
from tm.lint.rules import ALL
from tm.lint.rules.meta import STALE_IGNORE, UNKNOWN_IGNORE, Notice
from tm.messages import say

_CODES = r"[A-Za-z]{2}[0-9A-Za-z]*"
_COMMENT = re.compile(
    rf"tm:ignore(?:\[\s*(?P<listed>[^\]]*)\]|(?P<plain>(?:[\s,]+{_CODES}[0-9])+)|(?P<none>(?![\w-])))"
)


class Ignore(msgspec.Struct, frozen=True, kw_only=True):
    """One comment and the lines that it speaks for."""

    codes: tuple[str, ...]
    """As they are written; empty where it names none."""
    place: Place
    first: int
    """First line it speaks for."""
    last: int
    """Last one."""

    def covers(self, finding: Finding) -> bool:
        """Tell whether the comment switches a finding off."""
        return finding.code in self.codes and self.first <= finding.place.line <= self.last


def ignored_codes(comment: str) -> tuple[str, ...] | None:
    """Return the codes that a comment names, None where it says nothing about ignoring."""
    hit = _COMMENT.search(comment)
    if hit is None:
        return None
    listed = hit["listed"] if hit["listed"] is not None else hit["plain"] or ""
    return tuple(code for code in re.split(r"[\s,]+", listed.strip()) if code)


def apply(findings: Iterable[Finding], ignores: Sequence[Ignore], *, runs: Callable[[str], bool]) -> Iterator[Finding]:
    """Yield the findings of one file that no comment switches off, then what is wrong with the comments.

    `runs` tells which rules run: a comment for one that doesn't is no stale one.
    """
    used: set[tuple[int, str]] = set()
    for finding in findings:
        covering = [number for number, ignore in enumerate(ignores) if ignore.covers(finding)]
        used |= {(number, finding.code) for number in covering}
        if not covering:
            yield finding
    known = [rule.code for rule in ALL]
    for number, ignore in enumerate(ignores):
        if not ignore.codes:
            hint = say("Write tm:ignore[TM301] and the reason.")
            yield _notice(UNKNOWN_IGNORE, ignore, say("the comment names no rule."), hint)
        for code in ignore.codes:
            if code not in known:
                yield _notice(UNKNOWN_IGNORE, ignore, say("there is no rule {code}.", code=code), _hint(code))
            elif (number, code) not in used and runs(code):
                what = say("{code} has nothing to say here.", code=code)
                yield _notice(STALE_IGNORE, ignore, what, say("Delete the comment."))


def _hint(code: str) -> str:
    """Return what to write instead of a word that is no rule's code."""
    codes = [rule.code for rule in ALL]
    if code in {known[: len(code)] for known in codes}:
        return say("Name the rules one by one; a family is switched off in tm.toml.")
    named = [rule.code for rule in ALL if rule.slug == code.lower()]
    close = named or difflib.get_close_matches(code.upper(), codes, n=1, cutoff=0.8)
    return say("Did you mean {close}?", close=close[0]) if close else say("`tm lint --explain all` lists the rules.")


def _notice(notice: Notice, ignore: Ignore, message: str, advice: str) -> Finding:
    place = ignore.place
    return Finding(
        code=notice.code,
        slug=notice.slug,
        severity=notice.severity,
        place=place,
        end=Place(place.file, place.line, place.column + len("tm:ignore")),
        message=message,
        advice=advice,
    )
