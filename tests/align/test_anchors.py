"""Where a large document is searched."""

from __future__ import annotations

import numpy as np

from tm.align import anchors
from tm.align.aligner import marking
from tm.align.bands import between
from tm.align.beads import KINDS, Posterior
from tm.align.features import pair
from tm.align.marks import measure
from tm.languages import get


def pairing(source, target):
    versions = measure(source, get("en")), measure(target, get("az"))
    return pair(*versions, marking([versions]))


def book(count):
    return [f"Chapter {n // 7} says that {n * 37 % 1009} men left {n * 91 % 997} houses." for n in range(count)]


def test_a_small_document_is_searched_as_a_whole():
    assert anchors.band(pairing(book(20), book(30))).nodes == 21 * 31


def test_a_large_document_is_searched_near_its_path():
    assert anchors.band(pairing(book(1500), book(1500))).nodes < 200_000


def test_the_path_lies_inside_even_if_a_chapter_is_lost():
    source = book(1500)
    band = anchors.band(pairing(source, source[:500] + source[900:]))
    rows = np.concatenate([np.arange(500), np.arange(900, 1500)])
    assert (band.number(rows, np.where(rows < 500, rows, rows - 400)) >= 0).all()


def test_versions_that_share_nothing_don_t_make_a_huge_band():
    one, two = ["aaa bbb"] * 3000, ["ccc ddd"] * 9000
    assert anchors.band(pairing(one, two)).nodes <= anchors.MOST_NODES


def test_a_chain_rises():
    gains = np.full((6, 6), -1.0, dtype=np.float32)
    gains[[0, 1, 4, 2], [0, 2, 5, 1]] = 3.0
    assert anchors.chain(gains) in ([(0, 0), (1, 2), (4, 5)], [(0, 0), (2, 1), (4, 5)])


def test_a_band_that_holds_the_path_is_not_widened():
    band = between(np.array([0, 0, 0]), np.array([5, 5, 5]), 8)
    passing = (band.columns() == 1).astype(float)
    assert anchors.widened(band, _posterior(passing)) is None


def test_a_band_is_widened_where_the_path_touches_its_edge():
    band = between(np.array([0, 0, 0, 0]), np.array([3, 3, 3, 9]), 8)
    passing = (band.columns() == 2).astype(float)
    assert anchors.widened(band, _posterior(passing)).high[1] == 6


def _posterior(passing):
    return Posterior(np.zeros((len(KINDS), len(passing))), np.zeros(2), np.zeros(8), 0.0, 0.0, passing)
