"""A text that is being edited has the findings that `tm lint` has in the file."""

import pytest

from tm.errors import TmError
from tm.formats import po
from tm.operations.editing import EditedCatalog, is_header
from tm.operations.editing_lint import Checker, document_language, no_workspace, read_document, target_of
from tm.operations.lint import lint_files, load_glossary

ENTRIES = r"""
#. tm:ignore[TM101]
msgid "The Milli Majlis met on 3 May."
msgstr "Milli Meclis 4 mayda toplandı."

msgid "The Milli Majlis met."
msgstr "Milli Meclis toplandı."

msgid "%s files"
msgstr "fayllar"

msgid "The Milli Majlis met."
msgstr "Milli Məclis toplandı."

#. tm:ignore[TM301]
msgid "Nothing."
msgstr "Heç nə."

#, fuzzy
msgid "%d"
msgstr "%s"
"""


@pytest.fixture
def built(desk):
    desk.build()
    desk.write("locales/az/notice.po", desk.read("locales/az/notice.po") + ENTRIES)
    desk.replace("sources/notice/az.md", "Milli Məclis 1994", "Milli Meclis 1994")
    return desk


def key(finding):
    return finding.place, finding.end, finding.code, finding.message, finding.replacement


def of_lint(desk, name):
    checked = lint_files([desk.root / name], desk.workspace, cached=False)
    return sorted(key(finding) for finding in checked.findings)


def test_a_catalogue_has_the_findings_of_lint(built):
    name = "locales/az/notice.po"
    lines = [*built.read(name).splitlines(keepends=True), ""]
    catalog = EditedCatalog(lines, name)
    checker = Checker(built.workspace, load_glossary(built.workspace))
    target = target_of(catalog.header, built.root / name, built.workspace)
    whole = catalog.catalog()
    found = [*checker.entries(catalog.header, [e for e in whole.entries if not is_header(e)], target).findings]
    found += [finding for some in checker.catalog(whole, target) for finding in some]
    assert sorted(key(finding) for finding in found) == of_lint(built, name)
    assert {"TM101", "TM301", "TM507", "TM001"} <= {finding.code for finding in found}


def test_a_document_has_the_findings_of_lint_also_when_it_moved(built):
    name = "sources/notice/az.md"
    path, checker = built.root / name, Checker(built.workspace, load_glossary(built.workspace))
    for text in (built.read(name), built.read(name).replace("# Ümum", "Yeni abzas.\n\n# Ümum")):
        built.write(name, text)
        document = read_document(text, path, built.workspace)
        found = checker.document(document, document_language(document, path)).findings
        assert sorted(key(finding) for finding in found) == of_lint(built, name)
        assert [finding.code for finding in found] == ["TM101"]


def test_a_document_whose_name_is_silent_is_known_by_its_words(tmp_path, az):
    path = tmp_path / "notice.txt"
    document = read_document("Qonaqlar bu gün üçün gəldi və onlar bunu bilir.", path, no_workspace(tmp_path))
    assert document_language(document, path) is az


def test_a_catalogue_that_nobody_knows_the_language_of_is_an_error(tmp_path):
    header = po.parse('msgid ""\nmsgstr "Language: tlh\\n"\n').header_entry
    with pytest.raises(TmError, match="unknown language 'tlh'"):
        target_of(header, tmp_path / "x.po", no_workspace(tmp_path))


@pytest.fixture
def az():
    from tm.languages import get

    return get("az")
