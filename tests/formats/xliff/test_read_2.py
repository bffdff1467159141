import pytest

from tm.formats import Refused
from tm.formats.xliff import Gloss, Proposal
from tm.model import State, Tag
from tm.text.inline import literal

HEAD = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"'
    ' xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"'
    ' version="2.0" srcLang="en" trgLang="az">\n<file id="f1" original="menu.po">\n'
)
TAIL = "</file></xliff>"


def unit_of(segments, *, before="", attributes=""):
    return f'{HEAD}<unit id="u1" {attributes}>{before}{segments}</unit>{TAIL}'


def segment(source="day", target="gün", attributes=""):
    return f"<segment {attributes}><source>{source}</source><target>{target}</target></segment>"


def shown(variant):
    marks = [Tag(at=tag.at, kind=tag.kind, code=f"|{tag.kind} {tag.code or tag.meaning}|") for tag in variant.tags]
    return literal(variant.text, marks)


def test_a_unit_has_source_and_target(read_unit):
    assert [(one.language, one.text) for one in read_unit(unit_of(segment())).variants] == [
        ("en", "day"),
        ("az", "gün"),
    ]


def test_segments_are_joined_and_remembered(read_unit):
    text = segment("One.", "Bir.") + "<ignorable><source> </source></ignorable>" + segment("Two.", "İki.")
    unit = read_unit(unit_of(text))
    assert unit.variant("az").text == "Bir. İki."
    assert unit.variant("az").properties == (("x-segment", "s1:0:4"), ("x-segment", "s3:5:9"))


def test_the_translation_has_the_order_the_translator_gave_it(read_unit):
    first = segment("One.", "Bir.").replace("<target>", '<target order="3">')
    second = segment("Two.", "İki.").replace("<target>", '<target order="1">')
    text = first + "<ignorable><source> </source></ignorable>" + second
    assert read_unit(unit_of(text)).variant("az").text == "İki. Bir."


def test_a_unit_is_as_good_as_its_weakest_segment(read_unit):
    text = segment(attributes='state="final"') + segment(attributes='state="initial"')
    assert read_unit(unit_of(text)).variant("az").state is State.FUZZY


def test_a_unit_with_an_untranslated_segment_is_not_finished(read_unit):
    assert read_unit(unit_of(segment() + segment(target=""))).variant("az").state is State.FUZZY


@pytest.mark.parametrize(
    ("attributes", "state"),
    [
        ("", State.TRANSLATED),
        ('state="initial"', State.FUZZY),
        ('state="translated"', State.TRANSLATED),
        ('state="reviewed"', State.REVIEWED),
        ('state="final"', State.REVIEWED),
        ('state="initial" subState="tm:machine"', State.MACHINE),
        ('state="translated" subState="tm:aligned"', State.ALIGNED),
        ('state="translated" subState="my:own"', State.TRANSLATED),
    ],
)
def test_the_state_is_the_segments(read_unit, attributes, state):
    assert read_unit(unit_of(segment(attributes=attributes))).variant("az").state is state


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('a<ph id="1" dataRef="d1"/>b', "a|alone <br/>|b"),
        ('a<ph id="1" equiv="{n}"/>b', "a|alone {n}|b"),
        ('<pc id="1" dataRefStart="d2" dataRefEnd="d3">a</pc>', "|open <b>|a|close </b>|"),
        ('<pc id="1" type="fmt" subType="xlf:b">a</pc>', "|open bold|a|close bold|"),
        ('<sc id="1" type="link"/>a<ec startRef="1"/>', "|open link|a|close link|"),
        ('<sc id="1" isolated="yes" dataRef="d2"/>a', "|open <b>|a"),
        ('a<ec id="1" isolated="yes" dataRef="d3"/>', "a|close </b>|"),
        ('<mrk id="m" type="term" value="see">a</mrk>', "|open mrk term: see|a|close mrk term: see|"),
        ('<mrk id="m" translate="no">a</mrk>', "|open mrk protected|a|close mrk protected|"),
        ('<sm id="m" type="comment"/>a<em startRef="m"/>', "|open mrk comment|a|close mrk comment|"),
        ('a<cp hex="001A"/>b', "a\x1ab"),
    ],
)
def test_inline_elements_become_tags(read_unit, source, text):
    codes = {"d1": "&lt;br/>", "d2": "&lt;b>", "d3": "&lt;/b>"}
    data = "".join(f'<data id="{id_}">{code}</data>' for id_, code in codes.items())
    unit = unit_of(segment(source), before=f"<originalData>{data}</originalData>")
    assert shown(read_unit(unit).variant("en")) == text


def test_proposals_have_quality_and_origin(read):
    matches = (
        '<mtc:matches><mtc:match ref="#s1" similarity="84.5" origin="agency"><source>days</source>'
        '<target>günlər</target></mtc:match><mtc:match ref="#s1" type="mt" matchQuality="60"><originalData>'
        '<data id="d1">%s</data></originalData><source>day</source><target><ph id="1" dataRef="d1"/>gun</target>'
        "</mtc:match></mtc:matches>"
    )
    first, second = read(unit_of(segment(attributes='id="s1"'), before=matches))[0].proposals
    assert first == Proposal(source="days", target="günlər", quality=84.5, origin="agency")
    assert (second.quality, second.machine, literal(second.target, second.target_tags)) == (60, True, "%sgun")


def test_terms_are_read(read):
    glossary = (
        "<gls:glossary><gls:glossEntry><gls:term>Milli Majlis</gls:term><gls:translation>Milli Məclis</gls:translation>"
        "<gls:definition>The parliament.</gls:definition></gls:glossEntry></gls:glossary>"
    )
    (entry,) = read(unit_of(segment(), before=glossary))
    assert entry.glossary == (Gloss(term="Milli Majlis", translations=("Milli Məclis",), definition="The parliament."),)


def test_notes_and_metadata_are_read(read_unit):
    before = (
        '<mda:metadata><mda:metaGroup category="x"><mda:meta type="x-client">Office</mda:meta></mda:metaGroup>'
        '</mda:metadata><notes><note>menu</note><note appliesTo="target">short</note>'
        '<note category="developer">a button</note></notes>'
    )
    unit = read_unit(unit_of(segment(), before=before))
    assert (unit.notes, unit.variant("az").notes) == (("menu",), ("short",))
    assert unit.properties == (("x-client", "Office"), ("x-extracted", "a button"))


BROKEN = ["<unit id='1'></unit>", "<unit id='1'><segment/></unit>", "<unit id='1'><segment></unit>"]


@pytest.mark.parametrize("unit", BROKEN)
def test_a_broken_unit_is_refused(read, unit):
    found = read(f"{HEAD}{unit}<unit id='2'>{segment()}</unit>{TAIL}")
    assert [isinstance(one, Refused) for one in found] == [True, False]


def test_version_2_2_is_read_as_well(read_unit):
    text = unit_of(segment()).replace("document:2.0", "document:2.2").replace('version="2.0"', 'version="2.2"')
    assert read_unit(text).variant("az").text == "gün"
