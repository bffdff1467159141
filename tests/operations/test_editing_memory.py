"""What the memory has for an entry: `tm.operations.editing_memory`."""

import pytest

from tm.formats import po
from tm.languages import get
from tm.memory.sqlite import SqliteStore
from tm.model import Unit, Variant
from tm.operations.editing_entry import filled
from tm.operations.editing_memory import Suggestions
from tm.operations.po.judgement import reject

SOURCE, TARGET = "We thank all our visitors.", "Təşəkkür edirik."


@pytest.fixture
def suggestions(empty_desk):
    variants = (Variant(language="en", text=SOURCE), Variant(language="az", text=TARGET))
    with SqliteStore(empty_desk.root / ".tm") as store:
        store.sync([Unit(id="u", variants=variants)])
        yield Suggestions(empty_desk.workspace, (), store, get("az"))


def entry(**fields):
    return po.Entry(msgid="We thank all the visitors.", **fields)


def test_an_empty_entry_is_offered_what_the_memory_has(suggestions):
    assert [one.text for one in suggestions.find(entry())] == [TARGET]


def test_what_the_entry_says_is_not_offered(suggestions):
    assert suggestions.find(entry(msgstr=(TARGET,))) == ()


def test_an_entry_that_is_filled_as_finished_forgets_what_was_rejected(suggestions):
    same = po.Entry(msgid=SOURCE, extracted=("a hint", "tm: rejected 5d41402a"))
    (found,) = suggestions.find(same)
    assert filled(same, found).extracted == ("a hint",)


def test_an_entry_that_is_filled_as_fuzzy_keeps_what_was_rejected(suggestions):
    alike = entry(extracted=("tm: rejected 5d41402a",))
    (found,) = suggestions.find(alike)
    assert filled(alike, found).extracted == ("tm: rejected 5d41402a", "tm: [84 %, workspace, 1 of 5 words differ]")


def test_what_was_rejected_is_not_offered_again(suggestions):
    assert suggestions.find(reject(entry(msgstr=(TARGET,), flags=("fuzzy",)))) == ()
