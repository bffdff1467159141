import pytest
from hypothesis import given, settings, strategies as st
from translate.storage.omegat import OmegaTFile

from tm.errors import FormatError
from tm.formats.glossaries import Pair, omegat
from tm.model import TermStatus

cell = st.lists(st.text("aəİ'\"|,;#-", min_size=1, max_size=5), min_size=1, max_size=3).map(" ".join)


def test_a_line_is_source_target_and_comment():
    pairs = [Pair(source="ship", target="gəmi", comment="A thing.", note="Usual."), Pair(source="a", target="b")]
    assert omegat.serialize(pairs).decode() == "ship\tgəmi\tA thing. Usual.\na\tb\n"


def test_terms_not_to_use_are_no_lines():
    assert omegat.serialize([Pair(source="a", target="b", status=TermStatus.FORBIDDEN)]) == b""


def test_a_source_that_looks_like_a_comment_is_left_out():
    pair = Pair(source="#1", target="b")
    assert (omegat.writable(pair), omegat.serialize([pair])) == (False, b"")


def test_tabs_and_line_ends_inside_a_cell_are_spaces():
    assert omegat.serialize([Pair(source="a\tb", target="c\nd")]) == b"a b\tc d\n"


def test_comments_and_lines_without_a_tab_are_passed_over():
    text = "# -*- coding: utf-8 -*-\n\nship\tgəmi\nalone\na\tb\tc\td\n"
    assert [(pair.source, pair.target, pair.comment, pair.place.line) for pair in omegat.parse(text.encode(), "f")] == [
        ("ship", "gəmi", "", 3),
        ("a", "b", "c", 5),
    ]


def test_a_file_that_is_not_utf8_is_an_error():
    with pytest.raises(FormatError, match="not UTF-8"):
        list(omegat.parse(b"a\t\xff", "f"))


@given(st.lists(st.tuples(cell, cell, cell), max_size=4))
@settings(max_examples=50)
def test_what_is_written_reads_back_here_and_in_translate_toolkit(rows):
    pairs = [Pair(source=source, target=target, comment=comment) for source, target, comment in rows]
    data = omegat.serialize(pairs)
    kept = [(pair.source, pair.target, pair.comment) for pair in pairs if omegat.writable(pair)]
    assert [(pair.source, pair.target, pair.comment) for pair in omegat.parse(data, "f.utf8")] == kept
    if kept:
        store = OmegaTFile()
        store.encoding = "utf-8"
        store.parse(data)
        assert [(unit.source, unit.target) for unit in store.units] == [row[:2] for row in kept]
