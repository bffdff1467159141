"""How far a translation can be trusted, in the words of XLIFF 1.2 (`state-qualifier`) and 2.x (`subState`).

A word of a file that says more than our state is kept as a property of the variant and written again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tm.model import State

STATE = "@state"
QUALIFIER = "@state-qualifier"
SUBSTATE = "@subState"
"""Names of the properties that keep a file's own words."""
_FIRST = {
    State.FUZZY: ("needs-review-translation", ""),
    State.MACHINE: ("needs-review-translation", "leveraged-mt"),
    State.ALIGNED: ("translated", "x-aligned"),
    State.TRANSLATED: ("translated", ""),
    State.REVIEWED: ("signed-off", ""),
}
_SECOND = {
    State.FUZZY: ("initial", ""),
    State.MACHINE: ("initial", "tm:machine"),
    State.ALIGNED: ("translated", "tm:aligned"),
    State.TRANSLATED: ("translated", ""),
    State.REVIEWED: ("reviewed", ""),
}
_WORDS = {
    "final": State.REVIEWED,
    "signed-off": State.REVIEWED,
    "reviewed": State.REVIEWED,
    "translated": State.TRANSLATED,
}
"""All other words say that somebody still has to look at it."""
_LEGAL = frozenset(
    "final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n needs-review-translation"
    " needs-translation new signed-off translated".split()
)
_QUALIFIERS = frozenset(
    "exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-mt leveraged-repository"
    " leveraged-tm mt-suggestion rejected-grammar rejected-inaccurate rejected-length rejected-spelling"
    " tm-suggestion".split()
)
_MACHINE = frozenset({"leveraged-mt", "mt-suggestion", "tm:machine"})
_ALIGNED = frozenset({"x-aligned", "tm:aligned"})
_EXTENSION = re.compile(r"x-\S+")
_SUBSTATE = re.compile(r"[^\s:]+:[^\s:]+")
_STRENGTH = tuple(State)
UNFINISHED = frozenset({State.FUZZY, State.MACHINE})

Read = tuple[State, tuple[tuple[str, str], ...]]
"""A state, and the properties that keep what it does not say."""


def read_1(state: str, qualifier: str, approved: str) -> Read:
    """Return the state of a target of XLIFF 1.x; a target that says nothing is a translation."""
    if not state:
        said = State.REVIEWED if approved == "yes" else State.TRANSLATED
        if qualifier in _MACHINE:
            said = State.MACHINE
    else:
        said = _finer(_WORDS.get(state, State.FUZZY), qualifier)
    kept = [(STATE, state), (QUALIFIER, qualifier)]
    usual = _FIRST[said]
    return said, tuple((name, word) for (name, word), plain in zip(kept, usual, strict=True) if word not in {"", plain})


def read_2(state: str, substate: str) -> Read:
    """Return the state of a segment of XLIFF 2.x that has a target; one that says nothing is a translation."""
    said = _finer(_WORDS.get(state, State.FUZZY), substate) if state else State.TRANSLATED
    kept = [(STATE, state), (SUBSTATE, substate)]
    usual = _SECOND[said]
    return said, tuple((name, word) for (name, word), plain in zip(kept, usual, strict=True) if word not in {"", plain})


def _finer(said: State, word: str) -> State:
    if said is State.FUZZY and word in _MACHINE:
        return State.MACHINE
    return State.ALIGNED if said is State.TRANSLATED and word in _ALIGNED else said


def weakest(states: Iterable[Read]) -> Read:
    """Return the state that the whole can be trusted by, of those of its parts."""
    return min(states, key=lambda one: _STRENGTH.index(one[0]), default=(State.TRANSLATED, ()))


def write_1(state: State, kept: dict[str, str]) -> dict[str, str]:
    """Return the attributes of a target of XLIFF 1.2; what they say is taken out of `kept`."""
    usual, qualifier = _FIRST[state]
    own = kept.get(STATE, "")
    if (own in _LEGAL or _EXTENSION.fullmatch(own)) and _WORDS.get(own, State.FUZZY) is _WORDS.get(usual, State.FUZZY):
        usual = kept.pop(STATE)
    own = kept.get(QUALIFIER, "")
    plain = (own in _QUALIFIERS or bool(_EXTENSION.fullmatch(own))) and own not in _MACHINE | _ALIGNED
    if (plain and not qualifier) or (own in _MACHINE and qualifier in _MACHINE):
        qualifier = kept.pop(QUALIFIER)
    return {"state": usual, "state-qualifier": qualifier}


def write_2(state: State, kept: dict[str, str]) -> dict[str, str]:
    """Return the attributes of a segment of XLIFF 2; what they say is taken out of `kept`."""
    usual, substate = _SECOND[state]
    if state is State.REVIEWED and kept.get(STATE) == "final":
        usual = kept.pop(STATE)
    own = kept.get(SUBSTATE, "")
    if not substate and _SUBSTATE.fullmatch(own) and not own.startswith("tm:"):
        substate = kept.pop(SUBSTATE)
    return {"state": usual, "subState": substate}
