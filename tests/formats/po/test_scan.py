from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tm.errors import ErrorList
from tm.formats import po

FAULTS = (Path(__file__).parent / "faults.txt").read_text(encoding="utf-8")
HEADER = 'msgid ""\nmsgstr ""\n"Language: az\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def faults():
    """Each case of the data file: title, text, expected places and messages."""
    title, lines, expected = "", [], []
    for line in [*FAULTS.split("\n"), "end"]:
        if line.startswith("=> "):
            expected.append(line[3:])
        elif expected and line:
            yield pytest.param("".join(f"{each}\n" for each in lines), expected, id=title)
            title, lines, expected = line, [], []
        elif not title:
            title = line
        elif not expected:
            lines.append(line)


CASES = list(faults())


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_fault_is_reported_where_it_stands(text, expected):
    _, errors = po.scan(text)
    assert [f"{error.place.line}:{error.place.column} {error.message}" for error in errors] == expected


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_each_fault_says_what_to_do(text, expected):
    _, errors = po.scan(text)
    assert all(error.hint for error in errors)
    assert len(errors) == len(expected)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_broken_file_is_given_back_as_it_was(text, expected):
    assert expected
    assert po.serialize(po.scan(text)[0]) == text


def test_parse_raises_all_faults_at_once():
    with pytest.raises(ErrorList) as caught:
        po.parse('msgid "a\nmsgstr "b" c\n', file="az.po")
    assert [str(error.place) for error in caught.value.errors] == ["az.po:1:9", "az.po:2:12"]


def test_what_follows_a_broken_entry_is_read():
    catalog, _ = po.scan('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n')
    assert [entry.key for entry in catalog.entries] == [(None, "b")]


def test_a_text_without_its_closing_mark_is_saved():
    catalog, _ = po.scan('msgid "Salam\nmsgstr "b"\n')
    assert catalog.entries[0].msgid == "Salam"


def test_a_text_with_bare_quotation_marks_is_saved():
    catalog, _ = po.scan('msgid "say "hi" now"\nmsgstr "b"\n')
    assert catalog.entries[0].msgid == 'say "hi" now'


def test_a_full_entry_is_read():
    entry = po.parse(
        "# note\n#\n#. extracted\n#: a.c:1 \u2068b c.c\u2069:2\n#: d.c:3\n#, fuzzy, c-format\n#= no-wrap\n"
        '#| msgctxt "old context"\n#| msgid "old"\n#| " id"\n#| msgid_plural "olds"\n'
        'msgctxt "context"\nmsgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] "%d gün"\n'
        'msgstr[1] ""\n"%d "\n"günlər"\n',
    ).entries[0]
    assert entry.content == po.Entry(
        msgid="%d day",
        msgid_plural="%d days",
        msgctxt="context",
        msgstr=("%d gün", "%d günlər"),
        flags=("fuzzy", "c-format", "no-wrap"),
        comments=("note", ""),
        extracted=("extracted",),
        references=("a.c:1", "\u2068b c.c\u2069:2", "d.c:3"),
        previous=po.Previous(msgctxt="old context", msgid="old id", msgid_plural="olds"),
    )


def test_an_obsolete_entry_keeps_its_previous_text():
    entry = po.parse('#, fuzzy\n#~| msgid "old"\n#~ msgid "a"\n#~ msgstr "b"\n').entries[0]
    assert (entry.obsolete, entry.fuzzy, entry.previous.msgid) == (True, True, "old")


def test_blank_lines_inside_an_entry_do_not_end_it():
    entry = po.parse('# note\n\nmsgid "a"\n\n"b"\n\nmsgstr "c"\n').entries[0]
    assert (entry.comments, entry.msgid, entry.msgstr) == (("note",), "ab", ("c",))


def test_entries_need_no_blank_line_between_them():
    catalog = po.parse('msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"\n#~ msgid "e"\n#~ msgstr "f"\n')
    assert [entry.msgid for entry in catalog.entries] == ["a", "c", "e"]


def test_a_whole_entry_may_stand_on_one_line():
    assert po.parse('msgid "a" "b" msgstr "c"').entries[0].content == po.Entry(msgid="ab", msgstr=("c",))


def test_the_header_is_no_entry():
    catalog = po.parse(f'{HEADER}\nmsgid "a"\nmsgstr "b"\n')
    assert (catalog.header["Language"], [entry.msgid for entry in catalog.entries]) == ("az", ["a"])


def test_a_header_that_is_not_first_is_still_the_header():
    text = f'msgid "a"\nmsgstr "b"\n\n{HEADER}'
    catalog = po.parse(text)
    assert catalog.header["Language"] == "az"
    assert po.serialize(catalog) == text


def test_a_message_with_context_and_empty_msgid_is_no_header():
    catalog = po.parse('msgctxt "c"\nmsgid ""\nmsgstr "a: b"\n')
    assert (catalog.header_entry, len(catalog.entries)) == (None, 1)


def test_the_place_of_an_entry_is_its_msgid():
    entry = po.parse('# note\n\nmsgctxt "c"\nmsgid "a"\nmsgstr "b"\n', file="po/az.po").entries[0]
    assert str(entry.place) == "po/az.po:4:1"


def test_another_encoding_is_fine_where_it_changes_nothing():
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-9\\n"\n'
    assert po.scan(text)[1] == ()


def test_most_lines_decide_about_the_newline():
    assert po.parse('msgid "a"\r\nmsgstr "b"\r\n').newline == "\r\n"


ODD = [
    "",
    "\n",
    "# only a comment",
    "\ufeff" + HEADER,
    HEADER.removesuffix("\n"),
    HEADER.replace("\n", "\r\n"),
    HEADER + '\n\n\n#~ msgid "a"\n#~ msgstr "b"\n\n# trailing\n\n',
    '#, fuzzy\n#, c-format\n#,python-format,\nmsgid  "a"\nmsgstr\t"b"  \n',
    '#~| msgid "o"\n#~|msgid_plural "p"\n#~ msgid "a"\n#~msgid_plural "b"\n#~\tmsgstr[0] "c"\n',
    'msgid "a"\nmsgstr "b"\n   \n\t\n#\n#:\n#.\n#,\nmsgid "c"\nmsgstr "d"\n\x0c\n',
    'msgid "a\u2028b\x85c"\nmsgstr "\x0b"\n',
]


@pytest.mark.parametrize("text", ODD)
def test_an_odd_file_is_read_and_given_back_as_it_was(text):
    assert po.serialize(po.parse(text)) == text


KEYWORDS = ["msgid", "msgstr", "msgctxt", "msgid_plural", "msgstr[0]", "msgstr[1]", "domain"]
MARKS = ["#~", "#|", "#~|", "#", "#.", "#:", "#,", "fuzzy", "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "\ufeff"]
STRINGS = [' "', '"', '""', ' "a"', "\\", "\\n", "ə", "😀"]
SPACES = [" ", "\n", "\n", "\n\n", "\r\n", "\r", "\x0c"]
LINES = ['msgid "a"\n', 'msgstr "b"\n', '#~ msgid "a"\n#~ msgstr "b"\n']
fragments = st.sampled_from([*KEYWORDS, *MARKS, *STRINGS, *SPACES, *LINES])


@given(st.lists(fragments, max_size=40).map("".join))
def test_any_text_is_given_back_as_it_was(text):
    assert po.serialize(po.scan(text)[0]) == text


@given(st.lists(fragments, max_size=40).map("".join))
def test_faults_stand_inside_the_text(text):
    lines = text.split("\n")
    for error in po.scan(text)[1]:
        assert 1 <= error.place.column <= len(lines[error.place.line - 1]) + 1
