"""What can go wrong on the user's side, where it happened, and how a command ends.

A bad request or unreadable input is a `TmError` and ends with exit code 2; anything else that escapes is a bug.
Faults inside otherwise readable data are not errors but findings (`tm.lint`).
"""

from __future__ import annotations

from enum import IntEnum

import msgspec


class ExitCode(IntEnum):
    """How a command ends; the same numbers in every command."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    BUG = 3


class Place(msgspec.Struct, frozen=True, order=True):
    """A point in a file: line and column count from 1, in code points; 0 means "the whole file" or "the whole line"."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Render as `file`, `file:line` or `file:line:column`."""
        parts = [self.file, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(parts)


class TmError(Exception):
    """A request that can't be carried out: what is wrong, where, and what to do about it."""

    def __init__(self, message: str, *, place: Place | None = None, hint: str = "") -> None:
        """Keep the three parts apart so that a skin can lay them out."""
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        """Render as `file:line:column: what is wrong. What to do.`."""
        where = f"{self.place}: " if self.place else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{where}{self.message}{hint}"


class WorkspaceError(TmError):
    """`tm.toml` or the folders it names can't be used."""


class FormatError(TmError):
    """A file is not what its format says it is."""


class GlossaryError(TmError):
    """A glossary file can't be used."""


class ErrorList(TmError):
    """Several errors found in one pass, so that a file is mended once and not five times."""

    def __init__(self, errors: list[TmError]) -> None:
        """Take the errors in the order in which they should be printed; at least one."""
        super().__init__(errors[0].message, place=errors[0].place, hint=errors[0].hint)
        self.errors = tuple(errors)

    def __str__(self) -> str:
        """Render one error a line."""
        return "\n".join(str(error) for error in self.errors)
