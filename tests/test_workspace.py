from pathlib import Path

import pytest

from tm.errors import TmError
from tm.workspace import find, load, parse, place_of, starting_config

PARSE_CASES = [
    ('source = "en"\ntargets = ["zz"]', "tm.toml:2:12: unknown language 'zz'."),
    ('source = "en"\ntargets = ["en"]', "tm.toml:2:12: language 'en' is named twice."),
    ('source = "en"\ntargets = ["az"]\n[folder]', "tm.toml:3:2: unknown key 'folder'. Did you mean 'folders'?"),
    (
        'source = "en"\ntargets = ["az"]\n[folders]\nsource = "x"',
        "tm.toml:4:1: unknown key 'source'. Did you mean 'sources'?",
    ),
    (
        'source = "en"\ntargets = ["az"]\n[lint]\nignore = ["TM1010"]',
        "tm.toml:4:11: unknown rule 'TM1010'. Did you mean 'TM101'?",
    ),
    ('source = "en"\ntargets = ["az"]\n[lint.severity]\nTM101 = "bad"', "tm.toml:4:9: unknown severity 'bad'."),
    ('source = "en"\ntargets = ["az"]\n[align]\nreview-below = 2', "tm.toml:4:16: expected `float` <= 1.0."),
    ('source = "en"', "tm.toml:1:1: object missing required field `targets`."),
    ('source = "en"\ntargets = ["az"', "tm.toml:2:16: "),
]


@pytest.mark.parametrize(("text", "message"), PARSE_CASES)
def test_a_fault_is_reported_in_its_place(text, message):
    with pytest.raises(TmError) as caught:
        parse(text, root=Path())
    assert str(caught.value).startswith(message)


def test_all_faults_are_reported_at_once():
    with pytest.raises(TmError) as caught:
        parse('source = "xx"\ntargets = ["yy"]\nfolder = 1', root=Path())
    assert len(str(caught.value).splitlines()) == 3


def test_a_new_configuration_says_what_the_defaults_are():
    assert (
        parse(starting_config("en", ("az", "ru")), root=Path()).config
        == parse('source = "en"\ntargets = ["az", "ru"]', root=Path()).config
    )


def test_the_source_comes_first():
    workspace = parse('source = "ru"\ntargets = ["az", "en"]', root=Path())
    assert [language.code for language in workspace.languages] == ["ru", "az", "en"]


def test_the_workspace_is_found_from_a_folder_inside(tmp_path):
    (tmp_path / "tm.toml").write_text('source = "en"\ntargets = ["az"]\n')
    inside = tmp_path / "sources" / "notice"
    inside.mkdir(parents=True)
    assert find(inside) == tmp_path.resolve()


def test_no_workspace_is_an_error_that_names_the_command(tmp_path):
    with pytest.raises(TmError, match="tm init"):
        find(tmp_path)


def test_a_missing_folder_is_an_error_with_a_suggestion(tmp_path):
    (tmp_path / "glossary").mkdir()
    (tmp_path / "source").mkdir()
    (tmp_path / "tm.toml").write_text('source = "en"\ntargets = ["az"]\n[folders]\nsources = "sources"\n')
    with pytest.raises(TmError) as caught:
        load(tmp_path)
    assert str(caught.value).startswith("tm.toml:4:11: folder 'sources' does not exist. Did you mean 'source'?")


def test_folders_that_git_does_not_keep_count_as_empty(tmp_path):
    (tmp_path / "glossary").mkdir()
    (tmp_path / "tm.toml").write_text('source = "en"\ntargets = ["az"]\n')
    assert load(tmp_path).statements == []


def test_a_missing_glossary_is_an_error(tmp_path):
    (tmp_path / "tm.toml").write_text('source = "en"\ntargets = ["az"]\n')
    with pytest.raises(TmError, match="'glossary' does not exist"):
        load(tmp_path)


def test_a_file_that_is_not_utf8_is_an_error(tmp_path):
    (tmp_path / "tm.toml").write_bytes(b'source = "\xff"')
    with pytest.raises(TmError, match=r"tm\.toml"):
        load(tmp_path)


def test_paths_are_shown_relative_to_the_workspace(tmp_path):
    workspace = parse('source = "en"\ntargets = ["az"]', root=tmp_path)
    assert workspace.shown(tmp_path / "locales" / "az" / "x.po") == "locales/az/x.po"


def test_a_setting_is_found_in_its_place(empty_desk):
    text = 'source = "en"\ntargets = ["az"]\n[[lint.paths]]\npath = "a"\n[[lint.paths]]\n  path = "b"\n'
    empty_desk.write("tm.toml", text)
    assert str(place_of(empty_desk.workspace, ("lint", "paths", 1, "path"))) == "tm.toml:6:10"
