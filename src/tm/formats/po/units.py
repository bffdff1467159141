"""Between the entries of a catalogue and the units of a memory.

A PO file is one language pair: the source is not named in it, the target stands in the header. Contexts and references
have no place in a unit; whoever needs them works with the catalogue itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import PurePath

import msgspec

from tm.formats.po.model import FUZZY, Catalog, Entry
from tm.model import Origin, State, Unit, Variant

_UNSURE = frozenset({State.FUZZY, State.MACHINE})


def units(catalog: Catalog, *, source: str, target: str) -> Iterator[Unit]:
    """Give a unit for each translated entry that is not obsolete, and for each form of an entry with plural.

    `source` and `target` are language codes. The first of several plural forms goes with `msgid`, the others with
    `msgid_plural`. The same message has the same id in each file of a language.
    """
    statement = PurePath(catalog.file).stem
    for entry in catalog.entries:
        if entry.obsolete or not entry.translated:
            continue
        for index, (said, text) in enumerate(_forms(entry)):
            yield Unit(
                id=_id(entry, target, index),
                variants=(
                    Variant(language=source, text=said, place=entry.place),
                    Variant(
                        language=target,
                        text=text,
                        state=State.FUZZY if entry.fuzzy else State.TRANSLATED,
                        place=entry.place,
                    ),
                ),
                origin=Origin(statement=statement),
                notes=entry.comments,
            )


def entries(memory: Iterable[Unit], *, source: str, target: str) -> Iterator[Entry]:
    """Give an entry for each unit that has both languages; one that has not is passed over.

    A translation nobody has confirmed is fuzzy. Where the same source text comes again with another translation, the
    unit's id becomes its context, since PO allows a message only once; the same pair twice is one entry.
    """
    seen: dict[str, set[str]] = {}
    for unit in memory:
        said, text = unit.variant(source), unit.variant(target)
        if said is None or text is None:
            continue
        known = seen.setdefault(said.text, set())
        if text.text not in known:
            yield Entry(
                msgid=said.text,
                msgstr=(text.text,),
                msgctxt=unit.id if known else None,
                flags=(FUZZY,) if text.state in _UNSURE else (),
                comments=tuple(line for note in unit.notes for line in note.split("\n")),
            )
            known.add(text.text)


def catalog_of(memory: Iterable[Unit], *, header: Entry, source: str, target: str) -> Catalog:
    """Return a new catalogue of the units that have both languages."""
    return msgspec.structs.replace(
        Catalog(header_entry=header),
        entries=tuple(entries(memory, source=source, target=target)),
    )


def _forms(entry: Entry) -> list[tuple[str, str]]:
    """Pair each translation with the text it translates."""
    if entry.msgid_plural is None:
        return [(entry.msgid, entry.msgstr[0])]
    first = entry.msgid if len(entry.msgstr) > 1 else entry.msgid_plural
    return list(zip([first, *[entry.msgid_plural] * (len(entry.msgstr) - 1)], entry.msgstr, strict=True))


def _id(entry: Entry, target: str, index: int) -> str:
    said = "\0".join([target, entry.msgctxt or "", entry.msgid, str(index)])
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
