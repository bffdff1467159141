"""What an OmegaT project has beside its memories: project file, sources, glossary, segmentation rules.

The sources are the PO files of the workspace without their translations: these come from the memories, each with the
trust it deserves, and what OmegaT puts into `target/` is the PO file to take home. OmegaT does not split the sources
into sentences, for each entry is a segment already. OmegaT 6 reads the rules in `omegat/segmentation.srx`, should
documents be added and splitting be switched on; OmegaT 3 passes them over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from xml.sax.saxutils import escape

import msgspec

from tm.formats import po
from tm.formats.files import read_text, write_atomically
from tm.formats.loss import Loss
from tm.operations.glossary_exchange import omegat_glossary, pair_losses
from tm.operations.memory import concepts_of
from tm.segment.srx import export_srx
from tm.workspace import Workspace

_FOLDERS = ("source", "target", "tm/auto", "tm/enforce", "glossary", "dictionary", "omegat")
_DEFAULTS = "source_dir target_dir tm_dir glossary_dir glossary_file dictionary_dir".split()
_PROJECT = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
{folders}
    <source_lang>{source}</source_lang>
    <target_lang>{target}</target_lang>
    <sentence_seg>false</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
"""


def write_project(workspace: Workspace, folder: Path, *, target: str, statements: Sequence[str]) -> list[Path]:
    """Write all of a project but its memories and return the files; `statements` are the sources wanted, all if empty.

    :raises TmError: a PO file or the glossary can't be read, or the folder can't be written to.
    """
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    source = workspace.source.code
    files = {
        "omegat.project": project_file(source, target).encode(),
        f"glossary/{source}-{target}.utf8": omegat_glossary(concepts_of(workspace), source, target),
        "omegat/segmentation.srx": export_srx(workspace.languages).encode(),
        **dict(_sources(workspace, target, statements)),
    }
    for name, data in files.items():
        write_atomically(folder / name, data)
    return [folder / name for name in files]


def glossary_losses(workspace: Workspace, source: str, target: str) -> Iterator[Loss]:
    """Yield what OmegaT's glossary does not keep of the workspace's, the fields called `glossary NAME`."""
    for loss in pair_losses(concepts_of(workspace), "omegat", source, target):
        yield msgspec.structs.replace(loss, field=f"glossary {loss.field}")


def project_file(source: str, target: str) -> str:
    """Return the project file for a pair of languages."""
    folders = "\n".join(f"    <{name}>__DEFAULT__</{name}>" for name in _DEFAULTS)
    return _PROJECT.format(folders=folders, source=escape(source), target=escape(target))


def _sources(workspace: Workspace, target: str, statements: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the PO files to translate, by their names in the project."""
    for path in sorted((workspace.locales / target).glob("*.po")):
        if not statements or any(fnmatchcase(path.stem, pattern) for pattern in statements):
            catalog = po.parse(read_text(path), file=workspace.shown(path))
            yield f"source/{path.name}", po.serialize(untranslated(catalog)).encode()


def untranslated(catalog: po.Catalog) -> po.Catalog:
    """Return the catalogue with all its messages and none of its translations."""
    entries = tuple(
        entry.with_(msgstr=("",) * len(entry.msgstr), fuzzy=False, previous=None)
        for entry in catalog.entries
        if not entry.obsolete
    )
    return msgspec.structs.replace(catalog, entries=entries)
