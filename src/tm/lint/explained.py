"""One fault, one finding: what the correction of a misspelling mends as well is no fault of its own.

A zero-width space inside *January* is a character too many and no missing date; a Cyrillic letter in a term is no
missing term. So the text is checked again with the misspelling corrected, and what is then no longer found is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from tm.lint.rule import Fault, RuleFacts

Found = tuple[RuleFacts, Fault]
"""A fault and the rule that found it."""

_ORTHOGRAPHY = "TM4"
_MISSPELT_TERM = "TM107"


def unexplained(found: Sequence[Found], text: str, check: Callable[[str], Sequence[Found]]) -> list[Found]:
    """Return the faults of a text that no correction of its spelling mends by the way, in their order.

    `check` returns the faults of another text in the same place. What letters are wrong says more than that a term
    looks odd, so orthography explains first.
    """
    left = list(found)
    for one in sorted(filter(_explains, found), key=lambda one: one[0].code == _MISSPELT_TERM):
        if one in left and len(left) > 1:
            span, right = one[1].span, _right(one[1])
            mended = check(text[: span.start] + (right or "") + text[span.end :])
            left = _still_there(left, mended, one)
    return left


def _explains(one: Found) -> bool:
    rule, fault = one
    return _right(fault) is not None and (rule.code.startswith(_ORTHOGRAPHY) or rule.code == _MISSPELT_TERM)


def _right(fault: Fault) -> str | None:
    return fault.likely if fault.replacement is None else fault.replacement


def _still_there(left: Sequence[Found], mended: Sequence[Found], corrected: Found) -> list[Found]:
    """Return what is left to report: the fault that was corrected, and what its correction does not mend."""
    before, after = Counter(map(_kind, left)), Counter(map(_kind, mended))
    said = {(*_kind(one), one[1].message) for one in mended}
    return [
        one
        for one in left
        if one is corrected or after[_kind(one)] >= before[_kind(one)] or (*_kind(one), one[1].message) in said
    ]


def _kind(one: Found) -> tuple[str, str | None]:
    return one[0].code, one[1].concept
