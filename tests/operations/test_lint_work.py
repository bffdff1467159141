from pathlib import Path

import pytest

from tm.languages import get
from tm.operations import lint_work
from tm.operations.checkable import language_ahead
from tm.operations.lint import lint_files

HEADER = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
ENTRY = '\nmsgctxt "{0}"\nmsgid "Page {0}"\nmsgstr "Səhifə {1}"\n'


@pytest.fixture
def folder(empty_desk):
    """A workspace of four catalogues with two faults in each, and one that can't be read."""
    for number in range(4):
        entries = "".join(ENTRY.format(one, one + (one % 4 == 3)) for one in range(8))
        empty_desk.write(f"locales/az/{number}.po", HEADER.format("az") + entries)
    empty_desk.write("locales/az/broken.po", HEADER.format("az") + 'msgid "a\nmsgstr "b"\n')
    return empty_desk


@pytest.mark.parametrize("forks", [True, False])
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_two_processes_find_what_one_finds(folder, monkeypatch, forks):
    alone = lint_files([folder.root / "locales"], folder.workspace, cached=False)
    monkeypatch.setattr(lint_work, "_PAYS", 1)
    monkeypatch.setattr(lint_work, "_PORTION", 1)
    monkeypatch.setattr(lint_work.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(lint_work, "_forks", lambda: forks)
    together = lint_files([folder.root / "locales"], folder.workspace, cached=False)
    assert together.findings == alone.findings
    assert [str(one) for one in together.errors] == [str(one) for one in alone.errors]
    assert len(together.findings) == 8


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("x.po", HEADER.format("ru").encode(), "ru"),
        ("locales/az/x.po", b'msgid "a"\nmsgstr "b"\n', "az"),
        ("x.po", b"\xff\xfe", None),
        ("sources/a/ru.md", b"", "ru"),
        ("x.md", b"", None),
        ("memory.tmx", b"", None),
    ],
)
def test_the_language_of_a_file_is_told_from_its_beginning_or_name(path, data, code):
    assert language_ahead(Path(path), data, "") == (get(code) if code else None)
