"""What is known of a document before its sentences are compared: confirmed beads, structure, terms."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import msgspec

from tm.errors import TmError
from tm.messages import say
from tm.model import Bead


class Structure(msgspec.Struct, frozen=True):
    """Where the sentences of one version stand."""

    paragraphs: tuple[int, ...]
    """For each sentence the index of its paragraph, never falling."""
    kinds: tuple[str, ...] = ()
    """For each sentence what its paragraph is (`heading`, `item`, ...), as in `BlockKind`; empty where unknown."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What is known beforehand about one document."""

    confirmed: tuple[Bead, ...] = ()
    """Beads that a person has confirmed: they are kept as they are, with confidence 1. One with an empty side says that
    its sentences have no counterpart."""
    structure: tuple[Structure, Structure] | None = None
    """The paragraphs of source and target: beads keep inside them where the text allows it."""
    concepts: tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]] | None = None
    """For each source and each target sentence the ids of the glossary concepts named in it."""


def check(evidence: Evidence, sizes: tuple[int, int]) -> None:
    """Raise `TmError` where the evidence does not fit versions of this many sentences, or contradicts itself."""
    for side, name in enumerate(("source", "target")):
        for what, count in _counts(evidence, side):
            if count != sizes[side]:
                message = say(
                    "{count} {what} for {sizes} {name} sentences.", count=count, what=what, sizes=sizes[side], name=name
                )
                raise TmError(message, hint=say("Give one for each sentence."))
        _check_confirmed([sides(bead)[side] for bead in evidence.confirmed], sizes[side], name)
    _check_order([bead for bead in evidence.confirmed if bead.source and bead.target])


def _counts(evidence: Evidence, side: int) -> Iterator[tuple[str, int]]:
    """Yield what is told of each sentence of a side, and of how many sentences."""
    if evidence.structure:
        yield "paragraphs", len(evidence.structure[side].paragraphs)
        if evidence.structure[side].kinds:
            yield "kinds", len(evidence.structure[side].kinds)
    if evidence.concepts:
        yield "concepts", len(evidence.concepts[side])


def sides(bead: Bead) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return both sides of a bead."""
    return bead.source, bead.target


def _check_confirmed(spans: Sequence[tuple[int, ...]], size: int, name: str) -> None:
    used = sorted(index for span in spans for index in span)
    if used and not 0 <= used[0] <= used[-1] < size:
        raise TmError(
            say(
                "a confirmed bead names {name} sentence {used}, but there are {size}.",
                name=name,
                used=used[-1],
                size=size,
            ),
            hint=say("Count from 0."),
        )
    if len(used) != len(set(used)):
        raise TmError(say("two confirmed beads share a {name} sentence.", name=name), hint=say("Keep one of them."))
    if any(span != tuple(range(span[0], span[-1] + 1)) for span in spans if span):
        raise TmError(
            say("a confirmed bead leaves out {name} sentences in its middle.", name=name),
            hint=say("Name all of them, in order."),
        )


def _check_order(beads: Sequence[Bead]) -> None:
    for before, after in itertools.pairwise(sorted(beads, key=lambda bead: bead.source)):
        if after.target < before.target:
            raise TmError(
                say(
                    "the confirmed beads at source sentences {source} and {source2} cross.",
                    source=before.source[0],
                    source2=after.source[0],
                ),
                hint=say("An alignment keeps the order of the text; leave one of them out."),
            )
