import datetime as dt

import pytest
from hypothesis import given, settings as given_settings, strategies as st

from tm.languages import get
from tm.memory.lookup import Query, Settings, Trust, lookup
from tm.memory.similarity import Criteria, Penalty, score
from tm.memory.sqlite import SqliteStore
from tm.model import Origin, State, Unit, Variant

WORDS = st.sampled_from("the The law not peace people 1992 1993 <b> , . — assembly of".split())
TEXTS = st.lists(WORDS, min_size=1, max_size=10).map(" ".join)


@pytest.fixture
def ask(store, en, az):
    """Look up from English to Azerbaijani: `ask("The law.", limit=1)`."""

    def run(text, *, before=None, after=None, **options):
        return lookup(store, Query(text, before, after), en, az, settings=Settings(**options))

    return run


def totals(matches):
    return [match.score.total for match in matches]


def test_an_equal_segment_is_a_hundred(store, unit, ask):
    store.put([unit("u1", en="The law was adopted.", az="Qanun qəbul edildi.")])
    (match,) = ask("The law was adopted.")
    assert (match.score.total, match.target, match.unit, match.memory) == (
        100,
        "Qanun qəbul edildi.",
        "u1",
        "workspace",
    )


def test_look_up_works_in_the_other_direction(store, unit, az, en):
    store.put([unit("u1", en="The law.", az="Qanun.")])
    assert lookup(store, Query("Qanun."), az, en)[0].target == "The law."


def test_look_up_works_between_two_translations(store, unit, az, ru):
    store.put([unit("u1", en="The law.", az="Qanun.", ru="Закон.")])
    assert lookup(store, Query("Qanun."), az, ru)[0].target == "Закон."


def test_a_unit_without_the_target_language_is_no_match(store, unit, ask):
    store.put([unit("u1", en="The law.", ru="Закон.")])
    assert ask("The law.") == []


def test_an_empty_translation_is_no_match(store, unit, ask):
    store.put([unit("u1", en="The law.", az=" ")])
    assert ask("The law.") == []


@pytest.mark.parametrize("text", ["", " \u00a0 "])
def test_an_empty_text_has_no_match(store, unit, ask, text):
    store.put([unit("u1", en="The law.", az="Qanun.")])
    assert ask(text, threshold=0) == []


def test_several_translations_of_one_source_are_all_kept(store, unit, ask):
    store.put([unit("u1", en="The law.", az="Qanun."), unit("u2", en="The law.", az="Bu qanun.")])
    assert {match.target for match in ask("The law.")} == {"Qanun.", "Bu qanun."}


def test_equal_translations_are_given_once_with_the_best_source(store, unit, ask):
    store.put([unit("u1", en="The laws.", az="Qanun."), unit("u2", en="The law.", az="Qanun.")])
    assert [match.unit for match in ask("The law.")] == ["u2"]


def test_repeated_translations_do_not_fill_the_limit(store, unit, ask):
    same = [unit(f"u{n}", en="The law.", az="Qanun.") for n in range(40)]
    store.put([*same, unit("v", en="The laws.", az="Qanunlar.")])
    assert [match.target for match in ask("The law.", limit=2, threshold=50)] == ["Qanun.", "Qanunlar."]


def test_a_better_score_comes_first(store, unit, ask):
    store.put([unit("u1", en="The law was adopted", az="A"), unit("u2", en="The law is adopted", az="B")])
    assert [match.target for match in ask("The law is adopted", threshold=50)] == ["B", "A"]


def test_of_equal_scores_the_more_trusted_state_comes_first(store, unit, ask):
    store.put(
        [
            unit("u1", en="The law.", az="A", state=State.MACHINE),
            unit("u2", en="The law.", az="B", state=State.REVIEWED),
            unit("u3", en="The law.", az="C", state=State.TRANSLATED),
        ]
    )
    assert [match.target for match in ask("The law.")] == ["B", "C", "A"]


def test_of_equal_states_the_later_statement_comes_first(store, unit, ask):
    store.put(
        [
            unit("u1", en="The law.", az="A", date=dt.date(1995, 1, 1)),
            unit("u2", en="The law.", az="B", date=dt.date(2005, 1, 1)),
        ]
    )
    assert [match.target for match in ask("The law.")] == ["B", "A"]


def test_equal_neighbours_lift_a_match(store, unit, ask):
    texts = [("One.", "Bir."), ("The law.", "Qanun."), ("Two.", "İki.")]
    store.put([unit(f"u{n}", en=en, az=az, statement="s") for n, (en, az) in enumerate(texts)])
    found = [totals(ask("The law.", before=b, after=a))[0] for b, a in [("One. ", "Two."), ("One.", "X"), ("X", "Y")]]
    assert found == [102, 101, 100]


def test_a_missing_neighbour_is_not_an_equal_one(store, unit, ask):
    store.put([unit("u1", en="The law.", az="Qanun.", statement="s")])
    assert totals(ask("The law.")) == totals(ask("The law.", before="One.")) == [100]


def test_the_neighbour_of_another_statement_is_none(store, unit, ask):
    store.put([unit("u1", en="One.", az="Bir.", statement="a"), unit("u2", en="The law.", az="Q", statement="b")])
    assert totals(ask("The law.", before="One.")) == [100]


def test_context_decides_between_two_translations(store, unit, ask):
    texts = [("One.", "Bir."), ("Yes.", "Bəli."), ("Two.", "İki."), ("Yes.", "Hə.")]
    store.put([unit(f"u{n}", en=en, az=az, statement="s") for n, (en, az) in enumerate(texts)])
    assert [(match.target, match.score.total) for match in ask("Yes.", before="Two.")] == [("Hə.", 101), ("Bəli.", 100)]


def test_penalties_of_state_and_memory_add_up(store, unit, ask):
    store.put([unit("u1", en="The law.", az="Qanun.", state=State.MACHINE)], memory="imports/x.tmx")
    trust = Trust(states={State.MACHINE: Penalty(10, "machine")}, origins={"imports/*": Penalty(3, "foreign")})
    assert ask("The law.", trust=trust)[0].score.explain() == "87 = 100 − 10 (machine) − 3 (foreign)"


def test_a_statement_may_have_its_penalty(store, unit, ask):
    store.put([unit("u1", en="The law.", az="Qanun.", statement="draft")])
    assert totals(ask("The law.", trust=Trust(origins={"draft": Penalty(2, "draft")}))) == [98]


def test_the_threshold_is_compared_with_the_score_after_penalties(store, unit, ask):
    store.put([unit("u1", en="The law.", az="Qanun.")])
    trust = Trust(states={State.TRANSLATED: Penalty(31, "unreviewed")})
    assert ask("The law.", trust=trust, threshold=70) == []


def test_a_penalised_match_gives_way_to_a_fuzzy_one(store, unit, ask):
    store.put([unit("u1", en="The law.", az="A", state=State.MACHINE), unit("u2", en="The law!", az="B")])
    trust = Trust(states={State.MACHINE: Penalty(20, "machine")})
    assert [match.target for match in ask("The law.", trust=trust, limit=1)] == ["B"]


def test_criteria_reach_the_score(store, unit, ask):
    stored = "On this day we all remember with sorrow what the Ombudsman said of the events in the city"
    store.put([unit("u1", en=stored, az="A")])
    criteria = Criteria(concepts=lambda text: {"C1"} if "Ombudsman" in text else set())
    assert totals(ask(stored.replace("Ombudsman", "commissioner"), criteria=criteria)) == [84]


def test_a_forgotten_unit_is_found_no_more(store, unit, ask):
    store.put([unit("u1", en="The law.", az="Qanun.")])
    ask("The law.")
    store.forget(["u1"])
    assert ask("The law.") == []


def test_a_changed_unit_is_found_by_its_new_text_only(store, unit, ask):
    store.put([unit("u1", en="The law.", az="Qanun.")])
    ask("The law.")
    store.put([unit("u1", en="Peace to all people.", az="Sülh.")])
    assert (ask("The law."), totals(ask("Peace to all people."))) == ([], [100])


@pytest.mark.parametrize("exhaustive", [True, False])
def test_both_ways_find_a_unit_written_a_moment_ago(store, unit, ask, exhaustive):
    ask("The law.", exhaustive=exhaustive)
    store.put([unit("u1", en="The law.", az="Qanun.")])
    assert totals(ask("The law.", exhaustive=exhaustive)) == [100]


@given_settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=30), TEXTS, st.integers(0, 101), st.integers(1, 6))
def test_the_index_gives_what_scoring_everything_gives(tmp_path_factory, texts, asked, threshold, limit):
    en, az = get("en"), get("az")
    with SqliteStore(tmp_path_factory.mktemp("memory")) as store:
        store.put(_unit(row, text) for row, text in enumerate(texts))
        answers = [
            lookup(store, Query(asked), en, az, settings=Settings(threshold=threshold, limit=limit, exhaustive=slow))
            for slow in (False, True)
        ]
    plain = sorted((score(asked, text, en).total for text in texts), reverse=True)
    assert answers[0] == answers[1]
    assert totals(answers[0]) == [total for total in plain if total >= threshold][:limit]


def _unit(row, text):
    variants = (Variant(language="en", text=text), Variant(language="az", text=f"tərcümə {row}"))
    return Unit(id=str(row), variants=variants, origin=Origin())


def test_a_state_that_is_left_out_does_not_hide_the_same_translation_of_another_unit(store, unit, ask):
    store.put([unit("u1", en="The law was adopted.", az="Qanun.", state=State.FUZZY)])
    store.put([unit("u2", en="The law was adopted!", az="Qanun.")])
    assert [match.unit for match in ask("The law was adopted.", leave_out=frozenset({State.FUZZY}))] == ["u2"]
