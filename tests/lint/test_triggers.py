"""Rules that most texts are no business of: where a rule would find a fault, a piece sets it off."""

import string

from hypothesis import given, strategies as st

from tm.errors import Place
from tm.glossary.load import load
from tm.languages import get
from tm.lint.cases import CaseMaker
from tm.lint.rule import Subject, Text
from tm.lint.rules import RULES

GLOSSARY = """\
[milli-majlis]
en.preferred = "Milli Majlis"
az.preferred = "Milli Məclis"
az.forbidden = "Milli Şura"
ru.preferred = "Милли Меджлис"

[martyr]
en.preferred = "martyr"
az.preferred = "şəhid"
ru.preferred = "шехид"
ru.deprecated = "мученик"
"""
CONCEPTS = load(GLOSSARY, file="g.toml", subject="institutions", languages=["en", "az", "ru"])
MAKER = CaseMaker(RULES, CONCEPTS)
PIECES = [
    *"Milli Majlis Məclisin Meclis Şurası şəhidlər Милли Меджлис шехид мученики MilliMəclis martyr martyrs".split(),
    *"5-ci 5-cı 36th 12,5 % 65.7 percent faiz XX əsr January yanvar 20 <b> </b> %s %(n)d {who} &amp; &amp".split(),
    *"https://example.org/1 info@example.org Azerbaycan ve the of and və ilə и в А a rights.The IlhamAliyev".split(),
    *"Mоscow s\u0327 \u01ddsas “x” « ) [ ( , ; a\u200bb a\u0307 the the two on iki".split(),
]
BLANKS = [" ", " ", " ", "  ", "\n", "\u00a0"]
SIGNS = st.text(string.punctuation + string.digits + "aəиIİx“”«»\u0301", max_size=4)


def _text(code, text):
    return Text(language=get(code), text=text, locate=lambda span: (Place("t", 1, span.start), Place("t", 1, span.end)))


def _texts():
    pieces = st.one_of(st.sampled_from(PIECES), SIGNS)
    joined = st.lists(st.tuples(pieces, st.sampled_from(BLANKS)), max_size=8)
    return joined.map(lambda pairs: "".join(piece + blank for piece, blank in pairs))


def _unasked(subject):
    """Return the codes of the rules that find a fault in a case that is not shown to them."""
    [case] = MAKER.cases([subject])
    others = [rule for number, rule in enumerate(RULES) if number not in case.rules]
    return [rule.code for rule in others if list(rule.check(case))]


@given(st.sampled_from(["az", "ru"]), _texts(), st.one_of(st.none(), _texts()))
def test_a_rule_that_is_not_set_off_would_find_nothing(code, target, source):
    subject = Subject(target=_text(code, target), source=None if source is None else _text("en", source))
    assert _unasked(subject) == []


def test_a_word_teaches_what_another_one_is_before_a_rule_is_chosen():
    maker = CaseMaker(RULES, CONCEPTS)
    number = next(number for number, rule in enumerate(RULES) if rule.code == "TM107")
    chosen = [number in case.rules for text in ("Meclis", "Meclis Milli") for case in maker.cases([_alone(text)])]
    assert chosen == [False, True]


def _alone(text):
    return Subject(target=_text("az", text))
