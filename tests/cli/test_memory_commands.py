"""The commands around the memory as a person or a script meets them: each runs as a process of its own."""

import csv
import json
import shutil
from xml.etree import ElementTree as ET

import pytest

UNITS = [
    ("The Milli Majlis adopted a law in June 1996.", "Milli Məclis 1996-cı ilin iyununda qanun qəbul etmişdir."),
    ("Bring a passport.", "Pasport gətirin."),
    ("Bring a passport.", "Şəxsiyyət vəsiqəsi gətirin."),
]


def tmx(units, *, broken=""):
    sides = "".join(
        f'<tu><tuv xml:lang="en"><seg>{source}</seg></tuv><tuv xml:lang="az"><seg>{target}</seg></tuv></tu>\n'
        for source, target in units
    )
    return f'<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="en"/><body>\n{sides}{broken}</body></tmx>\n'


@pytest.fixture
def loaded(desk, template):
    """A built workspace with an imported file."""
    if template.exists():
        shutil.copytree(template, desk.root, dirs_exist_ok=True)
        return desk
    desk.build()
    desk.write("agency.tmx", tmx(UNITS))
    assert desk.tm("import", "agency.tmx").code == 0
    shutil.copytree(desk.root, template)
    return desk


def test_import_says_what_came_in_and_the_next_step(desk):
    desk.write("agency.tmx", tmx(UNITS))
    answer = desk.tm("import", "agency.tmx")
    assert (answer.code, "imports/agency.tmx: 3 new, 0 changed, 0 there already" in answer.out) == (0, True)
    assert answer.out.splitlines()[-1].startswith("Next: ")


def test_import_lists_what_it_refused(desk):
    desk.write("agency.tmx", tmx(UNITS, broken='<tu><tuv xml:lang="en"><seg>A</tuv></tu>'))
    answer = desk.tm("import", "agency.tmx", "--rejects", "rejected.jsonl")
    line = json.loads(desk.read("rejected.jsonl"))
    assert (answer.code, line["file"], line["line"], "well-formed" in line["reason"]) == (1, "agency.tmx", 6, True)


def test_import_of_a_cut_file_keeps_what_stands_before(desk):
    desk.write("agency.tmx", tmx(UNITS).removesuffix("</body></tmx>\n"))
    answer = desk.tm("import", "agency.tmx", "--json")
    assert (answer.code, json.loads(answer.out)["files"][0]["added"]) == (2, 3)
    assert answer.err.startswith("agency.tmx:")


def test_import_on_trial_writes_nothing(desk):
    desk.write("agency.tmx", tmx(UNITS))
    assert desk.tm("import", "agency.tmx", "--dry-run").code == 0
    assert not (desk.root / ".tm").exists()


def test_lookup_finds_imported_units(loaded):
    answer = json.loads(loaded.tm("lookup", "Bring a passport.", "--json").out)
    assert [(match["score"], match["memory"]) for match in answer["matches"]] == [(100, "imports/agency.tmx")] * 2


def test_lookup_compares_everything_when_asked(loaded):
    plain, slow = (loaded.tm("lookup", "Bring the passport.", "--json", *more).out for more in ((), ("--exhaustive",)))
    assert json.loads(plain) == json.loads(slow)


def test_pretranslate_fills_a_file_and_reports_by_band(loaded):
    text = 'msgid ""\nmsgstr "Language: az\\n"\n\nmsgid "The Milli Majlis adopted a law in June 1997."\nmsgstr ""\n'
    loaded.write("locales/az/new.po", text)
    answer = loaded.tm("pretranslate", "locales/az/new.po")
    assert (answer.code, "75–84" in answer.out) == (0, True)
    assert "#. tm: [84 %, agency, number 1997 → 1996; repaired 1996-cı → 1997-ci]" in loaded.read("locales/az/new.po")


def test_pretranslate_on_trial_prints_a_diff_and_writes_nothing(loaded):
    text = 'msgid ""\nmsgstr "Language: az\\n"\n\nmsgid "Bring a passport."\nmsgstr ""\n'
    loaded.write("locales/az/new.po", text)
    answer = loaded.tm("pretranslate", "locales/az/new.po", "--dry-run")
    assert (answer.code, answer.out.startswith("--- a/locales/az/new.po\n")) == (1, True)
    assert loaded.read("locales/az/new.po") == text


def test_pretranslate_counts_what_was_rejected(loaded):
    text = 'msgid ""\nmsgstr "Language: az\\n"\n\nmsgid "The Milli Majlis adopted a law in June 1997."\nmsgstr ""\n'
    loaded.write("locales/az/new.po", text)
    loaded.tm("pretranslate", "locales/az/new.po")
    loaded.tm("po", "reject", "locales/az/new.po", "--all")
    answer = loaded.tm("pretranslate", "locales/az/new.po")
    assert (answer.code, answer.out.splitlines()[0]) == (1, "1 match passed over that somebody has rejected.")


def test_pretranslate_in_vain_exits_with_one(loaded):
    loaded.write("locales/az/new.po", 'msgid ""\nmsgstr "Language: az\\n"\n\nmsgid "Unheard of."\nmsgstr ""\n')
    assert loaded.tm("pretranslate", "locales/az/new.po").code == 1


def test_pretranslate_gives_json(loaded):
    answer = json.loads(loaded.tm("pretranslate", "locales/az/notice.po", "--json").out)
    assert (answer["files"][0]["changed"], answer["files"][0]["empty"]) == (False, 0)


def test_analyse_counts_what_is_known(loaded):
    lines = loaded.tm("analyse", "sources/notice/en.md").out.splitlines()
    total = next(line for line in lines if line.startswith("total"))
    assert total.split()[1] == "6"


def test_analyse_as_csv_adds_up(loaded):
    rows = list(csv.DictReader(loaded.tm("analyse", "sources/notice/en.md", "--format", "csv").out.splitlines()))
    words = {row["band"]: int(row["words"]) for row in rows if row["file"] == "total"}
    assert words.pop("total") == sum(words.values())


def test_analyse_as_html_has_a_chart_and_no_script(loaded):
    page = loaded.tm("analyse", "sources/notice/en.md", "--format", "html").out
    chart = page[page.index("<svg") : page.index("</svg>") + 6]
    assert (len(ET.fromstring(chart).findall("rect")), "<script" in page) == (11, False)  # noqa: S314 - our own


def test_analyse_gives_json(loaded):
    assert json.loads(loaded.tm("analyse", "sources/notice/en.md", "--json").out)["total"]["segments"] == 6


def test_search_finds_other_forms_of_a_phrase(loaded):
    answer = json.loads(loaded.tm("search", "qurban", "--from", "az", "--json").out)
    (hit,) = answer["hits"]
    assert hit["text"][slice(*hit["spans"][0])] == "qurbanlarının"


def test_search_shows_how_far_each_translation_can_be_trusted(loaded):
    loaded.tm("po", "accept", "locales/ru/notice.po", "4", "--reviewed")
    loaded.tm("build")
    answer = loaded.tm("search", "Milli Majlis adopted a decision", "--from", "en")
    assert answer.out.splitlines()[1] == "     notice, az aligned, ru reviewed"


def test_search_from_a_translation_shows_its_state_and_none_for_the_source(loaded):
    (hit,) = json.loads(loaded.tm("search", "qurban", "--from", "az", "--json").out)["hits"]
    assert hit["states"] == {"az": "aligned", "ru": "aligned"}


def test_search_fits_into_100_columns(loaded):
    (loaded.root / "sources/notice").rename(loaded.root / f"sources/{'notice-of-the-office-' * 4}2025")
    loaded.tm("build")
    answer = loaded.tm("search", "tragedy", "--from", "en")
    assert "ru aligned" in answer.out
    assert max(map(len, answer.out.splitlines())) <= 100


def test_search_for_a_phrase_as_it_stands(loaded):
    assert loaded.tm("search", "qurban", "--exact").code == 1


def unit(desk, text):
    return json.loads(desk.tm("lookup", text, "--json").out)["matches"][0]["unit"]


def test_log_shows_what_a_unit_says_even_when_it_is_forgotten(loaded):
    name = unit(loaded, UNITS[0][0])
    assert loaded.tm("forget", name).out.startswith("Forgot 1 unit.")
    answer = loaded.tm("log", name)
    assert (UNITS[0][1] in answer.out, "not in the memory any more" in answer.out) == (True, True)


def test_log_of_an_unknown_unit_exits_with_one(loaded):
    assert loaded.tm("log", "nobody").code == 1


def test_forget_of_a_workspace_unit_says_that_it_returns(loaded):
    answer = loaded.tm(
        "forget", unit(loaded, "The Office remembers the victims of the tragedy. It thanks all visitors.")
    )
    assert "return with the next tm build" in answer.out


def test_forget_of_an_unknown_unit_is_a_usage_error(loaded):
    answer = loaded.tm("forget", "nobody")
    assert (answer.code, "no unit 'nobody'" in answer.err) == (2, True)


def test_forget_takes_a_whole_memory(loaded):
    assert "Forgot 3 units." in loaded.tm("forget", "--memory", "imports/agency.tmx", "--all").out


def test_dedupe_removes_what_another_import_repeats(loaded):
    loaded.write("again.tmx", tmx(UNITS[:2]))
    loaded.tm("import", "again.tmx")
    assert loaded.tm("dedupe", "--dry-run").code == 1
    assert json.loads(loaded.tm("dedupe", "--json").out)["removed"] == 2
    assert loaded.tm("dedupe", "--dry-run").code == 0


def test_log_says_who_made_a_unit_and_when_as_the_file_says(desk):
    about = 'creationdate="20190501T120000Z" creationid="AB" usagecount="7"'
    desk.write("agency.tmx", tmx(UNITS[:1]).replace("<tu>", f"<tu {about}>"))
    desk.tm("import", "agency.tmx")
    name = json.loads(desk.tm("lookup", UNITS[0][0], "--json").out)["matches"][0]["unit"]
    assert "made 2019-05-01 by AB, used 7 times" in desk.tm("log", name).out


def test_lookup_shows_the_markup_of_a_match(desk):
    desk.write("agency.tmx", tmx([("Bring a &lt;b&gt;passport&lt;/b&gt;.", "&lt;b&gt;Pasport&lt;/b&gt; gətirin.")]))
    desk.tm("import", "agency.tmx")
    answer = desk.tm("lookup", "Bring a passport.")
    assert "99 (tags – → <b>, </b>)" in answer.out
    assert "<b>Pasport</b> gətirin." in answer.out


def test_stats_counts_units_by_memory(loaded):
    assert json.loads(loaded.tm("stats", "--json").out)["memories"] == {"workspace": 5, "imports/agency.tmx": 3}


def test_doctor_finds_conflicts(loaded):
    answer = loaded.tm("doctor", "--json")
    assert (answer.code, json.loads(answer.out)["counts"]["conflict"]) == (1, 1)


def test_doctor_names_the_po_files_of_a_deleted_statement(loaded):
    loaded.tm("dedupe")
    shutil.rmtree(loaded.root / "sources/notice")
    assert "locales/az/notice.po, locales/ru/notice.po" in loaded.tm("doctor").out
    assert json.loads(loaded.tm("doctor", "--json").out)["gone"] == ["locales/az/notice.po", "locales/ru/notice.po"]


def test_a_deleted_statement_is_no_fault_of_the_memory(desk):
    desk.build()
    shutil.rmtree(desk.root / "sources/notice")
    assert desk.tm("doctor").code == 0


def test_doctor_is_content_with_a_sound_memory(desk):
    desk.build()
    answer = desk.tm("doctor")
    assert (answer.code, "Nothing is wrong." in answer.out) == (0, True)
