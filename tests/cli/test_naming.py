"""Statements named by their names, in every command that takes files of statements."""

import pytest

CATALOGS = ("locales/az/notice.po", "locales/ru/notice.po")


@pytest.mark.parametrize(
    ("command", "files"),
    [
        (["lint"], ["sources/notice", *CATALOGS]),
        (["po", "stats"], CATALOGS),
        (["po", "clean", "--dry-run"], CATALOGS),
        (["po", "commit-memory"], CATALOGS),
        (["pretranslate", "--dry-run"], CATALOGS),
        (["analyse"], ["sources/notice/en.md"]),
        (["analyse", "--from", "az"], ["sources/notice/az.md"]),
        (["align"], ["sources/notice"]),
        (["glossary", "extract"], ["sources/notice"]),
    ],
    ids=" ".join,
)
def test_the_name_of_a_statement_says_the_same_as_its_files(built, command, files):
    by_name, by_files = built.tm(*command, "notice"), built.tm(*command, *files)
    assert (by_name.code, by_name.out) == (by_files.code, by_files.out)
    assert by_name.out + by_name.err


@pytest.mark.parametrize("command", ["accept", "reject", "update"])
def test_a_command_about_one_file_takes_the_name_of_a_statement_with_one(built, command):
    (built.root / CATALOGS[1]).unlink()
    answer = built.tm("po", command, "notice")
    assert (answer.code, "locales/az/notice.po" in answer.out) == (0, True)


@pytest.mark.parametrize("command", ["accept", "reject", "update"])
def test_a_command_about_one_file_lists_the_files_of_a_statement_with_several(built, command):
    answer = built.tm("po", command, "notice")
    assert (answer.code, answer.err.endswith("Name one of them: locales/az/notice.po, locales/ru/notice.po.\n")) == (
        2,
        True,
    )


@pytest.mark.parametrize(
    "command", [["lint"], ["po", "stats"], ["po", "accept"], ["pretranslate"], ["analyse"], ["align"]], ids=" ".join
)
def test_a_mistyped_name_gets_a_suggestion(built, command):
    answer = built.tm(*command, "notise")
    assert (answer.code, "Did you mean 'notice'?" in answer.err) == (2, True)
