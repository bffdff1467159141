"""One file into its result, by itself: what can run in another process and be stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from tm.lint.engine import Linter
from tm.lint.finding import Finding
from tm.lint.ignores import Ignore
from tm.lint.rule import Case, Pair
from tm.operations.checkable import Checkable


class FileResult(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one file; it can be stored."""

    file: str
    texts: int
    """Translations and paragraphs."""
    units: int
    """Translations."""
    findings: tuple[Finding, ...]
    """Of every rule that runs anywhere, ignored ones included."""
    ignores: tuple[Ignore, ...]
    pairs: tuple[Pair, ...]
    """What rules over all files need of this one."""
    concepts: tuple[str, ...]
    """The concepts that were met, by id, sorted."""
    referred: Mapping[str, int | None]
    """The other files that counted, with their numbers of lines."""


def check_file(checkable: Checkable, file: str, checker: Linter) -> FileResult:
    """Run the rules over one file."""
    met: set[str] = set()
    findings = list(checker.check_cases(_noting(checker.cases(checkable.subjects), met)))
    catalog = checkable.catalog
    if catalog:
        findings += checker.check_catalog(catalog)
    return FileResult(
        file=file,
        texts=len(checkable.subjects),
        units=sum(subject.source is not None for subject in checkable.subjects),
        findings=tuple(findings),
        ignores=tuple(checkable.ignores),
        pairs=tuple(checkable.pairs(everything=_needs_pairs(checker))),
        concepts=tuple(sorted(met)),
        referred=dict(checkable.referred),
    )


def _noting(cases: Iterable[Case], met: set[str]) -> Iterator[Case]:
    """Yield the cases, and note the concepts that they name."""
    for case in cases:
        for hits in (case.target_terms, case.source_terms):
            for hit in hits:
                met.add(hit.concept.id)
        yield case


def _needs_pairs(checker: Linter) -> bool:
    """Tell whether a rule over all files needs all pairs, not only those that differ from their origin."""
    return any(rule.code != "TM604" for rule in checker.wide.collections)
