"""The two kinds of i."""

import pytest

from tm.languages import get


@pytest.mark.parametrize(("capitals", "small"), [("İKİ", "iki"), ("ALTI", "altı"), ("IŞIQ", "ışıq")])
def test_capitals_fold_to_their_own_small_letter(capitals, small):
    assert get("az").fold(capitals) == small
