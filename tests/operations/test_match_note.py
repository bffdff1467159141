"""The comment in a pre-translated entry: `tm.operations.match_note`."""

import datetime as dt

from tm.languages import get
from tm.memory.lookup import Match
from tm.memory.similarity import Penalty, score, with_penalties
from tm.model import Origin, State
from tm.operations.match_note import is_note, note, without_notes
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
    return note(match, asked, EN, repaired or Repaired("…"))


def test_a_named_difference_is_shown():
    assert said("It met in 1993.", "It met in 1992.") == "tm: 84 %, notice, number 1993 → 1992"


def test_other_differences_are_counted_in_words():
    assert said("one two three four five", "one two three four six").endswith(", 1 of 5 words differ")


def test_penalties_are_shown_as_a_sum():
    assert said("One.", "One.", penalties=[Penalty(5, "unreviewed")]) == "tm: 95 % = 100 − 5 (unreviewed), notice"


def test_a_unit_without_a_statement_shows_its_memory():
    assert said("One.", "One.", statement="") == "tm: 100 %, imports/a.tmx"


def test_repairs_and_what_was_left_are_shown():
    done = Repaired("…", ("1992 → 1993",), ("46",))
    assert said("It met in 1993.", "It met in 1992.", repaired=done).endswith("; repaired 1992 → 1993; not repaired 46")


def test_only_notes_are_taken_out():
    comments = ("tm: heading", "tm: 84 %, notice", "a word about 84 %")
    assert [is_note(comment) for comment in comments] == [False, True, False]
    assert without_notes(comments) == ("tm: heading", "a word about 84 %")
