"""Bands: which nodes exist."""

from __future__ import annotations

import numpy as np
from hypothesis import given, strategies as st

from tm.align.bands import Block, between, blocks, full, narrowed


def test_a_full_band_has_all_nodes():
    assert full(3, 4).nodes == 20


def test_rows_and_columns_lead_back_to_the_node():
    band = between(np.array([0, 1, 1, 3]), np.array([2, 4, 5, 6]), 5)
    assert (band.number(band.rows(), band.columns()) == np.arange(band.nodes)).all()


def test_a_place_outside_is_no_node():
    band = full(2, 2)
    assert band.number(np.array([3, 0, -1]), np.array([0, 3, 0])).tolist() == [-1, -1, -1]


bounds = st.lists(st.tuples(st.integers(-3, 12), st.integers(-3, 12)), min_size=1, max_size=8)


@given(bounds, st.integers(0, 9))
def test_every_row_can_be_reached_from_the_one_before(pairs, targets):
    band = between(np.array([low for low, _ in pairs]), np.array([high for _, high in pairs]), targets)
    assert all(low < high for low, high in zip(band.low[1:], band.high[:-1], strict=True))


@given(bounds, st.integers(0, 9))
def test_both_corners_are_inside(pairs, targets):
    band = between(np.array([low for low, _ in pairs]), np.array([high for _, high in pairs]), targets)
    corners = band.number(np.array([0, band.sources]), np.array([0, targets]))
    assert corners.tolist() == [0, band.nodes - 1]


def test_blocks_cover_all_rows_once():
    band = full(23, 5)
    assert [(block.first, block.last) for block in blocks(band, rows=10)] == [(0, 10), (10, 20), (20, 24)]


def test_a_block_alone_has_the_same_nodes():
    band = between(np.array([0, 1, 1, 3]), np.array([2, 4, 5, 6]), 5)
    block = Block(band, 1, 3)
    assert (block.alone(1).columns() + 1 == block.columns()).all()


def test_a_narrowed_band_keeps_likely_nodes():
    band = full(4, 4)
    likely = (band.rows() == band.columns()).astype(float)
    assert narrowed(band, likely, 0.5, margin=0).high.tolist() == [2, 3, 4, 5, 5]
