"""Evidence must fit the document."""

from __future__ import annotations

import pytest

from tm.align.evidence import Evidence, Structure, check
from tm.errors import TmError
from tm.model import Bead


def test_no_evidence_fits_everything():
    assert check(Evidence(), (0, 5)) is None


def test_confirmed_beads_in_order_fit():
    assert check(Evidence(confirmed=(Bead((2,), (2, 3)), Bead((0, 1), (0,)), Bead((3,), ()))), (4, 4)) is None


@pytest.mark.parametrize("kinds", [("heading",), ("heading", "item", "item")])
def test_kinds_for_another_number_of_sentences_are_an_error(kinds):
    structure = Structure((0, 1), kinds), Structure((0,), ("heading",))
    with pytest.raises(TmError, match=f"{len(kinds)} kinds for 2 source sentences"):
        check(Evidence(structure=structure), (2, 1))


def test_a_negative_index_is_an_error():
    with pytest.raises(TmError, match="names target sentence"):
        check(Evidence(confirmed=(Bead((0,), (-1,)),)), (1, 1))
