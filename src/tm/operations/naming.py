"""What a word of a request names: a file or folder that is there, or else a statement by its name.

Each caller says which files of a statement it is about.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tm.documents import Format
from tm.errors import TmError
from tm.language import Language
from tm.messages import say
from tm.workspace import Workspace

Parts = Callable[[str, Workspace], Sequence[Path]]
"""Returns the files or folders of a statement that a request is about; none where it has none of them."""


def named(words: Iterable[Path], workspace: Workspace | None, parts: Parts) -> list[Path]:
    """Return what words name: each path that is there as it is, for the name of a statement its parts.

    Raises `TmError` where a word names nothing.
    """
    return [path for word in words for path in _named(word, workspace, parts)]


def one_named(word: Path, workspace: Workspace | None, parts: Parts) -> Path:
    """Return the one file that a word names; `TmError` where it names nothing, or a statement with several."""
    found = _named(word, workspace, parts)
    if workspace is not None and len(found) > 1:
        listed = ", ".join(workspace.shown(path) for path in found)
        raise TmError(
            say("the statement {name!r} has more than one such file.", name=word.name),
            hint=say("Name one of them: {listed}.", listed=listed),
        )
    return found[0]


def _named(word: Path, workspace: Workspace | None, parts: Parts) -> Sequence[Path]:
    if word.exists():
        return [word]
    if workspace is None or word.name not in _names(workspace) or len(word.parts) > 1:
        raise _unknown(word, workspace)
    found = parts(word.name, workspace)
    if not found:
        raise TmError(
            say("the statement {name!r} has no such file.", name=word.name), hint=say("`tm build` makes its PO files.")
        )
    return found


def _unknown(word: Path, workspace: Workspace | None) -> TmError:
    if workspace is None:
        return TmError(say("there is no file or folder {word!r}.", word=word.as_posix()), hint=say("Check its name."))
    close = difflib.get_close_matches(word.name, _names(workspace), n=1) if len(word.parts) == 1 else []
    hint = (
        say("Did you mean {close!r}?", close=close[0])
        if close
        else say("Statements are the folders in {sources}/.", sources=workspace.config.folders.sources)
    )
    return TmError(say("there is no file, folder or statement {word!r}.", word=word.as_posix()), hint=hint)


def _names(workspace: Workspace) -> list[str]:
    """Return the names of the statements, those included of which only PO files are left."""
    catalogs = (path for one in workspace.targets for path in (workspace.locales / one.code).glob("*.po"))
    return sorted({*(path.name for path in workspace.statements), *(path.stem for path in catalogs)})


def catalogs_of(name: str, workspace: Workspace) -> list[Path]:
    """Return the PO files of a statement, in the order of the target languages."""
    files = (workspace.locales / target.code / f"{name}.po" for target in workspace.targets)
    return [file for file in files if file.is_file()]


def versions_of(name: str, workspace: Workspace) -> list[Path]:
    """Return the folder of a statement's versions."""
    folder = workspace.sources / name
    return [folder] if folder.is_dir() else []


def version_of(name: str, workspace: Workspace, language: Language) -> list[Path]:
    """Return the version of a statement in a language."""
    folder = workspace.sources / name
    files = (path for path in sorted(folder.iterdir()) if path.stem == language.code) if folder.is_dir() else ()
    return [path for path in files if path.suffix.lower().removeprefix(".") in set(Format)][:1]


def everything_of(name: str, workspace: Workspace) -> list[Path]:
    """Return the folder of a statement's versions, and its PO files."""
    return [*versions_of(name, workspace), *catalogs_of(name, workspace)]


def statement_of(word: str, workspace: Workspace) -> str:
    """Return the name of the statement that a word names: by itself, or as a folder or a file of it."""
    path = Path(word).absolute()
    if path.is_relative_to(workspace.sources) and path != workspace.sources:
        return path.relative_to(workspace.sources).parts[0]
    if path.is_relative_to(workspace.locales) and path.suffix == ".po":
        return path.stem
    return word.rstrip("/")
