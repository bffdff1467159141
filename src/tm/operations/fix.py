"""Findings into corrections: what has one right answer is mended in the files.

A replacement is made only where a rule gives one. In a PO file only the entries concerned are rewritten; a file is
written as a whole or not at all.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from tm.errors import FormatError, TmError
from tm.formats.files import read_text, write_atomically
from tm.lint.engine import Linter
from tm.lint.policy import Policy
from tm.operations.checkable import Checkable, Edit, open_checkable
from tm.operations.judging import policy_of
from tm.operations.lint import files_in
from tm.workspace import Workspace


class Mended(msgspec.Struct, frozen=True, kw_only=True):
    """One file with its corrections."""

    path: Path
    file: str
    before: str
    after: str
    corrections: int

    def diff(self) -> str:
        """Return the change as a unified diff."""
        before, after = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        lines = difflib.unified_diff(before, after, f"a/{self.file}", f"b/{self.file}")
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def mend_files(
    paths: Iterable[Path], workspace: Workspace, linter: Linter, *, language: str = ""
) -> Iterator[Mended | FormatError]:
    """Yield the files that have corrections, each mended or with the reason why it can't be; nothing is written.

    What can't be read is passed over.
    """
    for path in files_in(paths):
        try:
            before = read_text(path, keep_mark=True)
            checkable = open_checkable(path, workspace, language, data=before.encode())
        except TmError:
            continue
        edits = _edits(checkable, linter, policy_of(workspace))
        if not edits:
            continue
        try:
            after = checkable.mended(edits)
        except FormatError as error:
            yield error
            continue
        number = sum(map(len, edits.values()))
        yield Mended(path=path, file=workspace.shown(path), before=before, after=after, corrections=number)


def write(mended: Mended) -> None:
    """Write a mended file; `TmError` where it can't be written."""
    write_atomically(mended.path, mended.after.encode(), before=mended.before.encode())


def _edits(checkable: Checkable, linter: Linter, policy: Policy) -> dict[int, list[Edit]]:
    """Return the corrections by subject, in order and without overlaps: of two the one further left is made."""
    edits: dict[int, list[Edit]] = defaultdict(list)
    for index, subject in enumerate(checkable.subjects):
        faults = (one for one in linter.check([subject]) if policy.allows(one.code, one.place.file))
        wanted = (one for one in faults if not any(ignore.covers(one) for ignore in checkable.ignores))
        found = (Edit(f.span, f.replacement) for f in wanted if f.replacement is not None)
        for edit in sorted(found):
            if not edits[index] or edits[index][-1].span.end <= edit.span.start:
                edits[index].append(edit)
    return {index: changes for index, changes in edits.items() if changes}


def total(files: Sequence[Mended]) -> int:
    """Return how many corrections were made."""
    return sum(one.corrections for one in files)
