import datetime as dt
import io
import shutil
import subprocess

import pytest
from hypothesis import given, strategies as st
from translate.storage import tmx as toolkit

from tm.errors import Place
from tm.formats import tmx
from tm.model import Origin, State, Unit, Variant

HEADER = tmx.Header(source_language="en", tool_version="1.0")

# Written from the text of the TMX 1.4b specification, as far as it goes for what we write.
DTD = """\
<!ELEMENT tmx (header, body)>
<!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header EMPTY>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED
  adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note|prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED>
<!ELEMENT note (#PCDATA)>
<!ELEMENT prop (#PCDATA)>
<!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT tuv ((note|prop)*, seg)>
<!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
"""


def variant(language="en", text="day", **fields):
    return Variant(language=language, text=text, **fields)


def unit(*variants, **fields):
    return Unit(id="u", variants=variants or (variant(), variant("az", "gün")), **fields)


def write(*units, header=HEADER, code=None):
    stream = io.BytesIO()
    refused = tmx.write(units, stream, header=header, code=code)
    return stream.getvalue(), refused


def languages(data):
    return [each.language for each in next(iter(tmx.read(io.BytesIO(data), file="a"))).variants]


FULL = unit(
    variant(state=State.REVIEWED, place=Place("az.po", 3, 1)),
    variant("az", 'gün & "gecə" <b>'),
    origin=Origin(statement="notice", date=dt.date(2025, 1, 19), confidence=0.9),
    notes=("qeyd",),
)


def test_each_element_stands_on_its_line():
    data, _ = write(FULL)
    assert (
        data.decode()
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="tm" creationtoolversion="1.0" segtype="sentence" o-tmf="tm" adminlang="en" srclang="en" \
datatype="plaintext"/>
  <body>
    <tu tuid="u">
      <note>qeyd</note>
      <prop type="x-tm-statement">notice</prop>
      <prop type="x-tm-date">2025-01-19</prop>
      <prop type="x-tm-confidence">0.9</prop>
      <tuv xml:lang="en">
        <prop type="x-tm-state">reviewed</prop>
        <prop type="x-tm-place">3:1:az.po</prop>
        <seg>day</seg>
      </tuv>
      <tuv xml:lang="az">
        <seg>gün &amp; "gecə" &lt;b&gt;</seg>
      </tuv>
    </tu>
  </body>
</tmx>
"""
    )


def test_a_memory_without_units_is_valid_too():
    data, _ = write()
    assert b"<body>\n  </body>" in data


def test_the_source_comes_first():
    data, _ = write(unit(variant("az"), variant("ru"), variant("en")))
    assert languages(data) == ["en", "az", "ru"]


def test_only_the_languages_asked_for_are_written():
    header = tmx.Header(source_language="en", tool_version="1", languages=("ru", "en"))
    data, _ = write(unit(variant("az"), variant("ru"), variant("en")), header=header)
    assert languages(data) == ["en", "ru"]


def test_codes_are_those_of_the_tool():
    data, _ = write(unit(), code={"en": "en-US", "az": "az-Latn-AZ"}.get)
    assert (b'srclang="en-US"' in data, languages(data)) == (True, ["en-US", "az-Latn-AZ"])


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (unit(variant(text="a\x01")), "The character U+0001 can't stand in XML."),
        (unit(variant(text="a\x00")), "The character U+0000 can't stand in XML."),
        (unit(variant(text="a\ufffe")), "The character U+FFFE can't stand in XML."),
        (unit(variant(text="a\ud800")), "The character U+D800 can't stand in XML."),
        (unit(notes=("\x1b",)), "The character U+001B can't stand in XML."),
        (unit(origin=Origin(statement="\x02")), "The character U+0002 can't stand in XML."),
        (unit(variant(place=Place("\x03"))), "The character U+0003 can't stand in XML."),
        (unit(variant("az_AZ")), "`az_AZ` is no language tag (BCP 47)."),
        (unit(variant(), variant("az", "")), "The text in az is empty."),
        (Unit(id="u", variants=()), "The unit has no text in the languages to write."),
    ],
)
def test_a_unit_that_cannot_be_written_costs_no_other(bad, reason):
    data, refused = write(unit(), bad, unit())
    assert ([gone.reason for gone in refused], data.count(b"<tu ")) == ([reason], 2)


def test_a_refusal_says_where_the_unit_comes_from():
    _, (gone,) = write(unit(variant(text="\x01", place=Place("az.po", 3)), origin=Origin(statement="s")))
    assert (str(gone), gone.text) == ("az.po:3: The character U+0001 can't stand in XML.", "en: \x01")


xml_text = st.text(
    st.characters(
        blacklist_categories=["Cs"],
        blacklist_characters=[chr(code) for code in range(32) if code not in {9, 10, 13}] + ["\ufffe", "\uffff"],
    ),
    min_size=1,
    max_size=20,
)
places = st.none() | st.builds(Place, xml_text, st.integers(0, 99), st.integers(0, 99))
variants = st.builds(
    Variant, language=st.sampled_from(["az", "ru"]), text=xml_text, state=st.sampled_from(State), place=places
)
origins = st.builds(
    Origin, statement=xml_text | st.just(""), date=st.none() | st.dates(), confidence=st.none() | st.floats(0, 1)
)
units = st.builds(
    Unit,
    id=xml_text,
    variants=st.lists(variants, min_size=1, max_size=3).map(tuple),
    origin=origins,
    notes=st.lists(xml_text | st.just(""), max_size=2).map(tuple),
)


@given(st.lists(units, max_size=3))
def test_what_is_written_is_read_again(memory):
    data, refused = write(*memory)
    assert (list(tmx.read(io.BytesIO(data), file="a.tmx")), refused) == (memory, ())


@given(st.lists(units, max_size=3))
def test_the_same_units_are_the_same_bytes(memory):
    data, _ = write(*memory)
    assert write(*tmx.read(io.BytesIO(data), file="b.tmx"))[0] == data


@given(units)
def test_toolkit_reads_what_we_write(memory):
    data, _ = write(memory)
    (read,) = toolkit.tmxfile.parsestring(data).getunits()
    assert [node.text for node in read.xmlelement.iter("seg")] == [each.text for each in memory.variants]


def test_we_read_what_toolkit_writes():
    store = toolkit.tmxfile()
    store.addtranslation("One & two", "en", "Bir & iki", "az", comment="qeyd")
    stream = io.BytesIO(bytes(store))
    (read,) = tmx.read(stream, file="a.tmx")
    assert ([each.text for each in read.variants], read.notes) == (["One & two", "Bir & iki"], ("qeyd",))


@pytest.mark.external
@pytest.mark.skipif(shutil.which("xmllint") is None, reason="xmllint is not installed")
def test_the_dtd_accepts_what_we_write(tmp_path):
    (tmp_path / "tmx14.dtd").write_text(DTD, encoding="utf-8")
    (tmp_path / "out.tmx").write_bytes(write(FULL, unit())[0])
    done = subprocess.run(["xmllint", "--noout", "--valid", "out.tmx"], cwd=tmp_path, capture_output=True, check=False)
    assert done.stderr.decode() == ""
