"""A glossary file that is open in the editor: the terms in it can be asked about as they were last saved."""

from __future__ import annotations

from tm.errors import Place
from tm.lsp.files import Area, Named, OpenFile
from tm.lsp.rooms import Room


class GlossaryFile(OpenFile):
    """A TOML file. What is wrong with it is found when it is saved, by the room that loads it."""

    def named_at(self, line: int, column: int, room: Room) -> Named | None:
        """Return the concept, and the term, that stands at a place."""
        found = room.glossary.written_at(Place(self.name, line + 1, column + 1))
        if found is None:
            return None
        concept, term = found
        start = term.place.column if term and term.place else 0
        area = Area(line, start, line, start + len(term.text)) if term else Area(line, column, line, column)
        return Named(concept=concept, term=term, area=area)
