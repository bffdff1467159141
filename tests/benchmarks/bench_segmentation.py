"""Sentences: ours beside razdel, sentencex, pySBD and simplemma, on gold paragraphs.

Usage: `python tests/benchmarks/bench_segmentation.py DATA`. Each line of `DATA/segmentation/*.jsonl` is a document,
`{"lang", "paras": [[sentence, ...], ...]}`. A paragraph's sentences are joined with a space; a boundary is an offset
counted in characters that are no space, and only boundaries inside a paragraph count.
"""

import json
import re
import sys
import time
from pathlib import Path

from table import installed, print_scores, scores

from tm.languages import LANGUAGES, get
from tm.segment.segmenter import Segmenter

CAP = 6000
"""Sentences of a set at most."""
SPACE = re.compile(r"\s+")


def tools(code: str) -> dict:
    """Return the segmenters for a language, by name: text to list of sentences."""
    segmenter = Segmenter(get(code))
    segmenter.segment("Warm up. Now.")
    found = {"tm": lambda text: [text[span.start : span.end] for span in segmenter.segment(text)]}
    if (razdel := installed("razdel")) and code == "ru":
        found["razdel"] = lambda text: [sentence.text for sentence in razdel.sentenize(text)]
    if sentencex := installed("sentencex"):
        found["sentencex"] = lambda text: list(sentencex.segment(code, text))
    if pysbd := installed("pysbd"):
        found["pySBD"] = pysbd.Segmenter(language=code if code in ("en", "ru") else "en", clean=False).segment
    if simplemma := installed("simplemma"):
        found["simplemma"] = lambda text: simplemma.split_sentences(text, "tr" if code == "az" else code)
    return found


def boundaries(sentences: list[str]) -> set[int]:
    """Return the inner boundaries of a paragraph."""
    seen, at = set(), 0
    for sentence in sentences:
        at += len(SPACE.sub("", sentence))
        seen.add(at)
    return seen - {at, 0}


def read(path: Path) -> tuple[str, list[list[str]]]:
    """Return the language and the paragraphs of a set."""
    code, paragraphs, total = "", [], 0
    for line in path.open(encoding="utf-8"):
        document = json.loads(line)
        code = document["lang"]
        paragraphs += document["paras"]
        total += sum(map(len, document["paras"]))
        if total >= CAP:
            break
    return code, paragraphs


def main() -> None:
    """Print a table for each set."""
    for path in sorted((Path(sys.argv[1]) / "segmentation").glob("*.jsonl")):
        code, gold = read(path)
        if code not in LANGUAGES:
            continue
        texts = [" ".join(paragraph) for paragraph in gold]
        print(f"\n{path.stem}: {len(texts)} paragraphs, {sum(map(len, gold))} sentences")
        for name, split in tools(code).items():
            start = time.perf_counter()
            answers = [split(text) for text in texts]
            took = time.perf_counter() - start
            pairs = [(boundaries(want), boundaries(got)) for want, got in zip(gold, answers, strict=True)]
            hits = sum(len(want & got) for want, got in pairs)
            false = sum(len(got - want) for want, got in pairs)
            missed = sum(len(want - got) for want, got in pairs)
            print_scores(name, scores(hits, false, missed), sum(map(len, gold)) / took, "sentences")


if __name__ == "__main__":
    main()
