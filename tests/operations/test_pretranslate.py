"""PO files filled from the memory: `tm.operations.pretranslate`."""

import pytest

from tm.errors import TmError
from tm.formats import po
from tm.memory.sqlite import SqliteStore
from tm.model import Origin, State, Unit, Variant
from tm.operations.build import build
from tm.operations.match_note import is_rejected
from tm.operations.po.judgement import Chosen, judged, reject
from tm.operations.po.rewriting import open_catalog, write as rewrite
from tm.operations.pretranslate import pretranslate, rows, write

HEADER = 'msgid ""\nmsgstr "Language: az\\nPOT-Creation-Date: 2026-01-19 00:00+0000\\n"\n'


def unit(name, source, target, *, state=State.TRANSLATED, confidence=None):
    variants = (Variant(language="en", text=source), Variant(language="az", text=target, state=state))
    return Unit(id=name, variants=variants, origin=Origin(statement="old", confidence=confidence))


@pytest.fixture
def fill(empty_desk):
    """Fill a PO file with these entries from a memory with these units; return the entries by their source."""

    def run(units, *entries, text=None, **options):
        body = text or HEADER + "".join(f'\nmsgid "{one}"\nmsgstr ""\n' for one in entries)
        path = empty_desk.write("locales/az/new.po", body)
        with SqliteStore(empty_desk.root / ".tm") as store:
            store.sync(units)
            (run.filled,) = pretranslate([path], empty_desk.workspace, store, **options)
        write(run.filled)
        return {entry.msgid: entry for entry in po.parse(empty_desk.read("locales/az/new.po")).entries}

    return run


LAW = unit("u", "The law was adopted in March 1994.", "Qanun 1994-cü ilin martında qəbul edilmişdir.")


@pytest.mark.parametrize("state", [State.ALIGNED, State.TRANSLATED, State.REVIEWED])
def test_an_equal_text_with_a_trusted_translation_is_finished(fill, state):
    entry = fill([unit("u", "One law.", "Bir qanun.", state=state)], "One law.")["One law."]
    assert (entry.msgstr, entry.fuzzy, entry.extracted) == (("Bir qanun.",), False, ())


def test_a_machine_translation_is_always_fuzzy(fill):
    entry = fill([unit("u", "One law.", "Bir qanun.", state=State.MACHINE)], "One law.")["One law."]
    assert (entry.fuzzy, entry.extracted) == (True, ("tm: [90 % = 100 − 10 (machine), old]",))


def test_an_unsure_alignment_is_fuzzy(fill):
    sure = unit("u", "One law.", "Bir qanun.", state=State.ALIGNED, confidence=0.4)
    assert fill([sure], "One law.")["One law."].fuzzy


def test_a_fuzzy_translation_is_no_source(fill):
    assert fill([unit("u", "One law.", "Bir qanun.", state=State.FUZZY)], "One law.")["One law."].msgstr == ("",)


def test_a_similar_text_shows_what_was_matched(fill):
    entry = fill([unit("u", "We thank all our visitors.", "Təşəkkür edirik.")], "We thank all the visitors.")
    found = entry["We thank all the visitors."]
    assert (found.fuzzy, found.previous.msgid) == (True, "We thank all our visitors.")


def test_the_comment_names_score_origin_and_difference(fill):
    entry = fill([unit("u", "We thank all our visitors.", "Təşəkkür edirik.")], "We thank all the visitors.")
    assert entry["We thank all the visitors."].extracted == ("tm: [84 %, old, 1 of 5 words differ]",)


def test_a_number_is_repaired_with_its_ending(fill):
    entry = fill([LAW], "The law was adopted in March 1996.")["The law was adopted in March 1996."]
    assert entry.msgstr == ("Qanun 1996-cı ilin martında qəbul edilmişdir.",)
    assert entry.extracted == ("tm: [84 %, old, number 1996 → 1994; repaired 1994-cü → 1996-cı]",)


def test_a_repaired_entry_is_fuzzy(fill):
    assert fill([LAW], "The law was adopted in March 1996.")["The law was adopted in March 1996."].fuzzy


def test_what_a_translator_wrote_is_never_touched(fill):
    text = HEADER + '\nmsgid "One law."\nmsgstr "Mənim sözüm."\n\n#, fuzzy\nmsgid "Two laws."\nmsgstr "Hə."\n'
    units = [unit("u", "One law.", "Bir qanun."), unit("v", "Two laws.", "İki qanun.")]
    assert [entry.msgstr[0] for entry in fill(units, text=text).values()] == ["Mənim sözüm.", "Hə."]


def test_fuzzy_entries_are_filled_anew_when_asked(fill):
    text = HEADER + '\n#, fuzzy\nmsgid "Two laws."\nmsgstr "Hə."\n'
    entry = fill([unit("v", "Two laws.", "İki qanun.")], text=text, redo_fuzzy=True)["Two laws."]
    assert (entry.msgstr, entry.fuzzy) == (("İki qanun.",), False)


def test_a_candidate_with_a_forbidden_term_gives_way_to_the_next(fill):
    units = [
        unit("u", "The Milli Majlis met.", "Milli Meclis toplandı."),
        unit("v", "The Milli Majlis met.", "Milli Məclis toplandı."),
    ]
    assert fill(units, "The Milli Majlis met.")["The Milli Majlis met."].msgstr == ("Milli Məclis toplandı.",)


def test_a_forbidden_term_is_put_right_where_there_is_one_answer(fill):
    entry = fill([unit("u", "The Milli Majlis met.", "Milli Meclis toplandı.")], "The Milli Majlis met.")
    found = entry["The Milli Majlis met."]
    assert (found.msgstr, found.fuzzy) == (("Milli Məclis toplandı.",), True)


def test_a_candidate_without_the_preferred_term_is_passed_over(fill):
    entry = fill([unit("u", "The Milli Majlis met.", "Onlar toplandı.")], "The Milli Majlis met.")
    assert (entry["The Milli Majlis met."].msgstr, fill.filled.passed_over) == (("",), {"missing-term": 1})


def test_a_candidate_that_loses_a_placeholder_is_passed_over(fill):
    source = "There are {count} new laws here."
    entry = fill([unit("u", "There are {count} new laws here.", "Burada yeni qanunlar var.")], source)
    assert (entry[source].msgstr, len(fill.filled.passed_over)) == (("",), 1)


@pytest.fixture
def refill(fill, empty_desk):
    """Fill a PO file, reject everything that is fuzzy, and fill it again; return the entries by their source."""

    def run(units, *entries, **options):
        fill(units, *entries)
        rewrite(judged(open_catalog(empty_desk.root / "locales/az/new.po"), Chosen(everything=True), reject)[0])
        return fill(units, text=empty_desk.read("locales/az/new.po"), **options)

    return run


@pytest.mark.parametrize("redo_fuzzy", [False, True])
def test_a_rejected_match_does_not_come_back(refill, fill, redo_fuzzy):
    source = "The law was adopted in March 1996."
    assert refill([LAW], source, redo_fuzzy=redo_fuzzy)[source].msgstr == ("",)
    assert (fill.filled.rejected, fill.filled.changed) == (1, False)


def test_a_rejected_match_gives_way_to_the_next(refill):
    source = "We thank all the visitors."
    units = [
        unit("u", "We thank all our visitors.", "Təşəkkür edirik."),
        unit("v", "We thank all our old visitors.", "Köhnə ziyarətçilərə təşəkkür edirik."),
    ]
    assert refill(units, source, threshold=50)[source].msgstr == ("Köhnə ziyarətçilərə təşəkkür edirik.",)


def test_what_was_rejected_stays_noted_under_the_next_match(refill):
    source = "We thank all the visitors."
    units = [
        unit("u", "We thank all our visitors.", "Təşəkkür edirik."),
        unit("v", "We thank all our old visitors.", "Köhnə ziyarətçilərə təşəkkür edirik."),
    ]
    assert is_rejected(refill(units, source, threshold=50)[source], "Təşəkkür edirik.")


def test_an_entry_that_is_filled_as_finished_forgets_what_was_rejected(fill):
    text = HEADER + '\n#. tm: rejected 5d41402a\nmsgid "One law."\nmsgstr ""\n'
    assert fill([unit("u", "One law.", "Bir qanun.")], text=text)["One law."].extracted == ()


def test_neighbours_count(fill):
    units = [unit("a", "One law.", "Bir qanun."), unit("b", "It is new.", "O yenidir."), unit("c", "End.", "Son.")]
    fill(units, "One law.", "It is new.", "End.")
    assert [one.score for one in fill.filled.fillings] == [101, 102, 101]


def test_the_bands_add_up(fill):
    fill([LAW, unit("v", "One law.", "Bir qanun.")], "One law.", "The law was adopted in March 1996.")
    assert [(row.band, row.entries, row.fuzzy) for row in rows(fill.filled.fillings)] == [
        ("100", 1, 0),
        ("75–84", 1, 1),
    ]


def test_a_second_run_changes_nothing(fill, empty_desk):
    fill([LAW], "The law was adopted in March 1996.")
    text = empty_desk.read("locales/az/new.po")
    fill([LAW], text=text)
    assert (fill.filled.changed, empty_desk.read("locales/az/new.po")) == (False, text)


def test_entries_that_are_not_filled_keep_every_byte(fill):
    text = HEADER + '\nmsgid "One law."\nmsgstr   ""\n\nmsgid "Unheard of words."\nmsgstr   ""\n'
    fill([unit("u", "One law.", "Bir qanun.")], text=text)
    assert 'msgid "Unheard of words."\nmsgstr   ""\n' in fill.filled.after


def test_plural_entries_are_left_to_a_person(fill):
    text = HEADER + '\nmsgid "One law."\nmsgid_plural "Laws."\nmsgstr[0] ""\nmsgstr[1] ""\n'
    assert fill([unit("u", "One law.", "Bir qanun.")], text=text)["One law."].msgstr == ("", "")


def test_the_diff_names_the_file(fill):
    fill([LAW], "The law was adopted in March 1996.")
    assert fill.filled.diff().startswith("--- a/locales/az/new.po\n+++ b/locales/az/new.po\n")


def test_a_document_is_refused(desk):
    with SqliteStore(desk.root / ".tm") as store, pytest.raises(TmError, match="only PO files"):
        list(pretranslate([desk.root / "sources/notice/en.md"], desk.workspace, store))


def test_a_pretranslated_entry_survives_a_build(desk):
    for code in ("az", "ru"):
        (desk.root / f"sources/notice/{code}.md").rename(desk.root / f"{code}.md")
    build(desk.workspace)
    path = desk.root / "locales/az/notice.po"
    with SqliteStore(desk.root / ".tm") as store:
        store.put([unit("u", "The Office remembers all victims of the tragedy.", "Aparat yad edir.")], memory="x")
        (filled,) = pretranslate([path], desk.workspace, store)
    write(filled)
    build(desk.workspace)
    assert (len(filled.fillings), path.read_text(encoding="utf-8")) == (1, filled.after)
