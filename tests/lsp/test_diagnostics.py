"""What is wrong is shown while one types, and on the words that are wrong."""

import pytest

FORBIDDEN = 'msgid "The Milli Majlis met."\nmsgstr "Заседал Милли Маджлис."'
RIGHT = 'msgid "The Milli Majlis met."\nmsgstr "Заседал Милли Меджлис."'


def codes(found):
    return [one.get("code") for one in found]


@pytest.mark.parametrize("before", ["", "ə İ ", "😀 ", "😀ə👍🏽İ "])
def test_a_finding_lies_on_its_words_whatever_stands_before_them(po, kit, before):
    path, found = po(f'msgid "{before}The Milli Majlis met."\nmsgstr "{before}Заседал Милли Маджлис."')
    wrong = next(one for one in found if one["code"] == "TM101")
    assert kit.marked(path.read_text(encoding="utf-8"), wrong["range"]) == "Милли Маджлис"


def test_a_message_says_what_is_wrong_and_what_to_do(po):
    _, found = po(FORBIDDEN)
    assert found[0]["message"] == "“Милли Маджлис” is forbidden for milli-majlis. Write “Милли Меджлис”."
    assert (found[0]["severity"], found[0]["source"]) == (1, "tm")


def test_a_finding_goes_when_it_is_mended(po, editor):
    path, found = po(FORBIDDEN)
    assert codes(found) == ["TM101"]
    assert editor.type(path, 6, 23, "е", end=(6, 24)) == []


def test_a_finding_comes_when_a_word_is_spoilt(po, editor):
    path, found = po(RIGHT)
    assert found == []
    assert codes(editor.type(path, 6, 23, "а", end=(6, 24))) == ["TM101"]


def test_findings_further_down_move_with_their_lines(po, editor):
    path, before = po(RIGHT, FORBIDDEN.replace("met", "sat"))
    after = editor.type(path, 5, 0, "# one\n# two\n")
    assert after[0]["range"]["start"]["line"] == before[0]["range"]["start"]["line"] + 2


def test_a_half_typed_entry_costs_only_itself(po):
    _, found = po(FORBIDDEN, 'msgid "Half', FORBIDDEN.replace("met", "sat"))
    assert codes(found).count("TM101") == 2
    assert any("quotation mark is missing" in one["message"] for one in found)


def test_text_that_is_no_po_is_reported_and_the_rest_read(po, editor):
    path, _ = po(FORBIDDEN)
    found = editor.type(path, 5, 0, 'nonsense "" \\\n"x\n\n')
    assert "TM101" in codes(found)
    assert len(found) > 1


def test_everything_deleted_is_an_empty_file(po, editor):
    path, _ = po(FORBIDDEN)
    assert editor.type(path, 0, 0, "", end=(99, 0)) == []


def test_the_same_message_twice_is_reported_with_the_line_of_the_first(po):
    _, found = po(RIGHT, RIGHT)
    assert [one["message"] for one in found if one["code"] == "TM507"] == [
        "The same message stands in line 6. Delete one, or tell them apart by msgctxt."
    ]


def test_a_comment_switches_a_rule_off(po):
    _, found = po(f"#. tm:ignore[TM101] a quotation\n{FORBIDDEN}")
    assert found == []


def test_a_comment_with_nothing_to_switch_off_is_reported(po):
    _, found = po(f"#. tm:ignore[TM101]\n{RIGHT}")
    assert codes(found) == ["TM001"]


def test_an_ignored_rule_of_the_whole_catalogue_is_no_stale_comment(po):
    _, found = po(RIGHT, f"#. tm:ignore[TM507]\n{RIGHT}")
    assert found == []


def test_an_unknown_language_is_said(po):
    _, found = po(RIGHT, text='msgid ""\nmsgstr "Language: tlh\\n"\n\nmsgid "a"\nmsgstr "b"\n')
    assert "unknown language 'tlh'" in found[0]["message"].lower()


def test_windows_line_ends_are_kept_apart_from_the_text(po, kit):
    text = kit.catalog(FORBIDDEN).replace("\n", "\r\n")
    _, found = po(text=text)
    assert kit.marked(text, found[0]["range"]) == "Милли Маджлис"


def test_a_source_is_checked_while_it_is_written(editor, workspace):
    path = workspace / "sources/notice/en.md"
    text = path.read_text(encoding="utf-8")
    assert editor.open(path) == []
    line = text.split("\n").index("The Milli Majlis adopted the law on January 20.")
    found = editor.type(path, line, 11, "e", end=(line, 12))
    assert [(one["code"], one["range"]["start"]["character"]) for one in found] == [("TM101", 4)]
    editor.tell("textDocument/didClose", textDocument={"uri": path.as_uri()})


def test_a_closed_file_keeps_no_findings(po, editor):
    path, _ = po(FORBIDDEN)
    editor.tell("textDocument/didClose", textDocument={"uri": path.as_uri()})
    said = editor.hear("textDocument/publishDiagnostics", lambda said: said["uri"] == path.as_uri())
    assert said["diagnostics"] == []
