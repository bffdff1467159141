import io
import shutil
import subprocess

import msgspec
import pytest
from hypothesis import given, settings, strategies as st

from tm.formats import po, xliff
from tm.model import State, Tag, TagKind, Variant
from tm.operations.po_entries import entries_of, name_of, spelled, units_of

CATALOG = """\
msgid ""
msgstr ""
"Language: az\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

# menyu
# qısa
#. a button
#: a.c:3 b.c:7
#, c-format
msgctxt "menu"
msgid "Save <b>%s</b>"
msgstr "<b>%s</b> saxla"

msgid "Open"
msgstr ""

#, fuzzy, c-format
#| msgid "%d old file"
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d fayl"
msgstr[1] "%d fayl\\n"

#~ msgid "Gone"
#~ msgstr "Getdi"
"""
LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(
    lambda one: one == one.strip()
)
TEXT = st.sampled_from(["", "a", "<b>x</b>", "%s\n", "\tə ", "<file>", "x < y & z"])


@st.composite
def entries(draw):
    """An entry that has something of everything."""
    plural = draw(st.booleans())
    forms = draw(st.lists(TEXT, min_size=2, max_size=3)) if plural else [draw(TEXT)]
    return po.Entry(
        msgid=draw(TEXT.filter(bool)),
        msgid_plural=draw(TEXT.filter(bool)) if plural else None,
        msgctxt=draw(st.none() | LINE),
        msgstr=tuple(forms),
        flags=("fuzzy",) if any(forms) and draw(st.booleans()) else ("c-format",) if draw(st.booleans()) else (),
        comments=tuple(draw(st.lists(LINE, max_size=2))),
        extracted=tuple(draw(st.lists(LINE, max_size=2))),
        references=tuple(draw(st.lists(st.sampled_from(["a.c:3", "b", "\u2068a b.c\u2069:7"]), max_size=2))),
        previous=draw(st.none() | st.builds(po.Previous, msgid=LINE)),
    )


def trip(units, version):
    stream = io.BytesIO()
    header = xliff.Header(source_language="en", target_language="az", tool_version="1", version=version)
    assert xliff.write(units, stream, header=header) == ()
    stream.seek(0)
    return xliff.read(stream, file="back.xlf")


def back(catalog, version):
    units = list(units_of(catalog, source="en", target="az"))
    return list(entries_of(trip(units, version), source="en", target="az"))


@pytest.mark.parametrize("version", ["1.2", "2.1"])
def test_a_catalogue_comes_back_from_xliff_as_it_was(version):
    catalog = po.parse(CATALOG)
    assert back(catalog, version) == [entry.content for entry in catalog.entries if not entry.obsolete]


@settings(max_examples=30, deadline=None)
@given(st.lists(entries(), max_size=3, unique_by=lambda entry: entry.key), st.sampled_from(["1.2", "2.1"]))
def test_any_entry_comes_back_from_xliff_as_it_was(found, version):
    assert back(po.Catalog(entries=tuple(found)), version) == found


def test_markup_becomes_tags():
    source = next(units_of(po.parse(CATALOG), source="en", target="az")).variant("en")
    assert (source.text, [tag.code for tag in source.tags]) == ("Save %s", ["<b>", "</b>"])


def test_each_plural_form_is_a_unit_with_the_text_it_translates():
    forms = [unit for unit in units_of(po.parse(CATALOG), source="en", target="az") if "[" in unit.id]
    assert [(unit.id[-3:], unit.variant("en").text) for unit in forms] == [("[0]", "%d file"), ("[1]", "%d files")]


def test_a_fuzzy_entry_is_fuzzy():
    units = list(units_of(po.parse(CATALOG), source="en", target="az"))
    assert units[-1].variant("az").state is State.FUZZY


def test_an_entry_without_context_has_another_name_than_one_with_an_empty_context():
    entry = po.Entry(msgid="a")
    assert name_of(entry) != name_of(msgspec.structs.replace(entry, msgctxt=""))


def test_a_tag_without_its_code_has_that_of_the_source():
    opened = Tag(at=0, kind=TagKind.ALONE, code="<br/>", id="1")
    lost = Tag(at=1, kind=TagKind.ALONE, id="1")
    source, target = Variant(language="en", text="a", tags=(opened,)), Variant(language="az", text="b", tags=(lost,))
    assert spelled(target, source) == "b<br/>"


@pytest.mark.external
@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="msgfmt is not installed")
def test_msgfmt_takes_the_catalogue_that_came_back(tmp_path):
    catalog = po.parse(CATALOG)
    found = tuple(back(catalog, "1.2"))
    path = tmp_path / "az.po"
    path.write_text(
        po.serialize(po.Catalog(header_entry=catalog.header_entry.content, entries=found)), encoding="utf-8"
    )
    done = subprocess.run(["msgfmt", "--check-format", "-o", "/dev/null", str(path)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
