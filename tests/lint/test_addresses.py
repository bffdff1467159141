"""Words in addresses are no words."""

import pytest

from tm.errors import Place
from tm.languages import get
from tm.lint.engine import Linter
from tm.lint.rule import Subject, Text
from tm.lint.rules import RULES
from tm.model import Concept, Term, TermStatus

CITY = Concept(
    id="city",
    subject="places",
    terms=(
        Term(text="Sumqayıt", language="az"),
        Term(text="Sumgait", language="az", status=TermStatus.FORBIDDEN),
        Term(text="Sumgayit", language="en"),
    ),
)


def found(text):
    checker = Linter([rule for rule in RULES if rule.code.startswith("TM1")], [CITY])
    place = Place("t", 1, 1)
    subject = Subject(target=Text(language=get("az"), text=text, locate=lambda _: (place, place)))
    return [(one.code, text[one.span.start : one.span.end]) for one in checker.check([subject])]


@pytest.mark.parametrize("text", ["Bax: https://example.org/sumqayit", "Yazın: milli@sumgait.az"])
def test_no_term_is_found_or_misspelt_in_an_address(text):
    assert found(text) == []


def test_a_term_beside_an_address_is_found():
    assert found("Sumgait: https://example.org/sumgait") == [("TM101", "Sumgait")]
