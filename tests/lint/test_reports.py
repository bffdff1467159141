import json
import re
import xml.etree.ElementTree as ET

import pytest

from tm.errors import Place, TmError
from tm.lint.finding import Finding, Severity
from tm.lint.reports import REPORTS, Report
from tm.model import Span

LINE = 'msgstr "İ😀 Milli Meclis, 100%: <b>"'
FINDING = Finding(
    code="TM101",
    slug="forbidden-term",
    severity=Severity.ERROR,
    place=Place("locales/az/a b.po", 3, 12),
    end=Place("locales/az/a b.po", 3, 24),
    message="“Milli Meclis” is forbidden: 100%,\nsays the glossary.",
    advice="Write “Milli Məclis”.",
    replacement="Milli Məclis",
    unit="Milli Majlis",
    concept="milli-majlis",
    text="İ😀 Milli Meclis, 100%: <b>",
    span=Span(3, 15),
)
WHOLE_FILE = Finding(
    code="TM506", slug="header", severity=Severity.WARNING, place=Place("b.po"), message="there is no header."
)
ODD = Finding(
    code="TM404", slug="invisible-character", severity=Severity.INFO, place=Place("c.po", 1, 1), message="\x01 & <x>"
)
ALL = (FINDING, WHOLE_FILE, ODD)
LEVELS = {"error", "warning", "note", "none"}


def _report(*findings, errors=()):
    return Report(findings=findings, errors=errors, version="1.0", summary="Checked.", line=lambda _file, _line: LINE)


def _sarif(*findings):
    return json.loads(REPORTS["sarif"](_report(*findings)))["runs"][0]


def _gitlab(*findings):
    return json.loads(REPORTS["gitlab"](_report(*findings)))


def _many(number, severity):
    return [
        Finding(code="TM405", slug="double-space", severity=severity, place=Place("a.po", line, 1), message=f"n{line}")
        for line in range(1, number + 1)
    ]


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_can_say_that_there_is_nothing(name):
    assert isinstance(REPORTS[name](_report()), str)


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml_is_well_formed_whatever_the_texts_hold(name):
    root = ET.fromstring(REPORTS[name](_report(*ALL, errors=[TmError("a & b", place=Place("d.po", 1))])))  # noqa: S314
    assert root.tag in {"testsuites", "checkstyle"}


def test_sarif_has_what_code_scanning_asks_of_a_log():
    log = json.loads(REPORTS["sarif"](_report(*ALL)))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    assert (run["columnKind"], run["automationDetails"]["id"]) == ("unicodeCodePoints", "tm/lint/")
    assert run["tool"]["driver"]["name"]
    assert [bool(one["executionSuccessful"]) for one in run["invocations"]] == [True]


def test_sarif_has_what_code_scanning_asks_of_a_rule():
    rules = _sarif(*ALL)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["TM101", "TM404", "TM506"]
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in LEVELS
        assert rule["properties"]["problem.severity"] in {"error", "warning", "recommendation"}
        assert all(isinstance(tag, str) for tag in rule["properties"]["tags"])


def test_sarif_has_what_code_scanning_asks_of_a_result():
    run = _sarif(*ALL)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in LEVELS
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        (location,) = result["locations"]
        _assert_place(location["physicalLocation"], run)
        for fix in result.get("fixes", ()):
            for change in fix["artifactChanges"]:
                for one in change["replacements"]:
                    _assert_place({**change, "region": one["deletedRegion"]}, run)


def _assert_place(place, run):
    """Check that a place is in the repository and its region begins before it ends."""
    address = place["artifactLocation"]
    assert re.fullmatch(r"[\w%.~-][\w%.~/-]*", address["uri"], re.ASCII)
    assert address["uriBaseId"] in run["originalUriBaseIds"]
    region = place["region"]
    assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
    assert min(region.values()) >= 1
    assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])


def test_sarif_says_what_could_not_be_read():
    log = json.loads(REPORTS["sarif"](_report(errors=[TmError("broken.", place=Place("d.po", 1))])))
    (call,) = log["runs"][0]["invocations"]
    (note,) = call["toolExecutionNotifications"]
    assert (call["executionSuccessful"], note["level"], note["message"]["text"]) == (False, "error", "d.po:1: broken.")


def test_equal_findings_have_different_fingerprints_in_sarif_and_gitlab():
    prints = [one["partialFingerprints"]["primaryLocationLineHash"] for one in _sarif(FINDING, FINDING)["results"]]
    assert len({*prints, *(one["fingerprint"] for one in _gitlab(FINDING, FINDING))}) == 2


def test_gitlab_has_what_merge_requests_show():
    (entry,) = _gitlab(FINDING)
    assert entry.pop("fingerprint")
    assert entry == {
        "description": "“Milli Meclis” is forbidden: 100%,\nsays the glossary. Write “Milli Məclis”.",
        "check_name": "TM101 forbidden-term",
        "severity": "major",
        "location": {"path": "locales/az/a b.po", "lines": {"begin": 3, "end": 3}},
    }


def test_gitlab_has_a_line_for_what_is_a_whole_file():
    (entry,) = _gitlab(WHOLE_FILE)
    assert entry["location"]["lines"]["begin"] == 1


def test_gitlab_says_what_could_not_be_read():
    (entry,) = json.loads(REPORTS["gitlab"](_report(errors=[TmError("broken.", place=Place("d.po", 4))])))
    assert (entry["severity"], entry["location"]) == ("blocker", {"path": "d.po", "lines": {"begin": 4}})


def test_sarif_counts_columns_in_code_points():
    region = _sarif(FINDING)["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"]) == (12, 24)


def test_sarif_addresses_are_escaped_and_relative():
    artifact = _sarif(FINDING)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"] == "locales/az/a%20b.po"


def test_sarif_carries_the_correction():
    (fix,) = _sarif(FINDING)["results"][0]["fixes"]
    assert fix["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == "Milli Məclis"


def test_sarif_rules_show_their_pages():
    (rule,) = _sarif(FINDING)["tool"]["driver"]["rules"]
    assert "## Bad" in rule["help"]["markdown"]


def test_rdjson_counts_columns_in_bytes():
    (diagnostic,) = json.loads(REPORTS["rdjson"](_report(FINDING)))["diagnostics"]
    start = diagnostic["location"]["range"]["start"]["column"]
    assert LINE.encode()[start - 1 :].decode().startswith("Milli Meclis")


def test_github_escapes_what_its_commands_would_misread():
    line = REPORTS["github"](_report(FINDING))
    assert line.count("\n") == 1
    assert "100%25,%0Asays" in line


def test_github_marks_the_last_character_not_the_one_after():
    assert "line=3,endLine=3,col=12,endColumn=23," in REPORTS["github"](_report(FINDING))


def test_github_shows_errors_first():
    lines = REPORTS["github"](_report(*_many(2, Severity.WARNING), FINDING)).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::warning"]


def test_github_keeps_within_the_cap_and_says_how_many_more():
    lines = REPORTS["github"](_report(*_many(25, Severity.WARNING))).splitlines()
    assert (len(lines), "16 more of severity warning" in lines[-1]) == (10, True)


def test_markdown_cells_cannot_break_the_table():
    text = REPORTS["markdown"](_report(FINDING))
    (row,) = [line for line in text.splitlines() if "TM101 forbidden" in line and line.startswith("| `")]
    assert row.replace("\\|", "").count("|") == 4
