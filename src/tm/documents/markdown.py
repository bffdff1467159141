"""The structure of Markdown: headings, lists, quotes, fenced code, rules and comments.

Only what decides where a block begins and ends is read (CommonMark 0.31). Links, emphasis and other marks inside a
line stay in the text as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from tm.documents.blocks import Block, Source, make_block, trimmed
from tm.documents.lines import LONG_LINE, is_final, is_wrapped, paragraphs
from tm.model import BlockKind, Span

_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_ATX = re.compile(r"[ \t]{0,3}(#{1,6})(?=[ \t]|$)")
_ATX_END = re.compile(r"(?:^|[ \t])#+[ \t]*$")
_SETEXT = re.compile(r"[ \t]{0,3}(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"[ \t]{0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])(?=[ \t])")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
_BREAK = re.compile(r"(?: {2,}|\\)$")
_ROW = re.compile(r"[ \t]*\|")
_ROW_RULE = re.compile(r"[ \t|:-]+$")


class _Line(msgspec.Struct, frozen=True):
    """A line without the marks at its start."""

    span: Span
    hard: bool
    """True where the line ends in a hard break (two spaces or a backslash)."""


class _State(msgspec.Struct):
    """What the reader has found so far."""

    source: Source
    blocks: list[Block]
    marks: list[Span]
    open: list[_Line]
    kind: BlockKind = BlockKind.PARAGRAPH

    def mark(self, start: int, end: int) -> None:
        span = trimmed(self.source, Span(start, end))
        if span.start < span.end:
            self.marks.append(span)

    def close(self) -> None:
        """End the open paragraph or item."""
        for group in _groups(self.source, self.open):
            self.blocks.append(make_block(self.source, group, self.kind))
        self.open, self.kind = [], BlockKind.PARAGRAPH


def markdown_blocks(source: Source, start: int) -> tuple[list[Block], Sequence[Span]]:
    """Return the blocks from an offset on, and the marks that are no text, in order."""
    state = _State(source, [], [], [])
    lines = iter(source.lines(start))
    for line in lines:
        _line(state, line, lines)
    state.close()
    return state.blocks, sorted(state.marks)


def _line(state: _State, line: Span, rest: Iterator[Span]) -> None:
    line = _unquoted(state, line)
    text = state.source.slice(line)
    if not text.strip():
        state.close()
    elif _FENCE.match(text):
        state.close()
        _skip(state, line, rest, _fence_end(text))
    elif text.lstrip().startswith("<!--"):
        state.close()
        _skip(state, line, rest, re.compile("-->"))
    elif state.open and _SETEXT.match(text):
        _setext(state, line)
    elif _RULE.match(text):
        state.close()
        state.mark(line.start, line.end)
    elif _ROW.match(text):
        _row(state, line)
    elif hit := _ATX.match(text):
        _heading(state, line, hit.end())
    else:
        _words(state, line)


def _unquoted(state: _State, line: Span) -> Span:
    """Take the quotation marks `>` off a line."""
    while hit := _QUOTE.match(state.source.text, line.start, line.end):
        state.mark(line.start, hit.end())
        line = Span(hit.end(), line.end)
    return line


def _fence_end(text: str) -> re.Pattern[str]:
    fence = text.strip()[0]
    length = len(text.strip()) - len(text.strip().lstrip(fence))
    return re.compile(rf"^\s*{fence}{{{length},}}\s*$")


def _skip(state: _State, line: Span, rest: Iterator[Span], end: re.Pattern[str]) -> None:
    """Mark everything up to the line that ends a fence or a comment as no text."""
    start, first = line.start, True
    while True:
        text = state.source.slice(line)
        done = end.search(text) and (not first or "-->" in text)
        following = None if done else next(rest, None)
        if following is None:
            break
        line, first = following, False
    state.mark(start, line.end)


def _setext(state: _State, line: Span) -> None:
    """Make the open paragraph a heading."""
    state.mark(line.start, line.end)
    pieces = [one.span for one in state.open]
    state.open = []
    state.blocks.append(make_block(state.source, pieces, BlockKind.HEADING))


def _heading(state: _State, line: Span, after: int) -> None:
    state.close()
    state.mark(line.start, line.start + after)
    start, text = line.start + after, state.source.slice(line)[after:]
    tail = _ATX_END.search(text)
    end = start + tail.start() if tail else line.end
    if tail:
        state.mark(end, line.end)
    if state.source.text[start:end].strip():
        state.blocks.append(make_block(state.source, [Span(start, end)], BlockKind.HEADING))


def _row(state: _State, line: Span) -> None:
    """Take a table row as a block; the row that draws the line below the header is no text."""
    state.close()
    if _ROW_RULE.match(state.source.slice(line)):
        state.mark(line.start, line.end)
    else:
        state.blocks.append(make_block(state.source, [line], BlockKind.ITEM))


def _words(state: _State, line: Span) -> None:
    text = state.source.slice(line)
    if hit := _ITEM.match(text):
        state.close()
        state.kind = BlockKind.ITEM
        state.mark(line.start, line.start + hit.end())
        line = Span(line.start + hit.end(), line.end)
    hard = _BREAK.search(state.source.slice(line))
    if hard and hard[0] == "\\":
        state.mark(line.end - 1, line.end)
        line = Span(line.start, line.end - 1)
    span = trimmed(state.source, line)
    if span.start < span.end:
        state.open.append(_Line(span, bool(hard)))


def _groups(source: Source, lines: Sequence[_Line]) -> Iterator[list[Span]]:
    """Group the lines of a paragraph: a hard break ends a group; short lines without end marks are no paragraph."""
    stanza: list[Span] = []
    for line in lines:
        stanza.append(line.span)
        if line.hard:
            yield stanza
            stanza = []
    if not stanza:
        return
    texts = [source.slice(span) for span in stanza]
    if is_wrapped(texts) or any(len(text) >= LONG_LINE or is_final(text) for text in texts):
        yield stanza
    else:
        yield from paragraphs(source, stanza, 0, signed=True)
