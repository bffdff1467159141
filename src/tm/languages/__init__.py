"""The languages the toolkit knows: one folder each, and this table.

To add one, write a folder with a `LANGUAGE` in its `__init__` and add a line here.
"""

from __future__ import annotations

import difflib

from tm.errors import TmError
from tm.language import Language
from tm.languages.az import LANGUAGE as AZERBAIJANI
from tm.languages.en import LANGUAGE as ENGLISH
from tm.languages.ru import LANGUAGE as RUSSIAN

LANGUAGES = {language.code: language for language in (AZERBAIJANI, ENGLISH, RUSSIAN)}
USUAL_SOURCE = ENGLISH
"""What a new workspace translates from, unless it says otherwise."""


def get(tag: str) -> Language:
    """Return the language of a BCP 47 tag or a locale name; script and region are ignored: `az-Latn-AZ`, `az_AZ`, `AZ`.

    Raises `TmError` for a language without a folder: guessing another one would spoil every result in silence.
    """
    code = tag.replace("_", "-").split("-", maxsplit=1)[0].lower()
    if code in LANGUAGES:
        return LANGUAGES[code]
    known = ", ".join(LANGUAGES)
    close = difflib.get_close_matches(code, LANGUAGES, n=1)
    hint = f"Did you mean {close[0]!r}? Known: {known}." if close else f"Known: {known}."
    raise TmError(f"unknown language {tag!r}.", hint=hint)
