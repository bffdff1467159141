"""The linter for texts that are being edited: entry by entry and block by block, so that only what changed is checked.

A finding of one entry never depends on another entry. What does, such as two entries with one `msgid`, is asked of the
whole catalogue, less often. Rules that compare files with each other are `tm lint`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from tm import languages
from tm.documents import Document, parse
from tm.errors import Place, TmError
from tm.formats import po
from tm.language import Language
from tm.lint.engine import Linter, WideRules
from tm.lint.finding import Finding
from tm.lint.ignores import Ignore
from tm.lint.rule import CatalogSubject
from tm.lint.rules import ALL, CATALOG_RULES, COLLECTION_RULES
from tm.lint.rules.consistency import DiffersFromPublished
from tm.messages import say
from tm.model import Concept
from tm.operations.checkable import open_checkable
from tm.operations.checkable_files import CatalogFile, DocumentFile, count_lines
from tm.operations.judging import judged, policy_of
from tm.operations.statements import language_of
from tm.text.identify import identify
from tm.workspace import Config, Workspace

_ALONE = DiffersFromPublished().code
"""The rule over all files that sees each pair by itself."""
_OF_CATALOG = frozenset(rule.code for rule in CATALOG_RULES)
_OF_ENTRY = frozenset(rule.code for rule in ALL) - _OF_CATALOG - {rule.code for rule in COLLECTION_RULES} | {_ALONE}


class Checked(msgspec.Struct, frozen=True):
    """What was found in an entry or a block."""

    findings: tuple[Finding, ...] = ()
    """Those that neither `tm.toml` nor a comment switches off."""
    ignores: tuple[Ignore, ...] = ()
    """The comments that switch rules off."""


class Checker:
    """A workspace's rules and glossary, ready for many small texts."""

    def __init__(self, workspace: Workspace, concepts: Sequence[Concept]) -> None:
        """Take the settings and the glossary; what the rules need is made when it is first needed."""
        self.workspace = workspace
        self.policy = policy_of(workspace)
        wide = self.policy.wide_rules()
        alone = tuple(rule for rule in wide.collections if rule.code == _ALONE)
        self.linter = Linter(self.policy.rules(), concepts, wide=WideRules(collections=alone))
        self._catalog_linters = [Linter((), (), wide=WideRules(catalogs=(rule,))) for rule in wide.catalogs]
        self._blocks: dict[str, dict[tuple[str, str, str], tuple[Finding, ...]]] = {}

    def entries(self, header: po.Entry | None, entries: Iterable[po.Entry], target: Language) -> Checked:
        """Check entries, each by itself; `header` is that of their catalogue."""
        chosen = tuple(entries)
        name = next((entry.origin.file for entry in chosen if entry.origin), "")
        catalog = po.Catalog(header_entry=header, entries=chosen, file=name)
        file = CatalogFile(catalog, self.workspace, target)
        found = [
            *self.linter.check(file.subjects),
            *self.linter.check_pairs(list(file.pairs(everything=False))),
        ]
        return self._judged(found, file.ignores, name, codes=_OF_ENTRY)

    def catalog(self, catalog: po.Catalog, target: Language) -> Iterator[list[Finding]]:
        """Check what only the whole catalogue shows; yield the findings rule by rule."""
        counted: dict[str, int | None] = {}

        def lines(file: str) -> int | None:
            if file not in counted:
                counted[file] = count_lines(file, self.workspace)
            return counted[file]

        place = Place(catalog.file, 1)
        subject = CatalogSubject(catalog=catalog, source=self.workspace.source, target=target, place=place, lines=lines)
        for linter in self._catalog_linters:
            found = (self.policy.judged(finding) for finding in linter.check_catalog(subject))
            yield [finding for finding in found if finding]

    def document(self, document: Document, language: Language) -> Checked:
        """Check a document; paragraphs that were checked before are not checked again."""
        file = DocumentFile(document, language, b"")
        date = str(document.front.date)
        before = self._blocks.get(document.file, {})
        found: list[Finding] = []
        known: dict[tuple[str, str, str], tuple[Finding, ...]] = {}
        for subject in file.subjects:
            key = (subject.target.text, language.code, date)
            known[key] = before.get(key) or tuple(self.linter.check([subject]))
            for finding in known[key]:
                place, end = subject.target.locate(finding.span)
                found.append(msgspec.structs.replace(finding, place=place, end=end))
        self._blocks[document.file] = known
        return self._judged(found, file.ignores, document.file, codes=_OF_ENTRY)

    def _judged(
        self, found: Sequence[Finding], ignores: Sequence[Ignore], file: str, *, codes: Iterable[str]
    ) -> Checked:
        if not found and not ignores:
            return Checked()
        named: Mapping[str, Sequence[Ignore]] = {file: ignores}
        return Checked(tuple(judged(found, self.policy, named, codes=frozenset(codes))), tuple(ignores))


def target_of(header: po.Entry | None, path: Path, workspace: Workspace) -> Language:
    """Return the language a PO file translates into; `TmError` where neither header nor path tells one."""
    text = header.origin.text if header and header.origin else ""
    checkable = open_checkable(path, workspace, data=text.encode())
    if checkable.catalog is None:
        raise TmError(say("not a PO file."), place=Place(workspace.shown(path)), hint=say("Its name must end in .po."))
    return checkable.catalog.target


def read_document(text: str, path: Path, workspace: Workspace) -> Document:
    """Return the text of a Markdown or plain text file taken apart; `TmError` where it can't be."""
    return parse(text, file=workspace.shown(path), format=path.suffix.lower().removeprefix("."))


def document_language(document: Document, path: Path) -> Language:
    """Return the language of a document, by its name or its words; `TmError` where neither tells."""
    try:
        return language_of(path)
    except TmError:
        found = identify(document.text, tuple(languages.LANGUAGES.values()))
        if found is None:
            raise
        return found


def no_workspace(folder: Path) -> Workspace:
    """Return what stands for a workspace where there is none: the usual source language, no glossary, no memory."""
    source = languages.USUAL_SOURCE
    return Workspace(root=folder, source=source, targets=(), config=Config(source=source.code, targets=()))
