"""The workspace: the folder with `tm.toml`, read into one frozen value.

The file says which language is translated into which, where the folders are and how strict the linter is. Everything
has a default but the languages. All faults of the file are reported at once, each in its place.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec

from tm import languages
from tm.errors import ErrorList, Place, TmError, WorkspaceError
from tm.glossary.toml_places import Position, TomlPath, TomlPlaces, locate
from tm.language import Language
from tm.lint.finding import Severity
from tm.lint.policy import Scope, known_selectors, meant
from tm.messages import say

FILE = "tm.toml"
STATE = ".tm"
"""The folder of the memory. Never committed; made anew from `memory.tmx`, all but what was imported."""


class _Table(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """A table of `tm.toml`; keys are written with hyphens."""


class Folders(_Table, frozen=True):
    """Where things are, relative to the workspace."""

    sources: str = "sources"
    glossary: str = "glossary"
    locales: str = "locales"


class AlignSettings(_Table, frozen=True):
    """How far the aligner is trusted."""

    review_below: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.8
    """Pairs with a lower confidence go into the PO as fuzzy."""


class LintSettings(_Table, frozen=True):
    """How strict the linter is."""

    select: tuple[str, ...] = ()
    """Codes or families (`TM4`) of rules that run beside the default ones."""
    ignore: tuple[str, ...] = ()
    """Codes or families of rules that don't run."""
    severity: dict[str, Severity] = {}
    """Severities by code or family, where they differ from the rule's own."""
    paths: tuple[Scope, ...] = ()
    """What holds for some files only; the later entry wins."""


Points = Annotated[int, msgspec.Meta(ge=0, le=102)]
"""What is taken off a score."""


class StateTrust(_Table, frozen=True):
    """Points taken off a match for the state of its translation."""

    fuzzy: Points = 10
    machine: Points = 10
    aligned: Points = 0
    translated: Points = 0
    reviewed: Points = 0


class Deduction(_Table, frozen=True):
    """Points taken off a match, and the word that says why."""

    points: Points
    reason: str


class TrustSettings(_Table, frozen=True):
    """How much less a match is worth for where it comes from."""

    states: StateTrust = StateTrust()
    origins: dict[str, Points | Deduction] = {}
    """By memory (`imports/agency.tmx`) or statement; `*` and `?` stand for any letters. Every key that fits counts."""
    reviewed: tuple[str, ...] = ()
    """PO files, relative to the workspace, whose finished translations all count as reviewed; `*` and `?` as above."""


class Config(_Table, frozen=True, kw_only=True):
    """`tm.toml` as it is written."""

    source: str
    targets: tuple[str, ...]
    folders: Folders = Folders()
    align: AlignSettings = AlignSettings()
    lint: LintSettings = LintSettings()
    trust: TrustSettings = TrustSettings()


class Workspace(msgspec.Struct, frozen=True, kw_only=True):
    """A workspace: its languages, folders and settings."""

    root: Path
    source: Language
    targets: tuple[Language, ...]
    config: Config

    @property
    def languages(self) -> tuple[Language, ...]:
        """All languages, the source first."""
        return (self.source, *self.targets)

    @property
    def sources(self) -> Path:
        """The folder of statements."""
        return self.root / self.config.folders.sources

    @property
    def statements(self) -> list[Path]:
        """The folders of the statements, by name; none where there is no folder of sources."""
        if not self.sources.is_dir():
            return []
        return sorted(path for path in self.sources.iterdir() if path.is_dir() and path.name[0] != ".")

    @property
    def glossary(self) -> Path:
        """The folder of concepts."""
        return self.root / self.config.folders.glossary

    @property
    def locales(self) -> Path:
        """The folder of PO files and `memory.tmx`."""
        return self.root / self.config.folders.locales

    @property
    def tmx(self) -> Path:
        """The memory as a file for review and exchange."""
        return self.locales / "memory.tmx"

    @property
    def database(self) -> Path:
        """The memory as it is searched."""
        return self.root / STATE / "memory.db"

    def shown(self, path: Path) -> str:
        """Return a path as messages print it: relative to the workspace where it lies inside, with forward slashes."""
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
        return (absolute.relative_to(self.root) if absolute.is_relative_to(self.root) else path).as_posix()


def find(start: Path) -> Path:
    """Return the nearest folder, from `start` upwards, that holds a `tm.toml`; `WorkspaceError` where none does."""
    absolute = start.resolve()
    for folder in (absolute, *absolute.parents):
        if (folder / FILE).is_file():
            return folder
    raise WorkspaceError(
        say("no {file} in {start} or in a folder above it.", file=FILE, start=start),
        hint=say("Run `tm init` to start a workspace here."),
    )


def load(root: Path) -> Workspace:
    """Read the workspace in a folder; `ErrorList` with everything that is wrong with its `tm.toml`."""
    path = root / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"{error}.", place=Place(FILE), hint=say("Make it a readable UTF-8 file.")) from error
    workspace = parse(text, root=root)
    missing = [_missing_folder(workspace, field, text) for field in ("sources", "glossary", "locales")]
    if any(missing):
        raise ErrorList([fault for fault in missing if fault])
    return workspace


_MAY_BE_MISSING = frozenset({"sources", "locales"})
"""Folders that count as empty where they are missing (git keeps no empty ones), unless another has nearly the name."""


def _missing_folder(workspace: Workspace, field: str, text: str) -> TmError | None:
    name = getattr(workspace.config.folders, field)
    if (workspace.root / name).is_dir():
        return None
    siblings = sorted(path.name for path in workspace.root.iterdir() if path.is_dir() and path.name[0] != ".")
    close = difflib.get_close_matches(name, siblings, n=1)
    if not close and field in _MAY_BE_MISSING:
        return None
    hint = (
        say("Did you mean {close!r}?", close=close[0])
        if close
        else say("Create it, or say where it is: `{field}` under [folders].", field=field)
    )
    position = locate(text).of(("folders", field))
    return WorkspaceError(say("folder {name!r} does not exist.", name=name), place=_place(position), hint=hint)


def place_of(workspace: Workspace, setting: TomlPath) -> Place:
    """Return where a setting stands in `tm.toml`; the whole file where it can't be found."""
    try:
        text = (workspace.root / FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return Place(FILE)
    return _place(locate(text).of(setting))


def _place(position: Position) -> Place:
    return Place(FILE, position.line, position.column)


def parse(text: str, *, root: Path) -> Workspace:
    """Read the text of a `tm.toml`; `ErrorList` with everything that is wrong with it."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(error, text) from error
    checked = _Checked(text)
    config = checked.config(data)
    known = {code: checked.language(code, path) for path, code in _codes(data)}
    if checked.errors or config is None:
        raise ErrorList(sorted(checked.errors, key=lambda error: error.place or Place("")))
    languages_ = [language for code in (config.source, *config.targets) if (language := known[code])]
    return Workspace(root=root, source=languages_[0], targets=tuple(languages_[1:]), config=config)


def _syntax_error(error: tomllib.TOMLDecodeError, text: str) -> WorkspaceError:
    message, _, where = str(error).partition(" (at ")
    numbers = [int(number) for number in re.findall(r"[0-9]+", where)]
    lines = text.splitlines() or [""]
    line, column = numbers or (len(lines), len(lines[-1]) + 1)
    return WorkspaceError(
        say("not valid TOML: {message}.", message=message), place=Place(FILE, line, column), hint=say("Mend it there.")
    )


def _codes(data: Mapping[str, Any]) -> Iterator[tuple[TomlPath, str]]:
    """Return the language codes of the file and where they stand; other values are somebody else's error."""
    targets = data.get("targets")
    named: list[tuple[TomlPath, object]] = [(("source",), data.get("source"))]
    named += [(("targets", index), code) for index, code in enumerate(targets if isinstance(targets, list) else [])]
    return ((path, code) for path, code in named if isinstance(code, str))


class _Checked:
    """Reads values and collects what is wrong with them."""

    def __init__(self, text: str) -> None:
        self.places: TomlPlaces = locate(text)
        self.errors: list[TmError] = []
        self._seen: set[str] = set()

    def config(self, data: dict[str, Any]) -> Config | None:
        self._unknown_keys(data, Config, ())
        self._rules(data)
        if self.errors:
            return None
        try:
            return msgspec.convert(data, Config)
        except msgspec.ValidationError as error:
            message, _, path = str(error).partition(" - at ")
            keys = tuple(
                int(key) if key.isdigit() else key
                for key in path.strip("`$.").replace("[", ".").replace("]", "").split(".")
                if key
            )
            self._add(f"{message[:1].lower()}{message[1:]}.", keys, say("Correct the value."))
            return None

    def language(self, code: str, path: TomlPath) -> Language | None:
        try:
            language = languages.get(code)
        except TmError as error:
            self._add(error.message, path, error.hint)
            return None
        if language.code in self._seen:
            self._add(
                say("language {code!r} is named twice.", code=code),
                path,
                say("Name each language once, the source not among the targets."),
            )
        self._seen.add(language.code)
        return language

    def _unknown_keys(self, data: Mapping[str, Any], table: type[msgspec.Struct], path: TomlPath) -> None:
        fields = {field.encode_name: field.type for field in msgspec.structs.fields(table)}
        for key, value in data.items():
            here = (*path, key)
            if key not in fields:
                self._add(say("unknown key {key!r}.", key=key), here, _suggest(key, fields), at_key=True)
            elif isinstance(value, dict) and isinstance(fields[key], type) and issubclass(fields[key], msgspec.Struct):
                self._unknown_keys(value, fields[key], here)

    def _rules(self, data: Mapping[str, Any]) -> None:
        lint = data.get("lint", {})
        if not isinstance(lint, dict):
            return
        self._rule_table(lint, ("lint",))
        scopes = lint.get("paths", [])
        for index, scope in enumerate(scopes if isinstance(scopes, list) else []):
            if isinstance(scope, dict):
                path = ("lint", "paths", index)
                self._unknown_keys(scope, Scope, path)
                self._rule_table(scope, path)

    def _rule_table(self, table: Mapping[str, Any], path: TomlPath) -> None:
        """Check the codes and severities of one table."""
        known = known_selectors()
        for key in ("select", "ignore"):
            codes = table.get(key, [])
            for index, code in enumerate(codes if isinstance(codes, list) else []):
                if code not in known:
                    self._add(say("unknown rule {code!r}.", code=code), (*path, key, index), _suggest_rule(str(code)))
        severity = table.get("severity", {})
        for code, level in (severity if isinstance(severity, dict) else {}).items():
            here = (*path, "severity", code)
            if code not in known:
                self._add(say("unknown rule {code!r}.", code=code), here, _suggest_rule(code), at_key=True)
            if level not in list(Severity):
                self._add(say("unknown severity {level!r}.", level=level), here, _suggest(str(level), list(Severity)))

    def _add(self, message: str, path: TomlPath, hint: str, *, at_key: bool = False) -> None:
        position = self.places.of_key(path) if at_key else self.places.of(path)
        self.errors.append(WorkspaceError(message, place=_place(position), hint=hint))


def _suggest(word: str, known: Mapping[str, object] | list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return say("Did you mean {close!r}?", close=close[0]) if close else say("Known: {names}.", names=", ".join(known))


def _suggest_rule(code: str) -> str:
    close = meant(code)
    return say("Did you mean {close!r}?", close=close) if close else say("`tm lint --explain all` lists the rules.")


def starting_config(source: str, targets: tuple[str, ...]) -> str:
    """Return the text of a new `tm.toml` with every default written out."""
    listed = ", ".join(f'"{target}"' for target in targets)
    return f"""\
source = "{source}"
targets = [{listed}]

[folders]
sources = "sources"      # one folder a statement, one Markdown or text file a language: sources/notice/{source}.md
glossary = "glossary"    # one TOML file a subject field
locales = "locales"      # PO files and memory.tmx, written by `tm build`

[align]
review-below = 0.8       # pairs of sentences with a lower confidence become fuzzy

[lint]
select = []              # codes of rules that run beside the default ones; "TM4" is a family
ignore = []              # codes of rules that don't run

[lint.severity]          # error, warning or info, where it should differ from the rule's own

# [[lint.paths]]         # select, ignore and severity for some files only; as many of these tables as you like
# path = "locales/{targets[0]}/**"
# ignore = ["TM4"]

[trust]
reviewed = []            # PO files whose finished translations count as reviewed: "locales/az/*"

[trust.states]           # points off a match of the memory, by the state of its translation
fuzzy = 10
machine = 10
aligned = 0
translated = 0
reviewed = 0

[trust.origins]          # by memory or statement: "imports/*" = {{ points = 3, reason = "foreign" }}
"""  # noqa: S608 - "select" is a key of ours
