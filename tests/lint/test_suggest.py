"""What is written instead of a wrong term. Most of it is tried in `test_terminology.py`."""

import pytest

from tm.glossary.load import load

GLOSSARY = """\
[commissioner]
az.preferred = "İnsan Hüquqları üzrə Müvəkkil (Ombudsman)"
az.forbidden = ["İnsan Hüquqları üzrə Müvəkkil (Ombudsmen)", "Haqq Müdafiəçisi"]
ru.preferred = "Уполномоченный по правам человека (омбудсмен)"
ru.forbidden = "Уполномоченный по правам человека (омбудсман)"

[milli-majlis]
en.preferred = { term = "Milli Majlis", pos = "proper-noun" }
en.forbidden = "Milli Mejlis"
"""
CONCEPTS = load(GLOSSARY, file="g.toml", subject="institutions", languages=["en", "az", "ru"])


@pytest.mark.parametrize(
    ("code", "found", "instead"),
    [
        ("az", "İnsan Hüquqları üzrə Müvəkkili (Ombudsmen)", "İnsan Hüquqları üzrə Müvəkkili (Ombudsman)"),
        ("az", "İnsan Hüquqları üzrə Müvəkkilin (Ombudsmenin)", "İnsan Hüquqları üzrə Müvəkkilin (Ombudsmanın)"),
        ("az", "İNSAN HÜQUQLARI ÜZRƏ MÜVƏKKİL (OMBUDSMEN)", "İNSAN HÜQUQLARI ÜZRƏ MÜVƏKKİL (OMBUDSMAN)"),
        ("az", "Haqq Müdafiəçisinə", "İnsan Hüquqları üzrə Müvəkkilə (Ombudsmana)"),
        (
            "ru",
            "Уполномоченному по правам человека (омбудсману)",
            "Уполномоченному по правам человека (омбудсмену)",
        ),
        ("en", "Milli Mejlis's", "Milli Majlis's"),
        ("en", "Milli Mejlises", None),
    ],
)
def test_the_right_term_comes_in_the_form_that_was_found(check, code, found, instead):
    findings = check("TM101", (code, f"{found} ."), glossary=CONCEPTS)
    assert [one.replacement for one in findings] == [instead]


AGREEING = """\
[milli-majlis]
en.preferred = "National Assembly"
en.forbidden = "Milli Mejlis"
ru.preferred = "Милли Меджлис"
ru.forbidden = ["Национальное собрание", "Милли Маджлис"]

[commissioner]
en.preferred = "Ombudsperson"
en.forbidden = "Commissioner"
ru.preferred = "уполномоченный"
ru.forbidden = "правозащитник"

[war]
ru.preferred = "Отечественная война"
ru.forbidden = "Вторая карабахская война"
"""


@pytest.mark.parametrize(
    ("code", "text", "instead"),
    [
        ("ru", "Национальное собрание приняло закон.", None),
        ("ru", "Милли Маджлис принял закон.", "Милли Меджлис"),
        ("ru", "Погибшие во Второй карабахской войне.", None),
        ("ru", "Конец Второй карабахской войны.", "Отечественной войны"),
        ("ru", "Отчёт о «правозащитнике».", None),
        ("ru", "Письмо правозащитнику.", "уполномоченному"),
        ("ru", "Письма правозащитникам.", "уполномоченным"),
        ("en", "a Commissioner speaks", None),
        ("en", "the Commissioner speaks", "Ombudsperson"),
        ("en", "The Milli Mejlis speaks", "National Assembly"),
    ],
)
def test_a_term_is_not_replaced_where_the_words_around_would_have_to_change(check, code, text, instead):
    concepts = load(AGREEING, file="g.toml", subject="institutions", languages=["en", "ru"])
    assert [one.replacement for one in check("TM101", (code, text), glossary=concepts)] == [instead]
