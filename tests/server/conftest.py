"""A workspace that is served, and a client that asks it in this process."""

import msgspec
import pytest
from starlette.testclient import TestClient

from tm.memory.sqlite import SqliteStore
from tm.model import Unit, Variant
from tm.server.app import create
from tm.server.settings import Settings
from tm.workspace import STATE

TEXTS = (
    ("The committee met in Baku.", "Komitə Bakıda toplandı.", "Комитет собрался в Баку."),
    ("The report has 12 pages.", "Hesabat 12 səhifədir.", "В отчёте 12 страниц."),
    ("Hello, %s!", "Salam, %s!", "Здравствуйте, %s!"),
    ("%(done)s of %(all)s files", "%(all)s fayldan %(done)s", "%(done)s из %(all)s файлов"),
    ("The Milli Majlis adopted the law.", "Milli Məclis qanunu qəbul etdi.", "Милли Меджлис принял закон."),
)


@pytest.fixture
def served(empty_desk):
    """A workspace with one concept or two, and five units."""
    units = [
        Unit(
            id=f"notice:{number}",
            variants=tuple(
                Variant(language=code, text=text) for code, text in zip(("en", "az", "ru"), said, strict=True)
            ),
        )
        for number, said in enumerate(TEXTS)
    ]
    with SqliteStore(empty_desk.root / STATE) as store:
        store.put(units)
    return empty_desk


@pytest.fixture
def serve(served):
    """Start the application with some settings and return a client of it."""

    def start(**changes):
        settings = Settings(root=served.root, rate=0, access_log=False)
        app = create(msgspec.structs.replace(settings, **changes))
        return TestClient(app, base_url="http://localhost", client=("127.0.0.1", 50000), raise_server_exceptions=False)

    return start


@pytest.fixture
def client(serve):
    return serve()
