"""Look-up in a made memory: how fast, how complete, and how large, beside rapidfuzz over the same segments.

Usage: `python tests/benchmarks/bench_lookup.py [UNITS]` (100,000 by default). The memory is made of seeded words with
the frequencies of a language (Zipf), a third of its sentences edits of another one, so that there is something to find.
"""

import itertools
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rapidfuzz import fuzz, process

from tm.languages import get
from tm.memory.lookup import Query, Settings, lookup
from tm.memory.sqlite import SqliteStore
from tm.model import Origin, Unit, Variant

SOURCE, TARGET = get("en"), get("az")
QUERIES, CHECKED, PEER_QUERIES = 200, 20, 20
SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in ("a", "e", "i", "o", "u", "an", "er", "is")]


def sentences(count, rng):
    """Return different sentences of 4 to 30 words."""
    vocabulary = list({"".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(60_000)})
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(vocabulary) + 1)))
    made = {}
    while len(made) < count:
        words = rng.choices(vocabulary, cum_weights=weights, k=rng.randint(4, 30))
        made[" ".join(words)] = None
        for _ in range(rng.randint(0, 1)):
            made[" ".join(edited(words, 0.2, vocabulary, rng))] = None
    return list(made)[:count], vocabulary


def edited(words, rate, vocabulary, rng):
    """Return the words with about this share of them changed, left out or doubled."""
    out = []
    for word in words:
        dice = rng.random() / rate if rate else 1
        out += [word] if dice >= 1 else [] if dice < 0.2 else [rng.choice(vocabulary)] if dice < 0.8 else [word, word]
    return out or list(words)


def units(texts):
    """Yield the units; the translation of a sentence is its number."""
    for number, text in enumerate(texts):
        variants = (Variant(language=SOURCE.code, text=text), Variant(language=TARGET.code, text=f"{number}"))
        yield Unit(id=str(number), variants=variants, origin=Origin(statement="made"))


def timed(function):
    """Return the result of a call and how long it took, in milliseconds."""
    start = time.perf_counter()
    result = function()
    return result, (time.perf_counter() - start) * 1000


def row(name, times):
    """Print the distribution of some times."""
    times = sorted(times)
    middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"{name:<12} p50 {middle:9.2f}   p95 {late:9.2f}   max {times[-1]:9.2f} ms")
    return sum(times) / len(times)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rng = random.Random(7)  # noqa: S311 - a benchmark, not a secret
    texts, vocabulary = sentences(count, rng)
    rates = itertools.cycle([0.0, 0.05, 0.1, 0.2, 0.3, 0.4])
    asked = [" ".join(edited(rng.choice(texts).split(), next(rates), vocabulary, rng)) for _ in range(QUERIES)]
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / ".tm"
        with SqliteStore(folder) as store:
            _, took = timed(lambda: store.put(units(texts)))
            _, indexed = timed(store.index(SOURCE).refresh)
        size = sum(file.stat().st_size for file in (folder / "index").iterdir())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count:,} units: written in {took / 1000:.1f} s, indexed in {indexed / 1000:.1f} s,", end=" ")
        print(f"{size / count:.0f} bytes of index a unit, peak memory {peak:.0f} MB with the sentences")
        with SqliteStore(folder) as store:
            answers, ours = measure(store, asked)
            check(store, asked, answers)
        cold(Path(home), asked[1])
    peer(texts, asked, ours)


def measure(store, asked):
    """Look everything up; the first query opens the index and is shown by itself."""
    _, cold = timed(lambda: lookup(store, Query(asked[0]), SOURCE, TARGET))
    print(f"{'first':<12} {cold:13.2f} ms")
    found = [timed(lambda text=text: lookup(store, Query(text), SOURCE, TARGET)) for text in asked]
    return [answer for answer, _ in found], row("tm", [took for _, took in found])


def check(store, asked, answers):
    """Compare with the answers of a search without index."""
    slow = [lookup(store, Query(text), SOURCE, TARGET, settings=Settings(exhaustive=True)) for text in asked[:CHECKED]]
    same = sum(one == other for one, other in zip(slow, answers, strict=False))
    print(f"{'complete':<12} {same} of {CHECKED} answers equal those without the index")


def cold(home, text):
    """Time the whole command, start-up included, and its answer."""
    (home / "tm.toml").write_text('source = "en"\ntargets = ["az"]\n', encoding="utf-8")
    for folder in ("sources", "glossary"):
        (home / folder).mkdir()
    words = [sys.executable, "-c", "from tm.cli import main; main()", "lookup", text]
    row("command", [timed(lambda: subprocess.check_output(words, cwd=home))[1] for _ in range(5)])


def peer(texts, asked, ours):
    """Time rapidfuzz over the same sentences: characters only, the same threshold and limit."""

    def extract(text):
        return process.extract(text, texts, scorer=fuzz.ratio, score_cutoff=70, limit=5)

    mean = row("rapidfuzz", [timed(lambda text=text: extract(text))[1] for text in asked[:PEER_QUERIES]])
    print(f"{'ratio':<12} {mean / ours:.1f} times as fast as comparing all (means)")


if __name__ == "__main__":
    main()
