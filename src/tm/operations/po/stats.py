"""How far PO files have come: entries and words, finished, fuzzy, untranslated, reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from tm.formats.po import Entry
from tm.operations.po.rewriting import Opened
from tm.operations.reviewed import is_reviewed, is_reviewed_file
from tm.text.tokens import word_count
from tm.workspace import Workspace


class Amount(msgspec.Struct, frozen=True):
    """Entries, and the words of their source texts."""

    entries: int = 0
    words: int = 0

    def __add__(self, other: Amount) -> Amount:
        """Return both together."""
        return Amount(self.entries + other.entries, self.words + other.words)


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How far a file has come; `translated`, `fuzzy` and `untranslated` add up to all."""

    file: str
    language: str
    """What the header says, empty where it says nothing."""
    translated: Amount = Amount()
    """Finished, reviewed ones included."""
    fuzzy: Amount = Amount()
    untranslated: Amount = Amount()
    reviewed: Amount = Amount()

    @property
    def all(self) -> Amount:
        """All living entries."""
        return self.translated + self.fuzzy + self.untranslated


def counts(opened: Iterable[Opened], workspace: Workspace | None) -> Iterator[Counts]:
    """Count each file; in a workspace its settings say which files are reviewed as a whole."""
    for one in opened:
        everything = workspace is not None and is_reviewed_file(one.path, workspace)
        amounts: dict[str, Amount] = {}
        for entry in one.catalog.entries:
            if not entry.obsolete:
                amount = Amount(1, word_count(entry.msgid))
                for kind in _kinds(entry, file_reviewed=everything):
                    amounts[kind] = amounts.get(kind, Amount()) + amount
        yield Counts(file=one.file, language=one.catalog.header.get("Language", ""), **amounts)


def total(all_: Iterable[Counts]) -> Counts:
    """Return the sum."""
    found = list(all_)
    kinds = ("translated", "fuzzy", "untranslated", "reviewed")
    sums = {kind: sum((getattr(one, kind) for one in found), Amount()) for kind in kinds}
    return Counts(file="together", language="", **sums)


def _kinds(entry: Entry, *, file_reviewed: bool) -> list[str]:
    if entry.fuzzy:
        return ["fuzzy"]
    if not entry.translated:
        return ["untranslated"]
    return ["translated", "reviewed"] if file_reviewed or is_reviewed(entry) else ["translated"]
