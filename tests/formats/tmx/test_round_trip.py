"""TMX in, units, TMX out, units in: nothing gets lost, and a second trip changes nothing."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess

import pytest
from hypothesis import given, settings, strategies as st

from tm.formats import tmx
from tm.formats.refused import Refused
from tm.formats.tmx import attributes
from tm.model import History, Tag, TagKind, Unit, Variant
from tm.text.inline import pair

HEADER = tmx.Header(source_language="en", tool_version="1")
FOREIGN = """\
<?xml version="1.0" encoding="utf-8"?>
<tmx version="1.4"><header creationtool="other" srclang="en"/><body>
<tu tuid="17" datatype="html" segtype="block" o-tmf="x" srclang="en" weird="w" creationdate="20190203T101112Z"
    creationid="A. Əliyev" changedate="spring" usagecount="4" lastusagedate="20200101T000000Z">
  <note>for the unit</note><prop type="x-client">Ministry</prop><prop type="@odd">o</prop><prop type="x-client">2</prop>
  <tuv xml:lang="en" changeid="orxan" creationtool="other"><note>of the text</note><prop type="x-context">menu</prop>
    <seg>Press <bpt i="3" x="1" type="bold">&lt;b></bpt>Save<ept i="3">&lt;/b></ept><ph x="2">&lt;br/></ph>
    now<it pos="end">&lt;/p></it>.</seg></tuv>
  <tuv xml:lang="az" usagecount="2"><seg><hi type="b">Yadda saxla</hi> düyməsini basın.</seg></tuv>
</tu>
</body></tmx>
"""
# Written from the text of the TMX 1.4b specification.
DTD = """\
<!ENTITY % codes "bpt|ept|ph|it|hi|ut">
<!ELEMENT tmx (header, body)>
<!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note|prop)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED
  adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note|prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED o-encoding CDATA #IMPLIED datatype CDATA #IMPLIED usagecount CDATA #IMPLIED
  lastusagedate CDATA #IMPLIED creationtool CDATA #IMPLIED creationtoolversion CDATA #IMPLIED
  creationdate CDATA #IMPLIED creationid CDATA #IMPLIED changedate CDATA #IMPLIED
  segtype (block|paragraph|sentence|phrase) #IMPLIED changeid CDATA #IMPLIED o-tmf CDATA #IMPLIED
  srclang CDATA #IMPLIED>
<!ELEMENT note (#PCDATA)>
<!ELEMENT prop (#PCDATA)>
<!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT tuv ((note|prop)*, seg)>
<!ATTLIST tuv xml:lang CDATA #REQUIRED o-encoding CDATA #IMPLIED datatype CDATA #IMPLIED usagecount CDATA #IMPLIED
  lastusagedate CDATA #IMPLIED creationtool CDATA #IMPLIED creationtoolversion CDATA #IMPLIED
  creationdate CDATA #IMPLIED creationid CDATA #IMPLIED changedate CDATA #IMPLIED o-tmf CDATA #IMPLIED
  changeid CDATA #IMPLIED>
<!ELEMENT seg (#PCDATA|bpt|ept|ph|it|hi|ut)*>
<!ELEMENT bpt (#PCDATA)>
<!ATTLIST bpt i CDATA #REQUIRED x CDATA #IMPLIED type CDATA #IMPLIED>
<!ELEMENT ept (#PCDATA)>
<!ATTLIST ept i CDATA #REQUIRED>
<!ELEMENT ph (#PCDATA)>
<!ATTLIST ph x CDATA #IMPLIED assoc CDATA #IMPLIED type CDATA #IMPLIED>
<!ELEMENT it (#PCDATA)>
<!ATTLIST it pos (begin|end) #REQUIRED x CDATA #IMPLIED type CDATA #IMPLIED>
<!ELEMENT hi (#PCDATA|bpt|ept|ph|it|hi|ut)*>
<!ATTLIST hi x CDATA #IMPLIED type CDATA #IMPLIED>
<!ELEMENT ut (#PCDATA)>
<!ATTLIST ut x CDATA #IMPLIED>
"""


def write(units):
    stream = io.BytesIO()
    assert tmx.write(units, stream, header=HEADER) == ()
    return stream.getvalue()


def read(data, file="a.tmx"):
    return list(tmx.read(io.BytesIO(data), file=file))


XML = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=8)
NAMES = st.sampled_from(["x-client", "@datatype", "@srclang", "@@x", "@tuid", "@creationdate", "@y", "", "x-tm-odd"])
MOMENTS = st.none() | st.datetimes(dt.datetime(1980, 1, 1), dt.datetime(2100, 1, 1)).map(  # noqa: DTZ001
    lambda when: when.replace(microsecond=0, tzinfo=dt.UTC)
)
HISTORIES = st.builds(
    History,
    created=MOMENTS,
    creator=XML,
    changed=MOMENTS,
    changer=XML,
    used=st.none() | st.integers(0, 10**9),
    last_used=MOMENTS,
)


def ordered(properties):
    """Bring properties into the order in which a file has them: attributes, each once, then the others."""
    own = {name: value for name, value in properties if name == "@tuid"}
    said, props = attributes.parted([pair for pair in properties if pair[0] != "@tuid"], unit=True)
    rest = [(attributes.of_prop(kind), value) for kind, value in props]
    return (*own.items(), *((f"@{name}", value) for name, value in said.items()), *rest)


PROPERTIES = st.lists(st.tuples(NAMES, XML), max_size=4).map(ordered)


@st.composite
def tags(draw, text):
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    drawn = [
        Tag(
            at=place,
            kind=(kind := draw(st.sampled_from(TagKind))),
            pair=0 if kind is TagKind.ALONE else draw(st.integers(0, 2)),
            code=draw(XML),
        )
        for place in places
    ]
    return pair(drawn)[0]


@st.composite
def variants(draw):
    text = draw(XML.filter(bool))
    return Variant(
        language=draw(st.sampled_from(["en", "az", "ru"])),
        text=text,
        tags=draw(tags(text)),
        history=draw(HISTORIES),
        notes=tuple(draw(st.lists(XML, max_size=2))),
        properties=tuple(one for one in draw(PROPERTIES) if one[0] not in {"@tuid", "@srclang"}),
    )


def source_first(variants):
    return tuple(sorted(variants, key=lambda one: one.language != "en"))


UNITS = st.builds(
    Unit,
    id=XML.filter(bool),
    variants=st.lists(variants(), min_size=1, max_size=2).map(source_first),
    notes=st.lists(XML, max_size=2).map(tuple),
    history=HISTORIES,
    properties=PROPERTIES,
)


@settings(max_examples=40)
@given(st.lists(UNITS, max_size=2))
def test_everything_a_unit_has_is_written_and_read_again(units):
    assert read(write(units)) == units


def test_a_foreign_file_loses_nothing_and_a_second_trip_changes_nothing():
    units = read(FOREIGN.encode())
    once = write(units)
    assert read(once) == units
    assert write(read(once, file="other-name.tmx")) == once


def test_what_a_foreign_file_says_stands_in_the_file_we_write():
    text = write(read(FOREIGN.encode())).decode()
    for said in (
        '<tu tuid="17" datatype="html" segtype="block" o-tmf="x" srclang="en" creationdate="20190203T101112Z"',
        ' creationid="A. Əliyev" usagecount="4" lastusagedate="20200101T000000Z">',
        '<prop type="x-tm-@weird">w</prop>',
        '<prop type="x-tm-@changedate">spring</prop>',
        '<prop type="@odd">o</prop>',
        '<tuv xml:lang="en" creationtool="other" changeid="orxan">\n        <note>of the text</note>',
        'Press <bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>Save<ept i="1">&lt;/b&gt;</ept><ph x="2">&lt;br/&gt;</ph>',
        'now<it pos="end">&lt;/p&gt;</it>.</seg>',
    ):
        assert said in text


def test_plain_units_keep_dates_and_users_without_a_parser():
    unit = (
        '<tu creationdate="20190203T101112Z" creationid="A B"><tuv xml:lang="en" usagecount="2"><seg>a</seg></tuv></tu>'
    )
    (one,) = read(f'<tmx><header srclang="en"/><body>{unit}</body></tmx>'.encode())
    assert (one.history.creator, one.variants[0].history.used) == ("A B", 2)


def test_the_same_words_with_other_tags_are_another_unit():
    body = "".join(f'<tu><tuv xml:lang="en"><seg><ph>{code}</ph>a</seg></tuv></tu>' for code in "12")
    first, second = read(f"<tmx><header/><body>{body}</body></tmx>".encode())
    assert not isinstance(first, Refused)
    assert first.id != second.id


@pytest.mark.external
@pytest.mark.skipif(shutil.which("xmllint") is None, reason="xmllint is not installed")
def test_the_dtd_accepts_all_that_a_unit_can_have(tmp_path):
    (tmp_path / "tmx14.dtd").write_text(DTD, encoding="utf-8")
    (tmp_path / "out.tmx").write_bytes(write(read(FOREIGN.encode())))
    done = subprocess.run(["xmllint", "--noout", "--valid", "out.tmx"], cwd=tmp_path, capture_output=True, check=False)
    assert done.stderr.decode() == ""
