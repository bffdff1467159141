"""Cutting a document at confirmed beads, and putting it together again."""

from __future__ import annotations

from tm.align.evidence import Evidence
from tm.align.sections import in_order, merge, sections
from tm.model import Bead

TEXTS = ["a", "b", "c", "d"], ["e", "f", "g", "h"]


def test_a_document_without_confirmed_beads_is_one_section():
    assert [section.indexes for section in sections(TEXTS, Evidence())] == [((0, 1, 2, 3), (0, 1, 2, 3))]


def test_a_confirmed_bead_cuts_the_document():
    found = sections(TEXTS, Evidence(confirmed=(Bead((1,), (2,)),)))
    assert [section.indexes for section in found] == [((0,), (0, 1)), ((2, 3), (3,))]


def test_a_confirmed_hole_is_taken_out():
    found = sections(TEXTS, Evidence(confirmed=(Bead((1,), ()),)))
    assert found[0].indexes == ((0, 2, 3), (0, 1, 2, 3))


def test_beads_get_the_indexes_of_the_document():
    evidence = Evidence(confirmed=(Bead((1,), (2,)),))
    first, last = sections(TEXTS, evidence)
    beads = merge(evidence, [(first, [Bead((0,), (0, 1))]), (last, [Bead((0, 1), (0,))])])
    assert [(bead.source, bead.target) for bead in beads] == [((0,), (0, 1)), ((1,), (2,)), ((2, 3), (3,))]


def test_a_bead_across_a_confirmed_hole_is_given_up():
    evidence = Evidence(confirmed=(Bead((1,), ()),))
    beads = merge(evidence, [(sections(TEXTS, evidence)[0], [Bead((0, 1), (0,)), Bead((2,), (1, 2, 3))])])
    assert [(bead.source, bead.target) for bead in beads][:4] == [((0,), ()), ((1,), ()), ((2,), ()), ((), (0,))]


def test_holes_stand_where_their_sentences_stand():
    beads = [Bead((1,), (1,)), Bead((), (0,)), Bead((0,), ()), Bead((2,), ()), Bead((), (2,))]
    ordered = [(bead.source, bead.target) for bead in in_order(beads)]
    assert ordered == [((0,), ()), ((), (0,)), ((1,), (1,)), ((2,), ()), ((), (2,))]
