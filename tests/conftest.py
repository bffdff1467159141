"""Fixtures for all tests: languages, and a small workspace on disk."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tm.languages import LANGUAGES, get
from tm.operations.build import build
from tm.workspace import load

for _name in ("LANGUAGE", "LC_MESSAGES", "LANG"):
    os.environ.pop(_name, None)
os.environ["LC_ALL"] = "C.UTF-8"

FRONT = "---\ntitle: {title}\nissuer: Office\ndate: 2025-01-19\nkind: notice\n---\n"

EN = """\
# Notice on National Mourning Day

January 20 is National Mourning Day in Azerbaijan. On January 20, 1990, units of the Soviet army entered Baku.
The Milli Majlis adopted a decision on the matter in March 1994.

The Office remembers the victims of the tragedy. It thanks all visitors.
"""

AZ = """\
# Ümumxalq Hüzn Günü haqqında bildiriş

20 yanvar Azərbaycanda Ümumxalq Hüzn Günüdür. 1990-cı il yanvarın 20-də sovet ordusunun hissələri Bakıya daxil oldu.
Milli Məclis 1994-cü ilin martında bununla bağlı qərar qəbul etmişdir.

Aparat faciə qurbanlarının xatirəsini yad edir və bütün ziyarətçilərə təşəkkür edir.
"""

RU = """\
# Объявление о Дне всенародной скорби

20 января в Азербайджане — День всенародной скорби. 20 января 1990 года части советской армии вошли в Баку.
В марте 1994 года Милли Меджлис принял решение по этому вопросу.

Аппарат чтит память жертв трагедии. Он благодарит всех посетителей.
"""

GLOSSARY = """\
[milli-majlis]
definition = "The parliament of the Republic of Azerbaijan."
en.preferred = "Milli Majlis"
en.forbidden = ["Milli Mejlis", "MilliMajlis"]
az.preferred = "Milli Məclis"
az.forbidden = "Milli Meclis"
ru.preferred = "Милли Меджлис"

[national-mourning-day]
definition = "The day on which the victims of January 20, 1990, are mourned."
en.preferred = "National Mourning Day"
en.forbidden = "National Day of Mourning"
az.preferred = "Ümumxalq Hüzn Günü"
ru.preferred = "День всенародной скорби"
"""


class Desk:
    """A workspace on disk and what one does with it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def workspace(self):
        return load(self.root)

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def build(self, **options):
        return build(self.workspace, **options)

    def files(self) -> dict[str, bytes]:
        """Return all files outside the derived folder."""
        paths = (path for path in self.root.rglob("*") if path.is_file() and ".tm" not in path.parts)
        return {str(path.relative_to(self.root)): path.read_bytes() for path in paths}

    def tm(self, *words: str, feed: str | None = None) -> SimpleNamespace:
        """Run the command line in this folder, as a process of its own."""
        code = "from tm.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            cwd=self.root,
            env={**os.environ, "COLUMNS": "100"},
            input=feed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return SimpleNamespace(code=done.returncode, out=done.stdout, err=done.stderr)


@pytest.fixture
def empty_desk(tmp_path):
    """A workspace with a glossary and no statements."""
    desk = Desk(tmp_path)
    desk.write("tm.toml", 'source = "en"\ntargets = ["az", "ru"]\n')
    desk.write("glossary/institutions.toml", GLOSSARY)
    (tmp_path / "sources").mkdir()
    return desk


@pytest.fixture
def desk(empty_desk):
    """A workspace with one statement in three languages, not built yet."""
    for code, body in (("en", EN), ("az", AZ), ("ru", RU)):
        empty_desk.write(f"sources/notice/{code}.md", FRONT.format(title=code) + body)
    return empty_desk


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A folder that keeps what the first test has built for the others."""
    return tmp_path_factory.mktemp("template") / "workspace"


@pytest.fixture
def built(desk, template):
    """The workspace of `desk`, built; the first test of a file builds it, the others get copies."""
    if template.exists():
        shutil.copytree(template, desk.root, dirs_exist_ok=True)
        return desk
    desk.build()
    shutil.copytree(desk.root, template)
    return desk


@pytest.fixture(params=sorted(LANGUAGES))
def language(request):
    """Each language in turn."""
    return get(request.param)
