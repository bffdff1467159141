"""The gold of this folder: a statement in three languages, aligned by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tm.languages import get

GOLD = Path(__file__).parent / "gold" / "statement.txt"
CODES = ("en", "az", "ru")


def _rows():
    lines = [line for line in GOLD.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [
        [[part.strip() for part in field.split("//") if part.strip()] for field in line.split("|")] for line in lines
    ]


@pytest.fixture(scope="session")
def versions():
    """The sentences of each version."""
    return {code: [text for row in _rows() for text in row[column]] for column, code in enumerate(CODES)}


@pytest.fixture(scope="session")
def gold():
    """For each row the indexes of its sentences, by language."""
    rows, counts = [], dict.fromkeys(CODES, 0)
    for row in _rows():
        indexes = {}
        for code, texts in zip(CODES, row, strict=True):
            indexes[code] = tuple(range(counts[code], counts[code] + len(texts)))
            counts[code] += len(texts)
        rows.append(indexes)
    return rows


@pytest.fixture
def languages():
    """Return the two languages of a pair of codes."""
    return lambda *codes: tuple(get(code) for code in codes)
