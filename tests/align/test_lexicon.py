"""Learning words from pairs."""

from __future__ import annotations

import numpy as np
import pytest

from tm.align.lexicon import FOLDS, WordPair, corpus, induce

PAIRS = [
    (("red", "house"), ("qırmızı", "ev")),
    (("red", "car"), ("qırmızı", "maşın")),
    (("old", "house"), ("köhnə", "ev")),
] * 10


def learnt(pairs=PAIRS, fold=-1):
    return corpus(WordPair(source, target, 1.0, fold) for source, target in pairs)


def translations(body, table, word):
    names = {number: name for name, number in body.target.items()}
    number = body.source[word]
    found = slice(table.begin[number], table.begin[number + 1])
    return dict(zip([names[n] for n in table.words[found].tolist()], table.gains[found].tolist(), strict=True))


@pytest.mark.parametrize(
    ("word", "translation"), [("red", "qırmızı"), ("house", "ev"), ("car", "maşın"), ("old", "köhnə")]
)
def test_a_word_is_learnt_from_its_sentences(word, translation):
    body = learnt()
    found = translations(body, induce(body)[0].forward, word)
    assert max(found, key=found.get) == translation


def test_both_directions_are_learnt():
    body = learnt()
    table = induce(body)[0].backward
    number = body.target["ev"]
    best = table.words[table.begin[number] : table.begin[number + 1]][
        np.argmax(table.gains[table.begin[number] : table.begin[number + 1]])
    ]
    assert best == body.source["house"]


def test_a_fold_is_left_out_of_its_own_lexicon():
    body = learnt(fold=2)
    assert len(induce(body)[2].forward.words) == 0


def test_a_fold_is_in_the_lexicons_of_the_others():
    body = learnt(fold=2)
    assert len(induce(body)[1].forward.words) > 0


def test_there_is_a_lexicon_for_each_fold():
    assert len(induce(learnt())) == FOLDS


def test_nothing_teaches_nothing():
    assert len(induce(corpus([]))[0].forward.words) == 0


def test_an_empty_side_is_left_out():
    assert corpus([WordPair((), ("ev",), 1.0, 0)]).target == {"": 0}
