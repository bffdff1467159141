"""The comments about matches: `tm.operations.match_note`."""

import datetime as dt

from tm.formats import po
from tm.languages import get
from tm.memory.lookup import Match
from tm.memory.similarity import Penalty, score, with_penalties
from tm.model import Origin, State
from tm.operations.match_note import (
    about,
    finished,
    is_note,
    is_rejected,
    note,
    score_of,
    with_rejection,
    without_notes,
)
from tm.operations.repair import Repaired

EN = get("en")


def said(asked, stored, *, penalties=(), repaired=None, statement="notice"):
    match = Match(
        score=with_penalties(score(asked, stored, EN), penalties),
        source=stored,
        target="…",
        unit="u",
        memory="imports/a.tmx",
        origin=Origin(statement=statement),
        state=State.TRANSLATED,
        changed=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )
    return about(match, asked, EN, repaired or Repaired("…"))


def test_a_named_difference_is_shown():
    assert said("It met in 1993.", "It met in 1992.") == "84 %, notice, number 1993 → 1992"


def test_other_differences_are_counted_in_words():
    assert said("one two three four five", "one two three four six").endswith(", 1 of 5 words differ")


def test_penalties_are_shown_as_a_sum():
    assert said("One.", "One.", penalties=[Penalty(5, "unreviewed")]) == "95 % = 100 − 5 (unreviewed), notice"


def test_a_unit_without_a_statement_shows_its_memory():
    assert said("One.", "One.", statement="") == "100 %, imports/a.tmx"


def test_repairs_and_what_was_left_are_shown():
    done = Repaired("…", ("1992 → 1993",), ("46",))
    assert said("It met in 1993.", "It met in 1992.", repaired=done).endswith("; repaired 1992 → 1993; not repaired 46")


def test_a_note_ends_with_a_bracket():
    assert note("84 %, notice") == "tm: [84 %, notice]"


def test_only_notes_are_taken_out():
    comments = ("tm: heading", "tm: [84 %, notice]", "a word about 84 %")
    assert [is_note(comment) for comment in comments] == [False, True, False]
    assert without_notes(comments) == ("tm: heading", "a word about 84 %")


def test_a_wrapped_note_is_taken_out_as_a_whole():
    comments = ("tm: [84 %, notice, number 36", "→ 35; repaired 35 → 36]", "a word about 84 %")
    assert (score_of(comments), without_notes(comments)) == (84, ("a word about 84 %",))


def test_a_note_as_it_was_written_before_it_had_an_end_is_known():
    assert (score_of(["tm: 84 %, notice"]), without_notes(["tm: 84 %, notice"])) == (84, ())


ENTRY = po.Entry(msgid="One law.", msgstr=("Bir qanun.",))


def test_a_rejected_translation_is_known_however_it_is_spaced():
    texts = ("Bir qanun.", "Bir\u00a0qanun.", "Tək qanun.")
    assert [is_rejected(with_rejection(ENTRY), text) for text in texts] == [True, True, False]


def test_a_translation_is_rejected_for_its_own_source():
    entry = with_rejection(ENTRY)
    assert not is_rejected(po.Entry(msgid="A law.", extracted=entry.extracted), "Bir qanun.")


def test_each_rejected_translation_has_its_note():
    both = with_rejection(with_rejection(ENTRY).with_(msgstr="Tək qanun."))
    assert is_rejected(both, "Bir qanun.")
    assert is_rejected(both, "Tək qanun.")


def test_rejecting_twice_is_noted_once():
    assert with_rejection(with_rejection(ENTRY)) == with_rejection(ENTRY)


def test_where_there_is_no_translation_nothing_is_rejected():
    assert with_rejection(ENTRY.with_(msgstr="")).extracted == ()


def test_a_finished_entry_has_no_notes_on_matches():
    comments = ("tm: heading", "tm: [84 %, notice]", *with_rejection(ENTRY).extracted)
    assert finished(comments) == ("tm: heading",)
