"""What is shown for the place under the cursor: the concept's card on a term, what the memory has elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lsprotocol import types

from tm.formats import po
from tm.language import Language
from tm.lsp.files import Area, Named
from tm.lsp.po_file import PoFile
from tm.lsp.rooms import Room
from tm.lsp.session import Asked
from tm.messages import say
from tm.model import Concept, Term
from tm.operations.editing import is_header, line_range
from tm.operations.editing_entry import state_of
from tm.operations.editing_terms import readings

if TYPE_CHECKING:
    from tm.operations.editing_memory import Suggestion

_FORMS = 12
"""Forms of a paradigm that a card shows."""
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>|#"})


def hover(asked: Asked, params: types.HoverParams) -> types.Hover | None:
    """Return the card of the concept under the cursor, else what there is to say of the entry, else nothing."""
    file, room = asked.file, asked.room
    if room is None:
        return None
    line, column = file.text.point(params.position)
    named = file.named_at(line, column, room)
    if named:
        return _shown(card(named, room), named.area, asked)
    if isinstance(file, PoFile):
        return _entry(file, line, room, asked)
    return None


def _shown(text: str, area: Area, asked: Asked) -> types.Hover:
    where = asked.file.text.range(area.line, area.column, area.end_line, area.end_column)
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), where)


# --- concepts


def card(named: Named, room: Room) -> str:
    """Return all that the glossary says of a concept, as Markdown."""
    concept = named.concept
    place = concept.place
    where = f"{place.file}:{place.line}" if place else concept.subject
    parts = [
        f"**{plain(concept.id)}** · {plain(where)}",
        plain(concept.definition),
        "\n".join(_renderings(concept)),
        say("Note: {note}", note=plain(concept.note)) if concept.note else "",
        *_this_form(named),
        *(_forms(concept, language) for language in _inflected(named, room)),
    ]
    return "\n\n".join(part for part in parts if part)


def _renderings(concept: Concept) -> Iterator[str]:
    yield from ("| | | |", "|---|---|---|")
    for term in concept.terms:
        yield f"| {term.language} | {_status(term)} | {plain(term.text)}{_remark(term)} |"


def _status(term: Term) -> str:
    years = [
        say("from {date}", date=term.since) if term.since else "",
        say("until {date}", date=term.until) if term.until else "",
    ]
    return " ".join([str(term.status), *(year for year in years if year)])


def _remark(term: Term) -> str:
    return f" ({plain(' '.join(term.note.split()))})" if term.note else ""


def _this_form(named: Named) -> Iterator[str]:
    """Say which form of the term stands there."""
    hit, language = named.hit, named.language
    if hit and language:
        found = named.text[hit.span.start : hit.span.end]
        ways = dict.fromkeys(", ".join(map(say, form.features)) for form in readings(hit, named.text, language))
        if ways:
            doubt = "" if hit.certain else say(" Usually this is another word.")
            either, term = plain(say(" or ").join(ways)), plain(hit.term.text)
            yield say("“{form}”: {ways} of {term}.", form=plain(found), ways=either, term=term) + doubt


def _inflected(named: Named, room: Room) -> Sequence[Language]:
    """Return the languages whose forms are shown: for a term of the source those that it is translated into."""
    workspace = room.workspace
    if named.language is None or named.language is workspace.source:
        return workspace.targets
    return (named.language,)


def _forms(concept: Concept, language: Language) -> str:
    preferred = concept.preferred(language.code)
    if preferred is None:
        return ""
    forms = language.morphology().paradigm(preferred)[:_FORMS]
    named = [f"{', '.join(map(say, form.features))}: *{plain(form.text)}*" for form in forms]
    return f"{language.code}: " + " · ".join(named) if named else ""


# --- entries


def _entry(file: PoFile, line: int, room: Room, asked: Asked) -> types.Hover | None:
    found = file.entry_at(line)
    if found is None:
        return _header(file, line, asked)
    number, entry = found
    begin, end = line_range(entry)
    start = file.catalog.starts[number]
    said = [_suggested(one) for one in file.suggestions(number, entry, room)]
    text = "\n\n".join([f"**{say(state_of(entry))}**", *(said or [say("Nothing in the memory is like it.")])])
    return _shown(text, Area(start + begin, 0, start + end - 1, len(file.text.lines[start + end - 1].rstrip())), asked)


def _suggested(one: Suggestion) -> str:
    return f"**{one.score} %** {plain(one.text)}  \n{plain(one.match.source)}  \n*{plain(one.about)}*"


def _header(file: PoFile, line: int, asked: Asked) -> types.Hover | None:
    """Say on the header how far the file is."""
    header = file.catalog.header
    if header is None or file.catalog.at(line) != _block_of(file, header):
        return None
    states = [state_of(entry) for block in file.catalog.blocks for entry in block.entries if not is_header(entry)]
    counts = [f"{states.count(state)} {say(state)}" for state in ("translated", "fuzzy", "untranslated")]
    return _shown(", ".join(counts), Area(line, 0, line, len(file.text.lines[line].rstrip())), asked)


def _block_of(file: PoFile, entry: po.Entry) -> int:
    return next(n for n, block in enumerate(file.catalog.blocks) if any(one is entry for one in block.entries))


def plain(text: str) -> str:
    """Return a text as Markdown that looks like the text."""
    return text.translate(_MARKS)
