"""What there is to say about a run of the linter that no file says: what was passed over, what has no effect."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from tm.errors import Place
from tm.lint.reports import Remark
from tm.messages import say, say_number
from tm.operations.judging import policy_of
from tm.operations.lint import Checked, Skipped, default_paths, files_in
from tm.workspace import FILE, Workspace, place_of

_ALIKE = 0.7
"""How alike two names are of which one may be a slip for the other."""


def notices(checked: Checked, workspace: Workspace, *, whole: bool, strict: bool) -> tuple[Remark, ...]:
    """Return what there is to say about a run; where it is strict, the run failed for each of them.

    `whole` is True where all of the workspace was checked: only then can a setting be without effect.
    """
    found = [*skipped_notice(checked.skipped, strict=strict)]
    if whole and checked.files:
        found += _idle_settings(workspace, strict=strict)
    if strict:
        found += _nothing_checked(checked)
    return tuple(found)


def skipped_notice(skipped: Sequence[Skipped], *, strict: bool = False) -> Iterator[Remark]:
    """Yield one remark about all catalogues in unknown languages."""
    if not skipped:
        return
    listed = ", ".join(sorted({one.language for one in skipped}))
    yield Remark(
        name="unknown-language",
        message=say_number(
            "{number} PO file was skipped: tm does not know its language ({languages}).",
            "{number} PO files were skipped: tm does not know their languages ({languages}).",
            len(skipped),
            languages=listed,
        ),
        advice=say("To check the others only, name their files or folders."),
        place=Place(skipped[0].file),
        failed=strict,
    )


def _idle_settings(workspace: Workspace, *, strict: bool) -> Iterator[Remark]:
    """Yield the entries of `[[lint.paths]]` that hold for nothing at all: no file, no folder of a statement."""
    policy = policy_of(workspace)
    if not policy.scopes:
        return
    names = [workspace.shown(path) for path in files_in(default_paths(workspace))]
    if not policy.idle(names):
        return
    others = (path for folder in (workspace.sources, workspace.glossary) for path in folder.rglob("*"))
    names += (workspace.shown(path) for path in others)
    for number in policy.idle(names):
        glob = policy.scopes[number].path
        close = _close(glob, names)
        yield Remark(
            name="unused-path",
            message=say("“{glob}” matches no file.", glob=glob),
            advice=say("Did you mean {close!r}?", close=close) if close else say("Correct it, or take it out."),
            place=place_of(workspace, ("lint", "paths", number, "path")),
            failed=strict,
        )


def _close(glob: str, names: Sequence[str]) -> str:
    """Return the file or folder with the name most like a glob, empty where none is like it, part by part."""
    wanted = glob.rstrip("*/")
    folders = {folder.as_posix() for name in names for folder in PurePosixPath(name).parents[:-1]}
    alike = [one for one in sorted({*folders, *names}) if _is_slip(wanted.split("/"), one.split("/"))]
    return next(iter(difflib.get_close_matches(wanted, alike, n=1, cutoff=0)), "")


def _is_slip(wanted: Sequence[str], there: Sequence[str]) -> bool:
    """Tell whether two paths are as long and each part of one is like that of the other: `az` is no slip for `ru`."""
    return len(wanted) == len(there) and all(
        difflib.get_close_matches(left, [right], cutoff=_ALIKE) for left, right in zip(wanted, there, strict=True)
    )


def _nothing_checked(checked: Checked) -> Iterator[Remark]:
    """Yield why a run proves nothing, where it does not."""
    if not checked.texts:
        yield Remark(
            name="nothing-read",
            message=say("nothing was read."),
            advice=say("Put texts into the folders named there, or name the files to check."),
            place=Place(FILE),
            failed=True,
        )
    elif checked.concepts and not checked.fired:
        yield Remark(
            name="unused-glossary",
            message=say("no term of the glossary was met."),
            advice=say("Check the folder of the glossary and the languages named there."),
            place=Place(FILE),
            failed=True,
        )
