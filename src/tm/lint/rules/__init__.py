"""The rules there are, by kind. A new rule is a line in its module's table, its page and its cases."""

from __future__ import annotations

from tm.lint.finding import Severity
from tm.lint.rule import CatalogRule, CollectionRule, DocumentRule, Rule, RuleFacts
from tm.lint.rules import addresses, catalog, consistency, numbers, orthography, placeholders, punctuation
from tm.lint.rules.meta import STALE_IGNORE, UNKNOWN_IGNORE
from tm.lint.rules.spelling import MisspeltTerm
from tm.lint.rules.terminology import ForbiddenTerm, MissingTerm, RarerTerm, WrongConcept

__all__ = [
    "ALL",
    "CATALOG_RULES",
    "COLLECTION_RULES",
    "DOCUMENT_RULES",
    "NOTICES",
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
    *orthography.RULES,
    *punctuation.RULES,
    *catalog.RULES,
)
"""Rules that see one case at a time."""
DOCUMENT_RULES: tuple[DocumentRule, ...] = ()
"""Rules that see one file."""
CATALOG_RULES: tuple[CatalogRule, ...] = catalog.CATALOG_RULES
"""Rules that see a catalogue with what is unfinished in it."""
COLLECTION_RULES: tuple[CollectionRule, ...] = consistency.RULES
"""Rules that see the pairs of all files."""
NOTICES: tuple[RuleFacts, ...] = (STALE_IGNORE, UNKNOWN_IGNORE)
"""What the engine itself has to say."""
ALL: tuple[RuleFacts, ...] = tuple(
    sorted((*RULES, *DOCUMENT_RULES, *CATALOG_RULES, *COLLECTION_RULES, *NOTICES), key=lambda rule: rule.code)
)
OPT_IN: frozenset[str] = frozenset(
    {"TM208", "TM303", "TM410", "TM412", "TM413", "TM414", "TM416", "TM501", "TM502", "TM601", "TM602", "TM603"}
)
"""Rules that run only where a workspace selects them: right on some work, noise on other."""
SEVERITIES: dict[str, Severity] = {rule.code: rule.severity for rule in ALL}
"""The rules' own severities."""
