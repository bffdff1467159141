"""Click in the language of the interface: it lays out help pages and finds mistakes, `tm.messages` has the words."""

from __future__ import annotations

import gettext
import re
import sys
from collections.abc import Callable, Iterable
from types import FunctionType

import click

from tm.messages import say, wording

_EXTRA = "  ["
"""What separates an option's help from what click adds: its default and its range."""
_OURS: dict[object, Callable[..., str]] = {gettext.gettext: say, gettext.ngettext: wording}
"""What click asks for its words, and what answers instead."""
_PLACEHOLDER = re.compile(r"(?<= )[A-Z]{2,}(?: [A-Z]{2,})*$")
"""What stands for an option's value behind its name."""


def translate_click() -> None:
    """Let click ask `tm.messages` for its words, instead of gettext, which has none of them.

    Decorators speak when commands are made, before the language is known; their words are translated on the page.
    """
    click.Context.formatter_class = Formatter
    modules = {name: module for name, module in sys.modules.items() if name.startswith("click.")}
    del modules[click.decorators.__name__]
    for module in modules.values():
        asked = {name: one for name, one in vars(module).items() if isinstance(one, FunctionType) and one in _OURS}
        vars(module).update({name: _OURS[one] for name, one in asked.items()})


class Formatter(click.HelpFormatter):
    """A help page whose texts are translated as they are written."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line; the names of arguments stay as they are, since help texts speak of them."""
        args = args.replace("[OPTIONS]", say("[OPTIONS]")).replace("COMMAND [ARGS]...", say("COMMAND [ARGS]..."))
        super().write_usage(prog, args, prefix)

    def write_text(self, text: str) -> None:
        """Write a paragraph or more."""
        super().write_text(say(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names with what they mean."""
        super().write_dl([(_name(name), _meaning(text)) for name, text in rows], col_max, col_spacing)


def _name(name: str) -> str:
    """Translate what stands for the value of an option."""
    return _PLACEHOLDER.sub(lambda hit: say(hit[0]), name)


def _meaning(text: str) -> str:
    """Translate an option's help; the default that click adds stays behind it."""
    whole = say(text)
    head, separator, extra = text.rpartition(_EXTRA)
    return whole if whole != text or not separator else f"{say(head)}{separator}{extra}"
