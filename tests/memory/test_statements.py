import sqlite3

import pytest

from tm.memory import schema, statements

ALL = {name: text for name, text in vars(statements).items() if name.isupper()}


@pytest.fixture
def connection():
    opened = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", ALL)
def test_a_statement_fits_the_tables(connection, name):
    statement = ALL[name]
    values = (None,) * (1 if "?1" in statement else statement.count("?"))
    assert connection.execute(f"EXPLAIN {statement}", values).fetchall()


@pytest.mark.parametrize("name", ["UNIT", "UNITS", "UNITS_IN_ROWS", "DIGESTS", "TEXTS", "NORMALS", "ENTRIES", "OWNERS"])
def test_what_runs_often_reads_no_whole_table(connection, name):
    statement = ALL[name]
    plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", (None,) * statement.count("?")).fetchall()
    scans = [step[3] for step in plan if step[3].startswith("SCAN")]
    assert all("json_each" in step or step in {"SCAN u", "SCAN m"} for step in scans), plan


@pytest.mark.parametrize("name", ["NORMALS", "ENTRIES", "OWNERS", "TEXTS", "DROP_VARIANTS"])
def test_variants_are_sought_by_their_row(connection, name):
    statement = ALL[name]
    values = (None,) * (1 if "?1" in statement else statement.count("?"))
    plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
    assert any("USING INTEGER PRIMARY KEY" in step[3] for step in plan)
