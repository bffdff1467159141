"""A baseline: findings that are known and wait, so that an old project can have a strict linter from the first day.

A finding is recognised by its rule, its concept and the normalised texts it stands in: entries may move, be re-ordered
or re-wrapped. Equal findings are counted.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from tm.errors import Place, TmError
from tm.lint.finding import Finding
from tm.messages import say
from tm.text.normalize import normalize

VERSION = 1


class Known(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One known finding, or several equal ones."""

    file: str
    """Where it was last seen; for the reader."""
    code: str
    message: str
    fingerprint: str
    count: int = 1


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """The file."""

    version: int = VERSION
    findings: tuple[Known, ...] = ()


class Split(msgspec.Struct, frozen=True, kw_only=True):
    """Findings against a baseline."""

    new: tuple[Finding, ...]
    known: int
    """How many findings the baseline holds back."""
    gone: tuple[Known, ...]
    """What no longer is: it can be removed from the baseline."""


def fingerprint(finding: Finding) -> str:
    """Return sixteen hexadecimal digits that stand for a finding wherever it moves.

    The marked words count, not their place; where a whole text is marked, the text counts. The file counts only for
    what has no text: a header, a missing file.
    """
    marked = finding.text[finding.span.start : finding.span.end]
    parts = [finding.code, finding.concept or "", normalize(finding.unit), normalize(finding.text), normalize(marked)]
    if not finding.text and not finding.unit:
        parts += [finding.place.file, finding.message]
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()


def make(findings: Iterable[Finding]) -> Baseline:
    """Return the baseline that holds back exactly these findings, in a stable order."""
    counts: Counter[str] = Counter()
    first: dict[str, Finding] = {}
    for finding in findings:
        mark = fingerprint(finding)
        counts[mark] += 1
        first.setdefault(mark, finding)
    known = (
        Known(file=one.place.file, code=one.code, message=one.message, fingerprint=mark, count=counts[mark])
        for mark, one in first.items()
    )
    return Baseline(findings=tuple(sorted(known)))


def split(findings: Sequence[Finding], baseline: Baseline) -> Split:
    """Tell the findings that the baseline holds back from new ones."""
    left = Counter({known.fingerprint: known.count for known in baseline.findings})
    new = []
    for finding in findings:
        mark = fingerprint(finding)
        if left[mark] > 0:
            left[mark] -= 1
        else:
            new.append(finding)
    gone = tuple(
        msgspec.structs.replace(known, count=left[known.fingerprint])
        for known in baseline.findings
        if left[known.fingerprint] > 0
    )
    return Split(new=tuple(new), known=len(findings) - len(new), gone=gone)


def parse(data: bytes, *, file: str) -> Baseline:
    """Read a baseline; `TmError` where it is none."""
    try:
        baseline = msgspec.json.decode(data, type=Baseline)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise TmError(
            say("no baseline: {error}.", error=error),
            place=Place(file),
            hint=say("Make it anew with --update-baseline."),
        ) from error
    if baseline.version != VERSION:
        hint = say("Make it anew with --update-baseline.")
        raise TmError(
            say("a baseline of version {version}, not {version2}.", version=baseline.version, version2=VERSION),
            place=Place(file),
            hint=hint,
        )
    return baseline


def serialize(baseline: Baseline) -> bytes:
    """Return the file's content: JSON, one finding a line, so that a diff can be read."""
    lines = b",\n  ".join(msgspec.json.encode(known) for known in baseline.findings)
    body = b"[\n  " + lines + b"\n]" if lines else b"[]"
    return b'{"version": %d, "findings": %s}\n' % (baseline.version, body)
