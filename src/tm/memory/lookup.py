"""Look-up: the stored segments that serve best for a text, ranked once for every backend.

Candidates come with the most they can score, best first, so the search ends when nothing left can change the answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from heapq import nlargest
from typing import NamedTuple

import msgspec
import numpy as np

from tm.language import Language
from tm.memory.similarity import (
    EXACT,
    Criteria,
    Penalty,
    Prepared,
    Score,
    at_most,
    compare_texts,
    in_characters,
    prepare,
    prepare_normal,
    with_context,
    with_marks,
    with_penalties,
)
from tm.memory.store import Entry, Store, fingerprint
from tm.memory.tags import marks, without_markup
from tm.model import History, Origin, State, Tag
from tm.text.inline import literal
from tm.text.normalize import normalize

_FIRST_STEP = 16
_LAST_STEP = 256
_MARGIN = 1e-6
_STATES = {state: rank for rank, state in enumerate(State)}


class Query(msgspec.Struct, frozen=True):
    """A text to find, and its neighbours in its document where they are known."""

    text: str
    before: str | None = None
    after: str | None = None
    tags: tuple[Tag, ...] = ()
    """Inline markup beside the text; what is written in it is found."""


class Trust(msgspec.Struct, frozen=True):
    """How much less a match is worth for where it comes from."""

    states: Mapping[State, Penalty] = {}
    """By the state of the translation."""
    origins: Mapping[str, Penalty] = {}
    """By the memory or statement; keys are names or patterns with `*` and `?`. Every key that fits counts."""

    def penalties(self, entry: Entry) -> list[Penalty]:
        """Return the penalties of an entry, that of its state first."""
        state = self.states.get(entry.target.state)
        names = (entry.memory, entry.origin.statement)
        fitting = (penalty for key, penalty in self.origins.items() if any(fnmatchcase(name, key) for name in names))
        return [*([state] if state else []), *fitting]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What to look for and how to judge it."""

    threshold: int = 70
    """The least score of a match, penalties taken off; 0 to 102."""
    limit: int = 5
    """The most matches; at least 1."""
    exhaustive: bool = False
    """Compare every segment instead of asking the index. The answer is the same."""
    leave_out: frozenset[State] = frozenset()
    """Translations in these states are no matches."""
    trust: Trust = Trust()
    criteria: Criteria = Criteria()


DEFAULTS = Settings()


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A stored segment that serves for the text, with one translation."""

    score: Score
    source: str
    target: str
    unit: str
    memory: str
    origin: Origin
    state: State
    """The state of the translation."""
    changed: dt.datetime
    """When the unit was last written, UTC."""
    source_tags: tuple[Tag, ...] = ()
    """Inline markup beside `source`."""
    target_tags: tuple[Tag, ...] = ()
    history: History = History()
    """Who translated it and how often it was used: of the translation, else of the unit."""

    def written(self) -> Match:
        """Return the match with its tags written into both texts, as PO files and plain texts have them."""
        if not self.source_tags and not self.target_tags:
            return self
        return msgspec.structs.replace(
            self,
            source=literal(self.source, self.source_tags),
            target=literal(self.target, self.target_tags),
            source_tags=(),
            target_tags=(),
        )


def lookup(
    store: Store, query: Query, source: Language, target: Language, *, settings: Settings = DEFAULTS
) -> list[Match]:
    """Return the best matches with their translations into `target`, best first.

    Complete: no stored segment that scores `threshold` or more is passed over for a worse one. Ranked by score, then by
    likeness (scores are capped), state, context and date. Of equal translations only the best match is given; an empty
    text has no match.
    """
    asked = prepare(query.text, source, query.tags)
    if not asked.normal:
        return []
    found = (store.everything if settings.exhaustive else store.index)(source).candidates(asked, settings.threshold)
    scores = np.minimum(found.scores, EXACT + sum(text is not None for text in (query.before, query.after)))
    order = np.argsort(-scores, kind="stable")
    columns = (array[order].tolist() for array in (found.rows, scores, found.words))
    candidates = [_Candidate(*values) for values in zip(*columns, strict=True)]
    search = _Search(store, query, asked, (source, target), settings)
    start, step = 0, _FIRST_STEP
    while start < len(candidates) and search.floor() <= int(candidates[start].most):
        search.read(candidates[start : start + step])
        start, step = start + step, min(2 * step, _LAST_STEP)
    return search.best()


class _Candidate(NamedTuple):
    row: int
    most: float
    """The most it can score."""
    words: float
    """The most that the similarity of its words can be, 0 to 100."""


class _Search:
    """The state of one look-up: the best matches so far, one for each translation."""

    def __init__(
        self, store: Store, query: Query, asked: Prepared, pair: tuple[Language, Language], settings: Settings
    ) -> None:
        self._store = store
        self._source, self._target = pair
        self._settings = settings
        self._asked = asked
        self._before = None if query.before is None else fingerprint(query.before)
        self._after = None if query.after is None else fingerprint(query.after)
        self._found: dict[object, tuple[tuple[object, ...], Match]] = {}
        self._floor = settings.threshold

    def floor(self) -> int:
        """Return the least score that can still matter."""
        return self._floor

    def read(self, candidates: Sequence[_Candidate]) -> None:
        """Score these segments and keep what is good enough."""
        scored = dict(self._scored(candidates))
        for entry in self._store.entries(list(scored), self._target.code) if scored else ():
            score = self._judge(entry, scored[entry.row])
            if score.total >= self._settings.threshold and entry.target.state not in self._settings.leave_out:
                self._keep(entry, score)
        totals = nlargest(self._settings.limit, (match.score.total for _, match in self._found.values()))
        if len(totals) == self._settings.limit:
            self._floor = max(self._settings.threshold, totals[-1])

    def best(self) -> list[Match]:
        """Return the matches in their order."""
        ranked = sorted(self._found.values(), key=lambda found: found[0])
        return [match for _, match in ranked[: self._settings.limit]]

    def _scored(self, candidates: Sequence[_Candidate]) -> Iterator[tuple[int, Score]]:
        words = {candidate.row: candidate.words for candidate in candidates}
        for row, normal in self._store.normals(list(words)):
            if not self._promising(without_markup(normal)[0], words[row]):
                continue
            stored = prepare_normal(normal, self._source)
            if at_most(self._asked, stored) < self._least():
                continue
            score = compare_texts(self._asked, stored, self._source, criteria=self._settings.criteria)
            if score.total >= self._least():
                yield row, score

    def _promising(self, normal: str, words: float) -> bool:
        """Tell from the characters alone whether a text can still matter; `words` is the most its words can add."""
        if words >= EXACT:
            return True
        need = max(0.0, 2 * (self._least() - _MARGIN) - words)
        if need > EXACT:
            return False
        return in_characters(self._asked.folded, self._source.fold(normal), at_least=need) >= need

    def _least(self) -> int:
        """Return the least score without context that can still matter."""
        return min(self._floor, EXACT)

    def _judge(self, entry: Entry, score: Score) -> Score:
        score = with_marks(score, self._asked.marks, marks(entry.source.text, entry.source.tags))
        before = self._before is not None and entry.before == self._before
        after = self._after is not None and entry.after == self._after
        return with_penalties(with_context(score, before=before, after=after), self._settings.trust.penalties(entry))

    def _keep(self, entry: Entry, score: Score) -> None:
        said = (normalize(entry.target.text), tuple((tag.at, tag.kind, tag.code) for tag in entry.target.tags))
        key = (
            -score.total,
            -score.words - score.characters,
            -_STATES[entry.target.state],
            -score.base,
            -_day(entry),
            -entry.changed.timestamp(),
            entry.row,
        )
        if said[0] and (said not in self._found or key < self._found[said][0]):
            self._found[said] = (key, _match(entry, score))


def _day(entry: Entry) -> int:
    """Return the date of a segment as a number: that of its statement, else that of its last change."""
    return (entry.origin.date or entry.changed.date()).toordinal()


def _match(entry: Entry, score: Score) -> Match:
    return Match(
        score=score,
        source=entry.source.text,
        target=entry.target.text,
        unit=entry.unit,
        memory=entry.memory,
        origin=entry.origin,
        state=entry.target.state,
        changed=entry.changed,
        source_tags=entry.source.tags,
        target_tags=entry.target.tags,
        history=entry.history if entry.target.history == History() else entry.target.history,
    )
