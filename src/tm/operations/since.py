"""What changed since a git revision, unit by unit: an entry that only moved has not changed.

Git is asked for the old contents; the working tree stays as it is.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tm.errors import TmError
from tm.lint.finding import Finding
from tm.messages import say
from tm.operations.checkable import SUFFIXES, open_checkable
from tm.workspace import Workspace

_Unit = tuple[str, str]
"""Source and target, each on one line; the source is empty for a text that stands alone."""
_WRAPPED = re.compile(r"[ \t]*\n[ \t]*")


def new_since(findings: Sequence[Finding], revision: str, workspace: Workspace) -> tuple[Finding, ...]:
    """Return the findings of units that are not in the revision; those of whole files where the file has changed.

    :raises TmError: there is no git, no repository or no such revision.
    """
    root = Path(_git(workspace.root, "rev-parse", "--show-toplevel").decode().strip())
    _check_revision(root, revision)
    changed = {root / name for name in _names(_git(root, "diff", "--name-only", "--no-renames", "-z", revision, "--"))}
    changed |= {root / name for name in _names(_git(root, "ls-files", "--others", "--exclude-standard", "-z"))}
    old = set(_old_units(changed, root, revision, workspace))
    files = {workspace.shown(path) for path in changed}
    return tuple(one for one in findings if one.place.file in files and not _is_old(one, old))


def _is_old(finding: Finding, old: set[_Unit]) -> bool:
    has_text = bool(finding.text or finding.unit)
    return has_text and (_on_one_line(finding.unit), _on_one_line(finding.text)) in old


def _old_units(changed: Iterable[Path], root: Path, revision: str, workspace: Workspace) -> Iterator[_Unit]:
    """Yield the units that the changed files had; a unit may have moved from one file to another."""
    for path in sorted(changed):
        if path.suffix.lower() not in SUFFIXES:
            continue
        data = _content(root, revision, path.relative_to(root).as_posix())
        if data is not None:
            yield from _units(path, data, workspace)


def _units(path: Path, data: bytes, workspace: Workspace) -> Iterator[_Unit]:
    try:
        checkable = open_checkable(path, workspace, data=data)
    except TmError:
        return
    for subject in checkable.subjects:
        yield _on_one_line(subject.source.text if subject.source else ""), _on_one_line(subject.target.text)
    for entry in checkable.catalog.catalog.entries if checkable.catalog else ():
        for text in entry.msgstr:
            yield _on_one_line(entry.msgid), _on_one_line(text)


def _on_one_line(text: str) -> str:
    """Return a text as it is, but for where its lines end: what was wrapped anew has not changed."""
    return _WRAPPED.sub(" ", text)


def _content(root: Path, revision: str, name: str) -> bytes | None:
    """Return a file's content in a revision, None where it has none."""
    done = subprocess.run(  # noqa: S603 - fixed words, no shell
        ["git", "-C", str(root), "show", f"{revision}:{name}"],  # noqa: S607 - the user's own git
        capture_output=True,
        check=False,
    )
    return done.stdout if done.returncode == 0 else None


def _check_revision(root: Path, revision: str) -> None:
    """Raise `TmError` where there is no such revision; in a shallow clone it may only not have been fetched."""
    try:
        _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except TmError as error:
        shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
        hint = (
            say("This clone is shallow: fetch the rest with `git fetch --unshallow`, on GitHub with `fetch-depth: 0`.")
            if shallow
            else say("Name a commit, a branch or a tag.")
        )
        raise TmError(say("there is no revision {unknown!r}.", unknown=revision), hint=hint) from error


def _git(folder: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no shell
            ["git", "-C", str(folder), *words],  # noqa: S607 - the user's own git
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise TmError(
            say("git can't be run: {strerror}.", strerror=error.strerror), hint=say("--since needs git.")
        ) from error
    if done.returncode:
        said = done.stderr.decode(errors="backslashreplace").strip().removeprefix("fatal: ")
        raise TmError(say("git says: {value}.", value=said or "–"), hint=say("--since needs a git repository."))
    return done.stdout


def _names(listed: bytes) -> Iterator[str]:
    return (name.decode() for name in listed.split(b"\0") if name)
