"""The rules over all files. What they need of a workspace is tried in `tests/operations/test_lint.py`."""

import msgspec

from tm.errors import Place
from tm.lint.engine import Linter, WideRules
from tm.lint.rule import Pair
from tm.lint.rules.consistency import DiffersFromPublished, DiffersFromReviewed, OneTranslation, TwoTranslations

REVIEWED = {("az", "The end."): frozenset({"Son."}), ("az", "Two ways"): frozenset({"İki yol", "İki üsul"})}


def _pair(source, target, **more):
    place = Place(more.pop("file", "a.po"), more.pop("line", 1), 9)
    pair = Pair("en", "az", source, target, "", place, Place(place.file, place.line, 12))
    return msgspec.structs.replace(pair, **more)


def _found(rule, *pairs):
    linter = Linter((), (), wide=WideRules(collections=(rule,)))
    return [(one.code, one.text, one.message) for one in linter.check_pairs(pairs)]


def test_the_rarer_translation_is_reported_with_the_place_of_the_usual_one():
    pairs = [_pair("End", "Son", line=3), _pair("End", "Sonu", line=5), _pair("End", "Son", line=7)]
    assert _found(TwoTranslations(), *pairs) == [("TM601", "Sonu", "the same text is “Son” in a.po:3:9.")]


def test_another_context_makes_another_text():
    assert _found(TwoTranslations(), _pair("Open", "Aç"), _pair("Open", "Açıq", context="adjective")) == []


def test_translations_that_differ_in_white_space_only_are_one():
    assert _found(TwoTranslations(), _pair("Two words", "İki söz"), _pair("Two words", "İki\nsöz")) == []


def test_one_translation_of_two_sources_is_reported_at_the_second():
    found = _found(OneTranslation(), _pair("House", "Ev"), _pair("Home", "Ev"))
    assert found == [("TM602", "Ev", "“House” in a.po:1:9 has the same translation.")]


def test_sources_that_differ_in_capitals_and_punctuation_only_are_one():
    assert _found(OneTranslation(), _pair("House", "Ev"), _pair("house:", "Ev")) == []


def test_a_translation_that_differs_from_the_reviewed_one_is_reported():
    rule = DiffersFromReviewed(reviewed=REVIEWED)
    assert _found(rule, _pair("The end.", "Sonu.")) == [
        ("TM603", "Sonu.", "the memory has another reviewed translation.")
    ]


def test_the_reviewed_translation_is_named():
    (fault,) = DiffersFromReviewed(reviewed=REVIEWED).check([_pair("The end.", "Sonu.")])
    assert fault.advice == "Write “Son.”, or have the new one reviewed."


def test_any_of_several_reviewed_translations_will_do():
    rule = DiffersFromReviewed(reviewed=REVIEWED)
    assert _found(rule, _pair("Two ways", "İki üsul"), _pair("Two  ways", "İki\nyol")) == []


def test_a_source_that_nobody_reviewed_is_free():
    assert _found(DiffersFromReviewed(reviewed=REVIEWED), _pair("Begin", "Başla")) == []


def test_what_was_reviewed_in_another_language_does_not_count():
    assert _found(DiffersFromReviewed(reviewed=REVIEWED), _pair("The end.", "Конец.", language="ru")) == []


def test_a_translation_that_left_its_published_version_is_reported():
    pairs = [_pair("a", "b", published="sources/n/az.md:3"), _pair("c", "d")]
    assert _found(DiffersFromPublished(), *pairs) == [
        ("TM604", "b", "the translation is not what sources/n/az.md:3 says.")
    ]
