import subprocess

import pytest

from tm.errors import TmError
from tm.memory.sqlite import SqliteStore
from tm.model import State, Unit, Variant
from tm.operations.checkable import open_checkable
from tm.operations.lint import lint_files
from tm.operations.since import new_since

HEADER = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {}\\n"\n'
PLURAL = {
    "az": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
BAD = '\nmsgid "Page 7"\nmsgstr "Səhifə 8"\n'
GOOD = '\nmsgid "Page 9"\nmsgstr "Səhifə 9"\n'


def _po(desk, *entries, code="az", name="a"):
    return desk.write(f"locales/{code}/{name}.po", HEADER.format(code, PLURAL[code]) + "".join(entries))


def _codes(desk, *paths, **options):
    return [one.code for one in lint_files(paths or [desk.root / "locales"], desk.workspace, **options).findings]


def _config(desk, text):
    desk.write("tm.toml", f'source = "en"\ntargets = ["az", "ru"]\n[lint]\n{text}\n')


def test_an_ignoring_comment_speaks_for_its_entry(empty_desk):
    _po(empty_desk, "\n#. tm:ignore[TM301] as in the picture" + BAD, BAD.replace("7", "5"))
    (finding,) = lint_files([empty_desk.root / "locales"], empty_desk.workspace).findings
    assert finding.unit == "Page 5"


def test_an_ignoring_comment_in_markdown_speaks_for_the_next_block(empty_desk):
    text = "<!-- tm:ignore TM304 a quotation -->\n\nBu 5-cı sessiyadır.\n\nBu 6-ci sessiyadır.\n"
    path = empty_desk.write("draft.az.md", text)
    (finding,) = lint_files([path], empty_desk.workspace).findings
    assert (finding.code, finding.place.line) == ("TM304", 5)


def test_settings_hold_for_their_paths(empty_desk):
    _po(empty_desk, BAD)
    _config(empty_desk, '[[lint.paths]]\npath = "locales/az/a.po"\nignore = ["TM3"]')
    _po(empty_desk, BAD, name="b")
    findings = lint_files([empty_desk.root / "locales"], empty_desk.workspace).findings
    assert [one.place.file for one in findings] == ["locales/az/b.po"]


def test_an_unknown_rule_in_the_settings_is_an_error_with_a_suggestion(empty_desk):
    _config(empty_desk, 'select = ["TM50l"]')
    with pytest.raises(TmError) as caught:
        empty_desk.workspace  # noqa: B018 - it is read when asked for
    assert "Did you mean 'TM50" in str(caught.value)


def test_a_syntax_error_hides_nothing_else(empty_desk):
    _po(empty_desk, BAD, '\nmsgid "broken\n')
    checked = lint_files([empty_desk.root / "locales"], empty_desk.workspace)
    assert ([one.code for one in checked.findings], bool(checked.errors)) == (["TM301"], True)


@pytest.mark.parametrize(
    ("code", "forms", "found"),
    [
        ("az", ["Bir fayl", "%d fayl"], []),
        ("az", ["%d fayl", "%d fayl"], []),
        ("az", ["%d fayl", "Fayllar"], ["TM201"]),
        ("ru", ["%d файл", "%d файла", "%d файлов"], []),
        ("ru", ["Один файл", "%d файла", "%d файлов"], ["TM201"]),
    ],
)
def test_only_the_form_of_one_number_may_spell_it_out(empty_desk, code, forms, found):
    texts = "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))
    _po(empty_desk, f'\nmsgid "One file"\nmsgid_plural "%d files"\n{texts}', code=code)
    assert _codes(empty_desk) == found


def test_the_filled_forms_of_a_half_empty_plural_are_checked_and_the_empty_one_is_reported(empty_desk):
    forms = 'msgstr[0] "%s файл"\nmsgstr[1] "%d файла"\nmsgstr[2] ""\n'
    _po(empty_desk, f'\nmsgid "%d file"\nmsgid_plural "%d files"\n{forms}', code="ru")
    findings = lint_files([empty_desk.root / "locales"], empty_desk.workspace).findings
    assert [(one.code, one.place.line) for one in findings] == [("TM201", 9), ("TM509", 11)]


def test_a_comment_for_a_rule_that_is_off_in_its_file_is_not_stale(empty_desk):
    _po(empty_desk, "\n#. tm:ignore[TM301] as in the picture" + BAD)
    _config(empty_desk, '[[lint.paths]]\npath = "locales/az/a.po"\nignore = ["TM301"]')
    assert _codes(empty_desk) == []


@pytest.mark.parametrize(
    ("flag", "target", "found"),
    [
        ("c-format", "%s üzrə 100 %-dir", ["TM201"]),
        ("python-format", "%s üzrə 100 %", ["TM201"]),
        ("c-format", "%s üzrə 100 %%", []),
        ("no-c-format", "%s üzrə 100 %-dir", []),
    ],
)
def test_in_a_format_no_per_cent_sign_stands_alone(empty_desk, flag, target, found):
    _po(empty_desk, f'\n#, {flag}\nmsgid "100%% of %s"\nmsgstr "{target}"\n')
    assert _codes(empty_desk) == found


def test_the_cache_changes_no_result(empty_desk):
    _po(empty_desk, BAD, GOOD)
    first = lint_files([empty_desk.root / "locales"], empty_desk.workspace)
    assert lint_files([empty_desk.root / "locales"], empty_desk.workspace) == first


def test_a_changed_file_is_read_again(empty_desk):
    path = _po(empty_desk, BAD)
    _codes(empty_desk)
    path.write_text(path.read_text(encoding="utf-8").replace("Səhifə 8", "Səhifə 7"), encoding="utf-8")
    assert _codes(empty_desk) == []


def test_a_changed_glossary_is_a_changed_result(empty_desk):
    _po(empty_desk, '\nmsgid "The Office"\nmsgstr "İdarə"\n')
    _codes(empty_desk)
    empty_desk.write("glossary/more.toml", '[office]\nen.preferred = "Office"\naz.preferred = "Aparat"\n')
    assert _codes(empty_desk) == ["TM102"]


def test_a_broken_cache_is_made_anew(empty_desk):
    _po(empty_desk, BAD)
    _codes(empty_desk)
    (empty_desk.root / ".tm" / "lint.msgpack").write_bytes(b"nonsense")
    assert _codes(empty_desk) == ["TM301"]


def test_processes_find_what_one_process_finds(empty_desk):
    padding = "\n# " + "x" * 1_600_000
    for name in "ab":
        _po(empty_desk, padding + BAD, GOOD, name=name)
    both = lint_files([empty_desk.root / "locales"], empty_desk.workspace, cached=False)
    one = lint_files([empty_desk.root / "locales/az/a.po"], empty_desk.workspace, cached=False)
    assert len(both.findings) == 2 * len(one.findings) > 0


def test_a_tmx_file_is_checked(empty_desk):
    tuv = '<tuv xml:lang="{}"><seg>{}</seg></tuv>'
    unit = f"<tu>{tuv.format('en', 'Page 7')}{tuv.format('az', 'Səhifə 8')}</tu>"
    head = '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" '
    text = f'<?xml version="1.0"?><tmx version="1.4">{head}datatype="plaintext"/><body>{unit}</body></tmx>'
    assert _codes(empty_desk, empty_desk.write("x.tmx", text)) == ["TM301"]


XLIFF_1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="en" target-language="az" datatype="plaintext"><body>
<trans-unit id="1"><source>Page <g id="1">7</g></source>
<target state="{state}">{target}</target></trans-unit>
</body></file></xliff>
"""
XLIFF_2 = """<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="az">
<file id="f"><unit id="1"><segment>
<source>Page <pc id="1">7</pc></source>
<target>{target}</target></segment></unit>
</file></xliff>
"""


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.xlf", XLIFF_1.format(state="translated", target='Səhifə <g id="1">8</g>'), ["TM301"]),
        ("a.xlf", XLIFF_1.format(state="translated", target='Səhifə <g id="1">7</g>'), []),
        ("a.xlf", XLIFF_1.format(state="translated", target="Səhifə 7"), ["TM203"]),
        ("a.xlf", XLIFF_1.format(state="needs-translation", target="Səhifə 8"), []),
        ("a.xlf", XLIFF_2.format(target='Səhifə <pc id="1">8</pc>'), ["TM301"]),
        ("a.xliff", XLIFF_2.format(target='Səhifə <pc id="1">7</pc>'), []),
        ("a.xlf", XLIFF_2.format(target="Səhifə 7"), ["TM203"]),
        ("a.csv", "en,az\nPage 7,Səhifə 8\nPage 9,Səhifə 9\n", ["TM301"]),
    ],
)
def test_files_of_units_are_checked_with_their_tags(empty_desk, name, text, found):
    assert _codes(empty_desk, empty_desk.write(name, text)) == found


def test_a_tmx_file_is_not_mended(empty_desk):
    path = empty_desk.write("x.tmx", '<?xml version="1.0"?><tmx version="1.4"><header/><body/></tmx>')
    with pytest.raises(TmError):
        open_checkable(path, empty_desk.workspace).mended({})


def test_a_reference_into_a_missing_source_is_found(empty_desk):
    _po(empty_desk, "\n#: sources/gone/en.md:3" + GOOD, "\n#: src/window.c:3" + GOOD.replace("9", "4"))
    assert _codes(empty_desk) == ["TM508"]


def _remember(desk, text, state):
    variants = (Variant(language="en", text="Page 9"), Variant(language="az", text=text, state=state))
    with SqliteStore(desk.workspace.database.parent) as store:
        store.put([Unit(id="a", variants=variants)], memory="reviewed")


@pytest.mark.parametrize(
    ("text", "state", "codes"),
    [
        ("9-cu səhifə", State.REVIEWED, ["TM603"]),
        ("Səhifə 9", State.REVIEWED, []),
        ("9-cu səhifə", State.TRANSLATED, []),
    ],
)
def test_what_the_memory_has_as_reviewed_is_the_measure(empty_desk, text, state, codes):
    _po(empty_desk, GOOD)
    _remember(empty_desk, text, state)
    _config(empty_desk, 'select = ["TM603"]')
    assert _codes(empty_desk) == codes


def test_a_workspace_without_a_memory_has_nothing_reviewed(empty_desk):
    _po(empty_desk, GOOD)
    _config(empty_desk, 'select = ["TM603"]')
    assert _codes(empty_desk) == []


def test_the_reviewed_memory_is_asked_only_where_it_is_wanted(empty_desk):
    _po(empty_desk, GOOD)
    _remember(empty_desk, "9-cu səhifə", State.REVIEWED)
    assert _codes(empty_desk) == []


@pytest.fixture
def versioned(empty_desk):
    _po(empty_desk, BAD, GOOD)
    for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(empty_desk.root), *words], check=True, capture_output=True)
    return empty_desk


def _since(desk, revision="HEAD"):
    checked = lint_files([desk.root / "locales"], desk.workspace)
    return [one.unit for one in new_since(checked.findings, revision, desk.workspace)]


@pytest.mark.external
def test_an_old_finding_that_moved_is_not_new(versioned):
    _po(versioned, GOOD, BAD)
    assert _since(versioned) == []


@pytest.mark.external
def test_an_old_finding_that_moved_to_another_file_is_not_new(versioned):
    _po(versioned, GOOD)
    _po(versioned, BAD, name="b")
    assert _since(versioned) == []


@pytest.mark.external
def test_a_finding_in_a_changed_unit_is_new(versioned):
    _po(versioned, BAD, GOOD.replace("Səhifə 9", "Səhifə 6"))
    assert _since(versioned) == ["Page 9"]


@pytest.mark.external
def test_an_unknown_revision_is_an_error(versioned):
    with pytest.raises(TmError) as caught:
        _since(versioned, "nowhere")
    assert "there is no revision 'nowhere'." in str(caught.value)


@pytest.mark.external
def test_a_folder_without_git_is_an_error(empty_desk):
    with pytest.raises(TmError):
        _since(empty_desk)
