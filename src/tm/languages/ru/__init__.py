"""Russian."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from tm.language import Language, Morphology
from tm.languages.ru.numerals import NUMBER_JOINS, NUMBER_WORDS, SPELT_NUMBERS


@cache
def _morphology() -> Morphology:
    from tm.languages.ru.morphology import RussianMorphology

    return RussianMorphology()


def _segmentation() -> str:
    return files(__name__).joinpath("segmentation.srx").read_text(encoding="utf-8")


LANGUAGE = Language(
    code="ru",
    alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    equal={"ё": "е"},
    quotes=(("«", "»"), ("„", "“")),
    plural_forms=(
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    ),
    decimal=",",
    groups=". \u00a0\u202f",
    months=(
        ("январ",),
        ("феврал",),
        ("март",),
        ("апрел",),
        ("мая", "май", "мае", "маю", "маем"),
        ("июн",),
        ("июл",),
        ("август",),
        ("сентябр",),
        ("октябр",),
        ("ноябр",),
        ("декабр",),
    ),
    short_months=(
        ("янв",),
        ("фев", "февр"),
        ("мар",),
        ("апр",),
        ("мая",),
        ("июн",),
        ("июл",),
        ("авг",),
        ("сен", "сент"),
        ("окт",),
        ("ноя", "нояб"),
        ("дек",),
    ),
    ordinal_endings=tuple("-й -я -е -го -му -м -ю -х -ая -ый -ой -ий -ое -ые -ми -ом".split()),
    number_words=NUMBER_WORDS,
    spelt_numbers=SPELT_NUMBERS,
    number_joins=NUMBER_JOINS,
    percent_words=("процент",),
    before_sounds={
        **dict.fromkeys(["в", "во"], "[вф][^аеиоуыэюя]"),
        **dict.fromkeys(["с", "со"], "[сзшж][^аеиоуыэюя]|щ"),
        **dict.fromkeys(["о", "об"], "[аиоуэ]"),
    },
    function_words=frozenset(
        [
            "и",
            "в",
            "не",
            "на",
            "я",
            "быть",
            "он",
            "с",
            "что",
            "а",
            "по",
            "это",
            "она",
            "этот",
            "к",
            "но",
            "они",
            "мы",
            "весь",
            "который",
            "из",
            "у",
            "то",
            "за",
            "свой",
            "от",
            "так",
            "о",
            "для",
            "же",
            "все",
            "или",
            "как",
            "его",
            "были",
            "был",
            "была",
            "было",
            "их",
            "при",
            "если",
            "также",
            "ее",
            "до",
            "года",
            "году",
            "уже",
        ],
    ),
    negations=frozenset(("не нет ни никогда никто ничто ничего нельзя без").split()),
    segmentation=_segmentation,
    morphology=_morphology,
)
