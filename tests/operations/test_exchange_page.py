"""The page about exchange says what the code does."""

from exchange_tables import PAGE, filled, tables


def test_the_tables_of_the_page_are_those_of_the_code():
    text = PAGE.read_text("utf-8")
    assert filled(text) == text, "docs/exchange.md is out of date: python docs/exchange_tables.py"


def test_the_page_has_every_table():
    assert all(f"<!-- table: {name} -->" in PAGE.read_text("utf-8") for name in tables())
