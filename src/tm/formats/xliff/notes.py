"""Notes of a unit: whose they are, and the terms that 1.2 can only carry as notes."""

from __future__ import annotations

from tm.formats.xliff.model import Gloss

DEVELOPER = "developer"
GLOSSARY = "glossary"
_DEVELOPERS = frozenset({DEVELOPER, "programmer", "source code"})
_TRANSLATORS = frozenset({"", "translator", "po-translator", "tm"})
_EQUALS, _OR = " = ", "; "


def of_developer(author: str) -> bool:
    """Tell whether a note came with the source."""
    return author in _DEVELOPERS


def signed(text: str, author: str) -> str:
    """Return the text of a note with the name of who wrote it, where that is not just the translator."""
    return text if author in _TRANSLATORS else f"{author}: {text}"


def gloss_note(gloss: Gloss) -> str:
    """Return a glossary entry as the text of a note: `term = translation; another`, then the definition."""
    return f"{gloss.term}{_EQUALS}{_OR.join(gloss.translations)}" + (
        f"\n{gloss.definition}" if gloss.definition else ""
    )


def gloss_of(text: str) -> Gloss | None:
    """Return the glossary entry that such a note is, None for any other note."""
    first, _, definition = text.partition("\n")
    term, equals, translations = first.partition(_EQUALS.rstrip())
    if not equals or not term.strip():
        return None
    good = tuple(one for one in translations.strip().split(_OR) if one)
    return Gloss(term=term.strip(), translations=good, definition=definition)
