"""What the SQLite memory asks its tables (`tm.memory.schema`).

A list of rows or ids comes as a JSON array: one statement for any number.
"""

from __future__ import annotations

UNIT = """
    SELECT u.id, u.notes, u.statement, u.date, u.confidence, u.more,
        t.language, t.text, t.state, t.file, t.line, t.column, t.more, u.memory
    FROM units u
    JOIN memories m ON m.row = u.memory
    LEFT JOIN variants t ON t.row >= u.first AND t.row < u.first + u.size
    WHERE u.id = ? AND m.name = ifnull(?, m.name)
    ORDER BY u.memory, t.row
"""
UNITS = """
    SELECT u.row,
        u.id, u.notes, u.statement, u.date, u.confidence, u.more,
        t.language, t.text, t.state, t.file, t.line, t.column, t.more
    FROM (
        SELECT u.* FROM units u JOIN memories m ON m.row = u.memory
        WHERE u.row > ? AND m.name = ifnull(?, m.name) ORDER BY u.row LIMIT ?
    ) u
    LEFT JOIN variants t ON t.row >= u.first AND t.row < u.first + u.size
    ORDER BY u.row, t.row
"""
UNITS_IN_ROWS = """
    SELECT u.row, u.memory, u.changed,
        u.id, u.notes, u.statement, u.date, u.confidence, u.more,
        t.language, t.text, t.state, t.file, t.line, t.column, t.more
    FROM units u
    LEFT JOIN variants t ON t.row >= u.first AND t.row < u.first + u.size
    WHERE u.row IN (SELECT value FROM json_each(?))
    ORDER BY u.row, t.row
"""
UNIT_ROWS = """
    SELECT u.row FROM units u JOIN memories m ON m.row = u.memory
    WHERE u.id IN (SELECT value FROM json_each(?)) AND m.name = ifnull(?, m.name)
"""
ROWS_OF_MEMORY = "SELECT row, id FROM units WHERE memory = ?"
DIGESTS = "SELECT id, row, digest FROM units WHERE memory = ? AND id IN (SELECT value FROM json_each(?))"
LAST_UNIT = "SELECT ifnull(max(row), 0) FROM units"
LAST_VARIANT = "SELECT seq FROM sqlite_sequence WHERE name = 'variants'"
FACT = "SELECT value FROM facts WHERE name = ?"

PAST = """
    SELECT m.name, v.since, v.until, v.unit FROM versions v JOIN memories m ON m.row = v.memory
    WHERE v.id = ? AND m.name = ifnull(?, m.name) ORDER BY v.row
"""
PRESENT = """
    SELECT m.name, u.changed FROM units u JOIN memories m ON m.row = u.memory
    WHERE u.id = ? AND m.name = ifnull(?, m.name) ORDER BY u.memory
"""
MEMORIES = """
    SELECT m.name, count(u.row) FROM memories m LEFT JOIN units u ON u.memory = m.row GROUP BY m.row ORDER BY m.row
"""
HOLDINGS = """
    SELECT m.name, t.language, t.state, count(*), sum(length(t.text)), total(t.more LIKE '%"tags":%')
    FROM variants t JOIN units u ON u.row = t.unit JOIN memories m ON m.row = u.memory
    GROUP BY m.row, t.language, t.state ORDER BY m.row, t.language, t.state
"""
LANGUAGES = "SELECT language, count(*) FROM variants GROUP BY language ORDER BY language"

TEXTS = "SELECT row, ifnull(normal, text) FROM variants WHERE row > ? AND language = ? ORDER BY row LIMIT ?"
NORMALS = "SELECT row, ifnull(normal, text) FROM variants WHERE row IN (SELECT value FROM json_each(?))"
ENTRIES = """
    SELECT s.row, u.id, m.name, u.changed, s.before, s.after, u.more, u.statement, u.date, u.confidence,
        s.language, s.text, s.state, s.file, s.line, s.column, s.more,
        t.language, t.text, t.state, t.file, t.line, t.column, t.more
    FROM variants s
    JOIN units u ON u.row = s.unit
    JOIN memories m ON m.row = u.memory
    JOIN variants t ON t.row >= u.first AND t.row < u.first + u.size
    WHERE s.row IN (SELECT value FROM json_each(?)) AND t.language = ? AND t.row != s.row
"""
OWNERS = """
    SELECT s.row, m.name,
        u.id, u.notes, u.statement, u.date, u.confidence, u.more,
        t.language, t.text, t.state, t.file, t.line, t.column, t.more
    FROM variants s
    JOIN units u ON u.row = s.unit
    JOIN memories m ON m.row = u.memory
    JOIN variants t ON t.row >= u.first AND t.row < u.first + u.size
    WHERE s.row IN (SELECT value FROM json_each(?))
    ORDER BY s.row, t.row
"""

ADD_MEMORY = "INSERT OR IGNORE INTO memories (name) VALUES (?)"
MEMORY = "SELECT row FROM memories WHERE name = ?"
WRITE_UNIT = """
    REPLACE INTO units (row, memory, id, first, size, changed, digest, statement, date, confidence, notes, more)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_VARIANT = """
    INSERT INTO variants (row, unit, language, text, normal, state, file, line, column, before, after, more)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_VERSION = "INSERT INTO versions (memory, id, since, until, unit) VALUES (?, ?, ?, ?, ?)"
DROP_VARIANTS = """
    DELETE FROM variants WHERE row >= (SELECT first FROM units WHERE row = ?1)
        AND row < (SELECT first + size FROM units WHERE row = ?1)
"""
DROP_UNIT = "DELETE FROM units WHERE row = ?"
COUNT_REMOVED = "UPDATE facts SET value = value + ? WHERE name = 'removed'"
