import sys

import pytest
from hypothesis import given, settings, strategies as st

from tm.formats import po
from tm.formats.po.blocks import read_block

PIECES = [
    'msgid "a"\n',
    'msgid ""\n"a\\n"\n"b"\n',
    'msgid "say \\"hi\\" \\\\ \\t"\n',
    'msgid "odd \\q"\n',
    'msgctxt "menu"\n',
    'msgid_plural "b"\n',
    'msgstr "c"\n',
    'msgstr ""\n"c"\n',
    'msgstr[0] "d"\n',
    '"goes on"\n',
    "# note\n",
    "#\n",
    "#. extracted\n",
    "#: a.c:1 b.c:2\n",
    "#, fuzzy, c-format\n",
    '#| msgid "old"\n',
    '#~ msgid "gone"\n#~ msgstr "weg"\n',
    "\n",
    "\n\n",
    " \n",
    "<<<<<<< ours\n",
    ">>>>>>> theirs\n",
    "stray\n",
    'msgid "open\n',
    'msgid  "two blanks"\n',
    '\nmsgid "e"\nmsgstr "f"\n\n',
    "\r\n",
]


def line_by_line(text):
    """Return what the scanner says where it reads no block in one go."""
    scanner = sys.modules["tm.formats.po.scan"]._Scanner(text, "az.po")
    scanner.careful = True
    return scanner.run()


def shown(result):
    catalog, errors = result
    return catalog, [(str(error.place), error.message, error.hint) for error in errors]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=200)
def test_a_file_read_by_blocks_is_the_file_read_line_by_line(text):
    assert shown(po.scan(text, file="az.po")) == shown(line_by_line(text))


def test_an_entry_with_comments_is_one_block():
    block = read_block('# note\n#: a.c:1\n#, fuzzy\nmsgctxt "menu"\nmsgid "a"\nmsgstr ""\n"b\\n"\n"c"')
    assert block
    assert (block.key_line, block.msgctxt, block.msgid, block.msgstr) == (4, "menu", "a", "b\nc")
    assert block.comments
    assert (block.comments.comments, block.comments.references, block.comments.flags) == (
        ["note"],
        ["a.c:1"],
        ["fuzzy"],
    )


@pytest.mark.parametrize(
    "lines",
    [
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"',
        '#~ msgid "a"\n#~ msgstr "b"',
        '#| msgid "old"\nmsgid "a"\nmsgstr "b"',
        'msgid "a"',
        'msgid "a\nmsgstr "b"',
        'msgid "\\q"\nmsgstr "b"',
        'msgid "\\x41"\nmsgstr "b"',
        "",
    ],
)
def test_what_is_written_otherwise_is_no_block(lines):
    assert read_block(lines) is None
