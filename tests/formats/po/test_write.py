import msgspec
import pytest
from hypothesis import given, strategies as st

from tm.formats import po
from tm.formats.po import Entry, Previous

FILE = """\
# Title
msgid ""
msgstr "Language: az\\n"

# qeyd
#. extracted
#: a.c:1   b.c:2
#, c-format
#, fuzzy
msgctxt "menu"
msgid   "File"
msgstr "Fayl"

#~| msgid "older"
#~ msgid "old"
#~ msgstr "köhnə"
"""


def changed(text, change, number=0):
    """Serialize a text with one of its entries changed."""
    catalog = po.parse(text)
    entries = list(catalog.entries)
    entries[number] = change(entries[number])
    return po.serialize(msgspec.structs.replace(catalog, entries=tuple(entries)))


def replace(**fields):
    return lambda entry: msgspec.structs.replace(entry, **fields)


def difference(before, after):
    """Return the lines that went and the lines that came."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        (lambda e: e.with_(msgstr="Sənəd"), ['msgstr "Fayl"'], ['msgstr "Sənəd"']),
        (lambda e: e.with_(fuzzy=False), ["#, fuzzy"], []),
        (lambda e: e.with_(previous=Previous(msgid="Files")), [], ['#| msgid "Files"']),
        (lambda e: e.with_(comments=["yeni", ""]), ["# qeyd"], ["# yeni", "#"]),
        (replace(flags=("c-format", "no-wrap", "fuzzy")), ["#, c-format"], ["#, c-format, no-wrap"]),
        (replace(flags=()), ["#, c-format", "#, fuzzy"], []),
        (replace(references=("c.c:3",)), ["#: a.c:1   b.c:2"], ["#: c.c:3"]),
        (replace(references=()), ["#: a.c:1   b.c:2"], []),
        (replace(extracted=("a", "b")), ["#. extracted"], ["#. a", "#. b"]),
        (replace(msgctxt=None), ['msgctxt "menu"'], []),
        (replace(msgctxt="bar"), ['msgctxt "menu"'], ['msgctxt "bar"']),
        (replace(msgid="Files"), ['msgid   "File"'], ['msgid "Files"']),
    ],
)
def test_only_the_field_that_changed_is_written_anew(change, gone, come):
    assert difference(FILE, changed(FILE, change)) == (gone, come)


def test_a_singular_that_becomes_plural_keeps_its_other_lines():
    text = changed(FILE, replace(msgid_plural="Files", msgstr=("Fayl", "Fayllar")))
    assert 'msgid   "File"\nmsgid_plural "Files"\nmsgstr[0] "Fayl"\nmsgstr[1] "Fayllar"\n\n#~|' in text


def test_one_plural_form_changes_alone():
    text = 'msgid "a"\nmsgid_plural "b"\nmsgstr[0]  "c"\nmsgstr[1]  "d"\n'
    assert changed(text, lambda e: e.with_(msgstr=["c", "e"])) == text.replace('msgstr[1]  "d"', 'msgstr[1] "e"')


def test_an_obsolete_entry_changes_behind_its_mark():
    assert changed(FILE, lambda e: e.with_(msgstr="yeni"), 1) == FILE.replace('"köhnə"', '"yeni"')


def test_an_entry_made_obsolete_is_marked_throughout():
    text = changed(FILE, lambda e: e.made_obsolete())
    assert '\n# qeyd\n#, c-format\n#, fuzzy\n#~ msgctxt "menu"\n#~ msgid "File"\n#~ msgstr "Fayl"\n' in text


def test_an_obsolete_entry_that_comes_back_loses_its_marks():
    text = changed(FILE, replace(obsolete=False), 1)
    assert text.endswith('\n#| msgid "older"\nmsgid "old"\nmsgstr "köhnə"\n')


def test_a_new_flag_goes_where_gettext_has_it():
    assert (
        changed('# n\nmsgid "a"\nmsgstr "b"\n', lambda e: e.with_(fuzzy=True))
        == '# n\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n'
    )


def test_a_changed_entry_keeps_its_line_ends():
    text = 'msgid "a"\r\nmsgstr "b"\r\n\r\nmsgid "c"\r\nmsgstr ""\r\n'
    assert changed(text, lambda e: e.with_(msgstr="x\ny")) == text.replace('"b"', '""\r\n"x\\n"\r\n"y"')


def test_a_file_without_final_newline_stays_so():
    assert changed('msgid "a"\nmsgstr "b"', lambda e: e.with_(msgstr="c")) == 'msgid "a"\nmsgstr "c"'


def test_the_no_wrap_flag_is_obeyed():
    long = "söz " * 40
    assert f'\nmsgstr "{long}"\n' in changed('#, no-wrap\nmsgid "a"\nmsgstr ""\n', lambda e: e.with_(msgstr=long))


def test_a_long_text_is_wrapped():
    text = changed('msgid "a"\nmsgstr ""\n', lambda e: e.with_(msgstr="söz " * 40))
    assert max(map(len, text.splitlines())) <= 79


def test_odd_lines_inside_a_changed_entry_stay():
    text = '# n\n\n#:\n#,\nmsgid "a"\n\nmsgstr "b"\n'
    assert changed(text, lambda e: e.with_(msgstr="c")) == text.replace('"b"', '"c"')


def test_several_strings_on_a_line_can_be_changed():
    assert changed('msgid "a" "b"\nmsgstr "c" "d"\n', lambda e: e.with_(msgstr="e")) == 'msgid "a" "b"\nmsgstr "e"\n'


def test_a_whole_entry_on_one_line_can_be_changed():
    assert changed('msgid "a" msgstr "b"\n', lambda e: e.with_(msgstr="c")) == 'msgid "a"\nmsgstr "c"\n'


def test_a_new_entry_is_written_as_gettext_would():
    entry = Entry(
        msgid="a",
        msgid_plural="b",
        msgctxt="c",
        msgstr=("", ""),
        flags=("fuzzy", "c-format"),
        comments=("note", ""),
        extracted=("hint",),
        references=("a.c:1", "b.c:2"),
        previous=Previous(msgid="d"),
    )
    assert po.serialize(po.Catalog(entries=(entry,))) == (
        '# note\n#\n#. hint\n#: a.c:1 b.c:2\n#, fuzzy, c-format\n#| msgid "d"\n'
        'msgctxt "c"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )


def test_references_are_filled_into_lines():
    entry = Entry(msgid="a", references=tuple(f"source/file{number}.c:{number}" for number in range(10)))
    lines = po.serialize(po.Catalog(entries=(entry,))).splitlines()
    assert len([line for line in lines if line.startswith("#: ")]) == 3


def test_new_entries_stand_apart():
    catalog = po.Catalog(entries=(Entry(msgid="a"), Entry(msgid="b")))
    assert po.serialize(catalog) == 'msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n'


def test_a_new_entry_joins_a_file_in_its_style():
    text = 'msgid "a"\r\nmsgstr "b"'
    catalog = po.parse(text)
    longer = msgspec.structs.replace(catalog, entries=(*catalog.entries, Entry(msgid="c")))
    assert po.serialize(longer) == f'{text}\r\n\r\nmsgid "c"\r\nmsgstr ""\r\n'.removesuffix("\r\n")


def test_an_entry_can_be_taken_out():
    catalog = po.parse(FILE)
    assert po.serialize(msgspec.structs.replace(catalog, entries=catalog.entries[1:])) == (
        FILE[: FILE.index("\n# qeyd")] + FILE[FILE.index("\n#~|") :]
    )


def test_entries_change_places_with_a_blank_line_between():
    catalog = po.parse('msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n')
    turned = msgspec.structs.replace(catalog, entries=catalog.entries[::-1])
    assert po.serialize(turned) == 'msgid "b"\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n'


words = st.text(alphabet='abə😀 İ.\\"\n\t-/', max_size=60)
comment = st.text(alphabet="abə .,:", max_size=20)
flag = st.sampled_from(["fuzzy", "c-format", "no-wrap", "python-format"])


@st.composite
def entries(draw):
    plural = draw(st.none() | words)
    return Entry(
        msgid=draw(words.filter(bool)),
        msgctxt=draw(st.none() | words),
        msgid_plural=plural,
        msgstr=tuple(draw(st.lists(words, min_size=1, max_size=1 if plural is None else 3))),
        flags=tuple(draw(st.lists(flag, unique=True, max_size=3))),
        comments=tuple(draw(st.lists(comment.filter(lambda text: text[:1] not in {".", ":", ","}), max_size=2))),
        extracted=tuple(draw(st.lists(comment, max_size=2))),
        references=tuple(draw(st.lists(st.from_regex(r"[a-z/]{1,30}\.c:[0-9]{1,3}", fullmatch=True), max_size=5))),
        previous=draw(st.none() | st.builds(Previous, msgid=words, msgctxt=st.none() | words)),
        obsolete=draw(st.booleans()),
    )


catalogs = st.lists(entries(), min_size=1, max_size=4).map(lambda listed: po.Catalog(entries=tuple(listed)))


@given(catalogs)
def test_what_is_written_is_read_again(catalog):
    read = po.parse(po.serialize(catalog))
    assert tuple(entry.content for entry in read.entries) == catalog.entries


@given(catalogs, entries(), st.sampled_from(["\n", "\r\n"]), st.data())
def test_a_changed_entry_says_what_it_should_and_touches_no_other(catalog, other, newline, data):
    catalog = po.parse(po.serialize(catalog).replace("\n", newline))
    number = data.draw(st.integers(0, len(catalog.entries) - 1))
    names = data.draw(
        st.sets(st.sampled_from(["msgid", "flags", "comments", "references", "previous", "msgctxt", "obsolete"]))
    )
    fields = {name: getattr(other, name) for name in names} | {
        "msgid_plural": other.msgid_plural,
        "msgstr": other.msgstr,
    }
    change = replace(**fields)
    listed = list(catalog.entries)
    listed[number] = change(listed[number])
    text = po.serialize(msgspec.structs.replace(catalog, entries=tuple(listed)))
    read = po.parse(text)
    assert [entry.content for entry in read.entries] == [entry.content for entry in listed]
    same = [index for index in range(len(listed)) if index != number]
    assert [read.entries[index].origin.text for index in same] == [listed[index].origin.text for index in same]


NOTES = [
    "# n\n",
    "#\n",
    "#, fuzzy\n",
    "#, a,b\n",
    "#,\n",
    "#: a:1  b:2\n",
    "#:\n",
    "#. x\n",
    "\n",
    "  \n",
    '#| msgid "o"\n#| "oo"\n',
]
BODIES = [
    'msgid "a"\nmsgstr "b"\n',
    'msgid "a" msgstr "b"\n',
    'msgid "a"\n\nmsgstr "b"\n\n"c"\n',
    'msgctxt   "c"\r\nmsgid "x" "y"\r\n"z"\r\nmsgstr ""\r\n',
    'msgid "a" msgid_plural "p"\nmsgstr[0] "f" msgstr[1]\n"g"\n',
    '#~ msgid "d"\n#~msgstr "e"\n#~"f"\n',
    '#~| msgid "q"\n#~ msgid "d"\n#~ msgstr "e"\n',
]
written = st.tuples(st.lists(st.sampled_from(NOTES), max_size=4).map("".join), st.sampled_from(BODIES)).map("".join)
CHANGES = [
    lambda e: e.with_(msgstr=[f"{text}new" for text in e.msgstr]),
    lambda e: e.with_(fuzzy=not e.fuzzy),
    lambda e: e.with_(previous=Previous(msgid="P", msgctxt="")),
    lambda e: e.with_(previous=None),
    lambda e: e.with_(comments=(*e.comments, "k")),
    lambda e: msgspec.structs.replace(e, obsolete=not e.obsolete),
    replace(references=("r:1",)),
    replace(flags=("z",)),
    replace(msgctxt="new"),
    replace(msgid="new"),
]


def as_written(entry):
    """Return an entry's lines without what ends the last one, which the last entry of a file may lack."""
    return entry.origin.text.rstrip("\r\n")


@given(st.lists(written, min_size=1, max_size=4), st.booleans(), st.sampled_from(CHANGES), st.data())
def test_an_oddly_written_file_is_changed_in_one_place(parts, cut, change, data):
    text = "".join(parts).removesuffix("\n" if cut else "")
    catalog = po.parse(text)
    number = data.draw(st.integers(0, len(catalog.entries) - 1))
    listed = list(catalog.entries)
    listed[number] = change(listed[number])
    read = po.parse(po.serialize(msgspec.structs.replace(catalog, entries=tuple(listed))))
    assert [entry.content for entry in read.entries] == [entry.content for entry in listed]
    others = [index for index in range(len(listed)) if index != number]
    assert [as_written(read.entries[index]) for index in others] == [as_written(listed[index]) for index in others]
