import datetime as dt

import msgspec
from hypothesis import given, strategies as st

from tm.memory import extras
from tm.model import History, Tag, TagKind, Unit, Variant


@given(st.data())
def test_what_was_written_is_read(any_unit, data):
    unit = data.draw(any_unit)
    found = extras.read(extras.of_unit(unit))
    assert (found.history, found.properties) == (unit.history, unit.properties)
    for variant in unit.variants:
        also = extras.read(extras.of_variant(variant))
        assert msgspec.structs.astuple(also) == (variant.tags, variant.history, variant.notes, variant.properties)


def test_a_plain_text_takes_no_room():
    assert extras.of_variant(Variant(language="en", text="The law.")) is None


def test_a_plain_unit_takes_no_room():
    assert extras.of_unit(Unit(id="u", variants=(), notes=("notes have a column of their own",))) is None


def test_a_tag_is_a_short_list():
    tag = Tag(at=4, kind=TagKind.OPEN, pair=1, code="<b>")
    assert extras.of_variant(Variant(language="en", text="The law.", tags=(tag,))) == (
        '{"tags":[[4,"open",1,"<b>","",""]]}'
    )


def test_a_time_is_kept_in_utc():
    history = History(changed=dt.datetime(2019, 5, 1, 12, 30, tzinfo=dt.UTC), used=3)
    column = extras.of_unit(Unit(id="u", variants=(), history=history))
    assert column == '{"history":[null,"","2019-05-01T12:30:00Z","",3,null]}'


def test_a_list_that_ends_early_leaves_the_rest_at_its_default():
    assert extras.read('{"tags":[[4,"alone"]]}').tags == (Tag(at=4, kind=TagKind.ALONE),)
