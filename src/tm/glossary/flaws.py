"""What can be wrong with the letters of a glossary text: faults that no eye sees and that keep a term from matching.

Only the letters are judged here, without knowing the language; whether the words are right is the terminologist's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from tm.messages import say

_WORD = re.compile(r"[^\W\d_]+")
_SPACE = re.compile(r"[^\S ]|  +")
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK"})
"""The alphabets whose letters look alike; signs such as the modifier apostrophe belong to none."""
_INVISIBLE = frozenset({"Cf", "Cc"})

Flaw = tuple[str, str]
"""What is wrong, and what to do."""


def flaws(text: str, *, prose: bool = False) -> Iterator[Flaw]:
    """Yield what is wrong with the letters of a text; prose may have any white space, a term only single spaces."""
    if not any(letter.isalnum() for letter in text):
        yield say("There is no letter in the text."), say("Write it or delete the line.")
        return
    if not prose:
        yield from _space_flaws(text)
    if unicodedata.normalize("NFC", text) != text:
        what = say("“{text}” is not in Unicode NFC: a letter and its mark are kept apart.", text=_line(text))
        yield what, say("Type the letter as one character.")
    yield from _script_flaws(text)


def _space_flaws(text: str) -> Iterator[Flaw]:
    if text != text.strip():
        yield say("“{text}” begins or ends with a space.", text=_line(text)), say("Delete the space.")
    if _SPACE.search(text.strip()):
        what = say("“{text}” has white space other than single spaces.", text=_line(text))
        yield what, say("Put one ordinary space between words.")
    for letter in text:
        if unicodedata.category(letter) in _INVISIBLE and not letter.isspace():
            what = say("“{text}” holds an invisible character ({code}).", text=_line(text), code=_code(letter))
            yield what, say("Type the term again by hand.")
            return


def _script_flaws(text: str) -> Iterator[Flaw]:
    """Yield the words that mix alphabets, such as a Latin word with a Cyrillic letter in it."""
    for word in _WORD.findall(text):
        letters = [] if word.isascii() else [letter for letter in word if _script(letter) in _ALIKE]
        scripts = [_script(letter) for letter in letters]
        if len(set(scripts)) > 1:
            usual = max(scripts, key=scripts.count)
            stranger = next(letter for letter in letters if _script(letter) != usual)
            what = say(
                "“{word}” mixes alphabets: “{letter}” ({code}) is a {script} letter.",
                word=word,
                letter=stranger,
                code=_code(stranger),
                script=say(_script(stranger).capitalize()),
            )
            yield what, say("Type it on the {script} keyboard.", script=say(usual.capitalize()))


@cache
def _script(letter: str) -> str:
    """Return the alphabet of a letter: the first word of its Unicode name."""
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]


def _code(letter: str) -> str:
    return f"U+{ord(letter):04X}"


def _line(text: str) -> str:
    """Return the text as a message shows it: on one line."""
    return " ".join(text.split())
