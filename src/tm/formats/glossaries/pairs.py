"""Concepts as pairs of terms, and pairs as concepts. What a file looks like is not known here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from tm.errors import Place
from tm.formats.standing import GOOD, with_one_preferred
from tm.model import Concept, Term, TermStatus
from tm.text.normalize import normalize


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """A term and one way to say it in the other language."""

    source: str
    target: str
    concept: str = ""
    """The id of the concept; empty where the file did not say."""
    status: TermStatus = TermStatus.PREFERRED
    """Of the target."""
    comment: str = ""
    """About the concept: its definition, its note, the terms not to use. Only in its first pair."""
    note: str = ""
    """About the target alone."""
    place: Place | None = None


def pairs_of(concept: Concept, source: str, target: str) -> Iterator[Pair]:
    """Yield the pairs of a concept, the preferred ones first, the targets not to use last; none without a good pair.

    Every good source term is paired with every good target, the preferred source alone with the bad ones. A term whose
    time is over counts as deprecated.
    """
    sources, _ = _by_worth(concept, source)
    good, bad = _by_worth(concept, target)
    if not sources or not good:
        return
    comment = _comment(concept, bad)
    for said in sources:
        for term in good:
            first = term is good[0]
            yield _pair(concept, said, term, comment=comment if first else "")
    for term in bad:
        yield _pair(concept, sources[0], term)


def _pair(concept: Concept, source: Term, target: Term, *, comment: str = "") -> Pair:
    return Pair(
        concept=concept.id,
        source=source.text,
        target=target.text,
        status=target.status_on(None),
        comment=comment,
        note=target.note,
    )


def _by_worth(concept: Concept, language: str) -> tuple[list[Term], list[Term]]:
    """Return the terms one may use and those one may not, the better ones first."""
    order = list(TermStatus)
    terms = sorted(concept.in_language(language), key=lambda term: order.index(term.status_on(None)))
    good = [term for term in terms if term.status_on(None) in GOOD]
    return good, terms[len(good) :]


def _comment(concept: Concept, bad: Sequence[Term]) -> str:
    """Return what a translator should know about a concept, as sentences on one line."""
    parts = [concept.definition, concept.note]
    for status in (TermStatus.DEPRECATED, TermStatus.FORBIDDEN):
        texts = ", ".join(term.text for term in bad if term.status_on(None) is status)
        parts.append(f"{status.capitalize()}: {texts}." if texts else "")
    return " ".join(part for part in parts if part)


# --- back


def concepts_of(pairs: Iterable[Pair], source: str, target: str, *, subject: str = "") -> list[Concept]:
    """Return the concepts that pairs speak of, in their order.

    Pairs belong together where they name the same concept, or, naming none, have the same source. The first good term
    of a language is preferred, the others are admitted; a pair's comment is the concept's note.
    """
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(pair.concept or normalize(pair.source), []).append(pair)
    return [_concept(group, source, target, subject) for group in groups.values()]


def _concept(group: Sequence[Pair], source: str, target: str, subject: str) -> Concept:
    first = group[0]
    sources = [Term(text=pair.source, language=source, place=pair.place) for pair in group]
    targets = [
        Term(text=pair.target, language=target, status=pair.status, note=pair.note, place=pair.place)
        for pair in group
        if pair.target
    ]
    comments = dict.fromkeys(pair.comment for pair in group if pair.comment)
    terms = (*with_one_preferred(sources), *with_one_preferred(targets))
    return Concept(id=first.concept, subject=subject, note=" ".join(comments), terms=terms, place=first.place)
