"""Where each key and value of a TOML document stands in its text.

`tomllib` gives values without places, and a fault in a list of forty terms is found by its line. Only places live
here: what the text means is `tomllib`'s business, and only text that it has accepted may be passed.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping

import msgspec

TomlPath = tuple[str | int, ...]
"""The way to a value: keys of tables and, from 0, indexes of lists."""

_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_KEY = re.compile(r"""[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*'""", re.ASCII)
_STRING = r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}" + r'|"(?:[^"\\]|\\.)*"|' + r"'[^']*'"
_SCALAR = re.compile(_STRING + r"|[^,\]}#\n]+", re.DOTALL)


class Position(msgspec.Struct, frozen=True, order=True):
    """A line and a column of a text, both from 1, in code points."""

    line: int
    column: int


class TomlPlaces(msgspec.Struct, frozen=True):
    """The places of one document."""

    keys: Mapping[TomlPath, Position]
    """Where each key is written first; an item of a list has none."""
    values: Mapping[TomlPath, Position]
    """Where each value that is not a table with a header begins: its quotation mark, bracket or first character."""

    def of(self, path: TomlPath) -> Position:
        """Return the place of the value, else of its key, else of the nearest thing around it."""
        for length in range(len(path), 0, -1):
            position = self.values.get(path[:length]) or self.keys.get(path[:length])
            if position:
                return position
        return Position(1, 1)

    def of_key(self, path: TomlPath) -> Position:
        """Return the place of the key, or `of(path)` where there is none."""
        return self.keys.get(path) or self.of(path)


def locate(text: str) -> TomlPlaces:
    """Return the places in a text that `tomllib.loads` has accepted; lines may end in LF or CR LF."""
    scanner = _Scanner(text)
    scanner.document()
    return TomlPlaces(scanner.keys, scanner.values)


class _Scanner:
    """A reader that walks once through valid TOML and notes where things begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.keys: dict[TomlPath, Position] = {}
        self.values: dict[TomlPath, Position] = {}
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._last: dict[TomlPath, int] = {}

    def document(self) -> None:
        table: TomlPath = ()
        while self._more(end=""):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _more(self, *, end: str) -> bool:
        """Pass over blanks and one comma; tell whether something stands there before the end mark."""
        self._skip()
        if self.text.startswith(",", self.at):
            self.at += 1
            self._skip()
        if self.at == len(self.text) or (end and self.text[self.at] == end):
            self.at += len(end)
            return False
        return True

    def _skip(self) -> None:
        self.at = _past(_BLANK, self.text, self.at)

    def _here(self) -> Position:
        line = bisect_right(self._lines, self.at)
        return Position(line, self.at - self._lines[line - 1] + 1)

    def _header(self) -> TomlPath:
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        self.at += brackets
        path = self._key(())
        self.at += brackets
        if brackets == 1:
            return self._inside(path)
        self._last[path] = self._last.get(path, -1) + 1
        return self._inside(path)

    def _inside(self, path: TomlPath) -> TomlPath:
        """Return the path of the table that a name stands for: in a list of tables, its last one."""
        return (*path, self._last[path]) if path in self._last else path

    def _key(self, table: TomlPath) -> TomlPath:
        """Read a dotted key up to the sign after it."""
        path = table
        while True:
            self._skip()
            start, position = self.at, self._here()
            self.at = _past(_KEY, self.text, self.at)
            path = (*self._inside(path), _name(self.text[start : self.at]))
            self.keys.setdefault(path, position)
            self._skip()
            if self.text[self.at] != ".":
                return path
            self.at += 1

    def _pair(self, table: TomlPath) -> None:
        path = self._key(table)
        self.at += 1
        self._skip()
        self._value(path)

    def _value(self, path: TomlPath) -> None:
        self.values[path] = self._here()
        if self.text[self.at] == "[":
            self._list(path)
        elif self.text[self.at] == "{":
            self.at += 1
            while self._more(end="}"):
                self._pair(path)
        else:
            self.at = _past(_SCALAR, self.text, self.at)

    def _list(self, path: TomlPath) -> None:
        self.at += 1
        index = 0
        while self._more(end="]"):
            self._value((*path, index))
            index += 1


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return where a match that begins at `at` ends."""
    match = pattern.match(text, at)
    return match.end() if match else at


def _name(key: str) -> str:
    """Return what a written key means: quotation marks and escapes are TOML's."""
    return key if key[0] not in "\"'" else next(iter(tomllib.loads(f"{key} = 0")))
