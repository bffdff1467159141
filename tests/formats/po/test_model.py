import msgspec
import pytest
from hypothesis import given, strategies as st

from tm.errors import Place
from tm.formats import po
from tm.formats.po import Entry, Field, Previous
from tm.formats.po.escape import escape, unescape
from tm.model import Span

TEXT = """\
# qeyd
msgctxt "menü"
msgid "One \\"%d\\" day"
msgid_plural ""
"Many "
"days"
msgstr[0] ""
"İ😀\\tə"
"z\\xc9\\x99\\n"

msgstr[1] "" "a" "b"
"""


def located(text, field, span, index=0):
    entry = po.parse(text, file="f").entries[0]
    start, end = entry.locate(field, Span(*span), index=index)
    return (start.line, start.column), (end.line, end.column)


@pytest.mark.parametrize(
    ("field", "index", "span", "places"),
    [
        (Field.MSGCTXT, 0, (0, 4), ((2, 10), (2, 14))),
        (Field.MSGID, 0, (0, 3), ((3, 8), (3, 11))),
        (Field.MSGID, 0, (4, 8), ((3, 12), (3, 18))),
        (Field.MSGID_PLURAL, 0, (0, 9), ((5, 2), (6, 6))),
        (Field.MSGID_PLURAL, 0, (4, 6), ((5, 6), (6, 3))),
        (Field.MSGID_PLURAL, 0, (5, 9), ((6, 2), (6, 6))),
        (Field.MSGSTR, 0, (0, 1), ((8, 2), (8, 3))),
        (Field.MSGSTR, 0, (1, 2), ((8, 3), (8, 4))),
        (Field.MSGSTR, 0, (2, 3), ((8, 4), (8, 6))),
        (Field.MSGSTR, 0, (3, 4), ((8, 6), (8, 7))),
        (Field.MSGSTR, 0, (4, 6), ((9, 2), (9, 11))),
        (Field.MSGSTR, 0, (6, 7), ((9, 11), (9, 13))),
        (Field.MSGSTR, 0, (7, 7), ((9, 13), (9, 13))),
        (Field.MSGSTR, 1, (0, 2), ((11, 15), (11, 20))),
    ],
)
def test_a_range_is_found_across_lines_and_escapes(field, index, span, places):
    assert located(TEXT, field, span, index) == places


@pytest.mark.parametrize("prefix", ["#~ ", "#~"])
def test_a_range_is_found_in_an_obsolete_entry(prefix):
    text = f'{prefix}msgid "a"\n{prefix}msgstr "salam"\n'
    column = len(prefix) + len('msgstr "') + 1
    assert located(text, Field.MSGSTR, (0, 5)) == ((2, column), (2, column + 5))


def test_previous_text_is_not_taken_for_the_text():
    text = '#| msgid "old"\nmsgid "new"\nmsgstr ""\n'
    assert located(text, Field.MSGID, (0, 3)) == ((2, 8), (2, 11))


def test_an_empty_text_has_a_place():
    assert located('msgid "a"\nmsgstr ""\n', Field.MSGSTR, (0, 0)) == ((2, 9), (2, 9))


def test_a_byte_order_mark_takes_no_column():
    assert located('\ufeffmsgid "abc"\nmsgstr ""\n', Field.MSGID, (0, 3)) == ((1, 8), (1, 11))


def test_a_range_beyond_the_text_is_an_error():
    with pytest.raises(IndexError):
        located('msgid "a"\nmsgstr ""\n', Field.MSGID, (0, 2))


def test_a_changed_text_stands_where_its_entry_stands():
    entry = po.parse('msgid "a"\nmsgstr "b"\n', file="f").entries[0].with_(msgstr="cc")
    assert entry.locate(Field.MSGSTR, Span(0, 2)) == (Place("f", 1, 1), Place("f", 1, 1))


def test_a_new_entry_stands_nowhere():
    assert Entry(msgid="a").locate(Field.MSGID, Span(0, 1))[0] == Place("")


chunks = st.lists(
    st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters='"'), max_size=6).map(escape),
    min_size=1,
    max_size=4,
)


@given(chunks, st.data())
def test_what_stands_at_the_place_is_the_text(bodies, data):
    text = 'msgid "x"\nmsgstr ' + "".join(f'"{body}"\n' for body in bodies)
    entry = po.parse(text).entries[0]
    said = entry.msgstr[0]
    start = data.draw(st.integers(0, len(said)))
    end = data.draw(st.integers(start, len(said)))
    first, last = entry.locate(Field.MSGSTR, Span(start, end))
    lines = text.split("\n")[first.line - 1 : last.line]
    lines[-1] = lines[-1][: last.column - 1]
    lines[0] = lines[0][first.column - 1 :]
    assert unescape("".join(lines).replace('""', "")) == said[start:end]


def test_a_change_leaves_the_rest_as_it_was():
    entry = Entry(msgid="a", flags=("c-format",), comments=("x",))
    assert entry.with_(msgstr="b") == Entry(msgid="a", msgstr=("b",), flags=("c-format",), comments=("x",))


def test_fuzzy_goes_first_among_the_flags():
    assert Entry(msgid="a", flags=("c-format",)).with_(fuzzy=True).flags == ("fuzzy", "c-format")


def test_fuzzy_twice_is_fuzzy_once():
    assert Entry(msgid="a", flags=("c-format", "fuzzy")).with_(fuzzy=True).flags == ("c-format", "fuzzy")


def test_accepting_drops_flag_and_previous_text():
    entry = Entry(msgid="a", flags=("fuzzy",), previous=Previous(msgid="b")).with_(fuzzy=False, previous=None)
    assert (entry.flags, entry.previous) == ((), None)


def test_an_obsolete_entry_loses_what_its_source_said():
    entry = Entry(msgid="a", references=("a.c:1",), extracted=("x",), comments=("y",)).made_obsolete()
    assert entry == Entry(msgid="a", comments=("y",), obsolete=True)


def test_an_entry_read_and_left_alone_is_not_changed():
    assert not po.parse('msgid "a"\nmsgstr "b"\n').entries[0].changed


def test_a_change_taken_back_is_no_change():
    entry = po.parse('msgid "a"\nmsgstr "b"\n').entries[0]
    assert not entry.with_(msgstr="c").with_(msgstr="b").changed


def test_an_entry_with_an_empty_form_is_not_translated():
    assert not Entry(msgid="a", msgid_plural="b", msgstr=("c", "")).translated


def test_a_changed_catalogue_has_a_new_header():
    catalog = po.parse('msgid ""\nmsgstr "Language: az\\n"\n')
    assert catalog.header == {"Language": "az"}
    header = catalog.header_entry.with_(msgstr="Language: ru\n")
    assert msgspec.structs.replace(catalog, header_entry=header).header == {"Language": "ru"}
