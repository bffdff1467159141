"""What settings and comments say about findings: who asks them for those of other commands than `tm lint`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

from tm.errors import Place
from tm.lint.finding import Finding
from tm.lint.ignores import Ignore, apply, ignored_codes
from tm.lint.policy import Policy
from tm.workspace import Workspace

_CONCEPT = re.compile(r"\s*\[[\w-]+\]")
_COMMENT = re.compile(r"#.*?(tm:ignore.*)")


def policy_of(workspace: Workspace) -> Policy:
    """Return what a workspace says about rules."""
    settings = workspace.config.lint
    return Policy(select=settings.select, ignore=settings.ignore, severity=settings.severity, scopes=settings.paths)


def judged(
    findings: Iterable[Finding], policy: Policy, ignores: Mapping[str, Sequence[Ignore]], *, codes: Collection[str]
) -> Iterator[Finding]:
    """Yield the findings that neither `tm.toml` nor a comment switches off, then comments with nothing to switch off.

    `ignores` are the comments by file; `codes` are those that the command reports: a comment about another one can't
    be stale here.
    """
    by_file: dict[str, list[Finding]] = {file: [] for file in ignores}
    for finding in findings:
        by_file.setdefault(finding.place.file, []).append(finding)
    for file, found in by_file.items():
        reported = [one for finding in found if (one := policy.judged(finding))]
        for finding in apply(reported, ignores.get(file, ()), runs=partial(_reports, codes, policy, file)):
            if one := policy.judged(finding):
                yield one


def _reports(codes: Collection[str], policy: Policy, file: str, code: str) -> bool:
    return code in codes and policy.allows(code, file)


def toml_ignores(text: str, file: str) -> Iterator[Ignore]:
    """Yield the comments of a glossary file that switch checks off.

    Each speaks for the concept it stands in, or for the one that begins below it with nothing but comments between.
    """
    lines = text.split("\n")
    heads = [number for number, line in enumerate(lines) if _CONCEPT.match(line)]
    for begin, end in pairwise([0, *heads, len(lines)]):
        for number in range(begin, end):
            hit = _COMMENT.search(lines[number])
            codes = ignored_codes(hit[1]) if hit else None
            if hit and codes is not None:
                above = end in heads and all(line.startswith("#") for line in lines[number:end])
                first, last = (end, _next(heads, end, len(lines))) if above else (begin, end)
                yield Ignore(codes=codes, place=Place(file, number + 1, hit.start(1) + 1), first=first + 1, last=last)


def _next(heads: Sequence[int], head: int, default: int) -> int:
    """Return where the concept after the one at `head` begins."""
    return next((number for number in heads if number > head), default)
