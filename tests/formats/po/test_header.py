import datetime as dt

import msgspec
import pytest

from tm.formats import po

DATE = dt.datetime(2025, 1, 19, 12, 30, tzinfo=dt.timezone(dt.timedelta(hours=4)))
PLURALS = "nplurals=2; plural=(n != 1);"


def fresh():
    entry = po.header_entry(project="notice", language="az", plural_forms=PLURALS, date=DATE)
    return po.Catalog(header_entry=entry)


def test_a_header_says_language_and_plural_forms():
    header = fresh().header
    assert (header["Language"], header["Plural-Forms"]) == ("az", PLURALS)


def test_a_header_carries_the_date_with_its_time_zone():
    assert fresh().header["PO-Revision-Date"] == "2025-01-19 12:30+0400"


def test_a_header_without_date_leaves_it_empty():
    entry = po.header_entry(project="notice", language="az", plural_forms=PLURALS, date=None)
    assert po.Catalog(header_entry=entry).header["PO-Revision-Date"] == ""


def test_a_field_is_set_in_its_place():
    catalog = po.with_header_fields(fresh(), {"Language": "ru"})
    assert list(catalog.header) == list(fresh().header)
    assert catalog.header["Language"] == "ru"


def test_a_new_field_goes_to_the_end():
    catalog = po.with_header_fields(fresh(), {"X-Generator": "tm"})
    assert list(catalog.header)[-1] == "X-Generator"


def test_a_catalogue_without_header_gets_one():
    catalog = po.with_header_fields(po.Catalog(), {"Language": "az"})
    assert po.serialize(catalog) == 'msgid ""\nmsgstr "Language: az\\n"\n'


def test_lines_of_a_header_that_are_no_fields_stay():
    catalog = po.parse('msgid ""\nmsgstr ""\n"strange\\n"\n"Language: az\\n"\n')
    assert po.with_header_fields(catalog, {"Language": "ru"}).header_entry.msgstr == ("strange\nLanguage: ru\n",)


@pytest.mark.parametrize(
    ("value", "count"),
    [(PLURALS, 2), ("nplurals = 3;plural=0", 3), ("nplurals=INTEGER; plural=EXPRESSION;", None), ("", None)],
)
def test_the_number_of_plural_forms_is_read(value, count):
    assert po.plural_count(po.with_header_fields(fresh(), {"Plural-Forms": value})) == count


def test_a_catalogue_without_header_promises_no_plural_forms():
    assert po.plural_count(msgspec.structs.replace(fresh(), header_entry=None)) is None
