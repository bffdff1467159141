"""What `tm` says to people, in the language they read: English in the code, other languages from `tm/interface/*.po`.

The language is that of the environment, as gettext reads it (gnu.org/software/gettext, "Locale Environment Variables").
What is written into files or read by programs is not translated.
"""

from __future__ import annotations

import gettext
import io
import os
from functools import lru_cache
from pathlib import Path

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The environment variables that choose the language; the first that is set counts."""
UNTRANSLATED = "C"
"""The locale in which messages are said as they stand in the code."""
FOLDER = Path(__file__).parent / "interface"


def say(template: str, /, **values: object) -> str:
    """Return a message with its values filled in, as `str.format` does; the template is the English text.

    A translation that is broken never costs the message: English is said instead.
    """
    return _filled(_messages().gettext(template), template, values)


def say_number(one: str, many: str, number: int, /, **values: object) -> str:
    """Return a message about a number of things, in the form the number wants; `{number}` stands for it."""
    english = one if number == 1 else many
    return _filled(wording(one, many, number), english, {"number": number, **values})


def wording(one: str, many: str, number: int, /) -> str:
    """Return the form of a message that a number wants, its values not filled in."""
    return _messages().ngettext(one, many, number)


def languages() -> tuple[str, ...]:
    """Return the codes of the languages there are, English not among them."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.po")))


def chosen() -> str:
    """Return the code of the language that is spoken, `C` for English."""
    asked = next((value for name in VARIABLES if (value := os.environ.get(name))), "")
    codes = (locale.partition(".")[0].partition("_")[0].lower() for locale in asked.replace("-", "_").split(":"))
    return next((code for code in codes if code in languages()), UNTRANSLATED)


def _messages() -> gettext.NullTranslations:
    return _catalog(*(os.environ.get(name) for name in VARIABLES))


@lru_cache(8)
def _catalog(*_: str | None) -> gettext.NullTranslations:
    """Return the messages of the language chosen; made once for each state of the environment."""
    code = chosen()
    if code == UNTRANSLATED:
        return gettext.NullTranslations()
    import polib

    return gettext.GNUTranslations(io.BytesIO(polib.pofile(str(FOLDER / f"{code}.po")).to_binary()))


def _filled(template: str, english: str, values: dict[str, object]) -> str:
    if not values:
        return template
    try:
        return template.format(**values)
    except (KeyError, IndexError, ValueError):
        return english.format(**values)
