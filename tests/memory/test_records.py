import msgspec
from hypothesis import given, strategies as st

from tm.memory.records import records, to_unit, unit_of
from tm.memory.store import Record, fingerprint
from tm.model import Origin, Unit, Variant
from tm.text.normalize import normalize


def one(unit_id, text, statement="s"):
    return Unit(id=unit_id, variants=(Variant(language="aa", text=text),), origin=Origin(statement=statement))


def neighbours(record):
    return record.variants[0][7:9]


@given(st.data())
def test_a_unit_comes_back_from_its_rows(any_unit, data):
    unit = data.draw(any_unit)
    (record,) = records([unit])
    statement, date, confidence, notes, more = record.columns
    head = (unit.id, notes, statement, date, confidence, more)
    rows = [(*head, *v[:2], *v[3:7], v[9]) for v in record.variants]
    assert to_unit(rows or [(*head, *[None] * 7)]) == unit
    assert unit_of(record) == unit


@given(st.data())
def test_a_record_may_go_from_process_to_process(any_unit, data):
    (record,) = records([data.draw(any_unit)])
    came = msgspec.msgpack.decode(msgspec.msgpack.encode(record), type=Record)
    assert (came.id, came.digest, unit_of(came)) == (record.id, record.digest, unit_of(record))
    assert [tuple(columns) for columns in came.variants] == list(record.variants)


@given(st.data())
def test_different_units_have_different_digests(any_unit, data):
    left, right = data.draw(any_unit), data.draw(any_unit)
    digests = [next(iter(records([unit]))).digest for unit in (left, right)]
    assert (digests[0] == digests[1]) == (left == right)


def test_neighbours_of_one_statement_are_context():
    left, here, right = records([one("1", "One."), one("2", "Two."), one("3", "Three.")])
    assert neighbours(here) == (fingerprint("One."), fingerprint("Three."))
    assert (neighbours(left)[0], neighbours(right)[1]) == (None, None)


def test_neighbours_of_another_statement_are_none():
    first, second = records([one("1", "One.", "s"), one("2", "Two.", "t")])
    assert (neighbours(first)[1], neighbours(second)[0]) == (None, None)


def test_units_of_no_statement_have_no_neighbours():
    first, _ = records([one("1", "One.", ""), one("2", "Two.", "")])
    assert neighbours(first)[1] is None


def test_a_normalised_text_is_not_stored_twice():
    rows = [record.variants[0] for record in records([one("1", "One."), one("2", "Two  words.")])]
    assert [row[2] for row in rows] == [None, "Two words."]


def test_records_are_made_one_by_one():
    stream = records(one(str(n), "text") for n in iter(int, 1))
    assert next(stream).id == "0"


@given(st.text(st.sampled_from("aA9 əİıŞёй-–`'’«\u00a0\u0301\u200bé"), max_size=8))
def test_what_is_stored_as_normal_is_normal(text):
    (record,) = records([one("u", text)])
    _, written, normal, *_ = record.variants[0]
    assert (written if normal is None else normal) == normalize(text)
