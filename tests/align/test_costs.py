"""Weights and scores."""

from __future__ import annotations

import numpy as np
import pytest

from tm.align import costs
from tm.align.beads import KINDS, Posterior


def chances(source_holes, merged=0.0):
    beads = np.zeros((len(KINDS), 4))
    beads[0, 0], beads[1, 0] = 1 - merged, merged
    return Posterior(beads, np.array(source_holes), np.zeros(0), 0.0, 0.0, np.ones(4))


@pytest.mark.parametrize("name", ["plain", "sparse", "rich"])
def test_shipped_weights_are_complete(name):
    packed = costs.pack(costs.shipped()[name])
    assert costs.pack(costs.unpack(packed)) == packed


def test_scattered_holes_are_counted():
    assert costs.traits(chances([0, 0, 1, 0, 0, 0, 0, 0, 0, 0])).source_holes == pytest.approx(0.1)


def test_a_lost_chapter_says_nothing_about_the_rest():
    assert costs.traits(chances([0.0] * 50 + [1.0] * 100 + [0.0] * 50)).source_holes < 0.08


def test_merges_are_counted():
    assert costs.traits(chances([0.0], merged=0.25)).merges == pytest.approx(0.25)


def test_an_empty_document_has_no_holes():
    assert costs.traits(chances([])).source_holes == 0.0


def test_a_usual_share_is_not_unusual():
    assert costs.unusual(costs.USUAL_HOLES, costs.USUAL_HOLES) == 0.0


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_mixed_weights_lie_between(share):
    sets = costs.shipped()
    mixed = costs.mixed(sets["sparse"], sets["rich"], share)
    assert mixed.merges == pytest.approx((1 - share) * sets["sparse"].merges + share * sets["rich"].merges)
