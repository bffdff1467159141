"""The rules there are, by kind. A new rule is a line in its module's table, its page and its cases."""

from __future__ import annotations

from tm.lint.finding import Severity
from tm.lint.rule import CatalogRule, CollectionRule, DocumentRule, Rule, RuleFacts
from tm.lint.rules import (
    addresses,
    catalog,
    consistency,
    letters,
    numbers,
    placeholders,
    punctuation,
    spacing,
    usage,
)
from tm.lint.rules.meta import OF_BUILD, OF_GLOSSARY, OF_LINT
from tm.lint.rules.spelling import MisspeltTerm
from tm.lint.rules.terminology import ForbiddenTerm, MissingTerm, RarerTerm, WrongConcept

__all__ = [
    "ALL",
    "CATALOG_RULES",
    "COLLECTION_RULES",
    "DOCUMENT_RULES",
    "ELSEWHERE",
    "OPT_IN",
    "RULES",
    "SEVERITIES",
]

RULES: tuple[Rule, ...] = (
    ForbiddenTerm(),
    MissingTerm(),
    WrongConcept(),
    RarerTerm(),
    MisspeltTerm(),
    *placeholders.RULES,
    *addresses.RULES,
    *numbers.RULES,
    *letters.RULES,
    *spacing.RULES,
    *punctuation.RULES,
    *catalog.RULES,
)
"""Rules that see one case at a time."""
DOCUMENT_RULES: tuple[DocumentRule, ...] = usage.RULES
"""Rules that see one file."""
CATALOG_RULES: tuple[CatalogRule, ...] = catalog.CATALOG_RULES
"""Rules that see a catalogue with what is unfinished in it."""
COLLECTION_RULES: tuple[CollectionRule, ...] = consistency.RULES
"""Rules that see the pairs of all files."""
ELSEWHERE: dict[str, str] = {
    **{notice.code: "tm build" for notice in OF_BUILD},
    **{notice.code: "tm glossary check" for notice in OF_GLOSSARY},
}
"""The codes that the linter knows and does not report, with the command that does."""
_KNOWN: tuple[RuleFacts, ...] = (
    *RULES,
    *DOCUMENT_RULES,
    *CATALOG_RULES,
    *COLLECTION_RULES,
    *OF_LINT,
    *OF_BUILD,
    *OF_GLOSSARY,
)
ALL: tuple[RuleFacts, ...] = tuple(sorted(_KNOWN, key=lambda rule: rule.code))
"""Every code that any command can print, in order."""
OPT_IN: frozenset[str] = frozenset(
    {
        "TM105",
        "TM106",
        "TM208",
        "TM303",
        "TM410",
        "TM412",
        "TM413",
        "TM414",
        "TM416",
        "TM501",
        "TM502",
        "TM601",
        "TM602",
        "TM603",
    }
)
"""Rules that run only where a workspace selects them: right on some work, noise on other."""
SEVERITIES: dict[str, Severity] = {rule.code: rule.severity for rule in ALL}
"""The severities by code, where a workspace sets none."""
