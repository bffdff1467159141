"""Alignment as a whole, on a statement aligned by hand and on made-up documents."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings, strategies as st

from tm.align import Evidence, Structure, align, align_all
from tm.errors import TmError
from tm.languages import get
from tm.model import Bead

PAIRS = [("en", "az"), ("en", "ru"), ("az", "ru"), ("ru", "en")]
EN_AZ = (get("en"), get("az"))


def spans(beads):
    return {(bead.source, bead.target) for bead in beads if bead.source and bead.target}


def _single(source, target):
    """Cut a row of the gold, made for three languages, into the beads of two."""
    if len(source) == len(target):
        return [((i,), (j,)) for i, j in zip(source, target, strict=True)]
    return [(source, target)] if source and target else []


@pytest.mark.parametrize("pair", PAIRS)
def test_most_beads_of_a_hand_aligned_statement_are_found(versions, gold, languages, pair):
    one, two = pair
    found = spans(align(versions[one], versions[two], languages(one, two)))
    right = {bead for row in gold for bead in _single(row[one], row[two])}
    assert len(found & right) >= 0.9 * max(len(right), len(found))


@pytest.mark.parametrize("pair", PAIRS)
def test_a_second_run_gives_the_same(versions, languages, pair):
    one, two = pair
    assert align(versions[one], versions[two], languages(*pair)) == align(
        versions[one], versions[two], languages(*pair)
    )


sentences = st.lists(
    st.sampled_from(
        [
            "Yes.",
            "Bəli.",
            "In 1992 it rained.",
            "1992-ci ildə yağış yağdı.",
            "Why?",
            "Niyə?",
            "",
            "...",
            "Moscow",
            "Moskva",
        ]
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(sentences, sentences)
def test_every_sentence_is_in_one_bead_and_in_order(source, target):
    beads = align(source, target, EN_AZ)
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))


@settings(max_examples=30, deadline=None)
@given(sentences, sentences)
def test_a_confidence_is_a_probability(source, target):
    assert all(0 <= bead.confidence <= 1 for bead in align(source, target, EN_AZ))


def test_two_empty_versions_have_no_beads():
    assert align([], [], EN_AZ) == []


def test_a_version_against_nothing_is_all_holes():
    assert [(bead.source, bead.target) for bead in align(["One.", "Two."], [], EN_AZ)] == [((0,), ()), ((1,), ())]


def test_no_documents_have_no_alignments():
    assert align_all([], EN_AZ) == []


def test_a_batch_keeps_the_order_of_its_documents(versions, languages):
    documents = [(versions["en"], versions["az"]), (versions["en"][:3], versions["az"][:3])]
    lengths = [sum(len(bead.source) for bead in beads) for beads in align_all(documents, languages("en", "az"))]
    assert lengths == [len(versions["en"]), 3]


def test_an_inserted_sentence_becomes_a_hole(versions, languages):
    target = [*versions["ru"][:5], "Погода в этот день была ясной и тёплой.", *versions["ru"][5:]]
    beads = align(versions["en"], target, languages("en", "ru"))
    assert ((), (5,)) in {(bead.source, bead.target) for bead in beads}


def test_a_confirmed_bead_is_kept_whatever_the_text_says(versions, languages):
    confirmed = Bead((1,), (2,))
    beads = align(versions["en"], versions["az"], languages("en", "az"), evidence=Evidence(confirmed=(confirmed,)))
    assert confirmed in beads


def test_a_confirmed_hole_is_kept(versions, languages):
    confirmed = Bead((), (4,))
    beads = align(versions["en"], versions["az"], languages("en", "az"), evidence=Evidence(confirmed=(confirmed,)))
    assert confirmed in beads


def test_a_confirmed_bead_larger_than_the_search_knows_is_kept(versions, languages):
    confirmed = Bead((1, 2, 3, 4, 5), (1, 2))
    beads = align(versions["en"], versions["az"], languages("en", "az"), evidence=Evidence(confirmed=(confirmed,)))
    assert confirmed in beads


def test_all_sentences_stay_when_some_are_confirmed(versions, languages):
    evidence = Evidence(confirmed=(Bead((3,), ()), Bead((6,), (5,))))
    beads = align(versions["en"], versions["az"], languages("en", "az"), evidence=evidence)
    assert [i for bead in beads for i in bead.source] == list(range(len(versions["en"])))


def test_beads_keep_inside_paragraphs_when_told_of_them():
    source, target = ["It was late.", "We went home.", "He slept."], ["Gec idi.", "Evə getdik.", "O, yatdı."]
    structure = Structure((0, 0, 1)), Structure((0, 0, 1))
    beads = align(source, target, EN_AZ, evidence=Evidence(structure=structure))
    assert not any({1, 2} <= set(bead.source) or {1, 2} <= set(bead.target) for bead in beads)


def test_structure_and_confirmed_beads_go_together():
    texts = ["It was late.", "We went home.", "He slept."], ["Gec idi.", "Evə getdik.", "O, yatdı."]
    structure = Structure((0, 0, 1), ("item", "item", "heading")), Structure((0, 0, 1), ("item", "item", "heading"))
    evidence = Evidence(confirmed=(Bead((2,), (2,)),), structure=structure, concepts=(((), (), ("x",)), ((), (), ())))
    beads = align(*texts, EN_AZ, evidence=evidence)
    assert [i for bead in beads for i in bead.target] == [0, 1, 2]


def test_a_shared_concept_brings_two_sentences_together():
    source, target = ["Alpha beta gamma."], ["Qısa cümlə.", "Ayrı bir cümlə."]
    concepts = ((("ombudsman", "parliament", "court"),), ((), ("ombudsman", "parliament", "court")))
    plain = align(source, target, EN_AZ)
    helped = align(source, target, EN_AZ, evidence=Evidence(concepts=concepts))

    def chance(beads):
        return sum(bead.confidence for bead in beads if bead.source == (0,) and 1 in bead.target)

    assert chance(helped) > chance(plain)


@pytest.mark.parametrize(
    ("evidence", "fault"),
    [
        (Evidence(confirmed=(Bead((9,), (0,)),)), "names source sentence 9"),
        (Evidence(confirmed=(Bead((0,), (0,)), Bead((0,), (1,)))), "share a source sentence"),
        (Evidence(confirmed=(Bead((0, 2), (0,)),)), "leaves out source sentences"),
        (Evidence(confirmed=(Bead((0,), (1,)), Bead((1,), (0,)))), "cross"),
        (Evidence(structure=(Structure((0,)), Structure((0, 0, 0)))), "1 paragraphs for 3 source sentences"),
        (Evidence(concepts=(((), (), ()), ((),))), "1 concepts for 3 target sentences"),
    ],
)
def test_evidence_that_does_not_fit_is_an_error(evidence, fault):
    with pytest.raises(TmError, match=fault):
        align(["A.", "B.", "C."], ["D.", "E.", "F."], EN_AZ, evidence=evidence)


def test_a_lost_chapter_is_survived():
    source = [f"Sentence {n} of the book tells of the year {1000 + n}." for n in range(600)]
    target = [f"Kitabın {n} saylı cümləsi {1000 + n} ilindən danışır." for n in range(600) if not 200 <= n < 350]
    found = spans(align(source, target, EN_AZ))
    right = {((n,), (n if n < 200 else n - 150,)) for n in itertools.chain(range(200), range(350, 600))}
    assert len(found & right) > 0.97 * len(right)


def test_a_memory_teaches_which_words_don_t_belong_together():
    memory = [
        ("the red house stands here", "qırmızı ev burada dayanır"),
        ("a red car came by", "qırmızı maşın keçib getdi"),
        ("the old house is empty", "köhnə ev boşdur"),
        ("an old man came", "qoca kişi gəldi"),
    ] * 30
    swapped = ["The red car came.", "The old house is empty."], ["Köhnə ev boşdur.", "Qırmızı maşın gəldi."]

    def certainty(beads):
        return sum(bead.confidence for bead in beads if bead.source == bead.target)

    assert certainty(align(*swapped, EN_AZ, memory=memory)) < certainty(align(*swapped, EN_AZ))
