"""Units with those that stand before and after them in the text, and the properties that say so to a tool."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

import msgspec

from tm.model import Unit, Variant
from tm.operations.profiles import Context


class Placed(msgspec.Struct, frozen=True):
    """A unit and its neighbours in the statement, None at its ends."""

    unit: Unit
    before: Unit | None = None
    after: Unit | None = None


def placed(units: Iterable[Unit]) -> Iterator[Placed]:
    """Yield the units with their neighbours: the next ones of the same statement, in the order in which they come."""
    before: Unit | None = None
    for here, after in pairwise(chain(units, [None])):
        if here is None:
            continue
        yield Placed(here, _same(here, before), _same(here, after))
        before = here


def _same(here: Unit, other: Unit | None) -> Unit | None:
    statement = here.origin.statement
    return other if other and statement and other.origin.statement == statement else None


def with_context(one: Placed, context: Context, *, source: str, target: str) -> Unit:
    """Return the unit with its neighbours in a tool's properties; those that it had of these names give way."""
    said = [
        (name, _text(unit, context, source=source, target=target))
        for name, unit in ((context.before, one.before), (context.after, one.after))
        if name and unit
    ]
    said = [(name, text) for name, text in said if text]
    if context.level == "tu":
        return msgspec.structs.replace(one.unit, properties=_joined(one.unit.properties, said))
    variants = tuple(_said(variant, said) if variant.language == source else variant for variant in one.unit.variants)
    return msgspec.structs.replace(one.unit, variants=variants)


def _text(unit: Unit, context: Context, *, source: str, target: str) -> str:
    texts = [one.text for code in (source, target) if (one := unit.variant(code))]
    return " | ".join(texts if context.target else texts[:1])


def _said(variant: Variant, said: list[tuple[str, str]]) -> Variant:
    return msgspec.structs.replace(variant, properties=_joined(variant.properties, said))


def _joined(properties: tuple[tuple[str, str], ...], said: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    names = {name for name, _ in said}
    return (*(one for one in properties if one[0] not in names), *said)
