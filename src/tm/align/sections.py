"""A document cut at the beads a person has confirmed: what lies between two of them is aligned on its own.

Sentences confirmed to have no counterpart are taken out. So the search never sees what is settled and can't contradict
it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from tm.align.evidence import Evidence, Structure, check, sides
from tm.align.marks import Side, measure
from tm.language import Language
from tm.model import Bead

Versions = tuple[Sequence[str], Sequence[str]]


class Section(msgspec.Struct, frozen=True):
    """Sentences of a document to be aligned with each other."""

    texts: Versions
    indexes: tuple[tuple[int, ...], tuple[int, ...]]
    """Where its sentences stand in the document, for both versions."""
    evidence: Evidence

    def measure(self, languages: tuple[Language, Language]) -> tuple[Side, Side]:
        """Return both sides as arrays."""
        source, target = (
            self._structured(measure(self.texts[side], languages[side], self._concepts(side)), side) for side in (0, 1)
        )
        return source, target

    def _concepts(self, side: int) -> Sequence[Sequence[str]]:
        concepts = self.evidence.concepts
        return [concepts[side][index] for index in self.indexes[side]] if concepts else ()

    def _structured(self, measured: Side, side: int) -> Side:
        if not self.evidence.structure:
            return measured
        places = list(self.indexes[side])
        structure = self.evidence.structure[side]
        paragraphs = np.array(structure.paragraphs, dtype=np.int64)[places]
        numbers = _kind_numbers(self.evidence.structure)
        kinds = (
            np.array([numbers[kind] for kind in structure.kinds], dtype=np.int64)[places] if structure.kinds else None
        )
        return msgspec.structs.replace(measured, paragraphs=paragraphs, kinds=kinds)


def _kind_numbers(structure: tuple[Structure, Structure]) -> dict[str, int]:
    return {kind: number for number, kind in enumerate(sorted({*structure[0].kinds, *structure[1].kinds}))}


def sections(versions: Versions, evidence: Evidence) -> list[Section]:
    """Cut a document at its confirmed beads. Raises `TmError` where the evidence does not fit."""
    sizes = (len(versions[0]), len(versions[1]))
    check(evidence, sizes)
    settled = [{index for bead in evidence.confirmed for index in sides(bead)[side]} for side in (0, 1)]
    cuts = sorted((bead.source[0], bead.target[0]) for bead in evidence.confirmed if bead.source and bead.target)
    edges = [(0, 0), *cuts, sizes]
    return [
        _section(versions, [range(edges[k][s], edges[k + 1][s]) for s in (0, 1)], settled, evidence)
        for k in range(len(edges) - 1)
    ]


def _section(versions: Versions, ranges: Sequence[range], settled: Sequence[set[int]], evidence: Evidence) -> Section:
    source, target = (tuple(i for i in ranges[side] if i not in settled[side]) for side in (0, 1))
    texts = [versions[0][i] for i in source], [versions[1][i] for i in target]
    return Section(texts, (source, target), evidence)


def merge(evidence: Evidence, parts: Sequence[tuple[Section, Sequence[Bead]]]) -> list[Bead]:
    """Return the beads of a whole document, the confirmed ones among them, in the order of the text."""
    beads = [bead for section, found in parts for bead in _placed(section, found)]
    beads += [Bead(bead.source, bead.target) for bead in evidence.confirmed]
    return in_order(beads)


def _placed(section: Section, beads: Sequence[Bead]) -> list[Bead]:
    """Return the beads with the indexes of the document. One that a settled sentence would split is cut into holes."""
    placed = []
    for bead in beads:
        source, target = (
            tuple(section.indexes[side][index] for index in indexes) for side, indexes in enumerate(sides(bead))
        )
        placed += (
            [Bead(source, target, bead.confidence)] if _whole(source) and _whole(target) else _holes(source, target)
        )
    return placed


def _whole(span: tuple[int, ...]) -> bool:
    return not span or span == tuple(range(span[0], span[-1] + 1))


def _holes(source: tuple[int, ...], target: tuple[int, ...]) -> list[Bead]:
    return [Bead((i,), (), 0.0) for i in source] + [Bead((), (j,), 0.0) for j in target]


def in_order(beads: Sequence[Bead]) -> list[Bead]:
    """Sort the beads of a monotone alignment into the order of the text; of two holes the source's comes first."""
    full = sorted((bead for bead in beads if bead.source and bead.target), key=lambda bead: bead.source)
    source = sorted((bead for bead in beads if not bead.target), key=lambda bead: bead.source, reverse=True)
    target = sorted((bead for bead in beads if not bead.source), key=lambda bead: bead.target, reverse=True)
    ordered: list[Bead] = []
    for bead in [*full, None]:
        while source and (bead is None or source[-1].source < bead.source):
            ordered.append(source.pop())
        while target and (bead is None or target[-1].target < bead.target):
            ordered.append(target.pop())
        if bead is not None:
            ordered.append(bead)
    return ordered
