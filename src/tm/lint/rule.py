"""What a rule is given and what it gives back.

There are four kinds of rules, by what they must see at once: one text or one pair of texts (`Rule`), all of a file's
(`DocumentRule`), a catalogue with what is unfinished in it (`CatalogRule`), or the finished pairs of all files together
(`CollectionRule`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from typing import Protocol, runtime_checkable

import msgspec

from tm.errors import Place
from tm.formats.po import Catalog, Entry, Field
from tm.glossary.finder import TermHit
from tm.glossary.spelling import Misspelling, SpellingFinder
from tm.language import Language
from tm.lint.finding import Severity
from tm.model import Concept, Span
from tm.text.placeholders import Kind, Mark


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A text and where it stands."""

    language: Language
    text: str
    locate: Callable[[Span], tuple[Place, Place]]
    """Return where a range of `text` begins, and where it ends: one column past its last character."""


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What is checked: a text, and what it translates if it is a translation."""

    target: Text
    source: Text | None = None
    date: dt.date | None = None
    """The date of the document it is in, where that is known."""
    flags: frozenset[str] = frozenset()
    """The entry's flags: `python-format`, `no-c-format`, …"""
    alternatives: tuple[str, ...] = ()
    """Other source texts that placeholders and numbers may follow instead: the other number of a plural."""
    one_number: bool = False
    """True for a plural form of exactly one number, which may be spelt out."""


class Terminology(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """What the glossary says of one target language."""

    concepts: Mapping[str, Concept]
    """All concepts of the glossary by id."""
    words: frozenset[str]
    """The words of the terms in the language, as they are written."""
    speller: SpellingFinder | None
    """What recognises the terms in wrong spellings; None where there are no concepts."""


class Case(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A subject together with what was found out about it once for all rules."""

    target: Text
    source: Text | None
    rules: Sequence[int]
    """The numbers of the rules that may find a fault in it, counted from 0, in their order; no other one does."""
    target_terms: Sequence[TermHit]
    source_terms: Sequence[TermHit]
    terminology: Terminology
    date: dt.date | None = None
    """The date of the document, for terms that were in force for a time."""
    flags: frozenset[str] = frozenset()
    """As in `Subject`."""
    alternatives: tuple[str, ...] = ()
    """As in `Subject`."""
    one_number: bool = False
    """As in `Subject`."""
    target_marks: tuple[Mark, ...] = ()
    """The placeholders, tags, addresses and entities of the target."""
    source_marks: tuple[Mark, ...] = ()
    """The placeholders, tags, addresses and entities of the source."""
    target_plain: str
    """The target's words: every mark replaced by as many blanks, so that offsets hold."""
    source_plain: str = ""
    """The source's words, in the same way; empty for a text that stands alone."""
    target_pieces: Sequence[str]
    """What stands between blanks in the target."""
    target_plain_pieces: Sequence[str]
    """What stands between blanks in `target_plain`."""
    source_plain_pieces: Sequence[str] = ()
    """What stands between blanks in `source_plain`."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The source texts that the target may follow, the usual one first; empty for a text that stands alone."""
        return (self.source.text, *self.alternatives) if self.source else ()

    def misspelt(self) -> Sequence[Misspelling]:
        """Return the target's words that look like terms and aren't; those of an address name nothing."""
        found = self.terminology.speller.find(self.target.text) if self.terminology.speller else ()
        return [one for one in found if not in_address(one.span, self.target_marks)]


_ADDRESSES = frozenset({Kind.URL, Kind.EMAIL})


def in_address(span: Span, marks: Iterable[Mark]) -> bool:
    """Tell whether words are part of a web or e-mail address."""
    return any(mark.kind in _ADDRESSES and mark.span.start < span.end and span.start < mark.span.end for mark in marks)


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule found, in the words of the text it was given."""

    span: Span
    """Where in the target text."""
    message: str
    advice: str = ""
    replacement: str | None = None
    likely: str | None = None
    """What was probably meant, where it is not sure enough to be a replacement."""
    concept: str | None = None
    severity: Severity | None = None
    """Where this fault is milder or worse than the rule's other ones."""
    decisive: bool = False
    """True where the text as a whole is wrong: what other rules say about it would be noise."""


class EntryFault(msgspec.Struct, frozen=True, kw_only=True):
    """What a catalogue rule found."""

    entry: Entry | None
    """None where the fault is the whole file's."""
    message: str
    advice: str = ""
    field: Field = Field.MSGSTR
    """Which text of the entry is marked."""
    index: int = 0
    """Which plural form."""
    severity: Severity | None = None


class CatalogSubject(msgspec.Struct, frozen=True, kw_only=True):
    """A whole catalogue."""

    catalog: Catalog
    source: Language
    target: Language
    place: Place
    """The file, for what is wrong with it as a whole."""
    lines: Callable[[str], int | None]
    """Return how many lines a referenced file has: 0 where it is gone, None where nobody can tell."""


class Pair(msgspec.Struct, frozen=True, gc=False):
    """A finished translation as rules over all files see it; it can be stored."""

    source_language: str
    language: str
    source: str
    target: str
    context: str
    """The `msgctxt`, empty where there is none."""
    place: Place
    """Of the translation."""
    end: Place
    published: str = ""
    """Where a published version says something else; empty where none does."""


class PairFault(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule over all files found: a fault of one pair in the light of the others."""

    pair: Pair
    message: str
    advice: str = ""
    replacement: str | None = None


class RuleFacts(Protocol):
    """What there is to know about a rule of any kind. A rule is a value without state."""

    @property
    def code(self) -> str:
        """`TM` and three digits; the first is the family."""
        ...

    @property
    def slug(self) -> str:
        """The name people use."""
        ...

    @property
    def severity(self) -> Severity:
        """The severity where the workspace sets none."""
        ...

    @property
    def summary(self) -> str:
        """What it checks, a sentence."""
        ...


class Rule(RuleFacts, Protocol):
    """One check that sees one case at a time."""

    def check(self, case: Case) -> Iterable[Fault]:
        """Return the faults of one case."""
        ...


class Where(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The texts that a piece may stand in, and what a rule may want to know about it."""

    language: Language
    """The piece's."""
    other: Language
    """The language of the text on the other side; a text that stands alone has its own there."""
    words: frozenset[str]
    """The words of the glossary's terms in the language, as they are written."""
    names_term: Callable[[str], bool]
    """Tell whether a term of the glossary may begin in a piece."""
    misspells_term: Callable[[str], bool]
    """Tell whether a piece may be one of a term in a wrong spelling."""


class Side(Enum):
    """Which of the two texts."""

    TARGET = "target"
    SOURCE = "source"
    EITHER = "either"


class Trigger(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """What one piece of a text must have for a rule to find a fault in the text.

    A piece is what stands between two blanks (`str.split`), in the text as it is and as it is with its marks blanked.
    Texts of one project repeat their pieces, so each is looked at once for all rules, which is much cheaper than
    showing each rule every text.
    """

    side: Side
    signs: frozenset[str] = frozenset()
    """One of these characters, which are no letters; empty where it needs none."""
    test: Callable[[Where, str], bool] | None = None
    """What else; it is asked where a sign is there. There are signs or a test, or both."""


TARGET_TERM = Trigger(side=Side.TARGET, test=lambda where, piece: where.names_term(piece))
SOURCE_TERM = Trigger(side=Side.SOURCE, test=lambda where, piece: where.names_term(piece))
"""Where a term of the glossary may begin."""


@runtime_checkable
class ChoosyRule(Rule, Protocol):
    """A rule that most texts are no business of: only those in which a piece sets it off."""

    @property
    def trigger(self) -> Trigger:
        """What sets it off."""
        ...


class DocumentRule(RuleFacts, Protocol):
    """One check that needs all cases of a file: what a text says first, and what it says later."""

    def check(self, cases: Sequence[Case]) -> Iterable[tuple[Case, Fault]]:
        """Return the faults of one file, each with the case it stands in; the cases come in their order."""
        ...


class CatalogRule(RuleFacts, Protocol):
    """One check that needs the whole catalogue."""

    def check(self, subject: CatalogSubject) -> Iterable[EntryFault]:
        """Return the faults of one catalogue."""
        ...


class CollectionRule(RuleFacts, Protocol):
    """One check that needs the pairs of all files."""

    def check(self, pairs: Sequence[Pair]) -> Iterable[PairFault]:
        """Return the faults of all pairs together."""
        ...
