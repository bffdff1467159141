from tm.formats.po import Entry
from tm.operations.tiling import tiles


def covered(texts, *entries):
    """Return for each tile its range and its translation."""
    living = [Entry(msgid=msgid, msgstr=(msgstr,)) for msgid, msgstr in entries]
    return [(one.start, one.end, one.entry.msgstr[0] if one.entry else None) for one in tiles(texts, living)]


def test_an_entry_covers_several_segments():
    assert covered(["A.", "B.", "C."], ("A. B.", "x"), ("C.", "y")) == [(0, 2, "x"), (2, 3, "y")]


def test_a_segment_without_an_entry_stands_alone():
    assert covered(["A.", "B.", "C."], ("A.", "x"), ("C.", "y")) == [(0, 1, "x"), (1, 2, None), (2, 3, "y")]


def test_a_repeated_segment_takes_the_entries_in_their_order():
    assert covered(["A.", "A.", "A."], ("A.", "x"), ("A.", "y")) == [(0, 1, "x"), (1, 2, "y"), (2, 3, None)]


def test_the_entry_that_follows_has_the_first_say():
    found = covered(["A.", "B.", "A."], ("A.", "x"), ("B.", "y"), ("A.", "z"), ("A. B.", "w"))
    assert found == [(0, 1, "x"), (1, 2, "y"), (2, 3, "z")]


def test_otherwise_the_one_that_covers_most():
    assert covered(["A.", "B."], ("C.", "w"), ("A.", "x"), ("A. B.", "z")) == [(0, 2, "z")]


def test_obsolete_entries_do_not_count():
    assert tiles(["A."], [Entry(msgid="A.", msgstr=("x",), obsolete=True)])[0].entry is None
