"""Beads: ours, learning from the whole batch and seeing one document at a time, beside Gale–Church (`galechurch`).

Usage: `python tests/benchmarks/bench_alignment.py DATA`. Each line of `DATA/alignment/*.jsonl` is a document,
`{"pair": "en-az", "src": [...], "tgt": [...], "beads": [[[0], [0, 1]], ...], "ignore_src", "ignore_tgt"}`. Strict
scores over beads with two sides. The last table says how often beads of a confidence are right.
"""

import itertools
import json
import re
import sys
import time
from pathlib import Path

from table import installed, print_scores, scores

from tm.align import align, align_all
from tm.languages import LANGUAGES, get
from tm.model import Bead

BINS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99, 1.01)


def tools(pair: str) -> dict:
    """Return the aligners by name: documents to lists of beads."""
    languages = tuple(get(code) for code in pair.split("-"))
    found = {
        "tm, batch": lambda documents: align_all([(d["src"], d["tgt"]) for d in documents], languages),
        "tm, alone": lambda documents: [align(d["src"], d["tgt"], languages) for d in documents],
    }
    if galechurch := installed("galechurch"):
        found["galechurch"] = lambda documents: [gale_church(galechurch, d) for d in documents]
    return found


def gale_church(galechurch, document: dict) -> list[Bead]:
    """Return what the package finds; it prints `[0,1]:[2]` lines."""
    lines = galechurch.align(document["src"], document["tgt"]).to_pharaoh_lines()
    sides = [re.fullmatch(r"\[(.*?)\]:\[(.*?)\]", line).groups() for line in lines]
    return [Bead(*(tuple(int(n) for n in side.split(",") if n.strip()) for side in pair)) for pair in sides]


def judged(document: dict, beads: list[Bead]) -> tuple[set, set]:
    """Return gold and found beads with two sides, without the sentences that are not judged."""
    skip = set(document.get("ignore_src", [])), set(document.get("ignore_tgt", []))
    gold = {(tuple(source), tuple(target)) for source, target in document["beads"] if source and target}
    found = {(b.source, b.target) for b in beads if b.source and b.target and not _touches(b, skip)}
    return gold, found


def _touches(bead: Bead, skip: tuple[set, set]) -> bool:
    return bool(skip[0] & set(bead.source) or skip[1] & set(bead.target))


def main() -> None:
    """Print a table for each set, then the reliability of the confidences."""
    sure: list[tuple[float, bool]] = []
    for path in sorted((Path(sys.argv[1]) / "alignment").glob("*.jsonl")):
        documents = [json.loads(line) for line in path.open(encoding="utf-8")]
        pair = documents[0]["pair"]
        if not set(pair.split("-")) <= set(LANGUAGES) or "silver" in path.stem:
            continue
        print(f"\n{path.stem}: {len(documents)} documents")
        for name, run in tools(pair).items():
            start = time.perf_counter()
            answers = run(documents)
            took = time.perf_counter() - start
            sets = [judged(document, beads) for document, beads in zip(documents, answers, strict=True)]
            hits, false = sum(len(g & f) for g, f in sets), sum(len(f - g) for g, f in sets)
            missed = sum(len(g - f) for g, f in sets)
            print_scores(name, scores(hits, false, missed), sum(len(d["src"]) for d in documents) / took, "sentences")
            if name == "tm, batch":
                sure += _confidences(documents, answers)
    print("\nHow often beads of a confidence are right")
    for low, high in itertools.pairwise(BINS):
        inside = [right for confidence, right in sure if low <= confidence < high]
        if inside:
            print(f"  {low:.2f}–{min(high, 1):.2f}  {len(inside):6} beads  {100 * sum(inside) / len(inside):6.2f} %")


def _confidences(documents: list[dict], answers: list[list[Bead]]) -> list[tuple[float, bool]]:
    rows = []
    for document, beads in zip(documents, answers, strict=True):
        gold, found = judged(document, beads)
        rows += [(b.confidence, (b.source, b.target) in gold) for b in beads if (b.source, b.target) in found]
    return rows


if __name__ == "__main__":
    main()
