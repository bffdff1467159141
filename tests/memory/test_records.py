from hypothesis import given, strategies as st

from tm.memory.records import records, to_unit
from tm.memory.store import fingerprint
from tm.model import Origin, Unit, Variant
from tm.text.normalize import normalize

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
UNITS = st.builds(
    Unit,
    id=TEXT,
    variants=st.lists(st.builds(Variant, language=st.sampled_from(["aa", "bb"]), text=TEXT), max_size=3).map(tuple),
    origin=st.builds(Origin, statement=TEXT, date=st.none() | st.dates(), confidence=st.none() | st.floats(0, 1)),
    notes=st.lists(TEXT, max_size=2).map(tuple),
)


def one(unit_id, text, statement="s"):
    return Unit(id=unit_id, variants=(Variant(language="aa", text=text),), origin=Origin(statement=statement))


@given(UNITS)
def test_a_unit_comes_back_from_its_rows(unit):
    (record,) = records([unit])
    statement, date, confidence, notes, _ = record.unit_values()
    head = (unit.id, notes, statement, date, confidence)
    rows = [(*head, v[2], v[3], v[5], v[6], v[7], v[8]) for v in record.variant_values(1, 1)]
    assert to_unit(rows or [(*head, *[None] * 6)]) == unit


@given(UNITS, UNITS)
def test_different_units_have_different_digests(left, right):
    digests = [next(iter(records([unit]))).digest for unit in (left, right)]
    assert (digests[0] == digests[1]) == (left == right)


def test_neighbours_of_one_statement_are_context():
    left, here, right = records([one("1", "One."), one("2", "Two."), one("3", "Three.")])
    assert (here.before, here.after) == ((fingerprint("One."),), (fingerprint("Three."),))
    assert (left.before, right.after) == ((None,), (None,))


def test_neighbours_of_another_statement_are_none():
    first, second = records([one("1", "One.", "s"), one("2", "Two.", "t")])
    assert (first.after, second.before) == ((None,), (None,))


def test_units_of_no_statement_have_no_neighbours():
    first, _ = records([one("1", "One.", ""), one("2", "Two.", "")])
    assert first.after == (None,)


def test_a_normalised_text_is_not_stored_twice():
    rows = [next(record.variant_values(1, 1)) for record in records([one("1", "One."), one("2", "Two  words.")])]
    assert [row[4] for row in rows] == [None, "Two words."]


def test_records_are_made_one_by_one():
    stream = records(one(str(n), "text") for n in iter(int, 1))
    assert next(stream).unit.id == "0"


@given(st.text(st.sampled_from("aA9 əİıŞёй-–`'’«\u00a0\u0301\u200bé"), max_size=8))
def test_what_is_stored_as_normal_is_normal(text):
    (record,) = records([one("u", text)])
    assert record.normals == (normalize(text),)
