"""A glossary file as a tree that keeps its comments, and how each part is written in the house style.

`tomllib` gives values and forgets the rest; whoever changes a file by program must give back what people wrote around
the values. Only text that `tomllib` has accepted may be passed. What a key means is not known here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import TypeAlias

import msgspec

WIDTH = 120
"""A list goes on one line up to this many columns."""
_INDENT = "    "
_BLANKS = re.compile(r"[ \t]*")
_COMMENT = re.compile(r"#[^\n]*")
_KEY_PART = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_STRING = r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}" + r'|"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'"
_SCALAR = re.compile(_STRING + r"|[^,\]}#\n]+", re.DOTALL)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


class Scalar(msgspec.Struct, frozen=True):
    """A text, a number or true or false, as it is written."""

    raw: str


class Item(msgspec.Struct, frozen=True):
    """A value in a list."""

    value: Value
    above: tuple[str, ...] = ()
    """Comments on lines of their own before it."""
    beside: str = ""
    """The comment behind it."""


class Array(msgspec.Struct, frozen=True):
    """A list."""

    items: tuple[Item, ...]
    below: tuple[str, ...] = ()
    """Comments before the closing bracket."""


class Inline(msgspec.Struct, frozen=True):
    """A table between braces."""

    pairs: tuple[tuple[Key, Value], ...]


Key: TypeAlias = tuple[str, ...]
"""The parts of a dotted key."""
Value: TypeAlias = Scalar | Array | Inline


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A key and its value."""

    key: Key
    value: Value
    above: tuple[str, ...] = ()
    """Comments on lines of their own before it; empty for a blank line."""
    beside: str = ""
    start: int = 0
    """Offset of the key in the text it was read from."""
    end: int = 0
    """Offset past the value."""
    line_end: int = 0
    """Offset past the comment beside it."""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A table with a header and its entries; the first one of a file has no header."""

    path: Key = ()
    header: str = ""
    """The header as it is written, brackets included."""
    above: tuple[str, ...] = ()
    beside: str = ""
    entries: tuple[Entry, ...] = ()
    head_end: int = 0
    """Offset past the header and the comment beside it in the text it was read from."""


class Tree(msgspec.Struct, frozen=True):
    """A file."""

    sections: tuple[Section, ...]
    below: tuple[str, ...] = ()
    """Comments and blank lines after the last entry."""


def parse(text: str) -> Tree:
    """Return the tree of a text that `tomllib.loads` has accepted; its lines end in LF."""
    return _Parser(text).tree()


class _Parser:
    """Walks once through valid TOML."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def tree(self) -> Tree:
        sections = [Section()]
        entries: list[Entry] = []
        while True:
            above = self._lines()
            if self.at == len(self.text):
                sections[-1] = msgspec.structs.replace(sections[-1], entries=tuple(entries))
                return Tree(tuple(sections), above)
            if self.text[self.at] == "[":
                sections[-1] = msgspec.structs.replace(sections[-1], entries=tuple(entries))
                entries = []
                sections.append(self._header(above))
            else:
                entries.append(self._entry(above))

    def _lines(self) -> tuple[str, ...]:
        """Read comments and blank lines."""
        lines: list[str] = []
        if self.at and self.text.startswith("\n", self.at):
            self.at += 1
        while True:
            self._take(_BLANKS)
            comment = self._take(_COMMENT).rstrip()
            if not self.text.startswith("\n", self.at):
                return (*lines, comment) if comment else tuple(lines)
            lines.append(comment)
            self.at += 1

    def _header(self, above: tuple[str, ...]) -> Section:
        brackets = "[[" if self.text.startswith("[[", self.at) else "["
        self.at += len(brackets)
        path = self._key()
        self.at += len(brackets)
        header = f"{brackets}{written_key(path)}{brackets.replace('[', ']')}"
        beside = self._beside()
        return Section(path=path, header=header, above=above, beside=beside, head_end=self.at)

    def _entry(self, above: tuple[str, ...]) -> Entry:
        start, key = self.at, self._key()
        self.at += 1
        self._take(_BLANKS)
        value = self._value()
        end = self.at
        beside = self._beside()
        return Entry(key=key, value=value, above=above, beside=beside, start=start, end=end, line_end=self.at)

    def _key(self) -> Key:
        parts: list[str] = []
        while True:
            self._take(_BLANKS)
            parts.append(_key_name(self._take(_KEY_PART)))
            self._take(_BLANKS)
            if self.text[self.at] != ".":
                return tuple(parts)
            self.at += 1

    def _value(self) -> Value:
        if self.text[self.at] == "[":
            return self._array()
        if self.text[self.at] == "{":
            return self._inline()
        return Scalar(self._take(_SCALAR).rstrip())

    def _array(self) -> Array:
        self.at += 1
        items: list[Item] = []
        while True:
            above = self._comments()
            if self.text[self.at] == "]":
                self.at += 1
                return Array(tuple(items), above)
            value = self._value()
            beside = self._beside()
            late = self._comments()
            if self.text[self.at] == "]":
                self.at += 1
                items.append(Item(value, above, beside))
                return Array(tuple(items), late)
            self.at += 1
            items.append(Item(value, above, " ".join((beside, *late, self._beside())).strip()))

    def _inline(self) -> Inline:
        self.at += 1
        pairs: list[tuple[Key, Value]] = []
        while True:
            self.at = _past_space(self.text, self.at)
            if self.text[self.at] == "}":
                self.at += 1
                return Inline(tuple(pairs))
            key = self._key()
            self.at += 1
            self._take(_BLANKS)
            pairs.append((key, self._value()))
            self._take(_BLANKS)
            if self.text[self.at] == ",":
                self.at += 1

    def _comments(self) -> tuple[str, ...]:
        """Pass over white space inside a list and return the comments in it."""
        found: list[str] = []
        while True:
            self.at = _past_space(self.text, self.at)
            comment = self._take(_COMMENT).rstrip()
            if not comment:
                return tuple(found)
            found.append(comment)

    def _beside(self) -> str:
        """Return the comment on the rest of the line, if there is one."""
        after = _BLANKS.match(self.text, self.at)
        comment = _COMMENT.match(self.text, after.end() if after else self.at)
        if not comment:
            if after and self.text[after.end() : after.end() + 1] in {"", "\n"}:
                self.at = after.end()
            return ""
        self.at = comment.end()
        return comment[0].rstrip()

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if not match:
            return ""
        self.at = match.end()
        return match[0]


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\n":
        at += 1
    return at


def _key_name(written: str) -> str:
    return written if written[0] not in "\"'" else next(iter(tomllib.loads(f"{written} = 0")))


# --- writing


def written(tree: Tree) -> str:
    """Return the text of a tree in the house style, with a line end at its end; nothing for an empty tree."""
    lines: list[str] = []
    for section in tree.sections:
        lines += _section_lines(section, first=not lines)
    lines += _single_blanks(tree.below)
    while lines and not lines[-1]:
        lines.pop()
    return "".join(f"{line}\n" for line in lines)


def _section_lines(section: Section, *, first: bool) -> list[str]:
    above = _single_blanks(section.above)
    if first:
        above = above[1:] if above[:1] == [""] else above
    elif section.header and "" not in above:
        above = ["", *above]
    lines = [*above, *([with_comment(section.header, section.beside)] if section.header else [])]
    for number, entry in enumerate(section.entries):
        before = _single_blanks(entry.above)
        lines += before[1:] if number == 0 and before[:1] == [""] else before
        lines.append(with_comment(entry_text(entry.key, entry.value), entry.beside))
    return lines


def _single_blanks(lines: Sequence[str]) -> list[str]:
    return [line for at, line in enumerate(lines) if line or not at or lines[at - 1]]


def with_comment(text: str, comment: str) -> str:
    """Return a line with the comment behind it."""
    return f"{text}  {comment}" if comment else text


def entry_text(key: Key, value: Value) -> str:
    """Return `key = value`; a list that is too long for a line or has comments gets a line for each item."""
    return _laid_out(f"{written_key(key)} = ", value, after="", indent="")


def _laid_out(head: str, value: Value, *, after: str, indent: str) -> str:
    """Return head, value and what follows on one line if it can be, else with the lists in it spread out."""
    if isinstance(value, Scalar):
        return head + _scalar_text(value.raw) + after
    if not _has_comments(value):
        line = head + _one_line(value) + after
        if len(line) <= WIDTH or not _has_list(value):
            return line
    if isinstance(value, Array):
        return _spread(head, value, after=after, indent=indent)
    return _spread_pairs(head, value, after=after, indent=indent)


def _spread(head: str, array: Array, *, after: str, indent: str) -> str:
    lines = [f"{head}["]
    inner = indent + _INDENT
    for item in array.items:
        lines += [inner + comment for comment in item.above]
        lines.append(with_comment(_laid_out(inner, item.value, after=",", indent=inner), item.beside))
    lines += [inner + comment for comment in array.below]
    return "\n".join([*lines, f"{indent}]{after}"])


def _spread_pairs(head: str, table: Inline, *, after: str, indent: str) -> str:
    """Return a table in braces with its lists spread out; the braces themselves can't be, TOML forbids it."""
    text = f"{head}{{ "
    for number, (key, value) in enumerate(table.pairs, 1):
        last = number == len(table.pairs)
        between = f" }}{after}" if last else ", "
        plain = isinstance(value, Scalar) or not _has_list(value)
        name = f"{written_key(key)} = "
        text += name + _one_line(value) + between if plain else _spread_value(name, value, after=between, indent=indent)
    return text


def _spread_value(name: str, value: Value, *, after: str, indent: str) -> str:
    if isinstance(value, Array):
        return _spread(name, value, after=after, indent=indent)
    return _laid_out(name, value, after=after, indent=indent)


def _has_list(value: Value) -> bool:
    if isinstance(value, Inline):
        return any(_has_list(inner) for _, inner in value.pairs)
    return isinstance(value, Array) and bool(value.items or value.below)


def _has_comments(value: Value) -> bool:
    if isinstance(value, Inline):
        return any(_has_comments(inner) for _, inner in value.pairs)
    if isinstance(value, Scalar):
        return False
    return bool(value.below) or any(item.above or item.beside or _has_comments(item.value) for item in value.items)


def _one_line(value: Value) -> str:
    if isinstance(value, Array):
        return "[" + ", ".join(_one_line(item.value) for item in value.items) + "]"
    if isinstance(value, Inline):
        inside = ", ".join(f"{written_key(key)} = {_one_line(inner)}" for key, inner in value.pairs)
        return f"{{ {inside} }}" if inside else "{}"
    return _scalar_text(value.raw)


def _scalar_text(raw: str) -> str:
    """Return a scalar with straight double quotation marks, unless it runs over lines or would need escapes."""
    if raw[0] not in "\"'" or raw.startswith(('"""', "'''")):
        return raw
    value = tomllib.loads(f"x = {raw}")["x"]
    return raw if raw[0] == "'" and ('"' in value or "\\" in value) else quoted(value)


def quoted(text: str) -> str:
    """Return a text as a TOML string between double quotation marks; what can't be seen is written as a code."""
    return '"' + "".join(_ESCAPES.get(letter) or _visible(letter) for letter in text) + '"'


def _visible(letter: str) -> str:
    if letter.isprintable():
        return letter
    return f"\\u{ord(letter):04X}" if ord(letter) <= 0xFFFF else f"\\U{ord(letter):08X}"  # noqa: PLR2004 - TOML's limit


def written_key(key: Key) -> str:
    """Return a dotted key; parts that need quotation marks get them."""
    return ".".join(part if _BARE.fullmatch(part) else quoted(part) for part in key)
