"""What every backend must do."""

import contextlib
import datetime as dt
import math
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from msgspec.structs import replace

from tm.errors import Place
from tm.memory.sqlite import FILE, SqliteStore
from tm.memory.store import Changes, fingerprint
from tm.model import History, Origin, State, Tag, TagKind, Unit, Variant


@pytest.fixture
def full():
    return Unit(
        id="s#1",
        variants=(
            Variant(
                language="en",
                text="The  law.",
                state=State.REVIEWED,
                place=Place("a.md", 3, 5),
                tags=(Tag(at=5, kind=TagKind.OPEN, pair=1, code="<b>"), Tag(at=8, kind=TagKind.CLOSE, pair=1)),
                notes=("of the text",),
            ),
            Variant(language="az", text="Qanun.", state=State.ALIGNED, history=History(changer="AB", used=4)),
            Variant(language="az", text="Bu qanun.", state=State.FUZZY, place=Place("b.md")),
        ),
        origin=Origin(statement="s", date=dt.date(1990, 1, 20), confidence=0.75),
        notes=("first", "second"),
        history=History(created=dt.datetime(2019, 5, 1, 12, tzinfo=dt.UTC), creator="CD"),
        properties=(("project", "P1"),),
    )


def ids(store, **options):
    return [unit.id for unit in store.units(**options)]


def test_a_unit_comes_back_as_it_was_put(store, full):
    store.put([full])
    assert (store.unit("s#1"), list(store.units())) == (full, [full])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_put_comes_back(store, any_unit, data):
    unit = data.draw(any_unit)
    store.put([unit])
    assert (store.unit(unit.id), store.history(unit.id)[-1].unit) == (unit, unit)
    assert unit in list(store.units())
    owned = [found for _, _, found in store.owners(list(range(1, store.last_row() + 1)))]
    assert owned.count(unit) == len(unit.variants)


def test_what_a_unit_was_is_kept_whole(store, full):
    store.put([full])
    store.put([replace(full, variants=full.variants[:1], history=History(), properties=())])
    assert store.history("s#1")[0].unit == full


def test_an_entry_has_the_tags_of_both_texts_and_both_histories(store, full):
    store.put([full])
    row = next(row for row, text in store.texts("en") if text == "The law.")
    entry = next(entry for entry in store.entries([row], "az") if entry.target.text == "Qanun.")
    assert (entry.source, entry.target, entry.history) == (full.variants[0], full.variants[1], full.history)


def test_plain_units_keep_nothing_beside_their_text(folder, unit):
    with SqliteStore(folder) as store:
        store.put([unit("a", en="A", az="B", notes=("note",))])
    with contextlib.closing(sqlite3.connect(folder / FILE)) as connection:
        kept = connection.execute("SELECT more FROM units UNION ALL SELECT more FROM variants").fetchall()
    assert kept == [(None,)] * 3


def test_a_unit_without_variants_comes_back(store):
    bare = Unit(id="bare", variants=())
    store.put([bare])
    assert (store.unit("bare"), list(store.units())) == (bare, [bare])


def test_an_unknown_unit_is_none(store):
    assert store.unit("nobody") is None


def test_units_come_in_the_order_in_which_they_were_written(store, unit):
    store.put([unit(name, en=name) for name in "cab"])
    store.put([unit("c", en="new"), unit("d", en="d")])
    assert ids(store) == ["c", "a", "b", "d"]


def test_put_counts_what_it_did(store, unit):
    store.put([unit("a", en="A"), unit("b", en="B")])
    assert store.put([unit("a", en="A"), unit("b", en="new"), unit("c", en="C")]) == Changes(1, 1, 0, 1)


def test_the_later_of_two_units_with_one_id_stays(store, unit):
    changes = store.put([unit("a", en="first"), unit("b", en="B"), unit("a", en="second")])
    assert (changes, store.unit("a").variant("en").text) == (Changes(added=2, changed=1), "second")


def test_more_units_than_a_batch_are_all_written(store, unit):
    sums = []
    store.put((unit(str(n), en=f"text {n}") for n in range(25)), batch=10, progress=sums.append)
    assert (len(ids(store)), [s.added for s in sums]) == (25, [10, 20, 25])


def test_a_break_in_the_stream_keeps_whole_batches(store, unit):
    def broken():
        yield from (unit(str(n), en=f"text {n}") for n in range(25))
        raise InterruptedError

    with pytest.raises(InterruptedError):
        store.put(broken(), batch=10)
    assert len(ids(store)) == 20


def test_a_broken_import_run_again_equals_an_undisturbed_one(store, unit):
    units = [unit(str(n), en=f"text {n}", statement="s") for n in range(25)]
    store.put(units[:13], batch=5)
    store.put(units, batch=5)
    again = store.put(units, batch=5)
    assert (list(store.units()), again) == (units, Changes(unchanged=25))


def test_sync_leaves_exactly_the_units_given(store, unit):
    store.put([unit("a", en="A"), unit("b", en="B"), unit("c", en="C")])
    changes = store.sync([unit("b", en="new"), unit("c", en="C"), unit("d", en="D")])
    assert (ids(store), changes) == (["b", "c", "d"], Changes(added=1, changed=1, forgotten=1, unchanged=1))


def test_sync_leaves_other_memories_alone(store, unit):
    store.put([unit("a", en="A")], memory="x.tmx")
    store.sync([unit("b", en="B")])
    assert ids(store, memory="x.tmx") == ["a"]


def test_a_second_sync_writes_nothing(store, unit):
    units = [unit(str(n), en=f"text {n}", statement="s") for n in range(5)]
    store.sync(units)
    before = store.last_row()
    assert (store.sync(units), store.last_row()) == (Changes(unchanged=5), before)


def test_a_sync_that_breaks_changes_nothing(store, unit):
    def broken():
        yield unit("b", en="B")
        raise InterruptedError

    store.put([unit("a", en="A")])
    with pytest.raises(InterruptedError):
        store.sync(broken())
    assert ids(store) == ["a"]


def test_a_new_neighbour_is_no_change_of_a_unit(store, unit):
    one, two = unit("1", en="One.", statement="s"), unit("2", en="Two.", statement="s")
    store.sync([one, two])
    changes = store.sync([one, unit("x", en="Between.", statement="s"), two])
    assert (changes, len(store.history("1"))) == (Changes(added=1, unchanged=2), 1)


def test_a_new_neighbour_is_the_new_context(store, unit):
    one, two = unit("1", en="One.", az="Bir.", statement="s"), unit("2", en="Two.", az="İki.", statement="s")
    store.sync([one, two])
    store.sync([one, unit("x", en="Between.", statement="s"), two])
    rows = [row for row, text in store.texts("en") if text == "Two."]
    (entry,) = store.entries(rows, "az")
    assert (entry.before, entry.after) == (fingerprint("Between."), None)


def test_two_memories_may_use_one_id(store, unit):
    store.put([unit("1", en="A")], memory="x.tmx")
    store.put([unit("1", en="B")], memory="y.tmx")
    assert [store.unit("1", memory=name).variant("en").text for name in ("x.tmx", "y.tmx")] == ["A", "B"]


def test_forgetting_takes_a_unit_out_of_one_memory(store, unit):
    for name in ("x", "y"):
        store.put([unit("1", en="A"), unit("2", en="B")], memory=name)
    changes = store.forget(["1", "nobody"], memory="x")
    assert (changes, store.memories()) == (Changes(forgotten=1), {"x": 1, "y": 2})


def test_forgetting_without_a_memory_means_all(store, unit):
    for name in ("x", "y"):
        store.put([unit("1", en="A")], memory=name)
    store.forget(["1"])
    assert ids(store) == []


def test_languages_are_counted_by_variant(store, full):
    store.put([full])
    assert store.languages() == {"az": 2, "en": 1}


def test_history_tells_all_versions_oldest_first(store, unit):
    for text in ("one", "two", "three"):
        store.put([unit("a", en=text)])
    versions = store.history("a")
    assert [version.unit.variant("en").text for version in versions] == ["one", "two", "three"]
    assert [version.until is None for version in versions] == [False, False, True]
    assert versions[0].until == versions[1].since


def test_a_forgotten_unit_keeps_its_history(store, full):
    store.put([full])
    store.forget(["s#1"])
    (version,) = store.history("s#1")
    assert (version.unit, version.until is None) == (full, False)


def test_a_unit_that_never_was_has_no_history(store):
    assert list(store.history("nobody")) == []


def test_texts_are_normalised(store, full):
    store.put([full])
    assert list(store.texts("en")) == [(1, "The law.")]


def test_texts_begin_after_the_row_given(store, unit):
    store.put([unit(str(n), en=f"text {n}") for n in range(3)])
    assert list(store.texts("en", after=2)) == [(3, "text 2")]


def test_a_changed_text_gets_a_new_row(store, unit):
    store.put([unit("a", en="A")])
    store.put([unit("a", en="B")])
    assert (store.normals([1, 2]), store.last_row(), store.removed()) == ([(2, "B")], 2, 1)


def test_a_row_is_never_given_twice(store, unit):
    store.put([unit("a", en="A")])
    store.forget(["a"])
    store.put([unit("b", en="B")])
    assert list(store.texts("en")) == [(2, "B")]


def test_an_entry_is_a_segment_with_one_translation(store, full):
    store.put([full], memory="m")
    entries = store.entries([1], "az")
    assert sorted(entry.target.text for entry in entries) == ["Bu qanun.", "Qanun."]
    assert {(e.row, e.unit, e.memory, e.source, e.origin) for e in entries} == {
        (1, "s#1", "m", full.variants[0], full.origin)
    }


def test_a_segment_is_no_translation_of_itself(store, unit):
    store.put([unit("a", en="A")])
    assert store.entries([1], "en") == []


def test_owners_are_whole_units(store, full):
    store.put([full], memory="m")
    assert store.owners([2, 1, 99]) == [(1, "m", full), (2, "m", full)]


def test_changes_add_up():
    assert Changes(1, 2, 3, 4) + Changes(10, 20, 30, 40) == Changes(11, 22, 33, 44)


def test_equal_texts_have_one_fingerprint():
    assert fingerprint("The  law’s ") == fingerprint("The law's") != fingerprint("the law's")


def test_a_fingerprint_fits_into_64_bits():
    assert -(2**63) <= fingerprint("x") < 2**63
    assert not math.isclose(fingerprint("x"), fingerprint("y"))


def test_holdings_are_counted_by_memory_language_and_state(store, full):
    store.put([full])
    store.put([full], memory="other")
    found = [(one.memory, one.language, one.state, one.texts) for one in store.holdings()]
    sides = [("az", State.ALIGNED, 1), ("az", State.FUZZY, 1), ("en", State.REVIEWED, 1)]
    assert found == [(memory, *side) for memory in ("workspace", "other") for side in sides]


def test_holdings_tell_how_long_the_texts_are(store, unit):
    store.put([unit("u", en="The law.")])
    assert [one.characters for one in store.holdings()] == [8]
