"""Terms in their forms: ours beside exact words, a 70 % prefix (memoQ's way), Snowball and simplemma.

Usage: `python tests/benchmarks/bench_terms.py [DATA]`. Without a folder the golden lines of `tests/languages/` are
used: term, text, yes or no. With one, `DATA/terms/az_running.tsv`: term, word, label, count.
"""

import re
import sys
import time
from functools import lru_cache
from pathlib import Path

from table import Method, installed, print_scores, scores

from tm.glossary.finder import TermFinder
from tm.language import Language
from tm.languages import get
from tm.model import Concept, Term
from tm.text.normalize import fold

GOLDEN = Path(__file__).parent.parent / "languages"
STEMMERS = {"az": "turkish", "en": "english", "ru": "russian"}
LEMMATISERS = {"az": "tr", "en": "en", "ru": "ru"}


def ours(language: Language) -> Method:
    """Return the term finder with a glossary of one term."""

    @lru_cache(maxsize=100_000)
    def finder(term: str) -> TermFinder:
        concept = Concept(id=term, subject="", terms=(Term(text=term, language=language.code),))
        return TermFinder((concept,), language)

    def run(pairs: list[tuple[str, str]]) -> list[bool]:
        return [any(hit.certain for hit in finder(term).find(text)) for term, text in pairs]

    return run


def word_by_word(language: Language, same) -> Method:
    """Return a method that looks for a run of words each of which is the same as the term's word there."""

    def stands_in(term: str, text: str) -> bool:
        wanted, words = fold(term, language).split(), re.findall(r"[\w'-]+", fold(text, language))
        runs = (words[i : i + len(wanted)] for i in range(len(words) - len(wanted) + 1))
        return any(all(same(a, b) for a, b in zip(wanted, run, strict=True)) for run in runs)

    return lambda pairs: [stands_in(term, text) for term, text in pairs]


def methods(language: Language) -> dict[str, Method]:
    """Return all methods that are installed, by name."""
    found = {
        "tm": ours(language),
        "exact": word_by_word(language, lambda a, b: a == b),
        "prefix 70 %": word_by_word(language, lambda a, b: b.startswith(a[: max(1, -(-len(a) * 7 // 10))])),
    }
    if snowball := installed("snowballstemmer"):
        stem = lru_cache(maxsize=None)(snowball.stemmer(STEMMERS[language.code]).stemWord)
        found["Snowball"] = word_by_word(language, lambda a, b: stem(a) == stem(b))
    if simplemma := installed("simplemma"):
        lemma = lru_cache(maxsize=None)(lambda word: simplemma.lemmatize(word, LEMMATISERS[language.code]))
        found["simplemma"] = word_by_word(language, lambda a, b: lemma(a) == lemma(b))
    return found


def golden(code: str) -> list[tuple[str, str, bool, int]]:
    """Return our own labelled lines as term, text, label and weight."""
    rows = []
    for line in (GOLDEN / code / "inflection.txt").read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if not line.startswith("#") and len(parts) == 3:
            rows.append((parts[0], parts[1], parts[2] == "yes", 1))
    return rows


def given(data: Path) -> list[tuple[str, list[tuple[str, str, bool, int]]]]:
    """Return the hand-labelled words of the folder."""
    rows = [line.split("\t") for line in (data / "terms" / "az_running.tsv").read_text(encoding="utf-8").splitlines()]
    return [("az", [(term, word, label == "1", int(count)) for term, word, label, count in rows])]


def main() -> None:
    """Print a table for each set."""
    data = [Path(word) for word in sys.argv[1:2]]
    for code, rows in given(data[0]) if data else [(code, golden(code)) for code in STEMMERS]:
        positive = sum(label for _, _, label, _ in rows)
        print(f"\n{code}: {len(rows)} lines, {positive} forms, {len(rows) - positive} near misses")
        for name, method in methods(get(code)).items():
            start = time.perf_counter()
            answers = method([(term, text) for term, text, _, _ in rows])
            took = time.perf_counter() - start
            judged = [(said, label, weight) for said, (_, _, label, weight) in zip(answers, rows, strict=True)]
            hits = sum(weight for said, label, weight in judged if said and label)
            false = sum(weight for said, label, weight in judged if said and not label)
            missed = sum(weight for said, label, weight in judged if label and not said)
            print_scores(name, scores(hits, false, missed), len(rows) / took, "pairs")


if __name__ == "__main__":
    main()
