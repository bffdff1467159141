"""What the tests of this room share: the three languages, a builder for units, and a store of each backend."""

import pytest

from tm.languages import get
from tm.memory.sqlite import SqliteStore
from tm.model import Origin, State, Unit, Variant


@pytest.fixture(scope="session")
def az():
    return get("az")


@pytest.fixture(scope="session")
def en():
    return get("en")


@pytest.fixture(scope="session")
def ru():
    return get("ru")


@pytest.fixture(scope="session")
def unit():
    """Return a builder: `unit("u1", en="The law.", az="Qanun.", statement="s", state=State.REVIEWED)`."""

    def build(unit_id, *, state=State.TRANSLATED, statement="", date=None, notes=(), **texts):
        variants = tuple(Variant(language=code, text=text, state=state) for code, text in texts.items())
        return Unit(id=unit_id, variants=variants, origin=Origin(statement=statement, date=date), notes=notes)

    return build


@pytest.fixture
def folder(tmp_path):
    return tmp_path / ".tm"


@pytest.fixture(params=[SqliteStore])
def store(request, folder):
    with request.param(folder) as opened:
        yield opened
