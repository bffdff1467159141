import pytest
from hypothesis import given, strategies as st

from tm.formats.po.lines import Kind, read_line


@pytest.mark.parametrize(
    ("line", "kind", "body"),
    [
        ("", Kind.BLANK, None),
        (" \t\r", Kind.BLANK, None),
        ("#~", Kind.BLANK, None),
        ("# note", Kind.TRANSLATOR, "note"),
        ("#note", Kind.TRANSLATOR, "note"),
        ("#", Kind.TRANSLATOR, ""),
        ("#. extracted\r", Kind.EXTRACTED, "extracted"),
        ("#: a.c:1 b.c:2", Kind.REFERENCE, "a.c:1 b.c:2"),
        ("#, fuzzy, no-wrap", Kind.FLAGS, "fuzzy, no-wrap"),
        ("#= no-wrap", Kind.FLAGS, "no-wrap"),
        ('"more"', Kind.STRING, "more"),
        ('  "more"  ', Kind.STRING, "more"),
        ('msgid "a\\"b"', Kind.MSGID, 'a\\"b'),
        ('msgid\t"a"\r', Kind.MSGID, "a"),
        ('msgid"a"', Kind.MSGID, "a"),
        ("msgid", Kind.MSGID, None),
        ('msgid_plural "a"', Kind.MSGID_PLURAL, "a"),
        ('msgctxt ""', Kind.MSGCTXT, ""),
        ('#~ msgstr "a"', Kind.MSGSTR, "a"),
        ('#~msgstr "a"', Kind.MSGSTR, "a"),
        ("#~ # note", Kind.TRANSLATOR, "note"),
        ('#| "more"', Kind.STRING, "more"),
        ("<<<<<<< HEAD", Kind.CONFLICT, "<<<<<<< HEAD"),
        ("=======", Kind.CONFLICT, "======="),
        ("msgidd", Kind.STRAY, "msgidd"),
    ],
)
def test_a_line_is_what_it_looks_like(line, kind, body):
    read = read_line(line)
    assert (read.kind, read.body) == (kind, body)


@pytest.mark.parametrize(
    ("line", "obsolete", "previous"),
    [
        ('#~ msgid "a"', True, False),
        ('#| msgid "a"', False, True),
        ('#~| msgid "a"', True, True),
        ('msgid "a"', False, False),
    ],
)
def test_marks_say_obsolete_and_previous(line, obsolete, previous):
    read = read_line(line)
    assert (read.obsolete, read.previous) == (obsolete, previous)


def test_the_column_is_where_the_text_begins():
    assert read_line('#~ msgstr[10] "text"').column == len('#~ msgstr[10] "')


def test_a_plural_form_has_its_number():
    assert read_line('msgstr[2] "a"').index == 2


def test_several_strings_on_a_line_are_all_read():
    first = read_line('msgid "a" "b" msgstr "c"')
    assert (first.rest.body, first.rest.rest.kind, first.rest.rest.body) == ("b", Kind.MSGSTR, "c")


@given(st.text(alphabet='#~|<=>msgidtrxpluc_[]01 "\\\n\r\t', max_size=30))
def test_any_line_can_be_read(line):
    part = read_line(line)
    while part is not None:
        assert part.body is None or part.body in line
        part = part.rest
