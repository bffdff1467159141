"""Other people's files taken into the glossary."""

import pytest

from tm.errors import TmError
from tm.operations.glossary_exchange import Choice, export_glossary
from tm.operations.glossary_import import Guidance, import_glossary
from tm.operations.lint import load_glossary

MARTIF = """<martif type="TBX" xml:lang="en"><text><body><termEntry id="c1">{}<descrip type="context">x</descrip>
<langSet xml:lang="en-GB"><tig><term>{}</term></tig></langSet>
<langSet xml:lang="az-Latn-AZ"><tig><term>{}</term></tig></langSet></termEntry></body></text></martif>
"""
MULTITERM = """<mtf><conceptGrp><concept>1</concept><languageGrp><language lang="EN" type="English"/>
<termGrp><term>sea</term></termGrp></languageGrp><languageGrp><language lang="AZ" type="x"/>
<termGrp><term>dəniz</term></termGrp></languageGrp></conceptGrp></mtf>"""
QPH = '<!DOCTYPE QPH><QPH language="az"><phrase><source>sea</source><target>dəniz</target></phrase></QPH>'
UTX = "#UTX 1.11; en/az; 2020-01-01T00:00:00Z+00:00\n#src\ttgt\tsrc:pos\nsea\tdəniz\tnoun\n"


def take(desk, name, text, *, write=True, **guidance):
    path = desk.root / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_glossary(desk.workspace, path, guidance=Guidance(**guidance), write=write)


def terms(desk, name):
    (concept,) = (one for one in load_glossary(desk.workspace) if one.id == name)
    return [(term.language, term.text, term.status.value) for term in concept.terms]


SEA = [("en", "sea", "preferred"), ("az", "dəniz", "preferred")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tbx", MARTIF.format("", "sea", "dəniz")),
        ("a.xml", MARTIF.format("", "sea", "dəniz").encode("utf-16")),
        ("multiterm.xml", MULTITERM),
        ("a.utf8", "sea\tdəniz\n"),
        ("a.txt", "sea\tdəniz\n"),
        ("a.csv", "source,target,context\nsea,dəniz,x\n"),
        ("a.tsv", "source\ttarget\nsea\tdəniz\n".encode("utf-16")),
        ("a.po", 'msgid ""\nmsgstr "Language: az\\n"\n\nmsgid "sea"\nmsgstr "dəniz"\n'),
        ("a.qph", QPH),
        ("a.utx", UTX),
    ],
)
def test_a_file_of_any_tool_brings_its_terms(empty_desk, name, text):
    done = take(empty_desk, name, text, target="az")
    assert (len(done.changes), done.refused) == (1, ())
    assert terms(empty_desk, "sea") == SEA


def test_an_entry_adds_to_the_concept_it_means(empty_desk):
    done = take(empty_desk, "a.tbx", MARTIF.format("", "Milli Majlis", "Parlament"))
    assert [change.what for change in done.changes] == [["az: “Parlament” added as admitted"]]
    assert done.left_out == {"context": 1}


def test_a_second_import_changes_nothing(empty_desk):
    text = MARTIF.format('<descrip type="subjectField">Sea &amp; Co</descrip>', "sea", "dəniz")
    assert [path.name for path in take(empty_desk, "a.tbx", text).files] == ["sea-co.toml"]
    again = take(empty_desk, "a.tbx", text)
    assert (again.changes, again.files, again.unchanged) == ((), (), 1)


def test_new_concepts_go_where_one_says(empty_desk):
    done = take(empty_desk, "a.tbx", MARTIF.format("", "sea", "dəniz"), subject="waters")
    assert [path.name for path in done.files] == ["waters.toml"]


@pytest.mark.parametrize("name", ["a.tbx", "a.forbidden.tbx", "a.csv", "a.tsv", "a.xlsx"])
def test_what_we_exported_changes_nothing(empty_desk, name):
    export_glossary(empty_desk.workspace, empty_desk.root / name.replace(".forbidden", ""), Choice())
    done = import_glossary(empty_desk.workspace, empty_desk.root / name, write=True)
    assert (done.changes, done.refused, done.unchanged) == ((), (), 2)


def test_a_change_in_a_file_we_exported_changes_the_glossary(empty_desk):
    export_glossary(empty_desk.workspace, empty_desk.root / "a.tbx", Choice(format="tbx3"))
    empty_desk.replace("a.tbx", "The parliament of the Republic of Azerbaijan.", "The parliament.")
    done = import_glossary(empty_desk.workspace, empty_desk.root / "a.tbx", write=True)
    assert [change.what for change in done.changes] == [["definition: The parliament."]]


def test_a_glossary_comes_home_from_tbx(empty_desk):
    before = load_glossary(empty_desk.workspace)
    export_glossary(empty_desk.workspace, empty_desk.root / "a.tbx", Choice(format="tbx3", style="dct"))
    (empty_desk.root / "glossary/institutions.toml").unlink()
    import_glossary(empty_desk.workspace, empty_desk.root / "a.tbx", write=True)
    assert [(one.id, one.definition) for one in load_glossary(empty_desk.workspace)] == [
        (one.id, one.definition) for one in before
    ]
    assert terms(empty_desk, "milli-majlis") == [(t.language, t.text, t.status.value) for t in before[0].terms]


def test_nothing_is_written_in_a_dry_run(empty_desk):
    before = empty_desk.files()
    done = take(empty_desk, "a.utf8", "sea\tdəniz\n", write=False, target="az")
    assert [path.name for path in done.files] == ["a.toml"]
    assert {name: data for name, data in empty_desk.files().items() if name != "a.utf8"} == before


def test_a_term_that_can_not_stand_in_a_glossary_is_refused_with_its_line(empty_desk):
    done = take(empty_desk, "a.utf8", "sea\tdəniz\nocean\tokеan\n", target="az")
    assert [(one.row, one.message) for one in done.refused] == [
        (2, "“okеan” mixes alphabets: “е” (U+0435) is a Cyrillic letter.")
    ]
    assert terms(empty_desk, "sea") == SEA


@pytest.mark.parametrize(
    ("name", "text", "guidance", "message"),
    [
        ("a.utf8", "a\tb\n", {}, "The file does not say its second language."),
        ("a.utf8", "a\tb\n", {"target": "de"}, "unknown language 'de'."),
        ("a.pdf", "", {}, "The name does not tell the format."),
        ("a.tbx", MARTIF.format("", "a", "b"), {"subject": "../x"}, "“../x” can't name a subject."),
        ("a.qph", "<QPH", {"target": "az"}, None),
    ],
)
def test_what_can_not_be_read_is_an_error(empty_desk, name, text, guidance, message):
    with pytest.raises(TmError) as error:
        take(empty_desk, name, text, **guidance)
    assert message in {None, error.value.message}
