"""An editor that talks to the real `tm lsp` over its pipes, and workspaces to open."""

import json
import queue
import re
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from tm.operations.build import build
from tm.workspace import load

START = "from tm.cli import main; main()"
PATIENCE = 15


class Editor:
    """A language client: requests wait for their answers, what the server says by itself is kept."""

    def __init__(self, folder: Path, **capabilities) -> None:
        self.server = subprocess.Popen(
            [sys.executable, "-c", START, "lsp", "--stdio"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.said = []
        self._heard = queue.Queue()
        self._number = 0
        self._versions = {}
        threading.Thread(target=self._listen, daemon=True).start()
        self.capabilities = self.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities=capabilities)[
            "capabilities"
        ]
        self.tell("initialized")

    def _listen(self) -> None:
        while header := self.server.stdout.readline():
            length = int(header.split(b":")[1])
            while self.server.stdout.readline().strip():
                pass
            self._heard.put(json.loads(self.server.stdout.read(length)))
        self._heard.put(None)

    def _send(self, **message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.server.stdin.flush()

    def _next(self, timeout: float = PATIENCE):
        message = self._heard.get(timeout=timeout)
        assert message is not None, self.server.stderr.read().decode()
        if "method" in message and "id" in message:
            self._send(id=message["id"], result=None)
        if "method" in message:
            self.said.append(message)
        return message

    def tell(self, method: str, **params) -> None:
        self._send(method=method, params=params)

    def ask(self, method: str, **params):
        """Return the result of a request; an error is an exception with its message."""
        self._number += 1
        number = self._number
        self._send(id=number, method=method, params=params)
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                if "error" in message:
                    raise RuntimeError(message["error"]["message"])
                return message["result"]

    def hear(self, method: str, wanted=lambda _: True):
        """Return the parameters of the next message of a kind that the server sends by itself."""
        while True:
            message = self._next()
            if message.get("method") == method and wanted(message["params"]):
                return message["params"]

    # --- files

    def open(self, path: Path, text: str | None = None) -> list:
        """Open a file and return what is found in it."""
        content = path.read_text(encoding="utf-8") if text is None else text
        self._versions[path] = 1
        item = {"uri": path.as_uri(), "languageId": path.suffix[1:], "version": 1, "text": content}
        self.tell("textDocument/didOpen", textDocument=item)
        return self.found(path)

    def type(self, path: Path, line: int, column: int, text: str, *, end: tuple[int, int] | None = None) -> list:
        """Put a text in the place of a range, and return what is found then."""
        last = end or (line, column)
        where = {
            "start": {"line": line, "character": column},
            "end": {"line": last[0], "character": last[1]},
        }
        self._versions[path] += 1
        document = {"uri": path.as_uri(), "version": self._versions[path]}
        self.tell("textDocument/didChange", textDocument=document, contentChanges=[{"range": where, "text": text}])
        return self.found(path)

    def found(self, path: Path) -> list:
        """Return the diagnostics of the version that the editor has."""
        return self.hear(
            "textDocument/publishDiagnostics",
            lambda said: said["uri"] == path.as_uri() and said.get("version") == self._versions.get(path),
        )["diagnostics"]

    def at(self, method: str, path: Path, line: int, column: int, **more):
        """Ask about a place."""
        place = {"line": line, "character": column}
        return self.ask(f"textDocument/{method}", textDocument={"uri": path.as_uri()}, position=place, **more)

    def actions(self, path: Path, line: int, column: int = 0, *, end: int | None = None) -> dict:
        """Return the code actions of a line, or of all lines up to another, by title."""
        where = {
            "start": {"line": line, "character": column},
            "end": {"line": line if end is None else end, "character": column},
        }
        document = {"uri": path.as_uri()}
        found = self.ask("textDocument/codeAction", textDocument=document, range=where, context={"diagnostics": []})
        return {one["title"]: one for one in found}

    def quit(self) -> int:
        """Say goodbye and return the server's exit code."""
        self.ask("shutdown")
        self.tell("exit")
        return self.server.wait(timeout=PATIENCE)


def units(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def marked(text: str, where: dict, *, size=units) -> str:
    """Return what a range of one line marks."""
    line = text.split("\n")[where["start"]["line"]]
    columns = (where["start"]["character"], where["end"]["character"])
    begin, end = (next(n for n in range(len(line) + 1) if size(line[:n]) == column) for column in columns)
    return line[begin:end]


def applied(text: str, edits: list) -> str:
    """Return a text after edits, places in UTF-16."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines) + 1)]

    def offset(position: dict) -> int:
        if position["line"] >= len(lines):
            return len(text)
        line = lines[position["line"]]
        return starts[position["line"]] + next(
            n for n in range(len(line) + 1) if units(line[:n]) == position["character"]
        )

    for edit in sorted(edits, key=lambda one: offset(one["range"]["start"]), reverse=True):
        begin, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        text = text[:begin] + edit["newText"] + text[end:]
    return text


@pytest.fixture(scope="session")
def kit():
    """What tests do with texts: entries to a catalogue, ranges to words, edits to texts."""
    return SimpleNamespace(catalog=catalog, marked=marked, applied=applied, units=units, make_workspace=make_workspace)


@pytest.fixture(scope="session")
def start_editor():
    """Start editors, and see that they end."""
    editors = []

    def start(folder: Path, **capabilities) -> Editor:
        editors.append(Editor(folder, **capabilities))
        return editors[-1]

    yield start
    for editor in editors:
        if editor.server.poll() is None:
            editor.server.kill()
        editor.server.wait()
        for pipe in (editor.server.stdin, editor.server.stdout, editor.server.stderr):
            pipe.close()


GLOSSARY = """\
# The bodies of the state.

[milli-majlis]
definition = "The parliament of the Republic of Azerbaijan."
note = "Never translated by its meaning."
en.preferred = "Milli Majlis"
en.forbidden = ["Milli Mejlis"]
az.preferred = "Milli Məclis"
az.forbidden = ["Milli Meclis"]
ru.preferred = "Милли Меджлис"
ru.forbidden = ["Милли Маджлис"]

[national-mourning-day]
en.preferred = "National Mourning Day"
az.preferred = "Ümumxalq Hüzn Günü"
ru.preferred = "День всенародной скорби"
ru.forbidden = ["День национального траура"]

[office]
en.preferred = "Office"
az.preferred = { term = "Aparat", forms = ["Aparatdakı"] }
ru.preferred = "Аппарат"
"""
FRONT = "---\ntitle: {code}\nissuer: Office\ndate: 2025-01-19\nkind: notice\n---\n\n"
SOURCES = {
    "en": "The Milli Majlis adopted the law on January 20.\n\nThe visitors remember National Mourning Day.\n",
    "az": "Milli Məclis yanvarın 20-də qanunu qəbul etmişdir.\n\nQonaqlar Ümumxalq Hüzn Gününü yad edirlər.\n",
    "ru": "Милли Меджлис принял закон 20 января.\n\nПосетители помнят День всенародной скорби.\n",
}
HEADER = 'msgid ""\nmsgstr ""\n"Language: {code}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def catalog(*entries: str, code: str = "ru") -> str:
    """Return a PO file with these entries, each written as it stands there."""
    return "\n".join([HEADER.format(code=code), *(f"{entry}\n" for entry in entries)]).rstrip("\n") + "\n"


def make_workspace(root: Path) -> Path:
    """Write and build a workspace with a statement of two sentences."""
    for name in ("glossary", "sources/notice"):
        (root / name).mkdir(parents=True)
    (root / "tm.toml").write_text('source = "en"\ntargets = ["az", "ru"]\n', encoding="utf-8")
    (root / "glossary/institutions.toml").write_text(GLOSSARY, encoding="utf-8")
    for code, text in SOURCES.items():
        (root / f"sources/notice/{code}.md").write_text(FRONT.format(code=code) + text, encoding="utf-8")
    build(load(root))
    return root


@pytest.fixture(scope="session")
def workspace(tmp_path_factory):
    """A workspace that tests only add files to."""
    return make_workspace(tmp_path_factory.mktemp("lsp"))


@pytest.fixture(scope="session")
def editor(start_editor, workspace):
    """An editor in that workspace; tests open files of their own."""
    return start_editor(workspace)


@pytest.fixture
def po(editor, workspace, request):
    """Open a PO file with these entries; return its path and what is found in it."""

    def make(*entries: str, code: str = "ru", text: str | None = None):
        name = re.sub(r"\W", "-", request.node.name)
        path = workspace / "locales" / code / f"{name}.po"
        written = catalog(*entries, code=code) if text is None else text
        path.write_text(written, encoding="utf-8", newline="")
        opened.append(path)
        return path, editor.open(path, written)

    opened = []
    yield make
    for path in opened:
        editor.tell("textDocument/didClose", textDocument={"uri": path.as_uri()})
        path.unlink()
