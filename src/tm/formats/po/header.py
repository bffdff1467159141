"""The header of a catalogue: the translation of the empty `msgid`, one `Name: value` a line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import msgspec

from tm.formats.po.model import Catalog, Entry

_PLURALS = re.compile(r"nplurals\s*=\s*(\d+)")


def header_entry(*, project: str, language: str, plural_forms: str, date: dt.datetime | None) -> Entry:
    """Return a header with all fields msgfmt asks for.

    `plural_forms` is what follows `Plural-Forms:`; `date` is when the catalogue was made, with its
    time zone; None leaves the dates empty.
    """
    moment = f"{date:%Y-%m-%d %H:%M%z}" if date else ""
    fields = {
        "Project-Id-Version": project,
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": moment,
        "PO-Revision-Date": moment,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms,
    }
    return Entry(msgid="", msgstr=("".join(f"{name}: {value}\n" for name, value in fields.items()),))


def with_header_fields(catalog: Catalog, fields: Mapping[str, str]) -> Catalog:
    """Return the catalogue with these header fields set: known ones in their place, new ones at the end."""
    entry = catalog.header_entry or Entry(msgid="")
    rest = dict(fields)
    lines = []
    for line in entry.msgstr[0].split("\n"):
        name = line.partition(":")[0].strip()
        lines.append(f"{name}: {rest.pop(name)}" if name in rest else line)
    if lines[-1] == "":
        lines.pop()
    lines += [f"{name}: {value}" for name, value in rest.items()]
    text = "".join(f"{line}\n" for line in lines)
    return msgspec.structs.replace(catalog, header_entry=entry.with_(msgstr=text))


def plural_count(catalog: Catalog) -> int | None:
    """Return how many plural forms the header promises, None where it says nothing."""
    found = _PLURALS.search(catalog.header.get("Plural-Forms", ""))
    return int(found[1]) if found else None
