"""Glossary files (TOML) into concepts, with every fault of every file reported in one pass at its line and column.

`load` is pure; `load_folder` reads the files of a glossary folder. The format is described in `docs/glossary.md`.
What makes a good glossary (homographs, terms that swallow each other) is not judged here, only what can't be read.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from tm.errors import ErrorList, GlossaryError, Place, TmError
from tm.glossary.flaws import flaws
from tm.glossary.toml_places import TomlPath, TomlPlaces, locate
from tm.messages import say
from tm.model import CaseRule, Concept, Gender, PartOfSpeech, Term, TermStatus
from tm.text.normalize import normalize

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PROSE = ("definition", "source", "note")


def load(text: str, *, file: str, subject: str, languages: Collection[str]) -> tuple[Concept, ...]:
    """Return the concepts of one file, in the order in which they are written.

    `file` is what places name, `subject` the subject field, `languages` the codes that terms may have.
    Raises `ErrorList` of `GlossaryError` with every fault of the file, in the order of their places.
    """
    concepts, errors = _read(text, file=file, subject=subject, languages=languages)
    if errors:
        raise ErrorList(errors)
    return concepts


def load_folder(
    folder: Path, languages: Collection[str], *, name: Callable[[Path], str] = Path.as_posix
) -> tuple[Concept, ...]:
    """Return the concepts of all `*.toml` files of a folder, sorted by id; each file's stem is its subject field.

    `name` says how a file is called in places.
    Raises `ErrorList` of `GlossaryError` with every fault of every file, and where an id stands in two files.
    """
    if not folder.is_dir():
        raise ErrorList([GlossaryError(say("There is no such glossary folder."), place=Place(name(folder)))])
    concepts: list[Concept] = []
    errors: list[TmError] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            text = _text(path, name(path))
        except GlossaryError as error:
            errors.append(error)
            continue
        found, faults = _read(text, file=name(path), subject=path.stem, languages=languages)
        concepts += found
        errors += faults
    errors += _doubles(concepts)
    if errors:
        raise ErrorList(sorted(errors, key=_by_place))
    return tuple(sorted(concepts, key=lambda concept: concept.id))


def _text(path: Path, file: str) -> str:
    """Return the text of a file; `file` is what it is called in places."""
    try:
        data = path.read_bytes()
        return data.decode("utf-8")
    except OSError as error:
        place = Place(file)
        raise GlossaryError(say("The file can't be read: {strerror}.", strerror=error.strerror), place=place) from error
    except UnicodeDecodeError as error:
        place = Place(file, data.count(b"\n", 0, error.start) + 1)
        raise GlossaryError(say("The file is not UTF-8."), place=place, hint=say("Save it again as UTF-8.")) from error


def _read(
    text: str, *, file: str, subject: str, languages: Collection[str]
) -> tuple[tuple[Concept, ...], list[TmError]]:
    """Return what could be read of a file, and what is wrong with it."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return (), [_syntax_error(str(error), file, text)]
    reader = _Reader(file, locate(text), languages)
    concepts = tuple(reader.concepts(document, subject))
    return concepts, sorted(reader.errors, key=_by_place)


def _syntax_error(message: str, file: str, text: str) -> GlossaryError:
    """Return the parser's complaint with its place and with what to do about it."""
    what, _, where = message.partition(" (at ")
    numbers = [int(number) for number in re.findall(r"\d+", where)]
    if not numbers:
        numbers = [text.count("\n") + 1, len(text) - text.rfind("\n")]
    found = (hint for start, hint in _syntax_hints().items() if what.startswith(start))
    hint = next(found, say("See https://toml.io for the rules."))
    return GlossaryError(say("This is not TOML: {what!s}.", what=what), place=Place(file, *numbers[:2]), hint=hint)


def _syntax_hints() -> dict[str, str]:
    """Return what to do, by how the parser's complaint begins."""
    return {
        "Cannot declare": say("Give each concept a name of its own, once in all files."),
        "Cannot overwrite": say('Write each key once; several terms make a list: ["one", "two"].'),
        "Illegal character": say("Close the quotation mark on the line where it opens."),
        "Unclosed array": say("Put a comma between the strings of a list and ] at its end."),
        "Unclosed inline table": say(
            "Put a comma between the keys inside {left} {right} and {right} at the end.", left="{", right="}"
        ),
        "Invalid initial character for a key part": say(
            "Keep everything from {left} to {right} on one line.", left="{", right="}"
        ),
        "Invalid value": say('Put the text between straight double quotation marks: "…".'),
        "Invalid statement": say("Begin the line with a key, a [concept] or a # comment."),
        "Expected '='": say("Write a key as Latin letters, digits and hyphens, then =."),
        "Expected ']'": say("Close the name of the concept with ]."),
        "Expected newline": say("Begin a new line after each value; several terms make a list."),
        "Unescaped": say("Write a backslash twice: \\\\."),
    }


def _by_place(error: TmError) -> Place:
    return error.place or Place("")


def _doubles(concepts: Iterable[Concept]) -> Iterator[GlossaryError]:
    """Complain of every concept whose id another file already has."""
    first: dict[str, Concept] = {}
    for concept in concepts:
        other = first.setdefault(concept.id, concept)
        if other is not concept:
            message = say("The concept “{id}” stands at {place} already.", id=concept.id, place=other.place)
            yield GlossaryError(message, place=concept.place, hint=say("Merge the two or give one another name."))


class _Reader:
    """One file being read: it collects what is wrong and goes on."""

    def __init__(self, file: str, places: TomlPlaces, languages: Collection[str]) -> None:
        self.errors: list[TmError] = []
        self._file = file
        self._places = places
        self._languages = tuple(languages)

    def concepts(self, document: Mapping[str, object], subject: str) -> Iterator[Concept]:
        for name, table in document.items():
            if not isinstance(table, dict):
                hint = say("Begin a concept with its name: [milli-majlis].")
                self._fault((name,), say("“{name}” stands outside a concept.", name=name), hint, key=True)
            else:
                yield self._concept(name, table, subject)

    def _concept(self, name: str, table: Mapping[str, object], subject: str) -> Concept:
        if not _ID.fullmatch(name):
            hint = say("Use small Latin letters, digits and single hyphens: milli-majlis.")
            self._fault((name,), say("“{name}” can't name a concept.", name=name), hint)
        keys = (*_PROSE, *self._languages)
        what = say("a key of a concept or a language of this glossary")
        self._check_keys((name,), table, keys, what)
        prose = {key: self.read_text((name, key), table[key]) or "" for key in _PROSE if key in table}
        terms = [term for code in table if code in self._languages for term in self._terms((name, code), table[code])]
        if not any(key in self._languages for key in table):
            hint = say('Give each language its term: en.preferred = "…".')
            self._fault((name,), say("“{name}” has no terms.", name=name), hint)
        self._check_doubles(terms)
        return Concept(id=name, subject=subject, terms=tuple(terms), place=self._place((name,)), **prose)

    def _terms(self, path: TomlPath, table: object) -> Iterator[Term]:
        """Read the terms of one language: a table of statuses."""
        if not isinstance(table, dict):
            hint = say('Write {key} = "…".', key=f"{path[-1]}.{TermStatus.PREFERRED}")
            self._fault(path, say("A term needs a status."), hint)
            return
        statuses = tuple(TermStatus)
        known = self._check_keys(path, table, statuses, say("a status of a term"))
        if known and TermStatus.PREFERRED not in table:
            message = say("“{path}” has terms in {path2} but none is preferred.", path=path[0], path2=path[-1])
            self._fault(path, message, say('Add {key} = "…".', key=f"{path[-1]}.{TermStatus.PREFERRED}"))
        for status in (status for status in table if status in statuses):
            yield from self._status((*path, status), table[status], TermStatus(status))

    def _status(self, path: TomlPath, value: object, status: TermStatus) -> Iterator[Term]:
        """Read the terms of one language that have one status: one term or a list."""
        if status is TermStatus.PREFERRED and isinstance(value, list) and len(value) != 1:
            hint = say("Keep one and move the others to {path}.{admitted}.", path=path[1], admitted=TermStatus.ADMITTED)
            self._fault(path, say("{number} terms are preferred; it must be one.", number=len(value)), hint)
        for where, item in _items(path, value):
            fields = self._fields(where, item) if isinstance(item, dict) else {"text": self.read_text(where, item)}
            if fields.get("text"):
                place = self._place((*where, "term") if isinstance(item, dict) else where)
                yield Term(language=str(path[1]), status=status, place=place, **fields)

    def _fields(self, path: TomlPath, table: Mapping[str, object]) -> dict[str, Any]:
        """Return the fields of a term in braces; a key that can't be read is left out."""
        self._check_keys(path, table, tuple(_FIELDS), say("a key of a term"))
        if "term" not in table:
            self._fault(path, say("The term itself is missing."), say('Add term = "…" between the braces.'))
        fields: dict[str, Any] = {}
        for key in (key for key in table if key in _FIELDS):
            name, read = _FIELDS[key]
            value = read(self, (*path, key), table[key])
            if value is not None:
                fields[name] = value
        if fields.get("abbreviation"):
            fields.setdefault("case", CaseRule.EXACT)
        return fields

    def read_text(self, path: TomlPath, value: object) -> str | None:
        if not isinstance(value, str):
            what = say("This must be text, not {kind}.", kind=_kind(value))
            self._fault(path, what, say('Put it between quotation marks: "…".'))
            return None
        prose = path[-1] in _PROSE
        for what, hint in flaws(value, prose=prose):
            self._fault(path, what, hint)
        return " ".join(value.split()) if prose else value

    def read_texts(self, path: TomlPath, value: object) -> tuple[str, ...]:
        texts = [self.read_text(where, item) for where, item in _items(path, value)]
        return tuple(text for text in texts if text)

    def read_flag(self, path: TomlPath, value: object) -> bool | None:
        if isinstance(value, bool):
            return value
        what = say("“{key}” is true or false, not {kind}.", key=path[-1], kind=_kind(value))
        self._fault(path, what, say("Write it without quotation marks."))
        return None

    def read_date(self, path: TomlPath, value: object) -> dt.date | None:
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        hint = say("Write year-month-day without quotation marks: 2009-01-19.")
        self._fault(path, say("“{key}” is a date, not {kind}.", key=path[-1], kind=_kind(value)), hint)
        return None

    def read_case(self, path: TomlPath, value: object) -> CaseRule | None:
        return cast(CaseRule | None, self._choice(path, value, CaseRule))

    def read_part_of_speech(self, path: TomlPath, value: object) -> PartOfSpeech | None:
        return cast(PartOfSpeech | None, self._choice(path, value, PartOfSpeech))

    def read_gender(self, path: TomlPath, value: object) -> Gender | None:
        return cast(Gender | None, self._choice(path, value, Gender))

    def _choice(self, path: TomlPath, value: object, choices: type[StrEnum]) -> StrEnum | None:
        if isinstance(value, str) and value in tuple(choices):
            return choices(value)
        what = (
            say("“{key}” can't be “{value}”.", key=path[-1], value=value)
            if isinstance(value, str)
            else say("“{key}” can't be {kind}.", key=path[-1], kind=_kind(value))
        )
        self._fault(path, what, _suggest(str(value), tuple(choices)))
        return None

    def _check_keys(self, path: TomlPath, table: Mapping[str, object], keys: tuple[str, ...], what: str) -> bool:
        """Complain of each key that isn't one of `keys`; tell whether all are."""
        unknown = [key for key in table if key not in keys]
        for key in unknown:
            self._fault((*path, key), say("“{key}” is not {what}.", key=key, what=what), _suggest(key, keys), key=True)
        return not unknown

    def _check_doubles(self, terms: Iterable[Term]) -> None:
        """Complain of each term that the concept already has in that language."""
        first: dict[tuple[str, str], Term] = {}
        for term in terms:
            other = first.setdefault((term.language, normalize(term.text)), term)
            if other is not term:
                line = other.place.line if other.place else 0
                what = say(
                    "“{text}” stands twice in one concept: {before} in line {line}, here {status}.",
                    text=term.text,
                    before=other.status,
                    line=line,
                    status=term.status,
                )
                self.errors.append(GlossaryError(what, place=term.place, hint=say("Keep one of the two.")))

    def _place(self, path: TomlPath, *, key: bool = False) -> Place:
        position = self._places.of_key(path) if key else self._places.of(path)
        return Place(self._file, position.line, position.column)

    def _fault(self, path: TomlPath, what: str, hint: str, *, key: bool = False) -> None:
        self.errors.append(GlossaryError(what, place=self._place(path, key=key), hint=hint))


_FIELDS: Mapping[str, tuple[str, Callable[[_Reader, TomlPath, object], object]]] = {
    "term": ("text", _Reader.read_text),
    "abbreviation": ("abbreviation", _Reader.read_flag),
    "case": ("case", _Reader.read_case),
    "forms": ("forms", _Reader.read_texts),
    "not-forms": ("not_forms", _Reader.read_texts),
    "pos": ("part_of_speech", _Reader.read_part_of_speech),
    "gender": ("gender", _Reader.read_gender),
    "invariable": ("invariable", _Reader.read_flag),
    "derivations": ("derivations", _Reader.read_texts),
    "since": ("since", _Reader.read_date),
    "until": ("until", _Reader.read_date),
    "source": ("source", _Reader.read_text),
    "note": ("note", _Reader.read_text),
}
"""The keys of a term in a file: the field of `Term` each fills, and how it is read."""


def _items(path: TomlPath, value: object) -> list[tuple[TomlPath, object]]:
    """Return what stands at a path as a list, each item with its own path: one value is a list of one."""
    return [((*path, index), item) for index, item in enumerate(value)] if isinstance(value, list) else [(path, value)]


def _suggest(wrong: str, choices: tuple[str, ...]) -> str:
    """Return the advice to write the nearest choice, or any of them."""
    near = get_close_matches(wrong.casefold(), choices, n=1)
    if near:
        return say("Did you mean “{close}”?", close=near[0])
    return say("Choose from: {names}.", names=", ".join(choices))


def _kind(value: object) -> str:
    """Return what a terminologist calls a value of this type."""
    kinds = {str: say("text"), bool: say("true or false"), list: say("a list"), dict: say("a table")}
    return kinds.get(type(value), say("a number or a date"))
