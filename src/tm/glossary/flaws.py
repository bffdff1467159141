"""What can be wrong with the letters of a glossary text: faults that no eye sees and that keep a term from matching.

Only the letters are judged here, without knowing the language; whether the words are right is the terminologist's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

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
        yield "There is no letter in the text.", "Write it or delete the line."
        return
    if not prose:
        yield from _space_flaws(text)
    if unicodedata.normalize("NFC", text) != text:
        what = f"“{_line(text)}” is not in Unicode NFC: a letter and its mark are kept apart."
        yield what, "Type the letter as one character."
    yield from _script_flaws(text)


def _space_flaws(text: str) -> Iterator[Flaw]:
    if text != text.strip():
        yield f"“{_line(text)}” begins or ends with a space.", "Delete the space."
    if _SPACE.search(text.strip()):
        yield f"“{_line(text)}” has white space other than single spaces.", "Put one ordinary space between words."
    for letter in text:
        if unicodedata.category(letter) in _INVISIBLE and not letter.isspace():
            yield f"“{_line(text)}” holds an invisible character ({_code(letter)}).", "Type the term again by hand."
            return


def _script_flaws(text: str) -> Iterator[Flaw]:
    """Yield the words that mix alphabets, such as a Latin word with a Cyrillic letter in it."""
    for word in _WORD.findall(text):
        letters = [] if word.isascii() else [letter for letter in word if _script(letter) in _ALIKE]
        scripts = [_script(letter) for letter in letters]
        if len(set(scripts)) > 1:
            usual = max(scripts, key=scripts.count)
            stranger = next(letter for letter in letters if _script(letter) != usual)
            script = _script(stranger).capitalize()
            what = f"“{word}” mixes alphabets: “{stranger}” ({_code(stranger)}) is a {script} letter."
            yield what, f"Type it on the {usual.capitalize()} keyboard."


@cache
def _script(letter: str) -> str:
    """Return the alphabet of a letter: the first word of its Unicode name."""
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]


def _code(letter: str) -> str:
    return f"U+{ord(letter):04X}"


def _line(text: str) -> str:
    """Return the text as a message shows it: on one line."""
    return " ".join(text.split())
