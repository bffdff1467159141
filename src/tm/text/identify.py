"""Which of the known languages a text is in: by its letters and its commonest words.

Meant to notice a text in the wrong place, not to tell apart all languages of the world: a text that looks like none
of the languages given has no answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tm.language import Language
from tm.text.normalize import fold

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 5
_LEAD = 1.5


def identify(text: str, languages: Sequence[Language]) -> Language | None:
    """Return the language of a text, None where it is too short or the evidence is thin.

    A word counts one point for a language whose alphabet spells it, two more if it is among its commonest words. The
    best language must lead the second by half.
    """
    scores = sorted(((_score(text, language), language.code, language) for language in languages), reverse=True)
    if not scores or scores[0][0] == 0:
        return None
    best, second = scores[0], scores[1] if len(scores) > 1 else (0.0, "", None)
    return best[2] if best[0] >= _LEAD * second[0] else None


def _score(text: str, language: Language) -> float:
    """Return points a word, 0 to 3; 0 for a text of less than five words."""
    words = _WORD.findall(fold(text, language))
    if len(words) < _ENOUGH_WORDS:
        return 0.0
    letters = frozenset(language.alphabet.translate(language.fold_table))
    points = sum((letters >= set(word)) + 2 * (word in language.function_words) for word in words)
    return points / len(words)
