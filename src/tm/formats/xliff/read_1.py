"""The parts of a `<trans-unit>` of XLIFF 1.x."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tm.formats.xliff import fields, states
from tm.formats.xliff.element import LANG, Element, Unreadable
from tm.formats.xliff.model import Gloss, Proposal
from tm.formats.xliff.notes import GLOSSARY, gloss_of, of_developer, signed
from tm.formats.xliff.parts import Parts, filled, percent
from tm.formats.xliff.tags import OURS, Content, own_word, read_1
from tm.messages import say

OURS_CONTEXT = f"{OURS}:"
"""What stands before the name of a property that is no context-type."""
OTHER_CONTEXT = "context:"
"""What stands before a context-type of XLIFF's own in the name of a property."""
_APART = frozenset({"id", "approved"})


def parts_1(element: Element) -> Parts:
    """Return the parts of a unit; raises `Unreadable` where it has no source."""
    source, target = element.first("source"), element.first("target")
    if source is None:
        raise Unreadable(say("The unit has no <source>."), element.line)
    notes = list(_notes(element))
    return Parts(
        id=element.get("id") or element.get("resname") or str(element.line),
        source=filled(_source(source, element.first("seg-source"))),
        target=filled(read_1(target.xml)) if target else None,
        languages=(source.get(LANG), target.get(LANG) if target else ""),
        lines=(source.line, target.line if target else source.line),
        state=states.read_1(
            target.get("state") if target else "",
            target.get("state-qualifier") if target else "",
            element.get("approved"),
        ),
        notes=tuple(note for kind, note in notes if kind == "general"),
        source_notes=tuple(note for kind, note in notes if kind == "source"),
        target_notes=tuple(note for kind, note in notes if kind == "target"),
        properties=(
            *element.properties(apart=_APART),
            *_contexts(element),
            *((fields.EXTRACTED, note) for kind, note in notes if kind == fields.EXTRACTED),
        ),
        proposals=tuple(_proposals(element)),
        glossary=tuple(_glossary(element)),
    )


def _source(source: Element, segmented: Element | None) -> Content:
    """Return the source with the segments that `<seg-source>` cuts it into, if it says the same."""
    content = read_1(source.xml)
    cut = read_1(segmented.xml) if segmented else Content()
    return msgspec.structs.replace(content, segments=cut.segments) if cut.text == content.text else content


def _notes(element: Element) -> Iterator[tuple[str, str]]:
    """Yield what a note is about, and its text."""
    for note in element.all("note"):
        author, text = note.get("from"), note.text
        if author == GLOSSARY and gloss_of(text):
            continue
        if of_developer(author):
            yield fields.EXTRACTED, text
        elif text:
            about = note.get("annotates")
            yield about if about in {"source", "target"} else "general", signed(text, author)


def _glossary(element: Element) -> Iterator[Gloss]:
    for note in element.all("note"):
        gloss = gloss_of(note.text) if note.get("from") == GLOSSARY else None
        if gloss:
            yield gloss


def _contexts(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the contexts as properties; a file and a line together are one reference."""
    for group in element.all("context-group"):
        contexts = [(one.get("context-type"), one.text) for one in group.all("context")]
        kinds = [kind for kind, _ in contexts]
        if kinds in (["sourcefile"], ["sourcefile", "linenumber"]):
            yield fields.REFERENCE, ":".join(text for _, text in contexts)
            continue
        for kind, text in contexts:
            if kind.startswith(OURS_CONTEXT):
                yield own_word(kind, OURS_CONTEXT), text
            else:
                yield kind if kind.startswith("x-") else f"{OTHER_CONTEXT}{kind}", text


def _proposals(element: Element) -> Iterator[Proposal]:
    for alternative in element.all("alt-trans"):
        source, target = alternative.first("source"), alternative.first("target")
        content = read_1(target.xml) if target else Content()
        if target is None or not content.text or alternative.get("alttranstype") == "rejected":
            continue
        said = read_1(source.xml) if source else Content()
        yield Proposal(
            source=said.text,
            source_tags=said.tags,
            target=content.text,
            target_tags=content.tags,
            quality=percent(alternative.get("match-quality")),
            origin=alternative.get("origin") or alternative.get("tool-id"),
            machine=target.get("state-qualifier") in {"leveraged-mt", "mt-suggestion"},
        )
