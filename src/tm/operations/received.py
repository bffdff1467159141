"""Units that other programs hand over one by one, not as a file of the workspace."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from typing import Protocol

import msgspec

from tm.errors import TmError
from tm.formats import Options, format_named
from tm.formats.refused import Refused
from tm.language import Language
from tm.messages import say
from tm.model import Origin, State, Unit, Variant


class Said(Protocol):
    """A text and its translation."""

    @property
    def source(self) -> str:
        """The text."""
        ...

    @property
    def target(self) -> str:
        """Its translation."""
        ...


def units_of_pairs(pairs: Iterable[Said], source: Language, target: Language) -> list[Unit]:
    """Return the units of texts with their translations; the same pair always gives the same unit.

    Raises `TmError` where one side has no text.
    """
    found = []
    for pair in pairs:
        if not pair.source.strip() or not pair.target.strip():
            raise TmError(say("a unit has no text on one side."), hint=say("Send both texts."))
        found.append(_unit(pair.source, pair.target, source, target))
    return found


def units_of_po(data: bytes, source: Language, target: Language) -> list[Unit]:
    """Return the units of a PO file that are translated and not fuzzy.

    Raises `TmError` where an entry can't be read: nothing is taken then.
    """
    options = Options(source_language=source.code, target_language=target.code)
    return list(_readable(format_named("po").parse(io.BytesIO(data), "<request>", options)))


def _readable(items: Iterable[Unit | Refused]) -> Iterator[Unit]:
    for item in items:
        if isinstance(item, Refused):
            raise TmError(item.reason, place=item.place, hint=say("Send a file that msgfmt accepts."))
        if all(variant.state is not State.FUZZY for variant in item.variants):
            variants = tuple(msgspec.structs.replace(variant, place=None) for variant in item.variants)
            yield msgspec.structs.replace(item, variants=variants, origin=Origin())


def _unit(text: str, translation: str, source: Language, target: Language) -> Unit:
    said = f"{source.code}\0{text}\0{target.code}\0{translation}"
    digest = hashlib.blake2b(said.encode(), digest_size=8).hexdigest()
    sides = ((source, text), (target, translation))
    variants = tuple(Variant(language=language.code, text=side) for language, side in sides)
    return Unit(id=f"received-{digest}", variants=variants)
