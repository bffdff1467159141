"""`tm analyse`: how much of some files is in the memory, counted in bands whose rows add up to the total.

A segment counts once: with its context if the memory has it in the same surroundings; else as a repetition of an
earlier segment of these files; else by the best match of the memory, unless an earlier segment of these files is in a
better band (an internal fuzzy match: it will be translated by then). Translations that are fuzzy themselves don't
count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from tm import languages
from tm.errors import Place, TmError
from tm.formats import po
from tm.formats.files import read_text
from tm.language import Language
from tm.memory.bands import BANDS, BOTH, LEAST, NEW, ONE_SIDE, band_of
from tm.memory.index import Index
from tm.memory.lookup import Query
from tm.memory.similarity import Criteria, Prepared, at_most, compare, prepare
from tm.messages import say
from tm.model import State
from tm.operations.many import Desk, Wanted, answers
from tm.operations.statements import language_of, read_version
from tm.text.normalize import normalize
from tm.text.tokens import word_count

REPEATED = "repetitions"
ACROSS = "cross-file repetitions"
INTERNAL = "internal fuzzy"
ROWS = (BOTH, ONE_SIDE, REPEATED, ACROSS, *BANDS[2:-1], INTERNAL, NEW)
"""All rows of an analysis, the least work first."""
_RANK = {band: rank for rank, band in enumerate(BANDS)}


class Count(msgspec.Struct, frozen=True):
    """What one row holds."""

    segments: int = 0
    words: int = 0
    characters: int = 0
    """Code points, spaces included."""

    def __add__(self, other: Count) -> Count:
        """Return both together."""
        return Count(self.segments + other.segments, self.words + other.words, self.characters + other.characters)


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """What was counted."""

    source: str
    target: str
    """Codes of the languages."""
    files: Mapping[str, Mapping[str, Count]]
    """By file, then by row; every row of `ROWS` is there."""

    @property
    def rows(self) -> dict[str, Count]:
        """All files together, by row."""
        return {row: _sum(counts[row] for counts in self.files.values()) for row in ROWS}

    @property
    def total(self) -> Count:
        """Everything together."""
        return _sum(self.rows.values())


def _sum(counts: Iterable[Count]) -> Count:
    return sum(counts, Count())


def wanted(source: Language, target: Language) -> Wanted:
    """Return what an analysis looks up: the best match of each segment that is not fuzzy itself."""
    leave_out = frozenset({State.FUZZY})
    return Wanted(source=source.code, target=target.code, threshold=LEAST, limit=1, leave_out=leave_out)


def analyse(files: Mapping[str, Sequence[str]], desk: Desk, *, criteria: Criteria) -> Analysis:
    """Count the segments of files, given by name in their order; `desk` looks up what is `wanted`."""
    asked = desk.wanted
    seen = _Seen(languages.get(asked.source), criteria)
    counted = {name: dict.fromkeys(ROWS, Count()) for name in files}
    found = answers((query for texts in files.values() for query in _queries(texts)), desk)
    for name, texts in files.items():
        for text, answer in zip(texts, found, strict=False):
            row = seen.row(text, name, answer.matches[0].score.total if answer.matches else 0)
            counted[name][row] += Count(1, word_count(text), len(text))
    return Analysis(source=asked.source, target=asked.target, files=counted)


def _queries(texts: Sequence[str]) -> Iterator[Query]:
    """Yield the segments of a file with their neighbours."""
    for number, text in enumerate(texts):
        before = texts[number - 1] if number else None
        after = texts[number + 1] if number + 1 < len(texts) else None
        yield Query(text, before, after)


def texts_of(path: Path, source: Language, shown: str) -> list[str]:
    """Return the segments of a Markdown, text or PO file in their order, without adverts and datelines.

    Raises `TmError` where the file can't be read, and for a document that is in another language.
    """
    if path.suffix.lower() in {".po", ".pot"}:
        catalog = po.parse(read_text(path, keep_mark=True), file=shown)
        return [text for entry in catalog.entries if not entry.obsolete for text in _forms(entry)]
    known = _language(path, source)
    if known.code != source.code:
        message = say("the document is in {code!r}, not in {code2!r}.", code=known.code, code2=source.code)
        raise TmError(message, place=Place(shown), hint=say("Say so: --from {code}.", code=known.code))
    return [segment.text for segment in read_version(path, source, file=shown).segments]


def _language(path: Path, source: Language) -> Language:
    """Return the language of a document; that of the analysis where nothing tells."""
    try:
        return language_of(path)
    except TmError as error:
        if error.place and error.message.startswith("can't tell"):
            return source
        raise


def _forms(entry: po.Entry) -> Iterator[str]:
    yield entry.msgid
    if entry.msgid_plural:
        yield entry.msgid_plural


class _Seen:
    """The segments met so far: a memory of the job itself, with an index like any other."""

    def __init__(self, language: Language, criteria: Criteria) -> None:
        self._language = language
        self._criteria = criteria
        self._files: dict[str, str] = {}
        self._rows = _Rows()
        self._index = Index(self._rows, language, folder=None, identity="")

    def row(self, text: str, file: str, known: int) -> str:
        """Return the row of the next segment, for which the memory has a match of this score; and take note of it."""
        normal = normalize(text)
        band = band_of(known)
        if band in {BOTH, ONE_SIDE}:
            self._note(normal, file)
            return band
        if normal in self._files:
            row = REPEATED if self._files[normal] == file else ACROSS
            self._files[normal] = file
            return row
        inside = band_of(self._best(prepare(text, self._language)))
        self._note(normal, file)
        return INTERNAL if _RANK[inside] < _RANK[band] else band

    def _note(self, normal: str, file: str) -> None:
        if normal not in self._files:
            self._rows.texts_held.append(normal)
        self._files[normal] = file

    def _best(self, asked: Prepared) -> int:
        """Return the score of the most similar segment so far, 0 where none reaches the least band."""
        best = 0
        found = self._index.candidates(asked, LEAST)
        for row in found.rows.tolist():
            stored = prepare(self._rows.texts_held[row - 1], self._language)
            if at_most(asked, stored) > max(best, LEAST - 1):
                best = max(best, compare(asked, stored, self._language, criteria=self._criteria).total)
        return best


class _Rows:
    """What the index needs of a store: the segments met so far, numbered from 1."""

    def __init__(self) -> None:
        self.texts_held: list[str] = []

    def texts(self, language: str, *, after: int = 0) -> Iterator[tuple[int, str]]:  # noqa: ARG002 - one language only
        """Yield number and text of the segments after a number."""
        yield from enumerate(self.texts_held[after:], after + 1)

    def last_row(self) -> int:
        """Return the number of the last segment."""
        return len(self.texts_held)

    def removed(self) -> int:
        """Return 0: nothing is taken away."""
        return 0
