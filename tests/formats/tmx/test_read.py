import datetime as dt
import io

import pytest

from tm.errors import FormatError, Place
from tm.formats import tmx
from tm.formats.refused import Refused
from tm.model import Origin, State, Unit

HEAD = '<tmx version="1.4">\n<header srclang="en"/>\n<body>\n'
GOOD = '<tu>\n<tuv xml:lang="en"><seg>day</seg></tuv>\n<tuv xml:lang="az"><seg>gün</seg></tuv>\n</tu>\n'


def read(body, *, head=HEAD, language=None, encoding="utf-8"):
    data = f"{head}{body}</body>\n</tmx>\n".encode(encoding, "surrogatepass")
    return list(tmx.read(io.BytesIO(data), file="memory/old.tmx", language=language))


def segment(content):
    (unit,) = read(f'<tu><tuv xml:lang="en"><seg>{content}</seg></tuv></tu>')
    return unit.variants[0].text if isinstance(unit, Unit) else unit


def refused(body):
    units = read(f"{GOOD}{body}{GOOD}")
    assert [type(unit) for unit in units] == [Unit, Refused, Unit]
    return units[1]


def test_a_unit_has_its_variants():
    (unit,) = read(GOOD)
    assert [(variant.language, variant.text) for variant in unit.variants] == [("en", "day"), ("az", "gün")]


def test_a_variant_knows_its_line():
    (unit,) = read(GOOD)
    assert unit.variant("az").place == Place("memory/old.tmx", 6)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("a <bpt i='1'>&lt;b></bpt>bold<ept i='1'>&lt;/b></ept> z", "a bold z"),
        ("Hello, <ph x='1'>%s</ph>!", "Hello, !"),
        ("a<it pos='begin'>[1}</it>b<ut>{2]</ut>c", "abc"),
        ("a <hi>b <ph/>c <hi>d</hi></hi> e", "a b c d e"),
        ("a<ph>x<sub>note</sub>y</ph>b", "ab"),
        ("a <g id='1'>b</g> <x id='2'/>c", "a b c"),
        ("a<!-- no -->b<?pi no?>c", "abc"),
        ("<![CDATA[A & <b>]]>", "A & <b>"),
        ("  two\n lines ", "  two\n lines "),
        ("&#601;&amp;&#13;", "ə&\r"),
        ("A & B", "A & B"),
        ("a&nbsp;b", "a\u00a0b"),
        ("a&#x1e;b", "a\u2011b"),
        ("line\x0bbreak", "line\nbreak"),
    ],
)
def test_the_text_is_what_a_reader_sees(content, text):
    assert segment(content) == text


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<tu><tuv><seg>a</seg></tuv></tu>", "A <tuv> does not say its language."),
        ('<tu><tuv xml:lang="en"/></tu>', "A <tuv> has no <seg>."),
        ('<tu><tuv xml:lang="en"><seg/></tuv></tu>', "The unit has no text in any language that is wanted."),
        ("<tu></tu>", "The unit has no text in any language that is wanted."),
        ('<tu><tuv xml:lang="en"><seg>a</seg></tuv>', "The unit has no </tu>."),
        ('<tu><tuv xml:lang="en"><seg>a\x01</seg></tuv></tu>', "The control character U+0001 can't stand in XML."),
        ('<tu><tuv xml:lang="en"><seg>a&#2;</seg></tuv></tu>', "The control character U+0002 can't stand in XML."),
        (
            '<tu><tuv xml:lang="en"><prop type="x-tm-state">odd</prop><seg>a</seg></tuv></tu>',
            "A property of the <tuv> can't be read: 'odd' is not a valid State.",
        ),
        (
            '<tu><prop type="x-tm-date">odd</prop><tuv xml:lang="en"><seg>a</seg></tuv></tu>',
            "A property of the unit can't be read: Invalid isoformat string: 'odd'.",
        ),
    ],
)
def test_a_unit_that_cannot_be_read_costs_no_other(body, reason):
    assert refused(body).reason == reason


@pytest.mark.parametrize("content", ["a < b", "<b>a</seg>", "a<ph>", "<ph a=b/>"])
def test_broken_markup_costs_one_unit(content):
    assert refused(f'<tu><tuv xml:lang="en"><seg>{content}</seg></tuv></tu>').reason.startswith(
        "The unit is not well-formed: "
    )


def test_a_refusal_says_line_and_markup():
    gone = refused("<tu>\n<tuv>\n<seg>a</seg></tuv></tu>")
    assert (str(gone.place), gone.text) == ("memory/old.tmx:9", "<tu> <tuv> <seg>a</seg></tuv></tu>")


def test_bytes_that_are_no_text_cost_one_unit():
    data = (
        f"{HEAD}{GOOD}".encode()
        + b'<tu><tuv xml:lang="en"><seg>\xff</seg></tuv></tu>'
        + f"{GOOD}</body></tmx>".encode()
    )
    units = list(tmx.read(io.BytesIO(data), file="a.tmx"))
    assert [type(unit) for unit in units] == [Unit, Refused, Unit]
    assert (units[1].reason, "\\udcff" in units[1].text) == ("The byte 0xFF is no text in the file's encoding.", True)


def test_a_variant_without_text_is_left_out():
    (unit,) = read('<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="az"><seg></seg></tuv></tu>')
    assert [variant.language for variant in unit.variants] == ["en"]


def test_the_old_lang_attribute_is_taken():
    (unit,) = read('<tu><tuv lang="EN-us"><seg>a</seg></tuv></tu>')
    assert unit.variants[0].language == "EN-us"


def test_languages_go_through_the_function_given():
    known = {"en_us": "en", "az": "az"}
    units = read(
        '<tu><tuv xml:lang="EN_US"><seg>a</seg></tuv><tuv xml:lang="fr"><seg>b</seg></tuv></tu>',
        language=lambda tag: known.get(tag.lower()),
    )
    assert [variant.language for variant in units[0].variants] == ["en"]


def test_an_entity_of_the_file_itself_is_not_expanded():
    head = '<!DOCTYPE tmx [<!ENTITY lol "lol"><!ENTITY file SYSTEM "/etc/passwd">]>' + HEAD
    body = '<tu><tuv xml:lang="en"><seg>a&lol;&file;</seg></tuv></tu>'
    assert read(body, head=head)[0].variants[0].text == "a&lol;&file;"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_encodings_are_seen(encoding):
    assert read(GOOD, encoding=encoding)[0].variant("az").text == "gün"


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx11.dtd"><tmx version="1.1"><header/><body>',
        "<tmx><body>",
        '<tmx xmlns="http://www.lisa.org/tmx14" version="1.4b"><header/><body>',
    ],
)
def test_old_and_careless_heads_are_taken(head):
    assert len(read(GOOD, head=head)) == 1


@pytest.mark.parametrize(
    ("attributes", "day"),
    [
        ('creationdate="20200102T030405Z"', dt.date(2020, 1, 2)),
        ('creationdate="20200102T030405Z" changedate="20210304T000000Z"', dt.date(2021, 3, 4)),
        ('changedate="2021-03-04"', dt.date(2021, 3, 4)),
        ('changedate="20219999T000000Z"', None),
        ("", None),
    ],
)
def test_the_date_of_a_unit_is_its_last_change(attributes, day):
    (unit,) = read(f'<tu {attributes}><tuv xml:lang="en"><seg>a</seg></tuv></tu>')
    assert unit.origin == Origin(statement="old", date=day)


def test_a_date_on_a_variant_counts_too():
    (unit,) = read('<tu><tuv xml:lang="en" changedate="20210304T000000Z"><seg>a</seg></tuv></tu>')
    assert unit.origin.date == dt.date(2021, 3, 4)


def test_notes_are_kept():
    (unit,) = read('<tu><note>one</note><note/><tuv xml:lang="en"><seg>a</seg></tuv></tu>')
    assert unit.notes == ("one", "")


def test_the_same_tuid_twice_is_two_units():
    body = '<tu tuid="1"><tuv xml:lang="en"><seg>{}</seg></tuv></tu>'
    first, second = read(body.format("a") + body.format("b"))
    assert first.id != second.id


def test_ids_stay_when_the_file_is_read_again():
    assert read(GOOD)[0].id == read(GOOD)[0].id


def test_a_foreign_unit_is_a_translation():
    assert read(GOOD)[0].variant("az").state is State.TRANSLATED


def test_units_before_a_cut_are_given():
    stream = io.BytesIO((HEAD + GOOD + "<tu><tuv").encode())
    units = tmx.read(stream, file="a.tmx")
    assert next(units).variant("az").text == "gün"
    with pytest.raises(
        FormatError, match=r"a.tmx:8: The file ends inside the unit that begins here; 1 units .* get it once more"
    ):
        next(units)


@pytest.mark.parametrize("text", ["", "PK\x03\x04", "<xliff><body></body></xliff>"])
def test_what_is_no_tmx_is_an_error(text):
    with pytest.raises(FormatError, match="no <tmx> element"):
        list(tmx.read(io.BytesIO(text.encode()), file="a.tmx"))
