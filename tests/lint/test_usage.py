"""The rules about a document's use of terms: TM105 and TM106."""

import pytest

from tm.errors import Place
from tm.glossary.load import load
from tm.languages import get
from tm.lint.engine import Linter, WideRules
from tm.lint.rule import Subject, Text
from tm.lint.rules.usage import AbbreviationFirst, MixedVariants

GLOSSARY = """\
[emergency]
en.preferred = "state of emergency"
en.admitted = ["public emergency", "State of Emergency"]
en.forbidden = "martial law"

[un]
en.preferred = "United Nations"
en.admitted = [{ term = "UN", abbreviation = true }, { term = "Onusian", pos = "adjective" }]
"""
CONCEPTS = load(GLOSSARY, file="g.toml", subject="law", languages=["en"])


def _found(rule, *texts):
    subjects = [
        Subject(target=Text(language=get("en"), text=text, locate=lambda _, line=line: (Place("t", line),) * 2))
        for line, text in enumerate(texts, 1)
    ]
    found = Linter((), CONCEPTS, wide=WideRules(documents=(rule,))).check(subjects)
    return [(one.place.line, one.text[one.span.start : one.span.end]) for one in found]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["A state of emergency.", "A public emergency."], [(2, "public emergency")]),
        (["A public emergency.", "A state of emergency.", "A state of emergency."], [(2, "state of emergency")]),
        (["A state of emergency.", "The State of Emergency."], []),
        (["A state of emergency.", "Martial law."], []),
        (["The United Nations.", "The UN."], []),
        (["The United Nations.", "An Onusian word."], []),
    ],
)
def test_a_second_term_for_one_concept_is_reported_where_it_first_stands(texts, found):
    assert _found(MixedVariants(), *texts) == found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["The UN met.", "The UN left."], [(1, "UN")]),
        (["The UN met.", "The United Nations."], [(1, "UN")]),
        (["The United Nations (UN) met.", "The UN left."], []),
        (["The United Nations met."], []),
    ],
)
def test_an_abbreviation_before_its_full_form_is_reported_once(texts, found):
    assert _found(AbbreviationFirst(), *texts) == found
