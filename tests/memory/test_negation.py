import pytest

from tm.languages import get
from tm.memory.negation import negates_by, negates_in
from tm.memory.similarity import Criteria, score

FORMS = (("tmir", "dir"), ("mir", "ir"), ("mədi", "di"), ("məy", ""))


@pytest.mark.parametrize(("one", "other"), [("getmir", "gedir"), ("gəlmir", "gəlir"), ("gəlmədi", "gəldi")])
def test_a_negated_word_is_told_from_the_plain_one(one, other):
    assert negates_by(FORMS)(one, other)


def test_the_order_of_the_words_does_not_matter():
    negates = negates_by(FORMS)
    assert negates("gəlir", "gəlmir") == negates("gəlmir", "gəlir") == True  # noqa: E712 - both and the same


def test_another_word_is_no_negation():
    assert not negates_by(FORMS)("gəlmir", "gedir")


def test_a_word_is_not_its_own_negation():
    assert not negates_by(FORMS)("gəlmir", "gəlmir")


def test_the_first_letter_is_never_a_negation():
    assert not negates_by((("m", ""),))("mal", "al")


def test_a_language_without_forms_has_no_negation_inside_words():
    assert negates_in(get("en")) is None


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        ("Biz onları heç zaman unuduruq.", "Biz onları heç zaman unutmuruq."),
        ("Qanun qəbul edilmişdir.", "Qanun qəbul edilməmişdir."),
        ("O bu barədə bizə yazdı.", "O bu barədə bizə yazmadı."),
    ],
)
def test_a_negated_verb_caps_the_score(asked, stored):
    az = get("az")
    found = score(asked, stored, az, criteria=Criteria(negates=negates_in(az)))
    assert (found.total <= 84, [one.kind for one in found.differences]) == (True, ["negation"])
