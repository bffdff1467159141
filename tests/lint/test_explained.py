"""One fault is one finding."""

import pytest

from tm.lint.rules import OPT_IN, RULES

DEFAULT = " ".join(rule.code for rule in RULES if rule.code not in OPT_IN)
SOURCE = ("en", "The Milli Majlis met on January 20.")


def _codes(check, text, source=SOURCE):
    return sorted(one.code for one in check(DEFAULT, text, source=source))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Milli Məclis yanvarın 20-də toplandı.", []),
        ("Milli Məclis yan\u200bvarın 20-də toplandı.", ["TM404"]),
        ("Milli Məсlis yanvarın 20-də toplandı.", ["TM401"]),
        ("Milli Milli Məclis yanvarın 20-də toplandı.", ["TM406"]),
        ("Millî Məclis yanvarın 20-də toplandı.", ["TM107"]),
        ("Milli Məclis yan\u200bvarın 21-də toplandı.", ["TM301", "TM404"]),
        ("Milli Məсlis yanvarın 21-də  toplandı.", ["TM301", "TM401", "TM405"]),
        ("Milli  Meclis yanvarın 20-də toplandı.", ["TM101", "TM405"]),
    ],
)
def test_what_one_correction_mends_is_one_finding(check, text, codes):
    assert _codes(check, ("az", text)) == codes


def test_a_fault_of_the_same_kind_elsewhere_stays(check):
    text = "Milli Məсlis toplandı. Şəhidlәr anıldı."
    assert _codes(check, ("az", text), None) == ["TM401", "TM401"]
