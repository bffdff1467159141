"""An XLIFF file for a translator: the entries of a PO file with what the memory and the glossary know about them.

Each unit has its state, its notes and comments, and the terms it names; one that is not finished also the best matches
of the memory. `tm take` brings back what the translator made of it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from tm import __version__
from tm.errors import Place, TmError
from tm.formats import Refused, xliff
from tm.glossary.finder import TermFinder
from tm.language import Language
from tm.memory.lookup import Match, Query, Settings, lookup
from tm.memory.store import Store
from tm.messages import say
from tm.model import Concept, State, TermStatus, Unit, Variant
from tm.operations.checkable import open_checkable
from tm.operations.memory import concepts_of, settings_of
from tm.operations.po_entries import units_of
from tm.operations.pretranslate import THRESHOLD
from tm.workspace import Workspace

_MATCHES = 3
_GOOD = (TermStatus.PREFERRED, TermStatus.ADMITTED)
_BEST = 100


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """The file for the translator, and what is in it."""

    data: bytes
    units: int
    unfinished: int
    """Units that are empty or fuzzy."""
    matched: int
    """Unfinished units that the memory has something for."""
    terms: int
    """Units that name a term of the glossary."""
    refused: tuple[Refused, ...]


def statement_file(name: str, target: Language, workspace: Workspace) -> Path:
    """Return the PO file of a statement; `TmError` where there is none."""
    path = workspace.locales / target.code / f"{name}.po"
    if not path.is_file():
        known = sorted(one.stem for one in path.parent.glob("*.po"))
        hint = say("Known: {names}.", names=", ".join(known)) if known else say("Run `tm build` to make the PO files.")
        raise TmError(
            say("there is no PO file of the statement {name!r}.", name=name),
            place=Place(workspace.shown(path)),
            hint=hint,
        )
    return path


def sheet(
    path: Path,
    workspace: Workspace,
    store: Store | None,
    *,
    version: xliff.Version = "1.2",
    threshold: int = THRESHOLD,
) -> Sheet:
    """Return the XLIFF of a PO file; without a store it has no matches.

    Raises `TmError` where the file is no PO file or can't be read in full, and where the glossary can't be read.
    """
    checkable = open_checkable(path, workspace)
    if checkable.catalog is None:
        raise TmError(
            say("only PO files become XLIFF."), place=Place(workspace.shown(path)), hint=say("Name a PO file.")
        )
    for error in checkable.errors:
        raise error
    target = checkable.catalog.target
    units = list(units_of(checkable.catalog.catalog, source=workspace.source.code, target=target.code))
    entries = list(_Desk(workspace, target, store, threshold).entries(units))
    header = xliff.Header(
        source_language=workspace.source.code,
        target_language=target.code,
        tool_version=__version__,
        version=version,
        original=workspace.shown(path),
        data="po",
    )
    buffer = io.BytesIO()
    refused = xliff.write(entries, buffer, header=header)
    unfinished = [entry for entry in entries if _unfinished(entry.unit, target)]
    return Sheet(
        data=buffer.getvalue(),
        units=len(units) - len(refused),
        unfinished=len(unfinished),
        matched=sum(bool(entry.proposals) for entry in unfinished),
        terms=sum(bool(entry.glossary) for entry in entries),
        refused=refused,
    )


def _unfinished(unit: Unit, target: Language) -> bool:
    variant = unit.variant(target.code)
    return variant is None or variant.state in {State.FUZZY, State.MACHINE}


class _Desk:
    """What a translator into one language is given beside the texts."""

    def __init__(self, workspace: Workspace, target: Language, store: Store | None, threshold: int) -> None:
        concepts = concepts_of(workspace)
        self._source, self._target = workspace.source, target
        self._finder = TermFinder(concepts, workspace.source) if concepts else None
        self._store = store
        self._settings = _settings(workspace, concepts, threshold)

    def entries(self, units: Sequence[Unit]) -> Iterator[xliff.Entry]:
        """Give the units with matches and terms."""
        texts = [self._said(unit).text for unit in units]
        for number, unit in enumerate(units):
            before = texts[number - 1] if number else None
            after = texts[number + 1] if number + 1 < len(units) else None
            query = Query(texts[number], before, after, self._said(unit).tags)
            proposals = self._proposals(query) if _unfinished(unit, self._target) else ()
            without_places = tuple(msgspec.structs.replace(one, place=None) for one in unit.variants)
            plain = msgspec.structs.replace(unit, variants=without_places)
            yield xliff.Entry(unit=plain, proposals=proposals, glossary=tuple(self._terms(texts[number])))

    def _said(self, unit: Unit) -> Variant:
        return next(variant for variant in unit.variants if variant.language == self._source.code)

    def _proposals(self, query: Query) -> tuple[xliff.Proposal, ...]:
        if self._store is None:
            return ()
        return tuple(map(_proposal, lookup(self._store, query, self._source, self._target, settings=self._settings)))

    def _terms(self, text: str) -> Iterator[xliff.Gloss]:
        """Yield the glossary's words for the concepts that a text names, each concept once."""
        seen: set[str] = set()
        for hit in self._finder.find(text) if self._finder else ():
            gloss = self._gloss(hit.concept, hit.term.text)
            if hit.certain and hit.concept.id not in seen and (gloss.translations or gloss.definition):
                seen.add(hit.concept.id)
                yield gloss

    def _gloss(self, concept: Concept, term: str) -> xliff.Gloss:
        terms = concept.in_language(self._target.code)
        good = [one.text for status in _GOOD for one in terms if one.status is status]
        bad = [one.text for one in terms if one.status not in _GOOD]
        said = [concept.definition] if concept.definition else []
        said += [f"Not: {', '.join(bad)}."] if bad else []
        return xliff.Gloss(term=term, translations=tuple(good), definition=" ".join(said))


def _settings(workspace: Workspace, concepts: Sequence[Concept], threshold: int) -> Settings:
    usual = settings_of(workspace, workspace.source, concepts=concepts, threshold=threshold, limit=_MATCHES)
    return msgspec.structs.replace(usual, leave_out=frozenset({State.FUZZY}))


def _proposal(match: Match) -> xliff.Proposal:
    return xliff.Proposal(
        source=match.source,
        target=match.target,
        source_tags=match.source_tags,
        target_tags=match.target_tags,
        quality=min(match.score.total, _BEST),
        origin=match.origin.statement or match.memory,
        machine=match.state is State.MACHINE,
    )
