"""A file of one format into one of another: `tm.operations.convert`."""

import io

import pytest

from tm.errors import TmError
from tm.formats import po, tmx
from tm.formats.refused import Refused
from tm.operations.convert import Pair, convert

CATALOG = """\
msgid ""
msgstr "Language: az\\n"

# of the menu
#: menu.c:1
#, c-format
msgctxt "menu"
msgid "Press <b>Save</b>"
msgstr "<b>Saxla</b> düyməsini basın"

#, fuzzy
msgid "One file"
msgid_plural "%d files"
msgstr[0] "Bir fayl"
msgstr[1] "%d fayl"

msgid "Close"
msgstr ""
"""
TMX = """\
<tmx version="1.4"><header srclang="en-US"/><body>
<tu creationid="aysel"><prop type="x-client">Office</prop><note>n</note>
<tuv xml:lang="en-US"><seg>a <ph>&lt;br/></ph>b</seg></tuv><tuv xml:lang="az_AZ"><seg>c</seg></tuv></tu>
<tu><tuv xml:lang="en-US"><seg>d</seg></tuv><tuv xml:lang="az_AZ"><seg>e\x01</seg></tuv></tu>
</body></tmx>
"""
NO_PAIR = Pair()


@pytest.fixture
def made(tmp_path):
    """Convert a text; return what came of it and the new file."""

    def run(text, old, new, pair=NO_PAIR, tell=None):
        (tmp_path / old).write_text(text, encoding="utf-8")
        done = convert(tmp_path / old, tmp_path / new, pair=pair, tell=tell)
        return done, tmp_path / new

    return run


def lost(done):
    return {field: count for (field, _, _), count in done.losses.items()}


def entries(path):
    catalog = po.parse(path.read_text("utf-8"), file=path.name)
    return [(one.msgctxt, one.msgid, one.msgstr, one.flags, one.references) for one in catalog.entries]


@pytest.mark.parametrize("between", ["a.xlf", "a.xlf2"])
def test_a_catalogue_comes_back_from_xliff_as_it_was(made, tmp_path, between):
    _, path = made(CATALOG, "old.po", between, Pair("en"))
    convert(path, tmp_path / "new.po", pair=Pair())
    assert entries(tmp_path / "new.po") == entries(tmp_path / "old.po")


def test_a_memory_comes_back_from_a_table_as_it_was(made, tmp_path):
    _, table = made(TMX.replace("\x01", ""), "a.tmx", "a.csv")
    done = convert(table, tmp_path / "b.tmx", pair=Pair())
    (first, second) = tmx.read(io.BytesIO((tmp_path / "b.tmx").read_bytes()), file="b")
    assert not isinstance(first, Refused)
    assert [(one.language, one.text) for one in first.variants] == [("en-us", "a <br/>b"), ("az-az", "c")]
    assert (done.units, first.notes, second.notes) == (2, ("n",), ())


def test_what_a_table_cannot_hold_is_told_unit_by_unit(made):
    told = []
    done, _ = made(TMX, "a.tmx", "a.xlsx", tell=told.append)
    assert lost(done) == {"notes": 1, "creator": 1, "properties": 1, "inline tags": 1}
    assert "x-client=Office" in [loss.value for loss in told]


def test_a_unit_that_cannot_be_read_costs_no_other(made):
    done, _ = made(TMX, "a.tmx", "b.csv")
    assert (done.units, [one.place.line for one in done.refused]) == (1, [4])


def test_contexts_and_references_are_parts_of_a_catalogue_and_no_loss(made, tmp_path):
    _, between = made(CATALOG, "a.po", "a.csv", Pair("en"))
    _, catalog = made(CATALOG, "b.po", "b.po", Pair("en"))
    assert entries(catalog) == entries(tmp_path / "a.po")
    assert "x-context" not in between.read_text("utf-8")


def test_what_a_table_loses_of_a_catalogue_is_counted(made):
    done, _ = made(CATALOG, "a.po", "a.csv", Pair("en"))
    assert lost(done)["properties"] > 3


def test_markup_of_a_catalogue_is_text_in_a_memory_too(made):
    done, path = made(CATALOG, "a.po", "a.tmx", Pair("en"))
    assert "<seg>Press &lt;b&gt;Save&lt;/b&gt;</seg>" in path.read_text("utf-8")
    assert (done.units, done.untranslated) == (3, 1)


@pytest.mark.parametrize("new", ["a.ts", "a.txt", "a.qph", "a.mo"])
def test_the_toolkit_writes_and_reads_formats_of_other_tools(made, tmp_path, new):
    _, path = made(CATALOG, "a.po", new, Pair("en"))
    convert(path, tmp_path / "b.tmx", pair=Pair("en", "az"))
    units = tmx.read(io.BytesIO((tmp_path / "b.tmx").read_bytes()), file="b")
    texts = {one.variant("en").text: one.variant("az").text for one in units}
    assert texts["Press <b>Save</b>"] == "<b>Saxla</b> düyməsini basın"


def test_a_catalogue_does_not_say_what_it_is_translated_from(made):
    with pytest.raises(TmError, match=r"a\.po: The file does not say its source language\. .* --from CODE"):
        made(CATALOG, "a.po", "a.tmx")


def test_several_translations_do_not_go_into_a_catalogue(made):
    three = TMX.replace("</tuv></tu>", '</tuv><tuv xml:lang="ru"><seg>f</seg></tuv></tu>', 1)
    with pytest.raises(TmError, match=r"po holds one translation\. Say --to az-AZ, --to ru"):
        made(three, "a.tmx", "a.po")


def test_a_language_is_named_as_one_likes(made):
    done, _ = made(TMX, "a.tmx", "a.po", Pair("EN", "az"))
    assert (done.source, done.targets) == ("en-US", ("az-AZ",))


@pytest.mark.parametrize(("old", "new"), [("a.doc", "a.tmx"), ("a.tmx", "a.doc")])
def test_a_format_nobody_knows_is_an_error(made, old, new):
    with pytest.raises(TmError, match="The name does not tell the format"):
        made(TMX, old, new)


def test_a_column_that_is_no_language_is_a_property(made):
    _, path = made("id,en,az,client\n1,a,b,Office\n", "a.csv", "a.tmx")
    assert '<prop type="client">Office</prop>' in path.read_text("utf-8")


def test_a_row_without_text_is_refused_with_its_line(made):
    done, _ = made("id,en,az\n1,a,b\n2,,\n", "a.csv", "a.tmx")
    assert [(one.place.line, one.reason) for one in done.refused] == [
        (3, "The row has no text in any language that is wanted.")
    ]


def test_a_language_that_the_file_has_not_is_refused(made):
    with pytest.raises(TmError, match=r"The file has no 'de'; it has az-AZ"):
        made(TMX, "a.tmx", "a.xlf", Pair(target="de"))
