"""XLIFF in: the units of any XLIFF 1.0 to 2.2, one at a time, and the reasons for those that can't be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import BinaryIO

import msgspec

from tm.errors import Place
from tm.formats.refused import Refused
from tm.formats.xliff import fields
from tm.formats.xliff.element import Unreadable, element_of
from tm.formats.xliff.model import Entry
from tm.formats.xliff.parts import Parts
from tm.formats.xliff.read_1 import parts_1
from tm.formats.xliff.read_2 import parts_2
from tm.formats.xliff.split import Piece, split
from tm.formats.xliff.tags import Content
from tm.formats.xml_text import decoded
from tm.messages import say
from tm.model import Unit, Variant

_SHOWN = 400
_LANGUAGES = (("srcLang", "source-language"), ("trgLang", "target-language"))
_PLURALS = frozenset({"x-gettext-plurals", "gettext:plurals"})


def read(
    stream: BinaryIO,
    *,
    file: str,
    language: Callable[[str], str | None] | None = None,
    repaired: Callable[[str], None] | None = None,
    default: tuple[str, str] = ("", ""),
) -> Iterator[Unit | Refused]:
    """Read the units of an XLIFF file as they come, and give in place of a unit that can't be read the reason.

    `file` is the name for places and origins. `language` turns a language tag of the file into a code of ours, None for
    a language that is not wanted; without it tags are taken as they are. `repaired` is told what was put right.
    `default` are the codes of source and target language where the file does not say them. A unit nobody has
    translated has its source only.

    A unit has the id it has in the file; from the second `<file>` in it on the number of that one stands before it.

    :raises FormatError: the file is no XLIFF or ends in the middle; units before the fault have been given by then.
    """
    for item in entries(stream, file=file, language=language, repaired=repaired, default=default):
        yield item.unit if isinstance(item, Entry) else item


def entries(
    stream: BinaryIO,
    *,
    file: str,
    language: Callable[[str], str | None] | None = None,
    repaired: Callable[[str], None] | None = None,
    default: tuple[str, str] = ("", ""),
) -> Iterator[Entry | Refused]:
    """Read the units as `read` does, with the proposals and terms that stand beside them."""
    reader = _Reader(file, language or str, repaired or _nobody, default)
    for piece in split(decoded(stream, file=file), file=file):
        if piece.name in {"trans-unit", "unit"}:
            yield reader.entry(piece)
        else:
            reader.structure(piece)


def _nobody(_: str) -> None:
    """Take note of nothing."""


class _Reader:
    """A file while it is being read: where in its structure the next unit stands."""

    def __init__(
        self,
        file: str,
        language: Callable[[str], str | None],
        repaired: Callable[[str], None],
        default: tuple[str, str],
    ) -> None:
        self.file = file
        self.language = language
        self.repaired = repaired
        self.default = default
        self.open: list[Mapping[str, str]] = []
        """The attributes of the elements that are open, the root first."""
        self.namespaces: dict[str, str] = {}
        """All declarations met so far: a later one of a prefix holds."""
        self.files = 0
        self.form: int | None = None
        """The next plural form inside a group of them."""

    def structure(self, piece: Piece) -> None:
        """Take a tag of the file's structure."""
        if piece.name.startswith("/"):
            if self.open:
                self.open.pop()
            self.form = None
            return
        attributes = piece.attributes
        self.open.append(attributes)
        self.namespaces = self.namespaces | {
            name: value for name, value in attributes.items() if name.startswith("xmlns")
        }
        self.files += piece.name == "file"
        self.form = 0 if {attributes.get("restype"), attributes.get("type")} & _PLURALS else None

    def said(self, *names: str) -> str:
        """Return the first of these attributes that an open element has, the innermost element first."""
        return next((one[name] for one in reversed(self.open) for name in names if one.get(name)), "")

    def entry(self, piece: Piece) -> Entry | Refused:
        """Read one unit."""
        form = self.form
        if self.form is not None:
            self.form += 1
        try:
            return self.read(piece, form)
        except Unreadable as error:
            text = " ".join(piece.text[:_SHOWN].split()).encode("utf-8", "backslashreplace").decode()
            return Refused(reason=error.reason, place=Place(self.file, error.line), text=text)

    def read(self, piece: Piece, form: int | None) -> Entry:
        element, mended = element_of(piece, self.namespaces)
        if mended:
            self.repaired("control characters and references mended")
        parts = (parts_1 if piece.name == "trans-unit" else parts_2)(element)
        if any(one and one.mended for one in (parts.source, parts.target)):
            self.repaired("inline tags without a partner")
        original = self.said("original")
        try:
            found = fields.back(self.properties(parts, form), statement=PurePath(original or self.file).stem)
        except (ValueError, msgspec.ValidationError) as error:
            what = say("What the unit says of itself can't be read: {error}.", error=error)
            raise Unreadable(what, piece.line) from error
        variants = self.variants(parts, found.sides, piece.line)
        return Entry(
            unit=Unit(
                id=self.id(parts),
                variants=variants,
                origin=found.origin,
                notes=parts.notes,
                history=found.history,
                properties=found.properties,
            ),
            place=Place(self.file, piece.line),
            original=original,
            language=self.wanted(parts, 1) or "",
            proposals=parts.proposals,
            glossary=parts.glossary,
        )

    def id(self, parts: Parts) -> str:
        return parts.id if self.files <= 1 else f"{self.files}:{parts.id}"

    def properties(self, parts: Parts, form: int | None) -> Iterator[tuple[str, str]]:
        yield from parts.properties
        if form is not None:
            yield fields.PLURAL, str(form)

    def wanted(self, parts: Parts, index: int) -> str | None:
        """Return the code of the source (0) or target (1) language: empty where nobody says it, None if not wanted."""
        tag = parts.languages[index] or self.said(*_LANGUAGES[index]) or self.default[index]
        return self.language(tag) if tag else ""

    def variants(self, parts: Parts, sides: Sequence[Mapping[str, object]], line: int) -> tuple[Variant, ...]:
        """Return the variants in the languages that are wanted."""
        found: list[Variant] = []
        for index, content in enumerate((parts.source, parts.target)):
            if content is None:
                continue
            code = self.wanted(parts, index)
            if code == "":
                what = say("The file does not say its target language.")
                raise Unreadable(what if index else say("The file does not say its source language."), line)
            if code is not None:
                found.append(self.variant(code, content, parts, sides[index], target=index == 1))
        if not found:
            raise Unreadable(say("The unit has no text in any language that is wanted."), line)
        return tuple(found)

    def variant(
        self, code: str, content: Content, parts: Parts, side: Mapping[str, object], *, target: bool
    ) -> Variant:
        made = Variant(
            language=code,
            text=content.text,
            tags=content.tags,
            place=Place(self.file, parts.lines[target]),
            notes=parts.target_notes if target else parts.source_notes,
        )
        made = msgspec.structs.replace(made, **side)
        kept = parts.state[1] if target else ()
        return msgspec.structs.replace(
            made,
            state=parts.state[0] if target else made.state,
            properties=(*made.properties, *kept, *fields.segment_properties(content.segments, content.text)),
        )
