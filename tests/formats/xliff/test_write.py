import datetime as dt
import string

import msgspec
import pytest
from hypothesis import given, settings, strategies as st
from lxml import etree

from tm.errors import Place
from tm.formats import Refused, xliff
from tm.model import History, Origin, State, Tag, TagKind, Unit, Variant
from tm.text.inline import pair

WHEN = dt.datetime(2024, 5, 6, 7, 8, 9, tzinfo=dt.UTC)
TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=["\ufffe", "\uffff"]).filter(
        lambda letter: letter >= " " or letter in "\t\n\r"
    ),
    min_size=1,
    max_size=12,
)
WORD = st.text(string.ascii_letters + "əİ .:;#%-", min_size=1, max_size=8)
CODES = st.sampled_from(["", "<b>", "</b>", "{n}", "&"])
MEANINGS = st.sampled_from(["", "bold", "link", "image", "strong", "x-c:1", "mrk term", "mrk name: who", "lb", "ui"])


LONELY = [(TagKind.ALONE,), (TagKind.OPEN,), (TagKind.CLOSE,)]
PAIR = (TagKind.OPEN, TagKind.CLOSE)
NAMES = ["@resname", "x-a", "my own", "@odd", "x-flag"]


@st.composite
def variants(draw, language):
    """A text with pairs, halves and lone tags."""
    text = draw(TEXT)
    tags = []
    for number in range(draw(st.integers(0, 3))):
        kinds = draw(st.sampled_from([*LONELY, PAIR]))
        meaning = draw(MEANINGS.filter(lambda one, kinds=kinds: kinds == PAIR or not one.startswith("mrk")))
        places = sorted(draw(st.integers(0, len(text))) for _ in kinds)
        for at, kind in zip(places, kinds, strict=True):
            code = "" if meaning.startswith("mrk") else draw(CODES)
            tags.append(Tag(at=at, kind=kind, pair=number + 1 if kinds == PAIR else 0, code=code, meaning=meaning))
    tags.sort(key=lambda tag: tag.at)
    return Variant(language=language, text=text, state=draw(st.sampled_from(State)), tags=pair(tags)[0])


@st.composite
def units(draw):
    """A unit with everything that XLIFF carries."""
    history = History(created=draw(st.sampled_from([None, WHEN])), creator=draw(WORD | st.just("")))
    notes = tuple(draw(st.lists(WORD, max_size=1)))
    source = msgspec.structs.replace(draw(variants("en")), state=State.TRANSLATED, notes=notes)
    target = msgspec.structs.replace(draw(variants("az")), history=history)
    return Unit(
        id=draw(st.from_regex(r"[a-z]{1,4}[0-9 :]{0,2}[a-z]", fullmatch=True)),
        variants=(source, target) if draw(st.booleans()) else (source,),
        origin=Origin(statement=draw(WORD), confidence=draw(st.sampled_from([None, 0.5]))),
        notes=tuple(draw(st.lists(WORD, max_size=2))),
        history=history,
        properties=tuple(draw(st.lists(st.tuples(st.sampled_from(NAMES), TEXT), max_size=3))),
    )


def said(unit):
    """What must come back: all but ids of tags, places, and the order of properties."""
    plain = tuple(
        msgspec.structs.replace(one, place=None, tags=tuple(map(nameless, one.tags))) for one in unit.variants
    )
    return msgspec.structs.replace(unit, variants=plain, properties=tuple(sorted(unit.properties)))


def nameless(tag):
    return msgspec.structs.replace(tag, id="")


def is_annotated(unit):
    return any(tag.meaning.startswith("mrk") for one in unit.variants for tag in one.tags)


@pytest.mark.parametrize("version", ["1.2", "2.1"])
@settings(max_examples=20, deadline=None)
@given(unit=units())
def test_what_is_written_comes_back_and_keeps_the_rules(faults, version, unit, write, read):
    written = write([unit], version)
    assert written.refused == ()
    assert faults(written.data) == []
    (again,) = read(written.data)
    if version == "2.1" or not is_annotated(unit):
        assert said(again.unit) == said(unit)


@pytest.mark.parametrize("version", ["1.2", "2.1"])
@settings(max_examples=20, deadline=None)
@given(unit=units())
def test_a_second_trip_changes_nothing(version, unit, write, read):
    once = write(read(write([unit], version).data), version).data
    assert write(read(once), version).data == once


ENTRY = xliff.Entry(
    unit=Unit(
        id="1",
        variants=(Variant(language="en", text="The day"), Variant(language="az", text="Gün")),
        origin=Origin(date=dt.date(2024, 5, 6)),
    ),
    proposals=(
        xliff.Proposal(source="Day", target="Gün", quality=87.5, origin="agency"),
        xliff.Proposal(target="Gun", machine=True),
    ),
    glossary=(xliff.Gloss(term="day", translations=("gün", "gündüz"), definition="24 hours"),),
)


def test_proposals_and_terms_come_back(write, read, version, faults):
    written = write([ENTRY], version)
    (again,) = read(written.data)
    assert faults(written.data) == []
    assert (again.proposals, again.glossary) == (ENTRY.proposals, ENTRY.glossary)


def unit(id_="1", *, text="day", **fields):
    return Unit(id=id_, variants=(Variant(language="en", text=text), Variant(language="az", text="gün")), **fields)


def test_a_file_says_what_was_translated_and_into_what(write):
    root = etree.fromstring(write([unit()]).data)
    assert dict(root[0].attrib) == {
        "original": "a.po",
        "source-language": "en",
        "target-language": "az",
        "datatype": "plaintext",
        "tool-id": "tm",
    }


def test_the_namespace_is_declared_once(write, version):
    assert write([unit("1"), unit("2")], version).text.count('xmlns="') == 1


def test_a_unit_without_source_text_is_refused(write, version):
    refused = write(
        [Unit(id="1", variants=(Variant(language="az", text="gün", place=Place("a.po", 3)),))], version
    ).refused
    assert [(one.reason, one.place.line) for one in refused] == [("The unit has no text in the source language.", 3)]


def test_what_xml_forbids_is_refused_in_1_2(write):
    assert "U+0001" in write([unit(text="a\x01")]).refused[0].reason


def test_what_xml_forbids_is_a_code_point_in_2_1(write, read):
    written = write([unit(text="a\x01b")], "2.1")
    assert '<cp hex="0001"/>' in written.text
    assert read(written.data)[0].unit.variant("en").text == "a\x01b"


def test_two_units_never_have_the_same_id(write, read, version):
    assert [entry.unit.id for entry in read(write([unit(), unit()], version).data)] == ["1", "1-2"]


@pytest.mark.parametrize("id_", ["a b", "<é>", "a/b[0]"])
def test_any_id_comes_back(write, read, version, id_, faults):
    written = write([unit(id_)], version)
    assert faults(written.data) == []
    assert read(written.data)[0].unit.id == id_


def test_the_forms_of_a_plural_stand_in_a_group(write, read, version, faults):
    forms = [unit(f"n[{form}]", properties=(("x-plural", str(form)),)) for form in (0, 1, 2)]
    written = write([unit("a"), *forms, unit("z")], version)
    assert faults(written.data) == []
    assert written.text.count("<group") == 1
    assert [dict(entry.unit.properties).get("x-plural") for entry in read(written.data)] == [None, "0", "1", "2", None]


def test_a_finished_unit_is_approved(write):
    fuzzy = Unit(
        id="f", variants=(Variant(language="en", text="a"), Variant(language="az", text="b", state=State.FUZZY))
    )
    root = etree.fromstring(write([unit(), fuzzy]).data)
    assert [one.get("approved") for one in root.iterfind(".//{*}trans-unit")] == ["yes", "no"]


def test_white_space_is_preserved(write, version):
    assert 'xml:space="preserve"' in write([unit()], version).text


def test_segments_are_written_again(write, read, version, faults):
    source = Variant(language="en", text="One. Two.", properties=(("x-segment", "a:0:4"), ("x-segment", "b:5:9")))
    target = Variant(language="az", text="Bir. İki.", properties=(("x-segment", "a:0:4"), ("x-segment", "b:5:9")))
    written = write([Unit(id="1", variants=(source, target))], version)
    assert faults(written.data) == []
    again = read(written.data)[0].unit
    assert [one.properties for one in again.variants] == [source.properties, target.properties]


@pytest.mark.parametrize(
    ("word", "state"), [("final", State.REVIEWED), ("needs-l10n", State.FUZZY), ("odd", State.FUZZY)]
)
def test_the_files_own_word_for_a_state_is_kept(write, read, word, state):
    target = Variant(language="az", text="b", state=state, properties=(("@state", word),))
    made = Unit(id="1", variants=(Variant(language="en", text="a"), target))
    again = read(write([made]).data)[0].unit.variant("az")
    assert (again.state, again.properties) == (state, (("@state", word),))


def test_a_word_of_ours_that_is_no_date_is_a_reason_to_refuse(write, read, version):
    data = write([ENTRY], version).text.replace("2024-05-06", "yesterday")
    assert [isinstance(one, Refused) for one in read(data)] == [True]


def test_the_second_variant_of_other_languages_is_left_out(write, read):
    russian = Variant(language="ru", text="день")
    made = Unit(id="1", variants=(*unit().variants, russian))
    assert [one.language for one in read(write([made]).data)[0].unit.variants] == ["en", "az"]
