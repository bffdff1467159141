import datetime as dt

import pytest

from tm.glossary.load import load

REPLACED = [
    ("en", "the Milli Mejlis met", "Milli Majlis"),
    ("en", "MilliMajlis's session", "Milli Majlis's"),
    ("en", "two Ombudsmen met", None),
    ("en", "THE MILLI MEJLIS MET", "MILLI MAJLIS"),
    ("az", "Milli Meclisin qərarı", "Milli Məclisin"),
    ("az", "Milli Meclisində müzakirə", "Milli Məclisində"),
    ("az", "MİLLİ MECLİSİN QƏRARI", "MİLLİ MƏCLİSİN"),
    ("az", "Ombudsmenə müraciət", "Ombudsmana"),
    ("az", "Ombudsmenlərdən biri", "Ombudsmanlardan"),
    ("ru", "решение Милли Маджлиса", "Милли Меджлиса"),
    ("ru", "беседа с омбудсманом", "омбудсменом"),
    ("ru", "депутаты Национального собрания Азербайджана", "Милли Меджлиса"),
]


@pytest.mark.parametrize(("code", "text", "instead"), REPLACED)
def test_a_forbidden_term_is_replaced_in_its_own_form(check, code, text, instead):
    (finding,) = check("TM101", (code, text))
    assert finding.replacement == instead or (instead is None and finding.code == "TM101")


def test_a_deprecated_term_is_a_warning(check):
    (finding,) = check("TM101", ("ru", "память мучеников"))
    assert finding.severity == "warning"


def test_a_forbidden_word_inside_a_longer_good_term_is_right(check):
    assert check("TM101", ("en", "the Asian Ombudsman Association")) == []


def test_a_forbidden_term_is_reported_without_a_source(check):
    assert [finding.code for finding in check("TM101", ("en", "Milli Mejlis"))] == ["TM101"]


def test_the_caret_covers_the_ending(check):
    (finding,) = check("TM101", ("az", "qərar Milli Meclisindədir"))
    assert finding.text[finding.span.start : finding.span.end] == "Milli Meclisindədir"


def test_a_missing_term_is_reported_with_what_the_source_says(check):
    (finding,) = check("TM102", ("az", "Parlament qərar qəbul etdi."), source=("en", "The Milli Majlis decided."))
    assert (finding.concept, finding.advice) == ("milli-majlis", "Use “Milli Məclis”.")


@pytest.mark.parametrize("target", ["Milli Məclis qərar qəbul etdi.", "Qərar Milli Məclisindir.", "MİLLİ MƏCLİSDƏ"])
def test_any_form_of_the_preferred_term_will_do(check, target):
    assert check("TM102", ("az", target), source=("en", "The Milli Majlis decided.")) == []


def test_a_forbidden_rendering_is_not_reported_as_missing_too(check):
    findings = check("TM101 TM102", ("az", "Milli Meclis"), source=("en", "The Milli Majlis"))
    assert [finding.code for finding in findings] == ["TM101"]


def test_another_concepts_term_is_named(check):
    findings = check(
        "TM102 TM103", ("ru", "решение Европейского совета"), source=("en", "a decision of the Council of Europe")
    )
    assert [(finding.code, finding.concept) for finding in findings] == [("TM103", "council-of-europe")]


def test_another_concepts_term_is_fine_where_the_source_has_it(check):
    source = ("en", "the European Council and the Council of Europe")
    assert check("TM103", ("ru", "Европейский совет и Совет Европы"), source=source) == []


def test_fewer_occurrences_than_the_source_are_noted(check):
    source = ("en", "The Milli Majlis met. The Milli Majlis voted.")
    (finding,) = check("TM104", ("az", "Milli Məclis toplandı və səs verdi."), source=source)
    assert (finding.severity, finding.message) == (
        "info",
        "milli-majlis: 2 times in the source, once in the translation.",
    )


SPELLINGS = [
    ("en", "the MiIIi Majlis", None),
    ("en", "the Milli\u00adMajlis of Azerbaijan", None),
    ("az", "Sehidlərin xatirəsi", "Şəhidlərin"),
    ("az", "Avropa Surasının qərarı", "Avropa Şurasının"),
    ("az", "Avropa Şurаsının qərarı", "Avropa Şurasının"),
    ("az", "AvropaŞurası", "Avropa Şurası"),
    ("ru", "Совeт Европы", "Совет Европы"),
    ("ru", "СоветаЕвропы", "Совета Европы"),
    ("en", "the CouncilofEurope", "Council of Europe"),
]


@pytest.mark.parametrize(("code", "text", "instead"), SPELLINGS)
def test_a_misspelt_term_is_recognised_in_its_form(check, code, text, instead):
    found = [finding.replacement for finding in check("TM107", (code, text))]
    assert found == ([instead] if instead else [])


@pytest.mark.parametrize(
    ("code", "text"),
    [("az", "Avropa Şurasının"), ("ru", "Совет Европы"), ("en", "Council of Europe"), ("az", "MİLLİ MƏCLİS")],
)
def test_a_well_spelt_term_is_left_alone(check, code, text):
    assert check("TM107", (code, text)) == []


DATED = load(
    """
[office]
en.preferred = "Office of the Ombudsperson"
en.deprecated = { term = "Ombudsman's Office", since = 2015-01-01 }
en.admitted = { term = "Commissioner's Office", until = 2010-12-31 }
""",
    file="g.toml",
    subject="institutions",
    languages=["en"],
)


@pytest.mark.parametrize(
    ("text", "date", "codes"),
    [
        ("the Ombudsman's Office", dt.date(2009, 1, 19), []),
        ("the Ombudsman's Office", dt.date(2015, 1, 1), ["TM101"]),
        ("the Ombudsman's Office", None, ["TM101"]),
        ("the Commissioner's Office", dt.date(2009, 1, 19), []),
        ("the Commissioner's Office", dt.date(2011, 1, 1), ["TM101"]),
        ("the Commissioner's Office", None, ["TM101"]),
    ],
)
def test_a_term_with_dates_is_judged_by_the_date_of_the_document(check, text, date, codes):
    assert [finding.code for finding in check("TM101", ("en", text), glossary=DATED, date=date)] == codes
