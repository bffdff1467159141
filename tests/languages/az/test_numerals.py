import pytest

from tm.languages.az.numerals import ordinal_ending


@pytest.mark.parametrize(
    ("number", "ending"),
    [(0, "cı"), (1, "ci"), (3, "cü"), (5, "ci"), (6, "cı"), (9, "cu"), (10, "cu"), (20, "ci"), (36, "cı"), (90, "cı")],
)
def test_the_ending_of_a_small_ordinal_follows_the_last_word(number, ending):
    assert ordinal_ending(number) == ending


@pytest.mark.parametrize(
    ("number", "ending"),
    [(100, "cü"), (1990, "cı"), (1994, "cü"), (2000, "ci"), (2026, "cı"), (10**6, "cu"), (10**9, "cı")],
)
def test_the_ending_of_a_large_ordinal_follows_the_last_word(number, ending):
    assert ordinal_ending(number) == ending
