"""`tm glossary`, run as people run it."""

import json
from importlib import import_module

import pytest

NEW = """\
id,subject,language,status,term
milli-majlis,institutions,en,forbidden,Milli Medjlis
milli-majlis,institutions,de,preferred,Nationalversammlung
baku,places,en,preferred,Baku
"""


def test_show_finds_a_concept_by_a_form_of_a_term(empty_desk):
    done = empty_desk.tm("glossary", "show", "Milli Məclisin")
    assert (done.code, done.out.splitlines()[0]) == (0, "milli-majlis  institutions, glossary/institutions.toml:1")


def test_show_of_something_unknown_says_what_to_do(empty_desk):
    done = empty_desk.tm("glossary", "show", "weather")
    assert (done.code, done.out) == (
        1,
        "No concept has 'weather'. To see what the texts call it: tm glossary extract\n",
    )


@pytest.mark.parametrize(
    ("term", "lang", "line"),
    [
        ("Ümumxalq Hüzn Günü", "az", "ablative    Ümumxalq Hüzn Günündən  Ümumxalq Hüzn Günlərindən"),
        ("День всенародной скорби", "ru", "instrumental   Днём всенародной скорби  Днями всенародной скорби"),
        ("National Mourning Day", "en", "nominative  National Mourning Day    National Mourning Days"),
    ],
)
def test_forms_are_a_table_of_cases_and_numbers(empty_desk, term, lang, line):
    assert line in empty_desk.tm("glossary", "forms", term, "--lang", lang).out.splitlines()


def test_a_table_of_long_forms_fits_the_page(empty_desk):
    term = "Insan Hüquqları üzrə Müvəkkilin Aparatının rəhbərliyi"
    lines = empty_desk.tm("glossary", "forms", term, "--lang", "az").out.splitlines()
    assert max(map(len, lines)) <= 100
    assert [line.strip() for line in lines if line.strip() in {"singular", "plural"}] == ["singular", "plural"]


def test_possessed_forms_come_on_request(empty_desk):
    out = empty_desk.tm("glossary", "forms", "ev", "--lang", "az", "--possessives").out
    assert "locative    evimizdə   evlərimizdə" in out.splitlines()


def test_explain_names_each_suffix_of_a_word_inside_a_term(empty_desk):
    out = empty_desk.tm("glossary", "explain", "Məclisindən", "--lang", "az").out
    assert out.splitlines()[0] == "Məclisindən = Məclis +i possessive 3 +n+dən ablative"
    assert "a word of Milli Məclis, preferred, milli-majlis" in out


def test_explain_takes_a_term_that_the_glossary_does_not_have(empty_desk):
    done = empty_desk.tm("glossary", "explain", "evlərimizdən", "--lang", "az", "--term", "ev")
    assert done.out.splitlines()[0] == "evlərimizdən = ev +lər plural +imiz possessive 1 plural +dən ablative"


def test_match_is_a_filter(empty_desk):
    feed = '{"term": "Milli Məclis", "text": "Dünən Milli Məclisdə."}\n{"term": "ada", "text": "adam"}\n'
    done = empty_desk.tm("glossary", "match", "--lang", "az", "--jsonl", feed=feed)
    assert done.out == '{"spans":[[6,20]]}\n{"spans":[]}\n'


# --- check


def test_check_of_a_sound_glossary_has_no_findings(desk):
    done = desk.tm("glossary", "check")
    assert (done.code, done.out) == (0, "No findings. Checked 10 terms of 2 concepts against each other and 9 texts.\n")


def test_check_points_at_the_term(desk):
    desk.write(
        "glossary/law.toml", '[parliament]\nen.preferred = "Milli Mejlis"\naz.preferred = "x"\nru.preferred = "ы"\n'
    )
    done = desk.tm("glossary", "check")
    assert done.code == 1
    place, first, second, text, carets = done.out.splitlines()[:5]
    message = f"{first} {second.strip()}"
    assert place == "glossary/institutions.toml:4:17: error TM702 good-and-bad [milli-majlis]"
    assert "forbidden here and preferred for parliament (glossary/law.toml:2:16), so it passes." in message
    assert text[carets.index("^") : carets.rindex("^") + 1] == "Milli Mejlis"


def test_check_counts_notes_and_prints_them_on_request(desk):
    desk.write("glossary/law.toml", '[court]\nen.preferred = "court"\naz.preferred = "məhkəmə"\nru.preferred = "суд"\n')
    short, long = desk.tm("glossary", "check"), desk.tm("glossary", "check", "--notes")
    assert (short.code, "TM705 unused-concept [court]" in short.out) == (0, False)
    assert "glossary/law.toml:1:2: info TM705 unused-concept [court]" in long.out


def test_check_knows_the_terms_of_po_files(desk):
    desk.write("glossary/law.toml", '[court]\nen.preferred = "court"\naz.preferred = "məhkəmə"\nru.preferred = "суд"\n')
    desk.write("locales/az/x.po", 'msgid ""\nmsgstr "Language: az\\n"\n\nmsgid "x"\nmsgstr "Məhkəmədə."\n')
    assert desk.tm("glossary", "check").out.startswith("No findings.")


def test_check_speaks_json(desk):
    desk.replace("glossary/institutions.toml", 'ru.preferred = "Милли Меджлис"\n', "")
    found = json.loads(desk.tm("glossary", "check", "--json").out)["findings"]
    assert [(one["code"], one["file"], one["line"], one["column"]) for one in found] == [
        ("TM704", "glossary/institutions.toml", 1, 2)
    ]


# --- fmt and add


def test_fmt_changes_a_file_once(empty_desk):
    empty_desk.write("glossary/law.toml", "[a]\nen.preferred='a'\n")
    assert empty_desk.tm("glossary", "fmt", "--check").code == 1
    assert empty_desk.tm("glossary", "fmt").out == "Changed glossary/law.toml\n"
    assert empty_desk.tm("glossary", "fmt", "--check").code == 0


def test_fmt_check_writes_nothing(empty_desk):
    path = empty_desk.write("glossary/law.toml", "[a]\nen.preferred='a'\n")
    empty_desk.tm("glossary", "fmt", "--check")
    assert path.read_text() == "[a]\nen.preferred='a'\n"


def test_fmt_of_a_broken_file_says_where(empty_desk):
    empty_desk.write("glossary/law.toml", "[a]\nen.preferred = 'a\n")
    done = empty_desk.tm("glossary", "fmt")
    assert (done.code, done.err.startswith("glossary/law.toml:3:1: This is not TOML")) == (2, True)


def test_add_appends_a_concept(empty_desk):
    before = empty_desk.read("glossary/institutions.toml")
    words = (
        "--en",
        "Academy",
        "--az",
        "Akademiya",
        "--ru",
        "Академия",
        "--admitted",
        "en=AS",
        "--definition",
        "A body.",
    )
    done = empty_desk.tm("glossary", "add", "academy", "--subject", "institutions", *words)
    assert done.code == 0
    assert empty_desk.read("glossary/institutions.toml") == before + (
        '\n[academy]\ndefinition = "A body."\nen.preferred = "Academy"\n'
        'en.admitted = [{ term = "AS", abbreviation = true }]\naz.preferred = "Akademiya"\nru.preferred = "Академия"\n'
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("milli-majlis", "--subject", "institutions", "--en", "X"), "is in the glossary already"),
        (("Bad Id", "--subject", "institutions", "--en", "X"), "can't name a concept"),
        (("new", "--subject", "institutions", "--az", "Mәclis"), "mixes alphabets"),
        (("new", "--subject", "institutions"), "has no terms"),
        (("new", "--subject", "institutions", "--forbidden", "en=X"), "none is preferred"),
        (("new", "--subject", "institutions", "--forbidden", "X"), "names no language"),
        (("new", "--subject", "institution", "--en", "X"), "Did you mean “institutions”?"),
    ],
)
def test_add_refuses_what_could_not_be_loaded_and_writes_nothing(empty_desk, words, message):
    before = empty_desk.files()
    done = empty_desk.tm("glossary", "add", *words)
    assert (done.code, message in done.err) == (2, True)
    assert empty_desk.files() == before


def test_add_begins_a_new_subject_if_told_to(empty_desk):
    assert empty_desk.tm("glossary", "add", "a", "--subject", "law", "--en", "act", "--new-subject").code == 0
    assert empty_desk.read("glossary/law.toml") == '[a]\nen.preferred = "act"\n'


# --- extract


def test_extract_shows_spellings_with_what_the_glossary_thinks_of_them(desk):
    desk.write("sources/other/en.md", "Then the Milli Mejlis met.\n\nNow MilliMajlis sat, and the Milli Majlis rose.\n")
    lines = desk.tm("glossary", "extract", "--lang", "en").out.splitlines()
    at = next(number for number, line in enumerate(lines) if "milli-majlis" in line)
    assert [line.split() for line in lines[at : at + 4]] == [
        ["4", "name", "Milli", "Majlis", "milli-majlis"],
        ["2", "×", "Milli", "Majlis", "preferred"],
        ["1", "×", "Milli", "Mejlis", "forbidden"],
        ["1", "×", "MilliMajlis", "forbidden"],
    ]
    assert max(map(len, lines)) <= 100


def test_extract_speaks_json_with_places(desk):
    found = json.loads(desk.tm("glossary", "extract", "--lang", "en", "--json").out)["en"]
    day = next(one for one in found if one["concept"] == "national-mourning-day")
    assert day["spellings"][0]["places"][0] == "sources/notice/en.md:7:13"


def test_extract_leaves_out_what_the_glossary_has(desk):
    found = json.loads(desk.tm("glossary", "extract", "--lang", "az", "--json", "--new").out)["az"]
    assert [one["suggested"] for one in found if one["concept"]] == []


# --- import and export


@pytest.mark.parametrize("name", ["terms.csv", "terms.tsv", "terms.xlsx"])
def test_what_is_exported_is_imported_without_a_change(empty_desk, name):
    before = empty_desk.files()
    assert empty_desk.tm("glossary", "export", "--output", name).out == f"Wrote 2 concepts to {name}.\n"
    done = empty_desk.tm("glossary", "import", name)
    assert (done.code, done.out) == (0, "0 concepts changed, 2 unchanged.\n")
    assert {path: data for path, data in empty_desk.files().items() if path != name} == before


def test_an_exported_glossary_can_be_imported_from_nothing(empty_desk):
    empty_desk.replace("glossary/institutions.toml", '"Milli Meclis"', '["Milli Meclis"]')
    empty_desk.replace("glossary/institutions.toml", '"National Day of Mourning"', '["National Day of Mourning"]')
    before = empty_desk.read("glossary/institutions.toml")
    empty_desk.tm("glossary", "export", "-o", "terms.xlsx")
    (empty_desk.root / "glossary/institutions.toml").unlink()
    assert empty_desk.tm("glossary", "import", "terms.xlsx").code == 0
    assert empty_desk.read("glossary/institutions.toml") == before


def test_import_says_what_changes_and_refuses_bad_rows(empty_desk):
    empty_desk.write("new.csv", NEW)
    done = empty_desk.tm("glossary", "import", "new.csv")
    assert done.code == 1
    assert done.err == "new.csv: row 3: “de” is not a language of this glossary. Choose from: en, az, ru.\n"
    assert done.out.splitlines() == [
        "milli-majlis  en: “Milli Medjlis” added as forbidden",
        "baku  new concept in places",
        "",
        "2 concepts changed, 0 unchanged, 1 refused.",
        "Wrote glossary/institutions.toml, glossary/places.toml.",
        "",
        "Next: tm glossary check",
    ]
    assert empty_desk.read("glossary/places.toml") == '[baku]\nen.preferred = "Baku"\n'


def test_a_dry_run_writes_nothing(empty_desk):
    empty_desk.write("new.csv", NEW)
    before = empty_desk.files()
    assert "Would write glossary/institutions.toml" in empty_desk.tm("glossary", "import", "new.csv", "--dry-run").out
    assert empty_desk.files() == before


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("id,language,term", "There is no column “status”."),
        ("id,language,term,status,statuss", "Did you mean “status”?"),
    ],
)
def test_a_table_with_wrong_columns_is_an_error(empty_desk, header, message):
    empty_desk.write("new.csv", f"{header}\na,b,c\n")
    done = empty_desk.tm("glossary", "import", "new.csv")
    assert (done.code, message in done.err) == (2, True)


def test_a_concept_that_can_not_be_amended_is_refused(empty_desk):
    empty_desk.write("glossary/places.toml", '[baku.en]\npreferred = "Baku"\n')
    empty_desk.write("new.csv", "id,language,status,term\nbaku,ru,preferred,Баку\n")
    done = empty_desk.tm("glossary", "import", "new.csv")
    assert (done.code, "Change it by hand in glossary/places.toml." in done.err) == (1, True)


def test_export_writes_terms_not_to_use_apart_and_says_what_is_not_kept(empty_desk):
    done = empty_desk.tm("glossary", "export", "-o", "terms.tbx", "--loss", "loss.json")
    assert (done.code, done.out.splitlines()) == (
        0,
        [
            "Wrote 2 concepts to terms.tbx and terms.forbidden.tbx.",
            "",
            "Not kept as it is in tbx:",
            "  4  forbidden terms  mapped  in NAME.forbidden.tbx, as deprecatedTerm-admn-sts and a note",
            "",
            "Each one is listed in loss.json.",
        ],
    )
    assert {(one["item"], one["value"]) for one in json.loads(empty_desk.read("loss.json"))} == {
        ("milli-majlis", "Milli Mejlis"),
        ("milli-majlis", "MilliMajlis"),
        ("milli-majlis", "Milli Meclis"),
        ("national-mourning-day", "National Day of Mourning"),
    }


@pytest.mark.parametrize(
    ("words", "code"),
    [(["-o", "a.utf8", "--to", "az"], 1), (["-o", "a.tbx"], 0), (["-o", "a.csv"], 0)],
)
def test_fail_on_loss_fails_where_something_does_not_arrive(empty_desk, words, code):
    assert empty_desk.tm("glossary", "export", "--fail-on-loss", *words).code == code


def test_export_speaks_json(empty_desk):
    told = json.loads(empty_desk.tm("glossary", "export", "-o", "a.tbx", "--format", "tbx3", "--json").out)
    assert (told["files"], told["format"], told["concepts"], told["terms"]) == (["a.tbx"], "tbx3", 2, 10)
    counted = [(loss["field"], loss["fate"], loss["count"]) for loss in told["losses"]]
    assert counted == [("forbidden terms", "mapped", 4)]


def test_import_of_a_word_list_adds_and_lets_the_glossary_stand(empty_desk):
    empty_desk.write("agency.utf8", "Milli Majlis\tParlament\nMilli Majlis\tMilli Meclis\nsea\tdəniz\n")
    done = empty_desk.tm("glossary", "import", "agency.utf8", "--to", "az")
    assert (done.code, done.out.splitlines()) == (
        0,
        [
            "milli-majlis  az: “Parlament” added as admitted",
            "sea  new concept in agency",
            "",
            "2 concepts changed, 0 unchanged.",
            "Put right:",
            "  1  terms with another standing than in the glossary, which stands",
            "Wrote glossary/institutions.toml, glossary/agency.toml.",
            "",
            "Next: tm glossary check",
        ],
    )
    assert empty_desk.read("glossary/agency.toml") == '[sea]\nen.preferred = "sea"\naz.preferred = "dəniz"\n'


def test_import_names_the_line_of_what_is_refused(empty_desk):
    text = "<martif><text><body>\n<termEntry id='a'><langSet xml:lang='es'><tig><term>mar</term></tig></langSet>"
    empty_desk.write("x.tbx", text + "</termEntry></body></text></martif>")
    done = empty_desk.tm("glossary", "import", "x.tbx")
    assert (done.code, done.err) == (1, "x.tbx:2: The entry has no term in a language that is wanted.\n")


def test_show_names_sources(empty_desk):
    empty_desk.write(
        "glossary/sea.toml",
        '[sea]\ndefinition = "Water."\nsource = "A book."\nen.preferred = { term = "sea", source = "A song." }\n',
    )
    lines = [line.strip() for line in empty_desk.tm("glossary", "show", "sea").out.splitlines()]
    assert {"Source: A book.", "Source: A song."} <= set(lines)


def test_a_mistyped_subcommand_gets_a_suggestion(empty_desk):
    done = empty_desk.tm("glossary", "chek")
    assert (done.code, "Did you mean 'check'?" in done.err) == (2, True)


def test_every_subcommand_has_an_example():
    group = import_module("tm.cli.commands.glossary").command
    names = group.list_commands(None)
    assert [name for name in names if f"tm glossary {name}" not in group.get_command(None, name).epilog] == []
