"""From a catalogue to the text of a PO file.

An entry that says what was read is written as it was read. Of a changed one only the fields that changed are written
anew; a new one is written as msgcat would. Both in the style of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

import msgspec

from tm.formats.po.lines import Kind, Line, read_line
from tm.formats.po.model import FUZZY, Catalog, Entry, Origin, Previous
from tm.formats.po.wrap import PAGE, Style, detect, wrap

_NO_WRAP = "no-wrap"


class Slot(msgspec.Struct, frozen=True, order=True):
    """A part of an entry that is written as one; slots are ordered as gettext writes them."""

    rank: int
    index: int = 0
    """The number in `msgstr[number]`."""


COMMENTS, EXTRACTED, REFERENCES, FLAGS, PREVIOUS, MSGCTXT, MSGID, MSGID_PLURAL, MSGSTR = map(Slot, range(9))
_SLOTS = {
    Kind.TRANSLATOR: COMMENTS,
    Kind.EXTRACTED: EXTRACTED,
    Kind.REFERENCE: REFERENCES,
    Kind.FLAGS: FLAGS,
    Kind.MSGCTXT: MSGCTXT,
    Kind.MSGID: MSGID,
    Kind.MSGID_PLURAL: MSGID_PLURAL,
    Kind.MSGSTR: MSGSTR,
}


def serialize(catalog: Catalog) -> str:
    """Return the text of the PO file; for a catalogue just read it is the very text that was read."""
    entries = catalog.all_entries
    style = cache(lambda: detect(entry.origin.text for entry in entries if entry.origin))
    parts = [catalog.bom]
    before: Entry | None = None
    for entry in entries:
        parts.append(_lead(entry, before, catalog.newline))
        parts.append(_text(entry, catalog.newline, style))
        before = entry
    text = "".join(parts) + catalog.tail
    if not catalog.cut:
        return text
    rewritten = before is not None and before.changed and not catalog.tail
    return text.rstrip("\r\n") if rewritten else text.removesuffix(catalog.newline)


def _lead(entry: Entry, before: Entry | None, newline: str) -> str:
    """Return what stands between two entries: what stood there, or else one blank line."""
    origin = entry.origin
    if origin is None:
        return newline if before else ""
    if before is None:
        return origin.lead if not origin.number else origin.lead.lstrip("\r\n")
    return origin.lead or ("" if _neighbours(before.origin, origin) else newline)


def _neighbours(before: Origin | None, origin: Origin) -> bool:
    """Tell whether the two stood next to each other in one file."""
    return before is not None and before.file == origin.file and before.number + 1 == origin.number


def _text(entry: Entry, newline: str, style: Callable[[], Style]) -> str:
    """Return the lines of one entry."""
    origin = entry.origin
    if origin is not None and not entry.changed:
        return origin.text
    written = _fresh(entry, style()) if origin is None else _spliced(entry, origin, style())
    if origin is not None:
        newline = "\r\n" if "\r\n" in origin.text else "\n"
    return "".join(f"{line}{newline}" for line in written)


def _fresh(entry: Entry, style: Style) -> list[str]:
    """Write a whole entry."""
    return [line for slot in _slots(entry) for line in _write(slot, entry, style)]


def _slots(entry: Entry) -> list[Slot]:
    """Return the slots an entry has something to write in, in gettext's order."""
    filled = {
        COMMENTS: entry.comments,
        EXTRACTED: entry.extracted,
        REFERENCES: entry.references,
        FLAGS: entry.flags,
        PREVIOUS: entry.previous is not None,
        MSGCTXT: entry.msgctxt is not None,
        MSGID: True,
        MSGID_PLURAL: entry.msgid_plural is not None,
    }
    forms = [Slot(MSGSTR.rank, index) for index in range(len(entry.msgstr))]
    return [slot for slot, value in filled.items() if value] + forms


def _value(slot: Slot, entry: Entry) -> object:
    """Return what an entry has to say in a slot; two entries with equal values need the same lines."""
    if slot.rank == MSGSTR.rank:
        text = entry.msgstr[slot.index] if slot.index < len(entry.msgstr) else None
        return text, entry.msgid_plural is None
    values: dict[Slot, object] = {
        COMMENTS: entry.comments,
        EXTRACTED: entry.extracted,
        REFERENCES: entry.references,
        FLAGS: entry.flags,
        PREVIOUS: entry.previous,
        MSGCTXT: entry.msgctxt,
        MSGID: entry.msgid,
        MSGID_PLURAL: entry.msgid_plural,
    }
    return values[slot]


def _write(slot: Slot, entry: Entry, style: Style) -> list[str]:
    """Write one slot."""
    if slot == COMMENTS:
        return [f"# {line}" if line else "#" for line in entry.comments]
    if slot == EXTRACTED:
        return [f"#. {line}" if line else "#." for line in entry.extracted]
    if slot == REFERENCES:
        return _references(entry.references, style.width or PAGE)
    if slot == FLAGS:
        return [f"#, {', '.join(entry.flags)}"]
    if _NO_WRAP in entry.flags:
        style = msgspec.structs.replace(style, width=None)
    return _strings(slot, entry, style)


def _references(references: Sequence[str], width: int) -> list[str]:
    """Fill lines with references as msgcat does: one more as long as the line stays within the width."""
    lines: list[str] = []
    for reference in references:
        if lines and len(lines[-1]) + 1 + len(reference) < width:
            lines[-1] += f" {reference}"
        else:
            lines.append(f"#: {reference}")
    return lines


def _strings(slot: Slot, entry: Entry, style: Style) -> list[str]:
    """Write a text, or the previous texts."""
    mark = "#~" if entry.obsolete else ""
    if slot == PREVIOUS:
        return _previous(entry.previous or Previous(), style, f"{mark or '#'}| ")
    prefix = f"{mark} " if mark else ""
    if slot.rank == MSGSTR.rank:
        keyword = "msgstr" if entry.msgid_plural is None else f"msgstr[{slot.index}]"
        return wrap(keyword, entry.msgstr[slot.index], style, prefix=prefix)
    keyword, text = {
        MSGCTXT: ("msgctxt", entry.msgctxt),
        MSGID: ("msgid", entry.msgid),
        MSGID_PLURAL: ("msgid_plural", entry.msgid_plural),
    }[slot]
    return wrap(keyword, text or "", style, prefix=prefix)


def _previous(previous: Previous, style: Style, prefix: str) -> list[str]:
    texts = {"msgctxt": previous.msgctxt, "msgid": previous.msgid, "msgid_plural": previous.msgid_plural}
    return [
        line
        for keyword, text in texts.items()
        if text is not None
        for line in wrap(keyword, text, style, prefix=prefix)
    ]


def _spliced(entry: Entry, origin: Origin, style: Style) -> list[str]:
    """Write a changed entry over the lines it was read from."""
    fresh = _changed_slots(entry, origin, style)
    runs = list(_runs(origin.text))
    present = {slot for slot, _ in runs}
    added = sorted(slot for slot in fresh if slot not in present)
    lines: list[str] = []
    for slot, written in runs:
        while slot is not None and added and added[0] < slot:
            lines += fresh[added.pop(0)]
        if slot is None or slot not in fresh:
            lines += written
        else:
            lines += fresh[slot]
            fresh[slot] = []
    return lines + [line for slot in added for line in fresh[slot]]


def _changed_slots(entry: Entry, origin: Origin, style: Style) -> dict[Slot, list[str]]:
    """Write the slots that say something else than before; one that is gone has no lines."""
    old = origin.entry
    filled = _slots(entry)
    anew = entry.obsolete != old.obsolete or _crowded(origin.text)
    fresh = {
        slot: _write(slot, entry, style) if slot in filled else []
        for slot in {*filled, *_slots(old)}
        if _value(slot, entry) != _value(slot, old) or (anew and slot > FLAGS)
    }
    if FLAGS in fresh and old.flags:
        fresh[FLAGS] = _flag_lines(entry, origin)
    return fresh


def _crowded(text: str) -> bool:
    """Tell whether more than one keyword stands on a line."""
    for written in text.split("\n"):
        part = read_line(written).rest
        while part is not None:
            if part.kind in _SLOTS:
                return True
            part = part.rest
    return False


def _runs(text: str) -> Iterator[tuple[Slot | None, list[str]]]:
    """Cut an entry's lines into runs that belong to one slot; None for blank lines and whatever else stands between."""
    run: Slot | None = None
    owner: Slot | None = None
    lines: list[str] = []
    for written in text.removesuffix("\n").split("\n"):
        part: Line | None = read_line(written)
        slot = _slot(part, owner) if part else None
        while part is not None:
            owner = _slot(part, owner) or owner
            part = part.rest
        if slot != run and lines:
            yield run, lines
            lines = []
        run = slot
        lines.append(written.removesuffix("\r"))
    yield run, lines


def _slot(line: Line, owner: Slot | None) -> Slot | None:
    """Tell which slot a line belongs to, given the slot of the last line that belonged to one."""
    if line.kind is Kind.STRING:
        return owner
    if line.previous:
        return PREVIOUS
    if line.kind is Kind.MSGSTR:
        return Slot(MSGSTR.rank, line.index or 0)
    return _SLOTS.get(line.kind)


def _flag_lines(entry: Entry, origin: Origin) -> list[str]:
    """Write changed flags over their lines: a line keeps its flags, new ones join the first, if the order allows."""
    written = [line for slot, lines in _runs(origin.text) if slot == FLAGS for line in lines]
    new = [flag for flag in entry.flags if flag not in origin.entry.flags]
    result = []
    for number, line in enumerate(written):
        kept = [flag for part in line[2:].split(",") if (flag := part.strip()) in entry.flags]
        if number == 0:
            kept = [flag for flag in new if flag == FUZZY] + kept + [flag for flag in new if flag != FUZZY]
        if kept:
            result.append((line[:2], kept))
    if [flag for _, flags in result for flag in flags] != list(entry.flags):
        result = [("#,", list(entry.flags))] if entry.flags else []
    return [f"{sign} {', '.join(flags)}" for sign, flags in result]
