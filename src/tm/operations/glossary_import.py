"""Files of other tools into the glossary: tables, TBX, MultiTerm, OmegaT, Weblate and what translate-toolkit reads.

Concepts and terms are added and changed, never removed. What can't go in is refused with its line and the rest goes in.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from tm.errors import FormatError, Place, TmError
from tm.formats import po, tables, tbx
from tm.formats.files import decode, write_atomically
from tm.formats.glossaries import Pair, concepts_of, omegat, weblate
from tm.formats.tables import Row
from tm.glossary.adopt import adopt, slug
from tm.glossary.edit import amendable, amended, appended, is_subject
from tm.glossary.load import load
from tm.glossary.rows import COLUMNS, NEEDED, Change, Refusal, merge
from tm.messages import say
from tm.model import Concept
from tm.operations.glossary import codes, known_code, text_of
from tm.operations.lint import load_glossary
from tm.operations.memory import code_of
from tm.workspace import Workspace

_PAIR = ("source", "target")
_OVERRULED = "terms with another standing than in the glossary, which stands"
_TOOLKIT = (".utx", ".qph")
"""Term lists that translate-toolkit reads for us."""


class Guidance(msgspec.Struct, frozen=True, kw_only=True):
    """What a file may leave open."""

    source: str = ""
    """The code of the first language of a word list; empty means the workspace's source."""
    target: str = ""
    """The code of the other one; empty means what the file says, or the only target of the workspace."""
    subject: str = ""
    """Where new concepts go; empty means the subject their entry names, else the name of the file."""


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What a file changed, or would change."""

    changes: tuple[Change, ...]
    refused: tuple[Refusal, ...]
    """By row of a table, by line of any other file."""
    unchanged: int
    """Concepts of which the file says what the glossary says."""
    files: tuple[Path, ...]
    """The files that were written, or would be."""
    left_out: Mapping[str, int] = {}
    """What a glossary has no place for, counted by kind."""
    repaired: Mapping[str, int] = {}
    """What was put right or decided for the file, counted by kind."""


def import_glossary(workspace: Workspace, file: Path, *, guidance: Guidance | None = None, write: bool) -> Imported:
    """Take a file into the glossary; what it is, its suffix and its first lines tell.

    `FormatError` where the file as a whole can't be used; an entry that can't is refused and the others go in.
    """
    wanted = guidance or Guidance()
    data = _bytes_of(file)
    if file.suffix.lower() in tables.SUFFIXES:
        table = tables.parse(data, str(file))
        if not (table and set(_PAIR) <= set(table[0].cells) and not set(NEEDED) <= set(table[0].cells)):
            return _import_table(workspace, table, file, write=write)
    return _import_reading(workspace, _reading(workspace, file, data, wanted), file, wanted.subject, write=write)


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise TmError(
            say("The file can't be read: {strerror}.", strerror=error.strerror), place=Place(str(file))
        ) from error


# --- tables of ours


def _import_table(workspace: Workspace, table: Sequence[Row], file: Path, *, write: bool) -> Imported:
    """Take in the rows of a table with our columns."""
    _check_columns(table[0].cells if table else {}, file)
    surplus = [_too_wide(row) for row in table if row.surplus]
    usable = [(row.number, row.cells) for row in table if not row.surplus]
    return _merged(workspace, usable, surplus, write=write)


def _too_wide(row: Row) -> Refusal:
    hint = say("Put a text with commas between quotation marks.")
    return Refusal(row.number, say("There are more cells than columns: “{surplus}”.", surplus=row.surplus[0]), hint)


def _check_columns(cells: Mapping[str, str], file: Path) -> None:
    """Refuse a table without the columns that are needed, or with one that would be ignored."""
    place = Place(str(file), 1)
    missing = [name for name in NEEDED if name not in cells]
    if missing:
        hint = say(
            "The first row names the columns: {names}. A word list has the columns source and target.",
            names=", ".join(COLUMNS),
        )
        raise FormatError(say("There is no column “{missing}”.", missing=missing[0]), place=place, hint=hint)
    unknown = next((name for name in cells if name not in COLUMNS), None)
    if unknown:
        close = difflib.get_close_matches(unknown, COLUMNS, n=1)
        hint = (
            say("Did you mean “{close}”?", close=close[0])
            if close
            else say("Delete it; there are: {names}.", names=", ".join(COLUMNS))
        )
        raise FormatError(say("The glossary has no column “{unknown}”.", unknown=unknown), place=place, hint=hint)


# --- other people's files


def _reading(workspace: Workspace, file: Path, data: bytes, wanted: Guidance) -> tbx.Reading:
    """Return what a file says in the workspace's languages."""
    suffix, known = file.suffix.lower(), set(codes(workspace))
    if suffix in _TERMINOLOGY:
        return tbx.read(data, file=str(file), language=lambda tag: code if (code := code_of(tag)) in known else None)
    if suffix not in _WORD_LISTS:
        hint = say("Known are: {names}.", names=", ".join((*_TERMINOLOGY, *tables.SUFFIXES, *_WORD_LISTS)))
        raise TmError(say("The name does not tell the format."), place=Place(str(file)), hint=hint)
    pairs, target = _WORD_LISTS[suffix](data, str(file))
    source, target = _languages(workspace, wanted, code_of(target) or "", file)
    return tbx.Reading(concepts=tuple(concepts_of(pairs, source, target)))


def _languages(workspace: Workspace, wanted: Guidance, said: str, file: Path) -> tuple[str, str]:
    """Return the two languages of a word list: those asked for, else the file's, else the workspace's."""
    source = wanted.source or workspace.source.code
    others = [code for code in codes(workspace) if code != source]
    target = wanted.target or said or (others[0] if len(others) == 1 else "")
    if not target:
        hint = say("Say it with --to {code}.", code=others[0] if others else "LANG")
        raise TmError(say("The file does not say its second language."), place=Place(str(file)), hint=hint)
    return known_code(source, workspace), known_code(target, workspace)


def _of_table(data: bytes, file: str) -> tuple[list[Pair], str]:
    table = tables.parse(data, file)
    return list(weblate.pairs_of_table([(row.number, row.cells) for row in table], file)), ""


def _of_catalog(data: bytes, file: str) -> tuple[list[Pair], str]:
    catalog = po.parse(decode(data, file), file=file)
    return list(weblate.pairs_of_catalog(catalog)), catalog.header.get("Language", "")


def _of_omegat(data: bytes, file: str) -> tuple[list[Pair], str]:
    return list(omegat.parse(data, file)), ""


def _of_toolkit(data: bytes, file: str) -> tuple[list[Pair], str]:
    """Return the pairs of a file that translate-toolkit reads."""
    from translate.storage.factory import getclass

    try:
        lines = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")  # UTX asks for them
        store = getclass(file).parsestring(lines)  # type: ignore[no-untyped-call]
        units = [unit for unit in store.units if unit.source and unit.target]
    except Exception as error:
        raise FormatError(
            say("The file can't be read: {error}.", error=error), place=Place(file), hint=say("Export it again.")
        ) from error
    pairs = [Pair(source=str(unit.source), target=str(unit.target), comment=unit.getnotes()) for unit in units]
    return pairs, store.gettargetlanguage() or ""


_TERMINOLOGY = (".tbx", ".xml", ".mtf")
_WORD_LISTS: Mapping[str, Callable[[bytes, str], tuple[list[Pair], str]]] = {
    **dict.fromkeys(tables.SUFFIXES, _of_table),
    **dict.fromkeys((".utf8", ".txt", ".tab"), _of_omegat),
    ".po": _of_catalog,
    **dict.fromkeys(_TOOLKIT, _of_toolkit),
}
"""Word lists by suffix: a function that gives the pairs and the tag of the second language, if the file says it."""


def _import_reading(workspace: Workspace, reading: tbx.Reading, file: Path, subject: str, *, write: bool) -> Imported:
    """Take in what a file says."""
    if subject and not is_subject(subject):
        raise TmError(
            say("“{subject}” can't name a subject.", subject=subject),
            hint=say("Use small Latin letters, digits and single hyphens."),
        )
    concepts: Iterable[Concept] = reading.concepts
    if subject:
        concepts = [msgspec.structs.replace(concept, subject=subject) for concept in concepts]
    home = subject or slug(file.name.partition(".")[0]) or "imported"
    adopted = adopt(concepts, load_glossary(workspace), source=workspace.source.code, subject=home, ours=reading.ours)
    unread = [Refusal(refused.place.line, refused.reason) for refused in reading.refused]
    done = _merged(workspace, adopted.rows, [*unread, *adopted.refused], write=write)
    overruled = {_OVERRULED: adopted.overruled} if adopted.overruled else {}
    return msgspec.structs.replace(done, left_out=reading.left_out, repaired={**reading.repaired, **overruled})


# --- writing


def _merged(
    workspace: Workspace, rows: Iterable[tuple[int, Mapping[str, str]]], refused: Iterable[Refusal], *, write: bool
) -> Imported:
    """Put rows into the glossary's files, or only say what that would change."""
    merged = merge(rows, load_glossary(workspace), codes(workspace))
    changes, stuck = _possible(merged.changes, workspace)
    texts = _new_texts(changes, workspace)
    for path, text in texts.items():
        load(text, file=workspace.shown(path), subject=path.stem, languages=codes(workspace))
    for path, text in texts.items() if write else ():
        write_atomically(path, text.encode())
    return Imported(
        changes=tuple(changes),
        refused=tuple(sorted((*merged.refused, *refused, *stuck), key=lambda refusal: refusal.row)),
        unchanged=merged.unchanged,
        files=tuple(texts),
    )


def _file_of(change: Change, workspace: Workspace) -> Path:
    place = change.old.place if change.old else None
    return workspace.root / place.file if place else workspace.glossary / f"{change.new.subject}.toml"


def _possible(changes: Iterable[Change], workspace: Workspace) -> tuple[list[Change], list[Refusal]]:
    """Return the changes that can be made by program, and why the others can't."""
    possible: list[Change] = []
    stuck: list[Refusal] = []
    known: dict[Path, frozenset[str]] = {}
    for change in changes:
        path = _file_of(change, workspace)
        if change.old and path not in known:
            known[path] = amendable(text_of(path))
        if change.old and change.old.id not in known[path]:
            message = say("“{id}” is not written as one [{id}] table with keys such as xx.preferred.", id=change.new.id)
            stuck.append(Refusal(change.row, message, say("Change it by hand in {path}.", path=workspace.shown(path))))
        else:
            possible.append(change)
    return possible, stuck


def _new_texts(changes: Sequence[Change], workspace: Workspace) -> dict[Path, str]:
    """Return the texts of the files that change."""
    texts: dict[Path, str] = {}
    languages = codes(workspace)
    for path in dict.fromkeys(_file_of(change, workspace) for change in changes):
        here = [change for change in changes if _file_of(change, workspace) == path]
        text = amended(text_of(path), [(change.old, change.new) for change in here if change.old], languages)
        for change in here:
            text = text if change.old else appended(text, change.new, languages)
        texts[path] = text
    return texts
