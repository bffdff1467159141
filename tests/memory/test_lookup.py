import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings as given_settings, strategies as st

from tm.languages import get
from tm.memory.lookup import Query, Settings, Trust, lookup
from tm.memory.similarity import Criteria, Penalty, compare, prepare
from tm.memory.sqlite import SqliteStore
from tm.model import History, Origin, State, Tag, TagKind, Unit, Variant

WORDS = st.sampled_from("the The law not peace people 1992 1993 <b> </b> {0} , . — assembly of".split())
TEXTS = st.lists(WORDS, min_size=1, max_size=10).map(" ".join)
TAGS = st.lists(st.builds(Tag, at=st.integers(0, 9), kind=st.sampled_from(TagKind), code=st.sampled_from(["", "<b>"])))
STORED = st.tuples(TEXTS, st.just(()) | TAGS.map(tuple))
BOLD = (Tag(at=4, kind=TagKind.OPEN, pair=1, code="<b>"), Tag(at=7, kind=TagKind.CLOSE, pair=1, code="</b>"))


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


def tagged(text, target="Qanun.", *, tags=BOLD, target_tags=()):
    source = Variant(language="en", text=text, tags=tags)
    return Unit(id=text, variants=(source, Variant(language="az", text=target, tags=target_tags)))


def test_a_text_with_markup_finds_the_same_stored_with_tags(store, ask):
    store.put([tagged("The law was adopted.")])
    assert totals(ask("The <b>law</b> was adopted.")) == [100]


def test_a_text_with_tags_finds_the_same_stored_with_markup(store, unit, en, az):
    store.put([unit("u1", en="The <b>law</b> was adopted.", az="Qanun.")])
    assert totals(lookup(store, Query("The law was adopted.", tags=BOLD), en, az)) == [100]


def test_other_tags_are_never_a_hundred(store, ask):
    store.put([tagged("The law was adopted.")])
    (match,) = ask("The law was adopted.", before="One.")
    assert match.score.explain() == "99 (tags – → <b>, </b>)"


def test_a_match_has_the_tags_of_both_sides(store, ask):
    end = (Tag(at=6, kind=TagKind.ALONE, code="<br/>"),)
    store.put([tagged("The law was adopted.", target_tags=end)])
    (match,) = ask("The law was adopted.")
    assert (match.source_tags, match.target_tags) == (BOLD, end)


def test_translations_that_differ_in_their_tags_are_two(store, ask):
    store.put([tagged("The law."), tagged("The law!", target_tags=BOLD[:1])])
    assert len(ask("The law.", threshold=50)) == 2


def test_of_equal_texts_the_one_with_the_same_tags_comes_first(store, unit, ask):
    store.put([unit("u1", en="The law was adopted.", az="A"), tagged("The law was adopted.", "B")])
    assert [match.target for match in ask("The <b>law</b> was adopted.")] == ["B", "A"]


def test_neighbours_are_the_same_with_and_without_tags(store, unit, ask):
    texts = [("The <b>first</b>.", "Bir."), ("The law.", "Qanun.")]
    store.put([unit(f"u{n}", en=en, az=az, statement="s") for n, (en, az) in enumerate(texts)])
    assert totals(ask("The law.", before="The first.")) == [101]


def test_a_text_of_markup_alone_has_no_match(store, unit, ask):
    store.put([unit("u1", en="<br/>", az="<br/>"), unit("u2", en="The law.", az="Qanun.")])
    assert ask("<br/>", threshold=0) == []


def test_a_match_says_how_often_its_translation_was_used(store, ask):
    used = Unit(
        id="u",
        variants=(
            Variant(language="en", text="The law."),
            Variant(language="az", text="Qanun.", history=History(used=7)),
        ),
        history=History(used=3),
    )
    store.put([used])
    assert ask("The law.")[0].history.used == 7


def test_usage_does_not_change_the_order(store, unit, ask):
    often = msgspec.structs.replace(unit("a", en="The law.", az="A"), history=History(used=1000))
    store.put([unit("b", en="The law.", az="B", state=State.REVIEWED), often])
    assert [match.target for match in ask("The law.")] == ["B", "A"]


@given_settings(max_examples=60, deadline=None)
@given(st.lists(STORED, max_size=30), STORED, st.integers(0, 101), st.integers(1, 6))
def test_the_index_gives_what_scoring_everything_gives(tmp_path_factory, stored, asked, threshold, limit):
    en, az = get("en"), get("az")
    with SqliteStore(tmp_path_factory.mktemp("memory")) as store:
        store.put(_unit(row, text, tags) for row, (text, tags) in enumerate(stored))
        query = Query(asked[0], tags=asked[1])
        answers = [
            lookup(store, query, en, az, settings=Settings(threshold=threshold, limit=limit, exhaustive=slow))
            for slow in (False, True)
        ]
    sought, held = prepare(asked[0], en, asked[1]), [prepare(text, en, tags) for text, tags in stored]
    plain = sorted((compare(sought, one, en).total for one in held if one.normal and sought.normal), reverse=True)
    assert answers[0] == answers[1]
    assert totals(answers[0]) == [total for total in plain if total >= threshold][:limit]


def _unit(row, text, tags=()):
    source = Variant(language="en", text=text, tags=tags)
    return Unit(id=str(row), variants=(source, Variant(language="az", text=f"{row}")), origin=Origin(statement="s"))


def test_a_state_that_is_left_out_does_not_hide_the_same_translation_of_another_unit(store, unit, ask):
    store.put([unit("u1", en="The law was adopted.", az="Qanun.", state=State.FUZZY)])
    store.put([unit("u2", en="The law was adopted!", az="Qanun.")])
    assert [match.unit for match in ask("The law was adopted.", leave_out=frozenset({State.FUZZY}))] == ["u2"]


def test_a_match_can_be_written_with_its_markup(store, ask):
    store.put([tagged("The law was adopted.", "Bu qanun.", target_tags=BOLD)])
    written = ask("The law was adopted.")[0].written()
    assert (written.source, written.target, written.target_tags) == (
        "The <b>law</b> was adopted.",
        "Bu q<b>anu</b>n.",
        (),
    )
