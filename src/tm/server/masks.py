"""Placeholders that a client has masked: Weblate sends `Hello, %s!` as `Hello, [X7X]!` and wants its masks back.

The number in a mask is where the placeholder stood in the client's text. A mask stands for any placeholder, so the text
is looked up with one of our own in its place, and each match gets the masks where its placeholders are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from tm.memory.lookup import Match
from tm.memory.similarity import EXACT
from tm.text.normalize import normalize
from tm.text.placeholders import find_marks

_MASK = re.compile(r"\[X\d+X\]")
_STAND_IN = "{x}"


def unmasked(text: str) -> str:
    """Return the text to look up: a placeholder for each mask."""
    return _MASK.sub(_STAND_IN, text)


def masked(match: Match, text: str) -> Match:
    """Return a match with the masks of the text asked for, in place of its own placeholders.

    Where source and text are then the same the match is an exact one.
    """
    masks = _MASK.findall(text)
    if not masks:
        return match
    names: dict[str, list[str]] = defaultdict(list)
    for mark, mask in zip(find_marks(match.source), masks, strict=False):
        names[mark.text].append(mask)
    source, target = (_replaced(side, names) for side in (match.source, match.target))
    score = match.score
    if normalize(source) == normalize(text):
        taken = sum(penalty.points for penalty in score.penalties)
        score = msgspec.structs.replace(score, total=max(EXACT - taken, score.total), base=EXACT, differences=())
    return msgspec.structs.replace(match, source=source, target=target, score=score)


def _replaced(text: str, names: Mapping[str, Sequence[str]]) -> str:
    """Return a text with its placeholders replaced by their masks; the second `%s` gets the second mask of `%s`."""
    pieces, at = [], 0
    seen: Counter[str] = Counter()
    for mark in find_marks(text):
        if mark.text in names:
            mask = names[mark.text][min(seen[mark.text], len(names[mark.text]) - 1)]
            pieces += [text[at : mark.span.start], mask]
            at = mark.span.end
            seen[mark.text] += 1
    return "".join([*pieces, text[at:]])
