"""The nouns of the house: every room translates to and from these values and invents none of its own.

All values are frozen; a change is a new value (`msgspec.structs.replace`). Nothing here reads, writes or decides.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from tm.errors import Place


class Span(msgspec.Struct, frozen=True, order=True):
    """A half-open range of code points over a text that stays as it was written."""

    start: int
    end: int


class BlockKind(StrEnum):
    """What a stretch of a document is. Only `SENTENCE`-bearing kinds are translated; the rest is reported."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    DATELINE = "dateline"
    SIGNATURE = "signature"
    ADVERT = "advert"


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """One unit of text to translate: a sentence, a heading or a list item, pointing into its document."""

    text: str
    """The words, white space collapsed to single spaces."""
    span: Span
    """Where it stands in the document's text, in code points."""
    place: Place
    """File and line of its first character."""
    kind: BlockKind = BlockKind.PARAGRAPH
    paragraph: int = 0
    """Index of the block it belongs to, from 0."""


class Bead(msgspec.Struct, frozen=True):
    """Sentences of two versions that translate each other; an empty side is a sentence nobody translated."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float = 1.0
    """Estimated probability that the bead is right, 0 to 1."""


class State(StrEnum):
    """How far a translation can be trusted, weakest first."""

    FUZZY = "fuzzy"
    MACHINE = "machine"
    ALIGNED = "aligned"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"


class TagKind(StrEnum):
    """What an inline tag does."""

    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"
    """Stands for itself: a line break, an image, a placeholder."""


class Tag(msgspec.Struct, frozen=True, kw_only=True):
    """Inline markup between the letters of a text: one opening, closing or lonely mark, which is no text itself."""

    at: int
    """How many code points of the text stand before it. Tags at the same point stand in the order of their tuple."""
    kind: TagKind
    pair: int = 0
    """The same number in the opening and the closing tag of a pair, from 1, unique in its text; 0 for a tag that stands
    alone and for half of a pair whose other half is elsewhere."""
    code: str = ""
    """The native code, as the document has it: `<b>`, `**`; empty where the file did not say."""
    meaning: str = ""
    """What the tag is for, in the words of the file it came from: `bold`, `link`, `x-image`; empty where unknown."""
    id: str = ""
    """Joins a tag with its counterpart in the other languages of the unit; empty where the file did not say."""


class History(msgspec.Struct, frozen=True, kw_only=True):
    """Who wrote something, and how often it was used, as far as anybody noted it."""

    created: dt.datetime | None = None
    """UTC, to the second."""
    creator: str = ""
    changed: dt.datetime | None = None
    changer: str = ""
    used: int | None = None
    """How many times."""
    last_used: dt.datetime | None = None


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """One language's text of a unit."""

    language: str
    text: str
    """What a reader sees; inline markup of exchange formats is in `tags`."""
    state: State = State.TRANSLATED
    place: Place | None = None
    """Where the text was read, if it came from a file."""
    tags: tuple[Tag, ...] = ()
    """Inline markup, in the order of the text."""
    history: History = History()
    notes: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    """What the file says beyond this model, name and value, in its order."""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a unit comes from."""

    statement: str = ""
    """Name of the statement's folder, or of the imported file."""
    date: dt.date | None = None
    confidence: float | None = None
    """Probability that the variants belong together, 0 to 1; None when nobody had to guess."""


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """One thing said, in all languages it was said in. Variants are peers: look-up works from any to any."""

    id: str
    variants: tuple[Variant, ...]
    origin: Origin = Origin()
    notes: tuple[str, ...] = ()
    history: History = History()
    properties: tuple[tuple[str, str], ...] = ()
    """What the file says beyond this model, name and value, in its order."""

    def variant(self, language: str) -> Variant | None:
        """Return the variant in `language` (a code as in `Language.code`), None where there is none."""
        return next((v for v in self.variants if v.language == language), None)


class TermStatus(StrEnum):
    """What the glossary thinks of a term."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"


class PartOfSpeech(StrEnum):
    """The word class of a term's head; it decides which forms exist."""

    NOUN = "noun"
    PROPER_NOUN = "proper-noun"
    ADJECTIVE = "adjective"
    VERB = "verb"
    OTHER = "other"


class Gender(StrEnum):
    """The grammatical gender of a term's head, where its language has one."""

    MASCULINE = "masculine"
    FEMININE = "feminine"
    NEUTER = "neuter"
    OTHER = "other"


class CaseRule(StrEnum):
    """Which capitals count as the term."""

    ANY = "any"
    """Any capitals: *state of emergency*, *State of Emergency*."""
    INITIAL = "initial"
    """The term's capitals must be capitals, others may be: *Parliament*, *PARLIAMENT*, not *parliament*."""
    EXACT = "exact"
    """Letter by letter as written: *ЕС*, never *ес*. Endings are free."""


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """One way to name a concept in one language."""

    text: str
    """The dictionary form."""
    language: str
    status: TermStatus = TermStatus.PREFERRED
    part_of_speech: PartOfSpeech = PartOfSpeech.NOUN
    gender: Gender | None = None
    """None where nobody said it or the language has none."""
    case: CaseRule = CaseRule.ANY
    abbreviation: bool = False
    forms: tuple[str, ...] = ()
    """Pinned forms that the morphology would not find by itself; accepted beside the generated ones."""
    not_forms: tuple[str, ...] = ()
    """Forms that would be generated but are another word (*adam* "man" is not *ada* "island" + *-m*)."""
    derivations: tuple[str, ...] = ()
    """Word-forming suffixes that still name the concept, without hyphen: `("lı",)`."""
    invariable: bool = False
    """True for a term that is never inflected."""
    since: dt.date | None = None
    """The first day on which the status holds; None for always."""
    until: dt.date | None = None
    """The last day on which the status holds; None for ever."""
    note: str = ""
    source: str = ""
    """Where the term was found: a law, a site, a standard."""
    place: Place | None = None

    def status_on(self, date: dt.date | None) -> TermStatus:
        """Return what the glossary thinks of the term in a text of that date; None is later than any date.

        A good term is deprecated outside its time; a bad one is admitted outside the time in which it is bad.
        """
        begun = date is None or self.since is None or self.since <= date
        over = self.until is not None and (date is None or self.until < date)
        if begun and not over:
            return self.status
        good = self.status in {TermStatus.PREFERRED, TermStatus.ADMITTED}
        return TermStatus.DEPRECATED if good else TermStatus.ADMITTED


class Concept(msgspec.Struct, frozen=True, kw_only=True):
    """A thing the institution has one name for in each language."""

    id: str
    subject: str
    """The subject field: the name of the glossary file."""
    definition: str = ""
    source: str = ""
    """Where the definition comes from."""
    note: str = ""
    """For the translator: which rendering when, and where the preferred one comes from."""
    terms: tuple[Term, ...] = ()
    place: Place | None = None

    def preferred(self, language: str) -> Term | None:
        """Return the preferred term in `language`, None where the glossary has none."""
        return next((t for t in self.terms if t.language == language and t.status is TermStatus.PREFERRED), None)

    def in_language(self, language: str) -> tuple[Term, ...]:
        """Return the terms in `language`, in glossary order."""
        return tuple(term for term in self.terms if term.language == language)
