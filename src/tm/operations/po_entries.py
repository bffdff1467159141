"""PO entries as units that keep everything an entry says, and back: for XLIFF and whatever else carries properties.

`tm.formats.po.units` gives what a memory wants; here an untranslated entry is a unit, too, and contexts, references,
flags and comments are properties. Each form of a plural is a unit: `id[0]`, `id[1]`, …
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from tm.formats import po
from tm.formats.po.model import FUZZY
from tm.formats.xliff.fields import CONTEXT, EXTRACTED, FLAG, PLURAL, REFERENCE
from tm.model import State, Tag, TagKind, Unit, Variant
from tm.operations.catalogs import state_of
from tm.text.inline import literal, split

BASE = "x-tm-base"
"""The property with a digest of the translation as it was when it was sent out."""
_SOURCE_PLURAL = "x-msgid-plural"
_PREVIOUS = {"msgid": "x-previous-msgid", "msgctxt": "x-previous-msgctxt", "msgid_plural": "x-previous-msgid-plural"}
KEPT = (_SOURCE_PLURAL, *_PREVIOUS.values())
"""The properties that `tm.formats.xliff.fields` does not name: parts of an entry, too."""
_UNFINISHED = frozenset({State.FUZZY, State.MACHINE})


def digest(text: str) -> str:
    """Return eight hexadecimal digits that stand for a text, letter by letter."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def name_of(entry: po.Entry) -> str:
    """Return the id of an entry: the same wherever its message stands, another for another context."""
    said = "\0".join([*([] if entry.msgctxt is None else ["", entry.msgctxt]), entry.msgid])
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def units_of(catalog: po.Catalog, *, source: str, target: str) -> Iterator[Unit]:
    """Give the units of the entries that are not obsolete, in their order; markup in the texts becomes tags."""
    for entry in catalog.entries:
        if not entry.obsolete:
            yield from _units(entry, source, target)


def _units(entry: po.Entry, source: str, target: str) -> Iterator[Unit]:
    name = name_of(entry)
    plural = entry.msgid_plural is not None
    for form, text in enumerate(entry.msgstr):
        said = entry.msgid if form == 0 or entry.msgid_plural is None else entry.msgid_plural
        variants = [_variant(source, said, entry)]
        if text:
            variants.append(msgspec.structs.replace(_variant(target, text, entry), state=state_of(entry)))
        yield Unit(
            id=f"{name}[{form}]" if plural else name,
            variants=tuple(variants),
            notes=("\n".join(entry.comments),) if entry.comments and form == 0 else (),
            properties=(*_properties(entry, form), (BASE, digest(text))),
        )


def _variant(language: str, text: str, entry: po.Entry) -> Variant:
    plain, tags = split(text)
    if not plain:
        plain, tags = text, ()
    return Variant(language=language, text=plain, tags=tags, place=entry.place)


def _properties(entry: po.Entry, form: int) -> Iterator[tuple[str, str]]:
    """Yield what an entry says beside its texts; what is the same for all forms stands in the first."""
    if entry.msgid_plural is not None:
        yield PLURAL, str(form)
    if form:
        return
    if entry.msgctxt is not None:
        yield CONTEXT, entry.msgctxt
    if entry.msgid_plural is not None:
        yield _SOURCE_PLURAL, entry.msgid_plural
    yield from ((REFERENCE, one) for one in entry.references)
    yield from ((FLAG, one) for one in entry.flags if one != FUZZY)
    for field, name in _PREVIOUS.items():
        value = getattr(entry.previous, field, None)
        if value is not None:
            yield name, value
    yield from ((EXTRACTED, one) for one in entry.extracted)


def entries_of(units: Iterable[Unit], *, source: str, target: str) -> Iterator[po.Entry]:
    """Give the entries of units: what `units_of` made of an entry becomes the same entry again.

    A unit without a text in the source language is passed over.
    """
    said = ((unit, variant) for unit in units if (variant := unit.variant(source)))
    for _, forms in groupby(said, key=_Grouping()):
        yield _entry([unit for unit, _ in forms], source, target)


class _Grouping:
    """Numbers the entries that a row of units makes: a unit with a plural form above 0 belongs to the one before."""

    def __init__(self) -> None:
        self._number = 0
        self._form = -1

    def __call__(self, one: tuple[Unit, Variant]) -> int:
        form = form_of(one[0])
        self._number += form is None or form != self._form + 1 or form == 0
        self._form = -1 if form is None else form
        return self._number


def form_of(unit: Unit) -> int | None:
    """Return which plural form a unit is, from 0; None for one that is none."""
    number = property_of(unit, PLURAL) or ""
    return int(number) if number.isdecimal() else None


def property_of(unit: Unit, name: str) -> str | None:
    """Return the first property of a name, None where there is none."""
    return next((value for key, value in unit.properties if key == name), None)


def _entry(forms: Sequence[Unit], source: str, target: str) -> po.Entry:
    first = forms[0]
    translations = [unit.variant(target) for unit in forms]
    sources = [spelled(unit.variant(source), None) for unit in forms]
    plural = property_of(first, _SOURCE_PLURAL) or (sources[1] if len(forms) > 1 else sources[0])
    states = [one.state for one in translations if one]
    flags = [value for name, value in first.properties if name == FLAG]
    previous = {field: property_of(first, name) for field, name in _PREVIOUS.items()}
    return po.Entry(
        msgid=sources[0],
        msgid_plural=None if form_of(first) is None else plural,
        msgctxt=property_of(first, CONTEXT),
        msgstr=tuple(spelled(one, unit.variant(source)) for one, unit in zip(translations, forms, strict=True)),
        flags=tuple([FUZZY] * bool(_UNFINISHED & {*states}) + flags),
        comments=lines_of(first.notes),
        extracted=lines_of([value for name, value in first.properties if name == EXTRACTED]),
        references=tuple(value for name, value in first.properties if name == REFERENCE),
        previous=po.Previous(**previous) if any(value is not None for value in previous.values()) else None,
    )


def lines_of(notes: Iterable[str]) -> tuple[str, ...]:
    """Return notes as the lines of a comment."""
    return tuple(line for note in notes for line in note.split("\n"))


def spelled(variant: Variant | None, source: Variant | None) -> str:
    """Return a text with its markup written out, empty for none; a tag whose code is not known has its counterpart's.

    Tools send back `<x id="1"/>` for what was sent out with its code.
    """
    if variant is None:
        return ""
    codes = {(tag.kind, tag.id): tag.code for tag in (source.tags if source else ())}
    return literal(variant.text, (_coded(tag, codes) for tag in variant.tags))


def _coded(tag: Tag, codes: dict[tuple[TagKind, str], str]) -> Tag:
    return tag if tag.code else msgspec.structs.replace(tag, code=codes.get((tag.kind, tag.id), ""))
