"""Golden forms of every language: `term<TAB>text<TAB>yes|no`, in `inflection.txt` of its folder."""

import tomllib
from pathlib import Path

from tm.glossary.finder import TermFinder
from tm.model import Concept, Term

HERE = Path(__file__).parent


def golden(code):
    lines = (HERE / code / "inflection.txt").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def misjudged(language):
    """Yield the lines in which the finder finds nothing or only a part of a form, or anything in what is none."""
    finders = {}
    for text, form, label in golden(language.code):
        if text not in finders:
            term = Term(text=text, language=language.code)
            finders[text] = TermFinder([Concept(id="c", subject="s", terms=(term,))], language)
        spans = [(hit.span.start, hit.span.end) for hit in finders[text].find(form)]
        if spans != ([(0, len(form))] if label == "yes" else []):
            yield text, form, label, spans


def test_every_golden_line_is_judged_right(language):
    assert list(misjudged(language)) == []


def test_the_golden_files_are_large_and_a_third_of_them_near_misses(language):
    contract = tomllib.loads((HERE / language.code / "contract.toml").read_text(encoding="utf-8"))
    lines = golden(language.code)
    assert len(lines) >= contract["golden-lines"]
    assert sum(label == "no" for *_, label in lines) * 3 >= len(lines)


def test_no_golden_line_stands_twice(language):
    lines = golden(language.code)
    assert len(set(lines)) == len(lines)
