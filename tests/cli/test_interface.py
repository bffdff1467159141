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


def test_the_language_of_the_code_can_be_asked_for_by_its_code(empty_desk, monkeypatch):
    wanted = empty_desk.tm("--help").out
    monkeypatch.setenv("LANG", "az_AZ.UTF-8")
    monkeypatch.setenv("LC_ALL", "")
    assert empty_desk.tm("--ui-language", "en", "--help").out == wanted


def test_a_language_without_a_catalogue_is_refused_with_those_there_are(empty_desk):
    answer = empty_desk.tm("--ui-language", "de", "lint")
    assert (answer.code, "'de' is none of en, az, ru." in answer.err) == (2, True)


def test_an_option_of_tm_behind_a_command_is_told_to_stand_before_it(empty_desk):
    answer = empty_desk.tm("lint", "--ui-language", "ru")
    assert (answer.code, "--ui-language stands before the command" in answer.err) == (2, True)


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


LABELS = [
    ("build", {"Statements", "Segments"}),
    ("po stats", {"translated", "untranslated", "reviewed", "done", "together"}),
    ("pretranslate fresh.po --dry-run", {"Score", "entries", "words", "together"}),
    ("po update fresh.po fresh.pot --dry-run", {"kept", "new", "obsolete"}),
    ("lint --print-config", {"off", "opt-in"}),
    ("lint draft.md --lang en --format markdown", {"Severity", "Rule", "Place", "Finding"}),
    ("align notice --review page.html", {"groups"}),
]


@pytest.mark.parametrize(("command", "labels"), LABELS)
def test_what_a_command_prints_has_labels_in_the_language_of_the_interface(desk, command, labels):
    desk.build()
    fresh = (
        'msgid ""\nmsgstr "Language: az\\n"\n\nmsgid "January 20 is National Mourning Day in Azerbaijan."\nmsgstr ""\n'
    )
    desk.write("fresh.po", fresh)
    desk.write("fresh.pot", fresh)
    desk.write("draft.md", "The Milli Mejlis met.\n")
    english, told = (_words(desk.tm("--ui-language", code, *command.split())) for code in ("C", "az"))
    assert (labels - english, labels & told) == (set(), set())


def _words(done):
    return set(re.findall(r"[A-Za-z][\w-]+", done.out + done.err))


def test_the_page_to_review_an_alignment_is_in_the_language_of_the_interface(desk):
    pages = []
    for code in ("C", "az"):
        desk.tm("--ui-language", code, "align", "notice", "--review", f"{code}.html")
        pages.append(set(re.findall(r"\w+", re.sub(r"(?s)<style>.*</style>|<[^>]*>", " ", desk.read(f"{code}.html")))))
    labels = {"confidence", "line", "groups", "surer", "confirmed", "Missing"}
    assert (labels - pages[0], labels & pages[1]) == (set(), set())


BROKEN = [
    ("lint", "glossary/more.toml", "[one\n", "Close the name of the concept with ]."),
    ("lint", "glossary/more.toml", "[one]\nen = 3\n", "A term needs a status."),
    ("lint", "glossary/more.toml", "[one]\nen.preferred = 3\n", "not a number or a date."),
    ("po stats broken.po", "broken.po", 'msgid "a"\nmsgid "b"\nmsgstr "b"\n', "This msgid has no msgstr."),
    ("lookup word --from en", ".tm/memory.db", "This is no database. " * 99, "or it is damaged"),
]


@pytest.mark.parametrize(("command", "file", "text", "said"), BROKEN)
def test_what_is_wrong_with_a_file_is_told_in_the_language_of_the_interface(desk, command, file, text, said):
    desk.build()
    desk.write(file, text)
    english, told = (desk.tm("--ui-language", code, *command.split()).err for code in ("C", "az"))
    assert (said in english, said in told) == (True, False)
