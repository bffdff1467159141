"""Formats that translate-toolkit reads and writes for us: bilingual files of tools we have no format of our own for.

The toolkit is loaded when one of them is used. It gives a source, a target, notes and whether a unit is fuzzy; what
else a file says is lost, and its carriage says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import PurePath
from typing import Any, BinaryIO

from tm.errors import FormatError, Place, TmError
from tm.formats import Format, Options
from tm.formats.loss import Carriage, Carried, Fate
from tm.formats.refused import Refused
from tm.messages import say
from tm.model import Origin, State, Unit, Variant
from tm.text.inline import spelled_out

CARRIAGE: Carriage = {
    "notes": Carried(Fate.MAPPED, "comment, where the file has such"),
    "state": Carried(Fate.MAPPED, "fuzzy or not, where the file has such"),
    "inline tags": Carried(Fate.MAPPED, "native codes in the text"),
}
_KINDS = {
    "wordfast": (".txt", "wordfast", "WordfastTMFile"),
    "qt": (".ts", "ts2", "tsfile"),
    "qt-phrases": (".qph", "qph", "QphFile"),
    "mo": (".mo", "mo", "mofile"),
}
"""The suffix, and the toolkit's module and class."""


def _store(kind: str) -> Any:  # noqa: ANN401 - the toolkit has no types
    """Return a new file of a kind, as the toolkit has it."""
    _, module, name = _KINDS[kind]
    return getattr(import_module(f"translate.storage.{module}"), name)()


def _parse(kind: str) -> Callable[[BinaryIO, str, Options], Iterator[Unit | Refused]]:
    def parse(stream: BinaryIO, file: str, options: Options) -> Iterator[Unit | Refused]:
        store = _store(kind)
        try:
            store.parse(stream.read())
        except Exception as error:
            hint = say("Check that the file is what its name says.")
            raise FormatError(
                say("The file can't be read as {kind}: {error}.", kind=kind, error=error), place=Place(file), hint=hint
            ) from error
        target = options.target_language or store.gettargetlanguage() or ""
        target = options.language(target) if target else None
        if not target:
            hint = say("Say which language it is translated into.")
            raise TmError(say("The file does not say which language it is in."), place=Place(file), hint=hint)
        for number, one in enumerate(store.units, 1):
            if not one.isheader() and one.source and one.target:
                yield _unit(one, options.source_language, target, Place(file, number))

    return parse


def _unit(one: Any, source: str, target: str, place: Place) -> Unit:  # noqa: ANN401 - the toolkit has no types
    said, text = str(one.source), str(one.target)
    key = f"{source}\0{said}\0{target}\0{text}"
    state = State.FUZZY if one.isfuzzy() else State.TRANSLATED
    note = one.getnotes()
    return Unit(
        id=hashlib.blake2b(key.encode(), digest_size=8).hexdigest(),
        variants=(Variant(language=source, text=said), Variant(language=target, text=text, state=state)),
        origin=Origin(statement=PurePath(place.file).stem),
        notes=(note,) if note else (),
    )


def _serialize(kind: str) -> Callable[[Iterable[Unit], BinaryIO, Options], tuple[Refused, ...]]:
    def serialize(units: Iterable[Unit], stream: BinaryIO, options: Options) -> tuple[Refused, ...]:
        store = _store(kind)
        store.setsourcelanguage(options.source_language)
        store.settargetlanguage(options.target_language)
        for unit in map(spelled_out, units):
            said, text = unit.variant(options.source_language), unit.variant(options.target_language)
            if said and text:
                _add(store, said, text, unit.notes)
        store.serialize(stream)
        return ()

    return serialize


def _add(store: Any, said: Variant, text: Variant, notes: Iterable[str]) -> None:  # noqa: ANN401 - see above
    one = store.addsourceunit(said.text)
    one.target = text.text
    for note in notes:
        one.addnote(note)
    if text.state in {State.FUZZY, State.MACHINE}:
        one.markfuzzy()


TOOLKIT: tuple[Format, ...] = tuple(
    Format(
        name=kind,
        suffixes=(suffix,),
        parse=_parse(kind),
        serialize=_serialize(kind),
        carriage=CARRIAGE,
        bilingual=True,
    )
    for kind, (suffix, _, _) in _KINDS.items()
)
"""The toolkit's formats, by name."""
