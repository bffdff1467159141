import pytest

from tm.memory.bands import BANDS, band_of


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (102, "102"),
        (101, "101"),
        (100, "100"),
        (99, "95–99"),
        (95, "95–99"),
        (94, "85–94"),
        (84, "75–84"),
        (50, "50–74"),
    ],
)
def test_a_score_falls_into_one_band(score, band):
    assert band_of(score) == band


def test_what_is_below_every_band_is_new():
    assert band_of(49) == "new"


def test_every_score_has_a_band_of_the_list():
    assert {band_of(score) for score in range(103)} == set(BANDS)
