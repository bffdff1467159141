from __future__ import annotations

import datetime as dt

import pytest

from tm.formats.tmx.attributes import history, moment, of_history, of_prop, others, parted
from tm.model import History

WHEN = dt.datetime(2019, 2, 3, 10, 11, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("20190203T101112Z", WHEN),
        ("2019-02-03T10:11:12Z", WHEN),
        ("20190203T101112", WHEN),
        ("2019-02-03 10:11:12.345", WHEN),
        ("20190203T141112+0400", WHEN),
        ("20190203T091112-01:00", WHEN),
        ("20190203", WHEN.replace(hour=0, minute=0, second=0)),
        ("20190203T1011Z", WHEN.replace(second=0)),
        ("20191399T101112Z", None),
        ("00010101T000000+0400", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_points_in_time_are_read_as_tools_write_them(text, when):
    assert moment(text) == when


def test_history_is_read_from_the_attributes():
    said = {
        "creationdate": "20190203T101112Z",
        "creationid": "aysel",
        "changedate": "20190203T101112Z",
        "changeid": "orxan",
        "usagecount": "3",
        "lastusagedate": "20190203T101112Z",
    }
    read = History(created=WHEN, creator="aysel", changed=WHEN, changer="orxan", used=3, last_used=WHEN)
    assert history(said) == read
    assert of_history(read) == said


def test_what_the_model_has_a_field_for_is_no_property():
    said = {
        "xml:lang": "az",
        "tuid": "1",
        "creationdate": "20190203",
        "creationid": "a",
        "usagecount": "",
        "lang": "az",
    }
    assert list(others(said)) == []


def test_other_attributes_are_properties_with_a_mark():
    assert list(others({"datatype": "html", "creationdate": "spring", "usagecount": "many"})) == [
        ("@datatype", "html"),
        ("@creationdate", "spring"),
        ("@usagecount", "many"),
    ]


@pytest.mark.parametrize("name", ["@datatype", "@@datatype", "@creationdate", "x-context", "@{urn:x}y", ""])
def test_a_name_comes_back_as_it_was(name):
    said, props = parted([(name, "v")], unit=True)
    assert [f"@{key}" for key in said] + [of_prop(kind) for kind, _ in props] == [name]


@pytest.mark.parametrize(
    ("name", "value", "unit"),
    [
        ("@segtype", "line", True),
        ("@segtype", "sentence", False),
        ("@srclang", "fr", True),
        ("@creationdate", "spring", True),
        ("@weird", "1", True),
    ],
)
def test_what_a_strict_reader_refuses_becomes_a_prop(name, value, unit):
    assert parted([(name, value)], unit=unit, languages=["az"]) == ({}, [(f"x-tm-{name}", value)])


def test_a_source_language_that_the_unit_has_stays_an_attribute():
    assert parted([("@srclang", "az")], unit=True, languages=["az"]) == ({"srclang": "az"}, [])
