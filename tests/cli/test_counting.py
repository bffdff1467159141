"""Numbers in what commands print: one thing is not several."""

import pytest


@pytest.mark.parametrize(("text", "said"), [("One sentence.", "\n1 segment."), ("One. Two.", "\n2 segments.")])
def test_segments(empty_desk, text, said):
    empty_desk.write("en.txt", text)
    assert said in empty_desk.tm("segment", "en.txt").out


def test_files_of_the_glossary_in_the_house_style(empty_desk):
    empty_desk.tm("glossary", "fmt")
    assert empty_desk.tm("glossary", "fmt").out == "1 file in the house style.\n"


def test_groups_and_segments_of_an_alignment(empty_desk):
    for code, text in (("en", "One law."), ("az", "Bir qanun.")):
        empty_desk.write(f"{code}.txt", text)
    assert "\n1 group; missing in some version: 0 segments.\n" in empty_desk.tm("align", "en.txt", "az.txt").out


def test_terms_of_the_glossary(empty_desk):
    empty_desk.write("glossary/institutions.toml", '[day]\ndefinition = "A day."\nen.preferred = "Mourning Day"\n')
    assert "Checked 1 term of 1 concept against each other and 0 texts." in empty_desk.tm("glossary", "check").out


def test_concepts_that_are_imported_and_exported(empty_desk):
    empty_desk.write("glossary/institutions.toml", '[day]\ndefinition = "A day."\nen.preferred = "Mourning Day"\n')
    assert empty_desk.tm("glossary", "export", "-o", "a.csv").out.startswith("Wrote 1 concept to a.csv.")
    empty_desk.replace("a.csv", "A day.", "The day.")
    assert "\n1 concept changed, 0 unchanged.\n" in empty_desk.tm("glossary", "import", "a.csv").out


def test_units_that_an_import_refuses(empty_desk):
    empty_desk.write("a.csv", "en,az,note\n,,x\none,bir,\n")
    assert "\n1 refused unit listed in .tm/rejected.jsonl." in empty_desk.tm("import", "a.csv").out


def test_units_of_the_memory_that_cannot_be_read(desk):
    desk.build()
    desk.replace("locales/memory.tmx", "</body>", '<tu tuid="x"><tuv xml:lang="en"><seg/></tuv></tu></body>')
    assert "\n1 unit can't be read: " in desk.tm("stats").err
