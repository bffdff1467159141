import contextlib
import datetime as dt
import sqlite3
from pathlib import Path

import msgspec
import pytest

from tm.errors import Place
from tm.memory import schema
from tm.memory.lookup import Query, lookup
from tm.memory.sqlite import FILE, SqliteStore
from tm.model import History, Origin, State, Tag, TagKind, Unit, Variant

HERE = Path(__file__).parent
UNITS = """
INSERT INTO facts VALUES ('identity', 'one'), ('removed', '1');
INSERT INTO memories (row, name) VALUES (1, 'workspace');
INSERT INTO units (row, memory, id, first, size, statement, date, confidence, notes, changed, digest)
    VALUES (1, 1, 'u1', 2, 2, 's', '1995-05-01', 0.5, '["heading"]', 800000000, 7);
INSERT INTO variants (row, unit, language, text, normal, state, file, line, column, before, after)
    VALUES (2, 1, 'en', 'The  law.', 'The law.', 'reviewed', 'a.md', 3, 1, NULL, 5),
        (3, 1, 'az', 'Qanun.', NULL, 'aligned', NULL, NULL, NULL, NULL, NULL);
INSERT INTO versions (memory, id, since, until, unit) VALUES (1, 'u1', 700000000, 800000000,
    '{"id":"u1","variants":[{"language":"en","text":"A law.","state":"translated","place":null}],
    "origin":{},"notes":[]}');
PRAGMA user_version = 1;
PRAGMA application_id = 1953326445;
"""
"""A memory as the first version wrote it."""
UNIT = Unit(
    id="u1",
    variants=(
        Variant(language="en", text="The  law.", state=State.REVIEWED, place=Place("a.md", 3, 1)),
        Variant(language="az", text="Qanun.", state=State.ALIGNED),
    ),
    origin=Origin(statement="s", date=dt.date(1995, 5, 1), confidence=0.5),
    notes=("heading",),
)


@pytest.fixture
def connection():
    opened = sqlite3.connect(":memory:", isolation_level=None)
    yield opened
    opened.close()


def tables(connection):
    rows = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE sql NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return "".join(f"{' '.join(sql.split())};\n" for (sql,) in rows)


@pytest.fixture
def first_version(folder):
    """Make a memory file of the first version; return its folder."""
    folder.mkdir()
    old = sqlite3.connect(folder / FILE)
    old.executescript((HERE / "schema_v1.sql").read_text(encoding="utf-8") + UNITS)
    old.close()
    return folder


@pytest.mark.parametrize("version", range(1, schema.VERSION + 1))
def test_the_tables_of_a_version_never_change(connection, monkeypatch, version):
    monkeypatch.setattr(schema, "VERSION", version)
    schema.migrate(connection)
    assert tables(connection) == (HERE / f"schema_v{version}.sql").read_text(encoding="utf-8")


def test_the_units_of_an_older_file_stay(first_version):
    with SqliteStore(first_version) as store:
        assert list(store.units()) == [UNIT]


def test_an_older_file_is_brought_up_to_date(first_version):
    SqliteStore(first_version).close()
    with contextlib.closing(sqlite3.connect(first_version / FILE)) as connection:
        golden = HERE / f"schema_v{schema.VERSION}.sql"
        assert (schema.version(connection), tables(connection)) == (
            schema.VERSION,
            golden.read_text(encoding="utf-8"),
        )


def test_an_older_file_that_is_only_read_is_brought_up_to_date_first(first_version):
    with SqliteStore(first_version, read_only=True) as store:
        assert store.unit("u1") == UNIT


def test_the_history_of_an_older_file_can_be_read(first_version):
    with SqliteStore(first_version) as store:
        texts = [version.unit.variants[0].text for version in store.history("u1")]
    assert texts == ["A law.", "The  law."]


def test_an_older_file_takes_what_it_could_not_hold_before(first_version):
    tagged = msgspec.structs.replace(UNIT.variants[0], tags=(Tag(at=5, kind=TagKind.ALONE, code="<br/>"),))
    unit = msgspec.structs.replace(UNIT, variants=(tagged,), history=History(used=3))
    with SqliteStore(first_version) as store:
        assert (store.put([unit]).changed, store.unit("u1")) == (1, unit)


def test_an_older_file_is_looked_up_in(first_version, en, az):
    with SqliteStore(first_version) as store:
        assert [match.target for match in lookup(store, Query("The law."), en, az)] == ["Qanun."]


def test_all_tables_are_strict(connection):
    schema.migrate(connection)
    listed = connection.execute("PRAGMA table_list").fetchall()
    assert all(row[5] for row in listed if not row[1].startswith("sqlite_"))


def test_an_empty_file_has_version_zero(connection):
    assert schema.version(connection) == 0


def test_a_new_file_has_todays_version(connection):
    schema.migrate(connection)
    assert schema.version(connection) == schema.VERSION


def test_another_programs_tables_have_no_version(connection):
    connection.execute("CREATE TABLE songs (name TEXT)")
    assert schema.version(connection) == -1


def test_migrating_twice_changes_nothing(connection):
    schema.migrate(connection)
    (identity,) = connection.execute("SELECT value FROM facts WHERE name = 'identity'").fetchone()
    schema.migrate(connection)
    assert connection.execute("SELECT value FROM facts WHERE name = 'identity'").fetchone() == (identity,)


def test_an_older_file_gets_the_missing_steps(connection, monkeypatch):
    schema.migrate(connection)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE later (x TEXT) STRICT;\n"))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    schema.migrate(connection)
    assert (schema.version(connection), "later" in tables(connection)) == (schema.VERSION, True)


def test_a_step_that_fails_changes_nothing(connection, monkeypatch):
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE units (x TEXT);\n"))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        schema.migrate(connection)
    assert (schema.version(connection), tables(connection)) == (0, "")
