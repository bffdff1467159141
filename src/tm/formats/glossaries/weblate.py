"""Weblate's glossaries: CSV, PO and TBX of one language pair, with its flags.

Weblate matches a string by its text and its context, and one flag counts for the whole string: each pair is a string
of its own, and pairs that share a concept differ in their contexts. The flag `forbidden` stands on a translation not
to use, `read-only` on a term that stays as it is. CSV has no flags: what is not to be used is left out.
Sources: the Weblate manual, "Glossary", "CSV", "TermBase eXchange format"; translate-toolkit's `tbx`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

import msgspec
from lxml import etree

from tm.errors import Place
from tm.formats import po
from tm.formats.glossaries.pairs import Pair
from tm.formats.standing import GOOD
from tm.model import TermStatus

CSV_COLUMNS = ("source", "target", "context", "developer_comments")
"""The columns Weblate knows, in the order in which they are written."""
FORBIDDEN = "forbidden"
READ_ONLY = "read-only"
_PROHIBITED = ("=", "+", "-", "@")
"""How no term of a Weblate glossary may begin (manual, "Prohibited initial character")."""
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FALSE = frozenset({"", "0", "no", "false"})


def writable(pair: Pair) -> bool:
    """Tell whether Weblate takes the pair."""
    return bool(pair.source) and not pair.source.startswith(_PROHIBITED) and not pair.target.startswith(_PROHIBITED)


def flags_of(pair: Pair) -> tuple[str, ...]:
    """Return the flags of a pair."""
    if pair.status not in GOOD:
        return (FORBIDDEN,)
    return (READ_ONLY,) if pair.source == pair.target else ()


def contexts(pairs: Iterable[Pair]) -> Iterator[tuple[Pair, str]]:
    """Yield the writable pairs, each with a context that no other one has: `un`, `un-2`."""
    used: set[str] = set()
    for pair in pairs:
        if writable(pair):
            context = next(name for name in _names(pair.concept) if name not in used)
            used.add(context)
            yield pair, context


def _names(concept: str) -> Iterator[str]:
    yield concept
    yield from (f"{concept}-{number}" for number in count(2))


def csv_rows(pairs: Iterable[Pair]) -> list[Sequence[str]]:
    """Return the rows of a CSV under `CSV_COLUMNS`."""
    good = (pair for pair in pairs if pair.status in GOOD)
    return [(pair.source, pair.target, context, _about(pair)) for pair, context in contexts(good)]


def _about(pair: Pair) -> str:
    return " ".join(part for part in (pair.comment, pair.note) if part)


def catalog(pairs: Iterable[Pair], *, language: str, plural_forms: str) -> str:
    """Return the text of a PO file; `language` is the target's code, `plural_forms` its gettext formula."""
    entries = tuple(
        po.Entry(
            msgctxt=context,
            msgid=pair.source,
            msgstr=(pair.target,),
            flags=flags_of(pair),
            extracted=(about,) if (about := _about(pair)) else (),
        )
        for pair, context in contexts(pairs)
    )
    header = po.header_entry(project="glossary", language=language, plural_forms=plural_forms, date=None)
    return po.serialize(po.Catalog(header_entry=header, entries=entries))


def tbx(pairs: Iterable[Pair], *, source: str, target: str) -> bytes:
    """Return the TBX that Weblate imports: a pair an entry, its flags where Weblate looks for them.

    `administrativeStatus` says *forbidden* and `Translation needed` says *No*: Weblate wants both, TBX-Basic has
    neither, so the file calls itself plain TBX.
    """
    root = etree.Element("martif", {"type": "TBX", _XML_LANG: source})
    file = etree.SubElement(etree.SubElement(root, "martifHeader"), "fileDesc")
    etree.SubElement(etree.SubElement(file, "sourceDesc"), "p").text = "Written for Weblate."
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for pair, context in contexts(pairs):
        _entry(body, pair, context, (source, target))
    etree.indent(root, "  ")
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + etree.tostring(root, encoding="UTF-8", xml_declaration=False, pretty_print=True)


def _entry(body: etree._Element, pair: Pair, context: str, languages: tuple[str, str]) -> None:
    entry = etree.SubElement(body, "termEntry", {"id": context})
    flags = flags_of(pair)
    if READ_ONLY in flags:
        etree.SubElement(entry, "descrip", {"type": "Translation needed"}).text = "No"
    if pair.comment:
        etree.SubElement(entry, "descrip", {"type": "definition"}).text = pair.comment
    for language, text in zip(languages, (pair.source, pair.target), strict=True):
        tig = etree.SubElement(etree.SubElement(entry, "langSet", {_XML_LANG: language}), "tig")
        etree.SubElement(tig, "term").text = text
    if FORBIDDEN in flags:
        etree.SubElement(tig, "termNote", {"type": "administrativeStatus"}).text = FORBIDDEN
    if pair.note:
        etree.SubElement(tig, "note", {"from": "translator"}).text = pair.note


# --- back


def pairs_of_table(rows: Iterable[tuple[int, Mapping[str, str]]], file: str) -> Iterator[Pair]:
    """Yield the pairs of a table with at least the columns `source` and `target`; `rows` gives numbers and cells."""
    for number, cells in rows:
        fuzzy = cells.get("fuzzy", "").lower() not in _FALSE
        if cells["source"] and cells["target"] and not fuzzy:
            comment = cells.get("developer_comments") or cells.get("explanation") or cells.get("comment", "")
            place = Place(file, number)
            yield Pair(source=cells["source"], target=cells["target"], comment=comment, place=place)


def pairs_of_catalog(catalog: po.Catalog) -> Iterator[Pair]:
    """Yield the pairs of a PO file; a string that is `read-only` is its own translation, a fuzzy one is left out."""
    for entry in catalog.entries:
        target = entry.msgstr[0] or (entry.msgid if READ_ONLY in entry.flags else "")
        if entry.obsolete or entry.fuzzy or not target:
            continue
        status = TermStatus.FORBIDDEN if FORBIDDEN in entry.flags else TermStatus.ADMITTED
        pair = Pair(source=entry.msgid, target=target, status=status, place=entry.place)
        yield msgspec.structs.replace(pair, comment=" ".join(entry.extracted), note=" ".join(entry.comments))
