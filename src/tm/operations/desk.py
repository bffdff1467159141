"""What a workspace knows, asked again and again by a program that stays: look-up, concordance, terms, lint, writing.

A `Desk` may be asked from several threads. It notices when glossary, settings or `memory.tmx` change and takes up the
new state before it answers; nothing here knows HTTP.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path

import msgspec

from tm import languages
from tm.errors import Place
from tm.glossary.finder import TermFinder, TermHit
from tm.language import Language
from tm.lint.finding import Finding, in_order
from tm.lint.rule import Subject, Text
from tm.memory.concordance import Hit, search
from tm.memory.lookup import Match, Query, Settings, lookup
from tm.memory.sqlite import SqliteStore
from tm.memory.store import Changes, Holding
from tm.model import Concept, Span, Term, Unit
from tm.operations.concordance import search_forms
from tm.operations.lint import linter, load_glossary
from tm.operations.memory import open_memory, settings_of
from tm.text.normalize import fold
from tm.workspace import FILE, Workspace, load

MEMORY = "desk"
"""The memory that takes what other programs write."""
_LOOK_AGAIN = 1.0
"""Seconds for which nobody looks whether the files have changed."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A text to look up, and what will do as an answer."""

    text: str
    source: Language
    target: Language
    threshold: int = 70
    """The least score, 0 to 102."""
    limit: int = 5
    before: str | None = None
    """The segment before it in its document."""
    after: str | None = None


class Holdings(msgspec.Struct, frozen=True, kw_only=True):
    """What there is."""

    memories: dict[str, int]
    """Units by memory."""
    texts: tuple[Holding, ...]
    concepts: int
    languages: tuple[str, ...]
    """Codes, the source first."""


class _Knowledge:
    """A workspace and its glossary as they were at one moment, with what is made from them when first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.concepts: Sequence[Concept] = load_glossary(workspace)
        self.lock = threading.Lock()
        self.finder = lru_cache(None)(self._finder)
        self.settings = lru_cache(None)(self._settings)
        self.linter = lru_cache(None)(lambda: linter(self.concepts, workspace.config.lint))

    def _finder(self, code: str) -> TermFinder:
        return TermFinder(self.concepts, languages.get(code))

    def _settings(self, code: str, threshold: int, limit: int) -> Settings:
        return settings_of(
            self.workspace, languages.get(code), concepts=self.concepts, threshold=threshold, limit=limit
        )


class Desk:
    """A workspace's memory, glossary and linter for a program that stays."""

    def __init__(self, root: Path) -> None:
        """Read the workspace in this folder; `TmError` where it, its glossary or its memory can't be used."""
        self._root = root
        self._lock = threading.Lock()
        self._mine = threading.local()
        self._looked = 0.0
        self._stamp: tuple[object, ...] = ()
        self._knowledge = self._up_to_date()
        self.store()

    @property
    def workspace(self) -> Workspace:
        """The workspace as it is now."""
        return self._up_to_date().workspace

    @property
    def concepts(self) -> Sequence[Concept]:
        """The glossary as it is now."""
        return self._up_to_date().concepts

    def store(self) -> SqliteStore:
        """Return the calling thread's own connection to the memory."""
        knowledge = self._up_to_date()
        held: tuple[object, SqliteStore] | None = getattr(self._mine, "store", None)
        if held is None or held[0] is not knowledge:
            if held:
                held[1].close()
            with knowledge.lock:
                opened = open_memory(knowledge.workspace, lambda _: None)
            self._mine.store = held = (knowledge, opened)
        return held[1]

    def lookup(self, asked: Asked) -> list[Match]:
        """Return the best matches for a text, best first."""
        knowledge = self._up_to_date()
        settings = knowledge.settings(asked.source.code, asked.threshold, asked.limit)
        query = Query(asked.text, asked.before, asked.after)
        return lookup(self.store(), query, asked.source, asked.target, settings=settings)

    def search(self, phrase: str, wanted: Iterable[Language], *, exact: bool = False, limit: int = 20) -> list[Hit]:
        """Return the segments that have a phrase, in any of its forms or only as it stands."""
        store = self.store()
        find = search if exact else search_forms
        return list(islice((hit for language in wanted for hit in find(store, phrase, language)), limit))

    def terms(self, text: str, language: Language) -> list[TermHit]:
        """Return the glossary's terms in a text."""
        return self._up_to_date().finder(language.code).find(text)

    def concepts_named(self, word: str) -> Iterator[Concept]:
        """Yield the concepts with this word in their id or in one of their terms; capitals don't count."""
        for concept in self.concepts:
            if word.casefold() in concept.id or any(_contains(term, word) for term in concept.terms):
                yield concept

    def check(self, text: str, language: Language, *, source: tuple[str, Language] | None = None) -> list[Finding]:
        """Return what the linter has to say of a text, or of a translation and its source."""
        subject = Subject(target=_text(text, language), source=_text(*source) if source else None)
        return in_order(self._up_to_date().linter().check([subject]))

    def write(self, units: Iterable[Unit], *, memory: str = MEMORY) -> Changes:
        """Put units into a memory; they are found by the next look-up."""
        return self.store().put(units, memory=memory)

    def holdings(self) -> Holdings:
        """Return what there is."""
        store, knowledge = self.store(), self._up_to_date()
        return Holdings(
            memories=dict(store.memories()),
            texts=tuple(store.holdings()),
            concepts=len(knowledge.concepts),
            languages=tuple(language.code for language in knowledge.workspace.languages),
        )

    def _up_to_date(self) -> _Knowledge:
        """Return the workspace's knowledge, read again where a file has changed since somebody last looked."""
        with self._lock:
            if time.monotonic() - self._looked < _LOOK_AGAIN and self._stamp:
                return self._knowledge
            workspace = load(self._root)
            stamp = _stamp(workspace)
            if stamp != self._stamp:
                self._knowledge, self._stamp = _Knowledge(workspace), stamp
            self._looked = time.monotonic()
            return self._knowledge


def _stamp(workspace: Workspace) -> tuple[object, ...]:
    """Return what changes when the settings, the glossary or `memory.tmx` do."""
    files = [workspace.root / FILE, workspace.tmx, *sorted(workspace.glossary.glob("*.toml"))]
    return tuple((str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files if file.exists())


def _contains(term: Term, word: str) -> bool:
    language = languages.get(term.language)
    return fold(word, language) in fold(term.text, language)


def _text(text: str, language: Language) -> Text:
    """Return a text as the linter takes it; its places are offsets in itself."""

    def locate(span: Span) -> tuple[Place, Place]:
        return _place(text, span.start), _place(text, span.end)

    return Text(language=language, text=text, locate=locate)


def _place(text: str, at: int) -> Place:
    return Place("", text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
