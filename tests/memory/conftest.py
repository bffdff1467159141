"""What the tests of this room share: the three languages, a builder for units, and a store of each backend."""

import datetime as dt

import pytest
from hypothesis import strategies as st

from tm.errors import Place
from tm.languages import get
from tm.memory.sqlite import SqliteStore
from tm.model import History, Origin, State, Tag, TagKind, Unit, Variant


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


@pytest.fixture(scope="session")
def any_unit():
    """Return a strategy: units with every field that the model has, in the languages aa and bb."""
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    count = st.integers(0, 1000)
    moment = st.none() | st.datetimes(dt.datetime(1970, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001 - has one
    history = st.just(History()) | st.builds(
        History,
        created=moment,
        creator=text,
        changed=moment,
        changer=text,
        used=st.none() | count,
        last_used=moment,
    )
    notes = st.lists(text, max_size=2).map(tuple)
    properties = st.lists(st.tuples(text, text), max_size=2).map(tuple)
    tag = st.builds(Tag, at=count, kind=st.sampled_from(TagKind), pair=count, code=text, meaning=text, id=text)
    variant = st.builds(
        Variant,
        language=st.sampled_from(["aa", "bb"]),
        text=text,
        state=st.sampled_from(State),
        place=st.none() | st.builds(Place, text, count, count),
        tags=st.lists(tag, max_size=2).map(tuple),
        history=history,
        notes=notes,
        properties=properties,
    )
    origin = st.builds(Origin, statement=text, date=st.none() | st.dates(), confidence=st.none() | st.floats(0, 1))
    variants = st.lists(variant, max_size=3).map(tuple)
    return st.builds(
        Unit, id=text, variants=variants, origin=origin, notes=notes, history=history, properties=properties
    )
