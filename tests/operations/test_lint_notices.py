"""What is said about a run as a whole: `tm.operations.lint_notices`."""

import pytest

from tm.operations.lint import default_paths, lint_files
from tm.operations.lint_notices import notices

HEADER = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
ENTRY = '\nmsgid "The Milli Majlis met."\nmsgstr "Milli Məclis toplandı."\n'


@pytest.fixture
def desk(empty_desk):
    """A workspace with two catalogues in which a term of the glossary is met."""
    for code in ("az", "ru"):
        empty_desk.write(f"locales/{code}/a.po", HEADER.format(code) + ENTRY)
    return empty_desk


def remarks(desk, *, strict=False, paths=None):
    workspace = desk.workspace
    checked = lint_files(paths or default_paths(workspace), workspace)
    return notices(checked, workspace, whole=paths is None, strict=strict)


def scope(desk, *globs):
    tables = "".join(f'[[lint.paths]]\npath = "{glob}"\nignore = ["TM405"]\n' for glob in globs)
    desk.write("tm.toml", f'source = "en"\ntargets = ["az", "ru"]\n{tables}')


def test_there_is_nothing_to_say_about_a_sound_run(desk):
    assert remarks(desk, strict=True) == ()


def test_skipped_catalogues_are_one_remark_with_their_number_and_languages(desk):
    for file, code in (("tr/a", "tr"), ("tr/b", "tr"), ("de/a", "de")):
        desk.write(f"locales/{file}.po", HEADER.format(code) + ENTRY)
    (remark,) = remarks(desk)
    assert str(remark).startswith(
        "locales/de/a.po: 3 PO files were skipped: tm does not know their languages (de, tr)."
    )


def test_one_skipped_catalogue_is_counted_as_one(desk):
    desk.write("locales/tr/a.po", HEADER.format("tr") + ENTRY)
    (remark,) = remarks(desk)
    assert remark.message == "1 PO file was skipped: tm does not know its language (tr)."


@pytest.mark.parametrize("strict", [True, False])
def test_only_a_strict_run_fails_for_a_skipped_catalogue(desk, strict):
    desk.write("locales/tr/a.po", HEADER.format("tr") + ENTRY)
    assert [(one.name, one.failed) for one in remarks(desk, strict=strict)] == [("unknown-language", strict)]


@pytest.mark.parametrize("strict", [True, False])
def test_a_glob_that_matches_no_file_is_a_remark_in_its_place(desk, strict):
    scope(desk, "locales/az/**", "locales/rus/**")
    (remark,) = remarks(desk, strict=strict)
    assert (str(remark.place), remark.name, remark.failed) == ("tm.toml:7:8", "unused-path", strict)
    assert remark.message == "“locales/rus/**” matches no file."


@pytest.mark.parametrize(
    ("glob", "close"),
    [("locales/rus/**", "locales/ru"), ("locale/az/a.po", "locales/az/a.po"), ("locales/ru/b.po", "locales/ru/a.po")],
)
def test_the_file_or_folder_with_a_similar_name_is_suggested(desk, glob, close):
    scope(desk, glob)
    assert [one.advice for one in remarks(desk)] == [f"Did you mean {close!r}?"]


@pytest.mark.parametrize("glob", ["vendor/**", "locales/de/**"])
def test_where_nothing_is_similar_nothing_is_suggested(desk, glob):
    scope(desk, glob)
    assert [one.advice for one in remarks(desk)] == ["Correct it, or take it out."]


@pytest.mark.parametrize("glob", ["glossary/institutions.toml", "sources/notice", "sources/notice/picture.png"])
def test_a_glob_for_what_another_command_reports_is_used(desk, glob):
    desk.write("sources/notice/picture.png", "")
    desk.write("sources/notice/en.md", "The Milli Majlis met.\n")
    scope(desk, glob)
    assert remarks(desk) == ()


def test_a_glob_for_skipped_catalogues_is_used(desk):
    desk.write("locales/tr/a.po", HEADER.format("tr") + ENTRY)
    scope(desk, "locales/tr/**")
    assert [one.name for one in remarks(desk)] == ["unknown-language"]


def test_a_run_over_some_files_says_nothing_about_settings(desk):
    scope(desk, "locales/rus/**")
    assert remarks(desk, paths=[desk.root / "locales" / "az"]) == ()


def test_a_strict_run_fails_where_nothing_was_read(empty_desk):
    (remark,) = remarks(empty_desk, strict=True)
    assert (remark.name, remark.failed) == ("nothing-read", True)


def test_a_strict_run_fails_where_no_term_was_met(desk):
    for code in ("az", "ru"):
        desk.write(f"locales/{code}/a.po", f'{HEADER.format(code)}\nmsgid "One."\nmsgstr "Bir."\n')
    (remark,) = remarks(desk, strict=True)
    assert (remark.name, remark.failed) == ("unused-glossary", True)


def test_without_a_glossary_no_term_need_be_met(desk):
    (desk.root / "glossary" / "institutions.toml").unlink()
    assert remarks(desk, strict=True) == ()
