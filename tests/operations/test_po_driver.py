import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tm.errors import TmError
from tm.operations.po import driver

pytestmark = [
    pytest.mark.external,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
]
HEADER = 'msgid ""\nmsgstr "Language: az\\n"\n'
ENTRY = '\n#: {0}.md:1\nmsgid "{0}"\nmsgstr "{1}"\n'


def po_text(**said):
    return HEADER + "".join(ENTRY.format(*pair) for pair in said.items())


class Repository:
    """A git repository in a folder, with git's own settings shut out."""

    def __init__(self, root):
        self.root = root
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.name", "A Translator")
        self.git("config", "user.email", "translator@localhost")

    def git(self, *words, fine=True):
        tools = str(Path(sys.executable).parent)
        env = os.environ | {
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        done = subprocess.run(
            ["git", *words], cwd=self.root, env=env, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0 or not fine, done.stderr
        return done

    def commit(self, branch, text):
        self.git("checkout", "--quiet", "-B", branch)
        (self.root / "a.po").write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", branch)

    def merge_of(self, base, ours, theirs):
        """Commit a base and two branches from it, and merge theirs into ours."""
        self.commit("main", base)
        self.commit("theirs", theirs)
        self.git("checkout", "--quiet", "main")
        self.commit("ours", ours)
        return self.git("merge", "--no-edit", "theirs", fine=False)

    @property
    def text(self):
        return (self.root / "a.po").read_text(encoding="utf-8")


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


@pytest.fixture
def driven(repository, monkeypatch):
    """A repository that merges PO files with the driver."""
    monkeypatch.setattr(driver.shutil, "which", lambda _: "/somewhere/tm")
    list(driver.install(repository.root))
    return repository


NEIGHBOURS = (po_text(a="1", b="2"), po_text(a="one", b="2"), po_text(a="1", b="two").replace("b.md:1", "b.md:2"))


def test_without_the_driver_git_stumbles_over_lines_that_tools_rewrote(repository):
    wrapped = po_text(a="one", b="2").replace('msgstr "2"', 'msgstr ""\n"2"')
    done = repository.merge_of(po_text(a="1", b="2"), wrapped, po_text(a="1", b="two"))
    assert (done.returncode, "<<<<<<<" in repository.text) == (1, True)


def test_with_the_driver_the_same_merge_is_clean(driven):
    wrapped = po_text(a="one", b="2").replace('msgstr "2"', 'msgstr ""\n"2"')
    done = driven.merge_of(po_text(a="1", b="2"), wrapped, po_text(a="1", b="two"))
    assert (done.returncode, driven.text) == (0, po_text(a="one", b="two"))


def test_a_conflict_stops_the_merge_and_leaves_a_file_that_can_be_read(driven):
    done = driven.merge_of(po_text(a="1"), po_text(a="one"), po_text(a="bir"))
    assert (done.returncode, "both sides changed 1 of the same translations" in done.stderr) == (1, True)
    assert '# tm: theirs msgstr "bir"\n#: a.md:1\n#, fuzzy\nmsgid "a"\nmsgstr "one"\n' in driven.text


def test_a_file_that_cannot_be_read_is_merged_line_by_line(driven):
    broken = po_text(a="1", b="2").replace('msgstr "1"', 'msgstr "1')
    done = driven.merge_of(broken, broken.replace("2", "two"), broken.replace("Language: az", "Language: ru"))
    assert (done.returncode, driven.text) == (0, broken.replace("2", "two").replace("Language: az", "Language: ru"))


def test_installing_says_what_it_did_and_does_it_once(driven):
    assert list(driver.install(driven.root)) == []
    assert (driven.root / ".gitattributes").read_text(encoding="utf-8") == "*.po merge=tm-po\n"
    said = driven.git("config", "--local", "--get", "merge.tm-po.driver").stdout
    assert said == "tm po merge %O %A %B %P\n"


def test_installing_keeps_what_stands_in_gitattributes(repository):
    (repository.root / ".gitattributes").write_text("*.md text", encoding="utf-8")
    list(driver.install(repository.root))
    assert (repository.root / ".gitattributes").read_text(encoding="utf-8") == "*.md text\n*.po merge=tm-po\n"


def test_uninstalling_takes_everything_back(driven):
    list(driver.uninstall(driven.root))
    assert not (driven.root / ".gitattributes").exists()
    assert driven.git("config", "--local", "--get-regexp", "merge", fine=False).stdout == ""


def test_outside_of_a_repository_nothing_is_installed(tmp_path):
    with pytest.raises(TmError, match="is in no git repository"):
        list(driver.install(tmp_path))


def test_the_merged_file_is_written_into_ours(tmp_path):
    paths = []
    for name, text in zip(("base", "ours", "theirs"), NEIGHBOURS, strict=True):
        paths.append(tmp_path / f"{name}.po")
        paths[-1].write_text(text, encoding="utf-8")
    merged = driver.merge_files(*paths)
    assert (merged.clean, paths[1].read_text(encoding="utf-8")) == (
        True,
        po_text(a="one", b="two").replace("b.md:1", "b.md:2"),
    )


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(TmError, match="can't be read"):
        driver.merge_files(tmp_path / "a", tmp_path / "b", tmp_path / "c")
