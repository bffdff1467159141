"""Which rules run, where, and how strictly: the rules' own defaults and what a workspace says about them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from tm.lint.engine import WideRules
from tm.lint.finding import Finding, Severity
from tm.lint.rule import Rule, RuleFacts
from tm.lint.rules import ALL, CATALOG_RULES, COLLECTION_RULES, DOCUMENT_RULES, ELSEWHERE, OPT_IN, RULES

FAMILIES = sorted({rule.code[:3] for rule in ALL})
"""The first three letters of the codes, such as `TM1`."""
_ONE_SLIP = 0.8
"""How alike two codes of five letters are that differ in one."""


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for some files only."""

    path: str
    """A glob over the file's name in the workspace; `**` crosses folders."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """The rules chosen. A selector is a code or the beginning of one: `TM4` is all of a family."""

    select: tuple[str, ...] = ()
    """Rules that run beside the default ones."""
    ignore: tuple[str, ...] = ()
    """Rules that don't run, whatever `select` says."""
    severity: Mapping[str, Severity] = {}
    """Severities by code or family, where they differ from the rules' own; the longest selector wins."""
    scopes: tuple[Scope, ...] = ()
    """For a file the later scope wins over the earlier one, and any scope over what stands above."""

    def runs(self, code: str) -> bool:
        """Tell whether a rule of the linter runs on any file at all; what other commands report does not."""
        chosen = [self.select, *(scope.select for scope in self.scopes)]
        wanted = code not in OPT_IN or any(_names(code, some) for some in chosen)
        return wanted and code not in ELSEWHERE and not _names(code, self.ignore)

    def allows(self, code: str, file: str) -> bool:
        """Tell whether what has this code is reported in a file, by whatever command."""
        allowed = (code not in OPT_IN or _names(code, self.select)) and not _names(code, self.ignore)
        for scope in self._scopes(file):
            if _names(code, scope.ignore):
                allowed = False
            elif _names(code, scope.select):
                allowed = True
        return allowed

    def judged(self, finding: Finding) -> Finding | None:
        """Return a finding with the severity that holds in its file, None where its rule does not run there."""
        file = finding.place.file
        if not self.allows(finding.code, file):
            return None
        tables = [self.severity, *(scope.severity for scope in self._scopes(file))]
        found = [severity for table in tables if (severity := _severity(finding.code, table))]
        return msgspec.structs.replace(finding, severity=found[-1]) if found else finding

    def severity_of(self, rule: RuleFacts) -> Severity:
        """Return a rule's severity where no scope says otherwise."""
        return _severity(rule.code, self.severity) or rule.severity

    def rules(self) -> list[Rule]:
        """Return the rules that see one case at a time and run somewhere."""
        return [rule for rule in RULES if self.runs(rule.code)]

    def wide_rules(self) -> WideRules:
        """Return the rules that see more and run somewhere."""
        return WideRules(
            documents=tuple(rule for rule in DOCUMENT_RULES if self.runs(rule.code)),
            catalogs=tuple(rule for rule in CATALOG_RULES if self.runs(rule.code)),
            collections=tuple(rule for rule in COLLECTION_RULES if self.runs(rule.code)),
        )

    def loaded(self) -> list[RuleFacts]:
        """Return all rules of the linter that run somewhere, by code."""
        return [rule for rule in ALL if self.runs(rule.code)]

    def idle(self, files: Iterable[str]) -> list[int]:
        """Return the numbers of the scopes, from 0, that hold for none of these files."""
        left = {number: _glob(scope.path) for number, scope in enumerate(self.scopes)}
        for file in files:
            left = {number: glob for number, glob in left.items() if not glob.fullmatch(file)}
            if not left:
                break
        return list(left)

    def _scopes(self, file: str) -> Sequence[Scope]:
        return [scope for scope in self.scopes if _glob(scope.path).fullmatch(file)]


def known_selectors() -> list[str]:
    """Return everything a selector may be: the codes, then the families."""
    return [*(rule.code for rule in ALL), *FAMILIES]


def meant(word: str) -> str:
    """Return the code or family that an unknown selector is probably a slip for, empty where there is none like it.

    A rule's name stands for its code. All codes are alike, so a slip is one letter or figure at most.
    """
    slugs = {rule.slug: rule.code for rule in ALL}
    close = difflib.get_close_matches(word.upper(), known_selectors(), n=1, cutoff=_ONE_SLIP)
    near = [slugs[slug] for slug in difflib.get_close_matches(word.lower(), slugs, n=1)]
    return next(iter([*close, *near]), "")


def _names(code: str, selectors: Sequence[str]) -> bool:
    return any(code.startswith(selector) for selector in selectors)


def _severity(code: str, table: Mapping[str, Severity]) -> Severity | None:
    fitting = [selector for selector in table if code.startswith(selector)]
    return table[max(fitting, key=len)] if fitting else None


@lru_cache(maxsize=256)
def _glob(pattern: str) -> re.Pattern[str]:
    """Return a glob as a regular expression: `*` and `?` stay in a folder, `**` doesn't, a folder means all in it."""
    parts = re.split(r"(\*\*/?|\*|\?)", pattern.rstrip("/"))
    marks = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(marks.get(part) or re.escape(part) for part in parts) + "(?:/.*)?")
