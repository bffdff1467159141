"""Words across alphabets."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from tm.align.skeleton import LONGEST, plain, skeletons


@pytest.mark.parametrize(
    "words",
    [
        ("Washington", "Вашингтон", "Vaşinqton"),
        ("Dushanbe", "Душанбе", "Düşənbə"),
        ("Charles", "Чарльз", "Çarlz"),
        ("Brussels", "Брюссель", "Brüssel"),
        ("George", "Джордж", "Corc"),
    ],
)
def test_a_name_has_one_skeleton_in_all_alphabets(words):
    first, *others = (set(skeletons(word)) for word in words)
    assert all(first & other for other in others)


def test_a_case_ending_does_not_change_the_skeleton():
    assert skeletons("Вашингтоном") == skeletons("Вашингтон")


def test_a_short_word_has_no_skeleton():
    assert skeletons("Ali") == ()


def test_two_names_differ():
    assert not set(skeletons("Madrid")) & set(skeletons("London"))


@given(st.text(max_size=12))
def test_a_skeleton_is_never_longer_than_it_may_be(word):
    assert all(3 <= len(skeleton) <= LONGEST for skeleton in skeletons(word))


@pytest.mark.parametrize(
    ("word", "bare"), [("İstifadəçi", "istifadeci"), ("React", "react"), ("Ёлка", "елка"), ("ILIQ", "iliq")]
)
def test_plain_letters(word, bare):
    assert plain(word) == bare
