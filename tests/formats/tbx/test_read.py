import datetime as dt
from collections import Counter

import pytest

from tm.errors import FormatError
from tm.formats import tbx
from tm.model import CaseRule, Gender, PartOfSpeech, TermStatus

PREFERRED, ADMITTED = TermStatus.PREFERRED, TermStatus.ADMITTED
DEPRECATED, FORBIDDEN = TermStatus.DEPRECATED, TermStatus.FORBIDDEN

MARTIF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>X</p></sourceDesc></fileDesc></martifHeader>
<text><body>{}</body></text></martif>
"""
V3 = """<tbx type="TBX-Basic" style="{}" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>A tool</p></sourceDesc></fileDesc></tbxHeader><text><body>{}</body></text></tbx>
"""
PLAIN = '<termEntry id="c1"><langSet xml:lang="en"><tig><term>ship</term>{}</tig></langSet></termEntry>'


def read(text, **options):
    return tbx.read(text.encode(), file="f.tbx", **options)


def term(facts):
    """The one term of an entry with these facts."""
    return read(MARTIF.format(PLAIN.format(facts))).concepts[0].terms[0]


def statuses(*said):
    """What becomes of terms of one language with these statuses."""
    notes = [f'<termNote type="administrativeStatus">{one}</termNote>' if one else "" for one in said]
    tigs = "".join(f"<tig><term>t{number}</term>{note}</tig>" for number, note in enumerate(notes))
    entry = f'<termEntry><langSet xml:lang="en">{tigs}</langSet></termEntry>'
    return [one.status for one in read(MARTIF.format(entry)).concepts[0].terms]


def test_version_2_is_read_with_tig_and_ntig():
    entry = (
        '<termEntry id="c1"><langSet xml:lang="en"><tig><term>ship</term></tig></langSet>'
        '<langSet xml:lang="az"><ntig><termGrp><term>gəmi</term>'
        '<termNote type="partOfSpeech">noun</termNote></termGrp></ntig></langSet></termEntry>'
    )
    assert [(one.language, one.text) for one in read(MARTIF.format(entry)).concepts[0].terms] == [
        ("en", "ship"),
        ("az", "gəmi"),
    ]


DCA = """<conceptEntry id="c1"><descrip type="subjectField">sea</descrip>
<langSec xml:lang="en"><descripGrp><descrip type="definition">A thing that swims.</descrip>
<admin type="source">A book</admin></descripGrp>
<termSec><term>ship</term><termNote type="grammaticalGender">feminine</termNote>
<admin type="source">A song</admin><note>Big.</note></termSec></langSec></conceptEntry>"""
DCT = """<conceptEntry id="c1"><min:subjectField>sea</min:subjectField>
<langSec xml:lang="en"><descripGrp><basic:definition>A thing that swims.</basic:definition>
<basic:source>A book</basic:source></descripGrp>
<termSec><term>ship</term><basic:grammaticalGender>feminine</basic:grammaticalGender>
<basic:source>A song</basic:source><note>Big.</note></termSec></langSec></conceptEntry>"""


@pytest.mark.parametrize(("style", "entry"), [("dca", DCA), ("dct", DCT)])
def test_version_3_is_read_in_both_styles(style, entry):
    concept = read(V3.format(style, entry)).concepts[0]
    (ship,) = concept.terms
    assert (concept.id, concept.subject, concept.definition, concept.source) == (
        "c1",
        "sea",
        "A thing that swims.",
        "A book",
    )
    assert (ship.gender, ship.source, ship.note) == (Gender.FEMININE, "A song", "Big.")


def test_tbx_min_of_2013_is_read():
    text = """<TBX dialect="TBX-Min"><header><id>x</id><languages source="en" target="az"/></header><body>
    <entry id="c1"><subjectField>sea</subjectField><langGroup xml:lang="en"><termGroup><term>ship</term>
    <partOfSpeech>noun</partOfSpeech></termGroup><termGroup><term>boat</term><termStatus>notRecommended</termStatus>
    <noteGrp><note>Small.</note></noteGrp></termGroup></langGroup></entry></body></TBX>"""
    ship, boat = read(text).concepts[0].terms
    assert (ship.status, boat.status, boat.note) == (PREFERRED, DEPRECATED, "Small.")


MULTITERM = """<?xml version='1.0' encoding='UTF-16' ?><mtf><conceptGrp><concept>7</concept>
<transacGrp><transac type="origination">me</transac><date>2021-03-01T11:21:32</date></transacGrp>
<descripGrp><descrip type="Definition">A thing.</descrip><descripGrp><descrip type="Source">A book</descrip>
</descripGrp></descripGrp><languageGrp><language lang="EN" type="English"/>
<termGrp><term>ship</term><descripGrp><descrip type="Status">preferred</descrip></descripGrp></termGrp>
<termGrp><term>barge</term><descripGrp><descrip type="Status">forbidden</descrip></descripGrp></termGrp></languageGrp>
<languageGrp><language lang="RU" type="Russian"/><termGrp><term>судно</term>
<descripGrp><descrip type="Gender">neuter</descrip></descripGrp></termGrp></languageGrp></conceptGrp></mtf>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_multiterm_is_read_whatever_it_says_of_its_encoding(encoding):
    reading = tbx.read(MULTITERM.encode(encoding), file="m.xml", language=str.lower)
    (concept,) = reading.concepts
    assert (concept.id, concept.definition, concept.source) == ("7", "A thing.", "A book")
    assert [(one.language, one.text, one.status, one.gender) for one in concept.terms] == [
        ("en", "ship", PREFERRED, None),
        ("en", "barge", FORBIDDEN, None),
        ("ru", "судно", PREFERRED, Gender.NEUTER),
    ]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (["", ""], [PREFERRED, ADMITTED]),
        (["", "preferredTerm-admn-sts"], [ADMITTED, PREFERRED]),
        (["preferred", "preferredTerm"], [PREFERRED, ADMITTED]),
        (["deprecatedTerm-admn-sts", "admittedTerm-admn-sts"], [DEPRECATED, PREFERRED]),
        (["supersededTerm-admn-sts", "obsolete"], [DEPRECATED, DEPRECATED]),
        (["standardizedTerm", "regulatedTerm-admn-sts"], [PREFERRED, ADMITTED]),
        (["forbidden", "nonsense"], [FORBIDDEN, PREFERRED]),
    ],
)
def test_each_language_has_one_preferred_term(said, meant):
    assert statuses(*said) == meant


@pytest.mark.parametrize("category", ["normativeAuthorization", "usageStatus", "termStatus", "Status"])
def test_a_status_has_many_names(category):
    assert term(f'<termNote type="{category}">deprecatedTerm</termNote>').status is DEPRECATED


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("properNoun", PartOfSpeech.PROPER_NOUN),
        ("Verb", PartOfSpeech.VERB),
        ("adverb", PartOfSpeech.OTHER),
        ("nominal", PartOfSpeech.NOUN),
    ],
)
def test_a_part_of_speech_is_one_of_ours(said, meant):
    assert term(f'<termNote type="partOfSpeech">{said}</termNote>').part_of_speech is meant


def test_an_abbreviation_is_matched_letter_by_letter():
    found = term('<termNote type="termType">acronym</termNote>')
    assert (found.abbreviation, found.case) == (True, CaseRule.EXACT)


def test_notes_that_name_a_field_are_the_field():
    found = term("<note>since: 2015-01-01</note><note>Plain.</note><note>status: forbidden</note>")
    assert (found.since, found.status, found.note) == (dt.date(2015, 1, 1), FORBIDDEN, "Plain.")


def test_what_the_model_has_no_place_for_is_counted():
    facts = '<descrip type="context">A big ship.</descrip><termNote type="partOfSpeech">nominal</termNote>'
    assert read(MARTIF.format(PLAIN.format(facts))).left_out == {"context": 1, "part of speech “nominal”": 1}


def test_a_second_definition_is_counted_and_its_source_is_not_taken_for_the_first_ones():
    group = '<descripGrp><descrip type="definition">{0}</descrip><admin type="source">of {0}</admin></descripGrp>'
    entry = (
        f'<termEntry id="c1"><langSet xml:lang="en">{group.format("one")}<tig><term>a</term></tig></langSet>'
        f'<langSet xml:lang="az">{group.format("two")}<tig><term>b</term></tig></langSet></termEntry>'
    )
    reading = read(MARTIF.format(entry))
    assert (reading.concepts[0].definition, reading.concepts[0].source) == ("one", "of one")
    assert reading.left_out == {"second definition": 1, "source of a definition": 1}


def test_a_note_about_a_language_is_on_its_first_term():
    entry = '<termEntry><langSet xml:lang="en"><note>Of all.</note><tig><term>a</term></tig></langSet></termEntry>'
    assert read(MARTIF.format(entry)).concepts[0].terms[0].note == "Of all."


def test_terms_in_languages_that_are_not_wanted_are_counted():
    entry = PLAIN.format("").replace('"en"', '"es"')
    reading = read(MARTIF.format(entry + PLAIN.format("")), language={"en": "en"}.get)
    assert (len(reading.concepts), reading.left_out) == (1, {"terms in `es`, a language tm does not know here": 1})
    assert [(one.reason, one.place.line) for one in reading.refused] == [
        ("The entry has no term in a language that is wanted.", 4)
    ]


def test_an_entry_knows_its_line():
    concept = read(MARTIF.format("\n\n" + PLAIN.format(""))).concepts[0]
    assert (concept.place.line, concept.terms[0].place.line) == (6, 6)


def test_an_entry_without_an_id_is_named_by_its_line():
    assert read(MARTIF.format(PLAIN.format("").replace(' id="c1"', ""))).concepts[0].id == "line-4"


def test_markup_inside_a_term_is_text_and_native_codes_are_not():
    tig = "<tig><term>H<hi>2</hi>O <hi>ice </hi>cold</term><note>a<ph>&lt;b></ph>b</note></tig>"
    entry = f'<termEntry><langSet xml:lang="en">{tig}</langSet></termEntry>'
    found = read(MARTIF.format(entry)).concepts[0].terms[0]
    assert (found.text, found.note) == ("H2O ice cold", "ab")


def test_control_characters_are_left_out_and_counted():
    reading = read(MARTIF.format(PLAIN.format("<note>a&#x1;\x02b</note>")))
    assert reading.concepts[0].terms[0].note == "ab"
    assert reading.repaired["control characters left out"] == 2


def test_an_empty_term_is_left_out():
    entry = PLAIN.format("</tig><tig><term> </term>")
    assert Counter(read(MARTIF.format(entry)).repaired)["empty terms left out"] == 1


def test_a_file_we_wrote_is_known():
    concepts = read(MARTIF.format(PLAIN.format(""))).concepts
    data, _ = tbx.serialize(concepts, edition=tbx.DCT, language="en")
    assert tbx.read(data, file="f").ours
    assert not read(MARTIF.format(PLAIN.format(""))).ours


def test_entities_are_not_resolved(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    doctype = f'<!DOCTYPE martif [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    text = MARTIF.format(PLAIN.format("&x;<note>&x;</note>"))
    first, _, rest = text.split("\n", 2)
    assert "secret" not in read(f"{first}\n{doctype}\n{rest}").concepts[0].terms[0].note


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "f.tbx:1:1: This is not well-formed XML"),
        (b"<a/>", "f.tbx: This is no terminology XML: it begins with <a>."),
        (b"<martif>\n<text>", "f.tbx:2:7: This is not well-formed XML"),
        (b"<?xml version='1.0' encoding='utf-8'?><martif>\xff</martif>", "f.tbx: The file is not UTF-8"),
        (b"<?xml version='1.0' encoding='klingon'?><martif/>", "f.tbx: The file is not KLINGON"),
    ],
)
def test_what_is_no_tbx_is_an_error(data, message):
    with pytest.raises(FormatError) as error:
        tbx.read(data, file="f.tbx")
    assert str(error.value).startswith(message)
