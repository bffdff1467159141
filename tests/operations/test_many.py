"""Many look-ups, here and in other processes: `tm.operations.many`."""

import pytest

from tm.errors import TmError
from tm.memory.lookup import Query
from tm.memory.sqlite import SqliteStore
from tm.model import Unit, Variant
from tm.operations import many
from tm.operations.many import Desk, Wanted, answers

TEXTS = [f"The law number {number} was adopted." for number in range(120)]
WANTED = Wanted(source="en", target="az", threshold=70, limit=3)


@pytest.fixture
def opened(empty_desk):
    """A memory of a few units, asked in this process."""
    with SqliteStore(empty_desk.root / ".tm") as store:
        store.put(
            Unit(id=f"u{n}", variants=(Variant(language="en", text=text), Variant(language="az", text=f"Qanun {n}.")))
            for n, text in enumerate(TEXTS[:9])
        )
        yield Desk(empty_desk.workspace, store, WANTED, ())


@pytest.fixture
def at_once(monkeypatch):
    """Start other processes after the first look-up."""
    monkeypatch.setattr(many, "_PATIENCE", 0.0)
    monkeypatch.setattr(many, "_processes", lambda: 2)


def matches(found):
    return [answer.matches for answer in found]


def test_answers_come_in_the_order_of_the_questions(opened):
    found = matches(answers(map(Query, TEXTS[:9]), opened))
    assert [one[0].unit for one in found] == [f"u{n}" for n in range(9)]


def test_other_processes_answer_as_this_one_does(opened, request):
    here = matches(answers(map(Query, TEXTS), opened))
    request.getfixturevalue("at_once")
    assert matches(answers(map(Query, TEXTS), opened)) == here


@pytest.mark.usefixtures("at_once")
def test_a_fault_in_the_input_comes_after_the_answers_before_it(opened):
    def queries():
        yield from map(Query, TEXTS[:70])
        raise TmError("the line is no JSON.")

    found = []
    with pytest.raises(TmError, match="no JSON"):
        found.extend(answers(queries(), opened))
    assert len(found) == 70


def test_without_questions_there_are_no_answers(opened):
    assert list(answers((), opened)) == []
