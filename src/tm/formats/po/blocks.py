"""Entries as almost all programs write them, read in one go: a block of lines between two blank ones.

This is for speed alone. A block that is written in any other way, or in which anything is wrong, has no answer here: it
is read line by line (`tm.formats.po.scan`), with the same result for the blocks that both can read.
"""

from __future__ import annotations

import re

import msgspec

from tm.formats.po.draft import Draft
from tm.formats.po.escape import unescape_named
from tm.formats.po.lines import read_line

_BODY = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_BLOCK = re.compile(
    r"(?P<comments>(?:#(?:[^~|\n][^\n]*)?\n)*)"
    rf"(?:msgctxt (?P<msgctxt>{_BODY})\n)?"
    rf"msgid (?P<msgid>{_BODY}(?:\n{_BODY})*)\n"
    rf"msgstr (?P<msgstr>{_BODY}(?:\n{_BODY})*)"
)


class Block(msgspec.Struct, frozen=True):
    """An entry in the singular without previous texts."""

    comments: Draft | None
    """The comments, in a draft without any text; None where there are none."""
    key_line: int
    """How many lines stand before its `msgid`."""
    msgctxt: str | None
    msgid: str
    msgstr: str


def read_block(lines: str) -> Block | None:
    """Return the entry that lines make, without the last line feed; None where they must be read one by one."""
    hit = _BLOCK.fullmatch(lines)
    if hit is None:
        return None
    remarks, context, source, target = hit.groups()
    msgctxt = None if context is None else _text(context)
    msgid, msgstr = _text(source), _text(target)
    if msgid is None or msgstr is None or (msgctxt is None and context is not None):
        return None
    key_line = int(context is not None)
    if not remarks:
        return Block(None, key_line, msgctxt, msgid, msgstr)
    return Block(_comments(remarks), key_line + remarks.count("\n"), msgctxt, msgid, msgstr)


def _text(strings: str) -> str | None:
    """Return the text of strings on lines of their own, None where an escape sequence needs a closer look."""
    body = strings[1:-1]
    if "\n" in body:
        body = body.replace('"\n"', "")
    return unescape_named(body) if "\\" in body else body


def _comments(remarks: str) -> Draft:
    draft = Draft(0)
    for line in remarks[:-1].split("\n"):
        draft.comment(read_line(line))
    return draft
