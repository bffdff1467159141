"""What each CAT tool wants its files to be like: data, and nothing that decides.

The values were tried with the tool itself where it runs here (OmegaT 3.6, translate-toolkit, Weblate's importer); for
the others they follow the tool's documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

import msgspec

from tm.errors import TmError
from tm.formats import carriages
from tm.formats.loss import Carriage, Carried, Fate
from tm.messages import say
from tm.model import State


class CodeForm(StrEnum):
    """How a tool names a language."""

    SHORT = "short"
    """The language alone: `az`."""
    REGION = "region"
    """With the region: `az-AZ`."""
    SCRIPT = "script"
    """With the region, and the script where the language is written in several: `az-Latn-AZ`, `ru-RU`."""


class Inline(StrEnum):
    """How a tool takes inline markup."""

    LITERAL = "literal"
    """As part of the text, as the native codes are written."""
    ELEMENTS = "elements"
    """As `bpt`, `ept`, `ph`, `it`; markup that stands in a text becomes such too."""


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """The properties in which a tool keeps the neighbours of a segment."""

    before: str
    after: str = ""
    """Empty where the tool knows no following segment."""
    level: Literal["tu", "tuv"] = "tuv"
    """Where they stand: on the unit, or on the source text."""
    target: bool = False
    """True where the translation of the neighbour follows after ` | `."""


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """The properties in which a tool keeps how far a unit can be trusted."""

    level: str = "x-ConfirmationLevel"
    origin: str = "x-Origin"
    levels: Mapping[State, str]
    origins: Mapping[State, str]


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """How a project for one tool is written: one TMX for each pair of languages, and what the tool needs beside."""

    name: str
    form: CodeForm = CodeForm.SHORT
    inline: Inline = Inline.LITERAL
    segment: Literal["sentence", "paragraph"] = "paragraph"
    """The header's `segtype`; *paragraph* is never a reason for a tool to leave a unit of two sentences out."""
    file: str = "{pair}.tmx"
    """Name of the file of reviewed units, in the folder of the project."""
    others: Mapping[State, str] = msgspec.field(default_factory=dict)
    """The files of other units by state, `unreviewed` where it is not named."""
    unreviewed: str = "{pair}-unreviewed.tmx"
    context: Context | None = None
    status: Status | None = None
    without: frozenset[str] = frozenset()
    """Types of properties that the tool would take for something else."""
    project: bool = False
    """True for a folder with project file, sources and glossary (OmegaT); then a folder holds one pair."""
    carriage: Carriage
    next_step: str
    """What to do with the files, a sentence."""


_AS_TEXT = {**carriages.TMX, "inline tags": Carried(Fate.MAPPED, "native codes in the text")}
_PROPERTIES = Carried(
    Fate.MAPPED, "props; `file`, `id`, `prev`, `next` and `path` are left out, which OmegaT takes for its own"
)
_TRADOS = Status(
    levels={
        State.REVIEWED: "ApprovedTranslation",
        State.TRANSLATED: "Translated",
        State.ALIGNED: "Translated",
        State.MACHINE: "Draft",
        State.FUZZY: "Draft",
    },
    origins={State.ALIGNED: "Alignment", State.MACHINE: "MachineTranslation"},
)

PROFILES: tuple[Profile, ...] = (
    Profile(
        name="omegat",
        file="tm/auto/{pair}.tmx",
        others={
            State.TRANSLATED: "tm/penalty-005/{pair}.tmx",
            State.ALIGNED: "tm/penalty-010/{pair}.tmx",
            State.MACHINE: "tm/penalty-020/{pair}.tmx",
            State.FUZZY: "tm/penalty-030/{pair}.tmx",
        },
        without=frozenset({"file", "id", "prev", "next", "path"}),
        project=True,
        carriage={**_AS_TEXT, "properties": _PROPERTIES},
        next_step="Open the folder in OmegaT as a project.",
    ),
    Profile(
        name="trados",
        form=CodeForm.SCRIPT,
        inline=Inline.ELEMENTS,
        segment="sentence",
        context=Context(before="x-ContextContent", level="tu", target=True),
        status=_TRADOS,
        carriage=carriages.TMX,
        next_step="Import the files into a translation memory of the same languages.",
    ),
    Profile(
        name="memoq",
        form=CodeForm.REGION,
        inline=Inline.ELEMENTS,
        segment="sentence",
        context=Context(before="x-context-pre", after="x-context-post"),
        carriage=carriages.TMX,
        next_step="Import the files into a memory of the same languages, with context.",
    ),
    Profile(
        name="phrase",
        inline=Inline.ELEMENTS,
        segment="sentence",
        context=Context(before="context_prev", after="context_next"),
        carriage=carriages.TMX,
        next_step="Import the files into a translation memory of the same languages.",
    ),
    Profile(
        name="weblate",
        carriage=_AS_TEXT,
        next_step="Upload the files at Translation memory, Import.",
    ),
    Profile(
        name="generic",
        carriage=_AS_TEXT,
        next_step="Any CAT tool takes these files.",
    ),
)
"""All tools there are files for."""


def profile_named(name: str) -> Profile:
    """Return the profile of a tool; `TmError` where there is none, its hint lists those there are."""
    found = next((one for one in PROFILES if one.name == name), None)
    if found is None:
        known = ", ".join(one.name for one in PROFILES)
        raise TmError(say("there is no profile for {name!r}.", name=name), hint=say("Known: {known}.", known=known))
    return found


def tag_of(code: str, form: CodeForm) -> str:
    """Return a language's tag in the form a tool wants: region and script are those CLDR takes for likely.

    A code that names a region or a script already stays as it is, and so does one that CLDR does not know.
    """
    if form is CodeForm.SHORT or "-" in code:
        return code
    from babel import localedata
    from babel.core import get_global

    likely = get_global("likely_subtags").get(code, "").split("_")
    if len(likely) != _LIKELY:
        return code
    language, script, region = likely
    needed = form is CodeForm.SCRIPT and localedata.exists(f"{language}_{script}")
    return "-".join([language, *([script] if needed else []), region])


_LIKELY = 3
"""Language, script and region."""
