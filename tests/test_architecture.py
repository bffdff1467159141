"""What the house promises about itself."""

import re
from pathlib import Path

import pytest

from tm.languages import LANGUAGES
from tm.lint.pages import page_of
from tm.lint.rules import ALL

SOURCE = Path(__file__).parent.parent / "src" / "tm"
MODULES = sorted(SOURCE.rglob("*.py"))
CORE = [path for path in MODULES if "languages" not in path.relative_to(SOURCE).parts]


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_language_is_named_outside_its_folder(path):
    codes = "|".join(LANGUAGES)
    assert not re.findall(rf"""(["'])({codes})\1""", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_tells_one_thing(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_says_what_lives_there(path):
    assert path.read_text(encoding="utf-8").startswith(('"""', 'r"""'))


def test_no_module_is_a_drawer():
    drawers = {"utils", "helpers", "common", "misc", "base"}
    assert not drawers & {path.stem for path in MODULES}


def test_codes_and_slugs_are_unique():
    assert len({rule.code for rule in ALL}) == len({rule.slug for rule in ALL}) == len(ALL)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_code_is_one_that_settings_and_comments_may_name(path):
    assert set(re.findall(r"\bTM\d{3}\b", path.read_text(encoding="utf-8"))) <= {rule.code for rule in ALL}


def test_every_code_has_a_page():
    assert [rule.code for rule in ALL if not page_of(rule.code)] == []
