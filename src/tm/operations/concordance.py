"""`tm search`: a phrase in any of its forms, through the morphology that finds the glossary's terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tm.glossary.finder import TermFinder
from tm.glossary.reading import without_signs
from tm.language import Language
from tm.memory.concordance import Hit, phrase_finder, search, search_with
from tm.memory.store import Store
from tm.model import Concept, Span, Term
from tm.text.normalize import fold, normalize

_LETTERS = 2
"""A phrase with fewer letters is looked for as it stands."""


def search_forms(store: Store, phrase: str, language: Language) -> Iterator[Hit]:
    """Yield the segments that have the phrase in some form, oldest first; capitals, quotes and tags don't count."""
    term = Term(text=normalize(phrase), language=language.code)
    stems = _stems(term, language)
    if not stems:
        yield from search(store, phrase, language)
        return
    yield from search_with(store, form_finder(phrase, language), language, pieces=[*stems, fold(phrase, language)])


def form_finder(phrase: str, language: Language) -> Callable[[str], Sequence[Span]]:
    """Return what finds a phrase in any of its forms, and as it stands, in a text."""
    concept = Concept(id="phrase", subject="", terms=(Term(text=normalize(phrase), language=language.code),))
    forms, plain = TermFinder([concept], language), phrase_finder(phrase, language)

    def find(text: str) -> Sequence[Span]:
        return _apart([*(hit.span for hit in forms.find(text)), *plain(text)])

    return find


class Counterparts:
    """What a phrase is called in other languages, as far as the glossary knows."""

    def __init__(self, phrase: str, concepts: Sequence[Concept]) -> None:
        """Take the phrase and the glossary."""
        self._phrase = phrase
        self._concepts = concepts
        self._finders: dict[tuple[str, str], TermFinder | None] = {}

    def find(self, text: str, source: Language, target: Language) -> Sequence[Span]:
        """Return where a text in `target` has what the phrase, in `source`, means."""
        pair = source.code, target.code
        if pair not in self._finders:
            named = {hit.concept.id for hit in TermFinder(self._concepts, source).find(self._phrase)}
            meant = [concept for concept in self._concepts if concept.id in named]
            self._finders[pair] = TermFinder(meant, target) if meant else None
        finder = self._finders[pair]
        return _apart([hit.span for hit in finder.find(text)]) if finder else ()


def _stems(term: Term, language: Language) -> list[str]:
    """Return folded beginnings of the term's forms, the shortest of those that begin alike; empty for no word."""
    if sum(letter.isalpha() for letter in term.text) < _LETTERS:
        return []
    stems = sorted({without_signs(pattern.stem) for pattern in language.morphology().patterns(term)} - {""})
    return [stem for number, stem in enumerate(stems) if not any(stem.startswith(other) for other in stems[:number])]


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Return spans in order, what lies inside another left out."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return kept
