import datetime as dt

import pytest

from tm.errors import Place
from tm.formats.tmx import properties
from tm.model import Origin, State, Unit, Variant

ORIGIN = Origin(statement="notice", date=dt.date(2025, 1, 19), confidence=0.1)


def test_an_origin_is_written_and_read():
    written = properties.of_unit(Unit(id="u", variants=(), origin=ORIGIN))
    assert properties.origin(written, statement="other") == ORIGIN


def test_an_origin_without_properties_is_the_file():
    assert properties.origin({}, statement="notice") == Origin(statement="notice")


def test_what_a_unit_does_not_know_is_not_written():
    assert properties.of_unit(Unit(id="u", variants=())) == {}


def test_the_usual_state_is_not_written():
    assert properties.of_variant(Variant(language="az", text="a")) == {}


@pytest.mark.parametrize("state", State)
def test_a_state_is_written_and_read(state):
    written = properties.of_variant(Variant(language="az", text="a", state=state))
    assert properties.state(written) is state


@pytest.mark.parametrize("place", [None, Place("a:1:b.po", 3, 4), Place("")])
def test_a_place_is_written_and_read(place):
    written = properties.of_variant(Variant(language="az", text="a", place=place))
    assert properties.place(written) == place


@pytest.mark.parametrize("value", ["", "1:2", "a:b:c"])
def test_a_place_that_is_none_is_an_error(value):
    with pytest.raises(ValueError, match=r"unpack|int"):
        properties.place({properties.PLACE: value})
