"""Concordance: where a phrase was said before, with what stands around it and what it became in other languages.

A phrase is compared folded and by whole words. Whoever knows more, inflected forms for one, passes a finder instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import msgspec
import numpy as np

from tm.language import Language
from tm.memory.similarity import prepare
from tm.memory.store import Store
from tm.model import Span, Unit
from tm.text.normalize import fold, folded

Finder = Callable[[str], Sequence[Span]]
"""Gives the places of what is looked for, in their order, in a text as it was written."""
_PAGE = 500


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A stored segment that has the phrase."""

    unit: Unit
    """The whole unit: the other languages stand in its variants."""
    memory: str
    language: str
    text: str
    """The segment in the language searched, as it was written."""
    spans: tuple[Span, ...]
    """Where the phrase stands in `text`; at least one."""

    def keyword_in_context(self, width: int) -> tuple[str, str, str]:
        """Return the first place of the phrase with at most `width` characters of whole words on either side."""
        start, end = self.spans[0].start, self.spans[0].end
        left, right = self.text[:start], self.text[end:]
        if len(left) > width:
            left = "…" + left[-width + 1 :].partition(" ")[2]
        if len(right) > width:
            right = right[: width - 1].rpartition(" ")[0] + "…"
        return left, self.text[start:end], right


def search(store: Store, phrase: str, language: Language, *, whole_words: bool = True) -> Iterator[Hit]:
    """Yield the segments that have the phrase, oldest first; capitals, apostrophes and white space don't count.

    Take as many as are wanted: the rest is not read. An empty phrase stands nowhere, and tags are not searched.
    """
    needle = fold(phrase, language)
    if needle:
        starts = prepare(phrase, language).words[1:] if whole_words else ()
        rows = store.index(language).containing(needle, starts).tolist()
        texts = (pair for page in _pages(rows) for pair in sorted(store.normals(page)))
        found = ((row, normal) for row, normal in texts if needle in language.fold(normal))
        yield from _hits(store, language, found, phrase_finder(phrase, language, whole_words=whole_words))


def search_with(
    store: Store, finder: Finder, language: Language, *, pieces: Sequence[str] | None = None
) -> Iterator[Hit]:
    """Yield the segments in which the finder finds something, oldest first.

    Every segment of the language is read, unless `pieces` says what the finder can't do without: folded texts of which
    each hit has one at least.
    """
    if pieces is None:
        yield from _hits(store, language, store.texts(language.code), finder)
        return
    index = store.index(language)
    rows = np.unique(np.concatenate([index.containing(piece) for piece in pieces])).tolist() if pieces else []
    yield from _hits(store, language, (pair for page in _pages(rows) for pair in sorted(store.normals(page))), finder)


def phrase_finder(phrase: str, language: Language, *, whole_words: bool = True) -> Finder:
    """Return what finds a phrase, folded; with `whole_words` only where no letter or digit touches it."""
    needle = re.escape(fold(phrase, language))
    pattern = re.compile(rf"(?<!\w){needle}(?!\w)" if whole_words else needle)

    def find(text: str) -> Sequence[Span]:
        if not pattern.search(fold(text, language)):
            return ()
        prepared = folded(text, language)
        return [Span(*prepared.original(*match.span())) for match in pattern.finditer(prepared.text)]

    return find


def _hits(store: Store, language: Language, texts: Iterable[tuple[int, str]], finder: Finder) -> Iterator[Hit]:
    """Yield the hits among normalised texts that come with their rows."""
    for row, normal in texts:
        if not finder(normal):
            continue
        for _, memory, unit in store.owners([row]):
            for variant in unit.variants:
                spans = tuple(finder(variant.text)) if variant.language == language.code else ()
                if spans:
                    yield Hit(unit=unit, memory=memory, language=language.code, text=variant.text, spans=spans)


def _pages(rows: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(rows)
    while page := list(islice(rest, _PAGE)):
        yield page
