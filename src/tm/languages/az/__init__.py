"""Azerbaijani in the Latin alphabet of 1992."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from tm.language import Language, Morphology
from tm.languages.az.negation import NEGATIVE_FORMS
from tm.languages.az.numerals import NUMBER_WORDS, SPELT_NUMBERS, ordinal_ending


@cache
def _morphology() -> Morphology:
    from tm.languages.az.morphology import AzerbaijaniMorphology

    return AzerbaijaniMorphology()


def _segmentation() -> str:
    return files(__name__).joinpath("segmentation.srx").read_text(encoding="utf-8")


def _orthography() -> str:
    return files(__name__).joinpath("orthography.toml").read_text(encoding="utf-8")


LANGUAGE = Language(
    code="az",
    alphabet="abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
    lower={"I": "ı", "İ": "i"},
    quotes=(("“", "”"), ("‘", "’")),
    plural_forms="nplurals=2; plural=(n != 1);",
    decimal=",",
    groups=". \u00a0\u202f",
    months=(
        ("yanvar",),
        ("fevral",),
        ("mart",),
        ("aprel",),
        ("may",),
        ("iyun",),
        ("iyul",),
        ("avqust",),
        ("sentyabr",),
        ("oktyabr",),
        ("noyabr",),
        ("dekabr",),
    ),
    short_months=(
        ("yan",),
        ("fev",),
        ("mar",),
        ("apr",),
        ("may",),
        ("iyn",),
        ("iyl",),
        ("avq",),
        ("sen", "sent"),
        ("okt",),
        ("noy",),
        ("dek",),
    ),
    ordinal_endings=tuple("-cı -ci -cu -cü -ıncı -inci -uncu -üncü ıncı inci uncu üncü cı ci cu cü".split()),
    ordinal_ending=ordinal_ending,
    number_words=NUMBER_WORDS,
    spelt_numbers=SPELT_NUMBERS,
    number_joins=frozenset({"və"}),
    percent_words=("faiz",),
    function_words=frozenset(
        [
            "və",
            "bu",
            "bir",
            "ilə",
            "üçün",
            "ki",
            "da",
            "də",
            "olan",
            "o",
            "edən",
            "daha",
            "isə",
            "kimi",
            "sonra",
            "ən",
            "hər",
            "edir",
            "olaraq",
            "qədər",
            "onun",
            "onların",
            "öz",
            "var",
            "ya",
            "lakin",
            "həm",
            "görə",
            "artıq",
            "çox",
            "əsas",
            "tərəfindən",
            "barədə",
            "haqqında",
            "bütün",
            "idi",
            "deyil",
            "nə",
        ],
    ),
    negations=frozenset({"deyil", "deyildir", "deyildi", "yox", "yoxdur", "heç"}),
    negative_forms=NEGATIVE_FORMS,
    orthography=_orthography,
    segmentation=_segmentation,
    morphology=_morphology,
)
