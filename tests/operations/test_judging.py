"""Settings and comments for what `tm build` and `tm glossary check` report."""

import pytest

from tm.lint.finding import Severity
from tm.operations import glossary
from tm.operations.alignment import keep_confirmed
from tm.operations.judging import toml_ignores
from tm.operations.statements import read_statements

COURT = '[court]\nen.preferred = "court"\naz.preferred = "məhkəmə"\n'
COMMENT = "# tm:ignore[TM704] not translated yet"


def _settings(desk, text):
    desk.write("tm.toml", f'source = "en"\ntargets = ["az", "ru"]\n[lint]\n{text}\n')


def _of_glossary(desk):
    return [(one.code, one.concept or one.place.line) for one in glossary.check(desk.workspace).findings]


def _of_build(desk):
    return [one.code for one in desk.build().versions]


@pytest.fixture
def disagreeing(desk):
    """A statement with an alignment that goes against the text."""
    (statement,) = read_statements(desk.workspace).statements
    pairs = [{"en": (2,), "az": (3,)}]
    keep_confirmed(desk.root / "sources/notice", list(statement.versions.values()), pairs, file="alignment.tsv")
    return desk


@pytest.mark.parametrize("text", [f"{COMMENT}\n{COURT}", COURT + COMMENT, f"{COMMENT}\n# and more\n{COURT}"])
def test_a_comment_in_or_above_a_concept_switches_a_check_off(empty_desk, text):
    empty_desk.write("glossary/law.toml", text)
    assert _of_glossary(empty_desk) == []


def test_a_comment_for_another_concept_is_stale(empty_desk):
    empty_desk.write(
        "glossary/law.toml", f'[a]\nen.preferred = "a"\naz.preferred = "b"\nru.preferred = "в"\n{COMMENT}\n\n{COURT}'
    )
    assert _of_glossary(empty_desk) == [("TM001", 5), ("TM704", "court")]


def test_a_misspelt_code_in_a_glossary_gets_a_suggestion(empty_desk):
    empty_desk.write("glossary/law.toml", COURT + '# tm:ignore[TM7O4]\nru.preferred = "суд"\n')
    (finding,) = glossary.check(empty_desk.workspace).findings
    assert (finding.code, finding.advice) == ("TM002", "Did you mean TM704?")


def test_a_comment_is_found_in_its_place():
    (ignore,) = toml_ignores(f"[a]\nx = 1  {COMMENT}\n[b]\n", "g.toml")
    assert (str(ignore.place), ignore.first, ignore.last) == ("g.toml:2:10", 1, 2)


def test_settings_switch_off_what_the_glossary_check_reports(empty_desk):
    empty_desk.write("glossary/law.toml", COURT)
    _settings(empty_desk, 'ignore = ["TM7"]')
    assert _of_glossary(empty_desk) == []


def test_settings_give_a_family_of_checks_a_severity(empty_desk):
    empty_desk.write("glossary/law.toml", COURT)
    _settings(empty_desk, 'severity = { TM7 = "error" }')
    assert [one.severity for one in glossary.check(empty_desk.workspace).findings] == [Severity.ERROR]


def test_settings_speak_of_single_glossary_files(empty_desk):
    empty_desk.write("glossary/law.toml", COURT)
    _settings(empty_desk, '[[lint.paths]]\npath = "glossary/law.toml"\nignore = ["TM704"]')
    assert _of_glossary(empty_desk) == []


def test_settings_switch_off_what_a_build_reports(disagreeing):
    _settings(disagreeing, 'ignore = ["TM605"]')
    assert _of_build(disagreeing) == []


def test_a_comment_in_a_source_switches_off_what_a_build_reports(disagreeing):
    before = disagreeing.build().versions
    place = before[0].place
    lines = disagreeing.read(place.file).split("\n")
    lines.insert(place.line - 1, "<!-- tm:ignore TM605 looked at -->")
    disagreeing.write(place.file, "\n".join(lines))
    after = _of_build(disagreeing)
    assert ("TM001" in after, len(after) < len(before)) == (False, True)


def test_a_comment_for_a_disagreement_that_is_gone_is_stale_in_the_build_only(desk):
    desk.replace("sources/notice/az.md", "20 yanvar", "<!-- tm:ignore TM605 looked at -->\n20 yanvar")
    report = desk.build()
    assert [one.code for one in report.versions] == [one.code for one in report.findings] == ["TM001"]


def test_a_version_is_used_where_wrong_language_is_switched_off(desk):
    desk.write("sources/notice/ru.md", desk.read("sources/notice/az.md"))
    assert desk.build().segments["ru"] == 0
    _settings(desk, '[[lint.paths]]\npath = "sources/notice/ru.md"\nignore = ["TM504"]')
    assert desk.build().segments["ru"] > 0
