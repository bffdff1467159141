"""A real editor with the real server."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DRIVER = Path(__file__).parent / "neovim.lua"
ENTRY = 'msgid "😀 The Milli Majlis met."\nmsgstr "😀 ə İ Заседал Милли Маджлис."'


@pytest.mark.external
@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_neovim_shows_a_finding_on_its_words_and_mends_it(workspace, kit, tmp_path):
    path = workspace / "locales/ru/neovim.po"
    path.write_text(kit.catalog(ENTRY), encoding="utf-8")
    column = len('msgstr "😀 ə İ Заседал Милли'.encode())
    places = {"TM_FILE": path, "TM_OUT": tmp_path / "seen.json", "TM_LINE": 7, "TM_COLUMN": column}
    server = json.dumps([sys.executable, "-c", "from tm.cli import main; main()", "lsp"])
    homes = {f"XDG_{name}_HOME": tmp_path for name in ("STATE", "CACHE", "DATA", "CONFIG")}
    subprocess.run(
        ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {DRIVER}"],
        env={**os.environ, "TM_SERVER": server, **{name: str(value) for name, value in {**places, **homes}.items()}},
        cwd=workspace,
        capture_output=True,
        timeout=60,
        check=True,
    )
    path.unlink()
    seen = json.loads((tmp_path / "seen.json").read_text(encoding="utf-8"))
    assert seen["marked"] == [["TM101", "Милли Маджлис"]]
    assert "The parliament of the Republic of Azerbaijan." in seen["hover"]
    assert seen["offered"][0] == "Милли Меджлис"
    assert seen["actions"][0] == "Write “Милли Меджлис”"
    assert 'msgstr "😀 ə İ Заседал Милли Меджлис."' in seen["text"]
    assert seen["left"] == 0
