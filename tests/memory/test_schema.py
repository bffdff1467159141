import sqlite3
from pathlib import Path

import pytest

from tm.memory import schema

GOLDEN = Path(__file__).parent / "schema_v1.sql"


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


def test_the_tables_of_a_version_never_change(connection):
    schema.migrate(connection)
    assert tables(connection) == GOLDEN.read_text(encoding="utf-8")


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
