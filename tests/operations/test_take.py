import pytest

from tm.errors import Place, TmError
from tm.formats import po
from tm.operations.po_entries import digest
from tm.operations.returned import Form, Offer
from tm.operations.take import Kind, decide, take
from tm.operations.xliff import sheet

FILE = "locales/az/menu.po"
CATALOG = """\
# Menu.
msgid ""
msgstr ""
"Language: az\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#: a.c:1
msgid   "Open"
msgstr ""

#, fuzzy
#| msgid "Save it"
msgid "Save"
msgstr "Saxla onu"

#. tm: 84 %, notice, 1 of 2 words differ
msgid "Close <b>%s</b>"
msgstr "<b>%s</b> bağla"

msgctxt "verb"
msgid "Print"
msgstr "Çap et"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] ""
msgstr[1] ""
"""
UNITS = {"Open": 0, "Save": 1, "Close": 2, "Print": 3}


class Sent:
    """A workspace, and the XLIFF of its catalogue on its way to a translator."""

    def __init__(self, desk, version="1.2"):
        self.desk = desk
        desk.write(FILE, CATALOG)
        self.text = sheet(desk.root / FILE, desk.workspace, None, version=version).data.decode()

    def change(self, old, new):
        assert self.text.count(old) == 1, self.text
        self.text = self.text.replace(old, new)

    def translate(self, source, target, *, attributes=""):
        """Do as a tool does that knows no states: put a target behind a source that has none."""
        self.change(f">{source}</source>", f">{source}</source><target{attributes}>{target}</target>")

    def back(self, **options):
        self.desk.write("back.xlf", self.text)
        return take([self.desk.root / "back.xlf"], self.desk.workspace, **options)

    def after(self, **options):
        """Return the catalogue as it will be."""
        (file,) = self.back(**options).files
        return file.after


@pytest.fixture
def sent(empty_desk):
    return Sent(empty_desk)


def kinds(taken):
    return [item.kind for item in taken.items]


def test_what_comes_back_as_it_went_changes_nothing(sent):
    taken = sent.back()
    assert (taken.files, taken.of(Kind.NEW, Kind.CHANGED, Kind.CONFLICT, Kind.UNKNOWN)) == ((), [])


@pytest.mark.parametrize("version", ["1.2", "2.1"])
def test_a_new_translation_goes_into_its_entry_and_nothing_else_changes(empty_desk, version):
    sent = Sent(empty_desk, version)
    sent.translate("Open", "Aç")
    assert sent.after() == CATALOG.replace('msgid   "Open"\nmsgstr ""', 'msgid   "Open"\nmsgstr "Aç"')


def test_what_came_back_is_counted(sent):
    sent.translate("Open", "Aç")
    assert kinds(sent.back()) == [
        Kind.NEW,
        Kind.UNCHANGED,
        Kind.UNCHANGED,
        Kind.UNCHANGED,
        Kind.UNTRANSLATED,
    ]


def test_a_translation_that_needs_a_look_is_fuzzy(sent):
    sent.translate("Open", "Aç", attributes=' state="needs-review-translation"')
    assert '#, fuzzy\nmsgid   "Open"\nmsgstr "Aç"' in sent.after()


def test_a_confirmed_fuzzy_entry_is_finished(sent):
    sent.change('state="needs-review-translation">Saxla onu', 'state="final">Saxla')
    assert 'msgid "Save"\nmsgstr "Saxla"' in sent.after()
    assert "fuzzy" not in sent.after()


def test_a_translation_that_is_sent_back_for_work_becomes_fuzzy(sent):
    sent.change('state="translated">Çap et', 'state="needs-translation">Çap et')
    assert '#, fuzzy\nmsgctxt "verb"' in sent.after()


def test_tags_come_home_as_they_were_written(sent):
    sent.change("</ept> bağla", "</ept> bağlayın")
    assert 'msgstr "<b>%s</b> bağlayın"' in sent.after()


def test_a_tag_that_came_back_without_its_code_has_it_again(sent):
    opening, closing = '<bpt id="1" rid="1" ctype="bold">&lt;b&gt;</bpt>', '<ept id="1" rid="1">&lt;/b&gt;</ept>'
    sent.change(f"{opening}%s{closing} bağla", "<g id='1'>%s</g> bağlayın")
    assert 'msgstr "<b>%s</b> bağlayın"' in sent.after()


def test_a_note_of_the_translator_becomes_a_comment(sent):
    sent.change('<source xml:lang="en">Open</source>', '<source xml:lang="en">Open</source><note>A door?</note>')
    assert '# A door?\n#: a.c:1\nmsgid   "Open"' in sent.after()


def test_a_plural_comes_home_form_by_form(sent):
    sent.change(">%d file</source>", ">%d file</source><target>%d fayl</target>")
    sent.change(">%d files</source>", ">%d files</source><target>%d fayl</target>")
    assert 'msgstr[0] "%d fayl"\nmsgstr[1] "%d fayl"' in sent.after()


def test_where_both_have_changed_nothing_is_overwritten(sent):
    sent.change(">Çap et", ">Çap elə")
    sent.desk.replace(FILE, "Çap et", "Çapa ver")
    taken = sent.back()
    (conflict,) = taken.of(Kind.CONFLICT)
    assert (conflict.ours, conflict.theirs, taken.files) == ("Çapa ver", "Çap elə", ())


def test_a_conflict_can_be_decided_for_the_translator(sent):
    sent.change(">Çap et", ">Çap elə")
    sent.desk.replace(FILE, "Çap et", "Çapa ver")
    assert "Çap elə" in sent.after(wins="theirs")


def test_a_conflict_can_be_decided_for_the_catalogue(sent):
    sent.change(">Çap et", ">Çap elə")
    sent.desk.replace(FILE, "Çap et", "Çapa ver")
    taken = sent.back(wins="ours")
    assert (taken.files, taken.of(Kind.CONFLICT)) == ((), [])


def test_what_only_the_catalogue_changed_stays(sent):
    sent.desk.replace(FILE, "Çap et", "Çapa ver")
    assert sent.back().files == ()


def test_the_same_change_on_both_sides_is_none(sent):
    sent.change(">Çap et", ">Çapa ver")
    sent.desk.replace(FILE, "Çap et", "Çapa ver")
    assert sent.back().of(Kind.CONFLICT) == []


def test_taking_a_file_twice_changes_nothing_more(sent):
    sent.translate("Open", "Aç")
    sent.desk.write(FILE, sent.after())
    assert sent.back().files == ()


def test_a_source_that_has_changed_is_told_with_the_new_one(sent):
    sent.translate("Open", "Aç")
    sent.desk.replace(FILE, 'msgid   "Open"\nmsgstr ""', '#, fuzzy\n#| msgid "Open"\nmsgid "Open it"\nmsgstr "x"')
    (item,) = sent.back().of(Kind.SOURCE_CHANGED)
    assert (item.source, item.ours, item.theirs) == ("Open", "Open it", "Aç")


def test_a_message_nobody_knows_is_listed(sent):
    sent.translate("Open", "Aç")
    sent.desk.replace(FILE, '"Open"', '"Quit"')
    (item,) = sent.back().of(Kind.UNKNOWN)
    assert (item.source, item.theirs, item.entry) == ("Open", "Aç", None)


def test_a_broken_placeholder_is_a_finding(sent):
    sent.change('%s<ept id="1" rid="1">&lt;/b&gt;</ept> bağla', "<ept id='1' rid='1'>&lt;/b&gt;</ept> bağla")
    assert {finding.code[:3] for finding in sent.back().findings} == {"TM2"}


def test_findings_in_what_was_not_touched_are_not_told(sent):
    sent.desk.replace(FILE, 'msgid "Close <b>%s</b>"\nmsgstr "<b>%s</b> bağla"', 'msgid "Quit %s"\nmsgstr "Çıx"')
    sent.translate("Open", "Aç")
    assert sent.back().findings == ()


def test_a_unit_that_cannot_be_read_costs_no_other(sent):
    sent.translate("Open", "Aç")
    sent.change("Saxla onu</target>", "Saxla onu")
    taken = sent.back()
    assert (len(taken.refused), len(taken.of(Kind.NEW))) == (1, 1)


def other_file(desk, name, text):
    desk.write(FILE, CATALOG)
    return take([desk.write(name, text)], desk.workspace)


def test_a_file_of_another_tool_is_matched_by_source_and_context(empty_desk):
    text = (
        '<xliff version="1.2"><file original="x" source-language="en-US" target-language="az-AZ"><body>'
        "<trans-unit id='1'><source>Open</source><target>Aç</target></trans-unit>"
        "<trans-unit id='2'><source>Print</source><target>Çap</target></trans-unit></body></file></xliff>"
    )
    taken = other_file(empty_desk, "other.xlf", text)
    assert kinds(taken) == [Kind.NEW, Kind.CONFLICT]


def test_a_po_file_comes_home(empty_desk):
    taken = other_file(empty_desk, "back/menu.po", CATALOG.replace('"Open"\nmsgstr ""', '"Open"\nmsgstr "Aç"'))
    assert taken.files[0].after == CATALOG.replace('"Open"\nmsgstr ""', '"Open"\nmsgstr "Aç"')


def test_a_tmx_file_comes_home(empty_desk):
    text = (
        '<tmx version="1.4"><header srclang="en"/><body><tu><note>x</note><tuv xml:lang="EN-US"><seg>Open</seg></tuv>'
        '<tuv xml:lang="AZ"><seg>Aç</seg></tuv></tu></body></tmx>'
    )
    taken = other_file(empty_desk, "back.tmx", text)
    assert kinds(taken) == [Kind.NEW]
    assert "# x" not in taken.files[0].after


def test_of_an_omegat_project_the_finished_files_are_taken(empty_desk):
    empty_desk.write("job/omegat.project", "<omegat/>")
    empty_desk.write("job/source/menu.po", CATALOG)
    empty_desk.write("job/target/menu.po", CATALOG.replace('"Open"\nmsgstr ""', '"Open"\nmsgstr "Aç"'))
    empty_desk.write(FILE, CATALOG)
    assert len(take([empty_desk.root / "job"], empty_desk.workspace).of(Kind.NEW)) == 1


def test_of_an_omegat_project_without_finished_files_its_memory_is_taken(empty_desk):
    empty_desk.write("job/omegat.project", "<omegat/>")
    text = (
        '<tmx version="1.1"><header srclang="EN"/><body><tu><tuv lang="EN"><seg>Open</seg></tuv>'
        '<tuv lang="AZ"><seg>Aç</seg></tuv></tu></body></tmx>'
    )
    empty_desk.write("job/omegat/project_save.tmx", text)
    empty_desk.write(FILE, CATALOG)
    assert len(take([empty_desk.root / "job"], empty_desk.workspace).of(Kind.NEW)) == 1


def test_a_folder_without_anything_to_take_is_an_error(empty_desk):
    empty_desk.write(FILE, CATALOG)
    with pytest.raises(TmError, match="nothing to take"):
        take([empty_desk.root / "sources"], empty_desk.workspace)


def test_a_file_of_another_kind_is_an_error(empty_desk):
    with pytest.raises(TmError, match=r"type '\.docx'"):
        other_file(empty_desk, "back.docx", "x")


def test_a_workspace_without_catalogues_is_an_error(empty_desk):
    path = empty_desk.write("back.po", CATALOG)
    with pytest.raises(TmError, match="no PO files"):
        take([path], empty_desk.workspace)


def offer(text, *, finished=True, base=None):
    return Offer(
        place=Place("b", 1),
        name="",
        original="",
        language="az",
        source="a",
        context=None,
        forms={0: Form(text, finished, None if base is None else digest(base))},
    )


@pytest.mark.parametrize(
    ("ours", "fuzzy", "theirs", "base", "kind"),
    [
        ("", False, "b", None, Kind.NEW),
        ("", False, "", None, Kind.UNTRANSLATED),
        ("b", False, "", "b", Kind.UNTRANSLATED),
        ("b", False, "b", None, Kind.UNCHANGED),
        ("b", True, "b", None, Kind.CHANGED),
        ("b", True, "c", None, Kind.CHANGED),
        ("b", False, "c", None, Kind.CONFLICT),
        ("b", False, "c", "b", Kind.CHANGED),
        ("b", True, "c", "b", Kind.CHANGED),
        ("b", False, "c", "c", Kind.UNCHANGED),
        ("b", False, "c", "d", Kind.CONFLICT),
        ("", False, "c", "d", Kind.NEW),
    ],
)
def test_who_wins_is_decided_by_what_was_sent_out(ours, fuzzy, theirs, base, kind):
    entry = po.Entry(msgid="a", msgstr=(ours,), flags=("fuzzy",) if fuzzy else ())
    assert decide(entry, offer(theirs, base=base), "nobody")[0] is kind


def test_a_finished_entry_forgets_what_it_was_matched_with():
    entry = po.Entry(
        msgid="a",
        msgstr=("b",),
        flags=("fuzzy",),
        previous=po.Previous(msgid="z"),
        extracted=("tm: [84 %, x]", "tm: rejected 5d41402a", "y"),
    )
    after = decide(entry, offer("c"), "nobody")[1]
    assert (after.previous, after.extracted, after.fuzzy) == (None, ("y",), False)


def test_what_translates_another_source_is_listed_and_not_taken(desk):
    sent = Sent(desk)
    sent.change(">Open</source>", ">Open it now</source><target>İndi açın</target>")
    taken = sent.back()
    assert [(one.kind, one.source) for one in taken.of(Kind.SOURCE_CHANGED)] == [(Kind.SOURCE_CHANGED, "Open")]


def test_a_file_in_another_language_is_refused_with_those_there_are(desk):
    sent = Sent(desk)
    sent.text = sent.text.replace('"az"', '"tr"')
    assert [str(one).endswith("(az, ru).") for one in sent.back().refused] == [True]
