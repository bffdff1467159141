import subprocess
from shutil import which

import pytest
from lxml import etree
from translate.storage.tbx import tbxfile

from tm.formats import tbx
from tm.formats.loss import CONCEPT_FIELDS, Fate
from tm.model import Concept, Term, TermStatus

EDITIONS = [tbx.MARTIF, tbx.DCA, tbx.DCT]
SHIP = Concept(
    id="ship",
    subject="sea",
    definition="A thing.",
    source="A book.",
    note="N.",
    terms=(
        Term(text="ship", language="en"),
        Term(text="gəmi", language="az"),
        Term(text="qayıq", language="az", status=TermStatus.FORBIDDEN, note="Too small."),
    ),
)


def written(*concepts, edition=tbx.MARTIF, **options):
    return tbx.serialize(concepts, edition=edition, language="en", **options)[0]


def test_version_2_is_what_tools_read():
    assert written(SHIP, languages=("en", "az")).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
        '<martif type="TBX-Basic" xml:lang="en">\n'
        "  <martifHeader>\n    <fileDesc>\n      <sourceDesc>\n        <p>Written by tm.</p>\n"
        "      </sourceDesc>\n    </fileDesc>\n  </martifHeader>\n"
        "  <text>\n    <body>\n"
        '      <termEntry id="ship">\n'
        '        <descrip type="subjectField">sea</descrip>\n'
        '        <descrip type="definition">A thing.</descrip>\n'
        '        <admin type="source">A book.</admin>\n'
        "        <note>N.</note>\n"
        '        <langSet xml:lang="en">\n          <tig>\n            <term>ship</term>\n'
        '            <termNote type="partOfSpeech">noun</termNote>\n'
        '            <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>\n'
        "          </tig>\n        </langSet>\n"
        '        <langSet xml:lang="az">\n          <tig>\n            <term>gəmi</term>\n'
        '            <termNote type="partOfSpeech">noun</termNote>\n'
        '            <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>\n'
        "          </tig>\n          <tig>\n            <term>qayıq</term>\n"
        '            <termNote type="partOfSpeech">noun</termNote>\n'
        '            <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>\n'
        "            <note>status: forbidden</note>\n            <note>Too small.</note>\n"
        "          </tig>\n        </langSet>\n"
        "      </termEntry>\n    </body>\n  </text>\n</martif>\n"
    )


def test_translate_toolkit_reads_the_terms_and_the_definition():
    store = tbxfile.parsestring(written(SHIP), sourcelanguage="en", targetlanguage="az")
    (unit,) = store.units
    assert unit.getnotes("definition").splitlines() == ["sea", "A thing."]
    assert [one.text for one in unit.get_source_terms()] == ["ship"]
    assert [(one.text, one.deprecated) for one in unit.get_target_terms()] == [("gəmi", False), ("qayıq", True)]


@pytest.mark.external
@pytest.mark.skipif(not which("xmllint"), reason="xmllint is not installed")
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.style or "martif")
def test_xmllint_finds_the_file_well_formed(edition, tmp_path):
    file = tmp_path / "f.tbx"
    file.write_bytes(written(SHIP, edition=edition))
    done = subprocess.run(["xmllint", "--noout", "--nonet", str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.style or "martif")
def test_only_the_languages_asked_for_are_written_in_their_order(edition):
    root = etree.fromstring(written(SHIP, edition=edition, languages=("az", "en")))
    codes = [one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in root.iter(f"{{*}}{edition.language}")]
    assert codes == ["az", "en"]


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["1945"], ["_1945"]),
        (["a b", "a_b"], ["a_b", "a_b_2"]),
        (["un"], ["un"]),
    ],
)
def test_an_id_is_a_name_and_stands_once(names, ids):
    terms = (Term(text="t", language="en"),)
    root = etree.fromstring(written(*(Concept(id=name, subject="", terms=terms) for name in names)))
    assert [one.get("id") for one in root.iter("termEntry")] == ids


@pytest.mark.parametrize(
    ("concept", "reason"),
    [
        (Concept(id="x", subject=""), "“x” has no term in the languages to write."),
        (
            Concept(id="x", subject="", terms=(Term(text="a\x01", language="en"),)),
            "“x” has the character U+0001, which XML forbids.",
        ),
    ],
)
def test_what_can_not_stand_in_the_file_is_refused(concept, reason):
    data, refused = tbx.serialize([concept, SHIP], edition=tbx.MARTIF, language="en")
    assert [one.reason for one in refused] == [reason]
    assert [one.id for one in tbx.read(data, file="f").concepts] == ["ship"]


def test_a_file_without_concepts_has_no_body():
    assert etree.fromstring(written(edition=tbx.DCA)).find("{*}text/{*}body") is None


def test_nothing_of_a_concept_is_lost():
    assert {tbx.CARRIAGE[field.name].fate for field in CONCEPT_FIELDS} == {Fate.KEPT, Fate.MAPPED}
