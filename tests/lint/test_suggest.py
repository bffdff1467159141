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
