"""The server as a process: how it begins and ends, what it agrees on, what it does without."""

import subprocess
import sys

import pytest

FORBIDDEN = 'msgid "😀 The Milli Majlis met."\nmsgstr "😀 ə Заседал Милли Маджлис."'


def test_without_a_workspace_the_generic_rules_run_and_it_says_so(start_editor, tmp_path, kit):
    editor = start_editor(tmp_path)
    path = tmp_path / "ru.po"
    path.write_text(kit.catalog('msgid "%s files"\nmsgstr "файлов"'), encoding="utf-8")
    found = editor.open(path)
    assert [one["code"][:3] for one in found] == ["TM2"]
    said = [one["params"]["message"] for one in editor.said if one["method"] == "window/logMessage"]
    assert any("only the generic rules run" in message for message in said)
    assert editor.at("hover", path, 6, 9)["contents"]["value"].startswith("**translated**")
    assert editor.quit() == 0


@pytest.fixture(scope="module")
def root(tmp_path_factory, kit):
    """A workspace whose glossary changes."""
    return kit.make_workspace(tmp_path_factory.mktemp("server") / "work")


@pytest.fixture(scope="module")
def utf8(start_editor, root):
    """An editor that counts bytes and wants to be told the version that edits are for."""
    wanted = {"workspaceEdit": {"documentChanges": True}, "didChangeWatchedFiles": {"dynamicRegistration": True}}
    return start_editor(root, general={"positionEncodings": ["utf-8", "utf-16"]}, workspace=wanted)


def test_changes_of_glossary_and_memory_are_watched(utf8):
    asked = utf8.hear("client/registerCapability")
    watched = asked["registrations"][0]["registerOptions"]["watchers"]
    assert [one["globPattern"] for one in watched] == ["**/*.toml", "**/memory.tmx"]


def test_columns_are_counted_as_the_editor_asks(utf8, root, kit):
    assert utf8.capabilities["positionEncoding"] == "utf-8"
    text, path = kit.catalog(FORBIDDEN), root / "locales/ru/bytes.po"
    found = utf8.open(path, text)
    assert kit.marked(text, found[0]["range"], size=bytes_in) == "Милли Маджлис"
    end = bytes_in(text.split("\n")[6]) - 1
    assert [one["range"]["start"]["character"] - end for one in utf8.type(path, 6, end, " ə Милли Маджлис")][1:] == [4]


def bytes_in(text):
    return len(text.encode())


def test_edits_name_the_version_they_are_for_where_the_editor_wants_that(utf8, root, kit):
    path = root / "locales/ru/versions.po"
    utf8.open(path, kit.catalog(FORBIDDEN))
    edit = utf8.actions(path, 6, 40)["Write “Милли Меджлис”"]["edit"]
    assert edit["documentChanges"][0]["textDocument"] == {"uri": path.as_uri(), "version": 1}


def test_a_changed_glossary_is_taken_up_and_a_broken_one_reported(utf8, root, kit):
    path, glossary = root / "locales/ru/new.po", root / "glossary/institutions.toml"
    assert [one["code"] for one in utf8.open(path, kit.catalog(FORBIDDEN))] == ["TM101"]
    right = glossary.read_text(encoding="utf-8")
    glossary.write_text(right.replace('ru.forbidden = ["Милли Маджлис"]', ""), encoding="utf-8")
    utf8.tell("workspace/didChangeWatchedFiles", changes=[])
    assert "TM101" not in [one["code"] for one in utf8.found(path)]
    glossary.write_text(right.replace("[milli-majlis]", "[milli majlis]"), encoding="utf-8")
    utf8.tell("textDocument/didSave", textDocument={"uri": path.as_uri()})
    said = utf8.hear("textDocument/publishDiagnostics", lambda said: said["uri"] == glossary.as_uri())
    assert said["diagnostics"][0]["range"]["start"]["line"] == 2
    glossary.write_text(right, encoding="utf-8")
    utf8.tell("textDocument/didSave", textDocument={"uri": path.as_uri()})
    said = utf8.hear("textDocument/publishDiagnostics", lambda said: said["uri"] == glossary.as_uri())
    assert said["diagnostics"] == []


def test_an_editor_that_leaves_without_a_word_ends_the_server(start_editor, tmp_path):
    editor = start_editor(tmp_path)
    editor.tell("exit")
    assert editor.server.wait(timeout=10) == 1


def test_without_its_library_it_says_what_to_install(tmp_path):
    code = "import sys; sys.modules['pygls'] = None; from tm.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "lsp"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "pip install 'yaddash[lsp]'" in done.stderr
    assert done.stdout == ""
