"""The tables of the SQLite memory and how an older file becomes a newer one. Only statements live here.

A variant's row is given once (`AUTOINCREMENT`), and the variants of one unit stand in consecutive rows
(`units.first`, `units.size`), so that neither needs an index of its own.
"""

from __future__ import annotations

import sqlite3

APPLICATION = 0x746D656D
"""Marks the file as a memory (`tmem`)."""

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO facts VALUES ('identity', lower(hex(randomblob(16)))), ('removed', '0');
    CREATE TABLE memories (row INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE units (
        row INTEGER PRIMARY KEY,
        memory INTEGER NOT NULL REFERENCES memories (row),
        id TEXT NOT NULL,
        first INTEGER NOT NULL,
        size INTEGER NOT NULL,
        statement TEXT NOT NULL,
        date TEXT,
        confidence REAL,
        notes TEXT,
        changed INTEGER NOT NULL,
        digest INTEGER NOT NULL,
        UNIQUE (id, memory)
    ) STRICT;
    CREATE TABLE variants (
        row INTEGER PRIMARY KEY AUTOINCREMENT,
        unit INTEGER NOT NULL,
        language TEXT NOT NULL,
        text TEXT NOT NULL,
        normal TEXT,
        state TEXT NOT NULL,
        file TEXT,
        line INTEGER,
        column INTEGER,
        before INTEGER,
        after INTEGER
    ) STRICT;
    CREATE TABLE versions (
        row INTEGER PRIMARY KEY,
        memory INTEGER NOT NULL REFERENCES memories (row),
        id TEXT NOT NULL,
        since INTEGER NOT NULL,
        until INTEGER NOT NULL,
        unit TEXT NOT NULL
    ) STRICT;
    CREATE INDEX versions_of_unit ON versions (id);
    """,
    """
    ALTER TABLE units ADD COLUMN more TEXT;
    ALTER TABLE variants ADD COLUMN more TEXT;
    """,
)
"""The script at index *n* takes a file from version *n* to version *n* + 1; version 0 is an empty file."""

VERSION = len(MIGRATIONS)


def version(connection: sqlite3.Connection) -> int:
    """Return the schema version of an open file, 0 for an empty one; -1 for a database that is not a memory."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application == APPLICATION:
        return int(found)
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return -1 if tables else 0


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open file to today's version, in one transaction; nothing happens where it has it."""
    if version(connection) == VERSION:
        return
    connection.execute("BEGIN EXCLUSIVE")
    try:
        for number in range(version(connection), VERSION):
            _run(connection, MIGRATIONS[number])
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Run statements one by one: `executescript` would commit the transaction around them."""
    for statement in script.split(";\n"):
        if statement.strip():
            connection.execute(statement)
