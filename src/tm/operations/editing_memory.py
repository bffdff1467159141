"""What the memory of a workspace has for an entry, made to fit and explained."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from tm.formats import po
from tm.language import Language
from tm.memory.lookup import Match, Query, lookup
from tm.memory.similarity import EXACT
from tm.memory.store import Store
from tm.model import Concept, State
from tm.operations.match_note import about, is_rejected
from tm.operations.memory import settings_of
from tm.operations.repair import Repaired, Repairer
from tm.workspace import Workspace

THRESHOLD = 70
"""The least score of a match that is shown."""
_LIMIT = 5
_REMEMBERED = 4096
_TRUSTED = frozenset({State.ALIGNED, State.TRANSLATED, State.REVIEWED})


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """What the memory has for an entry."""

    match: Match
    repaired: Repaired
    """Its translation, made to fit where that has one answer."""
    about: str
    """Score, origin and what differs: `84 %, notice-2025, number 35 → 36; repaired 35 → 36`."""
    finished: bool
    """True where nobody need look at it: the text is equal and its translation trusted."""

    @property
    def score(self) -> int:
        """0 to 102, penalties taken off."""
        return self.match.score.total

    @property
    def text(self) -> str:
        """The translation to insert."""
        return self.repaired.text


class Suggestions:
    """The memory of a workspace, asked for one target language."""

    def __init__(self, workspace: Workspace, concepts: Sequence[Concept], store: Store, target: Language) -> None:
        """Take the memory; it is asked in the thread that opened it."""
        usual = settings_of(workspace, workspace.source, concepts=concepts, threshold=THRESHOLD, limit=_LIMIT)
        self._settings = msgspec.structs.replace(usual, leave_out=frozenset({State.FUZZY}))
        self._workspace, self._store, self._target = workspace, store, target
        self._repairer = Repairer(workspace.source, target, concepts)
        self._found = lru_cache(_REMEMBERED)(self._look_up)

    def find(self, entry: po.Entry, *, before: str | None = None, after: str | None = None) -> tuple[Suggestion, ...]:
        """Return what serves for an entry's source, best first; `before` and `after` are its neighbours' sources.

        What the entry says already is left out, and what somebody has rejected for it.
        """
        found = self._found(entry.msgid, before, after)
        return tuple(one for one in found if one.text != entry.msgstr[0] and not is_rejected(entry, one.text))

    def _look_up(self, asked: str, before: str | None, after: str | None) -> tuple[Suggestion, ...]:
        query = Query(asked, before, after)
        matches = lookup(self._store, query, self._workspace.source, self._target, settings=self._settings)
        return tuple(self._suggestion(match, asked) for match in matches)

    def _suggestion(self, match: Match, asked: str) -> Suggestion:
        repaired = self._repairer.repair(asked, match.source, match.target)
        said = about(match, asked, self._workspace.source, repaired)
        finished = self._is_finished(match) and not repaired.repairs
        return Suggestion(match=match, repaired=repaired, about=said, finished=finished)

    def _is_finished(self, match: Match) -> bool:
        confidence = match.origin.confidence
        sure = confidence is None or confidence >= self._workspace.config.align.review_below
        return match.score.total >= EXACT and match.state in _TRUSTED and sure
