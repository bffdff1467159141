import pytest

from tm.formats.standing import with_one_preferred
from tm.model import Term, TermStatus

P, A, D, F = TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.DEPRECATED, TermStatus.FORBIDDEN


@pytest.mark.parametrize(
    ("said", "meant"),
    [([A, A], [P, A]), ([A, P, P], [A, P, A]), ([D, A], [D, P]), ([D, F], [D, F]), ([], [])],
)
def test_the_first_good_term_is_preferred_unless_another_one_is_said_to_be(said, meant):
    terms = [Term(text=str(number), language="en", status=status) for number, status in enumerate(said)]
    assert [term.status for term in with_one_preferred(terms)] == meant


def test_the_same_term_counts_once():
    terms = [Term(text=text, language="en") for text in ("a b", "a  b", "c")]
    assert [term.text for term in with_one_preferred(terms)] == ["a b", "c"]
