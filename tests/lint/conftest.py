"""What the rules' tests share: a linter over a small glossary, and findings in short."""

import pytest

from tm.errors import Place
from tm.glossary.load import load
from tm.languages import get
from tm.lint.engine import Linter
from tm.lint.rule import Subject, Text
from tm.lint.rules import RULES

GLOSSARY = """\
[milli-majlis]
en.preferred = "Milli Majlis"
en.forbidden = ["Milli Mejlis", "MilliMajlis"]
az.preferred = "Milli Məclis"
az.forbidden = "Milli Meclis"
ru.preferred = "Милли Меджлис"
ru.forbidden = ["Милли Маджлис", "Национальное собрание Азербайджана"]

[ombudsperson]
en.preferred = "Ombudsperson"
en.forbidden = { term = "Ombudsman", case = "initial" }
az.preferred = "Ombudsman"
az.forbidden = "Ombudsmen"
ru.preferred = "омбудсмен"
ru.forbidden = "омбудсман"

[asian-ombudsman-association]
en.preferred = "Asian Ombudsman Association"
az.preferred = "Asiya Ombudsmanlar Assosiasiyası"
ru.preferred = "Азиатская ассоциация омбудсменов"

[council-of-europe]
en.preferred = "Council of Europe"
az.preferred = "Avropa Şurası"
ru.preferred = "Совет Европы"

[european-council]
en.preferred = "European Council"
az.preferred = "Avropa İttifaqı Şurası"
ru.preferred = "Европейский совет"

[martyr]
en.preferred = "martyr"
az.preferred = "şəhid"
ru.preferred = "шехид"
ru.deprecated = "мученик"
"""


def _text(code, text):
    return Text(
        language=get(code),
        text=text,
        locate=lambda span: (Place("t", 1, span.start + 1), Place("t", 1, span.end + 1)),
    )


@pytest.fixture(scope="session")
def concepts():
    return load(GLOSSARY, file="g.toml", subject="institutions", languages=["en", "az", "ru"])


@pytest.fixture(scope="session")
def check(concepts):
    """Return the findings of some rules for a text, or for a source and its translation."""

    def run(codes, target, *, source=None, glossary=concepts, date=None):
        rules = [rule for rule in RULES if rule.code in codes.split()]
        assert len(rules) == len(codes.split())
        subject = Subject(target=_text(*target), source=_text(*source) if source else None, date=date)
        return list(Linter(rules, glossary).check([subject]))

    return run
