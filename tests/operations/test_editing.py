"""PO files read block by block while they are edited."""

import msgspec
import pytest
from hypothesis import given, settings, strategies as st

from tm.formats import po
from tm.model import Span
from tm.operations.editing import EditedCatalog, line_range

TEXT = """\
# A licence, which stands above the header.

# SOME TITLE
msgid ""
msgstr ""
"Language: az\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#: a.md:1
#, fuzzy
#| msgid "old"
msgid "One"
msgstr "Bir"


msgctxt "c"
msgid ""
"Two \\"quoted\\" 😀 "
"and more\\n"
"lines"
msgstr "İki \\"dırnaqda\\" 😀 və\\n daha"

msgid "Tree"

msgid_plural "Trees"
msgstr[0] "Ağac"
msgstr[1] "Ağaclar"

#~ msgid "gone"
#~ msgstr "getdi"
"""
PIECES = ["\n", "x", '"', '"x"\n', "#", "#, fuzzy\n", 'msgid "n"\nmsgstr "m"\n', "msgstr ", "\n\n", "msgid", "😀"]


def lines(text):
    return text.splitlines(keepends=True) + ([] if text and not text.endswith("\n") else [""])


def edited(text):
    return EditedCatalog(lines(text), "x.po")


def described(catalog):
    return [(entry.content, entry.place) for entry in catalog.all_entries]


def test_the_blocks_together_are_the_file():
    assert described(edited(TEXT).catalog()) == described(po.parse(TEXT, file="x.po"))


def test_an_entry_is_a_block_and_a_blank_line_inside_one_parts_nothing():
    assert [len(block.entries) for block in edited(TEXT).blocks] == [1, 1, 1, 1, 1]


def test_comments_above_the_header_belong_to_it():
    assert edited(TEXT).header.comments == ("A licence, which stands above the header.", "SOME TITLE")


def test_a_string_left_open_is_a_fault_of_its_block_alone():
    catalog = edited(TEXT.replace('msgstr "Bir"', 'msgstr "Bir'))
    assert [bool(block.errors) for block in catalog.blocks] == [False, True, False, False, False]


def test_an_untouched_block_is_not_read_again():
    catalog = edited(TEXT)
    before = list(catalog.blocks)
    catalog.replaced(lines(TEXT.replace("Bir", "Biri")), 12, 13, 13)
    assert [new is old for new, old in zip(catalog.blocks, before, strict=True)] == [True, False, True, True, True]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_after_any_edit_the_blocks_are_those_of_the_new_text(data):
    old = lines(TEXT)
    first = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(first, min(first + 4, len(old) - 1)))
    new = lines(
        "".join(old[:first]) + "".join(data.draw(st.lists(st.sampled_from(PIECES), max_size=4))) + "".join(old[end:])
    )
    last = len(new) - (len(old) - end)
    if last < first or new[:first] != old[:first] or new[last:] != old[end:]:
        return
    catalog = EditedCatalog(old, "x.po")
    catalog.replaced(new, first, end, last)
    fresh = EditedCatalog(new, "x.po")
    assert [block.text for block in catalog.blocks] == [block.text for block in fresh.blocks]
    assert catalog.starts == fresh.starts


def texts_of(entry):
    fields = (po.Field.MSGCTXT, po.Field.MSGID, po.Field.MSGID_PLURAL)
    return [(field, 0) for field in fields] + [(po.Field.MSGSTR, index) for index in range(len(entry.msgstr))]


def test_every_letter_is_found_where_it_stands():
    catalog = edited(TEXT)
    for number, block in enumerate(catalog.blocks):
        for entry in block.entries:
            for field, index in texts_of(entry):
                for offset in range(len(entry.text(field, index))):
                    place, _ = entry.locate(field, Span(offset, offset + 1), index=index)
                    spot = catalog.spot(catalog.starts[number] + place.line - 1, place.column - 1)
                    assert (spot.entry, spot.field, spot.index, spot.offset) == (entry, field, index, offset)


@pytest.mark.parametrize(("line", "column"), [(0, 0), (13, 0), (8, 3), (999, 0)])
def test_outside_of_texts_there_is_no_spot(line, column):
    assert edited(TEXT).spot(line, column) is None


def test_the_end_of_a_text_is_a_spot():
    assert edited('msgid "a"\nmsgstr ""\n').spot(1, 8).offset == 0


def test_a_rewritten_entry_keeps_the_style_of_the_file():
    catalog = edited(TEXT)
    entry = catalog.blocks[1].entries[0]
    assert catalog.rewritten(1, entry.with_(fuzzy=False, previous=None)) == '#: a.md:1\nmsgid "One"\nmsgstr "Bir"\n'


def test_an_unchanged_entry_is_rewritten_as_it_was():
    catalog = edited(TEXT)
    for number, block in enumerate(catalog.blocks):
        for entry in block.entries:
            begin, end = line_range(entry)
            written = "".join(block.text.splitlines(keepends=True)[begin:end])
            assert catalog.rewritten(number, entry) == written


def test_entries_that_touch_a_line_are_found():
    catalog = edited(TEXT)
    assert [entry.msgid for _, entry in catalog.entries(12, 15)] == ["One", catalog.blocks[2].entries[0].msgid]
    assert list(catalog.entries(3, 4)) == []


def test_a_file_without_entries_has_no_header():
    assert edited("# only a comment\n").header is None
    assert msgspec.structs.asdict(edited("").catalog())["entries"] == ()
