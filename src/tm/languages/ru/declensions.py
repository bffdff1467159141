"""The regular endings of Russian nouns: for words that the dictionary does not know, or knows in one number only.

Too many forms are made rather than too few (a vowel that may drop out is tried both ways): the word is known, so a form
that nobody writes finds nothing. Irregular words are the dictionary's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

CASES = ("nominative", "genitive", "dative", "accusative", "instrumental", "prepositional")
"""The six cases, in the order of a grammar."""


class Declension(NamedTuple):
    """One way to decline: what is cut off, and what is added in each case; alternatives by `|`, `-` for nothing."""

    pattern: str
    """Which words decline so, as a regular expression over the folded word; its first group is the stem."""
    singular: str
    plural: str
    example: str


_DECLENSIONS = (
    Declension(r"(.*и)й", "й я ю й|я ем и", "и ев ям и|ев ями ях", "критерий"),
    Declension(r"(.*)й", "й я ю й|я ем е", "и ев ям и|ев ями ях", "музей"),
    Declension(r"(.*)ь", "ь я ю ь|я ем|ём е", "и ей ям и|ей ями ях", "тополь"),
    Declension(r"(.*)ь", "ь и и ь ью и", "и ей ям|ам и|ей ями|ами ях|ах", "скорбь"),
    Declension(r"(.*[гкх])", "- а у -|а ом е", "и ов ам и|ов ами ах", "меджлик"),
    Declension(r"(.*[жчшщ])", "- а у -|а ем|ом е", "и ей ам и|ей ами ах", "шалаш"),
    Declension(r"(.*ц)", "- а у -|а ем|ом е", "ы ев|ов ам ы|ев|ов ами ах", "азербайджанец"),
    Declension(r"(.*(?:ов|ев|ин|ын))", "- а у а ым е", "ы ых ым ых ыми ых", "Мамедъяров"),
    Declension(r"(.*(?:ов|ев|ин|ын))а", "а ой ой у ой|ою ой", "ы ых ым ых ыми ых", "Мамедъярова"),
    Declension(r"(.*[бвдзлмнпрстф])", "- а у -|а ом е", "ы|а ов ам ы|ов|а ами ах", "омбудсмен"),
    Declension(r"(.*ан)ин", "ин ина ину ина ином ине", "е - ам - ами ах", "бакинчанин"),
    Declension(r"(.*[её]н)ок", "ок ка ку ка ком ке", "ки ков кам ков ками ках", "опёнок"),
    Declension(r"(.*[гкхжчшщ])а", "а и е у ой|ою|ей|ею е", "и - ам и|- ами ах", "флешка"),
    Declension(r"(.*ц)а", "а ы е у ей|ею|ой|ою е", "ы - ам ы|- ами ах", "пицца"),
    Declension(r"(.*[бвдзлмнпрстф])а", "а ы е у ой|ою е", "ы - ам ы|- ами ах", "чинара"),
    Declension(r"(.*и)я", "я и и ю ей|ею и", "и й ям и|й ями ях", "приватизация"),
    Declension(r"(.*)я", "я и е ю ей|ею|ёй|ёю е", "и ь|й|- ям и|ь|й|- ями ях", "чайханя"),
    Declension(r"(.*)ье", "ье ья ью ье ьем ье|ьи", "ья ий|ьев ьям ья ьями ьях", "многословье"),
    Declension(r"(.*и)е", "е я ю е ем и", "я й ям я ями ях", "финансирование"),
    Declension(r"(.*[жчшщц])е", "е а у е ем е", "а - ам а ами ах", "училище"),
    Declension(r"(.*)е", "е я ю е ем е", "я ей ям я ями ях", "поле"),
    Declension(r"(.*)о", "о а у о ом е", "а|и - ам а|и ами ах", "ведомство"),
    Declension(r"(.*)(?:ый|ой)", "ый|ой ого ому ый|ой|ого ым ом", "ые ых ым ые|ых ыми ых", "уполномоченный"),
    Declension(r"(.*)ий", "ий его|ого ему|ому ий|его|ого им ем|ом", "ие их им ие|их ими их", "управляющий"),
    Declension(r"(.*)ая", "ая ой ой ую ой|ою ой", "ые|ие ых|их ым|им ые|ие|ых|их ыми|ими ых|их", "столовая"),
    Declension(r"(.*)ое", "ое ого ому ое ым|им ом", "ые|ие ых|их ым|им ые|ие ыми|ими ых|их", "животное"),
)
_FLEETING = (
    (re.compile(r"(.*[бвгджзйклмнпрстфхцчшщ])[оеё]([кцнлртх])"), r"\1\2"),
    (re.compile(r"(.*л)[её]([кцн])"), r"\1ь\2"),
    (re.compile(r"(.*[аеиоуыэюя])[её]([кцнт])"), r"\1й\2"),
)
"""A vowel that drops out before an ending: *отрезок*, *отрезка*; *палец*, *пальца*; *боец*, *бойца*."""
_INSERTED = (
    (re.compile(r"(.*[бвгджзклмнпрстфхцчшщ])(к|н|л|ц|р|в)"), (r"\1о\2", r"\1е\2")),
    (re.compile(r"(.*)[ьй](к|н|ц)"), (r"\1е\2",)),
)
"""A vowel that appears where there is no ending: *сводка*, *сводок*; *копейка*, *копеек*."""


class Cell(NamedTuple):
    """One form in its place in the paradigm."""

    text: str
    number: str
    case: str


def regular(word: str) -> Iterator[Cell]:
    """Yield the forms that a noun of this spelling, folded, may have."""
    for declension in _DECLENSIONS:
        found = re.fullmatch(declension.pattern, word)
        if found:
            yield from _decline(word, found[1], declension)


def _decline(word: str, stem: str, declension: Declension) -> Iterator[Cell]:
    for number, row in (("singular", declension.singular), ("plural", declension.plural)):
        for case, endings in zip(CASES, row.split(), strict=True):
            for ending in endings.split("|"):
                for changed in _stems(word, stem, ending.strip("-")):
                    yield Cell(changed + ending.strip("-"), number, case)


def _stems(word: str, stem: str, ending: str) -> Iterator[str]:
    yield stem
    bare = word == stem or word == stem + "ь"
    if ending and bare and ending != "ь":
        yield from (found.expand(to) for pattern, to in _FLEETING if (found := pattern.fullmatch(stem)))
    if not ending.strip("ь") and not bare:
        yield from (
            found.expand(to) for pattern, several in _INSERTED if (found := pattern.fullmatch(stem)) for to in several
        )
