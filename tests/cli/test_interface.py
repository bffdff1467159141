"""The language of the interface on the terminal, whoever speaks: `tm`, or click below it."""

import re

import pytest

MISTAKES = [
    "--nope",
    "nope",
    "segment --lng az",
    "segment --lang",
    "segment --json=3",
    "segment missing.md",
    "segment sources",
    "build -w tm.toml",
    "lookup one two",
    "lookup word --limit 0",
    "lookup word --limit few",
    "lint --format paper",
    "export",
    "export -o out.tmx --since monday",
    "render",
    "glossary shw",
]


@pytest.mark.parametrize("words", MISTAKES)
def test_a_mistake_on_the_command_line_is_told_in_the_language_of_the_interface(empty_desk, monkeypatch, words):
    english = empty_desk.tm(*words.split()).err
    monkeypatch.setenv("LANGUAGE", "az")
    told = empty_desk.tm(*words.split()).err
    assert english != ""
    assert [part for line in english.splitlines() for part in line.split(": ") if part and part in told] == []


def test_a_help_page_has_no_word_of_click_in_english(empty_desk):
    page = empty_desk.tm("--ui-language", "az", "search", "--help").out
    words = {"Usage", "OPTIONS", "Options", "TEXT", "INTEGER", "RANGE", "DIRECTORY", "default", "Show"}
    assert words & set(re.findall(r"\w+", page)) == set()


@pytest.mark.parametrize("command", [[], ["lint"]])
def test_the_language_asked_for_wins_over_the_environment(empty_desk, monkeypatch, command):
    monkeypatch.setenv("LANGUAGE", "az")
    wanted = empty_desk.tm(*command, "--help").out
    monkeypatch.setenv("LANGUAGE", "ru")
    assert empty_desk.tm("--ui-language", "az", *command, "--help").out == wanted


def test_rows_are_called_in_the_language_of_the_interface_on_the_terminal(desk):
    desk.build()
    english, told = (desk.tm("--ui-language", code, "analyse", "notice", "--to", "az").out for code in ("C", "az"))
    words = set(re.findall(r"[a-z]{4,}", english.partition("Next")[0]))
    assert words & set(told.split()) == set()


def test_rows_are_called_in_english_where_a_program_reads_them(desk):
    desk.build()
    words = ("analyse", "notice", "--to", "az", "--format", "csv")
    assert desk.tm("--ui-language", "az", *words).out == desk.tm(*words).out


def test_the_forms_of_a_term_have_names_in_the_language_of_the_interface(empty_desk):
    words = ("glossary", "forms", "Məclis", "--lang", "az", "--possessives")
    english, told = (empty_desk.tm("--ui-language", code, *words).out for code in ("C", "az"))
    names = set(re.findall(r"^[a-z]+", english, re.MULTILINE))
    assert {"nominative", "possessive"} <= names
    assert names & set(re.findall(r"\w+", told)) == set()
