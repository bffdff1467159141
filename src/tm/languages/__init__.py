"""The languages the toolkit knows: one folder each, found by being here.

To add one, write a folder with a `LANGUAGE` in its `__init__`; docs/languages.md says what goes in.
"""

from __future__ import annotations

import difflib
from importlib import import_module
from pkgutil import iter_modules

from tm.errors import TmError
from tm.language import Language
from tm.messages import say


def _found() -> dict[str, Language]:
    """Return the languages by code, in alphabetical order."""
    folders = sorted(module.name for module in iter_modules(__path__) if module.ispkg)
    known: list[Language] = [import_module(f"{__name__}.{folder}").LANGUAGE for folder in folders]
    return {language.code: language for language in known}


LANGUAGES = _found()
USUAL_SOURCE = LANGUAGES["en"]
"""What a new workspace translates from, unless it says otherwise."""


def get(tag: str) -> Language:
    """Return the language of a BCP 47 tag or a locale name; script and region are ignored: `az-Latn-AZ`, `az_AZ`, `AZ`.

    Raises `TmError` for a language without a folder: guessing another one would spoil every result in silence.
    """
    code = tag.replace("_", "-").split("-", maxsplit=1)[0].lower()
    if code in LANGUAGES:
        return LANGUAGES[code]
    known = ", ".join(LANGUAGES)
    close = resembling(code)
    hint = (
        say("Did you mean {close!r}? Known: {known}.", close=close, known=known)
        if close
        else say("Known: {known}.", known=known)
    )
    raise TmError(say("unknown language {tag!r}.", tag=tag), hint=hint)


def resembling(code: str) -> str:
    """Return the known code that an unknown one is probably a slip for, empty where there is none like it."""
    return next(iter(difflib.get_close_matches(code, LANGUAGES, n=1)), "")
