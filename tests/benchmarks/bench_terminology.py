"""The terminology rules alone: units a second with 1,000 and with 10,000 concepts, beside raw strings in an automaton.

Usage: `python tests/benchmarks/bench_terminology.py [UNITS]` (20,000 by default, half into each language). Terms
and sentences are seeded, made of the words of `sources/`; every unit has one term in some form; terms
are made of every other word, the rest of a sentence of the words between. The peer looks for the dictionary forms as
strings and so finds only what is not inflected.
"""

import random
import re
import sys
import time
from pathlib import Path

import ahocorasick_rs

from tm.documents import read
from tm.errors import Place
from tm.languages import get
from tm.lint.engine import Linter
from tm.lint.rule import Subject, Text
from tm.lint.rules.terminology import ForbiddenTerm, MissingTerm
from tm.model import Concept, Term, TermStatus

SOURCES = Path(__file__).parent.parent.parent / "sources"
SOURCE, TARGETS = get("en"), (get("az"), get("ru"))
WORDS_A_UNIT = 14
HERE = (Place("made"), Place("made"))


def vocabulary(code):
    """Return the words of five letters and more in the statements."""
    texts = (read(path).text for path in sorted(SOURCES.glob(f"*/{code}.md")))
    return sorted({word for text in texts for word in re.findall(r"[^\W\d_]{5,}", get(code).fold(text))})


def made_concepts(count, rng):
    """Return concepts with a preferred term of two words a language, and for each fifth a forbidden one."""
    words = {language.code: vocabulary(language.code) for language in (SOURCE, *TARGETS)}
    concepts = []
    for number in range(count):
        terms = [made_term(code, rng, known[::2], TermStatus.PREFERRED) for code, known in words.items()]
        if number % 5 == 0:
            terms += [made_term(code, rng, known[::2], TermStatus.FORBIDDEN) for code, known in words.items()]
        concepts.append(Concept(id=f"concept-{number}", subject="made", terms=tuple(terms)))
    return concepts, words


def made_term(code, rng, words, status):
    """Return a term of two random words."""
    return Term(text=" ".join(rng.choices(words, k=2)), language=code, status=status)


def made_units(concepts, words, count, rng):
    """Return subjects: a source sentence with a term, and its translation with a form of the term."""
    subjects = []
    for number in range(count):
        language = TARGETS[number % 2]
        concept = concepts[rng.randrange(len(concepts))]
        term = concept.preferred(language.code)
        forms = [form.text for form in language.morphology().paradigm(term)] or [term.text]
        source = sentence(words[SOURCE.code], concept.preferred(SOURCE.code).text, rng)
        target = sentence(words[language.code], rng.choice(forms), rng)
        subjects.append(
            Subject(
                target=Text(language=language, text=target, locate=lambda _: HERE),
                source=Text(language=SOURCE, text=source, locate=lambda _: HERE),
            )
        )
    return subjects


def sentence(words, term, rng):
    """Return random words with a term among them."""
    chosen = rng.choices(words[1::2], k=WORDS_A_UNIT)
    chosen.insert(rng.randrange(WORDS_A_UNIT), term)
    return " ".join(chosen) + "."


def raw(concepts, subjects):
    """Return how long the dictionary forms take as plain strings."""
    machines = {
        language.code: ahocorasick_rs.AhoCorasick([t.text for c in concepts for t in c.in_language(language.code)])
        for language in (SOURCE, *TARGETS)
    }
    start = time.perf_counter()
    for subject in subjects:
        machines[subject.target.language.code].find_matches_as_indexes(subject.target.text)
        machines[SOURCE.code].find_matches_as_indexes(subject.source.text)
    return time.perf_counter() - start


def main():
    """Print a row for each size of the glossary."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 20_000
    first = 0.0
    for size in (1_000, 10_000):
        rng = random.Random(size)  # noqa: S311 - benchmark data
        concepts, words = made_concepts(size, rng)
        subjects = made_units(concepts, words, count, rng)
        linter = Linter((ForbiddenTerm(), MissingTerm()), concepts)
        start = time.perf_counter()
        list(linter.check(subjects[:2]))
        prepared = time.perf_counter() - start
        start = time.perf_counter()
        found = sum(1 for _ in linter.check(subjects))
        took = time.perf_counter() - start
        plain = raw(concepts, subjects)
        first = first or took
        print(
            f"{size:6,} concepts: prepared in {prepared:5.2f} s, {count / took:9,.0f} units/s "
            f"({took / first:.2f} × the time of 1,000), {found} findings; raw strings {count / plain:9,.0f} units/s"
        )


if __name__ == "__main__":
    main()
