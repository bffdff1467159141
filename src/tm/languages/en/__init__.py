"""English."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from tm.language import Language, Morphology
from tm.languages.en.numerals import NUMBER_JOINS, NUMBER_WORDS, SPELT_NUMBERS, ordinal_ending


@cache
def _morphology() -> Morphology:
    from tm.languages.en.morphology import EnglishMorphology

    return EnglishMorphology()


def _segmentation() -> str:
    return files(__name__).joinpath("segmentation.srx").read_text(encoding="utf-8")


LANGUAGE = Language(
    code="en",
    alphabet="abcdefghijklmnopqrstuvwxyz",
    quotes=(("“", "”"), ("‘", "’")),
    plural_forms="nplurals=2; plural=(n != 1);",
    decimal=".",
    groups=", \u00a0\u202f",
    months=(
        ("january", "jan"),
        ("february", "feb"),
        ("march", "mar"),
        ("april", "apr"),
        ("may",),
        ("june", "jun"),
        ("july", "jul"),
        ("august", "aug"),
        ("september", "sept", "sep"),
        ("october", "oct"),
        ("november", "nov"),
        ("december", "dec"),
    ),
    months_capitalised=True,
    day_halves=(r"a\.?m\b\.?", r"p\.?m\b\.?"),
    ordinal_endings=("st", "nd", "rd", "th"),
    ordinal_ending=ordinal_ending,
    number_words=NUMBER_WORDS,
    spelt_numbers=SPELT_NUMBERS,
    number_joins=NUMBER_JOINS,
    percent_words=("percent", "per cent"),
    before_sounds=dict.fromkeys(["a", "an"], "[aeiou]"),
    function_words=frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "a",
            "is",
            "that",
            "for",
            "it",
            "as",
            "was",
            "with",
            "be",
            "by",
            "on",
            "not",
            "he",
            "his",
            "but",
            "at",
            "are",
            "this",
            "have",
            "from",
            "or",
            "had",
            "an",
            "they",
            "which",
            "one",
            "you",
            "were",
            "all",
            "their",
            "there",
            "been",
            "has",
            "when",
            "who",
            "will",
            "no",
            "more",
            "if",
            "out",
            "so",
            "what",
            "up",
            "its",
            "about",
            "than",
        ],
    ),
    negations=frozenset(
        (
            "not no never neither nor none nobody nothing nowhere without cannot don't doesn't didn't won't isn't "
            "aren't wasn't weren't can't couldn't shouldn't wouldn't hasn't haven't hadn't"
        ).split()
    ),
    segmentation=_segmentation,
    morphology=_morphology,
)
