"""ICU messages: which arguments a message has and which plural forms it gives texts for."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from tm.messages import say

_NAME = re.compile(r"\s*([\w.-]+)\s*")
_FORM = re.compile(r"\s*(?:offset:[0-9]+\s*)?(=[0-9]+|\w+)\s*\{")


class IcuError(ValueError):
    """A message that is not well formed."""

    def __init__(self, message: str, offset: int) -> None:
        """Say what is wrong, and from where on."""
        super().__init__(message)
        self.offset = offset


class Message(msgspec.Struct, frozen=True):
    """What a message asks for."""

    arguments: frozenset[str]
    """Names with their kinds: `count plural`, `name`."""
    plurals: tuple[tuple[str, frozenset[str]], ...]
    """Each plural argument and the forms it has texts for: `one`, `other`, `=0`."""


def read(text: str) -> Message:
    """Read a message; `IcuError` where it is not well formed."""
    reader = _Reader(text)
    reader.message(0, depth=0)
    return Message(frozenset(reader.arguments), tuple(reader.plurals))


@cache
def categories(code: str) -> frozenset[str]:
    """Return the CLDR plural categories of a language: `one`, `few`, `many`, `other`."""
    from babel import Locale

    return frozenset({*Locale.parse(code).plural_form.rules, "other"})


class _Reader:
    """Walks through a message once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.arguments: set[str] = set()
        self.plurals: list[tuple[str, frozenset[str]]] = []

    def message(self, at: int, *, depth: int) -> int:
        """Read text and arguments up to the closing brace of this level; return where it stands."""
        while at < len(self.text):
            letter = self.text[at]
            if letter == "'" and self.text[at + 1 : at + 2] in {"{", "}"}:
                at = self.text.find("'", at + 1)
                if at < 0:
                    return len(self.text)
            elif letter == "{":
                at = self._argument(at)
            elif letter == "}":
                if depth == 0:
                    raise IcuError(say("a brace closes what is not open"), at)
                return at
            at += 1
        if depth:
            raise IcuError(say("a brace is not closed"), len(self.text))
        return at

    def _argument(self, start: int) -> int:
        """Read `{name}` or `{name, kind, …}` and return where its closing brace stands."""
        name = _NAME.match(self.text, start + 1)
        if name is None:
            raise IcuError(say("an argument has no name"), start)
        at = name.end()
        if self.text[at : at + 1] == "}":
            self.arguments.add(name[1])
            return at
        kind = _NAME.match(self.text, at + 1) if self.text[at : at + 1] == "," else None
        if kind is None:
            raise IcuError(say("the argument {name} is not closed", name=name[1]), start)
        self.arguments.add(f"{name[1]} {kind[1]}")
        at = kind.end()
        if kind[1] in {"plural", "select", "selectordinal"}:
            return self._forms(name[1], kind[1], at + 1)
        end = self.text.find("}", at)
        if end < 0:
            raise IcuError(say("the argument {name} is not closed", name=name[1]), start)
        return end

    def _forms(self, name: str, kind: str, at: int) -> int:
        forms = set()
        while form := _FORM.match(self.text, at):
            forms.add(form[1])
            at = self.message(form.end(), depth=1) + 1
        at += len(self.text[at:]) - len(self.text[at:].lstrip())
        if self.text[at : at + 1] != "}":
            raise IcuError(say("the argument {name} is not closed", name=name), at)
        if "other" not in forms:
            raise IcuError(say("the argument {name} has no text for other", name=name), at)
        if kind == "plural":
            self.plurals.append((name, frozenset(forms)))
        return at
