"""Joining pairwise alignments."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from tm.align import align
from tm.align.multilingual import Disagreement, Group, join
from tm.errors import TmError
from tm.model import Bead

THREE = {"xa": ["a", "b", "c"], "xb": ["a", "b", "c"], "xc": ["a", "b", "c"]}


def beads(*spans, sure=0.9):
    return [Bead(source, target, sure) for source, target in spans]


STRAIGHT = beads(((0,), (0,)), ((1,), (1,)), ((2,), (2,)))


def test_two_versions_give_a_group_for_each_bead():
    joined = join({"xa": ["a", "b"], "xb": ["a"]}, {("xa", "xb"): beads(((0, 1), (0,)))})
    assert joined.groups == (Group({"xa": (0, 1), "xb": (0,)}, 0.9),)


def test_three_agreeing_pairs_give_groups_of_three():
    joined = join(THREE, {("xa", "xb"): STRAIGHT, ("xb", "xc"): STRAIGHT, ("xa", "xc"): STRAIGHT})
    assert [dict(group.sentences) for group in joined.groups] == [
        {"xa": (n,), "xb": (n,), "xc": (n,)} for n in range(3)
    ]


def test_agreement_leaves_nothing_to_report():
    assert join(THREE, {("xa", "xb"): STRAIGHT, ("xb", "xc"): STRAIGHT}).disagreements == ()


def test_a_pair_that_was_not_aligned_is_joined_through_the_third():
    joined = join(THREE, {("xa", "xb"): STRAIGHT, ("xa", "xc"): STRAIGHT})
    assert joined.groups[1].sentences == {"xa": (1,), "xb": (1,), "xc": (1,)}


def test_a_group_may_lack_the_source_language():
    holes = [Bead((0,), (0,), 0.9), Bead((), (1,), 0.9), Bead((1,), (2,), 0.9)]
    versions = {"xa": ["a", "c"], "xb": ["a", "b", "c"], "xc": ["a", "b", "c"]}
    joined = join(versions, {("xa", "xb"): holes, ("xa", "xc"): holes, ("xb", "xc"): STRAIGHT})
    assert joined.groups[1].sentences == {"xb": (1,), "xc": (1,)}


def test_a_sentence_of_one_version_only_is_a_group_of_its_own():
    joined = join({"xa": ["a"], "xb": ["a", "b"]}, {("xa", "xb"): [Bead((0,), (0,), 0.9), Bead((), (1,), 0.8)]})
    assert joined.groups[1] == Group({"xb": (1,)}, 0.8)


def test_a_group_is_as_sure_as_its_weakest_needed_link():
    joined = join(THREE, {("xa", "xb"): STRAIGHT, ("xb", "xc"): beads(((0,), (0,)), sure=0.6)})
    assert joined.groups[0].confidence == pytest.approx(0.6)


def test_a_third_pair_that_agrees_makes_a_weak_link_needless():
    weak = beads(((0,), (0,)), sure=0.6)
    joined = join(THREE, {("xa", "xb"): STRAIGHT, ("xb", "xc"): weak, ("xa", "xc"): STRAIGHT})
    assert joined.groups[0].confidence == pytest.approx(0.9)


def test_a_chain_grown_too_long_is_cut_at_its_weakest_bead():
    versions = {"xa": ["a", "b", "c", "d"], "xb": ["a", "b", "c", "d"]}
    extra = {**versions, "xc": ["a", "b"]}
    joined = join(
        extra,
        {
            ("xa", "xb"): beads(((0, 1), (0, 1)), ((2, 3), (2, 3))),
            ("xb", "xc"): [Bead((0,), (0,), 0.9), Bead((1, 2), (1,), 0.55)],
        },
    )
    assert joined.disagreements == (Disagreement(("xb", "xc"), Bead((1, 2), (1,), 0.55), "chain"),)


def test_an_unlikely_bead_never_joins_two_groups():
    weak = [Bead((0, 1), (0,), 0.4), Bead((2,), (2,), 0.9)]
    joined = join(THREE, {("xa", "xb"): STRAIGHT, ("xb", "xc"): STRAIGHT, ("xa", "xc"): weak})
    assert [found.reason for found in joined.disagreements] == ["chain"]


def test_a_bead_that_crosses_surer_ones_is_reported():
    crossing = [Bead((0,), (1,), 0.6)]
    joined = join(
        THREE,
        {
            ("xa", "xb"): STRAIGHT,
            ("xb", "xc"): STRAIGHT[2:],
            ("xa", "xc"): [*crossing],
            ("xc", "xb"): beads(((0,), (1,))),
        },
    )
    assert [(found.languages, found.reason) for found in joined.disagreements] == [(("xa", "xc"), "order")]


def test_a_hole_that_the_other_pairs_fill_is_reported():
    holes = [Bead((0,), (), 0.3), Bead((), (0,), 0.3)]
    joined = join(THREE, {("xa", "xb"): STRAIGHT, ("xb", "xc"): STRAIGHT, ("xa", "xc"): holes})
    assert {found.reason for found in joined.disagreements} == {"missing"}


def test_a_contradicted_group_is_less_sure():
    holes = [Bead((0,), (), 0.3)]
    joined = join(THREE, {("xa", "xb"): STRAIGHT, ("xb", "xc"): STRAIGHT, ("xa", "xc"): holes})
    assert joined.groups[0].confidence == pytest.approx(0.9 * 0.7)


def test_a_bead_outside_its_version_is_an_error():
    with pytest.raises(TmError, match="names sentence 7 of xb"):
        join({"xa": ["a"], "xb": ["a"]}, {("xa", "xb"): [Bead((0,), (7,))]})


def test_an_alignment_without_its_version_is_an_error():
    with pytest.raises(TmError, match="no version in xb"):
        join({"xa": ["a"]}, {("xa", "xb"): [Bead((0,), (0,))]})


def test_a_statement_in_three_languages_is_joined_as_by_hand(versions, gold, languages):
    pairs = [("en", "az"), ("en", "ru"), ("az", "ru")]
    found = join(versions, {pair: align(versions[pair[0]], versions[pair[1]], languages(*pair)) for pair in pairs})
    right = [{code: span for code, span in row.items() if span} for row in gold]
    assert sum(dict(group.sentences) in right for group in found.groups) >= 0.85 * len(right)


@st.composite
def alignments(draw):
    """Three versions and a monotone alignment of each pair, drawn without any plan."""
    sizes = {code: draw(st.integers(0, 6)) for code in ("xa", "xb", "xc")}
    found = {}
    for pair in [("xa", "xb"), ("xa", "xc"), ("xb", "xc")]:
        i = j = 0
        chain = []
        while i < sizes[pair[0]] or j < sizes[pair[1]]:
            a, b = draw(st.sampled_from([(1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2)]))
            a, b = min(a, sizes[pair[0]] - i), min(b, sizes[pair[1]] - j)
            chain += (
                [Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), draw(st.sampled_from([0.2, 0.5, 0.9])))]
                if a + b
                else []
            )
            i, j = i + a, j + b
        found[pair] = chain
    return {code: ["x"] * size for code, size in sizes.items()}, found


@settings(max_examples=200, deadline=None)
@given(alignments())
def test_whatever_the_alignments_say_each_sentence_is_once_and_in_order(drawn):
    versions, found = drawn
    groups = join(versions, found).groups
    for code, texts in versions.items():
        assert [index for group in groups for index in group.sentences.get(code, ())] == list(range(len(texts)))


@settings(max_examples=100, deadline=None)
@given(alignments())
def test_each_bead_is_kept_or_reported(drawn):
    versions, found = drawn
    joined = join(versions, found)
    home = {
        (code, index): number
        for number, group in enumerate(joined.groups)
        for code, span in group.sentences.items()
        for index in span
    }
    reported = {(doubt.languages, doubt.bead) for doubt in joined.disagreements}
    for pair, chain in found.items():
        for bead in chain:
            homes = {home[pair[0], i] for i in bead.source} | {home[pair[1], j] for j in bead.target}
            whole = bool(bead.source and bead.target)
            assert not whole or len(homes) == 1 or (pair, bead) in reported
