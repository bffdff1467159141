import html
import json
import re
import xml.etree.ElementTree as ET

import pytest

from tm.errors import Place, TmError
from tm.lint.finding import Finding, Severity
from tm.lint.reports import REPORTS, Remark, Report
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


BROKEN = TmError("broken & torn.", place=Place("d e.po", 4, 2), hint="Mend it.")
FAILURE = Remark(
    name="unused-glossary", message="no term was met.", advice="Look there.", place=Place("tm.toml"), failed=True
)
NOTICE = Remark(name="unknown-language", message="1 PO file was skipped.", place=Place("locales/tr/x.po"))


def _report(*findings, errors=(), notices=(), fail_on=Severity.WARNING):
    return Report(
        findings=findings,
        errors=errors,
        notices=notices,
        fail_on=fail_on,
        version="1.0",
        summary="Checked.",
        line=lambda _file, _line: LINE,
    )


def _xml(name, **remarks):
    return ET.fromstring(REPORTS[name](_report(**remarks)))  # noqa: S314 - our own


def _invocation(**remarks):
    (run,) = json.loads(REPORTS["sarif"](_report(**remarks)))["runs"]
    return run["invocations"][0], run["tool"]["driver"]


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


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_says_which_file_could_not_be_read_and_why(name):
    text = html.unescape(REPORTS[name](_report(errors=[BROKEN])))
    assert "broken & torn. Mend it." in text
    assert "d e.po" in text


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_says_why_a_run_without_findings_failed(name):
    assert "no term was met. Look there." in REPORTS[name](_report(notices=[FAILURE]))


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_says_what_was_passed_over(name):
    assert "1 PO file was skipped." in REPORTS[name](_report(notices=[NOTICE]))


@pytest.mark.parametrize(("remark", "good", "level"), [(FAILURE, False, "error"), (NOTICE, True, "warning")])
def test_sarif_tells_a_failed_run_from_one_with_a_notice(remark, good, level):
    call, _ = _invocation(notices=[remark])
    (note,) = call["toolExecutionNotifications"]
    assert (call["executionSuccessful"], note["level"]) == (good, level)


def test_sarif_declares_the_kinds_of_its_notifications():
    call, driver = _invocation(errors=[BROKEN, BROKEN], notices=[FAILURE])
    notes = call["toolExecutionNotifications"]
    assert [driver["notifications"][note["descriptor"]["index"]]["id"] for note in notes] == [
        note["descriptor"]["id"] for note in notes
    ]
    assert [one["id"] for one in driver["notifications"]] == ["unreadable", "unused-glossary"]


def test_sarif_places_a_notification_where_its_fault_is():
    call, _ = _invocation(errors=[BROKEN])
    (location,) = call["toolExecutionNotifications"][0]["locations"]
    place = location["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "d%20e.po", "uriBaseId": "SRCROOT"}
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (4, 2)


def test_sarif_gives_a_remark_on_a_whole_file_no_region():
    call, _ = _invocation(notices=[FAILURE])
    assert set(call["toolExecutionNotifications"][0]["locations"][0]["physicalLocation"]) == {"artifactLocation"}


def test_junit_has_a_failed_run_as_an_error_in_a_test_of_its_own():
    (suite,) = _xml("junit", notices=[FAILURE])
    (case,) = suite
    assert (suite.get("errors"), case.find("error").get("type")) == ("1", "unused-glossary")
    assert case.get("name") == "unused-glossary tm.toml"


def test_junit_has_what_was_passed_over_as_a_skipped_test():
    (suite,) = _xml("junit", notices=[NOTICE])
    assert (suite.get("errors"), suite.get("skipped"), suite[0][0].tag) == ("0", "1", "skipped")


def test_junit_tells_two_files_that_cannot_be_read_apart():
    errors = [BROKEN, TmError("gone.", place=Place("f.po"))]
    cases = [case for suite in _xml("junit", errors=errors) for case in suite]
    assert len({(case.get("classname"), case.get("name")) for case in cases}) == 2


@pytest.mark.parametrize(
    ("limit", "failures"), [(None, 0), (Severity.ERROR, 1), (Severity.WARNING, 2), (Severity.INFO, 3)]
)
def test_junit_has_as_many_failures_as_the_run_fails_for(limit, failures):
    root = ET.fromstring(REPORTS["junit"](_report(*ALL, fail_on=limit)))  # noqa: S314 - our own
    said = sum(int(suite.get("failures")) for suite in root)
    assert (said, len(root.findall(".//failure"))) == (failures, failures)


@pytest.mark.parametrize(("remark", "severity"), [(FAILURE, "error"), (NOTICE, "warning")])
def test_checkstyle_puts_a_remark_at_its_file(remark, severity):
    (file,) = _xml("checkstyle", notices=[remark])
    assert (file.get("name"), file[0].get("severity")) == (remark.place.file, severity)


@pytest.mark.parametrize(("remark", "severity"), [(FAILURE, "blocker"), (NOTICE, "info")])
def test_gitlab_shows_a_failed_run_as_the_worst_there_is(remark, severity):
    (entry,) = json.loads(REPORTS["gitlab"](_report(notices=[remark])))
    assert (entry["check_name"], entry["severity"]) == (remark.name, severity)


@pytest.mark.parametrize(("remark", "severity"), [(FAILURE, "ERROR"), (NOTICE, "WARNING")])
def test_rdjson_has_a_remark_as_a_diagnostic(remark, severity):
    (entry,) = json.loads(REPORTS["rdjson"](_report(notices=[remark])))["diagnostics"]
    assert (entry["code"]["value"], entry["severity"], "range" in entry["location"]) == (remark.name, severity, False)


def test_rdjson_has_the_place_of_what_cannot_be_read():
    (entry,) = json.loads(REPORTS["rdjson"](_report(errors=[BROKEN])))["diagnostics"]
    assert (entry["location"]["path"], entry["location"]["range"]["start"]["line"]) == ("d e.po", 4)


def test_github_puts_what_cannot_be_read_at_its_line():
    assert REPORTS["github"](_report(errors=[BROKEN])).startswith("::error file=d e.po,line=4,title=tm unreadable::")


@pytest.mark.parametrize(("remark", "command"), [(FAILURE, "::error "), (NOTICE, "::warning ")])
def test_github_makes_a_remark_an_annotation(remark, command):
    assert REPORTS["github"](_report(notices=[remark])).startswith(command)


def test_github_shows_a_failed_run_however_many_errors_there_are():
    lines = REPORTS["github"](_report(*_many(25, Severity.ERROR), notices=[FAILURE])).splitlines()
    assert (len(lines), "no term was met" in lines[0], "17 more of severity error" in lines[-1]) == (10, True, True)


def test_markdown_says_that_the_run_failed():
    text = REPORTS["markdown"](_report(notices=[FAILURE]))
    assert (text.startswith("**0 findings.**"), "- Failed: tm.toml: no term was met." in text) == (True, True)


def test_markdown_counts_one_finding_as_one():
    assert REPORTS["markdown"](_report(FINDING)).startswith("**1 finding.** Checked.")


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


def test_markdown_escapes_nothing_in_a_code_span_but_what_ends_the_cell():
    place = Place("az/LC_MESSAGES/a|b.po", 3, 1)
    finding = Finding(code="TM405", slug="double-space", severity=Severity.ERROR, place=place, message="twice.")
    assert "| `az/LC_MESSAGES/a\\|b.po:3:1` |" in REPORTS["markdown"](_report(finding))
