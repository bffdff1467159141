"""What is measured of a bead."""

from __future__ import annotations

import numpy as np
import pytest

from tm.align.aligner import mark_weights, marking
from tm.align.bands import Block, full
from tm.align.evidence import Evidence, Structure
from tm.align.features import BASE, STRUCTURAL, base, join, pair, structural
from tm.align.marks import FAMILIES, measure
from tm.align.sections import sections
from tm.languages import get

EN, AZ = get("en"), get("az")
SOURCE = ["In 1992 Anderson came to Baku.", "Why?", "It was a cold day; he stayed."]
TARGET = ["Anderson 1992-ci ildə Bakıya gəldi.", "Niyə?", "Soyuq gün idi.", "O qaldı."]


def prepared(source=SOURCE, target=TARGET):
    return paired((measure(source, EN), measure(target, AZ)))


def paired(versions):
    return pair(*versions, marking([versions]))


def block(source=SOURCE, target=TARGET):
    band = full(len(source), len(target))
    return Block(band, 0, band.sources + 1)


def measured(name, kind, row, column):
    found = base(prepared(), block(), kind)
    return found[BASE.index(name), row * (len(TARGET) + 1) + column]


def test_there_is_a_row_for_each_feature_and_a_column_for_each_node():
    assert base(prepared(), block(), (2, 1)).shape == (len(BASE), 20)


def test_a_shared_number_counts():
    assert measured("numbers shared", (1, 1), 0, 0) > 0


def test_a_number_on_one_side_only_is_unmatched():
    assert measured("numbers unmatched", (1, 1), 0, 1) > 0


def test_a_shared_mark_is_not_unmatched():
    assert measured("numbers unmatched", (1, 1), 0, 0) == pytest.approx(0)


def test_a_span_shares_what_its_sentences_share():
    assert measured("numbers shared", (2, 1), 0, 0) == measured("numbers shared", (1, 1), 0, 0)


def test_two_questions_agree():
    assert measured("? agree", (1, 1), 1, 1) == 1


def test_a_question_and_a_statement_differ():
    assert measured("? differ", (1, 1), 1, 2) == 1


def test_equal_lengths_are_not_off():
    text = ["abcdef"]
    pairing = paired((measure(text, EN), measure(text, AZ)))
    assert base(pairing, block(text, text), (1, 1))[BASE.index("length off"), 0] == pytest.approx(0)


def test_joining_finds_what_brute_force_finds():
    pairing = prepared()
    marked = pairing.marked[FAMILIES.index("names")]
    whole = block()
    nodes, one, two = join(marked.source[1], marked.target[0], whole)
    found = sorted(zip(nodes.tolist(), marked.source[1].tokens[one].tolist(), strict=True))
    assert (marked.source[1].tokens[one] == marked.target[0].tokens[two]).all()
    brute = [
        (i * (len(TARGET) + 1) + j, token)
        for i in range(len(SOURCE))
        for j in range(len(TARGET))
        for token in range(len(marked.source[1].tokens) + 1)
        if _has(marked.source[1], token, i) and _has(marked.target[0], token, j)
    ]
    assert found == sorted(brute)


def _has(bag, token, span):
    return bool(((bag.tokens == token) & (bag.spans == span)).any())


def test_a_rare_mark_weighs_more():
    versions = [(measure(["Rome 1", "Rome 2", "Rome 7"], EN), measure(["Rome 1", "Rome 2", "Rome 7"], AZ))]
    numbers, words = (mark_weights(versions, family) for family in (0, 1))
    assert numbers["7"] > words["rome"]


def test_a_mark_of_one_side_weighs_nothing():
    versions = [(measure(["lonely word"], EN), measure(["tək söz"], AZ))]
    assert mark_weights(versions, FAMILIES.index("words")) == {}


@pytest.mark.parametrize(
    ("name", "kind", "row", "expected"),
    [("paragraphs crossed", (2, 1), 1, 1), ("paragraphs crossed", (2, 1), 0, 0), ("starts agree", (1, 1), 0, 1)],
)
def test_paragraphs(name, kind, row, expected):
    texts = ["a", "b", "c"], ["d", "e", "f"]
    evidence = Evidence(structure=(Structure((0, 0, 1)), Structure((0, 0, 1))))
    pairing = paired(sections(texts, evidence)[0].measure((EN, AZ)))
    found = structural(pairing, block(*texts), kind)
    assert found[STRUCTURAL.index(name), row * 4] == expected


def test_no_feature_is_infinite_for_empty_sentences():
    pairing = prepared(["", ""], ["", ""])
    assert np.isfinite(base(pairing, block(["", ""], ["", ""]), (2, 2))).all()
