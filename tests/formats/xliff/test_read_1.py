import re

import pytest

from tm.errors import Place
from tm.formats import Refused
from tm.formats.xliff import Gloss
from tm.model import State
from tm.text.inline import literal

HEAD = '<xliff version="1.2">\n<file original="po/menu.po" source-language="en" target-language="az">\n<body>\n'
TAIL = "</body></file></xliff>"
GOOD = '<trans-unit id="1"><source>day</source><target>gün</target></trans-unit>'


def unit_of(source="day", target="gün", *, inside="", attributes="", of_target=""):
    return (
        f'{HEAD}<trans-unit id="1" {attributes}><source>{source}</source><target {of_target}>{target}</target>'
        f"{inside}</trans-unit>{TAIL}"
    )


def shown(variant):
    """Show the tags of a text: `a |open <b>|b|close </b>|`."""
    marks = (
        type(tag)(at=tag.at, kind=tag.kind, code=f"|{tag.kind} {tag.code or tag.meaning}|") for tag in variant.tags
    )
    return literal(variant.text, marks)


def test_a_unit_has_source_and_target(read_unit):
    assert [(one.language, one.text) for one in read_unit(HEAD + GOOD + TAIL).variants] == [
        ("en", "day"),
        ("az", "gün"),
    ]


def test_a_unit_keeps_its_id(read_unit):
    assert read_unit(HEAD + GOOD + TAIL).id == "1"


def test_an_untranslated_unit_has_its_source_only(read_unit):
    assert [one.language for one in read_unit(unit_of(target="")).variants] == ["en"]


def test_a_text_knows_its_line(read_unit):
    assert read_unit(HEAD + GOOD + TAIL).variant("az").place == Place("back.xlf", 4)


def test_a_unit_comes_from_the_file_that_was_translated(read):
    (entry,) = read(HEAD + GOOD + TAIL)
    assert (entry.original, entry.unit.origin.statement, entry.language) == ("po/menu.po", "menu", "az")


def test_the_same_id_in_a_second_file_is_told_apart(read):
    files = (
        "<file original='b' source-language='en'><body>" + GOOD.replace("<target>gün</target>", "") + "</body></file>"
    )
    text = HEAD + GOOD + "</body></file>" + files + "</xliff>"
    assert [entry.unit.id for entry in read(text)] == ["1", "2:1"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('a <g id="1" ctype="bold">b</g> c', "a |open bold|b|close bold| c"),
        ('a<x id="1"/>b', "a|alone |b"),
        ('a<x id="1" equiv-text="{n}"/>b', "a|alone {n}|b"),
        ('a<ph id="1" ctype="lb">&lt;br/></ph>b', "a|alone <br/>|b"),
        ('<bpt id="1">&lt;b></bpt>a<ept id="1">&lt;/b></ept>', "|open <b>|a|close </b>|"),
        ('<bx id="1" rid="9"/>a<ex id="2" rid="9"/>', "|open |a|close |"),
        ('a<it id="1" pos="open">&lt;b></it>', "a|open <b>|"),
        ('<it id="1" pos="close">&lt;/b></it>a', "|close </b>|a"),
        ('<mrk mtype="term" comment="see">a</mrk>', "|open mrk term: see|a|close mrk term: see|"),
        ('<ph id="1">[<sub>title</sub>]</ph>', "|alone [title]|"),
        ("a<!-- no -->b<?pi no?>c", "abc"),
        ("<![CDATA[A & <b>]]>", "A & <b>"),
        ("A & B", "A & B"),
        ("a&nbsp;b", "a\u00a0b"),
        ("  two\n lines ", "  two\n lines "),
    ],
)
def test_inline_elements_become_tags(read_unit, source, text):
    assert shown(read_unit(unit_of(source)).variant("en")) == text


def test_halves_that_belong_together_are_a_pair(read_unit):
    tags = read_unit(unit_of('<bx id="1" rid="9"/>a<g id="3">b</g><ex id="2" rid="9"/>')).variant("en").tags
    assert [tag.pair for tag in tags] == [1, 2, 2, 1]


def test_a_tag_without_its_partner_is_told(read):
    repaired = []
    read(unit_of('a<ept id="7">&lt;/b></ept>'), repaired=repaired.append)
    assert repaired == ["inline tags without a partner"]


@pytest.mark.parametrize(
    ("attributes", "of_target", "state"),
    [
        ("", "", State.TRANSLATED),
        ('approved="yes"', "", State.REVIEWED),
        ('approved="no"', "", State.TRANSLATED),
        ("", 'state="final"', State.REVIEWED),
        ("", 'state="signed-off"', State.REVIEWED),
        ("", 'state="translated"', State.TRANSLATED),
        ("", 'state="needs-review-translation"', State.FUZZY),
        ("", 'state="new"', State.FUZZY),
        ('approved="yes"', 'state="needs-l10n"', State.FUZZY),
        ("", 'state="sonst"', State.FUZZY),
        ("", 'state="needs-review-translation" state-qualifier="leveraged-mt"', State.MACHINE),
        ("", 'state-qualifier="mt-suggestion"', State.MACHINE),
    ],
)
def test_the_state_is_the_targets(read_unit, attributes, of_target, state):
    assert read_unit(unit_of(attributes=attributes, of_target=of_target)).variant("az").state is state


def test_notes_know_whose_they_are(read_unit):
    inside = (
        "<note>menu</note><note from='Leyla'>short?</note><note from='developer'>a button</note>"
        "<note annotates='source'>sic</note>"
    )
    unit = read_unit(unit_of(inside=inside))
    assert (unit.notes, unit.variant("en").notes) == (("menu", "Leyla: short?"), ("sic",))
    assert ("x-extracted", "a button") in unit.properties


def test_a_place_in_the_source_is_a_reference(read_unit):
    inside = (
        '<context-group purpose="location"><context context-type="sourcefile">a.c</context>'
        '<context context-type="linenumber">7</context></context-group>'
    )
    assert ("x-reference", "a.c:7") in read_unit(unit_of(inside=inside)).properties


def test_attributes_are_properties(read_unit):
    assert ("@maxwidth", "20") in read_unit(unit_of(attributes='maxwidth="20"')).properties


def test_proposals_have_quality_and_origin(read):
    inside = (
        '<alt-trans match-quality="87%" origin="agency"><source>days</source><target>günlər</target></alt-trans>'
        '<alt-trans alttranstype="rejected"><target>gün?</target></alt-trans>'
        '<alt-trans match-quality="high"><target state-qualifier="leveraged-mt">gun</target></alt-trans>'
    )
    found = read(unit_of(inside=inside))[0].proposals
    assert [(one.source, one.target, one.quality, one.origin, one.machine) for one in found] == [
        ("days", "günlər", 87, "agency", False),
        ("", "gun", None, "", True),
    ]


def test_terms_in_notes_of_ours_are_terms(read):
    entry = read(unit_of(inside="<note from='glossary'>Milli Majlis = Milli Məclis; MM\nThe parliament.</note>"))[0]
    gloss = Gloss(term="Milli Majlis", translations=("Milli Məclis", "MM"), definition="The parliament.")
    assert (entry.glossary, entry.unit.notes) == ((gloss,), ())


def test_segments_are_remembered(read_unit):
    inside = '<seg-source><mrk mtype="seg" mid="0">One.</mrk> <mrk mtype="seg" mid="1">Two.</mrk></seg-source>'
    text = unit_of(
        "One. Two.", '<mrk mtype="seg" mid="0">Bir.</mrk> <mrk mtype="seg" mid="1">İki.</mrk>', inside=inside
    )
    unit = read_unit(text)
    assert unit.variant("en").properties == (("x-segment", "0:0:4"), ("x-segment", "1:5:9"))
    assert unit.variant("az").text == "Bir. İki."


def test_segments_nobody_translated_are_no_translation(read_unit):
    text = unit_of("One. Two.", '<mrk mtype="seg" mid="0"/> <mrk mtype="seg" mid="1"/>')
    assert read_unit(text).variant("az") is None


def test_the_forms_of_a_plural_are_numbered(read):
    group = f'<group restype="x-gettext-plurals">{GOOD}{GOOD}</group>{GOOD}'
    assert [dict(entry.unit.properties).get("x-plural") for entry in read(HEAD + group + TAIL)] == ["0", "1", None]


@pytest.mark.parametrize(
    ("unit", "reason"),
    [
        ("<trans-unit id='1'/>", "has no </trans-unit>"),
        ("<trans-unit id='1'><target>x</target></trans-unit>", "has no <source>"),
        ("<trans-unit id='1'><source>a<g></source></trans-unit>", "not well-formed"),
        ("<trans-unit id='1'><source>a\x01</source></trans-unit>", r"U\+0001"),
        ("<trans-unit id='1'><source>a&#2;</source></trans-unit>", r"U\+0002"),
        ("<trans-unit id='1'><source/></trans-unit>", "no text"),
    ],
)
def test_a_broken_unit_costs_no_other(read, unit, reason):
    found = read(HEAD + GOOD + unit + GOOD + TAIL)
    (refused,) = [one for one in found if isinstance(one, Refused)]
    assert refused.place.line == 4
    assert re.search(reason, refused.reason)
    assert len(found) == 3


def test_an_entity_of_the_file_itself_is_not_expanded(read_unit):
    text = '<!DOCTYPE xliff [<!ENTITY a "b">]>' + unit_of("x &a; y")
    assert read_unit(text).variant("en").text == "x &a; y"


def test_a_missing_language_is_the_default_one(read_unit):
    text = unit_of().replace('source-language="en" target-language="az"', "")
    assert [one.language for one in read_unit(text, default=("en", "ru")).variants] == ["en", "ru"]


def test_a_missing_language_without_default_is_a_reason_to_refuse(read):
    (refused,) = read(unit_of().replace('source-language="en"', ""))
    assert refused.reason == "The file does not say its source language."


def test_a_language_nobody_wants_is_left_out(read_unit):
    unit = read_unit(unit_of(), language=lambda tag: tag if tag == "en" else None)
    assert [one.language for one in unit.variants] == ["en"]


def test_prefixes_of_the_namespace_do_not_matter(read_unit):
    text = (
        '<x:xliff version="1.2" xmlns:x="urn:oasis:names:tc:xliff:document:1.2"><x:file source-language="en"><x:body>'
        "<x:trans-unit id='1'><x:source>day</x:source></x:trans-unit></x:body></x:file></x:xliff>"
    )
    assert read_unit(text).variant("en").text == "day"
