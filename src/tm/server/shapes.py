"""The shapes of the REST API's questions and answers; the OpenAPI description is made from them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import msgspec

from tm.server.settings import LONGEST_TEXT

Said = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_TEXT)]
Code = Annotated[str, msgspec.Meta(min_length=2, max_length=35, pattern="^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$")]
Limit = Annotated[int, msgspec.Meta(ge=1, le=100)]


class LookupQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to look up."""

    text: Said
    source: Code = msgspec.field(name="from")
    target: Code = msgspec.field(name="to")
    threshold: Annotated[int, msgspec.Meta(ge=0, le=102)] = 70
    limit: Limit = 5
    before: Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)] | None = None
    after: Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)] | None = None


class SearchQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to search for."""

    phrase: Said
    source: Code | None = msgspec.field(name="from", default=None)
    exact: bool = False
    limit: Limit = 20


class TermsQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """In which text to look for terms."""

    text: Said
    source: Code = msgspec.field(name="from")


class ConceptsQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which concepts to show."""

    word: Said
    limit: Limit = 20


class LintQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to check: a text, or a translation with its source."""

    text: Said
    language: Code
    source: Said | None = None
    source_language: Code | None = msgspec.field(name="source-language", default=None)


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """No question is needed."""


class FoundMatch(msgspec.Struct, frozen=True, kw_only=True):
    """A stored segment that serves for the text."""

    score: int
    words: float
    characters: float
    explanation: str
    source: str
    target: str
    state: str
    origin: str
    date: dt.date | None
    unit: str
    memory: str


class Matches(msgspec.Struct, frozen=True):
    """Matches, best first."""

    matches: list[FoundMatch]


class FoundHit(msgspec.Struct, frozen=True, kw_only=True):
    """A segment that has the phrase."""

    language: str
    text: str
    spans: list[tuple[int, int]]
    """Where, in code points."""
    unit: str
    memory: str
    origin: str
    translations: dict[str, str]


class Hits(msgspec.Struct, frozen=True):
    """Segments, oldest first."""

    hits: list[FoundHit]


class Rendering(msgspec.Struct, frozen=True, kw_only=True):
    """A term."""

    text: str
    language: str
    status: str
    note: str


class ShownConcept(msgspec.Struct, frozen=True, kw_only=True):
    """A concept with its terms."""

    id: str
    subject: str
    definition: str
    note: str
    terms: list[Rendering]


class FoundTerm(msgspec.Struct, frozen=True, kw_only=True):
    """A term in the text."""

    start: int
    end: int
    text: str
    certain: bool
    term: Rendering
    concept: ShownConcept


class Terms(msgspec.Struct, frozen=True):
    """Terms, from left to right."""

    terms: list[FoundTerm]


class Concepts(msgspec.Struct, frozen=True):
    """Concepts, in glossary order."""

    concepts: list[ShownConcept]


class ShownFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A fault."""

    code: str
    slug: str
    severity: str
    start: int
    end: int
    message: str
    advice: str
    replacement: str | None
    concept: str | None


class Findings(msgspec.Struct, frozen=True):
    """Faults, in the order of the text."""

    findings: list[ShownFinding]


class TextCount(msgspec.Struct, frozen=True, kw_only=True):
    """How much a memory has in one language and state."""

    memory: str
    language: str
    state: str
    texts: int
    characters: int
    tagged: int
    """How many of the texts have tags beside them."""


class Statistics(msgspec.Struct, frozen=True, kw_only=True):
    """What there is."""

    memories: dict[str, int]
    texts: list[TextCount]
    concepts: int
    languages: list[str]
