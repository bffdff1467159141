"""The two kinds of e."""

from tm.languages import get


def test_both_kinds_of_e_count_as_one():
    assert get("ru").fold("РЕБЁНОК") == get("ru").fold("ребенок")
